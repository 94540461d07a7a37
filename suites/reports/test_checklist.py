"""The checklist as a workbook: written by XlsxWriter, read and edited by openpyxl and LibreOffice, and taken back."""

import io
import random
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from legalmodel.api import check
from legalmodel.base.errors import BadRequest
from legalmodel.base.language import speaking
from legalmodel.base.resources import shipped
from legalmodel.cli.main import run
from legalmodel.output.reports import write
from legalmodel.report.review_form import review_form
from legalmodel.review.columns import ACCEPT, ANSWERS, FACTS, QUESTIONS, SHEETS, WEIGH
from legalmodel.review.log import log_file, read_log
from legalmodel.review.read_xlsx import read_checklist
from legalmodel.review.state import said_so_far
from tests.report.hostile import WORDS, hostile_deal

RUN = date(2026, 11, 30)
DEAL = "zhongyu-2016-1"
FORM, SETTLOR, SIGNED = "trusts.entrustment.form", "trusts.entrustment.settlor", "trusts.entrustment.dates.signed"


def deal_in(folder: Path, name: str = DEAL) -> Path:
    return Path(shutil.copy(shipped("templates") / name / "deal.yaml", folder / "deal.yaml"))


@cache
def made(name: str = DEAL, tag: str = "en") -> bytes:
    with speaking(tag):
        return write(check(shipped("templates") / name / "deal.yaml", RUN), "xlsx")


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def sheets(book: Any) -> dict[str, tuple[Any, dict[str, int], dict[str, int]]]:
    """Each sheet with its columns by id and its rows by id."""
    found = {}
    for sheet in book.worksheets:
        ids = [str(cell.value or "") for cell in sheet[1]]
        name = ids[0].partition(":")[0]
        if name in SHEETS:
            columns = {id.partition(":")[2]: n for n, id in enumerate(ids, 1) if id}
            rows = {sheet.cell(r, columns["id"]).value: r for r in range(4, sheet.max_row + 1)}
            found[name] = (sheet, columns, rows)
    return found


Edits = Mapping[tuple[str, str], Mapping[str, Any]]


def edit(file: Path, edits: Edits, to: Path | None = None) -> Path:
    book = openpyxl.load_workbook(file)
    found = sheets(book)
    for (sheet, id), cells in edits.items():
        page, columns, rows = found[sheet]
        for column, value in cells.items():
            cell = page.cell(rows[id], columns[column])
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    book.save(to or file)
    return to or file


def exported(deal: Path, name: str = "c.xlsx", *more: str) -> Path:
    file = deal.with_name(name)
    file.unlink(missing_ok=True)
    assert run(["review", "export", str(deal), "-o", str(file), "--run-day", "2026-11-30", *more]) == 0
    return file


def taken(file: Path, deal: Path, *more: str) -> int:
    return run(["review", "import", str(file), str(deal), "--run-day", "2026-11-30", *more])


def theirs(file: Path) -> dict[tuple[str, str], dict[str, str]]:
    return {(row.sheet, row.id): dict(row.cells) for row in read_checklist(file).rows if row.cells}


# what goes out


def test_a_row_for_every_question_of_every_line_and_the_same_bytes_again() -> None:
    result = check(shipped("templates") / DEAL / "deal.yaml", RUN)
    form = review_form(result, {})
    found = sheets(opened(made()))
    assert list(found) == [QUESTIONS, FACTS, WEIGH, ACCEPT]
    asked = sum(len(line.states) for line in result.judgment.lines if line.is_asked)
    assert len(form.rows[QUESTIONS]) == asked > 50
    for sheet, rows in form.rows.items():
        page, columns, at = found[sheet]
        for row in rows:
            told = [page.cell(at[row.id], columns[c]).value or "" for c in SHEETS[sheet].own]
            assert told == [" ".join(words.split()) for words in row.own]
    assert write(result, "xlsx") == made()


@pytest.mark.parametrize("tag", ["en", "zh"])
def test_choices_come_from_ranges_of_cells_and_commas_stay_in_them(tag: str) -> None:
    book = opened(made(DEAL, tag))
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
    for page, columns, _rows in sheets(opened(made(DEAL, tag))).values():
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert page.sheet_properties.pageSetUpPr.fitToPage and page.page_setup.fitToHeight == 0
        assert page.print_title_rows.replace("$", "") == "2:3" and page.freeze_panes in ("C4", "D4")
        assert page.auto_filter.ref.startswith("A3:") and page.row_dimensions[1].hidden
        assert all(page.cell(3, n).value for n in columns.values())


