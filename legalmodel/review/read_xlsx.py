"""Read a checklist that came back as a workbook, whichever program saved it. Nothing in it is run: formulas are refused, not computed."""

import zlib
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from legalmodel.base.errors import BadRequest, of_the_system
from legalmodel.base.language import say
from legalmodel.review.columns import SHEETS, digest_of
from legalmodel.review.merge import ReadRow, Returned

FORM = "legalmodel/checklist/1"
_FILE_MAX, _PARTS_MAX, _WHOLE_MAX = 20_000_000, 2_000, 100_000_000
"""Bytes of a file, parts in it, bytes of all parts together."""
_ROWS_MAX, _COLUMNS_MAX = 100_000, 64
_HEADS = 3
"""Rows at the top that hold headings, unless somebody took one out."""


def read_checklist(file: Path) -> Returned:
    """Read a workbook.

    Raises BadRequest if it cannot be opened, is too large, is no checklist of ours, or openpyxl is not installed.
    """
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise BadRequest(say("a workbook needs openpyxl"), say("run: pip install 'legalmodel[report]'")) from None
    data = _safe(file)
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
        return _returned(book)
    except BadRequest:
        raise
    except Exception as error:  # whatever a reader of untrusted files stumbles over is the file's doing
        raise _no_workbook(file, str(error) or type(error).__name__) from None


def _no_workbook(file: Path, why: str) -> BadRequest:
    words = " ".join(why.split())[:200]
    return BadRequest(say("{file} cannot be read as a workbook: {why}", file=file, why=words), say("save it as .xlsx"))


def _safe(file: Path) -> bytes:
    """Return the bytes of a workbook that is small enough, and whose parts have no document type that could grow or fetch."""
    try:
        with file.open("rb") as stream:
            data = stream.read(_FILE_MAX + 1)
    except (OSError, ValueError) as error:
        why = of_the_system(error) if isinstance(error, OSError) else str(error)
        raise BadRequest(say("{file} cannot be read: {strerror}", file=file, strerror=why), say("name a file")) from None
    too_large = BadRequest(
        say("{file} is larger than a checklist may be", file=file), say("export it again, and copy the answers")
    )
    if len(data) > _FILE_MAX:
        raise too_large
    try:
        with ZipFile(BytesIO(data)) as parts:
            infos = parts.infolist()
            if len(infos) > _PARTS_MAX or sum(info.file_size for info in infos) > _WHOLE_MAX:
                raise too_large
            for info in infos:
                text = parts.read(info)
                if text[:2] in (b"\xff\xfe", b"\xfe\xff") or b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                    raise _no_workbook(file, say("it has a document type"))
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise _no_workbook(file, str(error) or type(error).__name__) from None
    return data


def _returned(book: Any) -> Returned:
    about: dict[str, str] = {}
    base: dict[tuple[str, str], dict[str, str]] = {}
    own: dict[tuple[str, str], str] = {}
    on_file: dict[str, str] = {}
    for cells in _base_rows(book):
        kind, sheet, id, column, text = cells
        if kind == "about":
            about[column] = text
        elif kind == "own":
            own[sheet, id] = text
        elif kind == "on_file":
            on_file[id] = text
        elif kind == "cell" and sheet in SHEETS and column in SHEETS[sheet].theirs:
            base.setdefault((sheet, id), {})[column] = text
    if about.get("format") != FORM:
        raise BadRequest(
            say("the workbook is no checklist of ours"), say("make one: legalmodel review export DEAL -o FILE.xlsx")
        )
    rows = tuple(row for sheet in book.worksheets for row in _rows(sheet, own))
    return Returned(about, base, on_file, rows)


def _base_rows(book: Any) -> Iterator[tuple[str, ...]]:
    for sheet in book.worksheets:
        if sheet.title == "base":
            sheet.reset_dimensions()
            for cells in sheet.iter_rows(max_row=_ROWS_MAX, max_col=5, values_only=True):
                yield tuple("" if cell is None else str(cell) for cell in (*cells, *[None] * 5)[:5])


def _rows(sheet: Any, own: dict[tuple[str, str], str]) -> Iterator[ReadRow]:
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


def _row(sheet: Any, id: str, number: int, cells: dict[str, Any], own: dict[tuple[str, str], str]) -> ReadRow | None:
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
    return text, (say("the text holds signs that nobody can see") if _hidden(text) else "")


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


def _hidden(text: str) -> bool:
    from legalmodel.text.characters import find_hidden

    return any(True for _ in find_hidden(text))
