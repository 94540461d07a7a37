"""Graphviz DOT. Every word of a deal is a plain quoted string: never markup, a link, a port or an escape."""

from typing import NamedTuple

from legalmodel.base.language import Phrase, side_by_side
from legalmodel.output import looks
from legalmodel.output.boxes import NAME, SMALL, Box, BoxLine, group_box, label_box, node_box, shown
from legalmodel.output.chart import Chart, Edge, Group, Legend, Node
from legalmodel.output.ids import safe_id
from legalmodel.output.rows import rows
from legalmodel.output.widths import clean, points

_SHAPES = {
    "company": 'shape="box"',
    "trust": 'shape="box",peripheries="2"',
    "partnership": 'shape="hexagon"',
    "individual": 'shape="ellipse"',
    "government": 'shape="octagon"',
    "class": 'shape="box3d"',
    "pool": 'shape="cylinder"',
    "security": 'shape="note"',
    "account": 'shape="box"',
    "document": 'shape="note"',
    "step": 'shape="box"',
    "unknown": 'shape="box"',
}
_ROUNDED = ("trust", "account", "step")
FONT = "Noto Sans CJK SC"
ACROSS = 5
"""Entries of the legend to a band."""


class _Plan(NamedTuple):
    """What is settled before anything is written: sizes, rows, and the frame each part stands in."""

    chart: Chart
    boxes: dict[str, Box]
    labels: dict[str, Box]
    row: dict[str, int]
    groups: tuple[Group, ...]
    home: dict[str, tuple[str, ...]]
    """Node -> the frames it stands in, from the page ("") inwards."""

    def shared(self, edge: Edge) -> str:
        """Return the innermost frame that both ends of a relation stand in: its label goes there."""
        return [a for a, b in zip(self.home[edge.source], self.home[edge.target], strict=False) if a == b][-1]


def to_dot(chart: Chart, framed: bool = True, grouped: bool = True, ordered: bool = True) -> str:
    """Write a chart as DOT.

    ``framed`` adds title, legend, notes and headings; without ``grouped`` frames are named inside their boxes instead of
    drawn; without ``ordered`` nothing is held in its order from left to right.
    """
    plan = _plan(chart if grouped else chart._replace(nodes=shown(chart, ()), groups=()), grouped)
    body = [
        *_head(chart, framed),
        *_inside("", plan, framed),
        *(part for edge in chart.edges for part in _edge(edge, plan)),
        *_ranks(plan, ordered),
        *(_legend(plan) if framed else ()),
    ]
    return "digraph chart {\n" + "".join(f"  {part};\n" for part in body) + "}\n"


def _plan(chart: Chart, grouped: bool) -> _Plan:
    boxes = {n.id: node_box(n) for n in chart.nodes}
    if grouped:
        _widen(chart, boxes)
    labels = {e.id: box for e in chart.edges if (box := label_box(e))}
    row = rows(chart, {id: box.width for id, box in boxes.items()})
    groups = chart.groups if grouped else ()
    parents = {g.id: g.parent for g in groups}
    ways = {g.id: _way_in(g.id, parents) for g in groups}
    frames = tuple(g._replace(parent=ways[g.id][-2]) for g in groups if len(ways[g.id]) > 1)
    return _Plan(chart, boxes, labels, row, frames, {n.id: ways.get(n.group, ("",)) for n in chart.nodes})


def _way_in(group: str, parents: dict[str, str]) -> tuple[str, ...]:
    """Return the frames from the page ("") in to a group; frames that stand in each other are not drawn at all."""
    way: list[str] = []
    while group in parents:
        if group in way:
            return ("",)
        way.insert(0, group)
        group = parents[group]
    return ("", *way)


def quoted(text: str) -> str:
    """Quote a text so that nothing in it is special: not to the reader of the file, not to the drawer of labels."""
    return '"' + clean(text).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"') + '"'


def _label(texts: tuple[BoxLine, ...], state: str = "") -> str:
    texts = (*texts, BoxLine("(?)", "mark")) if state == "unknown" else texts
    return '"' + "\\n".join(quoted(t.words)[1:-1] for t in texts) + '"'


def _inches(length: float) -> str:
    return f'"{length / 72:.3f}"'


def _size(box: Box) -> str:
    return f'width={_inches(box.width)},height={_inches(box.height)},fixedsize="true"'


