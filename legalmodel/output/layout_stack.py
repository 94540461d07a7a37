"""Lays classes out as bars on top of each other, as high as their part of the issue; one column for each issuer."""

from legalmodel.base.language import say
from legalmodel.output.boxes import node_box
from legalmodel.output.chart import Chart, Node
from legalmodel.output.geometry import Layout, Spot

_WHOLE, _MOST, _WIDE, _APART = 300.0, 420.0, 320.0, 60.0
"""Height of a whole issue, and the most that it may be, the least width of a bar, and the room between two columns."""


def stack_layout(chart: Chart) -> Layout:
    """Return the layout; a bar too low for its words is as high as these need, and then the bars are no longer quite in proportion."""
    boxes: dict[str, Spot] = {}
    left, whole = 0.0, _whole(chart.nodes)
    for column in sorted({n.row or 0 for n in chart.nodes}):
        nodes = sorted((n for n in chart.nodes if (n.row or 0) == column), key=lambda n: n.order or 0)
        wide = max(_WIDE, *(node_box(n).width + 20 for n in nodes))
        top = 0.0
        for node in nodes:
            high = max(whole * node.weight / 1000, node_box(node).height)
            boxes[node.id] = Spot(left + wide / 2, top + high / 2, wide, high)
            top += high
        left += wide + _APART
    height = max((s.top + s.h for s in boxes.values()), default=0.0)
    return Layout(max(left - _APART, 0.0), height + 8, boxes, {}, {}, {e.id: () for e in chart.edges}, _note(chart.nodes))


def _whole(nodes: tuple[Node, ...]) -> float:
    """Return how high a whole issue is drawn: so high that the lowest bar has room for its words, within reason."""
    return min(_MOST, max([_WHOLE, *(node_box(n).height * 1000 / n.weight for n in nodes if n.weight)]))


def _note(nodes: tuple[Node, ...]) -> str:
    low = [n.lines[0] for n in nodes if n.weight and _whole(nodes) * n.weight / 1000 < node_box(n).height - 1]
    return say("Drawn higher than in proportion, to have room for their words: {names}.", names=", ".join(low)) if low else ""
