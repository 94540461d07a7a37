"""What a workbook that came back is refused for: cells that are no words, files that are no checklist, a deal that lies elsewhere."""

import shutil
from datetime import datetime
from functools import partial
from pathlib import Path

import openpyxl
import pytest

from legalmodel.base.errors import BadRequest
from legalmodel.output.reports import write
from legalmodel.review.columns import FACTS, QUESTIONS
from legalmodel.review.read_xlsx import read_checklist
from suites.reports.book_edits import sheets
from suites.reports.checklists import damaged, deal_in, exported, result, taken, taken_beside


def test_cells_that_are_no_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deal = deal_in(tmp_path)
    file = exported(deal, "c.xlsx")
    q = list(sheets(openpyxl.load_workbook(file))[QUESTIONS][2])
    book = openpyxl.load_workbook(file)
    page, columns, rows = sheets(book)[QUESTIONS]
    page.cell(rows[q[0]], columns["comment"]).value = "=1+1"
    page.cell(rows[q[1]], columns["comment"]).value = "#REF!"
    page.cell(rows[q[1]], columns["comment"]).data_type = "e"
    page.cell(rows[q[2]], columns["reviewed"]).value = datetime(2026, 11, 30, 14, 0)
    page.cell(rows[q[3]], columns["comment"]).value = "a\u202eb"
    page.cell(rows[q[4]], columns["question"]).value = "Is the sky blue?"
    facts, columns, rows = sheets(book)[FACTS]
    share = next(id for id in rows if str(id).endswith(".set_off_allowed"))
    facts.cell(rows[share], columns["value"]).value = 0.05
    facts.cell(rows[share], columns["value"]).number_format = "0.0%"
    facts.cell(rows[share], columns["document"]).value = "b1"
    book.save(file)
    assert taken(file, deal) == 1
    out = capsys.readouterr().out
    for words in ("a formula is not read", "error of the spreadsheet", "holds an hour", "nobody can see", "was written over"):
        assert words in out
    row = next(r for r in read_checklist(file).rows if r.id == share)
    assert row.cells["value"] == "5%"


def changed(kind: str, name: str, data: bytes) -> bytes:
    """A part of a workbook, changed."""
    if kind == "entities" and name == "xl/sharedStrings.xml":
        return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + data.partition(b"?>")[2]
    if kind == "cut" and name == "xl/worksheets/sheet2.xml":
        return data[: len(data) // 2]
    if kind == "no base" and name == "xl/workbook.xml":
        return data.replace(b'name="base"', b'name="other"')
    return data


@pytest.mark.parametrize("kind", ["text", "empty", "zip", "entities", "cut", "no base", "bomb", "many"])
def test_files_that_are_no_checklist_are_refused_in_plain_words(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    file.write_bytes(damaged(kind, write(result(), "xlsx"), partial(changed, kind), "xl"))
    with pytest.raises(BadRequest):
        read_checklist(file)


def test_the_deal_is_looked_for_beside_the_workbook_and_nowhere_else(tmp_path: Path) -> None:
    deal = deal_in(tmp_path)
    file = exported(deal, "c.xlsx")
    assert taken_beside(file) == 0
    away = tmp_path / "away"
    away.mkdir()
    moved = Path(shutil.copy(file, away / "c.xlsx"))
    assert taken_beside(moved) == 2
    book = openpyxl.load_workbook(moved)
    base = book["base"]
    for row in base.iter_rows():
        if row[3].value == "file":
            row[4].value = "../deal.yaml"
    book.save(moved)
    assert taken_beside(moved) == 2
