"""What a judging knows of its own day: by when duties are measured, how far the file tells, and how far papers count."""

from datetime import date
from typing import NamedTuple

from legalmodel.base.things import Thing
from legalmodel.graph.graph import Graph
from legalmodel.judgment.days import Clock


class Now(NamedTuple):
    """``day`` is the day by which duties are due: that of the run, or the one asked for. ``known_to`` is the end of the file's
    knowledge, as the cut of the graph found it (``graph/horizon.py``), never after ``day``; None if nothing in the file says how far it tells. ``plan`` is True for a proposed deal, None if
    its stage is not known. ``about`` is whether the deal is real, made up, or the author's own. ``law_on`` is the day whose law was asked for, in the place of that of each act.
    ``assumes`` tells whether any field of the file rests on an assumption: where none does, no finding does.
    """

    day: date
    known_to: date | None
    plan: bool | None = False
    about: str = "own"
    law_on: date | None = None
    assumes: bool = False


def now_of(graph: Graph, clock: Clock) -> Now:
    """Return what a judging of a graph knows of its own day; a graph that no day was asked of knows all."""
    day = clock.as_of or clock.run_day
    known_to = graph.cut.tells_to if graph.cut.asked else day
    assumes = any(record.assumed for record in graph.records.values())
    return Now(day, known_to, clock.proposed, about(graph.deal), clock.law_on, assumes)


def about(deal: Thing) -> str:
    """Return whose deal it is: ``real``, ``made_up``, or ``own`` if the file does not say another."""
    said = deal.fields.get("about")
    return said if isinstance(said, str) else "own"
