"""Fields of records over the whole life of a deal: every step of one that changes, what it ever named, what nobody gave."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from legalmodel.base.things import Dated, Thing
from legalmodel.base.values import Facts, Truth, U
from legalmodel.graph.days import in_force


def index(records: Iterable[Thing], field: str) -> dict[Thing, list[Thing]]:
    """Return the records by the things that a field names, whenever it does."""
    found: dict[Thing, list[Thing]] = {}
    for record in records:
        for thing in things(record.fields.get(field), None):
            found.setdefault(thing, []).append(record)
    return found


def things(value: Any, day: date | None) -> list[Thing]:
    """Return the things that a value names: on a day, or of every step where it changes and no day is asked for."""
    if isinstance(value, Dated):
        named = [s for start, s in value.steps] if day is None else [s for start, s in value.steps if start <= day][-1:]
        return list(dict.fromkeys(s for s in named if isinstance(s, Thing)))
    values = value if isinstance(value, tuple) else (value,)
    return [v for v in values if isinstance(v, Thing)]


def steps(thing: Thing, field: str, day: date | None) -> list[Any]:
    """Return the value of a field, or each in turn where it changes and no day is asked for."""
    value = thing.fields.get(field)
    return [s for _, s in value.steps] if isinstance(value, Dated) and day is None else [thing.get(field, day)]


def runs(record: Thing, day: date | None, since: str = "since", until: str = "until") -> Truth:
    """Tell whether a record is in force on a day; without one, whether it ever was."""
    return True if day is None else in_force(record, day, since, until)


def lacking(thing: Thing, *fields: str) -> Facts:
    """Return what is missing among some fields; one that only changes is known."""
    values = [thing.get(f) for f in fields if type(thing.fields.get(f)) is not Dated]
    return frozenset([m for v in values if isinstance(v, U) for m in v.missing])
