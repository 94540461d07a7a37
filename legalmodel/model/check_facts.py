"""Checks of facts against each other within one record: days in order, two sides that are two, lists that can be complete."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from legalmodel.base.errors import Fault, nearest
from legalmodel.base.language import Phrase, say
from legalmodel.base.values import Span
from legalmodel.model.deal import SECTIONS
from legalmodel.model.outline import Outline
from legalmodel.model.record import Record
from legalmodel.model.refusals import at, choices
from legalmodel.model.shape import field_at, record_at

_IN_ORDER = (
    ("since", "until"),
    ("since", "due"),
    ("effective", "ends"),
    ("established", "ends"),
    ("issued", "expected_end"),
    ("issued", "legal_end"),
    ("issued", "ended"),
    ("filed", "accepted"),
    ("filed", "ended"),
    ("accepted", "ended"),
    ("formed", "ended"),
    ("made_from", "made_until"),
    ("data_from", "data_until"),
    ("issued", "first_payment"),
    ("date", "granted"),
)
"""Pairs of days of one record; the first is never after the second."""

_TWO_SIDES = {
    "Transfer": ("transferor", "transferee", Phrase("a party cannot transfer to itself")),
    "Agency": ("principal", "agent", Phrase("a party cannot be its own agent")),
    "Guarantee": ("to", "by", Phrase("a party cannot give support to itself")),
    "Stake": ("of", "owner", Phrase("a party cannot own itself")),
    "Loan": ("lender", "borrower", Phrase("a party cannot lend to itself")),
    "Hedge": ("to", "by", Phrase("a party cannot exchange a risk with itself")),
    "Tie": ("to", "of", Phrase("nobody holds a seat or has a tie with itself")),
    "Claim": ("creditor", "debtor", Phrase("a party cannot have a claim against itself")),
}
"""Kind of record -> two fields that never name the same, with the reason."""


@cache
def _orders(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of days that a kind of record has."""
    return tuple(pair for pair in _IN_ORDER if set(pair) <= set(kind.model_fields))


def days_in_order(outline: Outline) -> Iterator[Fault]:
    """Check that no fact ends before it begins, whatever the day within a month that is not known."""
    for path, record in outline.nodes:
        values = record.__dict__
        for early, late in _orders(type(record)):
            first, last = values.get(early), values.get(late)
            if isinstance(first, Span) and isinstance(last, Span) and first.first > last.last:
                cause = say(
                    "'{late}' is {last}, before '{early}', which is {first}", late=late, last=last, early=early, first=first
                )
                fault = at(outline.source, (*path, late), "days-out-of-order", cause, say("correct one of the two days"))
                yield fault._replace(
                    related=((outline.source.place((*path, early)), say("'{early}' stands here", early=early)),)
                )


def two_sides(outline: Outline) -> Iterator[Fault]:
    """Check that the two sides of a relation are two."""
    for path, record in outline.nodes:
        sides = _TWO_SIDES.get(type(record).__name__)
        if sides is None:
            continue
        one, other, cause = sides
        values = record.__dict__
        if isinstance(values.get(one), str) and values[one] == values.get(other):
            fix = say("name the other side; an estate is named by its own id, not by that of its holder")
            fault = at(
                outline.source,
                (*path, other),
                "one-side-only",
                say("{cause}: both are '{values}'", cause=cause, values=values[one]),
                fix,
            )
            yield fault._replace(related=((outline.source.place((*path, one)), say("'{one}' stands here", one=one)),))


def complete_lists(outline: Outline) -> Iterator[Fault]:
    """Check that what is declared complete is a section, or a list of a record that exists."""
    for number, entry in enumerate(outline.deal.complete or ()):
        path = tuple(entry.split("."))
        place = ("complete", str(number))
        if len(path) == 1:
            if entry not in SECTIONS:
                fix = nearest(entry, SECTIONS) or choices(say("sections here"), outline.source.data)
                yield at(outline.source, place, "no-such-list", say("'{entry}' is no section", entry=entry[:40]), fix)
        elif fault := _list_fault(outline, path):
            yield at(outline.source, place, "no-such-list", *fault)


def _list_fault(outline: Outline, path: tuple[str, ...]) -> tuple[str, str] | None:
    held = outline.raw(path[:2])
    if not isinstance(held, dict):
        known = outline.raw(path[:1])
        names = list(known) if isinstance(known, dict) else []
        close = nearest(path[1], names) if names else nearest(path[0], SECTIONS)
        return say("'{path}' is no record of this file", path=".".join(path[:2])[:40]), close or say("write section.id.field")
    field = field_at(path)
    if field is None:
        return say("'{path}' is no field of '{path2}'", path=path[-1][:40], path2=".".join(path[:-1])), _near_field(path)
    return None if field.listed else (say("'{path}' holds one fact, not a list", path=path[-1]), say("leave the entry out"))


def _near_field(path: tuple[str, ...]) -> str:
    from legalmodel.model.shape import fields

    model = record_at(path[:-1])
    names = [name for name, field in fields(model).items() if field.listed] if model else []
    return nearest(path[-1], names) or (say("lists here: {names}", names=", ".join(names)) if names else "")


FACTS: tuple[Any, ...] = (days_in_order, two_sides, complete_lists)
