"""The operators of PDF for the few elements that our SVG has: rect, polygon, polyline, path, line, circle, ellipse, text, g."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from math import cos, radians, sin

Point = tuple[float, float]
_ARC = 0.5523
"""How far the handles of a curve lie from its ends in a quarter of a circle."""


class Strokes:
    """Writes one page. ``glyphs`` are the numbers of the characters in the type, ``widths`` their widths in thousandths."""

    def __init__(self, glyphs: dict[str, int], widths: dict[int, int]) -> None:
        self.glyphs, self.widths = glyphs, widths
        self.parts: list[str] = []

    def content(self) -> bytes:
        """Return the operators."""
        return "\n".join(self.parts).encode()

    def place(self, scale: float, left: float, low: float) -> None:
        """Set what is drawn next at a scale, from a lower left corner (points)."""
        self.parts.append(f"{scale:.4f} 0 0 {scale:.4f} {left:.2f} {low:.2f} cm")

    def draw(self, svg: ET.Element, height: float) -> None:
        """Draw a whole picture; y is turned to grow downwards as in SVG."""
        self.parts.append(f"1 0 0 -1 0 {height:.2f} cm")
        self._inside(svg)

    def _inside(self, element: ET.Element) -> None:
        for part in element:
            name = part.tag.rpartition("}")[2]
            if name == "g":
                self.parts.append(f"q {_matrix(part.get('transform', ''))}")
                self._inside(part)
                self.parts.append("Q")
            elif name == "text":
                self._text(part)
            elif outline := _OUTLINES.get(name):
                self._shape(part, list(outline(part)))

    def _shape(self, part: ET.Element, outline: list[str]) -> None:
        fill = part.get("fill", "black") if part.tag.rpartition("}")[2] != "line" else "none"
        stroke = part.get("stroke", "none")
        paint = {(True, True): "B", (True, False): "f", (False, True): "S"}.get((fill != "none", stroke != "none"), "n")
        self.parts.append(" ".join(("q", _matrix(part.get("transform", "")), *_pen(part, fill, stroke), *outline, paint, "Q")))

    def _text(self, part: ET.Element) -> None:
        words, size = part.text or "", float(part.get("font-size", "10"))
        numbers = [self.glyphs[char] for char in words if char in self.glyphs]  # never an empty square
        wide = sum(self.widths.get(n, 1000) for n in numbers) * size / 1000
        x, y = float(part.get("x", "0")), float(part.get("y", "0"))
        x -= wide / 2 if part.get("text-anchor") == "middle" else 0
        mode = 2 if part.get("stroke", "none") != "none" else 0
        pen = " ".join(_pen(part, part.get("fill", "black"), part.get("stroke", "none")))
        shown = "".join(f"{n:04X}" for n in numbers)
        self.parts.append(f"q {pen} BT /F {size:g} Tf {mode} Tr 1 0 0 -1 {x:.2f} {y:.2f} Tm <{shown}> Tj ET Q")


def _pen(part: ET.Element, fill: str, stroke: str) -> Iterator[str]:
    if fill != "none":
        yield f"{_color(fill)} rg"
    if stroke != "none":
        dash = part.get("stroke-dasharray", "").replace(",", " ")
        yield f"{_color(stroke)} RG {part.get('stroke-width', '1')} w [{dash}] 0 d"


def _color(color: str) -> str:
    color = {"white": "#FFFFFF", "black": "#000000"}.get(color, color)
    return " ".join(f"{int(color[i : i + 2], 16) / 255:.3f}" for i in (1, 3, 5))


def _matrix(transform: str) -> str:
    """Write translate(x,y) and rotate(degrees), in that order, as matrices."""
    found = []
    for name, numbers in re.findall(r"(translate|rotate)\(([^)]*)\)", transform):
        values = [float(v) for v in numbers.split(",")]
        if name == "translate":
            found.append(f"1 0 0 1 {values[0]:.2f} {values[1]:.2f} cm")
        else:
            c, s = cos(radians(values[0])), sin(radians(values[0]))
            found.append(f"{c:.4f} {s:.4f} {-s:.4f} {c:.4f} 0 0 cm")
    return " ".join(found)


def _at(part: ET.Element, *names: str) -> list[float]:
    return [float(part.get(name, "0")) for name in names]


def _rect(part: ET.Element) -> Iterator[str]:
    x, y, w, h, r = _at(part, "x", "y", "width", "height", "rx")
    if not r:
        yield f"{x:.2f} {y:.2f} {w:.2f} {h:.2f} re"
        return
    r = min(r, w / 2, h / 2)
    k = r * (1 - _ARC)
    yield f"{x + r:.2f} {y:.2f} m {x + w - r:.2f} {y:.2f} l"
    yield f"{x + w - k:.2f} {y:.2f} {x + w:.2f} {y + k:.2f} {x + w:.2f} {y + r:.2f} c {x + w:.2f} {y + h - r:.2f} l"
    yield f"{x + w:.2f} {y + h - k:.2f} {x + w - k:.2f} {y + h:.2f} {x + w - r:.2f} {y + h:.2f} c {x + r:.2f} {y + h:.2f} l"
    yield f"{x + k:.2f} {y + h:.2f} {x:.2f} {y + h - k:.2f} {x:.2f} {y + h - r:.2f} c {x:.2f} {y + r:.2f} l"
    yield f"{x:.2f} {y + k:.2f} {x + k:.2f} {y:.2f} {x + r:.2f} {y:.2f} c h"


def _ellipse(part: ET.Element) -> Iterator[str]:
    x, y, a, b = _at(part, "cx", "cy", "rx", "ry") if part.get("rx") else _at(part, "cx", "cy", "r", "r")
    p, q = a * _ARC, b * _ARC
    yield f"{x + a:.2f} {y:.2f} m {x + a:.2f} {y + q:.2f} {x + p:.2f} {y + b:.2f} {x:.2f} {y + b:.2f} c"
    yield f"{x - p:.2f} {y + b:.2f} {x - a:.2f} {y + q:.2f} {x - a:.2f} {y:.2f} c"
    yield f"{x - a:.2f} {y - q:.2f} {x - p:.2f} {y - b:.2f} {x:.2f} {y - b:.2f} c"
    yield f"{x + p:.2f} {y - b:.2f} {x + a:.2f} {y - q:.2f} {x + a:.2f} {y:.2f} c h"


def _corners(part: ET.Element) -> Iterator[str]:
    for i, corner in enumerate(part.get("points", "").split()):
        x, y = corner.split(",")
        yield f"{x} {y} {'l' if i else 'm'}"
    if part.tag.endswith("polygon"):
        yield "h"


def _line(part: ET.Element) -> Iterator[str]:
    a, b, c, d = _at(part, "x1", "y1", "x2", "y2")
    yield f"{a} {b} m {c} {d} l"


def _path(part: ET.Element) -> Iterator[str]:
    for letter, numbers in re.findall(r"([MLCZ])([^MLCZ]*)", part.get("d", "")):
        values = numbers.replace(",", " ").split()
        step = {"M": 2, "L": 2, "C": 6, "Z": 1}[letter]
        for i in range(0, len(values), step):
            yield f"{' '.join(values[i : i + step])} {letter.lower()}"
        if letter == "Z":
            yield "h"


_OUTLINES: dict[str, Callable[[ET.Element], Iterator[str]]] = {
    "rect": _rect, "ellipse": _ellipse, "circle": _ellipse, "polygon": _corners, "polyline": _corners, "line": _line, "path": _path,
}  # fmt: skip  # a table: one row a line
