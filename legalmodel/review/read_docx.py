"""Read a checklist that came back from Word: the content controls, each of which bears row and column in its tag.

What stands in tracked insertions and moves is read, what is deleted or moved away is not: the text is as it would be once all changes
are accepted. Where a field stands does not matter, so rows may be sorted or moved; a field that is gone says nothing.
"""

import json
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.review.columns import CHOICES, HEADING, SHEETS, digest_of, key_of
from legalmodel.review.merge import ReadRow, Returned
from legalmodel.review.packed import hidden_signs, refusing, safe_bytes, tree
from legalmodel.review.went_out import WIDE, WentOut, went_out

SPACE = "urn:legalmodel:checklist:1"
"""The name space of the part of a document that says what stood in it when it went out."""
_PARTS_READ = 50
_GONE = frozenset(("del", "moveFrom", "rPr", "pPr", "trPr", "tcPr", "tblPr", "sectPr", "sdtPr", "sdtEndPr", "rt"))
"""What is deleted, moved away, or no text."""
_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_PICTURES = frozenset(("drawing", "pict", "object", "sym", "footnoteReference", "endnoteReference", "altChunk"))
_OFF = ("0", "false", "off")


class _Words:
    """Text that is being gathered, and whether there is something in it that cannot be read."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.unseen = self.pictures = self.twice = False

    @property
    def text(self) -> str:
        return "".join(self.parts).replace("\xa0", " ").strip()

    @property
    def why(self) -> str:
        """Why it cannot be read; empty if it can."""
        if self.unseen:
            return say("the field holds hidden text")
        if self.twice:
            return say("the field stands twice in the row, with different words")
        if self.pictures:
            return say("the field holds a picture, symbol or footnote; write it in words")
        return hidden_signs(self.text)


class _Row:
    """The fields of a row of a table, by sheet and key and column, and the text beside them."""

    def __init__(self, place: str) -> None:
        self.place, self.beside = place, _Words()
        """``place`` is empty for fields outside all tables."""
        self.fields: dict[tuple[str, str], dict[str, _Words]] = {}
        self.untagged: list[tuple[str, _Words]] = []

    def put(self, sheet: str, key: str, column: str, words: _Words) -> None:
        """Put a field in its place; one that stands twice with different words cannot be read."""
        there = self.fields.setdefault((sheet, key), {})
        if column in there and there[column].text != words.text:
            words.twice = True
            words.parts = [there[column].text, "\n", words.text]
        there[column] = words

    def place_untagged(self, out: WentOut) -> None:
        """Put fields whose tags a program dropped in their place: by the id that stands in the row, and by their titles."""
        ids = {(sheet, id) for _, words in self.untagged for sheet in SHEETS if (sheet, id := words.text) in out.own}
        if len(ids) != 1:
            return
        ((sheet, id),) = ids
        for title, words in self.untagged:
            column = out.titles.get((sheet, title)) or next((c for c in SHEETS[sheet].theirs if c == title), "")
            if column in (*SHEETS[sheet].own, *SHEETS[sheet].theirs):
                self.put(sheet, key_of(id), column, words)


def read_checklist(file: Path) -> Returned:
    """Read a document.

    Raises BadRequest if it cannot be opened, is too large, or is no checklist of ours.
    """
    data = safe_bytes(file, _no_document)
    with refusing(file, _no_document), ZipFile(BytesIO(data)) as parts:
        return _returned(parts)


def _no_document(file: Path, why: str) -> BadRequest:
    words = " ".join(why.split())[:200]
    return BadRequest(say("{file} cannot be read as a Word document: {why}", file=file, why=words), say("save it as .docx"))


def _returned(parts: ZipFile) -> Returned:
    fix = say("make one: legalmodel review export DEAL -o FILE.docx")
    out = went_out(_lines(parts), BadRequest(say("the document is no checklist of ours"), fix))
    reader = _WordReader()
    reader.read(tree(parts.read(_main(parts))), reader.loose, _Words())
    for row in (*reader.rows, reader.loose):
        row.place_untagged(out)
    rows = tuple(read for row in (*reader.rows, reader.loose) for read in _read_rows(row, out))
    if out.own and not rows:
        raise BadRequest(
            say("the document has none of the fields that it went out with"), say("write in the fields, and keep them")
        )
    return Returned(out.about, out.base, out.on_file, rows, tuple(_notes(reader, out)))


def _notes(reader: "_WordReader", out: WentOut) -> Iterator[str]:
    there = [(sheet, c) for row in (*reader.rows, reader.loose) for (sheet, _), fields in row.fields.items() for c in fields]
    sent = sum(len(SHEETS[sheet].theirs) for sheet, _ in out.own if sheet in SHEETS)
    if (gone := sent - sum(c in SHEETS[sheet].theirs for sheet, c in there)) > 0:
        yield say("{n} fields are gone from the document; what they said stays", n=gone)
    if reader.comments:
        yield say("the document has comments in its margin; they are not read")


def _lines(parts: ZipFile) -> Iterator[tuple[str, ...]]:
    """Yield the lines of the part that says what went out, wherever a program has put it; none if there is none."""
    names = sorted(name for name in parts.namelist() if name.startswith("customXml/item") and name.endswith(".xml"))
    for name in names[:_PARTS_READ]:
        data = parts.read(name)
        if SPACE.encode() in data and (root := tree(data)).tag == f"{{{SPACE}}}checklist":
            for line in json.loads(root.text or "[]"):
                if isinstance(line, list) and len(line) == WIDE:
                    yield tuple(map(str, line))
            return


def _main(parts: ZipFile) -> str:
    """Return the name of the part that holds the text: not every program calls it the same."""
    for child in tree(parts.read("_rels/.rels")):
        if child.get("Type", "").endswith("/officeDocument"):
            return child.get("Target", "").removeprefix("/")
    return "word/document.xml"


class _WordReader:
    """Walks through the text of a document, row by row of its tables."""

    def __init__(self) -> None:
        self.rows: list[_Row] = []
        self.loose = _Row("")
        self.comments = False
        self.tables = self.lines = 0

    def read(self, element: ET.Element, row: _Row, words: _Words) -> None:
        """Gather what an element says in ``words``, and fields in ``row``."""
        name = _name(element)
        if name in _GONE:
            return
        if name == "t":
            words.parts.append(element.text or "")
        elif name in _SIGNS:
            words.parts.append(_SIGNS[name])
        elif name in _PICTURES:
            words.pictures = True
        elif name == "commentReference":
            self.comments = True
        elif name == "sdt":
            self._field(element, row, words)
        elif name == "tr":
            self._line(element)
        elif name == "AlternateContent":
            for child in element[:1]:
                self.read(child, row, words)
        else:
            self._inner(element, name, row, words)

    def _inner(self, element: ET.Element, name: str, row: _Row, words: _Words) -> None:
        before, lines = len(words.parts), self.lines
        if name == "tbl":
            self.tables, self.lines = self.tables + 1, 0
        for child in element:
            self.read(child, row, words)
        if name == "r" and _is_hidden(element) and any(map(str.strip, words.parts[before:])):
            words.unseen = True
        elif name == "p" and not _mark_is_gone(element):
            words.parts.append("\n")
        elif name == "tbl":
            self.lines = lines

    def _line(self, element: ET.Element) -> None:
        self.lines += 1
        if any(_name(mark) == "del" for mark in _children(element, "trPr")):
            return
        row = _Row(say("table {n}, row {m}", n=self.tables, m=self.lines))
        for child in element:
            self.read(child, row, row.beside)
        self.rows.append(row)

    def _field(self, element: ET.Element, row: _Row, words: _Words) -> None:
        settings = {_name(setting): setting for setting in _children(element, "sdtPr")}
        place, title = _place(settings.get("tag")), _title(settings)
        inside = _Words() if place or title else words
        for child in element:
            if _name(child) == "sdtContent":
                for each in child:
                    self.read(each, row, inside)
        if "showingPlcHdr" in settings and _is_on(settings["showingPlcHdr"]) and inside is not words:
            inside = _Words()
        if place:
            row.put(*place, inside)
        elif title:
            row.untagged.append((title, inside))


def _name(element: ET.Element) -> str:
    """Return the name of an element without its name space, which is another in a strict document."""
    return element.tag.rpartition("}")[2]


def _children(element: ET.Element, name: str) -> list[ET.Element]:
    return [inner for child in element if _name(child) == name for inner in child]


def _value(element: ET.Element, attribute: str = "val") -> str:
    return next((text for name, text in element.attrib.items() if name.rpartition("}")[2] == attribute), "")


def _is_on(element: ET.Element) -> bool:
    return _value(element) not in _OFF


def _is_hidden(run: ET.Element) -> bool:
    return any(_name(mark) == "vanish" and _is_on(mark) for mark in _children(run, "rPr"))


def _mark_is_gone(paragraph: ET.Element) -> bool:
    """Tell whether the end of a paragraph is deleted, so that it runs on into the next."""
    marks = [mark for properties in _children(paragraph, "pPr") if _name(properties) == "rPr" for mark in properties]
    return any(_name(mark) in ("del", "moveFrom") for mark in marks)


def _place(tag: ET.Element | None) -> tuple[str, str, str] | None:
    """Return sheet, key and column of a field of ours."""
    sheet, _, rest = ("" if tag is None else _value(tag)).partition(":")
    key, _, column = rest.partition(":")
    known = sheet in SHEETS and column in (*SHEETS[sheet].own, *SHEETS[sheet].theirs)
    return (sheet, key, column) if known and key else None


def _title(settings: Mapping[str, ET.Element]) -> str:
    """Return what a field without a tag is called; a drop-down of answers or judgements is known by its choices."""
    if "tag" in settings:
        return ""
    codes = {_value(item, "value") for item in settings.get("dropDownList", ())}
    chosen = next((column for column, choices in CHOICES.items() if codes >= set(choices)), "")
    return chosen or (_value(settings["alias"]) if "alias" in settings else "")


def _read_rows(row: _Row, out: WentOut) -> Iterator[ReadRow]:
    ids = {(sheet, key_of(id)): id for sheet, id in out.own}
    for (sheet, key), fields in row.fields.items():
        id = ids.get((sheet, key), key)
        base = out.base.get((sheet, id), {})
        cells: dict[str, str] = {}
        unread: dict[str, str] = {}
        for column in SHEETS[sheet].theirs:
            text = base.get(column, "") if column not in fields else _unless_blank(fields[column].text, column, out.blanks)
            if text:
                cells[column] = text
            if why := fields[column].why if column in fields else "":
                unread[column] = why
        aside = _beside(row, out.beside.get((sheet, id), "")) if row.place else ""
        if aside:
            unread["id"] = say("words stand outside the fields of the row: '{words}'; write them in a field", words=aside[:300])
        told = [fields[column].text if column in fields else "" for column in SHEETS[sheet].own if column != HEADING]
        place = row.place or say("outside the tables")
        yield ReadRow(sheet, id, place, cells, unread, any(told) and out.own.get((sheet, id)) != digest_of(told))


def _unless_blank(text: str, column: str, blanks: Mapping[str, frozenset[str]]) -> str:
    """Return a text, or nothing if it is what stands in an empty field."""
    return "" if " ".join(text.split()) in blanks.get(column, ()) else text


def _beside(row: _Row, was: str) -> str:
    """Return the words of a row that stand in none of its fields and were not there when it went out."""
    words = row.beside.text
    for label in was.split("\n"):
        words = words.replace(label.strip(), "", 1)
    return " ".join(words.split())
