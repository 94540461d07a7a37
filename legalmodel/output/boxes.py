"""The text of each box, broken into lines, and the size of the box. Lengths are points."""

from collections.abc import Container
from functools import lru_cache
from typing import NamedTuple

from legalmodel.base.speech import columns
from legalmodel.output.chart import Chart, Edge, Group, Node
from legalmodel.output.looks import found_on
from legalmodel.output.widths import points, wrap

NAME, SMALL = 10.0, 9.0
"""Font sizes: names, and everything else."""
LEADING, BADGE = 12.0, 14.0
WRAP, WRAP_LABEL, WRAP_HEADING, WRAP_WIDE = 24, 22, 36, 38
LIMITS = {-1: 34, 0: WRAP, 1: 16, 2: 13}
"""Columns after which lines break, and of boxes by how ``narrow`` they are; the facts of a class, and each of several who
share a box, have a line where there is room, so that boxes are low."""
_LISTED = 3
"""Lines of a box of several from which on they are listed."""


class BoxLine(NamedTuple):
    """One drawn line. ``style`` is role, name, local, small, mark (a rule that is not met), weigh or heading."""

    words: str
    style: str


class Box(NamedTuple):
    """A measured box: its lines, and its outer size."""

    texts: tuple[BoxLine, ...]
    width: float
    height: float


_GROWTH = {  # shape -> factors of width and height, then points added: room for the corners
    "company": (1, 1, 16, 12),
    "trust": (1, 1, 26, 16),
    "partnership": (1.5, 1.5, 6, 4),
    "individual": (1.3, 1.42, 10, 4),
    "government": (1.1, 1.3, 20, 8),
    "class": (1, 1, 24, 18),
    "pool": (1, 1.2, 22, 24),
    "security": (1, 1, 26, 14),
    "account": (1, 1, 26, 12),
    "document": (1, 1, 18, 24),
    "step": (1, 1, 22, 12),
    "unknown": (1, 1, 18, 12),
    "withheld": (1, 1, 28, 12),
}


@lru_cache(maxsize=4096)
def node_box(node: Node) -> Box:
    """Measure the box of a node."""
    limit = _limit(node)
    texts = [*_roles(node.role, limit), *_lines(node.lines, limit), *_marks(node.state, node.marks, limit)]
    wide, high, more_wide, more_high = _GROWTH.get(node.shape, _GROWTH["company"])
    width, height = _extent(texts)
    return Box(tuple(texts), round(max(width * wide + more_wide, 78), 1), round(max(height * high + more_high, 34), 1))


def _limit(node: Node) -> int:
    """Return after how many columns the lines of a box break."""
    listing = node.shape == "class" and len(node.lines) > _LISTED
    if not node.narrow:
        return WRAP_WIDE if listing or node.shape in ("security", "document") else WRAP
    return max(LIMITS[node.narrow], WRAP) if listing else LIMITS[node.narrow] + (node.shape == "security")


@lru_cache(maxsize=4096)
def label_box(edge: Edge) -> Box | None:
    """Measure the label of a relation; None if it has no words."""
    first = f"{ringed(edge.number)} {edge.lines[0] if edge.lines else ''}".strip() if edge.number else ""
    lines = (first, *edge.lines[1:]) if first else edge.lines
    small = [BoxLine(part, "small") for words in lines for part in wrap(words, WRAP_LABEL)]
    texts = [*small, *_marks(edge.state, edge.marks)]
    if not texts and not edge.state:
        return None
    width, height = _extent(texts)
    more = BADGE if edge.state == "unknown" else 0.0
    return Box(tuple(texts), round(width + 6 + more, 1), round(height + 3, 1))


def ringed(number: int) -> str:
    """Return a number in a ring, as steps are numbered; in brackets above 20, for which there is no sign."""
    return chr(0x245F + number) if number <= 20 else f"({number})"


def group_box(group: Group) -> Box:
    """Measure the heading of a frame."""
    texts = [BoxLine(part, "heading") for part in wrap(" ".join(group.lines), WRAP_HEADING)]
    width, height = _extent(texts)
    return Box(tuple(texts), round(width + 24, 1), round(height, 1))


def shown(chart: Chart, frames: Container[str]) -> tuple[Node, ...]:
    """Return the boxes of a chart; a frame that is not drawn is named inside its boxes instead."""
    names = {g.id: g.lines[0] for g in chart.groups if g.lines and g.id not in frames}
    return tuple(n._replace(lines=(*n.lines, f"[{names[n.group]}]")) if n.group in names else n for n in chart.nodes)


def _roles(roles: tuple[str, ...], limit: int) -> list[BoxLine]:
    return [BoxLine(part, "role") for words in roles for part in wrap(words, limit)]


def _lines(lines: tuple[str, ...], limit: int) -> list[BoxLine]:
    texts = []
    for i, words in enumerate(lines):
        local = i == 1 and columns(words) > len(words) and columns(lines[0]) == len(lines[0])
        style = "name" if not i else "local" if local else "small"
        texts += [BoxLine(part, style) for part in wrap(words, limit)]
    return texts


def _marks(state: str, marks: tuple[str, ...], limit: int = WRAP) -> list[BoxLine]:
    return [BoxLine(part, "mark" if state == "fail" else "weigh") for part in wrap(found_on(state, marks), limit)]


def _extent(texts: list[BoxLine]) -> tuple[float, float]:
    widths = [points(t.words, size(t.style)) * (1.06 if t.style in ("name", "mark", "weigh") else 1) for t in texts]
    return max(widths, default=0), LEADING * max(len(texts), 1)


def size(style: str) -> float:
    """Return the font size of a style, in points."""
    return SMALL if style in ("role", "small", "mark", "weigh", "heading") else NAME
