"""Folds what would make a lane too long: of more than six boxes that do the same, the first stay and the others become one; a note lists them."""

from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import NamedTuple

from legalmodel.base.language import Phrase, beside, in_each, say
from legalmodel.output.chart import Chart, Edge, Node

MOST = (6, 4, 3, 2)
"""Boxes of one lane: the first number, unless the chart has still too many."""
CROWDED = 32
"""Boxes of a chart above which lanes are folded further."""
_LISTED = 8
"""The most names that a box for several lists."""
CLASSES = 10
"""Classes of one issuer above which neighbours by rank with the same holders and support share a box that lists them."""
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


class _Told(NamedTuple):
    """What is told of a box for several: how many, and the words of the note."""

    many: int
    words: str


_Sign = tuple[tuple[str, str, bool], ...]


def fold(chart: Chart) -> Chart:
    """Return a chart with at most six boxes in a lane, as far as those beyond do the same for the same; fewer if it has too many."""
    chart = _listed(chart)
    for most in MOST:
        folded, counts = _at_most(chart, most)
        if len(folded.nodes) <= CROWDED:
            return folded
    return _without_asides(_in_classes(folded, counts))


def _listed(chart: Chart) -> Chart:
    """Put neighbouring classes with the same holders and support into one box, with a line for each, where an issuer has many."""
    issuers = {e.target: e.source for e in chart.edges if e.relation == "issue"}
    for issuer in dict.fromkeys(issuers.values()):
        mine = [n for n in chart.nodes if issuers.get(n.id) == issuer]
        if len(mine) > CLASSES and all(n.order is not None for n in mine):
            mine.sort(key=lambda n: n.order or 0)
            for _, group in groupby(mine, key=lambda n: (_sign(chart, n.id), n.state == "fail")):
                chart = _one_list(chart, list(group))
    return chart


def _one_list(chart: Chart, nodes: list[Node]) -> Chart:
    if len(nodes) < 2 or nodes[0].state == "fail":
        return chart
    first, ids = nodes[0], {n.id for n in nodes}
    lines = tuple(say(", ", context="between").join(n.lines) for n in nodes)
    box = first._replace(
        id=f"{first.id}.further.classes",
        lines=(say("{n} classes", n=len(nodes)), *lines),
        state=next((s for s in ("judgement", "unknown") if any(n.state == s for n in nodes)), ""),
        marks=tuple(dict.fromkeys(m for n in nodes for m in n.marks)),
        missing=tuple(dict.fromkeys(m for n in nodes for m in n.missing)),
    )
    edges, theirs = [], [e for e in chart.edges if ids & {e.source, e.target}]
    for relation, end, out in _sign(chart, first.id):
        same = [e for e in theirs if e.relation == relation and end == (e.target if out else e.source)]
        words = same[0].lines if len({e.lines for e in same}) == 1 else ()
        source, target = (box.id, end) if out else (end, box.id)
        edges.append(same[0]._replace(id=f"{box.id}.{same[0].id}", source=source, target=target, lines=words))
    kept = tuple(e for e in chart.edges if e not in theirs)
    return chart._replace(
        nodes=tuple(box if n is first else n for n in chart.nodes if n is first or n.id not in ids), edges=(*kept, *edges)
    )


def _in_classes(chart: Chart, counts: dict[str, int]) -> Chart:
    """Say of several holders that hold one class alone within the box of that class, in place of a box of theirs."""
    said: dict[str, str] = {}
    gone = set()
    for node in chart.nodes:
        mine = [e for e in chart.edges if node.id in (e.source, e.target)]
        if node.place == "right" and node.id in counts and len(mine) == 1 and mine[0].relation == "holding":
            gone.add(node.id)
            share = mine[0].lines[0] if mine[0].lines else ""
            count = counts[node.id]
            said[mine[0].target] = say("{n} holders: {share}", n=count, share=share) if share else say("{n} holders", n=count)
    nodes = tuple(n._replace(lines=(*n.lines, said[n.id])) if n.id in said else n for n in chart.nodes if n.id not in gone)
    return chart._replace(nodes=nodes, edges=tuple(e for e in chart.edges if e.source not in gone))


def _without_asides(chart: Chart) -> Chart:
    """Leave out who serves somebody that no vehicle, class or other party of the chart has to do with; a note tells of it."""
    below = {n.id: n for n in chart.nodes if n.place == "below"}
    ends = [(e.source, e.target) for e in chart.edges]
    tied = {a if a in below else b for a, b in ends if (a in below) != (b in below)}
    while more := {id for pair in ends if set(pair) & tied for id in pair if id in below} - tied:
        tied |= more
    aside = below.keys() - tied
    told = [
        say("{name} ({words}) for {other}", name=below[a].lines[0], words=", ".join(below[a].role), other=below[b].lines[0])
        for a, b in ends
        if a in aside
    ]
    if not told:
        return chart
    note = say("Left out, for no vehicle has to do with it: {services}.", services="; ".join(told))
    nodes = tuple(n for n in chart.nodes if n.id not in aside)
    return chart._replace(nodes=nodes, edges=tuple(e for e in chart.edges if e.source not in aside), notes=(*chart.notes, note))


