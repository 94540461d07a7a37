"""Keeps large deals readable: many investors, and much minor work, each become one box, and a note says so."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Protocol

from legalmodel.base.speech import name_of, percent
from legalmodel.base.things import Thing
from legalmodel.base.trees import upwards
from legalmodel.graph.graph import Graph
from legalmodel.model.types import WORDS
from legalmodel.output.chart import Edge, Node
from legalmodel.output.describe import thing_in, value, word
from legalmodel.output.marks import Marks

_MINOR = ("legal_counsel", "audit", "appraisal", "rating", "registration", "paying", "calculation", "administration")
AGENTS_MOST, ALIKE_MOST, HOLDERS_MOST, LISTED_MOST = 4, 3, 5, 8
"""More agents, more of them with the same work, or more holders of one class than this, and they are folded; more names are not listed."""

_Pairs = dict[tuple[Thing, Thing], list[Thing]]


class Folded(Protocol):
    """The chart in the making, as far as folding goes."""

    graph: Graph
    marks: Marks
    nodes: dict[str, Node]
    edges: list[Edge]
    notes: list[str]
    middle: int

    def box(self, thing: Thing) -> str:
        """Put a thing on the chart, once."""
        ...


def fold_agents(drawing: Folded, pairs: _Pairs) -> Iterator[tuple[Thing, Thing]]:
    """Give the pairs of agent and principal to draw by themselves, after drawing boxes for the others of each principal.

    Minor work goes into one box, and so does each other sort of work that many do for one principal.
    """
    kinds = {pair: _kind(drawing, pair, pairs) for pair in pairs} if len(pairs) > AGENTS_MOST else {}
    yield from (pair for pair in pairs if not kinds.get(pair))
    boxes: dict[tuple[Thing, str], list[Thing]] = {}
    for (agent, principal), kind in kinds.items():
        if kind:
            boxes.setdefault((principal, kind), []).append(agent)
    for (principal, kind), agents in boxes.items():
        _fold_agents(drawing, principal, kind, [_named(agent, pairs[agent, principal], kind) for agent in agents])


def _kind(drawing: Folded, pair: tuple[Thing, Thing], pairs: _Pairs) -> str:
    """Return the box that an agent of a principal goes into: ``minor``, the work that many do, or none."""
    if not _may_fold_agent(drawing, pair[0], pairs[pair]):
        return ""
    if all(_minor(a) for a in pairs[pair]):
        return "minor"
    work = _work(pairs[pair])
    return work if sum(p[1] is pair[1] and _work(found) == work for p, found in pairs.items()) > ALIKE_MOST else ""


def _work(found: list[Thing]) -> str:
    return ", ".join(word(a, "function", "work not stated") for a in found)


def _named(agent: Thing, found: list[Thing], kind: str) -> str:
    return f"{name_of(agent)} ({_work(found)})" if kind == "minor" else name_of(agent)


def _fold_agents(drawing: Folded, principal: Thing, kind: str, names: list[str]) -> None:
    id = f"{'.'.join(principal.path)}.{'minor' if kind == 'minor' else kind.replace(' ', '_')}"
    title = ("Other service providers", "其他服务机构") if kind == "minor" else (f"{len(names)} parties", f"{len(names)}家机构")
    lines = [*names[:LISTED_MOST], f"and {len(names) - LISTED_MOST} more"] if len(names) > LISTED_MOST + 1 else names
    drawing.nodes[id] = Node(id, "class", (*title, *lines), side=True)
    said, work = ("minor services", "minor service providers") if kind == "minor" else (kind, f"parties for {kind}")
    drawing.edges.append(Edge(f"{id}.agency", id, drawing.box(principal), "agency", (said,)))
    drawing.notes.append(f"{len(names)} {work} of {name_of(principal)} are shown in one box.")


def _may_fold_agent(drawing: Folded, agent: Thing, found: list[Thing]) -> bool:
    busy = ".".join(agent.path) in drawing.nodes or any(drawing.marks.of(a.path)[0] == "fail" for a in (agent, *found))
    return not busy and not _nameless(agent)


def _nameless(thing: Thing) -> bool:
    """Tell whether a party may be the same as another without a name: such parties are not counted, so never folded."""
    return not thing.certain and not thing.plural


def _minor(agency: Thing) -> bool:
    function = value(agency, "function")
    return isinstance(function, str) and any(word in _MINOR for word in upwards(function, WORDS["function"]))


def fold_holders(drawing: Folded, pairs: _Pairs) -> Iterator[tuple[Thing, Thing]]:
    """Give the pairs of holder and class to draw by themselves, after drawing one box for the small holders of each class."""
    busy = _elsewhere(drawing)
    by_class: dict[Thing, list[Thing]] = {}
    for holder, security in pairs:
        by_class.setdefault(security, []).append(holder)
    for security, holders in by_class.items():
        small = [h for h in holders if h not in busy and not _nameless(h) and drawing.marks.of(h.path)[0] != "fail"]
        if len(holders) <= HOLDERS_MOST:
            small = []
        yield from ((h, security) for h in holders if h not in small)
        if small:
            _fold_holders(drawing, security, [r for h in small for r in pairs[h, security]], len(small))


def _elsewhere(drawing: Folded) -> set[Thing]:
    """Return who does more in the deal than hold securities."""
    found = set()
    for section, fields in (("trusts", ("settlor",)), ("transfers", ("transferor", "transferee")), ("guarantees", ("by", "to")),
                            ("agencies", ("agent", "principal")), ("ownership", ("owner", "of")), ("loans", ("lender", "borrower"))):  # fmt: skip
        found |= {t for r in drawing.graph.standing(section) for f in fields if (t := thing_in(r, f))}
    return found


def _fold_holders(drawing: Folded, security: Thing, holdings: list[Thing], count: int) -> None:
    shares = [value(h, "share") for h in holdings]
    whole = [s for s in shares if isinstance(s, Decimal)]
    words = percent(sum(whole, Decimal(0))) if len(whole) == len(shares) else "shares not all known"
    id = f"{'.'.join(security.path)}.holders"
    drawing.nodes[id] = Node(
        id, "class", ("Other investors", "其他投资者", f"{count} holders of {name_of(security)}"), row=drawing.middle + 2
    )
    drawing.edges.append(Edge(f"{id}.holding", id, drawing.box(security), "holding", (words,)))
    drawing.notes.append(f"{count} holders of {name_of(security)} are shown in one box.")
