"""A chart as SVG, painted from its layout: the picture that PNG and PDF are made from too."""

from typing import TYPE_CHECKING

from legalmodel.base.language import Phrase, say, side_by_side
from legalmodel.output import looks
from legalmodel.output.boxes import group_box, label_box, node_box, shown
from legalmodel.output.chart import Chart, Edge, Group, Node
from legalmodel.output.frame import framed
from legalmodel.output.geometry import Point, Spot
from legalmodel.output.headings import heading_spots
from legalmodel.output.ids import safe_id
from legalmodel.output.ink import badge, block, curve, escape, framing, num, recoloured, shape
from legalmodel.output.sheet import Sheet

if TYPE_CHECKING:
    from legalmodel.output.links import Links


def picture(sheet: Sheet, links: "Links | None" = None) -> str:
    """Return the SVG of a sheet, in its theme; with ``links``, boxes and relations lead to where they stand in the deal file."""
    lead = links or (lambda _: "")
    chart, layout = sheet.chart, sheet.layout
    nodes = shown(chart, layout.frames)
    names = {n.id: n.lines[0] if n.lines else n.id for n in chart.nodes}
    body = [
        *(_frame(g, layout.frames[g.id]) for g in _outer_first(chart) if g.id in layout.frames),
        *(
            _linked(_way(e, layout.ways[e.id], names), lead(e.id), _spoken(e, names), e.id not in layout.labels)
            for e in sorted(chart.edges, key=lambda e: not e.faint)
        ),
        *(_linked(_node(n, layout.boxes[n.id]), lead(n.id), _title(n)) for n in nodes),
        *(
            _linked(_label(e, layout.labels[e.id], names), lead(e.id), _spoken(e, names))
            for e in chart.edges
            if e.id in layout.labels
        ),
        *(_heading(g, spot) for g, spot in heading_spots(chart, layout)),
    ]
    style = _type(chart) if sheet.wishes.type_within else ""
    svg = framed(chart, "".join(body), layout.width, layout.height, (layout.note,) if layout.note else (), style, bool(links))
    return recoloured(svg, looks.THEMES[sheet.wishes.theme])


def _outer_first(chart: Chart) -> list[Group]:
    parents = {g.id: g.parent for g in chart.groups}

    def depth(id: str) -> int:
        seen: list[str] = []
        while id in parents and id not in seen:
            seen.append(id)
            id = parents[id]
        return len(seen)

    return sorted(chart.groups, key=lambda g: depth(g.id))


def _part(id: str, title: str, inside: str, faint: bool) -> str:
    inside = recoloured(inside, looks.paler) if faint else inside
    return f'<g id="{id}"><title>{escape(title)}</title>\n{inside}</g>\n'


def _linked(drawn: str, target: str, title: str, stop: bool = True) -> str:
    """Make a part a link; one that is no ``stop`` for the keyboard has another part that leads to the same place."""
    if not target:
        return drawn
    said = f'aria-label="{escape(title)}"' if stop else 'tabindex="-1" aria-hidden="true"'
    return f'<a href="{escape(target)}" {said}>{drawn}</a>\n'


def _frame(group: Group, spot: Spot) -> str:
    return _part(
        f"cluster_{safe_id(group.id)}", " ".join(group.lines), framing(group.kind, spot.left, spot.top, spot.w, spot.h), False
    )


def _heading(group: Group, spot: Spot) -> str:
    back = f'<rect x="{num(spot.left)}" y="{num(spot.top)}" width="{num(spot.w)}" height="{num(spot.h)}" fill="white"/>\n'
    return f"<g>\n{back}{block(group_box(group).texts, spot.x, spot.y)}</g>\n"


def _spoken(edge: Edge, names: dict[str, str]) -> str:
    return " ".join((f"{names[edge.source]} → {looks.said(edge)} → {names[edge.target]}", *_missing(edge)))


def _way(edge: Edge, way: tuple[tuple[Point, ...], ...], names: dict[str, str]) -> str:
    look, name, title = looks.line(edge.relation), safe_id(edge.id), _spoken(edge, names)
    if len(way) == 1:
        return _part(f"e_{name}", title, curve(look, way[0], True), edge.faint)
    first = _part(f"e_{name}.a", title, curve(look, way[0], False), edge.faint)
    return first + _part(f"e_{name}.b", title, curve(look, way[1], True), edge.faint)


def _title(node: Node) -> str:
    return " ".join((*node.role, *node.lines, *node.marks, *_missing(node)))


def _missing(part: Node | Edge) -> tuple[str, ...]:
    """Say which facts are missing, for whoever points at a part or has it read aloud."""
    return (say("(missing: {facts})", facts="; ".join(part.missing)),) if part.missing else ()


def _node(node: Node, spot: Spot) -> str:
    tilt = 3 if node.shape == "class" else 0
    drop = 4 if node.shape == "pool" else tilt
    drawn = shape(node.shape, node.state, *spot) + block(node_box(node).texts, spot.x - tilt, spot.y + drop)
    if node.state == "unknown":
        drawn += badge(spot.left + 3 if node.place else spot.x + spot.w / 2 - 3, spot.top + 3, len(node.missing))
    return _part(f"n_{safe_id(node.id)}", _title(node), drawn, node.faint)


def _label(edge: Edge, spot: Spot, names: dict[str, str]) -> str:
    box = label_box(edge)
    back = f'<rect x="{num(spot.left)}" y="{num(spot.top)}" width="{num(spot.w)}" height="{num(spot.h)}" fill="white"/>\n'
    drawn = back + block(box.texts if box else (), spot.x - (7 if edge.state == "unknown" else 0), spot.y)
    if edge.state == "unknown":
        drawn += badge(spot.x + spot.w / 2 - 7, spot.y)
    return _part(f"l_{safe_id(edge.id)}", _spoken(edge, names), drawn, edge.faint)


def _type(chart: Chart) -> str:
    """Return the Chinese type that a chart needs, to be put within the picture."""
    from legalmodel.output.typeface import woff_style

    parts = [*(looks.words_of(n) for n in shown(chart, ())), *(looks.words_of(e) for e in chart.edges)]
    parts += [g.lines for g in chart.groups] + [entry.lines for entry in looks.legend(chart)]
    return woff_style(
        side_by_side(Phrase("Legend", context="chart"))
        + "".join(words for part in (chart.title, chart.notes, *parts) for words in part)
    )
