"""The report as plain data, block by block; ``result.py`` sets it into the result."""

from typing import TYPE_CHECKING

from legalmodel.report.document import Column, GridRow, Report, ReportBlock, Statement

if TYPE_CHECKING:
    from legalmodel.output.report_form import ColumnForm, GridRowForm, ReportBlockForm, ReportForm, StatementForm

LEFT_OUT = {"findings": "the findings stand whole in a part of the result of their own"}
"""Blocks that the data leave out, and why."""


def report_data(report: Report) -> "ReportForm":
    """Return a report as plain data, all of it: what other formats fold or cut is here."""
    return {"blocks": [_block(block) for block in report.blocks if block.id not in LEFT_OUT]}


def _block(block: ReportBlock) -> "ReportBlockForm":
    return {
        "id": block.id,
        "title": dict(block.title),
        "nothing": dict(block.nothing),
        "entries": [_statement(entry) for entry in block.entries],
        "folded": [_statement(entry) for entry in block.folded],
        "columns": [_column(column) for column in block.table.columns] if block.table else [],
        "rows": [_row(row) for row in block.table.rows] if block.table else [],
        "chart": block.chart,
    }


def _statement(entry: Statement) -> "StatementForm":
    return {
        "label": dict(entry.label),
        "title": dict(entry.title),
        "text": dict(entry.text),
        "items": [dict(item) for item in entry.items],
        "cites": dict(entry.cites),
        "aside": dict(entry.aside),
        "place": entry.place,
        "findings": list(entry.findings),
    }


def _column(column: Column) -> "ColumnForm":
    return {"id": column.id, "title": dict(column.title), "number": column.number}


def _row(row: GridRow) -> "GridRowForm":
    return {
        "cells": [dict(cell) for cell in row.cells],
        "conclusion": row.conclusion.value if row.conclusion else "",
        "note": dict(row.note),
        "lines": list(row.lines),
    }
