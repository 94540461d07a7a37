"""How good a layout is, counted: crossings, lines through boxes and words, words on words, and how long all lines are (points).

Knows nothing of how a layout came about: lines are cut into straight pieces, and everything is compared with everything.
"""

from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from legalmodel.output.sites import through

if TYPE_CHECKING:
    from legalmodel.output.chart import Chart, Edge
    from legalmodel.output.geometry import Layout, Spot

Point = tuple[float, float]
_PIECES = 10
"""Straight pieces that a curve is cut into."""


class Quality(NamedTuple):
    """What is counted; the less the better."""

    crossings: int
    through_boxes: int
    through_words: int
    words_over: int
    length: int
    width: int
    height: int


def quality(chart: "Chart", layout: "Layout") -> Quality:
    """Count the faults of a layout."""
    lines = {e.id: _pieces(layout.ways[e.id]) for e in chart.edges}
    ends = {e.id: {e.source, e.target} for e in chart.edges}
    crossings = _crossings(chart, lines)
    boxes = {id: _shrunk(s, 2) for id, s in layout.boxes.items()}
    boxes_hit = sum(
        any(through(p, q, spot) for p, q in lines[e.id])
        for e in chart.edges
        for id, spot in boxes.items()
        if id not in ends[e.id]
    )
    words = {id: _shrunk(s, 2) for id, s in layout.labels.items()}
    over = sum(
        any(through(p, q, spot) for p, q in lines[e.id]) for e in chart.edges for id, spot in words.items() if id != e.id
    )
    spots = [*boxes.values(), *words.values()]
    clash = sum(a.meets(b) for a, b in combinations(spots, 2)) if len(spots) < 2000 else -1
    length = sum(
        abs(p[0] - q[0]) + abs(p[1] - q[1])
        if p[0] == q[0] or p[1] == q[1]
        else ((p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2) ** 0.5
        for line in lines.values()
        for p, q in line
    )
    return Quality(crossings, boxes_hit, over, clash, round(length), round(layout.width), round(layout.height))


def _crossings(chart: "Chart", lines: dict[str, list[tuple[Point, Point]]]) -> int:
    """Count the points at which lines cross; where a trunk of several is crossed, that is one point."""
    found: list[Point] = []
    for a, b in combinations(chart.edges, 2):
        for point in _crossed(lines[a.id], lines[b.id], _trunk(a, b)):
            if not any(abs(point[0] - x) + abs(point[1] - y) < 3 for x, y in found):
                found.append(point)
    return len(found)


def _trunk(a: "Edge", b: "Edge") -> bool:
    """Tell whether two relations may run together: the same sort, with an end in common."""
    same = a.relation == b.relation
    return same and bool({a.source, a.target} & {b.source, b.target})


def _pieces(way: tuple[tuple[Point, ...], ...]) -> list[tuple[Point, Point]]:
    found = []
    for curve in way:
        for i in range(0, len(curve) - 3, 3):
            a, b, c, d = curve[i : i + 4]
            if a == b and c == d:
                found.append((a, d))
                continue
            points = [_bezier(a, b, c, d, k / _PIECES) for k in range(_PIECES + 1)]
            found += list(pairwise(points))
    return [(p, q) for p, q in found if p != q]


def _bezier(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    w = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
    return sum(k * p[0] for k, p in zip(w, (a, b, c, d), strict=True)), sum(
        k * p[1] for k, p in zip(w, (a, b, c, d), strict=True)
    )


def _shrunk(spot: "Spot", by: float) -> "Spot":
    return spot._replace(w=spot.w - 2 * by, h=spot.h - 2 * by)


def _crossed(one: list[tuple[Point, Point]], other: list[tuple[Point, Point]], trunk: bool) -> list[Point]:
    """Return the points at which two lines cross; lines that may run together cross only where they cut through each other."""
    found: list[Point] = []
    for a, b in one:
        for c, d in other:
            point = _meeting(a, b, c, d, trunk)
            if point and not any(abs(point[0] - x) + abs(point[1] - y) < 3 for x, y in found):
                found.append(point)
    return found


def _meeting(a: Point, b: Point, c: Point, d: Point, trunk: bool) -> Point | None:
    if max(a[0], b[0]) < min(c[0], d[0]) or max(c[0], d[0]) < min(a[0], b[0]):
        return None
    if max(a[1], b[1]) < min(c[1], d[1]) or max(c[1], d[1]) < min(a[1], b[1]):
        return None
    cross = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0])
    if abs(cross) < 1e-9:
        return None if trunk else _overlap(a, b, c, d)
    t = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / cross
    u = ((c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0])) / cross
    room = 1e-6 if not trunk else -1e-3
    if -room <= t <= 1 + room and -room <= u <= 1 + room:
        return a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])
    return None


def _overlap(a: Point, b: Point, c: Point, d: Point) -> Point | None:
    """Return where two parallel pieces run over each other, if they do for more than a point."""
    level = 0 if abs(a[0] - b[0]) > abs(a[1] - b[1]) else 1
    if abs(a[1 - level] - c[1 - level]) > 0.5 or abs(b[1 - level] - d[1 - level]) > 0.5:
        return None
    low, high = max(min(a[level], b[level]), min(c[level], d[level])), min(max(a[level], b[level]), max(c[level], d[level]))
    return ((low + high) / 2, a[1]) if level == 0 and high - low > 1 else (a[0], (low + high) / 2) if high - low > 1 else None