def _head(chart: Chart, framed: bool) -> list[str]:
    lines = [*chart.title, *chart.notes] if framed else []
    title = "\\n".join(quoted(x)[1:-1] for x in lines)
    return [
        f'graph [rankdir="TB",newrank="true",nodesep="0.22",ranksep="0.2",fontname="{FONT}",bgcolor="white",'
        f'fontsize="13",labelloc="t",label="{title}"]',
        f'node [fontname="{FONT}",fontsize="{NAME:g}",margin="0",style="filled",fillcolor="white"]',
        f'edge [fontname="{FONT}",fontsize="{NAME:g}"]',
    ]


def _node(node: Node, box: Box) -> str:
    color, stroke, width = looks.border(node.shape, node.state)
    style = f"filled,{stroke}" + (",rounded" if node.shape in _ROUNDED else "")
    name = f"n_{safe_id(node.id)}"
    return (
        f'"{name}" [id="{name}",label={_label(box.texts, node.state)},{_SHAPES.get(node.shape, _SHAPES["company"])},{_size(box)},'
        f'style="{style}",color="{color}",penwidth="{width:g}",fillcolor="{looks.FILL.get(node.shape, "white")}"]'
    )


def _label_node(edge: Edge, box: Box) -> str:
    name = f"l_{safe_id(edge.id)}"
    return f'"{name}" [id="{name}",label={_label(box.texts, edge.state)},shape="box",{_size(box)},penwidth="0",color="white"]'


def _edge(edge: Edge, plan: _Plan) -> list[str]:
    """Write a relation as two lines with its label between them; every line runs downwards, whichever way it points."""
    source, target = f"n_{safe_id(edge.source)}", f"n_{safe_id(edge.target)}"
    name, middle = f"e_{safe_id(edge.id)}", f"l_{safe_id(edge.id)}"
    up = plan.row[edge.source] > plan.row[edge.target] or (edge.relation == "agency" and _level(edge, plan.row))
    if edge.id not in plan.labels:
        return [_half(name, source, target, edge, True, up)]
    return [_half(f"{name}.a", source, middle, edge, False, up), _half(f"{name}.b", middle, target, edge, True, up)]


def _level(edge: Edge, row: dict[str, int]) -> bool:
    """Tell whether both ends stand on one row: who acts for another then stands to the right."""
    return row[edge.source] == row[edge.target]


def _half(name: str, start: str, end: str, edge: Edge, arrow: bool, up: bool) -> str:
    look = looks.line(edge.relation)
    head = look.head if arrow else "none"
    ends = f'dir="back",arrowtail="{head}"' if up else f'arrowhead="{head}"'
    first, second = (end, start) if up else (start, end)
    weight = ',weight="4"' if look.step is not None else ""
    return (
        f'"{first}" -> "{second}" [id="{name}",color="{look.color}",style="{look.stroke}",penwidth="{look.width:g}",'
        f'arrowsize="0.8",{ends}{weight}]'
    )


def _inside(parent: str, plan: _Plan, framed: bool) -> list[str]:
    """Write what stands directly in a frame ("" is the page): frames, nodes and the labels between them."""
    return [
        *(_frame(g, plan, framed) for g in plan.groups if g.parent == parent),
        *(_node(n, plan.boxes[n.id]) for n in plan.chart.nodes if plan.home[n.id][-1] == parent),
        *(_label_node(e, plan.labels[e.id]) for e in plan.chart.edges if e.id in plan.labels and plan.shared(e) == parent),
    ]


def _frame(group: Group, plan: _Plan, framed: bool) -> str:
    color, stroke, width = looks.frame(group.kind)
    name = f"cluster_{safe_id(group.id)}"
    look = f'style="{stroke}",color="{color}",penwidth="{width:g}",fontsize="{SMALL:g}",margin="12",labelloc="b",labeljust="l"'
    heading = _label(group_box(group).texts) if framed else '""'
    inner = "".join(f"    {part};\n" for part in _inside(group.id, plan, framed))
    return f'subgraph "{name}" {{ graph [id="{name}",label={heading},{look}];\n{inner}  }}'


def _widen(chart: Chart, boxes: dict[str, Box]) -> None:
    """Make one box of each frame as wide as the frame's heading, whose width the drawing program cannot know."""
    for group in chart.groups:
        members = [n.id for n in chart.nodes if n.group == group.id]
        if members:
            widest = max(members, key=lambda member: boxes[member].width)
            boxes[widest] = boxes[widest]._replace(width=max(boxes[widest].width, group_box(group).width))


