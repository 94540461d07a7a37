"""Lays a chart out along time: steps as boxes beside an axis of dates, or what runs for a while as bars under a scale of years.

Boxes that stand at a moment have a ``row`` (the day, in turn) and an ``order`` within it; the box of the day itself is the first.
A bar has its start in ``order`` and its length in ``weight``, both in thousandths of the whole time, and its line in ``row``.
"""

from legalmodel.output.boxes import node_box
from legalmodel.output.chart import Chart, Node
from legalmodel.output.geometry import Layout, Point, Spot

_GAP, _AIR, _MOST, _SCALE, _LINE = 16.0, 12.0, 760.0, 620.0, 34.0
"""Between an axis and its boxes, between boxes; how wide a row of boxes may be; how wide the whole time is; the least height of a line."""


def steps_layout(chart: Chart) -> Layout:
    """Return boxes in rows, one for each day: the day on the axis at the left, then what happens on it, in as many lines as it takes."""
    boxes: dict[str, Spot] = {}
    rows: dict[int, list[Node]] = {}
    for node in chart.nodes:
        rows.setdefault(node.row or 0, []).append(node)
    wide = max((node_box(nodes[0]).width for nodes in rows.values()), default=0.0)
    top = 0.0
    for number in sorted(rows):
        day, *acts = sorted(rows[number], key=lambda n: n.order or 0)
        first = node_box(day)
        boxes[day.id] = Spot(wide / 2, top + first.height / 2, wide, first.height)
        top = max(_acts(acts, wide + _GAP, top, boxes), top + first.height) + _AIR
    ways: dict[str, tuple[tuple[Point, ...], ...]] = {e.id: (_upright(boxes[e.source], boxes[e.target]),) for e in chart.edges}
    right = max((s.left + s.w for s in boxes.values()), default=0.0)
    return Layout(right + 2, max(top, 0.0), boxes, {}, {}, ways)


def _acts(acts: list[Node], start: float, top: float, boxes: dict[str, Spot]) -> float:
    """Set the boxes of a day beside each other, in a further line where they would be too wide; return how far down they reach."""
    left, low = start, top
    for node in acts:
        box = node_box(node)
        if left > start and left + box.width > start + _MOST:
            left, top = start, low + _AIR / 2
        boxes[node.id] = Spot(left + box.width / 2, top + box.height / 2, box.width, box.height)
        left += box.width + _AIR
        low = max(low, top + box.height)
    return low


def _upright(a: Spot, b: Spot) -> tuple[Point, ...]:
    """Join two boxes of the axis, one under the other."""
    start, end = (a.x, a.top + a.h), (b.x, b.top)
    return start, start, end, end


def timeline_layout(chart: Chart) -> Layout:
    """Return bars under a scale: each as long as it runs, or as its words need, to the left where it would reach beyond the end."""
    boxes: dict[str, Spot] = {}
    top = 0.0
    for row in sorted({n.row or 0 for n in chart.nodes}):
        line = [n for n in chart.nodes if (n.row or 0) == row]
        high = max(_LINE, *(node_box(n).height for n in line))
        for node in line:
            wide = max(_SCALE * node.weight / 1000, node_box(node).width)
            left = _SCALE * (node.order or 0) / 1000
            left = left if node.weight else left - wide / 2
            left = max(0.0, min(left, _SCALE - wide)) if row else left
            boxes[node.id] = Spot(left + wide / 2, top + high / 2, wide, high if row else node_box(node).height)
        top += high + _AIR / 2
    least = min((s.left for s in boxes.values()), default=0.0)
    boxes = {id: s._replace(x=s.x - least) for id, s in boxes.items()}
    right = max((s.left + s.w for s in boxes.values()), default=0.0)
    return Layout(right + 2, top, boxes, {}, {}, {e.id: () for e in chart.edges})
