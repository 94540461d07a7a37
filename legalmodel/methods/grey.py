"""The grey model GM(1,1): a growth curve fitted to the running sums of a short positive series.

With x the series and z(k) the mean of the running sums up to k-1 and up to k, ``a`` and ``b`` solve x(k) + a z(k) = b by least
squares over k = 2 … n; the forecast is (1 - e^a) (x(1) - b/a) e^(-a (k-1)). The tests and their bounds are those that textbooks
and statistical packages print (J. L. Deng, 1982 and later; the interval of the class ratio and the shift also in the help pages
of SPSSAU; the table of grades in many Chinese textbooks, read in third-party copies on 2026-11-29).
"""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, exp, floor, isfinite, log10, sqrt
from random import Random
from typing import NamedTuple

from legalmodel.base.language import Phrase, say

TOO_STEEP = 2.0
"""No growth curve is fitted where |a| reaches this: the running sums then say nothing of the series."""

_FLAT = 1e-9
"""Below this |a| the curve is a straight level, and its formula would divide nothing by nothing."""


class Fit(NamedTuple):
    """A fitted curve: ``a`` (per period; negative is growth), ``b`` (in the unit of the series), and the first value."""

    a: float
    b: float
    first: float

    def at(self, k: int) -> float:
        """Return the value of the curve at a period; the first given period is 0, where the curve is the figure itself."""
        if k == 0:
            return self.first
        if abs(self.a) < _FLAT:
            return self.b
        return (1 - exp(self.a)) * (self.first - self.b / self.a) * exp(-self.a * k)


class Checks(NamedTuple):
    """How well a curve fits: relative residuals, the two figures of the posterior-error test, and the grade they give."""

    relative: tuple[float, ...]
    mean_relative: float
    ratio: float
    """C: spread of the residuals over spread of the series."""
    small: float
    """P: part of the residuals that lie within 0.6745 spreads of the series around their mean."""
    grade: str


class Ratios(NamedTuple):
    """The class ratios x(k-1)/x(k), the open interval they should lie in, and the constant that brings them there (0 if none)."""

    values: tuple[float, ...]
    low: float
    high: float
    shift: float

    @property
    def inside(self) -> bool:
        """Tell whether every ratio lies in the interval as the series stands."""
        return all(self.low < value < self.high for value in self.values)


GRADES = ((Phrase("good"), 0.95, 0.35), (Phrase("qualified"), 0.80, 0.50), (Phrase("barely qualified"), 0.70, 0.65))
"""Grade, least P (exceeded), and highest C (not reached); whatever meets none of them is ``unqualified``."""

REACH = (
    (0.3, Phrase("fit for forecasts some way ahead")),
    (0.5, Phrase("fit for short forecasts")),
    (0.8, Phrase("use with care, and for short forecasts only")),
    (1.0, Phrase("correct the residuals first")),
)
"""Highest -a, and how far such a curve is said to carry."""


class NoFit(ValueError):
    """No curve can be fitted; the message says why."""


def fit(values: Sequence[float]) -> Fit:
    """Fit GM(1,1) to at least four positive values.

    Raises NoFit where the equations have no single answer or the curve is steeper than the method carries.
    """
    total, means = 0.0, []
    for before, value in pairwise(values):
        total += before
        means.append(total + value / 2)
    n, rest = len(means), values[1:]
    sum_z, sum_x = sum(means), sum(rest)
    sum_zz, sum_zx = sum(z * z for z in means), sum(z * x for z, x in zip(means, rest, strict=True))
    below = n * sum_zz - sum_z * sum_z
    if below <= 0 or not isfinite(below):
        raise NoFit(say("the running sums do not grow"))
    a = (sum_z * sum_x - n * sum_zx) / below
    if abs(a) >= TOO_STEEP:
        raise NoFit(say("the growth parameter is {a}; from 2 on no curve is fitted", a=f"{a:.2f}"))
    return Fit(a, (sum_zz * sum_x - sum_z * sum_zx) / below, values[0])


def ratios(values: Sequence[float]) -> Ratios:
    """Return the class ratios and, where one lies outside, the smallest constant of two digits that brings all inside."""
    bound = exp(2 / (len(values) + 1))
    found = _ratios(values)
    low, high = 1 / bound, bound
    if all(low < r < high for r in found):
        return Ratios(found, low, high, 0.0)
    under, over = 0.0, max(values)
    while not _within(values, over, low, high):
        under, over = over, over * 2
    for _ in range(60):
        middle = (under + over) / 2
        under, over = (under, middle) if _within(values, middle, low, high) else (middle, over)
    return Ratios(found, low, high, _rounded_up(over))


def _within(values: Sequence[float], shift: float, low: float, high: float) -> bool:
    return all(low < r < high for r in _ratios([v + shift for v in values]))


