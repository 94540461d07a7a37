"""A report as text, whole: every entry of every block; what is folded only where all is asked for."""

from collections.abc import Iterator

from legalmodel.base.language import say
from legalmodel.output.grid import grid_rows
from legalmodel.output.laid import StatementRows, said
from legalmodel.output.paint import Paint, fitted, hung, joined, wrap
from legalmodel.report.document import Report, ReportBlock, Statement

LEFT_OUT = {"chart": "a terminal shows no picture: legalmodel draw"}
"""Blocks that a report as text leaves out, and why."""
_MANY = 1000
"""More rows than any entry takes."""


def whole_text(report: Report, width: int, paint: Paint, all: bool) -> str:
    """Return a report as text; with ``all`` also what is folded."""
    blocks = [list(_block(block, width, paint, all)) for block in report.blocks if block.id not in LEFT_OUT]
    return joined(row for n, rows in enumerate(blocks) for row in ([""] if n else []) + rows)


def _block(block: ReportBlock, width: int, paint: Paint, all: bool) -> Iterator[str]:
    yield from (paint.bold(row) for row in wrap(said(block.title), width))
    if block.table:
        top, rows = grid_rows(block.table, width, paint)
        yield from (*top, *(row for each in rows for row in each))
    yield from _entries(block, block.entries, width, paint)
    if block.nothing and not block.entries:
        yield from hung(said(block.nothing), width, 2)
    if block.folded and not all:
        yield from (paint.dim(row) for row in fitted(say("  {what}: --all", what=said(block.folded_as)), width))
    elif block.folded:
        yield from _entries(block, block.folded, width, paint)


def _entries(block: ReportBlock, entries: tuple[Statement, ...], width: int, paint: Paint) -> Iterator[str]:
    if block.id == "findings":
        yield from _findings(entries, width, paint)
        return
    layout = StatementRows(entries, width - 2, paint)
    yield from (f"  {row}" for entry in entries for row in layout.rows(entry, _MANY))


def _findings(entries: tuple[Statement, ...], width: int, paint: Paint) -> Iterator[str]:
    """Yield a row for each finding under what they all come to."""
    before = ""
    for entry in entries:
        label = said(entry.label)
        if label != before:
            yield paint.bold(f"{label}: {sum(said(e.label) == label for e in entries)}")
            before = label
        yield from (f"  {row}" for row in wrap(f"{entry.findings[0]}  {said(entry.title)}", width - 2, indent=2))


def explanation_text(report: Report, width: int, paint: Paint, all: bool) -> str:
    """Return why some lines are concluded on as they are: each question with its state, then what speaks to it."""
    return joined(row for block in report.blocks for row in _explained(block, width, paint, all))


def _explained(block: ReportBlock, width: int, paint: Paint, all: bool) -> Iterator[str]:
    title = said(block.title)
    if block.id == "line":
        yield from (paint.bold(row) for row in wrap(title, width))
        texts = (f"{said(entry.text)} {entry.place}".rstrip() for entry in block.entries)
        yield from (f"  {row}" for text in texts for row in wrap(text, width - 2))
        return
    yield ""
    yield from wrap(title, width, indent=2)
    if block.nothing:
        yield from hung(said(block.nothing), width, 4)
    if block.id == "cases":
        yield from _entries(block, (*block.entries, *(block.folded if all else ())), width, paint)
    for entry in (*block.entries, *(block.folded if all else ())) if block.id != "cases" else ():
        yield from (f"    {row}" for row in wrap(_told(entry), width - 4, indent=2))
    if block.folded and not all:
        yield from (paint.dim(row) for row in fitted("  " + say("  {what}: --all", what=said(block.folded_as)), width))


def _told(entry: Statement) -> str:
    words = said(entry.label)
    label = f"{words}: " if words and not said(entry.text).lower().startswith(words.lower()) else ""
    ids = f" ({entry.findings[0]})" if entry.findings else ""
    return f"{label}{' '.join(p for p in (said(entry.title), said(entry.text), said(entry.cites)) if p)}{ids}"
