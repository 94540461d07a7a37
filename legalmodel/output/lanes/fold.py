"""Folds what would make a lane too long: of more than six boxes that do the same, the first stay and the others become one; a note lists them."""

from decimal import Decimal, InvalidOperation

from legalmodel.base.language import Phrase, in_each, say
from legalmodel.output.chart import Chart, Edge, Node

MOST = (6, 4, 3)
"""Boxes of one lane: the first number, unless the chart has still too many."""
CROWDED = 40
"""Boxes of a chart above which lanes are folded further."""
NARROW, POOLS = 28, 4
"""Boxes of a chart above which these are narrow, and a vehicle has so many pools at most: two over it, two under it."""
_LANES = ("left", "pool", "right", "above", "below")


def _many(place: str, n: int) -> Phrase:
    """Return the words for several boxes of a place that are shown as one."""
    if place == "left":
        return Phrase("{n} further sellers", context="chart", n=n)
    if place == "pool":
        return Phrase("{n} further pools", context="chart", n=n)
    if place == "right":
        return Phrase("{n} further holders", context="chart", n=n)
    if place == "above":
        return Phrase("{n} further supporters", context="chart", n=n)
    return Phrase("{n} further service providers", context="chart", n=n)


_Sign = tuple[tuple[str, str, bool], ...]


def fold(chart: Chart) -> Chart:
    """Return a chart with at most six boxes in a lane, as far as those beyond do the same for the same; fewer if it has too many."""
    for most in MOST:
        folded = _at_most(chart, most)
        if len(folded.nodes) <= CROWDED:
            break
    return folded


def _at_most(chart: Chart, most: int) -> Chart:
    told: list[str] = []
    for place in _LANES:
        for lane in _lanes(chart, place):
            fewer = place == "pool" and len(chart.nodes) > NARROW
            chart = _folded(chart, place, lane, min(most, POOLS) if fewer else most, told)
    note = say("Shown in one box each: {boxes}.", boxes="; ".join(told))
    return chart._replace(notes=(*chart.notes, note)) if told else chart


def _lanes(chart: Chart, place: str) -> list[list[Node]]:
    """Return the boxes of a place; pools by the vehicle they belong to."""
    nodes = [n for n in chart.nodes if n.place == place]
    if place != "pool":
        return [nodes]
    owner = {e.target: e.source for e in chart.edges if e.relation == "property"}
    return [[n for n in nodes if owner.get(n.id) == own] for own in dict.fromkeys(owner.values())]


def _folded(chart: Chart, place: str, lane: list[Node], most: int, told: list[str]) -> Chart:
    over = len(lane) - most
    if over <= 0:
        return chart
    groups: dict[_Sign, list[Node]] = {}
    for node in lane:
        if node.state != "fail" and (sign := _sign(chart, node.id)):
            groups.setdefault(sign, []).append(node)
    for sign, nodes in sorted(groups.items(), key=lambda g: -len(g[1])):
        if over > 0 and len(nodes) > 1:
            gone = nodes[max(0, len(nodes) - over - 1) :]
            chart = _one_box(chart, place, sign, gone, told)
            over -= len(gone) - 1
    return chart


def _sign(chart: Chart, id: str) -> _Sign:
    """Return what a box does, and for whom: each relation, its other end, and whether it comes from the box."""
    out = {(e.relation, e.target, True) for e in chart.edges if e.source == id}
    return tuple(sorted(out | {(e.relation, e.source, False) for e in chart.edges if e.target == id}))


def _one_box(chart: Chart, place: str, sign: _Sign, gone: list[Node], told: list[str]) -> Chart:
    """Put one box in the place of several, with one line for each sort of theirs; what is told of it is added."""
    ids, other = {n.id for n in gone}, sign[0][1]
    id = f"{other}.further.{place}"
    while any(n.id == id for n in chart.nodes):
        id += ".too"
    many = _many(place, len(gone))
    role = gone[0].role if all(n.role == gone[0].role for n in gone) else ()
    box = Node(id, "class", in_each(many), gone[0].group, role=role, place=place)
    names = say(", ", context="between").join(n.lines[0] for n in gone if n.lines)
    nodes = tuple(box if n is gone[0] else n for n in chart.nodes if n is gone[0] or n.id not in ids)
    edges = [e for e in chart.edges if e.source not in ids and e.target not in ids]
    for relation, end, out in sign:
        theirs = [
            e
            for e in chart.edges
            if e.relation == relation
            and ((e.source in ids and e.target == end) if out else (e.target in ids and e.source == end))
        ]
        source, target = (id, end) if out else (end, id)
        edges.append(Edge(f"{id}.{relation}{'' if out else '.to'}", source, target, relation, _together(theirs)))
    told.append(say("{what} ({names})", what=many, names=names))
    return chart._replace(nodes=nodes, edges=tuple(edges))


def _together(edges: list[Edge]) -> tuple[str, ...]:
    """Add up the shares on several lines, if all of them are shares."""
    try:
        shares = [Decimal(e.lines[0].removesuffix("%")) for e in edges if len(e.lines) == 1 and e.lines[0].endswith("%")]
    except InvalidOperation:
        return ()
    return (f"{sum(shares, Decimal(0)).normalize():f}%",) if shares and len(shares) == len(edges) else ()
