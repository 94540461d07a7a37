"""The shapes of PowerPoint for each shape of a chart, and the places on them to which a line can be glued.

The numbers are those of the preset shapes of ECMA-376, part 1, annex D.
"""

from legalmodel.output.layout import Point, Spot

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
}  # fmt: skip
