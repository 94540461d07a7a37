"""Tables of the account by day, of what was made, sold and issued over a time, and of the facts that are missing."""

from fractions import Fraction

from legalmodel.base.figures import day as written
from legalmodel.base.language import say
from legalmodel.methods.leverage.by_day import Day, Sum, by_day, flows
from legalmodel.methods.leverage.caps import named
from legalmodel.methods.leverage.records import Given
from legalmodel.methods.leverage.told import TRUST, measured, money, number
from legalmodel.methods.study import Cell, Column, Table

_MOST_MISSING = 12
"""A terminal shows this many missing facts; the other formats all."""


def by_day_table(given: Given) -> Table:
    """Return what stood on each day: own money, funding on and off the books, loans, the part kept."""
    columns = (
        Column("day", say("day")),
        Column("own", say("own money")),
        Column("on_books", say("funding on the books")),
        Column("off_books", say("securities of plans")),
        Column("times_on", say("times own money, on the books")),
        Column("times_all", say("with securities")),
        Column("kept", say("part kept")),
        Column("loans_on_books", say("loans on the books"), narrow=False),
        Column("loans_outstanding", say("loans outstanding"), narrow=False),
        Column("own_is", say("own money is"), narrow=False),
    )
    note = say(
        "?: not known. ≥: some kinds of funding are not told of that day. Own money is the latest figure within a year; all else counts only on its own day."
    )
    return Table("by_day", say("The account, by day"), columns, tuple(_row(day, given) for day in by_day(given)), note)


def _row(day: Day, given: Given) -> tuple[Cell, ...]:
    kept = say(", ", context="between").join(dict.fromkeys(f"{number(k * 100).normalize():f}%" for k in day.kept))
    return (
        written(day.day),
        money(day.own.value, given) if day.own else "?",
        _sum(day.on_books, given),
        _sum(day.off_books, given),
        _times(day.times(day.on_books), day.on_books),
        _times(day.times(day.both), day.both),
        kept or "?",
        _told(day.loans_on_books, given),
        _told(day.loans_outstanding, given),
        named(day.own.what) if day.own else "",
    )


def _told(value: Fraction | None, given: Given) -> str:
    return say("not known") if value is None else money(value, given)


def _sum(part: Sum, given: Given) -> str:
    return f"{'≥ ' if part.at_least else ''}{money(part.known, given)}" if part.used else "?"


def _times(times: Fraction | None, part: Sum) -> str:
    return "?" if times is None else f"{'≥ ' if part.at_least else ''}{number(times)}"


def flows_table(given: Given) -> Table:
    """Return what was made, sold and issued over a time: flows, which are never a stock."""
    columns = (
        Column("what", say("what")),
        Column("value", say("value")),
        Column("time", say("day or time")),
        Column("trust", say("reliability")),
        Column("source", say("source")),
    )
    rows = tuple(
        (
            named(f.what),
            measured(f, given),
            written(f.on) if f.since in (None, f.on) else f"{written(f.since or f.on)} – {written(f.on)}",
            str(TRUST[f.trust]),
            f.source,
        )
        for f in flows(given)
    )
    return Table("flows", say("Flows: made, sold, issued"), columns, rows)


def missing_table(given: Given) -> Table:
    """Return the facts that are missing, and what waits for each."""
    columns = (
        Column("fact", say("missing fact")),
        Column("needed", say("needed for")),
        Column("why", say("why")),
        Column("place", say("where"), narrow=False),
    )
    rows = tuple((lack.fact, lack.needed, lack.why, lack.place) for lack in given.lacking)
    note = say("and {n} more: --format json", n=len(rows) - _MOST_MISSING) if len(rows) > _MOST_MISSING else ""
    return Table("missing", say("Not known"), columns, rows, note, tuple(range(min(len(rows), _MOST_MISSING))))
