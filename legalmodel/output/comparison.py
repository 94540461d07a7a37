"""Show a comparison: its report as text, and the differences as plain data."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from legalmodel.base.places import Place, dotted
from legalmodel.model.compare import FactChange
from legalmodel.output.laid import said
from legalmodel.output.paint import Paint, cut, hung, joined, pad, wrap
from legalmodel.report.comparison import Differing
from legalmodel.report.document import Report, ReportBlock, Statement

LEFT_OUT: dict[str, str] = {}
"""Blocks that the text leaves out, and why: none."""


def comparison_text(report: Report, width: int, paint: Paint) -> str:
    """Return the differences as text."""
    blocks = [list(_block(block, width, paint)) for block in report.blocks]
    return joined(row for n, rows in enumerate(blocks) for row in ([""] if n else []) + rows)


def _block(block: ReportBlock, width: int, paint: Paint) -> Iterator[str]:
    if block.id == "sides":
        for entry in block.entries:
            yield from wrap(f"{said(entry.label)} {said(entry.text)} {said(entry.cites)}", width, indent=8)
        return
    yield paint.bold(said(block.title))
    for entry in block.entries:
        yield from _entry(block.id, entry, width)
    if block.folded:
        yield from hung(said(block.folded_as), width, 2)


def _entry(block: str, entry: Statement, width: int) -> Iterator[str]:
    """Yield an entry: findings and conclusions in columns, a row each; all else as running text."""
    if block == "findings":
        yield cut(f"  {pad(said(entry.title), 30)} {pad(cut(said(entry.cites), 30), 30)} {said(entry.text)}", width)
    elif block == "conclusions":
        yield cut(f"  {pad(said(entry.label), 11)} {pad(said(entry.title), 52)} {said(entry.text)}", width)
    else:
        label = pad(said(entry.label), 8) if entry.label else ""
        text = " ".join(part for part in (f"{label}{said(entry.text)}", said(entry.cites)) if part)
        place = f"   {entry.place}" if entry.place else ""
        yield from (f"  {row}" for row in wrap(text + place, width - 2, indent=8 if label else 2, most=3))


def comparison_json(facts: Sequence[FactChange], found: Differing) -> dict[str, Any]:
    """Return the differences as plain data; numbers of the files are given as they are written."""
    return {
        "facts": [_fact(fact) for fact in facts],
        "findings": [{**x._asdict(), "before": x.before or "", "after": x.after or ""} for x in found.findings],
        "factors": [x._asdict() for x in found.factors],
        "lines": [{**x._asdict(), "before": x.before or "", "after": x.after or ""} for x in found.lines],
    }


def _fact(fact: FactChange) -> dict[str, Any]:
    return {
        "sort": fact.sort,
        "path": dotted(fact.path),
        "other_path": dotted(fact.other_path),
        "before": _written(fact.before),
        "after": _written(fact.after),
        "place": _spot(fact.place),
        "other_place": _spot(fact.other_place),
    }


def _spot(place: Place | None) -> dict[str, Any] | None:
    return place._asdict() if place else None


def _written(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _written(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_written(inner) for inner in value]
    return str(value) if isinstance(value, Decimal) else value
