"""Where every part of a chart stands, for every format alike. Lengths are points, y grows downwards."""

from collections.abc import Mapping
from typing import NamedTuple

from legalmodel.output.chart import Chart

Positions = Mapping[str, tuple[float, float]]
"""Centres (points) of boxes, by id, and of labels, by ``label:`` and the id of their relation."""
Point = tuple[float, float]


class Spot(NamedTuple):
    """A rectangle: its centre and its size."""

    x: float
    y: float
    w: float
    h: float

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.x - self.w / 2

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.y - self.h / 2

    def meets(self, other: "Spot", room: float = 0.0) -> bool:
        """Tell whether two rectangles overlap, or come closer than ``room``."""
        return (
            abs(self.x - other.x) * 2 < self.w + other.w + room * 2 and abs(self.y - other.y) * 2 < self.h + other.h + room * 2
        )


class Layout(NamedTuple):
    """The spots of boxes, labels and frames by id, and the way of each relation, from source to target.

    A way is one or two curves (to the label and on from it); a curve is its first point and then three points for each piece,
    as in SVG. A frame that is not among ``frames`` is named inside its boxes instead. ``note`` says if something went wrong.
    """

    width: float
    height: float
    boxes: dict[str, Spot]
    labels: dict[str, Spot]
    frames: dict[str, Spot]
    ways: dict[str, tuple[tuple[Point, ...], ...]]
    note: str = ""


def part_of(layout: Layout, chart: Chart) -> Layout | None:
    """Return the layout of a chart that is a part of one already laid out; None if it is not."""
    boxes = {n.id: layout.boxes[n.id] for n in chart.nodes if n.id in layout.boxes}
    ways = {e.id: layout.ways[e.id] for e in chart.edges if e.id in layout.ways}
    if len(boxes) < len(chart.nodes) or len(ways) < len(chart.edges):
        return None
    labels = {e.id: layout.labels[e.id] for e in chart.edges if e.id in layout.labels}
    frames = {g.id: layout.frames[g.id] for g in chart.groups if g.id in layout.frames}
    return layout._replace(boxes=boxes, labels=labels, frames=frames, ways=ways)


def line(a: Point, b: Point) -> tuple[Point, ...]:
    """Return a straight line as a curve."""
    return (a, a, b, b)


def leave(box: Spot, to: Point) -> Point:
    """Return where the line from the middle of a box towards a point crosses its border."""
    dx, dy = to[0] - box.x, to[1] - box.y
    reach = min(box.w / 2 / abs(dx) if dx else 1e9, box.h / 2 / abs(dy) if dy else 1e9, 1)
    return box.x + dx * reach, box.y + dy * reach


def straight(a: Spot, b: Spot, label: Spot | None) -> tuple[tuple[Point, ...], ...]:
    """Return the way of a relation in straight lines: from border to border, through the label if there is one."""
    if label is None:
        return (line(leave(a, (b.x, b.y)), leave(b, (a.x, a.y))),)
    middle = (label.x, label.y)
    start, end = leave(a, middle), leave(b, middle)
    return line(start, leave(label, start)), line(leave(label, end), end)
