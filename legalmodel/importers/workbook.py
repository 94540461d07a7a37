"""Cells of a workbook (.xlsx) that somebody else wrote: read as text with their place, within bounds; nothing in it is computed."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile
from zlib import error as DeflateError  # noqa: N812  # zlib calls it 'error'

from legalmodel.base.language import say
from legalmodel.importers.imported import Untrusted
from legalmodel.importers.markup import Element, elements

WHOLE_MAX = 60_000_000
"""Bytes that all parts of a workbook may unfold to."""
PARTS_MAX = 500
_DATES = frozenset((14, 15, 16, 17, 22))
_SHARES = frozenset((9, 10))
_COLUMN = re.compile(r"([A-Z]{1,3})(\d{1,7})\Z")


class Cell(NamedTuple):
    """A cell: its sheet, row and column from 1, what it says, and why it cannot be read, if so."""

    sheet: str
    row: int
    column: int
    text: str
    wrong: str = ""


def cells(file: Untrusted) -> Iterator[Cell]:
    """Return the cells of a workbook that hold something, sheet by sheet.

    Numbers are written out exactly, days as days, percentages with their sign. Raises BadInput for what is no workbook, or is too large.
    """
    book = _Book(file)
    for name, part in book.sheets():
        for row in elements(book.part(part), frozenset(("row",))):
            if row.name == "row":
                yield from (cell for one in row.inner if (cell := book.cell(name, one)) is not None)


class _Book:
    def __init__(self, file: Untrusted) -> None:
        self.file = file
        try:
            self.zip = ZipFile(BytesIO(file.raw))
        except (BadZipFile, ValueError, OSError):
            raise self.fault(say("it is no zip file, or its end is missing")) from None
        infos = self.zip.infolist()
        if len(infos) > PARTS_MAX or sum(info.file_size for info in infos) > WHOLE_MAX:
            raise self.fault(say("it unfolds to more than {bytes_max} bytes", bytes_max=f"{WHOLE_MAX:,}"))
        self.names = {info.filename for info in infos}
        self.strings = [_words(one) for one in self.all("xl/sharedStrings.xml", "si")]
        self.formats = self._formats()

    def fault(self, why: str) -> Exception:
        """Make the refusal of the file."""
        cause = say("{file} cannot be read as a workbook: {why}", file=self.file.name, why=why)
        return self.file.fault("not-xlsx", cause, say("save it as .xlsx"))

    def part(self, name: str) -> Untrusted:
        """Return a part of the workbook."""
        try:
            with self.zip.open(name) as stream:
                raw = stream.read(WHOLE_MAX + 1)
        except (KeyError, BadZipFile, ValueError, OSError, RuntimeError, NotImplementedError, EOFError, DeflateError):
            raise self.fault(say("a part of it is damaged or missing")) from None
        if len(raw) > WHOLE_MAX:
            raise self.fault(say("it unfolds to more than {bytes_max} bytes", bytes_max=f"{WHOLE_MAX:,}"))
        return Untrusted(f"{self.file.name}#{name}", "", raw)

    def all(self, name: str, wanted: str) -> list[Element]:
        """Return the elements of a name in a part, none if the part is not there."""
        return (
            [one for one in elements(self.part(name), frozenset((wanted,))) if one.name == wanted] if name in self.names else []
        )

    def sheets(self) -> list[tuple[str, str]]:
        """Return the names of the sheets and the parts they stand in."""
        targets = {
            one.attributes.get("Id", ""): one.attributes.get("Target", "")
            for one in self.all("xl/_rels/workbook.xml.rels", "Relationship")
        }
        found = []
        for one in self.all("xl/workbook.xml", "sheet"):
            target = targets.get(one.attributes.get("id", ""), "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in self.names:
                found.append((one.attributes.get("name", ""), part))
        if not found:
            raise self.fault(say("it has no sheet"))
        return found

    def _formats(self) -> list[str]:
        """Return for each style whether it shows a day, a percentage, or neither."""
        own = {
            one.attributes.get("numFmtId", ""): one.attributes.get("formatCode", "")
            for one in self.all("xl/styles.xml", "numFmt")
        }
        cell_styles = self.all("xl/styles.xml", "cellXfs")
        found = []
        for one in cell_styles[0].inner if cell_styles else []:
            id = one.attributes.get("numFmtId", "0")
            code = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", own.get(id, "")).lower()
            number = int(id) if id.isdigit() else 0
            day = number in _DATES or ("y" in code and "d" in code)
            found.append("day" if day else "share" if number in _SHARES or "%" in code else "")
        return found

    def cell(self, sheet: str, one: Element) -> Cell | None:
        """Return a cell, or None for an empty one."""
        place = _COLUMN.match(one.attributes.get("r", ""))
        if one.name != "c" or place is None:
            return None
        column = 0
        for letter in place[1]:
            column = column * 26 + ord(letter) - 64
        text, wrong = self._text(one)
        return Cell(sheet, int(place[2]), column, text, wrong) if text or wrong else None

    def _text(self, one: Element) -> tuple[str, str]:
        kind = one.attributes.get("t", "n")
        value = one.find("v")
        raw = value.text if value else ""
        if one.find("f") is not None:
            return raw, say("a formula is not read; write what it should say")
        if kind == "inlineStr":
            inside = one.find("is")
            return (_words(inside) if inside else ""), ""
        if kind == "s":
            known = raw.isdigit() and int(raw) < len(self.strings)
            return (self.strings[int(raw)], "") if known else (raw, say("the cell holds an error of the spreadsheet"))
        if kind == "e":
            return raw, say("the cell holds an error of the spreadsheet")
        if kind == "b":
            return ("yes" if raw == "1" else "no"), ""
        return (raw, "") if kind in ("str", "d") else self._number(raw, one.attributes.get("s", "0"))

    def _number(self, raw: str, style: str) -> tuple[str, str]:
        try:
            number = Decimal(raw) if raw else None
        except InvalidOperation:
            return raw, say("the cell holds an error of the spreadsheet")
        if number is None:
            return "", ""
        form = self.formats[int(style)] if style.isdigit() and int(style) < len(self.formats) else ""
        exact = Decimal(repr(float(number)))  # as people typed it; a spreadsheet stores 0.1 with all digits of a float
        if form == "day" and 1 <= exact < 2_958_466:
            if exact != exact.to_integral_value():
                return raw, say("the cell holds an hour; write the day alone")
            return (date(1899, 12, 30) + timedelta(days=int(exact))).isoformat(), ""
        if form == "share":
            return f"{_plain(exact * 100)}%", ""
        return _plain(exact), ""


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _words(one: Element) -> str:
    """Return the text of an element and of those within, but for readings of characters."""
    parts, left = [], [one]
    while left:
        each = left.pop()
        if each.name == "t":
            parts.append(each.text)
        left += [inner for inner in reversed(each.inner) if inner.name != "rPh"]
    return "".join(parts).strip()
