"""Read a checklist that came back as a workbook, whichever program saved it. Nothing in it is run: formulas are refused, not computed."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.review.columns import SHEETS, digest_of
from legalmodel.review.merge import ReadRow, Returned
from legalmodel.review.packed import hidden_signs, refusing, safe_bytes
from legalmodel.review.went_out import WIDE, went_out

_ROWS_MAX, _COLUMNS_MAX = 100_000, 64
_HEADS = 3
"""Rows at the top that hold headings, unless somebody took one out."""


def read_checklist(file: Path) -> Returned:
    """Read a workbook.

    Raises BadRequest if it cannot be opened, is too large, is no checklist of ours, or openpyxl is not installed.
    """
    data = safe_bytes(file, _no_workbook)
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise BadRequest(say("a workbook needs openpyxl"), say("run: pip install 'legalmodel[report]'")) from None
    with refusing(file, _no_workbook):
        return _returned(load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False))


def _no_workbook(file: Path, why: str) -> BadRequest:
    words = " ".join(why.split())[:200]
    return BadRequest(say("{file} cannot be read as a workbook: {why}", file=file, why=words), say("save it as .xlsx"))


def _returned(book: Any) -> Returned:
    fix = say("make one: legalmodel review export DEAL -o FILE.xlsx")
    out = went_out(_base_rows(book), BadRequest(say("the workbook is no checklist of ours"), fix))
    rows = tuple(row for sheet in book.worksheets for row in _rows(sheet, out.own))
    return Returned(out.about, out.base, out.on_file, rows)


def _base_rows(book: Any) -> Iterator[tuple[str, ...]]:
    for sheet in book.worksheets:
        if sheet.title == "base":
            sheet.reset_dimensions()
            for cells in sheet.iter_rows(max_row=_ROWS_MAX, max_col=WIDE, values_only=True):
                yield tuple("" if cell is None else str(cell) for cell in (*cells, *[None] * WIDE)[:WIDE])


def _rows(sheet: Any, own: Mapping[tuple[str, str], str]) -> Iterator[ReadRow]:
    """Yield the rows of a sheet by its hidden first row; a sheet without one is none of ours."""
    sheet.reset_dimensions()
    names: dict[int, str] = {}
    id = ""
    for number, cells in enumerate(sheet.iter_rows(max_row=_ROWS_MAX, max_col=_COLUMNS_MAX), 1):
        if number == 1:
            id, names = _columns(cells)
            if not id:
                return
        else:
            row = _row(sheet, id, number, {names[at]: cell for at, cell in enumerate(cells) if at in names}, own)
            if row is not None and (number > _HEADS or (id, row.id) in own):
                yield row


def _columns(cells: tuple[Any, ...]) -> tuple[str, dict[int, str]]:
    found: dict[int, str] = {}
    sheet = ""
    for at, cell in enumerate(cells):
        name, _, column = str(cell.value or "").partition(":")
        if name in SHEETS and column in (*SHEETS[name].own, *SHEETS[name].theirs) and sheet in ("", name):
            sheet, found[at] = name, column
    return sheet, found


def _row(sheet: Any, id: str, number: int, cells: dict[str, Any], own: Mapping[tuple[str, str], str]) -> ReadRow | None:
    told = {column: _text(cells.get(column))[0] for column in SHEETS[id].own}
    read = {column: _text(cells.get(column)) for column in SHEETS[id].theirs}
    written = {column: text for column, (text, _) in read.items() if text}
    unread = {column: why for column, (_, why) in read.items() if why}
    if not told["id"] and not written and not unread:
        return None
    touched = own.get((id, told["id"]), "") not in ("", digest_of(told.values()))
    return ReadRow(id, told["id"], f"{sheet.title}!{number}", written, unread, touched)


def _text(cell: Any) -> tuple[str, str]:
    """Return what a cell says as the deal file would write it, and why it cannot be read."""
    value = None if cell is None else cell.value
    if value is None:
        return "", ""
    if cell.data_type == "f":
        return str(value), say("a formula is not read; write what it should say")
    if cell.data_type == "e":
        return str(value), say("the cell holds an error of the spreadsheet")
    if isinstance(value, bool):
        return ("yes" if value else "no"), ""
    if isinstance(value, datetime | date):
        return _day(value)
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format or "")), ""
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    return text, hidden_signs(text)


def _day(value: date) -> tuple[str, str]:
    if not isinstance(value, datetime):
        return value.isoformat(), ""
    if (value.hour, value.minute, value.second, value.microsecond) != (0, 0, 0, 0):
        return value.isoformat(), say("the cell holds an hour; write the day alone")
    return value.date().isoformat(), ""


def _number(value: float, form: str) -> str:
    """Write a number as people typed it: 5% is kept as 0.05 by a spreadsheet, with a form that says so."""
    exact = Decimal(repr(value))
    if "%" in form:
        return f"{(exact * 100).normalize():f}%"
    return f"{exact.normalize():f}" if exact else "0"