def _at_most(chart: Chart, most: int) -> tuple[Chart, dict[str, int]]:
    """Return a chart with at most so many boxes in a lane, and how many stand in each box for several."""
    told: dict[str, _Told] = {}
    for place in _LANES:
        for lane in _lanes(chart, place):
            fewer = place == "pool" and len(chart.nodes) > NARROW
            chart = _folded(chart, place, lane, min(most, POOLS) if fewer else most, told)
    note = say("Shown in one box each: {boxes}.", boxes="; ".join(t.words for t in told.values()))
    counts = {id: t.many for id, t in told.items()}
    return chart._replace(notes=(*chart.notes, note)) if told else chart, counts


def _lanes(chart: Chart, place: str) -> list[list[Node]]:
    """Return the boxes of a place; pools by the vehicle they belong to."""
    nodes = [n for n in chart.nodes if n.place == place]
    if place != "pool":
        return [nodes]
    owner = {e.target: e.source for e in chart.edges if e.relation == "property"}
    return [[n for n in nodes if owner.get(n.id) == own] for own in dict.fromkeys(owner.values())]


def _folded(chart: Chart, place: str, lane: list[Node], most: int, told: dict[str, _Told]) -> Chart:
    over = len(lane) - most
    if over <= 0:
        return chart
    groups: dict[_Sign, list[Node]] = {}
    for node in lane:
        # what fails keeps its box whatever the crowd: a fold must not hide it
        if node.state != "fail" and (sign := _sign(chart, node.id)):
            groups.setdefault(sign if most > MOST[-1] else _but_price(sign), []).append(node)
    # the largest group first, so that as few boxes as can be stand for others
    for nodes in sorted(groups.values(), key=lambda g: -len(g)):
        if over > 0 and len(nodes) > 1:
            # no more than need be: the first ones in the file keep boxes of their own
            gone = nodes[max(0, len(nodes) - over - 1) :]
            sign = tuple(sorted({part for n in gone for part in _sign(chart, n.id)}))
            chart = _one_box(chart, place, sign, gone, told, most == MOST[0])
            over -= len(gone) - 1
    return chart


def _sign(chart: Chart, id: str) -> _Sign:
    """Return what a box does, and for whom: each relation, its other end, and whether it comes from the box."""
    out = {(e.relation, e.target, True) for e in chart.edges if e.source == id}
    return tuple(sorted(out | {(e.relation, e.source, False) for e in chart.edges if e.target == id}))


def _but_price(sign: _Sign) -> _Sign:
    """Return what a box does without what it is paid for it, so that sellers with and without a price are alike."""
    return tuple(part for part in sign if part[0] != "cash") or sign


def _member(node: Node, alike: bool) -> tuple[str, ...]:
    """Return the name of who goes into a box for several, with what it does unless all do that; of a box for several what it lists."""
    if node.id.endswith(".minor"):
        return node.lines[len(beside()) :]
    if alike or not node.role or not node.lines:
        return node.lines[:1]
    return (say("{name} ({words})", name=node.lines[0], words=node.role[0][:1].lower() + node.role[0][1:]),)


def _one_box(chart: Chart, place: str, sign: _Sign, gone: list[Node], told: dict[str, _Told], listing: bool) -> Chart:
    """Put one box in the place of several, with one line for each sort of theirs; what is told of it is added if it does not list them."""
    ids, other = {n.id for n in gone}, sign[0][1]
    id = f"{other}.further.{place}"
    while any(n.id == id for n in chart.nodes):
        id += ".too"
    role = gone[0].role if all(n.role == gone[0].role for n in gone) else ()
    members = [line for n in gone for line in _member(n, bool(role))]
    many = _many(place, len(members))
    shown = tuple(members) if listing and len(members) <= _LISTED else ()
    box = Node(id, "class", (*in_each(many), *shown), gone[0].group, role=role, place=place)
    names = say(", ", context="between").join(members)
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
    if not shown:
        told[id] = _Told(len(members), say("{what} ({names})", what=many, names=names))
    return chart._replace(nodes=nodes, edges=tuple(edges))


def _together(edges: list[Edge]) -> tuple[str, ...]:
    """Add up the shares on several lines, if all of them are shares."""
    try:
        shares = [Decimal(e.lines[0].removesuffix("%")) for e in edges if len(e.lines) == 1 and e.lines[0].endswith("%")]
    except InvalidOperation:
        return ()
    return (f"{sum(shares, Decimal(0)).normalize():f}%",) if shares and len(shares) == len(edges) else ()
