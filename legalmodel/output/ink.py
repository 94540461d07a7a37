"""SVG by hand: escaped text, outlines of the shapes, lines with arrow heads. Lengths are points, y grows downwards."""

from collections.abc import Callable
from math import atan2, degrees, hypot

from legalmodel.output import looks
from legalmodel.output.boxes import LEADING, BoxLine, size
from legalmodel.output.geometry import Point
from legalmodel.output.widths import clean

FONTS = "'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei','Source Han Sans SC',Arial,sans-serif"
DASHES = {"solid": "", "dashed": ' stroke-dasharray="5,3"', "dotted": ' stroke-dasharray="1.5,3"'}
BOLD = ' stroke="black" stroke-width="0.35"'
"""A stroke instead of a bold font: as wide as the plain one, and there in every font."""
STYLES = {
    "name": BOLD,
    "local": "",
    "role": f' fill="{looks.BLUE}"',
    "small": ' fill="#333333"',
    "mark": f' fill="{looks.RED}" stroke="{looks.RED}" stroke-width="0.3"',
    "weigh": f' fill="{looks.PURPLE}" stroke="{looks.PURPLE}" stroke-width="0.3"',
    "heading": ' fill="#7A3000" stroke="#7A3000" stroke-width="0.3"',
}


def escape(text: str) -> str:
    """Write a text so that it stays text in XML, in an element or an attribute."""
    plain = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace('"', "&quot;").replace("'", "&#39;")


