"""Rows of a query as a text table, CSV, JSON or a workbook; no text in them can run as a formula."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.base.speech import columns as columns_of
from legalmodel.output.faults import escape
from legalmodel.output.paint import cut, hung, pad
from legalmodel.output.table import safe_cell

Row = Sequence[Any]
_CELL_MAX, _ROWS_MAX = 32_000, 1_048_575
"""Letters of a cell and rows of a sheet of a workbook, below its head."""


def query_text(names: Sequence[str], rows: Sequence[Row], width: int) -> str:
    """Lay rows out in columns; where they do not fit, the last column stands beneath each row, and the widest are cut.

    Codes that steer a terminal are shown as such.
    """
    cells = [[escape(_plain(value)) for value in row] for row in rows]
    wide = [max(columns_of(text) for text in (name, *(row[n] for row in cells))) for n, name in enumerate(names)]
    beneath = len(names) > 1 and sum(wide) + 2 * (len(names) - 1) > width and wide[-1] > width // 5
    if beneath:
        wide.pop()
    room = width - 2 * (len(wide) - 1)
    while sum(wide) > room and max(wide) > 8:
        wide[wide.index(max(wide))] -= 1
    told = []
    for row in [list(names), *cells]:
        told.append("  ".join(pad(cut(text, w), w) for text, w in zip(row, wide, strict=False)).rstrip())
        if beneath and row[-1]:
            told += hung(row[-1], width, 4, 0)
    return "".join(f"{row}\n" for row in told)


def query_csv(names: Sequence[str], rows: Iterable[Row]) -> str:
    """Return rows as CSV (RFC 4180): a header, CRLF; lists joined by ``; ``."""
    into = io.StringIO()
    writer = csv.writer(into, lineterminator="\r\n")
    writer.writerow([safe_cell(name) for name in names])
    writer.writerows([_csv_cell(value) for value in row] for row in rows)
    return into.getvalue()


def _csv_cell(value: object) -> str:
    text = _plain(value)
    return text if isinstance(value, (int, Decimal, float)) else safe_cell(text)


def query_json(names: Sequence[str], rows: Iterable[Row]) -> str:
    """Return rows as a JSON list of objects; days as texts, exact numbers as texts where a float would not be exact."""
    data = [dict(zip(names, map(_json_value, row), strict=True)) for row in rows]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def query_xlsx(names: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return rows as a workbook of one sheet, its head kept in sight; the same bytes for the same rows.

    Raises BadRequest if XlsxWriter is not installed, or there are more rows than a sheet holds.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise BadRequest(say("a workbook needs XlsxWriter"), say("run: pip install 'legalmodel[book]'")) from None
    data = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(data, safe)
    book.set_properties({"created": datetime(2000, 1, 1)})
    sheet, head, day = (
        book.add_worksheet("rows"),
        book.add_format({"bold": True}),
        book.add_format({"num_format": "yyyy-mm-dd"}),
    )
    sheet.freeze_panes(1, 0)
    for at, name in enumerate(names):
        sheet.write_string(0, at, name, head)
    last = 0
    for last, row in enumerate(rows, 1):
        if last > _ROWS_MAX:
            raise BadRequest(say("a sheet holds {n} rows at most", n=f"{_ROWS_MAX:,}"), say("ask for fewer, or write CSV"))
        for at, value in enumerate(row):
            if isinstance(value, date) and not isinstance(value, datetime) and value.year >= 1900:
                sheet.write_datetime(last, at, datetime(value.year, value.month, value.day), day)
            elif isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 10**15:
                sheet.write_number(last, at, value)
            elif value is not None:
                sheet.write_string(last, at, _plain(value)[:_CELL_MAX])
    sheet.autofilter(0, 0, last, max(0, len(names) - 1))
    sheet.set_column(0, max(0, len(names) - 1), 24)
    book.close()
    return data.getvalue()


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return "; ".join(map(_plain, value))
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    return value.isoformat(" ") if isinstance(value, datetime) else str(value)


def _json_value(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return [_json_value(item) for item in value]
    return value if value is None or isinstance(value, (bool, int, str)) else _plain(value)
