"""What a judging knows of its own day: by when duties are measured, how far the file tells, and how far papers count."""

from datetime import date
from typing import NamedTuple

from legalmodel.base.things import Thing
from legalmodel.base.values import Span, U
from legalmodel.graph.graph import Graph
from legalmodel.judgment.days import Clock

_ACTS = {
    "events": ("date",),
    "filings": ("date", "granted"),
    "disclosures": ("date",),
    "proceedings": ("filed", "accepted", "ended"),
    "conduct": ("since",),
    "documents": ("date", "published"),
}
"""Sections whose records are acts -> the fields that hold their days."""


class Now(NamedTuple):
    """``day`` is the day by which duties are due: that of the run, or the one asked for. ``known_to`` is the end of the file's
    knowledge, never after ``day``; None if nothing in the file says how far it tells. ``plan`` is True for a proposed deal, None if
    its stage is not known. ``about`` is whether the deal is real, made up, or the author's own.
    """

    day: date
    known_to: date | None
    plan: bool | None = False
    about: str = "own"


def now_of(graph: Graph, clock: Clock) -> Now:
    """Return what a judging of a graph knows of its own day."""
    day = clock.as_of or clock.run_day
    return Now(day, knowledge(graph, day), clock.proposed, about(graph.deal))


def about(deal: Thing) -> str:
    """Return whose deal it is: ``real``, ``made_up``, or ``own`` if the file does not say another."""
    said = deal.fields.get("about")
    return said if isinstance(said, str) else "own"


def knowledge(graph: Graph, day: date) -> date | None:
    """Return the last day that the file tells of: as it says itself, else that of the last act recorded; never after ``day``."""
    said = graph.deal.get("known_until", day)
    if isinstance(said, Span):
        return min(said.last, day)
    if isinstance(said, U) and any(m.reason != "absent" for m in said.missing):
        return None
    days = [d for section, fields in _ACTS.items() for act in graph.section(section) for d in _days(act, fields) if d <= day]
    closing = graph.deal.get("closing", day)
    if isinstance(closing, Span) and closing.first <= day:
        days.append(closing.first)
    return max(days, default=None)


def _days(act: Thing, fields: tuple[str, ...]) -> list[date]:
    return [value.first for field in fields if isinstance(value := act.fields.get(field), Span)]
