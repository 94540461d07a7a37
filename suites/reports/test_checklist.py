"""The checklist as a workbook: written by XlsxWriter, read and edited by openpyxl and LibreOffice, and taken back."""

import random
import shutil
import zipfile
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from legalmodel.base.language import speaking
from legalmodel.base.resources import shipped
from legalmodel.cli.main import run
from legalmodel.law.digest import law_digest
from legalmodel.output.reports import write
from legalmodel.report.review_form import review_form
from legalmodel.review.columns import ACCEPT, ANSWERS, FACTS, QUESTIONS, SHEETS, WEIGH
from legalmodel.review.log import log_file, read_log
from suites.reports.book_edits import Edits, edit, opened, sheets
from suites.reports.checklists import (
    DEAL,
    FORM,
    SETTLOR,
    SIGNED,
    check_facts,
    deal_in,
    exported,
    logged,
    result,
    taken,
    theirs,
    through_libreoffice,
)
from tests.report.hostile import WORDS, hostile_deal


@cache
def made(tag: str = "en") -> bytes:
    with speaking(tag):
        return write(result(), "xlsx")


# what goes out


def test_a_row_for_every_question_of_every_line_and_the_same_bytes_again() -> None:
    deal_now = result()
    form = review_form(deal_now, {})
    found = sheets(opened(made()))
    assert list(found) == [QUESTIONS, FACTS, WEIGH, ACCEPT]
    asked = sum(len(line.states) for line in deal_now.judgment.lines if line.is_asked)
    assert len(form.rows[QUESTIONS]) == asked > 50
    for sheet, rows in form.rows.items():
        page, columns, at = found[sheet]
        for row in rows:
            told = [page.cell(at[row.id], columns[c]).value or "" for c in SHEETS[sheet].own]
            assert told == [" ".join(words.split()) for words in row.own]
    assert write(deal_now, "xlsx") == made()


@pytest.mark.parametrize("tag", ["en", "zh"])
def test_choices_come_from_ranges_of_cells_and_commas_stay_in_them(tag: str) -> None:
    book = opened(made(tag))
    page, columns, rows = sheets(book)[QUESTIONS]
    lists = {v.formula1.removeprefix("="): v for v in page.data_validations.dataValidation if v.type == "list"}
    assert set(lists) == {"answers", "documents"}
    for name, wanted in (("answers", ANSWERS.values()), ("documents", ["b1", "b2", "b3"])):
        ((sheet, area),) = book.defined_names[name].destinations
        with speaking(tag):
            assert [cell.value for (cell,) in book[sheet][area.replace("$", "")]] == [str(words) for words in wanted]
    letter = openpyxl.utils.get_column_letter(columns["answer"])
    assert str(lists["answers"].sqref) == f"{letter}4:{letter}{3 + len(rows)}"
    assert lists["answers"].errorStyle in (None, "stop") and lists["documents"].errorStyle == "information"
    rule = next(iter(page.conditional_formatting)).rules[0]
    assert rule.formula[0].startswith("AND(") and "answer_yes" in rule.formula[0]


@pytest.mark.parametrize("tag", ["en", "zh"])
def test_print_set_up_frozen_panes_and_filters(tag: str) -> None:
    for page, columns, _rows in sheets(opened(made(tag))).values():
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert page.sheet_properties.pageSetUpPr.fitToPage and page.page_setup.fitToHeight == 0
        assert page.print_title_rows.replace("$", "") == "2:3" and page.freeze_panes in ("C4", "D4")
        assert page.auto_filter.ref.startswith("A3:") and page.row_dimensions[1].hidden
        assert all(page.cell(3, n).value for n in columns.values())