def test_the_first_sheet_tells_digests_and_days() -> None:
    front = opened(made()).worksheets[0]
    said = "\n".join(str(cell.value) for row in front.iter_rows() for cell in row if cell.value)
    result = check(shipped("templates") / DEAL / "deal.yaml", RUN)
    from legalmodel.law.digest import law_digest

    assert result.source.sha256 in said and law_digest() in said and "2026-11-30" in said and "Not a legal opinion" in said


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    file = exported(hostile_deal(tmp_path))
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
    data = check(deal, RUN).source.data["trusts"]["entrustment"]
    assert data["form"] == "written" and data["evidence"]["form"] == "b2 §4" and data["evidence"]["settlor"] == "b1; b2 p.3"
    assert data["dates"]["signed"] == "2016-05-20" and "signed" not in data["dates"]["unknown"]
    rows = said_so_far(read_log(log_file(deal)).entries)
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
    file = edit(exported(deal), edits)
    assert taken(file, deal, "--dry-run") == 0 and not log_file(deal).exists()
    assert deal.read_bytes() == (shipped("templates") / DEAL / "deal.yaml").read_bytes()
    assert taken(file, deal) == 0
    check_taken(deal, edits)
    before, head = deal.read_bytes(), read_log(log_file(deal)).head
    assert taken(file, deal) == 0 and taken(exported(deal, "again.xlsx"), deal) == 0
    assert (deal.read_bytes(), read_log(log_file(deal)).head) == (before, head), (
        "reading twice, or what went out again, changes nothing"
    )


def through_libreoffice(file: Path, folder: Path) -> Path:
    folder.mkdir()
    home = f"-env:UserInstallation=file://{folder}/profile"
    words = ["soffice", home, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder), str(file)]
    subprocess.run(words, check=True, capture_output=True, timeout=180)
    return folder / file.name


def test_round_trip_after_another_program_has_saved_it(tmp_path: Path) -> None:
    """LibreOffice where it is installed; else openpyxl, which writes every cell anew"""
    deal = deal_in(tmp_path)
    edits = answered(deal)
    file = edit(exported(deal), edits)
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
    file = edit(exported(deal), edits)
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
        file = exported(deal)
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
    file = edit(exported(deal), edits)
    edited = file.read_bytes()
    assert run(["report", str(deal), "-o", str(file), "--run-day", "2026-11-30"]) == 0
    assert file.with_name("c.before-1.xlsx").read_bytes() == edited
    assert run(["report", str(deal), "-o", str(file), "--run-day", "2026-11-30"]) == 0
    assert not file.with_name("c.before-2.xlsx").exists(), "one that nobody changed is"


def test_cells_that_are_no_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deal = deal_in(tmp_path)
    file = exported(deal)
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


def damaged(kind: str, good: bytes) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if kind == "entities" and name == "xl/sharedStrings.xml":
                data = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + data.partition(b"?>")[2]
            if kind == "cut" and name == "xl/worksheets/sheet2.xml":
                data = data[: len(data) // 2]
            if kind == "no base" and name == "xl/workbook.xml":
                data = data.replace(b'name="base"', b'name="other"')
            new.writestr(name, data)
        if kind == "bomb":
            new.writestr("xl/media/x.bin", b"\0" * 101_000_000)
        if kind == "many":
            for n in range(2_001):
                new.writestr(f"x/{n}", b"")
    return (
        {"text": b"hello", "empty": b"", "zip": b"PK\x05\x06" + b"\0" * 18}.get(kind)
        if kind in ("text", "empty", "zip")
        else into.getvalue()
    )


@pytest.mark.parametrize("kind", ["text", "empty", "zip", "entities", "cut", "no base", "bomb", "many"])
def test_files_that_are_no_checklist_are_refused_in_plain_words(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    file.write_bytes(damaged(kind, made()))
    with pytest.raises(BadRequest):
        read_checklist(file)


def test_the_deal_is_looked_for_beside_the_workbook_and_nowhere_else(tmp_path: Path) -> None:
    deal = deal_in(tmp_path)
    file = exported(deal)
    assert run(["review", "import", str(file), "--run-day", "2026-11-30"]) == 0
    away = tmp_path / "away"
    away.mkdir()
    moved = Path(shutil.copy(file, away / "c.xlsx"))
    assert run(["review", "import", str(moved), "--run-day", "2026-11-30"]) == 2
    book = openpyxl.load_workbook(moved)
    base = book["base"]
    for row in base.iter_rows():
        if row[3].value == "file":
            row[4].value = "../deal.yaml"
    book.save(moved)
    assert run(["review", "import", str(moved), "--run-day", "2026-11-30"]) == 2
