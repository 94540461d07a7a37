"""Write a study as a workbook: a sheet a table, headings kept in sight, nothing taken for a formula or a link."""

import io
from datetime import datetime
from decimal import Decimal
from typing import Any

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.methods.study import Cell, Study, Table

_COLOURS = {
    "shown": "F8D0D0", "已显现": "F8D0D0", "to be weighed": "E6D6F0", "需判断": "E6D6F0", "not known": "FBE5C8", "尚不明确": "FBE5C8",
    "missed": "F8D0D0", "未履行": "F8D0D0", "met": "D6EAD8", "已履行": "D6EAD8", "tested and failed": "F8D0D0", "测试未通过": "F8D0D0",
    "NOT MET": "F8D0D0", "不符合": "F8D0D0", "符合": "D6EAD8", "需专业判断": "E6D6F0", "信息不足": "FBE5C8", "in doubt": "FBE5C8", "存疑": "FBE5C8",
    "does not arise": "D6EAD8", "依法不涉及": "D6EAD8", "reserved": "D6EAD8", "有保留": "D6EAD8",
}  # fmt: skip  # a table: one row a line
"""What a status is coloured, in either language."""
_WIDEST = 60
_CELL_MAX = 32_000


def to_xlsx(study: Study) -> bytes:
    """Return a study as a workbook; the same bytes for the same study.

    Raises BadRequest if XlsxWriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise BadRequest(say("a workbook needs XlsxWriter"), say("run: pip install 'legalmodel[methods]'")) from None
    data = io.BytesIO()
    book = xlsxwriter.Workbook(
        data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": study.title[:250], "created": datetime(2000, 1, 1)})
    look = _Looks(book)
    front = book.add_worksheet("summary")
    front.set_column(0, 0, 120)
    lines = (study.title, *study.says, "", *study.assumes, *study.sources, study.foot)
    for row, line in enumerate(lines):
        front.write_string(row, 0, line[:_CELL_MAX], look.head if row == 0 else look.text)
    for table in study.tables:
        _sheet(book.add_worksheet(table.key[:31]), table, look)
    book.close()
    return data.getvalue()


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.figure = book.add_format({"valign": "top", "num_format": "#,##0.##"})
        self.coloured = {
            word: book.add_format({"bg_color": f"#{c}", "text_wrap": True, "valign": "top"}) for word, c in _COLOURS.items()
        }


def _sheet(sheet: Any, table: Table, look: _Looks) -> None:
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, f"{column.heading} ({column.unit})" if column.unit else column.heading, look.head)
        longest = max([len(column.heading), *(len(str(row[at] or "")) for row in table.rows)])
        sheet.set_column(at, at, min(_WIDEST, max(8, longest + 2)))
    for number, row in enumerate(table.rows, 1):
        for at, cell in enumerate(row):
            _cell(sheet, number, at, cell, look)
    sheet.freeze_panes(1, 0)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _cell(sheet: Any, row: int, at: int, cell: Cell, look: _Looks) -> None:
    if cell is None:
        return
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        sheet.write_number(row, at, float(cell), look.figure)
    else:
        sheet.write_string(row, at, str(cell)[:_CELL_MAX], look.coloured.get(str(cell), look.text))
