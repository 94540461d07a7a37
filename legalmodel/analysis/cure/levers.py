"""What the parties can still bring about, what it costs, and what no lawyer would propose: read from ``levers.yaml``."""

from datetime import date
from functools import cache
from typing import Any, NamedTuple

from legalmodel.base.resources import package_folder
from legalmodel.base.things import Thing, latest
from legalmodel.base.values import Span
from legalmodel.graph.graph import Graph
from legalmodel.judgment.variants.wish import Otherwise, Way
from legalmodel.model.deal import SECTIONS
from legalmodel.model.shape import record_at
from legalmodel.text.read import read

_HOLDING, _UNKNOWN = 2, 9
"""What a further holding costs, which is given up by another; what something costs that is no lever."""


class Lever(NamedTuple):
    """The levers of one sort of record: what a new one costs (0: none is added), and what each field costs."""

    new: int
    fields: dict[str, int]


@cache
def levers() -> dict[str, Lever]:
    """Return the levers by sort of record."""
    rows = {sort: row for sort, row in _data().items() if isinstance(row, dict) and "fields" in row}
    return {sort: Lever(int(row.get("new", 0)), {f: int(c) for f, c in row["fields"].items()}) for sort, row in rows.items()}


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = read(package_folder("analysis") / "cure" / "levers.yaml").data
    return data


def may_change(owner: Thing, field: str) -> bool:
    """Tell whether the parties can bring about another value of a field; without a field, whether they can add such a record."""
    lever = levers().get(_sort(owner.path) or owner.sort)
    if lever is None:
        return False
    return field in lever.fields if field else lever.new > 0


def may_wait(owner: Thing, field: str) -> bool:
    """Tell whether a field is the day of an act that a plan may put off."""
    return field in _data()["waits"].get(_sort(owner.path) or owner.sort, ())


def waits_sensibly(way: Way, graph: Graph, today: date) -> bool:
    """Tell whether each act that a way moves is still to come, is put off and not brought forward, and not beyond the day of closing."""
    closing = latest(graph.deal.fields.get("closing"))
    for change in way:
        owner = None if change.new else graph.things.get(change.path[:-1])
        if owner is None or not may_wait(owner, change.path[-1]):
            continue
        old, new = latest(owner.fields.get(change.path[-1])), _day(change.value)
        if not (isinstance(old, Span) and isinstance(closing, Span) and new and today < old.first):
            return False
        if not old.last < new <= closing.first:
            return False
    return True


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def is_sensible(way: Way, graph: Graph) -> bool:
    """Tell whether a way says nothing that no lawyer would: a label for a role, a term taken away, money in the name of a stranger to the vehicle."""
    return all(_is_sensible(each, graph) for each in way)


def _is_sensible(change: Otherwise, graph: Graph) -> bool:
    if change.new and change.path[0] == "agencies":
        record = change.data
        return record.get("function") in _data()["new_functions"] and {"agent", "principal"} <= set(record)
    if change.new:
        return True
    field, sort = change.path[-1], _sort(change.path[:-1])
    if field == "agent" and not _may_serve(change, graph):
        return False
    words = _data()["only_words"].get(sort, {}).get(field)
    if words is not None and change.value not in words:
        return False
    if change.value == "none" and field not in _data()["may_be_none"]:
        return False
    return field not in _data()["of_a_vehicle"].get(sort, ()) or change.value in _vehicles(graph)


def _may_serve(change: Otherwise, graph: Graph) -> bool:
    """Tell whether somebody may take over the servicing: who is named to follow, or a newcomer; nobody does it for being at hand."""
    agency = graph.things.get(change.record)
    if agency is None or latest(agency.fields.get("function")) not in _data()["served_by_successors"]:
        return True
    successor = latest(agency.fields.get("successor"))
    return ("parties", change.value) not in graph.things or (isinstance(successor, Thing) and successor.id == change.value)


def _vehicles(graph: Graph) -> set[str]:
    """Return the ids of what holds the assets for the holders: estates, and issuers of classes."""
    issuers = (s.fields.get("issuer") for s in graph.section("securities").known)
    return {e.id for e in graph.section("estates").known} | {i.id for i in issuers if isinstance(i, Thing)}


def _sort(path: tuple[str, ...]) -> str:
    model = record_at(path)
    return model.__name__.lower() if model else ""


def cost_of(way: Way) -> int:
    """Return what a way costs in all."""
    return sum(map(_cost, way))


def _cost(change: Otherwise) -> int:
    if change.path[0] == "parties":
        return 1  # whom to look for: the role that the newcomer takes has its own cost
    if change.new:
        lever = levers().get(SECTIONS.get(change.path[0], ""))
        return (lever.new or _HOLDING) if lever else _UNKNOWN
    sort = _sort(change.path[:-1])
    if change.path[-1] in _data()["waits"].get(sort, ()):
        return 1
    lever = levers().get(sort)
    return lever.fields.get(change.path[-1], _UNKNOWN) if lever else _UNKNOWN