def _ratios(values: Sequence[float]) -> tuple[float, ...]:
    return tuple(before / after for before, after in pairwise(values))


def _rounded_up(value: float) -> float:
    unit = 10.0 ** (floor(log10(value)) - 1)
    return ceil(value / unit) * unit


def check(values: Sequence[float], fitted: Sequence[float]) -> Checks:
    """Return how well fitted values meet a series that is not constant; spreads are taken over n, not n - 1."""
    residuals = [value - guess for value, guess in zip(values, fitted, strict=True)]
    relative = tuple(abs(r) / value for r, value in zip(residuals, values, strict=True))
    spread, middle = _spread(values), sum(residuals) / len(residuals)
    ratio = _spread(residuals) / spread
    small = sum(abs(r - middle) < 0.6745 * spread for r in residuals) / len(residuals)
    grade = next((str(name) for name, p, c in GRADES if small > p and ratio < c), say("unqualified"))
    return Checks(relative, sum(relative[1:]) / (len(relative) - 1), ratio, small, grade)


def _spread(values: Sequence[float]) -> float:
    middle = sum(values) / len(values)
    return sqrt(sum((v - middle) ** 2 for v in values) / len(values))


def reach(a: float) -> str:
    """Say how far a curve of this growth parameter carries."""
    return next((str(words) for most, words in REACH if -a <= most), say("not to be used"))


def plain(values: Sequence[float], steps: int, shift: float = 0.0) -> list[float]:
    """Return the fitted values and the forecast of one curve, after a constant was added and taken off again.

    Raises NoFit.
    """
    curve = fit([v + shift for v in values])
    return [curve.at(k) - shift for k in range(len(values) + steps)]


def rolling(values: Sequence[float], steps: int, shift: float = 0.0) -> list[float]:
    """Return a forecast of which each step is fitted anew: the newest forecast comes in, the oldest figure goes out.

    Raises NoFit; also where a forecast is no longer positive.
    """
    window, found = [v + shift for v in values], []
    for _ in range(steps):
        value = fit(window).at(len(window))
        if value <= 0:
            raise NoFit(say("a forecast on the way is not positive"))
        found.append(value - shift)
        window = [*window[1:], value]
    return found


def corrected(values: Sequence[float], steps: int, shift: float = 0.0) -> list[float]:
    """Return fitted values and forecast, corrected by a second curve fitted to the last residuals of one sign.

    Raises NoFit where fewer than four residuals in a row have the sign of the last.
    """
    guess = plain(values, steps, shift)
    residuals = [value - g for value, g in zip(values, guess, strict=False)]
    sign = 1 if residuals[-1] > 0 else -1
    start = len(residuals)
    while start > 1 and residuals[start - 1] * sign > 0:
        start -= 1
    tail = [abs(r) for r in residuals[start:]]
    if len(tail) < 4:
        raise NoFit(say("only {tail} residuals in a row have the sign of the last; four are needed", tail=len(tail)))
    curve = fit(tail)
    return [g if k < start else g + sign * curve.at(k - start) for k, g in enumerate(guess)]


def intervals(
    values: Sequence[float], steps: int, level: float, shift: float = 0.0, draws: int = 1000, seed: int = 2016
) -> list[tuple[float, float]]:
    """Return an interval for each step of the forecast, by drawing the residuals of the fit again with a seed.

    Each draw puts residuals on the fitted curve, fits anew, and adds one more residual to each forecast; draws that admit no
    curve are left out. Raises NoFit if none is left.
    """
    guess = plain(values, steps, shift)
    residuals = [value - g for value, g in zip(values[1:], guess[1:], strict=False)]
    middle = sum(residuals) / len(residuals)
    centred, random = [r - middle for r in residuals], Random(seed)
    drawn = [run for _ in range(draws) if (run := _draw(guess, centred, len(values), steps, shift, random))]
    if not drawn:
        raise NoFit(say("no draw of the residuals admits a curve"))
    return [_middle_part(sorted(run[step] for run in drawn), level) for step in range(steps)]


def _draw(
    guess: Sequence[float], residuals: Sequence[float], n: int, steps: int, shift: float, random: Random
) -> list[float] | None:
    made = [guess[0], *[g + random.choice(residuals) for g in guess[1:n]]]
    if min(made) + shift <= 0:
        return None
    try:
        return [g + random.choice(residuals) for g in plain(made, steps, shift)[n:]]
    except NoFit:
        return None


def _middle_part(ordered: Sequence[float], level: float) -> tuple[float, float]:
    last = len(ordered) - 1
    cut = (1 - level) / 2
    return _quantile(ordered, last, cut), _quantile(ordered, last, 1 - cut)


def _quantile(ordered: Sequence[float], last: int, part: float) -> float:
    below = floor(part * last)
    above = min(below + 1, last)
    return ordered[below] + (part * last - below) * (ordered[above] - ordered[below])
