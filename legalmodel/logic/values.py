"""Comparison and arithmetic on values that may be unknown or bounded (semantics, section A).

Nothing is rounded. A number is handled as an ``Interval`` whose ends coincide when it is known; truth is decided only if
all values between the ends agree. ``UNDEFINED`` and ``PARTIAL`` are unknowns whose place the caller fills in.
"""

from datetime import date
from decimal import Context, Decimal
from typing import Any, Final

from legalmodel.base.kleene import join, negate
from legalmodel.base.things import Thing, same
from legalmodel.base.values import NONE, Facts, Interval, Money, Span, Truth, U, unknown

UNDEFINED: Final = unknown((), "undefined")
"""The question has no answer: order with ``none``, two currencies, division by zero."""
PARTIAL: Final = unknown((), "partial day")
"""The answer depends on the day within a month or year of which no more is known."""
EXACT: Final = Context(prec=1_000_000)
"""Decimal arithmetic without rounding at any length an expression can reach."""
NO_MISSING: Final[Facts] = frozenset()
_ZERO = Decimal(0)
_FLIPPED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


def compare(op: str, a: Any, b: Any) -> Truth:
    """Compare two values of kinds that may be compared; ``op`` is ``== != < <= > >=``."""
    if type(a) is U or type(b) is U:
        return join(v for v in (a, b) if type(v) is U)
    if a is NONE or b is NONE:
        # asked after the unknown: beside a ``none``, what is not known may be ``none`` too
        return _with_none(op, a, b)
    if isinstance(a, Thing):
        return same(a, b) if op == "==" else negate(same(a, b))
    if isinstance(a, str):
        return bool(a == b) is (op == "==")
    if isinstance(a, (Span, date)):
        return _compare_days(op, days(a), days(b))
    return _compare_numbers(op, bounds(a), bounds(b))


def _with_none(op: str, a: Any, b: Any) -> Truth:
    if op in ("==", "!="):
        return (a is b) is (op == "==")
    return UNDEFINED


def days(value: Any) -> Span:
    """Return the days a day may be."""
    return value if isinstance(value, Span) else Span(value, value)


def _compare_days(op: str, a: Span, b: Span) -> Truth:
    answer = order(op, a.first, a.last, b.first, b.last)
    return PARTIAL if answer is None else answer


def bounds(value: Any) -> Interval:
    """Return the interval of a number, share or amount; a known one has equal ends."""
    if isinstance(value, Interval):
        return value
    if isinstance(value, Money):
        return Interval(value.amount, value.amount, NO_MISSING, value.currency)
    return Interval(Decimal(value), Decimal(value), NO_MISSING)


def agreed_currency(a: Interval, b: Interval) -> str | None:
    """Return the currency of two amounts, None if there are two; zero of no currency agrees with any."""
    if a.currency == b.currency or (not b.currency and b.low == 0):
        return a.currency
    return b.currency if not a.currency and a.low == 0 else None


def _compare_numbers(op: str, a: Interval, b: Interval) -> Truth:
    if agreed_currency(a, b) is None:
        return UNDEFINED
    answer = order(op, a.low, a.high, b.low, b.high)
    if answer is None:
        answer = _at_open_ends(op, a, b)
    return join((a, b)) if answer is None else answer


def _at_open_ends(op: str, a: Interval, b: Interval) -> bool | None:
    """Decide where two ranges touch at an end that one of them does not include: more than 50 % is never 50 %."""
    under = a.high is not None and a.high == b.low and (a.below or b.above)
    over = b.high is not None and a.low == b.high and (a.above or b.below)
    if not (under or over):
        return None
    return {"==": False, "!=": True, "<": under, "<=": under, ">": over, ">=": over}[op]


def order(op: str, low: Any, high: Any, other_low: Any, other_high: Any) -> bool | None:
    """Compare all values of one range with all of another; None if they do not agree. A high end of None is unbounded."""
    if op in (">", ">="):
        return order(_FLIPPED[op], other_low, other_high, low, high)
    if op == "!=":
        answer = order("==", low, high, other_low, other_high)
        return None if answer is None else not answer
    below = high is not None and high < other_low
    above = other_high is not None and low > other_high
    if op == "==":
        # two ranges that are alike may hold two numbers: equal for sure are only two single points
        return False if below or above else True if low == high == other_low == other_high else None
    if op == "<":
        return True if below else False if other_high is not None and low >= other_high else None
    return True if high is not None and high <= other_low else False if above else None


def settle(low: Decimal, high: Decimal | None, missing: Facts, currency: str, money: bool) -> Any:
    """Return the plain number or amount if both ends are the same, else the interval."""
    if low != high:
        return Interval(low, high, missing, currency)
    return Money(low, currency) if money else low


