"""Keeps what was moved by hand: parts that have a position stand there, new ones go near their partners, where there is room."""

from itertools import pairwise

from legalmodel.output.boxes import label_box
from legalmodel.output.chart import Chart, Group
from legalmodel.output.geometry import Layout, Point, Positions, Spot, straight
from legalmodel.output.layout_plain import place_labels

_MARGIN, _STEP = 14.0, 12.0
_SAME = 1.0
"""Points within which a part counts as not moved."""


def kept_layout(chart: Chart, fresh: Layout, positions: Positions) -> Layout:
    """Return a layout in which everything with a position keeps it; frames grow and shrink with what they hold."""
    boxes = _boxes(chart, fresh, positions)
    fixed, labels = {}, {}
    for edge in chart.edges:
        if edge.id not in fresh.labels:
            continue
        if (at := positions.get(f"label:{edge.id}")) is not None:
            fixed[edge.id] = fresh.labels[edge.id]._replace(x=at[0], y=at[1])
        elif not any(_moved(boxes[end], fresh.boxes[end]) for end in (edge.source, edge.target)):
            fixed[edge.id] = fresh.labels[edge.id]
        elif box := label_box(edge):
            labels[edge.id] = box
    right = max((s.x + s.w / 2 for s in boxes.values()), default=fresh.width)
    places, _ = place_labels(chart, labels, boxes, fixed, right)
    ways = {e.id: _way(e.id, e.source, e.target, fresh, boxes, places) for e in chart.edges}
    frames = _frames(chart, fresh, boxes, places)
    return _from_the_corner(Layout(0, 0, boxes, places, frames, ways, fresh.note))


def _moved(spot: Spot, before: Spot) -> bool:
    return abs(spot.x - before.x) > _SAME or abs(spot.y - before.y) > _SAME


def _boxes(chart: Chart, fresh: Layout, positions: Positions) -> dict[str, Spot]:
    boxes = {id: _sized(spot, positions.get(f"size:{id}"), at) for id, spot in fresh.boxes.items() if (at := positions.get(id))}
    for node in chart.nodes:
        if node.id not in boxes:
            near = [
                o
                for e in chart.edges
                for o in (e.source, e.target)
                if node.id in (e.source, e.target) and o in positions and o in boxes
            ]
            boxes[node.id] = _free(_shifted(fresh, boxes, near or list(boxes), node.id), list(boxes.values()))
    return boxes


def _sized(spot: Spot, size: tuple[float, float] | None, at: tuple[float, float]) -> Spot:
    """Return a spot where it was put, and as large as it was made, if it was."""
    wide, high = size or (spot.w, spot.h)
    return Spot(at[0], at[1], wide, high)


def _shifted(fresh: Layout, boxes: dict[str, Spot], near: list[str], id: str) -> Spot:
    """Return the spot of a new box, shifted as its partners were on the average."""
    spot = fresh.boxes[id]
    known = [n for n in near if n in fresh.boxes]
    if not known:
        return spot
    x = sum(boxes[n].x - fresh.boxes[n].x for n in known) / len(known)
    y = sum(boxes[n].y - fresh.boxes[n].y for n in known) / len(known)
    return spot._replace(x=spot.x + x, y=spot.y + y)


def _free(spot: Spot, taken: list[Spot]) -> Spot:
    """Return the nearest spot that meets no other, looked for in growing squares round the first."""
    for ring in range(200):
        for i in range(-ring, ring + 1):
            for dx, dy in ((i, -ring), (i, ring), (-ring, i), (ring, i)):
                tried = spot._replace(x=spot.x + dx * _STEP, y=spot.y + dy * _STEP)
                if not any(tried.meets(t, 6) for t in taken):
                    return tried
    return spot._replace(y=max(t.y + t.h / 2 for t in taken) + spot.h)


