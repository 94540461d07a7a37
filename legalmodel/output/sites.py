"""The shapes of PowerPoint for each shape of a chart, and the places on them to which a line can be glued.

The numbers are those of the preset shapes of ECMA-376, part 1, annex D.
"""

from math import dist

from legalmodel.output.geometry import Point, Spot

PRESETS = {
    "company": ("rect", 0.0),
    "trust": ("roundRect", 7.0),
    "partnership": ("hexagon", 16.0),
    "individual": ("ellipse", 0.0),
    "government": ("octagon", 8.0),
    "class": ("cube", 8.0),
    "pool": ("can", 12.0),
    "security": ("foldedCorner", 10.0),
    "account": ("flowChartPredefinedProcess", 0.0),
    "document": ("flowChartDocument", 0.0),
    "step": ("roundRect", 12.0),
    "unnamed": ("rect", 0.0),
    "withheld": ("rect", 0.0),
    "unknown": ("rect", 0.0),
}
"""Shape -> its preset, and the length (points) of its one adjustable cut, 0 if it has none."""


def sites(kind: str, box: Spot) -> list[tuple[int, Point]]:
    """Return the number and the point of each place on a shape."""
    found = _SITES.get(kind, _FOUR)
    # the cut moves the places of a hexagon, an octagon and a cube
    cut = min(PRESETS.get(kind, ("", 0.0))[1], min(box.w, box.h) / 2)
    return [(i, (box.left + x * box.w + a * cut, box.top + y * box.h + b * cut)) for i, x, a, y, b in found]


_FOUR = ((0, 0.5, 0, 0, 0), (1, 0, 0, 0.5, 0), (2, 0.5, 0, 1, 0), (3, 1, 0, 0.5, 0))
_SITES = {  # number; share of the width, cuts; share of the height, cuts
    "individual": ((0, 0.5, 0, 0, 0), (2, 0, 0, 0.5, 0), (4, 0.5, 0, 1, 0), (6, 1, 0, 0.5, 0)),
    "partnership": ((0, 1, 0, 0.5, 0), (1, 1, -1, 1, 0), (2, 0, 1, 1, 0), (3, 0, 0, 0.5, 0), (4, 0, 1, 0, 0), (5, 1, -1, 0, 0)),
    "government": (
        (0, 1, 0, 0, 1), (1, 1, 0, 1, -1), (2, 1, -1, 1, 0), (3, 0, 1, 1, 0), (4, 0, 0, 1, -1), (5, 0, 0, 0, 1), (6, 0, 1, 0, 0),
        (7, 1, -1, 0, 0),
    ),
    "class": ((0, 0.5, 0.5, 0, 0), (2, 0, 0, 0.5, 0.5), (3, 0.5, -0.5, 1, 0), (5, 1, 0, 0.5, -0.5)),
    "pool": ((1, 0.5, 0, 0, 0), (2, 0, 0, 0.5, 0), (3, 0.5, 0, 1, 0), (4, 1, 0, 0.5, 0)),
    "document": ((0, 0.5, 0, 0, 0), (1, 0, 0, 0.5, 0), (2, 0.5, 0, 0.934, 0), (3, 1, 0, 0.5, 0)),
}  # fmt: skip  # a table: one row a line


def joined(kind: str, box: Spot, other_kind: str, other: Spot, around: list[Spot]) -> tuple[int, Point, int, Point]:
    """Return the two places of two shapes, with their numbers, between which a line runs through fewest boxes and is shortest."""
    pairs = [(i, a, j, b) for i, a in sites(kind, box) for j, b in sites(other_kind, other)]
    pairs.sort(key=lambda p: (round(dist(p[1], p[3]), 3), p[0], p[2]))
    left, right = min(box.left, other.left), max(box.left + box.w, other.left + other.w)
    top, low = min(box.top, other.top), max(box.top + box.h, other.top + other.h)
    around = [s for s in around if s.left < right and s.left + s.w > left and s.top < low and s.top + s.h > top]
    if not _hits(pairs[0], box, other, around):
        return pairs[0]
    return min(pairs, key=lambda p: _hits(p, box, other, around))


def _hits(pair: tuple[int, Point, int, Point], box: Spot, other: Spot, around: list[Spot]) -> int:
    """Count the boxes that a line runs through, its own two among them."""
    return sum(through(pair[1], pair[3], s._replace(w=s.w - 4, h=s.h - 4)) for s in (*around, box, other))


def through(a: Point, b: Point, box: Spot) -> bool:
    """Tell whether a straight line between two points meets a rectangle: it is clipped, side by side, until nothing is left."""
    start, end = 0.0, 1.0
    for low, high, at, step in (
        (box.left, box.left + box.w, a[0], b[0] - a[0]),
        (box.top, box.top + box.h, a[1], b[1] - a[1]),
    ):
        if not step:
            if not low < at < high:
                return False
            continue
        first, last = sorted(((low - at) / step, (high - at) / step))
        start, end = max(start, first), min(end, last)
    return start < end
