"""What is not yet there on the day of the cut, what is no longer, and work that nobody is appointed to for some days in between."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from legalmodel.base.places import Path
from legalmodel.base.things import Thing
from legalmodel.base.trees import lies_below as is_word
from legalmodel.base.values import Span
from legalmodel.graph.derive.single_points import CONTINUING
from legalmodel.graph.graph import Graph
from legalmodel.model.types import WORDS

_BEGIN = ("established", "issued", "since", "formed", "date", "filed", "accepted")
_END = ("ended", "ends", "until")


_STRUCTURE = ("estates", "trusts", "transfers", "securities")


class Life(NamedTuple):
    """A record that is not there on the day of the cut, and the day on which it begins or ended."""

    record: Thing
    day: date


class Gap(NamedTuple):
    """Days, both included, on which nobody does a piece of work for somebody, as far as the file lists; ``last`` is None if it goes on."""

    work: str
    principal: Thing
    first: date
    last: date | None


def not_yet(graph: Graph) -> list[Life]:
    """Return the records of sections that begin after the cut: first vehicles, hops and classes, then the first to begin."""
    found = [Life(t, day) for t in graph.cut.later if len(t.path) == 2 and (day := _beginning(graph, t))]
    return sorted(found, key=lambda life: (life.record.path[0] not in _STRUCTURE, life.day, life.record.path))


def no_longer(graph: Graph) -> list[Life]:
    """Return the records of sections that had ended before the day of the cut, the last to end before the others."""
    ended = [graph.things[path] for path in sorted(graph.cut.ended) if len(path) == 2]
    found = [Life(t, day) for t in ended if (day := _end(t))]
    return sorted(found, key=lambda life: (-life.day.toordinal(), life.record.path))


def gaps(graph: Graph) -> list[Gap]:
    """Return the days on which nobody was appointed to continuing work that somebody had done for the same actor before.

    Appointments that may have covered a day, for their days or their work are not known, cover it.
    """
    by_principal: dict[Path, list[Thing]] = {}
    for agency in graph.section("agencies").known:
        if isinstance(principal := agency.get("principal", graph.cut.stands), Thing):
            by_principal.setdefault(principal.path, []).append(agency)
    found = [gap for agencies in by_principal.values() for gap in _gaps_of(agencies, graph)]
    return sorted(found, key=lambda gap: (gap.first, gap.work))


def _gaps_of(agencies: list[Thing], graph: Graph) -> Iterator[Gap]:
    tree = WORDS["function"]
    for work in dict.fromkeys(a.get("function") for a in agencies):
        if not isinstance(work, str) or not any(is_word(work, each, tree) is True for each in CONTINUING):
            continue
        doing = [
            a for a in agencies if is_word(a.get("function"), work, tree) is not False or is_word(work, _text(a), tree) is True
        ]
        principal = agencies[0].get("principal", graph.cut.stands)
        if principal.path not in graph.cut.ended:
            yield from (Gap(work, principal, *days) for days in _uncovered([_days_of(a) for a in doing], graph.cut.stands))


def _text(agency: Thing) -> str:
    work = agency.get("function")
    return work if isinstance(work, str) else ""


def _days_of(agency: Thing) -> tuple[date, date]:
    """Return the first and the last day on which an appointment may run."""
    since, until = agency.fields.get("since"), agency.fields.get("until")
    return since.first if isinstance(since, Span) else date.min, until.last if isinstance(until, Span) else date.max


def _uncovered(spans: list[tuple[date, date]], stands: date | None) -> Iterator[tuple[date, date | None]]:
    """Yield the days between spans, and those from the last span to the day of the cut."""
    covered = date.min
    for first, last in sorted(spans):
        if covered != date.min and (first - covered).days > 1:
            yield covered + timedelta(days=1), first - timedelta(days=1)
        covered = max(covered, last)
    if stands and covered < stands:
        yield covered + timedelta(days=1), None


def _beginning(graph: Graph, thing: Thing) -> date | None:
    """Return the day on which a record begins, as the file writes it: the cut has blanked what comes later."""
    record = graph.records[thing.path].__dict__
    dates = record.get("dates")
    return _first(dates.__dict__, ("effective", "signed")) if dates is not None else _first(record, _BEGIN)


def _end(thing: Thing) -> date | None:
    dates = thing.fields.get("dates")
    return _first(dates.fields if isinstance(dates, Thing) else thing.fields, _END)


def _first(fields: dict[str, Any], names: tuple[str, ...]) -> date | None:
    return next((v.first for name in names if isinstance(v := fields.get(name), Span)), None)
