"""What the flows of a class come to: average life, yield, value, and when it is repaid."""

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.float64]


def years(closed: date, days: Sequence[date]) -> Real:
    """Return the time from closing to each payment day, in years of 365 days."""
    return np.array([(day - closed).days / 365 for day in days])


def average_life(principal: Whole, times: Real) -> Real:
    """Return the weighted average life of principal paid (rows are scenarios), in years; nan where none is paid."""
    paid = principal.sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(paid > 0, (principal * times).sum(axis=-1) / paid, np.nan)


def value(flows: Whole, times: Real, rate: float) -> Real:
    """Return what flows are worth at closing at a yearly rate."""
    return np.asarray((flows * (1 + rate) ** -times).sum(axis=-1))


def yields(flows: Sequence[float], times: Sequence[float], paid: float) -> list[float]:
    """Return every yearly yield from -99 % to 1,000 % at which flows are worth what was paid; none, one, or several.

    Several stand only where flows change their sign more than once.
    """
    from scipy.optimize import brentq

    def gap(rate: float) -> float:
        return float(sum(f * (1 + rate) ** -t for f, t in zip(flows, times, strict=True)) - paid)

    grid = np.concatenate([np.linspace(-0.99, 0.5, 150), np.linspace(0.52, 10, 100)])
    signs = [gap(float(rate)) for rate in grid]
    found = [float(brentq(gap, grid[k], grid[k + 1], xtol=1e-12)) for k in range(len(grid) - 1) if signs[k] * signs[k + 1] < 0]
    return found + [float(rate) for rate, sign in zip(grid, signs, strict=True) if sign == 0]


def repaid_on(balance: Whole, days: Sequence[date]) -> list[date | None]:
    """Return for each scenario the first payment day after which nothing of a class is outstanding; None if it never is."""
    done = balance == 0
    first = done.argmax(axis=-1)
    return [days[int(k)] if done[i, int(k)] else None for i, k in enumerate(first)]
