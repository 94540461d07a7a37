"""A comparison as a composition: the facts that differ, what follows from them, and both states in one picture."""

from collections.abc import Iterator
from hashlib import sha256

from legalmodel.base.language import say
from legalmodel.base.speech import name_of
from legalmodel.judgment.checked import Checked
from legalmodel.output.against import against
from legalmodel.output.faults import escape
from legalmodel.output.flow import (
    Composition,
    Element,
    FlowCell,
    FlowFigure,
    FlowFolded,
    FlowRow,
    FlowTable,
    Heading,
    paragraph,
    words_of,
)
from legalmodel.output.views import draw_view
from legalmodel.report.document import Report, ReportBlock, Statement

_TABLES = frozenset(("findings", "conclusions"))
"""Blocks whose statements stand in a table: what they are about, and how it changed."""


def compared(report: Report, first: Checked, second: Checked) -> Composition:
    """Return a comparison of two sides as a format sets it."""
    elements = [element for block in report.blocks for element in _block(block)] + list(_picture(first, second))
    digest = sha256((first.source.sha256 + second.source.sha256).encode()).hexdigest()[:12]
    one, two = name_of(first.judgment.deal), name_of(second.judgment.deal)
    alike = say("Comparison of two states of {name}", name=one)
    title = alike if one == two else say("Comparison of {first} and {second}", first=one, second=two)
    below = say("Before and after, run on {day}. Not a legal opinion.", day=second.judgment.run_day)
    return Composition(title, below, tuple(elements), {}, {}, second.judgment.run_day, digest)


def _block(block: ReportBlock) -> Iterator[Element]:
    if block.title:
        yield Heading(1, words_of(block.title), anchor=block.id)
    if block.id in _TABLES and block.entries:
        columns = (("what", say("What")), ("about", say("About")), ("change", say("Before → after")))
        yield FlowTable(block.id, columns, (False,) * 3, tuple(map(_row, block.entries)))
    else:
        yield from (paragraph(entry, {}) for entry in block.entries)
    if block.folded:
        yield FlowFolded(words_of(block.folded_as), tuple(paragraph(entry, {}) for entry in block.folded))


def _row(entry: Statement) -> FlowRow:
    parts = [words_of(text) for text in (entry.label, entry.title, entry.cites) if text]
    return FlowRow((FlowCell(parts[0] if parts else ""), FlowCell(" ".join(parts[1:])), FlowCell(words_of(entry.text))))


def _picture(first: Checked, second: Checked) -> Iterator[Element]:
    before, after = (draw_view("relations", side.graph, None) for side in (first, second))
    chart = against(before, after)
    if chart.nodes:
        yield Heading(1, say("Before and after in one picture"), anchor="picture")
        yield FlowFigure("relations", chart, escape(" ".join(chart.title)))
