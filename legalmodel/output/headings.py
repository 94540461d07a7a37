"""Where the heading of a frame stands: set into its border, at the corner that the fewest lines and boxes come near."""

from legalmodel.output.boxes import group_box
from legalmodel.output.chart import Chart, Group
from legalmodel.output.geometry import Layout, Point, Spot


def heading_spots(chart: Chart, layout: Layout) -> list[tuple[Group, Spot]]:
    """Return each drawn frame with the spot of its heading."""
    pieces = [curve[i : i + 4] for way in layout.ways.values() for curve in way for i in range(0, len(curve) - 3, 3)]
    around = [(p, _round(p)) for p in pieces] if layout.frames else []
    taken = [*layout.boxes.values(), *layout.labels.values()]
    found: list[tuple[Group, Spot]] = []
    for group in chart.groups:
        if group.id in layout.frames and group.lines:
            spots = _corners(layout.frames[group.id], group)
            spot = min(spots, key=lambda s: _trouble(s, around, [*taken, *(t for _, t in found)]))
            found.append((group, spot))
    return found


def _corners(frame: Spot, group: Group) -> list[Spot]:
    """Return the places in the border, the best liked first: upper left, upper right, lower left, lower right."""
    box = group_box(group)
    wide, high = box.width - 16, box.height
    near, far = frame.left + 10 + wide / 2, frame.left + frame.w - 10 - wide / 2
    top, bottom = frame.top, frame.top + frame.h
    return [Spot(x, y, wide, high) for y in (top, bottom) for x in (near, far)]


def _trouble(spot: Spot, pieces: list[tuple[tuple[Point, ...], Spot]], taken: list[Spot]) -> int:
    """Count how often lines and boxes come into a spot."""
    near = (piece for piece, around in pieces if around.meets(spot, 2))
    hit = sum(abs(x - spot.x) * 2 < spot.w + 4 and abs(y - spot.y) * 2 < spot.h + 4 for piece in near for x, y in _along(piece))
    return hit + 1000 * sum(spot.meets(t) for t in taken)


def _round(piece: tuple[Point, ...]) -> Spot:
    """Return the rectangle round the four points of a curve, within which it stays."""
    xs, ys = [x for x, _ in piece], [y for _, y in piece]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    return Spot((left + right) / 2, (top + bottom) / 2, right - left, bottom - top)


def _along(piece: tuple[Point, ...]) -> list[Point]:
    """Return points along a curve."""
    weights = [((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3) for t in (i / 8 for i in range(9))]
    return [
        (sum(k * p[0] for k, p in zip(w, piece, strict=True)), sum(k * p[1] for k, p in zip(w, piece, strict=True)))
        for w in weights
    ]
