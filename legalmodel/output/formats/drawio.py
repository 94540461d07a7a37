"""draw.io: boxes, lines and frames that stay tied together when they are moved. Every text is plain, never HTML.

Coordinates are those of the layout, moved down by ``TOP``; ids are those of the deal, so that positions can be read back.
"""

from itertools import pairwise
from math import dist

from legalmodel.base.language import Phrase, side_by_side
from legalmodel.output import looks
from legalmodel.output.boxes import Box, label_box, node_box, shown, size
from legalmodel.output.chart import Chart, Edge, Group, Node
from legalmodel.output.decks import marked_diagram
from legalmodel.output.frame import SAMPLE, legend_entries
from legalmodel.output.geometry import Layout, Point, Spot, leave
from legalmodel.output.ids import safe_id
from legalmodel.output.ink import escape, num
from legalmodel.output.sheet import Sheet
from legalmodel.output.sites import through
from legalmodel.output.widths import points

TOP, LABEL = 60.0, "labelPoint"
"""How far the drawing lies below the title; and the word in a line's style that says which of its points bears the label."""
_SHAPES = {
    "trust": "shape=ext;double=1;rounded=1;arcSize=10",
    "partnership": "shape=hexagon;perimeter=hexagonPerimeter2;size=0.1",
    "individual": "ellipse",
    "government": "shape=mxgraph.basic.octagon2;dx=8",
    "class": "shape=cube;size=8",
    "pool": "shape=cylinder3;boundedLbl=1;backgroundOutline=1;size=6",
    "security": "shape=note;size=10",
    "account": "shape=process;size=0.05;rounded=1",
    "document": "shape=document;boundedLbl=1;size=0.1",
    "step": "rounded=1;arcSize=30",
}
_HEADS = {
    "none": ("none", 0), "normal": ("block", 1), "empty": ("block", 0), "vee": ("classic", 1), "open": ("open", 0),
    "diamond": ("diamondThin", 1), "odiamond": ("diamond", 0), "dot": ("oval", 1), "box": ("box", 1), "tee": ("ERone", 0),
    "inv": ("dash", 1), "crow": ("ERmany", 0),
}  # fmt: skip  # a table: one row a line
_DASHES = {"solid": "dashed=0", "dashed": "dashed=1;dashPattern=6 4", "dotted": "dashed=1;dashPattern=2 3"}


def write_all(sheets: list[Sheet]) -> bytes:
    """Return a file with one page for each chart."""
    pages = "".join(_page(sheet) for sheet in sheets)
    return marked_diagram(f'<?xml version="1.0" encoding="UTF-8"?>\n<mxfile host="legalmodel">\n{pages}</mxfile>\n')


def _page(sheet: Sheet) -> str:
    chart, layout = sheet.chart, sheet.layout
    color = looks.THEMES[sheet.wishes.theme]
    nodes = shown(chart, layout.frames)
    cells = [
        _text("title", " ".join(chart.title), Spot(layout.width / 2, -40, max(layout.width, 300), 24), 14, "center"),
        *(_frame(g, layout) for g in chart.groups if g.id in layout.frames),
        *(_node(n, layout) for n in nodes),
        *(_edge(e, layout) for e in chart.edges),
        *_legend(chart, layout),
    ]
    body = "".join(cells)
    for plain in set(_COLORS):
        body = body.replace(f"Color={plain};", f"Color={color(plain)};")
    wide, high = num(max(layout.width + 40, 850)), num(max(layout.height + 300, 1100))
    return (
        f'<diagram id="{safe_id(sheet.name)}" name="{escape(sheet.name)}">\n'
        f'<mxGraphModel grid="1" gridSize="10" guides="1" connect="1" arrows="1" page="1" pageWidth="{wide}" pageHeight="{high}" math="0" '
        f'background="{color("#FFFFFF")}">\n'
        f'<root>\n<mxCell id="0"/>\n<mxCell id="1" parent="0"/>\n{body}</root>\n</mxGraphModel>\n</diagram>\n'
    )


_COLORS = {
    *(look.color for look in looks.RELATIONS.values()), *looks.FILL.values(), "#FFFFFF", looks.BLACK, looks.GREY, looks.RED,
    looks.VERMILION, "#333333",
}  # fmt: skip  # a table: one row a line


def _home(id: str, layout: Layout) -> tuple[str, float, float]:
    """Return the cell of a frame that is drawn, or of the page, and its upper left corner."""
    spot = layout.frames.get(id)
    return (f"g_{safe_id(id)}", spot.left, spot.top) if spot else ("1", 0.0, -TOP)


def _vertex(id: str, text: str, style: str, spot: Spot, home: tuple[str, float, float]) -> str:
    parent, left, top = home
    place = f'x="{num(spot.left - left)}" y="{num(spot.top - top)}" width="{num(spot.w)}" height="{num(spot.h)}"'
    return f'<mxCell id="{id}" value="{text}" style="{style}" vertex="1" parent="{parent}"><mxGeometry {place} as="geometry"/></mxCell>\n'