def test_the_first_sheet_tells_digests_and_days() -> None:
    front = opened(made()).worksheets[0]
    said = "\n".join(str(cell.value) for row in front.iter_rows() for cell in row if cell.value)
    deal_now = result()
    assert deal_now.source.sha256 in said and law_digest() in said and "2026-11-30" in said and "Not a legal opinion" in said


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    file = exported(hostile_deal(tmp_path), "c.xlsx")
    with zipfile.ZipFile(file) as parts:
        names = parts.namelist()
        assert not [n for n in names if "external" in n or "vba" in n or "drawing" in n.lower()]
        for name in names:
            text = parts.read(name).decode("utf-8", "replace")
            assert "<f>" not in text and "<hyperlink" not in text and 'TargetMode="External"' not in text
    words = "\n".join(
        str(c.value) for sheet in openpyxl.load_workbook(file).worksheets for row in sheet.iter_rows() for c in row if c.value
    )
    assert sum(part in words for part in WORDS) >= 2 and "R&D" in words


# what comes back


def answered(deal: Path) -> Edits:
    q = list(sheets(openpyxl.load_workbook(exported(deal, "look.xlsx")))[QUESTIONS][2])
    return {
        (QUESTIONS, q[0]): {"answer": "Yes", "document": "b1", "clause": "4.10", "page": "12", "reviewer": "Ann", "reviewed": datetime(2026, 11, 30)},
        (QUESTIONS, q[1]): {"answer": "Yes, with comment", "comment": "=SUM(1) R&D \"5%<x<10%\"\nsecond line", "maker": "Ann", "checker": "Bo"},
        (QUESTIONS, q[2]): {"answer": "不适用", "comment": "无此情形"},
        (FACTS, FORM): {"value": "written", "document": "b2", "locator": "§4"},
        (FACTS, SIGNED): {"value": datetime(2016, 5, 20), "document": "b2"},
        (FACTS, SETTLOR): {"document": "b2", "locator": "p.3"},
    }  # fmt: skip  # a row a line


def check_taken(deal: Path, edits: Edits) -> None:
    check_facts(deal)
    rows = logged(deal)
    assert set(rows) == set(edits)
    q = [rows[key] for key in edits if key[0] == QUESTIONS]
    assert q[0] == {
        "answer": "yes",
        "document": "b1",
        "clause": "4.10",
        "page": "12",
        "reviewer": "Ann",
        "reviewed": "2026-11-30",
    }
    assert q[1]["comment"] == '=SUM(1) R&D "5%<x<10%"\nsecond line' and q[1]["answer"] == "yes_with_comment"
    assert q[2] == {"answer": "not_applicable", "comment": "无此情形"}


def test_round_trip_as_excel_would_save_it(tmp_path: Path) -> None:
    deal = deal_in(tmp_path)
    edits = answered(deal)
    file = edit(exported(deal, "c.xlsx"), edits)
    assert taken(file, deal, "--dry-run") == 0 and not log_file(deal).exists()
    assert deal.read_bytes() == (shipped("templates") / DEAL / "deal.yaml").read_bytes()
    assert taken(file, deal) == 0
    check_taken(deal, edits)
    before, head = deal.read_bytes(), read_log(log_file(deal)).head
    assert taken(file, deal) == 0 and taken(exported(deal, "again.xlsx"), deal) == 0
    assert (deal.read_bytes(), read_log(log_file(deal)).head) == (before, head), (
        "reading twice, or what went out again, changes nothing"
    )


def test_round_trip_after_another_program_has_saved_it(tmp_path: Path) -> None:
    """LibreOffice where it is installed; else openpyxl, which writes every cell anew"""
    deal = deal_in(tmp_path)
    edits = answered(deal)
    file = edit(exported(deal, "c.xlsx"), edits)
    there = shutil.which("soffice")
    saved = through_libreoffice(file, tmp_path / "lo") if there else edit(file, {}, tmp_path / "saved.xlsx")
    assert saved.read_bytes() != file.read_bytes()
    book = openpyxl.load_workbook(saved)
    page, _columns, _rows = sheets(book)[QUESTIONS]
    lists = [v.formula1.lstrip("=") for v in page.data_validations.dataValidation if v.type == "list"]
    assert "answers" in lists, "the choices are still those of the range"
    assert taken(saved, deal) == 0
    check_taken(deal, edits)


