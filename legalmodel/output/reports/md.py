"""Markdown (GitHub's): headings, lists and tables; charts as Mermaid, which GitHub and GitLab draw. Nothing of a deal is markup."""

import re
from collections.abc import Iterator

from legalmodel.judgment.checked import Checked
from legalmodel.output.draw import draw
from legalmodel.output.flow import Composition, FlowFigure, FlowFolded, FlowTable, Heading, Paragraph, Piece, composed
from legalmodel.output.reports import ReportWishes

_MARKUP = re.compile(r"([\\`*_\[\]<>|~$]|&(?=[#A-Za-z])|:(?=//|[a-z+-][\w+-]*:)|@(?=\w)|(?<=www)\.|!(?=\[)|^[#+=-])")
"""What may begin markup, an entity, an emoji, a mention or an address: written with a backslash, which Markdown takes away."""
_NUMBER = re.compile(r"^(\d+)([.)])(?=\s)")


def write(checked: Checked, wishes: ReportWishes) -> bytes:
    """Return the report as Markdown."""
    return set_whole(composed(checked), wishes)


def set_whole(whole: Composition, _: ReportWishes) -> bytes:
    """Return a composition as Markdown."""
    rows = [f"# {plain(whole.title)}", "", plain(whole.below), ""]
    for element in whole.elements:
        rows += [*_set(element), ""]
    return ("\n".join(rows).rstrip() + "\n").encode()


def plain(text: str) -> str:
    """Return words that Markdown shows as they are."""
    return _NUMBER.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", text))


def _set(element: object) -> Iterator[str]:
    if isinstance(element, Heading):
        number = f"{plain(element.number)} " if element.number else ""
        yield f"{'#' * (element.level + 1)} {number}{plain(element.words)}"
    elif isinstance(element, Paragraph):
        yield from _paragraph(element)
    elif isinstance(element, FlowTable):
        yield from _table(element)
    elif isinstance(element, FlowFolded):
        yield f"_{plain(element.words)}_"
    elif isinstance(element, FlowFigure):
        yield f"**{plain(element.words)}**"
        yield ""
        yield "```mermaid"
        yield draw(element.chart, "mmd").decode().rstrip().replace("```", "'''")
        yield "```"


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    yield " ".join(_piece(piece) for piece in paragraph.pieces)
    if paragraph.items:
        yield ""
        yield from (f"- {plain(item)}" for item in paragraph.items)


def _piece(piece: Piece) -> str:
    said = plain(piece.words)
    if piece.style == "strong":
        return f"**{said}**"
    return f"[{said}]" if piece.style == "ref" else said


def _table(table: FlowTable) -> Iterator[str]:
    yield f"| {' | '.join(plain(words) or ' ' for _, words in table.columns)} |"
    yield f"|{'|'.join('---:' if number else '---' for number in table.numbers)}|"
    for row in table.rows:
        cells = (f"{plain(cell.words)}{f'<br>{plain(cell.note)}' if cell.note else ''}" for cell in row.cells)
        yield f"| {' | '.join(cells)} |"
