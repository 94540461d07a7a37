"""Days: moving a day, counting days, and truth on one day or throughout a period whose ends may be unknown.

Facts change only on known days, so a statement is tried on the first day of a period and on each later day of change.
"""

from bisect import bisect_right
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final, NamedTuple

from legalmodel.base.jurisdictions import membership_days
from legalmodel.base.kleene import conj, join
from legalmodel.base.values import NONE, Interval, Missing, Span, Truth, U
from legalmodel.logic.scope import Knowledge
from legalmodel.logic.values import NO_MISSING, PARTIAL, UNDEFINED, days, settle

ALWAYS: Final = Span(date.min, date.max)
LATER: Final = U(frozenset((Missing(("deal", "known_until"), "after the end of knowledge"),)))
"""What is asked of a day after the end of what the file knows."""


def move(op: str, start: Any, count: Any) -> Any:
    """Return the day so many days, months or years after another; the 31st clips to the end of a shorter month."""
    if isinstance(start, (U, Interval)) or isinstance(count, (U, Interval)):
        return join((start, count))
    if start is NONE or count is NONE or count != int(count):
        return UNDEFINED
    shift = {"days_after": _days_after, "months_after": _months_after, "years_after": _years_after}[op]
    span = days(start)
    try:
        # both ends move, so that what is known to the month stays known to the month
        return Span(shift(span.first, int(count)), shift(span.last, int(count)))
    except (OverflowError, ValueError):
        return UNDEFINED


def _days_after(start: date, count: int) -> date:
    return start + timedelta(days=count)


def _months_after(start: date, count: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError
    return date(year, month + 1, min(start.day, _month_end(year, month + 1)))


def _month_end(year: int, month: int) -> int:
    """Return the last day of a month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _years_after(start: date, count: int) -> date:
    # by months, for 29 February has no day of its own in most years
    return _months_after(start, count * 12)


def days_between(a: Any, b: Any) -> Any:
    """Return the days from ``a`` to ``b``, below zero if ``b`` is the earlier; an interval if one is known to the month only."""
    if type(a) is U or type(b) is U:
        return join((a, b))
    if a is NONE or b is NONE:
        return UNDEFINED
    a, b = days(a), days(b)
    low, high = Decimal((b.first - a.last).days), Decimal((b.last - a.first).days)
    return settle(low, high, NO_MISSING if low == high else PARTIAL.missing, "", money=False)


def trial_days(span: Span, changes: tuple[date, ...]) -> list[date]:
    """Return the first day of a span and every day of change in the rest of it: between them nothing changes."""
    return [span.first, *changes[bisect_right(changes, span.first) : bisect_right(changes, span.last)]]


def with_membership(changes: tuple[date, ...]) -> tuple[date, ...]:
    """Add the days on which a country joined or left a union, for statements that ask what lies within it."""
    return tuple(sorted(membership_days() | set(changes)))


def possible_days(value: Any) -> Span:
    """Return the days that a day may be: any, if it is unknown."""
    return ALWAYS if type(value) is U else days(value)


def doubt(value: Any) -> U | None:
    """Return the unknown behind a day that is unknown or known to the month only."""
    if type(value) is U:
        return value
    return PARTIAL if value is not NONE and days(value).first != days(value).last else None


def on_day(day: Any, changes: tuple[date, ...], body: Callable[[date], Any]) -> Any:
    """Return the value on one day; for truth, one answer if all days that it may be agree."""
    if day is NONE:
        return UNDEFINED
    span, unsure = possible_days(day), doubt(day)
    if unsure is None:
        return body(span.first)
    tried = [body(d) for d in trial_days(span, changes)]
    if all(v is True for v in tried) or all(v is False for v in tried):
        return tried[0]
    return join((unsure, *_unknown(tried)))


def _unknown(values: list[Any]) -> list[U]:
    return [v for v in values if type(v) is U]


class Stretch:
    """From one day to another, both included and either perhaps unknown; ``none`` as the last day means without end.

    ``widest`` holds every day that may belong to it. ``core`` are the days such that a statement false on all of them
    (or, if ``certain``, on one of them) is false somewhere in the period whatever its ends are.
    """

    __slots__ = ("begun", "certain", "core", "unsure", "widest")

    def __init__(self, first: Any, last: Any) -> None:
        start, end = possible_days(first), Span(date.max, date.max) if last is NONE else possible_days(last)
        self.unsure = [d for d in (doubt(first), None if last is NONE else doubt(last)) if d is not None]
        self.widest = Span(start.first, end.last)
        self.begun = start.last
        """The day on which it has surely begun."""
        self.certain = start.last <= end.first
        if self.certain:
            self.core = Span(start.last, end.first)
        else:
            self.core = Span(max(start.first, end.first), min(start.last, end.last))

    def up_to(self, day: date) -> "Stretch":
        """Take away the days after one; what may begin later still may."""
        self.widest = Span(self.widest.first, min(self.widest.last, day))
        self.core = Span(self.core.first, min(self.core.last, day))
        return self

    @classmethod
    def of(cls, first: Any, last: Any) -> "Stretch | None":
        """Return the period, or None if it has no beginning or ends before it begins."""
        if first is NONE:
            return None
        period = cls(first, last)
        return period if period.widest.first <= period.widest.last else None


class Told(NamedTuple):
    """How far the file tells of days, and what it ``states`` of a later one, as if it told all of that too."""

    knowledge: Knowledge
    states: Callable[[date], Truth]


def throughout(
    first: Any, last: Any, changes: tuple[date, ...], body: Callable[[date], Truth], told: Told | None = None
) -> Truth:
    """Tell whether a statement holds on every day of a period; definite only if it is so for all ends it may have.

    Of a period that runs past the end of knowledge only the days up to it are asked: true there is the answer, unless the file
    itself states a later change for which it would not be. A change stated of a day that has come is a fact, of one to come a plan.
    """
    period = Stretch.of(first, last)
    if period is None:
        return UNDEFINED
    if told is None or period.widest.last <= told.knowledge.to:
        return _on_all(period, changes, body)
    # the last day told of is asked with those before it, so only the changes after it are left
    later = trial_days(Span(told.knowledge.to, period.widest.last), changes)[1:]
    if period.widest.first > told.knowledge.to:
        return LATER
    answer = _on_all(period.up_to(told.knowledge.to), changes, body)
    # what is false or not known already is mended by nothing that is only planned
    if answer is not True:
        return answer
    # whoever judges has to say that this holds to the end of knowledge and no further
    told.knowledge.reached = True
    stated = [told.states(d) for d in later]
    if not period.unsure and any(s is False and d <= told.knowledge.now for d, s in zip(later, stated, strict=True)):
        return False
    return True if period.begun <= told.knowledge.to and all(s is True for s in stated) else LATER


def _on_all(period: Stretch, changes: tuple[date, ...], body: Callable[[date], Truth]) -> Truth:
    whole = [body(d) for d in trial_days(period.widest, changes)]
    answer = conj(whole)
    if not period.unsure or answer is True:
        return answer
    core = [body(d) for d in trial_days(period.core, changes)] if period.core.first <= period.core.last else []
    # a period that may be over before it begins has no day that surely belongs to it: then only what is false on all the days
    # between is false whatever its ends are
    false = [v is False for v in core]
    if any(false) if period.certain else bool(false) and all(false):
        return False
    # false on some day, and whether that day counts hangs on the ends: they are waited for
    return join([*_unknown(whole), *(period.unsure if answer is False else ())])
