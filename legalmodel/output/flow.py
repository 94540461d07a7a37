"""A reasoned report as a flow of headings, paragraphs, tables and charts: what every format of it sets, one after the other.

Here it is decided what is a heading, a number and a reference; how these look is each format's own.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from legalmodel.base.language import say
from legalmodel.base.outcomes import Conclusion
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding
from legalmodel.output.chart import Chart
from legalmodel.output.faults import escape
from legalmodel.report.document import Grid, GridRow, ReportBlock, Statement
from legalmodel.report.numbered import Numbers
from legalmodel.report.reasoned import Part, ReasonedReport, level_of, reasoned
from legalmodel.report.text import Wording, between_words, in_language

_REFERENCES = 6
"""More findings than these are counted."""


class Heading(NamedTuple):
    """A heading; ``number`` is that of a part (``1``, ``Annex A``), ``anchor`` what a link leads to."""

    level: int
    words: str
    number: str = ""
    anchor: str = ""


class Piece(NamedTuple):
    """A run of words; ``style`` is "", strong, small, or ref for the number of a finding."""

    words: str
    style: str = ""


class Paragraph(NamedTuple):
    """Words in pieces, and a list below them. ``plain`` says what somebody reads who takes the pieces together."""

    pieces: tuple[Piece, ...]
    items: tuple[str, ...] = ()

    @property
    def plain(self) -> str:
        """The words, one piece after the other with a blank between."""
        return " ".join(piece.words for piece in self.pieces)


class FlowCell(NamedTuple):
    """A cell of a table: its words, and what is said below them in small."""

    words: str
    note: str = ""


class FlowRow(NamedTuple):
    """A row of a table; ``conclusion`` colours its last cell, ``key`` is the id of the finding or the path of the fact it tells of."""

    cells: tuple[FlowCell, ...]
    conclusion: Conclusion | None = None
    key: str = ""


class FlowTable(NamedTuple):
    """A table: its id, its columns by id and heading, whether each holds numbers, and its rows."""

    id: str
    columns: tuple[tuple[str, str], ...]
    numbers: tuple[bool, ...]
    rows: tuple[FlowRow, ...]


class FlowFigure(NamedTuple):
    """A chart with the words below it."""

    view: str
    chart: Chart
    words: str


class FlowFolded(NamedTuple):
    """What is told only where all is asked for: the words that count it, and the paragraphs."""

    words: str
    paragraphs: tuple[Paragraph, ...]


Element = Heading | Paragraph | FlowTable | FlowFigure | FlowFolded


class Composition(NamedTuple):
    """All that a format sets: title, what stands under it, elements; ``findings`` by their ids, of those that have a number.

    ``day`` is that of the run, ``digest`` the first figures of what was checked.
    """

    title: str
    below: str
    elements: tuple[Element, ...]
    numbers: Numbers
    findings: Mapping[str, Finding]
    day: date
    digest: str


def composed(checked: Checked) -> Composition:
    """Return the reasoned report on a deal as a format sets it."""
    report = reasoned(checked)
    findings = {f.id: f for f in checked.judgment.findings if f.id in report.numbers}
    return Composition(
        words_of(report.title),
        words_of(report.below),
        tuple(flow(report, checked)),
        report.numbers,
        findings,
        checked.judgment.run_day,
        checked.source.sha256[:12],
    )


def flow(report: ReasonedReport, checked: Checked) -> Iterator[Element]:
    """Yield the elements of a report in their order; a chart that shows nothing of the deal is left out."""
    number, letter = 0, 0
    lines = 0
    for part in report.parts:
        if part.annex:
            letter += 1
            told = say("Annex {letter}", letter=chr(64 + letter))
        else:
            number += 1
            told = str(number)
        yield Heading(1, words_of(part.title), told, part.id)
        for block in part.blocks:
            lines += block.id == "line"
            anchor = f"line-{lines}" if block.id == "line" else ""
            yield from _block(part, block, report.numbers, checked, anchor)


def _block(part: Part, block: ReportBlock, numbers: Numbers, checked: Checked, anchor: str) -> Iterator[Element]:
    if block.chart:
        yield from figures(block.chart, checked)
        return
    if level := level_of(part, block):
        title = words_of(block.title)
        if level == 2 and block.id != "line":  # the product's own words: those of a line hold names, which stay as they are
            title = title.capitalize() if title.isascii() and title.isupper() else title
        yield Heading(level, title, anchor=anchor)
    if level == 3 and block.nothing:  # how a question stands is said before what speaks to it
        yield Paragraph((Piece(words_of(block.nothing), "strong"),))
    if block.table:
        yield table_of(block)
    for entry in block.entries:
        yield paragraph(entry, numbers)
    if level != 3 and block.nothing and not block.entries:
        yield Paragraph((Piece(words_of(block.nothing)),))
    if block.folded or (block.folded_as and not block.table):
        yield FlowFolded(words_of(block.folded_as), tuple(paragraph(entry, numbers) for entry in block.folded))
    elif block.folded_as:
        yield Paragraph((Piece(words_of(block.folded_as), "small"),))


def words_of(text: Wording) -> str:
    """Return a text on one line in the language asked for, nothing in it that could hide or move."""
    return " ".join(escape(in_language(text)).removeprefix("* ").split())  # a star marks an essential question


def paragraph(entry: Statement, numbers: Numbers) -> Paragraph:
    """Return a statement in pieces: its label, what it is about with its article, the text, what stands beside, findings, the place."""
    text = "" if entry.items and in_language(entry.text) == str(len(entry.items)) else words_of(entry.text)
    title, cites = words_of(entry.title), words_of(entry.cites)
    label = words_of(entry.label).rstrip(":：")
    between = between_words(": ")
    parts = (
        Piece(f"{label}{between.strip()}" if label and not label.isdigit() else f"{label}." if label else "", "strong"),
        Piece(title),
        Piece(cites if title else ""),
        Piece(text),
        Piece("" if title else cites),
        Piece(words_of(entry.aside), "small"),
        *_references(entry.findings, numbers),
        Piece(escape(entry.place), "small"),
    )
    return Paragraph(tuple(p for p in parts if p.words), tuple(words_of(item) for item in entry.items))


def _references(findings: tuple[str, ...], numbers: Numbers) -> Iterator[Piece]:
    known = [numbers[id] for id in findings if id in numbers]
    for number in known[:_REFERENCES]:
        yield Piece(number, "ref")
    if len(known) > _REFERENCES:
        yield Piece(say("and {n} more", n=len(known) - _REFERENCES), "small")


def table_of(block: ReportBlock) -> FlowTable:
    """Return the table of a block; a row that tells of one finding or fact knows it."""
    grid = block.table or Grid((), ())
    columns = tuple((column.id, words_of(column.title)) for column in grid.columns)
    rows = tuple(_row(row, block.id in ("schedule", "facts")) for row in grid.rows)
    return FlowTable(block.id, columns, tuple(column.number for column in grid.columns), rows)


def _row(row: GridRow, keyed: bool) -> FlowRow:
    cells = [FlowCell(words_of(cell)) for cell in row.cells]
    if row.note and cells:
        cells[-1] = FlowCell(cells[-1].words, words_of(row.note))
    return FlowRow(tuple(cells), row.conclusion, row.lines[0] if keyed and row.lines else "")


def figures(view: str, checked: Checked) -> Iterator[FlowFigure]:
    """Yield the chart of a view, if it shows anything of the deal."""
    from legalmodel.output.views import draw_view

    chart = draw_view(view, checked.graph, checked.judgment)
    if chart.nodes:
        yield FlowFigure(view, chart, escape(" ".join(chart.title)))
