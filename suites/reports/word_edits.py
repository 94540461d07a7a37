"""Edits a checklist in Word as Word writes them: choices from a drop-down, typed text, tracked changes, rows moved. lxml comes with python-docx.

``EDITS`` are what the suites fill in, and ``check_taken`` tells whether all of it arrived.
"""

import io
import zipfile
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from lxml import etree

from legalmodel.report.review_form import review_form
from legalmodel.review.columns import FACTS, QUESTIONS, key_of
from suites.reports.checklists import FORM, SETTLOR, SIGNED, check_facts, logged, result

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": W}
BY = {f"{{{W}}}id": "900", f"{{{W}}}author": "Ann", f"{{{W}}}date": "2026-11-30T09:00:00Z"}

QUESTIONS_IDS = [row.id for row in review_form(result(), {}).rows[QUESTIONS]]
Q0, Q1, Q2, Q3 = QUESTIONS_IDS[:4]
EDITS = {
    (QUESTIONS, Q0): {"answer": "yes", "document": "b1", "clause": "4.10", "page": "12", "reviewer": "Ann", "reviewed": "2026-11-30"},
    (QUESTIONS, Q1): {"answer": "yes_with_comment", "comment": "R&D \"5%<x<10%\"\nsecond line", "maker": "Ann", "checker": "Bo"},
    (QUESTIONS, Q2): {"answer": "not_applicable", "comment": "无此情形"},
    (FACTS, FORM): {"value": "written", "document": "b2", "locator": "§4"},
    (FACTS, SIGNED): {"value": "2016-05-20", "document": "b2"},
    (FACTS, SETTLOR): {"document": "b2", "locator": "p.3"},
}  # fmt: skip  # a row a line


def q(name: str) -> str:
    return f"{{{W}}}{name}"


def edited(file: Path, change: Callable[[Any], None], to: Path | None = None) -> Path:
    """The document with its text changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(data)
                change(root)
                data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            new.writestr(name, data)
    (to or file).write_bytes(made.getvalue())
    return to or file


def field(root: Any, sheet: str, id: str, column: str) -> Any:
    (found,) = root.xpath(f"//w:sdt[w:sdtPr/w:tag/@w:val='{sheet}:{key_of(id)}:{column}']", namespaces=NS)
    return found


def run(text: str, name: str = "t") -> Any:
    made = etree.Element(q("r"))
    for at, line in enumerate(text.split("\n")):
        if at:
            etree.SubElement(made, q("br"))
        words = etree.SubElement(made, q(name))
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def tracked(kind: str, *runs: Any) -> Any:
    made = etree.Element(q(kind), BY)
    made.extend(runs)
    return made


def fill(sdt: Any, *content: Any) -> None:
    """Put content in a field, which then shows no placeholder any more."""
    for mark in sdt.findall(f"{q('sdtPr')}/{q('showingPlcHdr')}"):
        mark.getparent().remove(mark)
    inside = sdt.find(q("sdtContent"))
    for child in list(inside):
        inside.remove(child)
    inside.extend(content)


def choose(sdt: Any, code: str) -> None:
    """Choose from a drop-down: Word writes what it displays, and notes the value."""
    choices = sdt.find(f"{q('sdtPr')}/{q('dropDownList')}")
    (words,) = [item.get(q("displayText")) for item in choices if item.get(q("value")) == code]
    choices.set(q("lastValue"), code)
    fill(sdt, run(words))


def typed(edits: Mapping[tuple[str, str], Mapping[str, str]]) -> Callable[[Any], None]:
    """Type and choose what is to stand in rows."""

    def change(root: Any) -> None:
        for (sheet, id), cells in edits.items():
            for column, text in cells.items():
                sdt = field(root, sheet, id, column)
                if column in ("answer", "judgement"):
                    choose(sdt, text)
                else:
                    fill(sdt, run(text))

    return change


def row_of(sdt: Any) -> Any:
    return next(sdt.iterancestors(q("tr")))


def moved_row(row: Any) -> None:
    """Move a row to the end of its table with changes tracked: the old one is deleted, the new one inserted."""
    new = deepcopy(row)
    row.getparent().append(new)
    for each, mark, inside in ((row, "del", "moveFrom"), (new, "ins", "moveTo")):
        properties = each.find(q("trPr"))
        properties.append(etree.Element(q(mark), BY))
        for piece in list(each.iter(q("r"))):
            holder = tracked(inside)
            piece.addprevious(holder)
            holder.append(piece)


def text_part(file: Path) -> Any:
    with zipfile.ZipFile(file) as parts:
        return etree.fromstring(parts.read("word/document.xml"))


def check_taken(deal: Path, edits: Any = EDITS, broken_lines: bool = True) -> None:
    check_facts(deal)
    rows = logged(deal)
    if not broken_lines:
        assert rows[QUESTIONS, Q1]["comment"].replace("\n", "") == EDITS[QUESTIONS, Q1]["comment"].replace("\n", "")
        rows[QUESTIONS, Q1]["comment"] = EDITS[QUESTIONS, Q1]["comment"]
    assert rows == edits
