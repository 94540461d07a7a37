"""On which day a deal is looked at in a network: the one asked for, else the last that its file tells of."""

from datetime import date
from typing import NamedTuple

from legalmodel.base.things import latest
from legalmodel.base.values import Span
from legalmodel.graph.graph import Graph


class Standing(NamedTuple):
    """A day, and why it: ``asked``, ``known`` (the last that the file tells of), ``closing`` (of a deal that has ended, or
    of which the file tells nothing later) or ``planned``.
    """

    day: date
    why: str


def standing_day(graph: Graph, run_day: date, on: date | None = None) -> Standing | None:
    """Return the day on which a deal is looked at; None if one is asked for on which it surely did not stand: before its closing, or after its end."""
    closing, ended = _closing(graph), _ended(graph)
    proposed = latest(graph.deal.fields.get("stage")) == "proposed"
    if on is not None:
        out = (
            (closing is not None and closing.first > on) or (ended is not None and ended < on) or (proposed and closing is None)
        )
        return None if out else Standing(on, "asked")
    known = latest(graph.deal.fields.get("known_until"))
    tells = min(run_day, known.last) if isinstance(known, Span) else run_day
    if closing is not None and closing.last > tells:
        return Standing(closing.last, "planned" if proposed else "closing")
    if closing is not None and ended is not None and ended <= tells:
        return Standing(closing.last, "closing")
    return Standing(tells, "known")


def _closing(graph: Graph) -> Span | None:
    closing = latest(graph.deal.fields.get("closing"))
    if isinstance(closing, Span):
        return closing
    issued = [s for c in graph.section("securities").known if isinstance(s := latest(c.fields.get("issued")), Span)]
    return min(issued, default=None)


def _ended(graph: Graph) -> date | None:
    """Return the day by which every class, or every estate, had ended; None if one has not, or nothing is told."""
    for section, field in (("securities", "ended"), ("estates", "ends")):
        ends = [latest(record.fields.get(field)) for record in graph.section(section).known]
        days = [end.last for end in ends if isinstance(end, Span)]
        if days and len(days) == len(ends):
            return max(days)
    return None