def _text(id: str, text: str, spot: Spot, points: float, align: str) -> str:
    style = f"text;html=0;fillColor=none;strokeColor=none;align={align};verticalAlign=middle;fontSize={num(points)};fontColor={looks.BLACK};spacing=0;"
    return _vertex(id, escape(text), style, spot, ("1", 0.0, -TOP))


def _frame(group: Group, layout: Layout) -> str:
    color, stroke, width = looks.frame(group.kind)
    style = (
        f"html=0;container=1;collapsible=0;recursiveResize=0;fillColor=none;strokeColor={color};strokeWidth={num(width)};{_DASHES[stroke]};"
        f"verticalAlign=top;align=left;spacingLeft=8;spacingTop=-12;labelBackgroundColor=#FFFFFF;fontSize=9;fontColor={color};"
    )
    return _vertex(
        f"g_{safe_id(group.id)}", escape(" ".join(group.lines)), style, layout.frames[group.id], _home(group.parent, layout)
    )


def _node(node: Node, layout: Layout) -> str:
    color, stroke, width = looks.border(node.shape, node.state)
    fill = looks.FILL.get(node.shape, "#FFFFFF")
    style = (
        f"{_SHAPES.get(node.shape, 'rounded=0')};html=0;spacing=0;fillColor={fill};strokeColor={color};fontColor={looks.BLACK};"
        f"strokeWidth={num(width)};{_DASHES[stroke]};fontSize={num(size('name') - 0.5)};"
    )
    return _vertex(
        f"n_{safe_id(node.id)}", _words(node_box(node), node.state), style, layout.boxes[node.id], _home(node.group, layout)
    )


def _words(box: Box | None, state: str) -> str:
    """Return the wrapped lines of a part as an attribute: draw.io wraps only HTML, and a text here is never that."""
    lines = [text.words for text in box.texts] if box else []
    return "&#10;".join(map(escape, [*lines, "(?)"] if state == "unknown" else lines))


def _edge(edge: Edge, layout: Layout) -> str:
    look = looks.line(edge.relation)
    head, filled = _HEADS[look.head]
    style = (
        f"html=0;strokeColor={look.color};strokeWidth={num(look.width)};{_DASHES[look.stroke]};endArrow={head};endFill={filled};"
        f"startArrow=none;rounded=1;fontSize={num(size('small'))};fontColor=#333333;labelBackgroundColor=#FFFFFF;"
    )
    label = layout.labels.get(edge.id)
    if len(layout.ways[edge.id]) == 1 and len(layout.ways[edge.id][0]) > 4:
        return _cornered(edge, layout, style, label)
    before, after = _bends(edge, layout, label)
    if label and before:
        style += f"{LABEL}={len(before)};"
    points = [*before, *([(label.x, label.y)] if label else []), *after]
    ends = f'source="n_{safe_id(edge.source)}" target="n_{safe_id(edge.target)}"'
    dots = "".join(f'<mxPoint x="{num(x)}" y="{num(y + TOP)}"/>' for x, y in points)
    way = f'<Array as="points">{dots}</Array>' if dots else ""
    at = f'x="{_share(edge, layout, label, before, after):.3f}"' if label else ""
    words = _words(label_box(edge), edge.state)
    geometry = f'<mxGeometry {at} relative="1" as="geometry">{way}</mxGeometry>'
    return f'<mxCell id="e_{safe_id(edge.id)}" value="{words}" style="{style}" edge="1" parent="1" {ends}>{geometry}</mxCell>\n'


def _cornered(edge: Edge, layout: Layout, style: str, label: Spot | None) -> str:
    """Write a line with corners: where it leaves and enters its boxes, its corners, and its words beside it."""
    way = layout.ways[edge.id][0]
    corners = [way[0], *way[3::3]]
    for end, point, box in (("exit", corners[0], layout.boxes[edge.source]), ("entry", corners[-1], layout.boxes[edge.target])):
        x, y = (point[0] - box.left) / box.w, (point[1] - box.top) / box.h
        style += f"{end}X={x:.4f};{end}Y={y:.4f};{end}Dx=0;{end}Dy=0;{end}Perimeter=0;"
    dots = "".join(f'<mxPoint x="{num(x)}" y="{num(y + TOP)}"/>' for x, y in corners[1:-1])
    share, at = _nearest(corners, label) if label else (0.0, (0.0, 0.0))
    aside = f'<mxPoint x="{num(label.x - at[0])}" y="{num(label.y - at[1])}" as="offset"/>' if label else ""
    place = f'x="{2 * share - 1:.3f}" ' if label else ""
    geometry = f'<mxGeometry {place}relative="1" as="geometry"><Array as="points">{dots}</Array>{aside}</mxGeometry>'
    ends = f'source="n_{safe_id(edge.source)}" target="n_{safe_id(edge.target)}"'
    words = _words(label_box(edge), edge.state)
    style += "edgeStyle=orthogonalEdgeStyle;rounded=0;"
    return f'<mxCell id="e_{safe_id(edge.id)}" value="{words}" style="{style}" edge="1" parent="1" {ends}>{geometry}</mxCell>\n'


