"""Keeps large deals readable: many investors, and much minor work, each become one box, and a note says so."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Protocol

from legalmodel.base.language import Phrase, in_each, say
from legalmodel.base.speech import name_of, percent
from legalmodel.base.things import Thing
from legalmodel.base.trees import upwards
from legalmodel.graph.graph import Graph
from legalmodel.model.types import WORDS
from legalmodel.output.capacities import capacity
from legalmodel.output.chart import Edge, Node
from legalmodel.output.describe import code, thing_in, value
from legalmodel.output.marks import Marks
from legalmodel.output.unsaid import quiet

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
    alone = {key for key, agents in boxes.items() if len(agents) == 1}
    yield from ((agents[0], key[0]) for key, agents in boxes.items() if key in alone)
    for (principal, kind), agents in ((key, found) for key, found in boxes.items() if key not in alone):
        work = _work(pairs[agents[0], principal])
        _fold_agents(drawing, principal, kind, work, [_named(agent, pairs[agent, principal], kind) for agent in agents])


def _kind(drawing: Folded, pair: tuple[Thing, Thing], pairs: _Pairs) -> str:
    """Return the box that an agent of a principal goes into: ``minor``, the work that many do, or none."""
    if not _may_fold_agent(drawing, pair[0], pairs[pair]):
        return ""
    if all(_minor(a) for a in pairs[pair]):
        return "minor"
    work = _works(pairs[pair])
    alike = sum(p[1] is pair[1] and _works(found) == work for p, found in pairs.items()) > ALIKE_MOST
    return ", ".join(work).replace("_", " ") or "work not stated" if alike else ""


def _work(found: list[Thing]) -> str:
    return say(", ", context="between").join(map(capacity, found))


def _works(found: list[Thing]) -> tuple[str, ...]:
    return tuple(code(a, "function") for a in found)


def _named(agent: Thing, found: list[Thing], kind: str) -> str:
    return say("{name} ({words})", name=name_of(agent), words=_work(found)) if kind == "minor" else name_of(agent)


def _fold_agents(drawing: Folded, principal: Thing, kind: str, work: str, names: list[str]) -> None:
    id = f"{'.'.join(principal.path)}.{'minor' if kind == 'minor' else kind.replace(' ', '_')}"
    minor, count = kind == "minor", len(names)
    title = Phrase("Other service providers", context="chart") if minor else Phrase("{n} parties", context="chart", n=count)
    lines = [*names[:LISTED_MOST], say("and {count} more", count=count - LISTED_MOST)] if count > LISTED_MOST + 1 else names
    drawing.nodes[id] = Node(id, "class", (*in_each(title), *lines), side=True)
    drawing.edges.append(
        Edge(f"{id}.agency", id, drawing.box(principal), "agency", (say("minor services") if minor else work,))
    )
    whose = name_of(principal)
    if minor:
        drawing.notes.append(say("{n} minor service providers of {name} are shown in one box.", n=count, name=whose))
    else:
        drawing.notes.append(say("{n} parties of {name} are shown in one box: {work}.", n=count, work=work, name=whose))


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
                            ("agencies", ("agent", "principal")), ("ownership", ("owner", "of")), ("loans", ("lender", "borrower"))):  # fmt: skip  # lines that belong together, one below the other
        found |= {t for r in drawing.graph.standing(section) for f in fields if (t := thing_in(r, f))}
    return found


def _fold_holders(drawing: Folded, security: Thing, holdings: list[Thing], count: int) -> None:
    shares = [value(h, "share") for h in holdings]
    whole = [s for s in shares if isinstance(s, Decimal)]
    words = percent(sum(whole, Decimal(0))) if len(whole) == len(shares) else quiet(say("shares not all known"))
    id = f"{'.'.join(security.path)}.holders"
    drawing.nodes[id] = Node(
        id, "class", (*in_each(Phrase("Other investors", context="chart")), _count(count, security)), row=drawing.middle + 2
    )
    drawing.edges.append(Edge(f"{id}.holding", id, drawing.box(security), "holding", (words,)))
    drawing.notes.append(say("{holders} are shown in one box.", holders=_count(count, security)))


def _count(count: int, security: Thing) -> str:
    return say("{n} holders of {name}", n=count, name=name_of(security))
