"""What a pool brings in, month by month: recoveries on bad loans by a curve, payments on good loans by their schedule.

Amounts are whole minor units (cents, fen) in int64. A row is one scenario, a column one month after the day the curve begins.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.float64]

CURVES = ("lump", "even", "exponential", "s-curve", "observed")


def shape(curve: str, months: int, middle: float, observed: Sequence[float] = ()) -> Real:
    """Return which part of all recoveries has come in by the end of each month; the last is 1.

    ``lump``: all at the end. ``even``: the same each month. ``exponential``: half by ``middle`` (a part of the months), then ever
    slower. ``s-curve``: slow, fast, slow, half by ``middle``. ``observed``: the given parts of the whole, one a month.
    Raises ValueError for a curve of another name, or observed parts that do not fit.
    """
    at = np.arange(1, months + 1) / months
    if curve == "lump":
        return np.where(at < 1, 0.0, 1.0)
    if curve == "even":
        return at
    if curve == "exponential":
        return _to_one(1 - 0.5 ** (at / middle))
    if curve == "s-curve":
        steep = 6.0 / max(middle, 1 - middle)
        return _to_one(1 / (1 + np.exp(-steep * (at - middle))) - 1 / (1 + np.exp(steep * middle)))
    if curve == "observed":
        return _observed(months, observed)
    raise ValueError(f"there is no curve '{curve}'; there are {', '.join(CURVES)}")


def _to_one(parts: Real) -> Real:
    return np.asarray(parts / parts[-1], dtype=np.float64)


def _observed(months: int, observed: Sequence[float]) -> Real:
    if len(observed) != months:
        raise ValueError(f"{len(observed)} observed parts do not fit {months} months")
    if min(observed, default=-1) < 0 or sum(observed) <= 0:
        raise ValueError("observed parts are not negative, and not all nothing")
    return _to_one(np.cumsum(np.asarray(observed, dtype=np.float64)))


def recoveries(totals: Whole, parts: Real) -> Whole:
    """Spread total recoveries over the months of a curve, to the last unit.

    ``totals`` has one total a scenario; ``parts`` are cumulative, one curve for all or one a scenario.
    """
    cumulative = np.rint(totals[:, None] * np.atleast_2d(parts)).astype(np.int64)
    cumulative[:, -1] = totals
    return np.diff(cumulative, axis=1, prepend=np.int64(0))


class Good(NamedTuple):
    """How good loans behave, a year: prepaid, defaulting (parts of what is outstanding); lost of what defaults; months to recover."""

    prepaid: Real
    defaulting: Real
    lost: Real
    delay: int


class Paid(NamedTuple):
    """What good loans bring in a month: interest, principal (scheduled, prepaid and recovered), and principal that defaults."""

    interest: Whole
    principal: Whole
    defaulted: Whole
    outstanding: Whole
    """Principal outstanding at the end of each month, defaulted loans left out."""


def schedule(principal: int, rate: float, months: int, good: Good, pays: str = "level") -> Paid:
    """Return what loans bring in, month by month, until the last recovery.

    ``pays`` is ``level`` (interest and principal together stay the same) or ``even`` (the same principal each month). ``rate`` is a year's interest, paid by twelfths; defaults come before the month's payment, prepayments after it.
    """
    count, length = len(good.prepaid), months + good.delay
    made = np.zeros((4, count, length), dtype=np.int64)
    left = np.full(count, principal, dtype=np.int64)
    month_rate = rate / 12
    part_rate = month_rate if pays == "level" else 0.0
    prepaid = 1 - (1 - good.prepaid) ** (1 / 12)
    defaulting = 1 - (1 - good.defaulting) ** (1 / 12)
    for month in range(months):
        out = np.rint(left * defaulting).astype(np.int64)
        alive = left - out
        interest = np.rint(alive * month_rate).astype(np.int64)
        due = np.minimum(alive, np.rint(alive * _part(part_rate, months - month)).astype(np.int64))
        early = np.minimum(alive - due, np.rint((alive - due) * prepaid).astype(np.int64))
        left = alive - due - early
        made[0, :, month], made[2, :, month], made[3, :, month] = interest, out, left
        made[1, :, month] += due + early
        made[1, :, month + good.delay] += out - np.rint(out * good.lost).astype(np.int64)
    return Paid(*made)


def _part(rate: float, months: int) -> float:
    """Return the part of the principal that a level payment pays off, with so many months left."""
    if months == 1:
        return 1.0
    return 1 / months if rate == 0 else float(rate / ((1 + rate) ** months - 1))
