"""What stands round every drawing: the title above it, the legend and the notes below it. Lengths are points."""

from typing import NamedTuple

from legalmodel.base.language import Phrase, side_by_side
from legalmodel.output import looks
from legalmodel.output.chart import Chart, Legend
from legalmodel.output.ink import BOLD, DASHES, FONTS, badge, escape, num, shape, stroke, words
from legalmodel.output.widths import points, wrap

MARGIN, SAMPLE, ROW = 12.0, 36.0, 17.0
NARROWEST = 430.0


def framed(
    chart: Chart, body: str, width: float, height: float, notes: tuple[str, ...] = (), style: str = "", linked: bool = False
) -> str:
    """Put a drawing of a size into a whole SVG document with title, legend and notes.

    ``notes`` are added to the chart's own; ``style`` is a style sheet for the document. What is ``linked`` is
    no single image to a reader aloud, which would hide the links in it.
    """
    room, top, legend_high, total = _heights(chart, width, height, notes)
    title, _ = _title(chart.title, room)
    legend, _ = _legend(looks.legend(chart), room)
    remarks, _ = _notes((*chart.notes, *notes), room)
    inside = (
        title
        + _moved("drawing", (room - width) / 2, top, body)
        + _moved("legend", 0, top + height, legend)
        + _moved("notes", 0, top + height + legend_high, remarks)
    )
    return _document(
        chart, room + 2 * MARGIN, total, style + _moved("chart", MARGIN, MARGIN, inside), "group" if linked else "img"
    )


def extent(chart: Chart, width: float, height: float, notes: tuple[str, ...] = ()) -> tuple[float, float]:
    """Return how wide and high the whole document is that ``framed`` makes of a drawing of a size."""
    room, _, _, total = _heights(chart, width, height, notes)
    return room + 2 * MARGIN, total


def _heights(chart: Chart, width: float, height: float, notes: tuple[str, ...]) -> tuple[float, float, float, float]:
    """Return the width within the margins, and the heights of title, of legend, and of everything."""
    room = max(width, NARROWEST, *(points(t, 14) * 1.06 for t in chart.title[:1]))
    _, top = _title(chart.title, room)
    _, legend = _legend(looks.legend(chart), room)
    _, remarks = _notes((*chart.notes, *notes), room)
    return room, top, legend, top + height + legend + remarks + 2 * MARGIN


def _document(chart: Chart, width: float, height: float, inside: str, role: str) -> str:
    w, h = num(width), num(height)
    names = {n.id: n.lines[0] if n.lines else n.id for n in chart.nodes}
    relations = (f"{names[e.source]} → {looks.said(e)} → {names[e.target]}" for e in chart.edges)
    said = f"{len(chart.nodes)} boxes and {len(chart.edges)} relations. {'; '.join(relations)}"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}pt" height="{h}pt" viewBox="0 0 {w} {h}" role="{role}" '
        f'aria-labelledby="title description" font-family="{FONTS}">\n'
        f'<title id="title">{escape(" ".join(chart.title))}</title>\n<desc id="description">{escape(said)}</desc>\n'
        f'<rect width="{w}" height="{h}" fill="white"/>\n{inside}</svg>\n'
    )


def _moved(name: str, x: float, y: float, inside: str) -> str:
    return f'<g class="{name}" transform="translate({num(x)},{num(y)})">\n{inside}</g>\n'


def _title(lines: tuple[str, ...], room: float) -> tuple[str, float]:
    parts, y = [], 0.0
    for i, line in enumerate(lines):
        size = 14.0 if not i else 11.0
        for part in wrap(line, int(room / size / 0.5)):
            y += size * 1.35
            parts.append(words(part, room / 2, y - 4, size, "" if i else BOLD, "middle"))
    return "".join(parts), y + 6


class LegendSpot(NamedTuple):
    """One entry of the legend in its place: the left end and the middle of its sample; the words follow the sample."""

    key: str
    words: str
    x: float
    y: float


def legend_entries(entries: tuple[Legend, ...], room: float) -> tuple[list[LegendSpot], float]:
    """Set the entries in as many columns as fit, read downwards; return them with the height of the whole legend."""
    if not entries:
        return [], 0
    texts = [" ".join(e.lines) for e in entries]
    columns = _columns([points(t, 9) + SAMPLE + 14 for t in texts], room - 12)
    deep, spare = len(columns[0]), (room - 12 - sum(map(max, columns))) / len(columns)
    placed, x = [], 8.0
    for i, column in enumerate(columns):
        placed += [LegendSpot(entries[i * deep + j].key, texts[i * deep + j], x, 41 + ROW * j) for j in range(len(column))]
        x += max(column) + spare
    return placed, 42 + ROW * deep


def _legend(entries: tuple[Legend, ...], room: float) -> tuple[str, float]:
    placed, high = legend_entries(entries, room)
    if not placed:
        return "", 0
    parts = [words(side_by_side(Phrase("Legend", context="chart")), 8, 25, 9.5, BOLD)]
    parts += [_sample(e.key, e.x, e.y) + words(e.words, e.x + SAMPLE + 8, e.y + 3.2, 9) for e in placed]
    box = (
        f'<rect x="0" y="12" width="{num(room)}" height="{num(high - 20)}" fill="white" stroke="#999999" stroke-width="0.8"/>\n'
    )
    return box + "".join(parts), high


def _columns(widths: list[float], room: float) -> list[list[float]]:
    """Split a list into the fewest lines: the most columns that fit side by side."""
    for deep in range(1, len(widths) + 1):
        columns = [widths[i : i + deep] for i in range(0, len(widths), deep)]
        if sum(map(max, columns)) <= room:
            return columns
    return [widths]


def _sample(key: str, x: float, y: float) -> str:
    if look := looks.RELATIONS.get(key):
        return stroke(look, x, y, x + SAMPLE, y)
    if key in looks.GROUPS:
        color, dash, width = looks.FRAMES[key]
        pen = f'stroke="{color}" stroke-width="{num(width)}"{DASHES[dash]}'
        return f'<rect x="{num(x + 4)}" y="{num(y - 6)}" width="32" height="12" fill="none" {pen}/>\n'
    if key == "unknown":
        return badge(x + SAMPLE / 2, y)
    kind, state = ("company", key) if key in looks.STATES else (key.removeprefix(looks.BOX), "")
    return shape(kind, state, x + SAMPLE / 2, y, 30, 13)


def _notes(notes: tuple[str, ...], room: float) -> tuple[str, float]:
    parts: list[str] = []
    for note in notes:
        for part in wrap(note, int(room / (3.9 if note.isascii() else 4.3)), 40):
            parts.append(words(part, 0, 14 + 10.5 * len(parts), 8.5, ' fill="#333333"'))
    return "".join(parts), 10.5 * len(parts) + (6 if parts else 0)
