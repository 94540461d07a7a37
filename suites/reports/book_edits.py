"""Edits a checklist in a workbook as Excel saves it; openpyxl writes every cell that it is given."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

from legalmodel.review.columns import SHEETS

Edits = Mapping[tuple[str, str], Mapping[str, Any]]


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def sheets(book: Any) -> dict[str, tuple[Any, dict[str, int], dict[str, int]]]:
    """Each sheet with its columns by id and its rows by id."""
    found = {}
    for sheet in book.worksheets:
        ids = [str(cell.value or "") for cell in sheet[1]]
        name = ids[0].partition(":")[0]
        if name in SHEETS:
            columns = {id.partition(":")[2]: n for n, id in enumerate(ids, 1) if id}
            rows = {sheet.cell(r, columns["id"]).value: r for r in range(4, sheet.max_row + 1)}
            found[name] = (sheet, columns, rows)
    return found


def edit(file: Path, edits: Edits, to: Path | None = None) -> Path:
    book = openpyxl.load_workbook(file)
    found = sheets(book)
    for (sheet, id), cells in edits.items():
        page, columns, rows = found[sheet]
        for column, value in cells.items():
            cell = page.cell(rows[id], columns[column])
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    book.save(to or file)
    return to or file