def _nearest(corners: list[Point], label: Spot) -> tuple[float, Point]:
    """Return the point of a line with corners that lies nearest to its words, and its share of the way."""
    whole = sum(dist(a, b) for a, b in pairwise(corners)) or 1.0
    found, gone = [], 0.0
    for a, b in pairwise(corners):
        x = min(max(label.x, min(a[0], b[0])), max(a[0], b[0]))
        y = min(max(label.y, min(a[1], b[1])), max(a[1], b[1]))
        found.append((dist((x, y), (label.x, label.y)), (gone + dist(a, (x, y))) / whole, (x, y)))
        gone += dist(a, b)
    _, share, point = min(found)
    return share, point


def _bends(edge: Edge, layout: Layout, label: Spot | None) -> tuple[list[Point], list[Point]]:
    """Return the points through which a line must bend before and after its label, where it would else run through a box."""
    stops = [layout.boxes[edge.source], *([label] if label else []), layout.boxes[edge.target]]
    around = [s for s in layout.boxes.values() if s is not stops[0] and s is not stops[-1]]
    bends: list[list[Point]] = []
    for curve, a, b in zip(layout.ways[edge.id], stops, stops[1:], strict=False):
        blocked = any(through((a.x, a.y), (b.x, b.y), s) for s in around)
        bends.append(list(curve[3:-1:3]) if blocked else [])
    return bends[0], bends[1] if len(bends) > 1 else []


def _share(edge: Edge, layout: Layout, label: Spot, before: list[Point], after: list[Point]) -> float:
    """Return where on its line a label stands, from -1 at the source to 1 at the target."""
    middle = (label.x, label.y)
    start, end = (
        leave(layout.boxes[edge.source], (before or [middle])[0]),
        leave(layout.boxes[edge.target], (after or [middle])[-1]),
    )
    first = sum(dist(a, b) for a, b in pairwise((start, *before, middle)))
    second = sum(dist(a, b) for a, b in pairwise((middle, *after, end)))
    return 2 * first / (first + second) - 1 if first + second else 0.0


def _legend(chart: Chart, layout: Layout) -> list[str]:
    """Draw the legend below the chart, and the notes below it."""
    room, top = max(layout.width, 430.0), layout.height + 10
    entries, high = legend_entries(looks.legend(chart), room)
    cells = (
        [_text("legend", side_by_side(Phrase("Legend", context="chart")), Spot(60, top + 24, 100, 14), 9.5, "left")]
        if entries
        else []
    )
    for i, e in enumerate(entries):
        spot = Spot(e.x + SAMPLE / 2, top + e.y, 30, 13)
        wide = points(e.words, 9) + 20
        cells.append(_sample(f"k_{i}", e.key, spot))
        cells.append(_text(f"k_{i}.t", e.words, Spot(e.x + SAMPLE + 8 + wide / 2, top + e.y, wide, 14), 9, "left"))
    for i, note in enumerate((*chart.notes, *([layout.note] if layout.note else []))):
        cells.append(_text(f"note_{i}", note, Spot(room / 2, top + high + 12 + 13 * i, room, 13), 8.5, "left"))
    return cells


def _sample(id: str, key: str, spot: Spot) -> str:
    if look := looks.RELATIONS.get(key):
        head, filled = _HEADS[look.head]
        style = f"html=0;strokeColor={look.color};strokeWidth={num(look.width)};{_DASHES[look.stroke]};endArrow={head};endFill={filled};startArrow=none;"
        ends = "".join(
            f'<mxPoint x="{num(x)}" y="{num(spot.y + TOP)}" as="{end}"/>'
            for x, end in ((spot.left - 3, "sourcePoint"), (spot.left + 33, "targetPoint"))
        )
        return f'<mxCell id="{id}" value="" style="{style}" edge="1" parent="1"><mxGeometry relative="1" as="geometry">{ends}</mxGeometry></mxCell>\n'
    if key == "unknown":
        return _text(id, "(?)", spot, 9, "center")
    kind = key.removeprefix(looks.BOX)
    color, stroke, width = (
        looks.frame(key) if key in looks.GROUPS else looks.border(*(("", key) if key in looks.STATES else (kind, "")))
    )
    fill = "none" if key in looks.GROUPS else looks.FILL.get(kind, "#FFFFFF")
    style = f"{_SHAPES.get(kind, 'rounded=0')};html=0;fillColor={fill};strokeColor={color};strokeWidth={num(width)};{_DASHES[stroke]};"
    return _vertex(id, "", style, spot, ("1", 0.0, -TOP))