def arithmetic(op: str, a: Any, b: Any, money: bool) -> Any:
    """Add, subtract or multiply; ``money`` says whether the result is an amount."""
    if type(a) is U or type(b) is U:
        return join((a, b))
    if a is NONE or b is NONE:
        return UNDEFINED
    x, y = bounds(a), bounds(b)
    # only one factor can be an amount (``product_kind``), and the product is in its currency
    currency = agreed_currency(x, y) if op != "*" else x.currency or y.currency
    if currency is None:
        return UNDEFINED
    ends = _ENDS[op](x, y)
    return join((x, y)) if ends is None else settle(*ends, x.missing | y.missing, currency, money)


_Ends = tuple[Decimal, Decimal | None] | None


def _plus(x: Interval, y: Interval) -> _Ends:
    return EXACT.add(x.low, y.low), None if x.high is None or y.high is None else EXACT.add(x.high, y.high)


def _minus(x: Interval, y: Interval) -> _Ends:
    if y.high is None:
        return None
    return EXACT.subtract(x.low, y.high), None if x.high is None else EXACT.subtract(x.high, y.low)


def _times(x: Interval, y: Interval) -> _Ends:
    if x.high is None or y.high is None:
        # where a factor may be below zero and the other has no limit, nothing bounds the product from below either
        return (EXACT.multiply(x.low, y.low), None) if x.low >= 0 and y.low >= 0 else None
    # numbers may be of either sign, so that any pair of ends can give the least and the greatest
    ends = [EXACT.multiply(p, q) for p in (x.low, x.high) for q in (y.low, y.high)]
    return min(ends), max(ends)


_ENDS: Final = {"+": _plus, "-": _minus, "*": _times}


def compare_ratio(op: str, a: Any, b: Any, c: Any, d: Any) -> Truth:
    """Tell whether ``a / b op c / d`` by multiplying crosswise, so that nothing is rounded.

    A divisor of zero makes it undefined; one that may be zero, or of either sign, leaves it unknown.
    """
    values = (a, b, c, d)
    if any(type(v) is U for v in values):
        return join(v for v in values if type(v) is U)
    if NONE in values:
        return UNDEFINED
    w, x, y, z = (bounds(v) for v in values)
    if agreed_or_plain(w, x) is False or agreed_or_plain(y, z) is False:
        return UNDEFINED
    for divisor in (x, z):
        sign = _sign(divisor)
        if sign == 0:
            return UNDEFINED if divisor.low == divisor.high else join((divisor,))
        # both sides are multiplied by the divisor: one below zero turns the sign round
        op = op if sign > 0 else _FLIPPED[op]
    left, right = _product(w, z), _product(y, x)
    return join(bounds(v) for v in values) if left is None or right is None else _compare_numbers(op, left, right)


def agreed_or_plain(a: Interval, b: Interval) -> bool:
    """Tell whether a quotient makes sense: one currency, or a plain number on one side."""
    return not (a.currency and b.currency) or a.currency == b.currency


def _sign(x: Interval) -> int:
    return 1 if x.low > 0 else -1 if x.high is not None and x.high < 0 else 0


def _product(x: Interval, y: Interval) -> Interval | None:
    ends = _times(x, y)
    currency = "" if x.currency and y.currency else x.currency or y.currency
    return None if ends is None else Interval(*ends, x.missing | y.missing, currency)


def least(values: list[Any], money: bool, greatest: bool = False) -> Any:
    """Return the smallest (or greatest) of several numbers, all of which count."""
    if any(type(v) is U for v in values):
        return join(values)
    if NONE in values:
        return UNDEFINED
    if isinstance(values[0], (Span, date)):
        spans, pick = [days(v) for v in values], max if greatest else min
        return Span(pick(s.first for s in spans), pick(s.last for s in spans))
    result = bounds(values[0])
    for other in map(bounds, values[1:]):
        currency = agreed_currency(result, other)
        if currency is None:
            return UNDEFINED
        result = _smaller(result, other, currency) if not greatest else _larger(result, other, currency)
    return settle(result.low, result.high, result.missing, result.currency, money)


def _smaller(x: Interval, y: Interval, currency: str) -> Interval:
    highs = [h for h in (x.high, y.high) if h is not None]
    return Interval(min(x.low, y.low), min(highs) if highs else None, x.missing | y.missing, currency)


def _larger(x: Interval, y: Interval, currency: str) -> Interval:
    high = None if x.high is None or y.high is None else max(x.high, y.high)
    return Interval(max(x.low, y.low), high, x.missing | y.missing, currency)
