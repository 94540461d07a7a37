"""What has ended is not to be changed any more: a fail of its time is told, and nobody is asked to mend it."""

from datetime import date

from legalmodel.base.things import Thing
from legalmodel.base.values import Span
from legalmodel.graph.graph import Graph
from legalmodel.judgment.finding import Finding

_ENDS = ("ended", "until", "ends")


def has_ended(finding: Finding, graph: Graph) -> bool:
    """Tell whether the record that a finding is about has ended by now, or the whole deal has: all its vehicles are wound up."""
    if finding.now is None:
        return False
    day = finding.now.day
    return deal_has_ended(graph, day) or (finding.subject is not None and _over(finding.subject, day))


def deal_has_ended(graph: Graph, day: date) -> bool:
    """Tell whether a deal has ended before a day: it is said to have matured, or all its vehicles are wound up."""
    estates = graph.section("estates").known
    # a deal without any estate listed has none that could be wound up
    return graph.deal.get("stage", day) == "matured" or (bool(estates) and all(_over(estate, day) for estate in estates))


def _over(thing: Thing, today: date) -> bool:
    dates = thing.fields.get("dates")
    fields = [thing.fields.get(name) for name in _ENDS] + [dates.fields.get("ends") if isinstance(dates, Thing) else None]
    return any(isinstance(day, Span) and day.last < today for day in fields)