def _way(
    id: str, source: str, target: str, fresh: Layout, boxes: dict[str, Spot], places: dict[str, Spot]
) -> tuple[tuple[Point, ...], ...]:
    """Keep the way of a relation if neither its ends nor its label moved; else draw it straight."""
    label = places.get(id)
    lanes = len(fresh.ways[id]) == 1
    still = lanes or not (label and _moved(label, fresh.labels[id]))
    if still and not any(_moved(boxes[end], fresh.boxes[end]) for end in (source, target)):
        return fresh.ways[id]
    return (_elbow(boxes[source], boxes[target]),) if lanes else straight(boxes[source], boxes[target], label)


def _elbow(a: Spot, b: Spot) -> tuple[Point, ...]:
    """Join two boxes by a line with corners, from the side of one that faces the other; boxes over each other by a straight one."""
    if abs(a.x - b.x) * 2 > a.w + b.w:
        side = 1 if b.x > a.x else -1
        start, end = (a.x + side * a.w / 2, a.y), (b.x - side * b.w / 2, b.y)
        middle = (start[0] + end[0]) / 2
        corners = [start, (middle, a.y), (middle, b.y), end] if a.y != b.y else [start, end]
    elif abs(a.y - b.y) * 2 > a.h + b.h:
        side = 1 if b.y > a.y else -1
        start, end = (a.x, a.y + side * a.h / 2), (b.x, b.y - side * b.h / 2)
        middle = (start[1] + end[1]) / 2
        corners = [start, (a.x, middle), (b.x, middle), end] if a.x != b.x else [start, end]
    else:
        return straight(a, b, None)[0]
    return (corners[0], *(p for one, then in pairwise(corners) for p in (one, then, then)))


def _frames(chart: Chart, fresh: Layout, boxes: dict[str, Spot], places: dict[str, Spot]) -> dict[str, Spot]:
    """Draw each frame round what it holds, inner frames first."""
    frames: dict[str, Spot] = {}
    left = [g for g in chart.groups if g.id in fresh.frames]
    while left:
        ready = [g for g in left if not any(o.parent == g.id for o in left if o is not g)] or left
        for group in ready:
            if held := _held(chart, group, boxes, frames, places):
                frames[group.id] = _round(held)
        left = [g for g in left if g not in ready]
    return frames


def _held(chart: Chart, group: Group, boxes: dict[str, Spot], frames: dict[str, Spot], places: dict[str, Spot]) -> list[Spot]:
    inside = {n.id for n in chart.nodes if n.group == group.id}
    held = [boxes[id] for id in inside] + [frames[g.id] for g in chart.groups if g.parent == group.id and g.id in frames]
    return held + [places[e.id] for e in chart.edges if e.id in places and e.source in inside and e.target in inside]


def _round(spots: list[Spot]) -> Spot:
    left, right = min(s.left for s in spots) - _MARGIN, max(s.x + s.w / 2 for s in spots) + _MARGIN
    top, bottom = min(s.top for s in spots) - _MARGIN, max(s.y + s.h / 2 for s in spots) + _MARGIN
    return Spot((left + right) / 2, (top + bottom) / 2, right - left, bottom - top)


def _from_the_corner(layout: Layout) -> Layout:
    """Move everything so that nothing lies beyond the left and upper edge, and measure the page anew."""
    spots = [*layout.boxes.values(), *layout.labels.values(), *layout.frames.values()]
    points = [p for way in layout.ways.values() for curve in way for p in curve]
    dx = _beyond([*(s.left for s in spots), *(x for x, _ in points)])
    dy = _beyond([*(s.top for s in spots), *(y for _, y in points)])

    def shift(spots: dict[str, Spot]) -> dict[str, Spot]:
        return {id: s._replace(x=s.x + dx, y=s.y + dy) for id, s in spots.items()}

    ways = {id: tuple(tuple((x + dx, y + dy) for x, y in curve) for curve in way) for id, way in layout.ways.items()}
    width = max((s.x + s.w / 2 for s in spots), default=0.0) + dx + 6
    height = max((s.y + s.h / 2 for s in spots), default=0.0) + dy + 6
    return Layout(width, height, shift(layout.boxes), shift(layout.labels), shift(layout.frames), ways, layout.note)


def _beyond(edges: list[float]) -> float:
    """Return how far the lowest of some numbers lies below 0."""
    lowest = min(edges, default=0.0)
    return -lowest if lowest < -_SAME else 0.0
