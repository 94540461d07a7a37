"""A plain workbook (.xlsx), written whole: every cell is text, so that what people type in stays as they typed it, and nothing runs as a formula."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from legalmodel.output.ink import escape

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DAY = (1980, 1, 1, 0, 0, 0)
_BOLD, _TEXT, _NOTE = 1, 2, 3


class WorkSheet(NamedTuple):
    """A sheet: its name, and its rows of texts; the first row is a heading, the second a note on each column."""

    title: str
    rows: Sequence[Sequence[str]]


def workbook(sheets: Sequence[WorkSheet]) -> bytes:
    """Return the bytes of a workbook, the same for the same sheets."""
    parts = {
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELS}"><sheets>'
        + "".join(f'<sheet name="{escape(sheet.title)}" sheetId="{n}" r:id="rId{n}"/>' for n, sheet in enumerate(sheets, 1))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(len(sheets)),
        "xl/styles.xml": _STYLES,
    } | {f"xl/worksheets/sheet{number}.xml": _sheet(sheet) for number, sheet in enumerate(sheets, 1)}
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(ZipInfo(name, _DAY), (_HEAD + text).encode(), ZIP_DEFLATED)
    return out.getvalue()


def _types(count: int) -> str:
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    rows = [
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kinds}.worksheet+xml"/>' for n in range(1, count + 1)
    ]
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kinds}.styles+xml"/>{"".join(rows)}</Types>'
    )


def _relations(count: int) -> str:
    rows = [
        f'<Relationship Id="rId{n}" Type="{_RELS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in range(1, count + 1)
    ]
    styles = f'<Relationship Id="rId{count + 1}" Type="{_RELS}/styles" Target="styles.xml"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}{styles}</Relationships>'


_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font>'
    '<font><i/><sz val="9"/><color rgb="FF666666"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/>'
    '<xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="2" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def _sheet(sheet: WorkSheet) -> str:
    wide = max((len(row) for row in sheet.rows), default=1)
    rows = "".join(_row(number, row) for number, row in enumerate(sheet.rows, 1))
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="2" topLeftCell="B3" state="frozen"/></sheetView></sheetViews>'
        f'<cols><col min="1" max="{wide}" width="24" style="{_TEXT}" customWidth="1"/></cols><sheetData>{rows}</sheetData></worksheet>'
    )


def _row(number: int, row: Iterable[str]) -> str:
    style = {1: _BOLD, 2: _NOTE}.get(number, _TEXT)
    cells = [
        f'<c r="{column(at)}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
        for at, text in enumerate(row, 1)
        if text
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'


def column(number: int) -> str:
    """Return the letters of a column, counted from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