def _ranks(plan: _Plan, ordered: bool) -> list[str]:
    """Hold boxes to their rows: a hidden spine with two steps per row, labels on the steps between; and to their order."""
    row = plan.row
    members: dict[int, list[str]] = {r: [f'"r_{r}"'] for r in range(2 * max(row.values(), default=0) + 1)}
    for node in plan.chart.nodes:
        members[2 * row[node.id]].append(f'"n_{safe_id(node.id)}"')
    for edge in plan.chart.edges:
        if edge.id in plan.labels:
            members[_between(row[edge.source], row[edge.target])].append(f'"l_{safe_id(edge.id)}"')
    spine = " -> ".join(f'"r_{r}"' for r in members)
    hidden = f'{{ node [label="",shape="point",width="0",height="0",style="invis"]; {spine} [style="invis"] }}'
    ranks = [f'{{ rank="same"; {"; ".join(names)} }}' for names in members.values()]
    return [hidden, *ranks, *(_orders(plan) if ordered else ())]


def _orders(plan: _Plan) -> list[str]:
    """Chain the boxes of a row that have an order, by lines that are not drawn."""
    by_row: dict[int, list[tuple[int, str]]] = {}
    for node in plan.chart.nodes:
        if node.order is not None:
            by_row.setdefault(plan.row[node.id], []).append((node.order, f'"n_{safe_id(node.id)}"'))
    chains = (" -> ".join(name for _, name in sorted(found)) for found in by_row.values() if len(found) > 1)
    return [f'{chain} [style="invis"]' for chain in chains]


def _between(source: int, target: int) -> int:
    """Return the step for a label: beside for the same row, else the odd step nearest the middle."""
    return 2 * source if source == target else (source + target) | 1


def _legend(plan: _Plan) -> list[str]:
    """Write the legend as a frame at the bottom, a few entries to a band, hung from a box of the lowest row."""
    entries = looks.legend(plan.chart)
    if not entries:
        return []
    last = max(plan.row.values(), default=0)
    lowest = next((f"n_{safe_id(id)}" for id, row in plan.row.items() if row == last), "r_0")
    inner = "".join(f"    {part};\n" for i, entry in enumerate(entries) for part in _entry(i, entry))
    legend = side_by_side(Phrase("Legend", context="chart"))
    head = f'label="{legend}",style="solid",color="{looks.GREY}",fontsize="{NAME:g}"'
    frame = f'subgraph "cluster_legend." {{ graph [{head}];\n{inner}  }}'
    hung = []
    for i, entry in enumerate(entries):
        above = f"k_{i - ACROSS}" if i >= ACROSS else lowest
        first, steps = (f"k_{i}.a", 1) if entry.key in looks.RELATIONS else (f"k_{i}", 3)
        hung.append(f'"{above}" -> "{first}" [style="invis",weight="0",minlen="{steps}"]')
    return [frame, *hung]


def _entry(i: int, entry: Legend) -> list[str]:
    """Write one entry of the legend: a shape holds its words, a line leads to its own."""
    text, look = " ".join(("(?)", *entry.lines) if entry.key == "unknown" else entry.lines), looks.RELATIONS.get(entry.key)
    size = f'width={_inches(points(text, NAME) + 16)},height="0.3",fixedsize="true"'
    words = f'"k_{i}" [id="k_{i}",label={quoted(text)},{size},{_sample(entry.key)}]'
    if not look:
        return [words]
    line = f'color="{look.color}",style="{look.stroke}",penwidth="{look.width:g}",arrowsize="0.8",arrowhead="{look.head}"'
    start = f'"k_{i}.a" [shape="point",width="0.01",style="invis",label=""]'
    return [words, start, f'"k_{i}.a" -> "k_{i}" [{line},minlen="2"]']


def _sample(key: str) -> str:
    """Return the look of an entry of the legend: the shape or border it explains, or bare words."""
    if key in looks.RELATIONS:
        return 'shape="box",penwidth="0",color="white"'
    kind = key.removeprefix(looks.BOX)
    color, stroke, width = looks.border("company", key) if key in looks.STATES else looks.border(kind, "")
    if key in looks.FRAMES:
        color, stroke, width = looks.frame(key)
    shape, rounded = _SHAPES.get(kind, _SHAPES["company"]), ",rounded" if kind in _ROUNDED else ""
    return f'{shape},style="filled,{stroke}{rounded}",color="{color}",penwidth="{width:g}"'
