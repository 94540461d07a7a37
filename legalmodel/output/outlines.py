"""The shapes of a chart as custom geometry of PowerPoint: their outline, and places on their sides to which lines are glued.

The first four places are those that every program knows (top, left, bottom, right); those of the lines follow, for LibreOffice counts the
places of some presets otherwise. All are told in parts of width and height, so that a shape can be made larger. Lengths are EMU.
"""

from collections.abc import Iterator

from legalmodel.output.ink import CORNERS

_HALF = 10800000
"""Half a turn, in sixty-thousandths of a degree."""
_ROUND = {"trust": 7, "step": 12, "account": 4}
"""Shape -> radius of its corners (points)."""
FIRST = 4
"""The number of the first place of a line."""


def outline(kind: str, wide: int, high: int, sites: list[tuple[float, float]]) -> str:
    """Write a shape with its places, each given in parts of width and height."""
    whole = [(0.5, 0.0), (0.0, 0.5), (0.5, 1.0), (1.0, 0.5), *sites]
    guides = "".join(
        f'<a:gd name="x{i}" fmla="*/ w {round(x * 100000)} 100000"/><a:gd name="y{i}" fmla="*/ h {round(y * 100000)} 100000"/>'
        for i, (x, y) in enumerate(whole)
    )
    places = "".join(f'<a:cxn ang="{_angle(x, y)}"><a:pos x="x{i}" y="y{i}"/></a:cxn>' for i, (x, y) in enumerate(whole))
    bare = ' fill="none"'
    paths = "".join(
        f'<a:path w="{wide}" h="{high}"{"" if filled else bare}>{steps}</a:path>' for steps, filled in _paths(kind, wide, high)
    )
    cut = min(8 * 12700, high // 4)
    top, right = {"class": (cut, wide - cut), "pool": (2 * min(6 * 12700, high // 5), wide)}.get(kind, (0, wide))
    guides += f'<a:gd name="top" fmla="*/ h {top} {high}"/><a:gd name="right" fmla="*/ w {right} {wide}"/>'
    return (
        f'<a:custGeom><a:avLst/><a:gdLst>{guides}</a:gdLst><a:ahLst/><a:cxnLst>{places}</a:cxnLst><a:rect l="l" t="top" r="right" b="b"/>'
        f"<a:pathLst>{paths}</a:pathLst></a:custGeom>"
    )


def _angle(x: float, y: float) -> int:
    """Return the direction in which a line leaves a place."""
    return {0: 16200000, 1: _HALF, 2: 5400000, 3: 0}[min(range(4), key=lambda i: (y, x, 1 - y, 1 - x)[i])]


def _paths(kind: str, w: int, h: int) -> Iterator[tuple[str, bool]]:
    """Give the paths of a shape, and whether each is filled."""
    cut = min(8 * 12700, h // 4)
    if kind in CORNERS:
        yield _lines([(round(a * w + b * cut), round(d * h + e * cut)) for a, b, d, e in CORNERS[kind]], close=True), True
    elif kind == "individual":
        yield _move(0, h // 2) + _arc(w // 2, h // 2, _HALF, 2 * _HALF) + "<a:close/>", True
    elif kind == "pool":
        yield from _cylinder(w, h)
    elif kind == "document":
        low, up, down = h - 4 * 12700, h - 9 * 12700, h + 12700
        yield (
            _lines([(0, 0), (w, 0), (w, low)])
            + _curve((w, up), (w // 2, up), (w // 2, low))
            + _curve((w // 2, down), (0, down), (0, low))
            + "<a:close/>",
            True,
        )
    elif kind in _ROUND:
        yield _rounded(w, h, _ROUND[kind] * 12700), True
    else:
        yield _lines([(0, 0), (w, 0), (w, h), (0, h)], close=True), True
    if kind == "security":
        yield _lines([(w - cut, 0), (w - cut, cut), (w, cut)]), False
    elif kind == "class":
        yield _lines([(0, cut), (w - cut, cut), (w - cut, h)]) + _lines([(w - cut, cut), (w, 0)]), False
    elif kind in ("account", "withheld"):
        yield _lines([(6 * 12700, 0), (6 * 12700, h)]), False


def _point(x: int, y: int) -> str:
    return f'<a:pt x="{x}" y="{y}"/>'


def _move(x: int, y: int) -> str:
    return f"<a:moveTo>{_point(x, y)}</a:moveTo>"


def _lines(points: list[tuple[int, int]], close: bool = False) -> str:
    (x, y), *rest = points
    return _move(x, y) + "".join(f"<a:lnTo>{_point(*p)}</a:lnTo>" for p in rest) + ("<a:close/>" if close else "")


def _curve(*points: tuple[int, int]) -> str:
    return f"<a:cubicBezTo>{''.join(_point(*p) for p in points)}</a:cubicBezTo>"


def _arc(wide: int, high: int, start: int, turn: int) -> str:
    return f'<a:arcTo wR="{wide}" hR="{high}" stAng="{start}" swAng="{turn}"/>'


def _rounded(w: int, h: int, radius: int) -> str:
    r = min(radius, w // 2, h // 2)
    quarter = _HALF // 2
    sides = ((w - r, 0), (w, h - r), (r, h), (0, r))
    turns = (3 * quarter, 0, quarter, 2 * quarter)
    parts = (f"<a:lnTo>{_point(*side)}</a:lnTo>{_arc(r, r, turn, quarter)}" for side, turn in zip(sides, turns, strict=True))
    return _move(r, 0) + "".join(parts) + "<a:close/>"


def _cylinder(w: int, h: int) -> Iterator[tuple[str, bool]]:
    r = min(6 * 12700, h // 5)
    side = f"<a:lnTo>{_point(w, h - r)}</a:lnTo>"
    yield _move(0, r) + _arc(w // 2, r, _HALF, _HALF) + side + _arc(w // 2, r, 0, _HALF) + "<a:close/>", True
    yield _move(0, r) + _arc(w // 2, r, _HALF, -_HALF), False