def test_rows_sorted_columns_moved_and_a_sheet_renamed(tmp_path: Path) -> None:
    deal = deal_in(tmp_path)
    edits = answered(deal)
    file = edit(exported(deal, "c.xlsx"), edits)
    book = openpyxl.load_workbook(file)
    page, _columns, _rows = sheets(book)[QUESTIONS]
    cells = [[cell.value for cell in row] for row in page.iter_rows()]
    head, body = cells[:3], cells[3:]
    random.Random(1).shuffle(body)
    order = list(range(len(head[0])))
    random.Random(2).shuffle(order)
    for r, row in enumerate((*head, *body), 1):
        for c, at in enumerate(order, 1):
            cell = page.cell(r, c)
            cell.value = row[at]
            if isinstance(row[at], str):
                cell.data_type = "s"
    page.title = "Mine"
    book.save(file)
    assert taken(file, deal) == 0
    check_taken(deal, edits)


def test_random_edits_through_the_workbook(tmp_path: Path) -> None:
    """export, random edits, import, export again: the reviewers' columns are the same, but those in conflict"""
    draw = random.Random(24)
    deal = deal_in(tmp_path)
    texts = ["seen", "§4.2; p.31", "=1+1", "R&D", "0", "007", "4.10", "none", "_x000D_", "中文", "a\nb", "'x", "+3", "TRUE"]
    for _ in range(3):
        file = exported(deal, "c.xlsx")
        before = theirs(file)
        found = sheets(openpyxl.load_workbook(file))
        edits: dict[tuple[str, str], dict[str, Any]] = {}
        for sheet, count in ((QUESTIONS, 12), (FACTS, 8)):
            for id in draw.sample(sorted(found[sheet][2]), count):
                edits[sheet, id] = {c: v for c, v in random_cells(sheet, draw, texts) if v}
        edit(file, edits)
        sent = theirs(file)
        taken(file, deal)
        refused = {(e.data["sheet"], e.data["id"]) for e in read_log(log_file(deal)).of("conflict")}
        back = theirs(exported(deal, "back.xlsx"))
        for key in edits:
            assert back.get(key, {}) == (
                before.get(key, {}) if key in refused and back.get(key, {}) != sent.get(key, {}) else sent.get(key, {})
            ), key
        assert len([key for key in edits if key not in refused]) >= 3
        assert {k: v for k, v in back.items() if k not in edits} == {k: v for k, v in before.items() if k not in edits}


def random_cells(sheet: str, draw: random.Random, texts: list[str]) -> Iterator[tuple[str, Any]]:
    yield "document", draw.choice(["b1", "b2", "b9", ""])
    yield "comment", draw.choice(texts)
    yield "reviewer", draw.choice(["Ann", "Bo", "=Eve"])
    yield "reviewed", draw.choice([datetime(2026, 11, 30), None])
    if sheet == QUESTIONS:
        yield "answer", draw.choice([str(words) for words in ANSWERS.values()])
        yield "clause", draw.choice(texts)
    else:
        yield "value", draw.choice(["none", "[]", "written", ""])


def test_what_reviewers_filled_in_is_never_written_over_by_a_new_export(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deal = deal_in(tmp_path)
    edits = answered(deal)
    file = edit(exported(deal, "c.xlsx"), edits)
    edited = file.read_bytes()
    assert run(["report", str(deal), "-o", str(file), "--run-day", "2026-11-30"]) == 0
    assert file.with_name("c.before-1.xlsx").read_bytes() == edited
    assert run(["report", str(deal), "-o", str(file), "--run-day", "2026-11-30"]) == 0
    assert not file.with_name("c.before-2.xlsx").exists(), "one that nobody changed is"