def num(value: float) -> str:
    """Write a length with at most one decimal."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def words(text: str, x: float, y: float, points: float, more: str = "", anchor: str = "start") -> str:
    """Write one line of text with its baseline at y."""
    more = more if " fill=" in more else f' fill="black"{more}'
    place = f'x="{num(x)}" y="{num(y)}" text-anchor="{anchor}" font-size="{num(points)}"'
    return f"<text {place}{more}>{escape(text)}</text>\n"


def block(texts: tuple[BoxLine, ...], x: float, y: float) -> str:
    """Write lines centred on a point."""
    top = y - LEADING * len(texts) / 2 + 9
    lines = (words(t.words, x, top + LEADING * i, size(t.style), STYLES[t.style], "middle") for i, t in enumerate(texts))
    return "".join(lines)


def shape(kind: str, state: str, x: float, y: float, w: float, h: float) -> str:
    """Draw the outline of a shape centred on a point."""
    color, stroke, width = looks.border(kind, state)
    fill = looks.FILL.get(kind, "white")
    pen = f'fill="{fill}" stroke="{color}" stroke-width="{num(width)}"{DASHES[stroke]}'
    left, top, right, bottom = x - w / 2, y - h / 2, x + w / 2, y + h / 2
    if kind == "individual":
        return f'<ellipse cx="{num(x)}" cy="{num(y)}" rx="{num(w / 2)}" ry="{num(h / 2)}" {pen}/>\n'
    if kind == "trust":
        outer = _rect(left, top, w, h, pen, 7)
        return outer + _rect(left + 3, top + 3, w - 6, h - 6, pen, 5)
    if kind in ("account", "step"):
        outer = _rect(left, top, w, h, pen, 12 if kind == "step" else 4)
        return outer + (_polyline([(left + 6, top), (left + 6, bottom)], pen) if kind == "account" else "")
    if kind == "withheld":  # a bar, as over words that are made illegible
        bar = f'fill="{color}" stroke="{color}" stroke-width="1"'
        return _rect(left, top, w, h, pen, 0) + _rect(left, top, 5, h, bar, 0)
    if kind == "document":
        return _document(left, top, w, h, pen)
    if kind == "pool":
        return _cylinder(left, top, w, h, pen)
    corners = CORNERS.get(kind)
    if not corners:
        return _rect(left, top, w, h, pen, 0)
    c = min(8.0, h / 4)
    outline = _polygon([(left + a * w + b * c, top + d * h + e * c) for a, b, d, e in corners], pen)
    if kind == "security":
        outline += _polyline([(right - c, top), (right - c, top + c), (right, top + c)], pen)
    if kind == "class":
        outline += _polyline([(left, top + c), (right - c, top + c), (right - c, bottom)], pen)
        outline += _polyline([(right - c, top + c), (right, top)], pen)
    return outline


CORNERS = {  # each corner: share of the width, cuts; share of the height, cuts
    "partnership": ((0, 0, 0.5, 0), (0, 2, 0, 0), (1, -2, 0, 0), (1, 0, 0.5, 0), (1, -2, 1, 0), (0, 2, 1, 0)),
    "government": (
        (0, 1, 0, 0), (1, -1, 0, 0), (1, 0, 0, 1), (1, 0, 1, -1), (1, -1, 1, 0), (0, 1, 1, 0), (0, 0, 1, -1), (0, 0, 0, 1),
    ),
    "security": ((0, 0, 0, 0), (1, -1, 0, 0), (1, 0, 0, 1), (1, 0, 1, 0), (0, 0, 1, 0)),
    "class": ((0, 0, 0, 1), (0, 1, 0, 0), (1, 0, 0, 0), (1, 0, 1, -1), (1, -1, 1, 0), (0, 0, 1, 0)),
}  # fmt: skip  # a table: one row a line


def _rect(x: float, y: float, w: float, h: float, pen: str, r: float) -> str:
    return f'<rect x="{num(x)}" y="{num(y)}" width="{num(w)}" height="{num(h)}" rx="{num(r)}" {pen}/>\n'


def _polygon(corners: list[tuple[float, float]], pen: str) -> str:
    return f'<polygon points="{" ".join(f"{num(a)},{num(b)}" for a, b in corners)}" {pen}/>\n'


def _polyline(corners: list[tuple[float, float]], pen: str) -> str:
    pen = 'fill="none"' + pen[pen.index(" ") :]
    return f'<polyline points="{" ".join(f"{num(a)},{num(b)}" for a, b in corners)}" {pen}/>\n'


def _cylinder(x: float, y: float, w: float, h: float, pen: str) -> str:
    r = min(6.0, h / 5)
    left, right, high, low, top, bottom = (num(v) for v in (x, x + w, y + r, y + h - r, y, y + h))
    side = f"M{left},{high} C{left},{top} {right},{top} {right},{high} L{right},{low} C{right},{bottom} {left},{bottom} {left},{low} Z"
    lid = num(y + 2 * r)
    return f'<path d="{side} M{left},{high} C{left},{lid} {right},{lid} {right},{high}" {pen}/>\n'


def _document(x: float, y: float, w: float, h: float, pen: str) -> str:
    left, right, mid, top, low, up, down = (num(v) for v in (x, x + w, x + w / 2, y, y + h - 4, y + h - 9, y + h + 1))
    return f'<path d="M{left},{top} L{right},{top} L{right},{low} C{right},{up} {mid},{up} {mid},{low} C{mid},{down} {left},{down} {left},{low} Z" {pen}/>\n'


_HEADS = {  # drawn pointing right, with the tip at 0,0
    "normal": ("0,0 -9,-3.5 -9,3.5", True),
    "empty": ("0,0 -9,-3.5 -9,3.5", False),
    "vee": ("0,0 -9,-4 -6,0 -9,4", True),
    "open": ("0,0 -8,-4 0,0 -8,4", False),
    "diamond": ("0,0 -6,-3.5 -12,0 -6,3.5", True),
    "odiamond": ("0,0 -6,-3.5 -12,0 -6,3.5", False),
    "box": ("0,-3.5 0,3.5 -7,3.5 -7,-3.5", True),
    "tee": ("-1,-5 -3,-5 -3,5 -1,5", True),
    "inv": ("-9,0 0,-3.5 0,3.5", True),
    "crow": ("-9,0 0,-4 -5,0 0,0 -5,0 0,4", False),
}


def head(look: looks.LineStyle, x: float, y: float, toward: tuple[float, float]) -> str:
    """Draw the arrow head of a relation with its tip at x,y; ``toward`` is the direction of the line."""
    pen = f'stroke="{look.color}" stroke-width="1"'
    if look.head == "none":
        return ""
    if look.head == "dot":
        return f'<circle cx="{num(x)}" cy="{num(y)}" r="3.5" fill="{look.color}" {pen}/>\n'
    points, filled = _HEADS[look.head]
    turn = f'transform="translate({num(x)},{num(y)}) rotate({num(degrees(atan2(toward[1], toward[0])))})"'
    return f'<polygon {turn} points="{points}" fill="{look.color if filled else "white"}" {pen}/>\n'


def curve(look: looks.LineStyle, points: tuple[Point, ...], arrow: bool) -> str:
    """Draw one curve of a relation; with an arrow, the line ends a little before the tip."""
    shown = points
    if arrow and look.head != "none":
        shown = (*points[:-1], _before(points, 4.0 if look.head not in ("open", "crow") else 0.0))
    if look.stroke == "dotted":  # from where lines of a trunk part, so that their dots lie on each other
        shown = shown[::-1]
    start, *rest = (f"{num(x)},{num(y)}" for x, y in shown)
    pen = f'fill="none" stroke="{look.color}" stroke-width="{num(look.width)}"{DASHES[look.stroke]}'
    drawn = f'<path d="M{start} C{" ".join(rest)}" {pen}/>\n'
    if not arrow:
        return drawn
    tip, back = points[-1], _before(points, 6.0)
    return drawn + head(look, *tip, (tip[0] - back[0], tip[1] - back[1]))


def _before(points: tuple[Point, ...], length: float) -> Point:
    """Return the point that lies a length before the end of a curve, in the direction in which it ends."""
    x, y = points[-1]
    for px, py in points[-2::-1]:
        far = hypot(x - px, y - py)
        if far > 0.5:
            return x + (px - x) * length / far, y + (py - y) * length / far
    return x, y


def badge(x: float, y: float, count: int = 0) -> str:
    """Draw the sign of missing facts: a ring with a question mark, and how many there are, if more than one."""
    said = f"{count}?" if count > 1 else "?"
    wide = 6 + 2.6 * (len(said) - 1)
    ring = (
        f'<ellipse cx="{num(x)}" cy="{num(y)}" rx="{num(wide)}" ry="6" fill="white" stroke="{looks.GREY}" stroke-width="1"/>\n'
    )
    return ring + words(said, x, y + 3.2, 9, f' fill="{looks.GREY}" stroke="{looks.GREY}" stroke-width="0.35"', "middle")


def framing(kind: str, x: float, y: float, w: float, h: float) -> str:
    """Draw the border of a frame."""
    color, dash, width = looks.frame(kind)
    return _rect(x, y, w, h, f'fill="none" stroke="{color}" stroke-width="{num(width)}"{DASHES[dash]}', 4)


def recoloured(svg: str, change: Callable[[str], str]) -> str:
    """Change every colour of a drawing. No text can look like one, because quotation marks in text are escaped."""
    if change is looks.unchanged:
        return svg
    import re

    return re.sub(r'(?<=(?:fill|roke)=")(#[0-9A-F]{6}|white|black)(?=")', lambda m: change(m[1]), svg)


def stroke(look: looks.LineStyle, x1: float, y1: float, x2: float, y2: float, arrow: bool = True) -> str:
    """Draw a straight relation from one point to another."""
    pen = f'stroke="{look.color}" stroke-width="{num(look.width)}"{DASHES[look.stroke]}'
    tip = head(look, x2, y2, (x2 - x1, y2 - y1)) if arrow else ""
    return f'<line x1="{num(x1)}" y1="{num(y1)}" x2="{num(x2)}" y2="{num(y2)}" {pen}/>\n{tip}'
