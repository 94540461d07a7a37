"""Where the heading of a frame stands: set into its border, at the corner that the fewest lines and boxes come near."""

from legalmodel.output.boxes import group_box
from legalmodel.output.chart import Chart, Group
from legalmodel.output.layout import Layout, Point, Spot


def heading_spots(chart: Chart, layout: Layout) -> list[tuple[Group, Spot]]:
    """Return each drawn frame with the spot of its heading."""
    points = [p for way in layout.ways.values() for curve in way for p in _along(curve)]
    taken = [*layout.boxes.values(), *layout.labels.values()]
    found: list[tuple[Group, Spot]] = []
    for group in chart.groups:
        if group.id in layout.frames and group.lines:
            spots = _corners(layout.frames[group.id], group)
            spot = min(spots, key=lambda s: _trouble(s, points, [*taken, *(t for _, t in found)]))
            found.append((group, spot))
    return found


def _corners(frame: Spot, group: Group) -> list[Spot]:
    """Return the places in the border, the best liked first: upper left, upper right, lower left, lower right."""
    box = group_box(group)
    wide, high = box.width - 16, box.height
    near, far = frame.left + 10 + wide / 2, frame.left + frame.w - 10 - wide / 2
    top, bottom = frame.top, frame.top + frame.h
    return [Spot(x, y, wide, high) for y in (top, bottom) for x in (near, far)]


def _trouble(spot: Spot, points: list[Point], taken: list[Spot]) -> int:
    hit = sum(abs(x - spot.x) * 2 < spot.w + 4 and abs(y - spot.y) * 2 < spot.h + 4 for x, y in points)
    return hit + 1000 * sum(spot.meets(t) for t in taken)


def _along(curve: tuple[Point, ...]) -> list[Point]:
    """Return points along a curve, a few for each piece."""
    points = []
    for i in range(0, len(curve) - 3, 3):
        a, b, c, d = curve[i : i + 4]
        points += [_at(a, b, c, d, t / 8) for t in range(9)]
    return points


def _at(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    u = 1 - t
    w = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
    return sum(k * p[0] for k, p in zip(w, (a, b, c, d), strict=True)), sum(
        k * p[1] for k, p in zip(w, (a, b, c, d), strict=True)
    )
