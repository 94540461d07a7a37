"""When a record holds, and on which days anything in a deal changes.

Records are written with their beginning and their end. No ``since``: the record holds from the beginning, for a file says a
relation because it stands. No ``until``: it still runs, for an end is an event that is written when it comes (``until: none`` says
so expressly). What was asked and is not known stands under ``unknown`` and makes the answer unknown.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from legalmodel.base.kleene import both
from legalmodel.base.things import Dated, Thing
from legalmodel.base.values import Span, Truth, U, unknown

_PERIODS = (("since", "until"), ("issued", "ended"), ("effective", ""))
"""Fields of the first and the last day of a record; a class of securities runs from issue to its end, a hop from taking effect on."""


def in_force(thing: Thing, day: date | None, since: str = "since", until: str = "until") -> Truth:
    """Tell whether a record holds on a day, both ends included. Without a day: whether it holds on every day.

    ``since`` and ``until`` name the fields of its first and last day.
    """
    fields = thing.fields
    if since not in fields and until not in fields:
        return True
    begun = _reached(thing, since, day) if since in fields else True
    # an end that is not known may be any day after the first, but never before it
    if until not in fields or _is_day(fields.get(since), day):
        return begun
    return both(begun, _not_over(thing, until, day))


def _is_day(value: Any, day: date | None) -> bool:
    """Tell whether a field is exactly a day: on its first day a record holds, whenever it ends."""
    return isinstance(value, Span) and value.first == value.last == day


def _reached(thing: Thing, field: str, day: date | None) -> Truth:
    since: Any = thing.get(field, day)
    if not isinstance(since, Span):
        return since if isinstance(since, U) else True
    if day is not None and (day >= since.last or day < since.first):
        return day >= since.last
    return unknown((*thing.path, field), "out of range")


def _not_over(thing: Thing, field: str, day: date | None) -> Truth:
    until: Any = thing.get(field, day)
    if not isinstance(until, Span):
        return until if isinstance(until, U) else True
    if day is not None and (day <= until.first or day > until.last):
        return day <= until.first
    return unknown((*thing.path, field), "out of range")


def change_days(things: Iterable[Thing]) -> tuple[date, ...]:
    """Return the sorted days from which some fact of these things is another than the day before.

    Where an end is not known, that includes the day after the first: only on its first day does a record hold whatever its end is.
    """
    days: set[date] = set()
    periods: set[tuple[Any, Any]] = set()
    for thing in things:
        fields = thing.fields
        for first, last in _PERIODS:
            if first in fields or last in fields:
                # thousands of records share a few periods: each is worked out once
                periods.add((fields.get(first), fields.get(last)))
        if Dated in map(type, fields.values()):
            days.update(start for value in fields.values() if type(value) is Dated for start, _ in value.steps)
    for since, until in periods:
        if isinstance(since, Span):
            # known to the month, it may have begun from the first day on and surely has on the last
            days |= {since.first, since.last}
            if isinstance(until, U | Dated) or (isinstance(until, Span) and until.first <= since.last):
                days.add(_next(since.last))
        if isinstance(until, Span):
            # both ends are included, so it is on the day after that it may be, or surely is, over
            days |= {_next(until.first), _next(until.last)}
    return tuple(sorted(days))


def _next(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day
