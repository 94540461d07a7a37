"""How much of a class a record says is held: exactly, or between bounds, as an amount or as a part; and the mean of several.

Where the amount and the share of one record do not agree by more than rounding, the answer lies between the two.
"""

from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any, NamedTuple

from legalmodel.base.kleene import join as merge
from legalmodel.base.shared import united
from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Facts, Interval, Money, U, unknown

ZERO = Fraction(0)
_PRECISION = 60
_EXACT = 10**_PRECISION
_ROUNDED = Fraction(102, 100)  # as in the check holding-amount-and-share-differ


class Sized(NamedTuple):
    """Bounds of a part or an amount; ``high`` is None when nothing limits it."""

    low: Fraction
    high: Fraction | None
    missing: Facts = frozenset()


def size_of(record: Thing, security: Thing, measure: str, day: date | None) -> Sized:
    """Return how much one record says is held: its own words, else worked out from the other measure and the class."""
    share, amount, total = record.get("share", day), record.get("amount", day), security.get("amount", day)
    own, other = (share, amount) if measure == "share" else (amount, share)
    exact, worked_out = exact_amount(own), _convert(other, total, measure)
    if exact is None:
        exact = worked_out
    elif worked_out is not None and _comparable(amount, total) and _differ(exact, worked_out):
        # nothing says which of the two is right: either may be, and no answer may hang on one of them
        low, high = sorted((exact, worked_out))
        return Sized(low, high, unknown((*record.path, "amount"), "differs").missing)
    if exact is not None:
        return Sized(exact, exact)
    missing = merge((own, other, total) if not isinstance(other, U) else (own, other)).missing
    return Sized(ZERO, Fraction(1) if measure == "share" else exact_amount(total), missing)


def _comparable(amount: Any, total: Any) -> bool:
    return isinstance(amount, Money) and isinstance(total, Money) and amount.currency == total.currency


def _differ(one: Fraction, other: Fraction) -> bool:
    """Return whether two figures for one holding differ by more than rounding: by more than the check of the file against itself allows."""
    return max(one, other) > _ROUNDED * min(one, other)


def _convert(other: Any, total: Any, measure: str) -> Fraction | None:
    if other is NONE:
        return ZERO
    if measure == "share":
        fits = isinstance(other, Money) and isinstance(total, Money) and other.currency == total.currency and total.amount > 0
        return Fraction(other.amount) / Fraction(total.amount) if fits else None
    return Fraction(other) * Fraction(total.amount) if isinstance(other, Decimal) and isinstance(total, Money) else None


def exact_amount(value: Any) -> Fraction | None:
    """Return an amount or a part exactly, none as nothing; None for what is neither."""
    if value is NONE:
        return ZERO
    if isinstance(value, Money):
        return Fraction(value.amount)
    return Fraction(value) if isinstance(value, Decimal) else None


def average(ranges: list[Sized], amounts: list[Any]) -> Sized:
    """Weigh the parts of several classes by their amounts."""
    low, high = ranges[0].low, ranges[0].high
    missing = united(r.missing for r in ranges)
    # equal parts of every class are that part of the whole, whatever the weights
    if all(r.low == r.high == low for r in ranges) or len(ranges) == 1:
        return Sized(low, high, missing)
    weights = [exact_amount(a) for a in amounts]
    same_currency = len({a.currency for a in amounts if isinstance(a, Money)}) == 1
    if None in weights or not same_currency or not (total := sum(w for w in weights if w)):
        return spread(ranges, missing | merge(amounts).missing)
    pairs = [(w or ZERO, r) for w, r in zip(weights, ranges, strict=True)]
    return Sized(
        sum((w * r.low for w, r in pairs), ZERO) / total,
        sum((w * (r.high or ZERO) for w, r in pairs), ZERO) / total,
        missing,
    )


def spread(ranges: list[Sized], missing: Facts) -> Sized:
    """Return the bounds of any weighted mean."""
    missing = united((missing, *(r.missing for r in ranges)))
    return Sized(min(r.low for r in ranges), max(r.high or ZERO for r in ranges), missing)


def interval(part: Sized, currency: str) -> Interval:
    """Return bounds as a value of the rule language; of a part the currency is empty."""
    high = None if part.high is None else decimal(part.high)
    return Interval(decimal(part.low), high, part.missing, currency)


def decimal(value: Fraction) -> Decimal:
    """Return a fraction as a decimal, to sixty digits."""
    if value.denominator == 1 and abs(value.numerator) < _EXACT:
        return Decimal(value.numerator)
    with localcontext() as context:
        context.prec = _PRECISION
        return Decimal(value.numerator) / Decimal(value.denominator)
