"""The checklist as a Word document: written by us, edited as Word and LibreOffice save it, and taken back."""

import io
import random
import shutil
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

from legalmodel.base.language import speaking
from legalmodel.cli.main import run
from legalmodel.output.checklist_docx import write
from legalmodel.output.review_words import heading
from legalmodel.report.review_form import review_form
from legalmodel.review.columns import ANSWERS, HEADING, QUESTIONS, SHEETS, key_of
from legalmodel.review.log import log_file, read_log
from legalmodel.review.read_docx import read_checklist
from suites.reports.checklists import deal_in, exported, logged, result, taken, theirs, through_libreoffice
from suites.reports.word_edits import (
    EDITS,
    NS,
    Q0,
    Q1,
    Q2,
    QUESTIONS_IDS,
    check_taken,
    edited,
    field,
    fill,
    moved_row,
    q,
    row_of,
    text_part,
    tracked,
    typed,
)
from suites.reports.word_edits import run as text_run
from tests.report.hostile import WORDS, hostile_deal

# what goes out


@pytest.mark.parametrize("tag", ["en", "zh"])
def test_every_row_and_column_is_a_field_with_its_tag_and_the_same_bytes_come_again(tag: str, tmp_path: Path) -> None:
    found = result()
    with speaking(tag):
        data = write(found)
        assert write(found) == data
        form = review_form(found, {})
    file = tmp_path / "c.docx"
    file.write_bytes(data)
    root = text_part(file)
    said = {sdt.find(f"{q('sdtPr')}/{q('tag')}").get(q("val")): "".join(sdt.itertext(q("t"))) for sdt in root.iter(q("sdt"))}
    assert max(map(len, said)) <= 64, "Word opens no file with a longer tag"
    wanted = 0
    for sheet, rows in form.rows.items():
        for row in rows:
            for column, words in zip(SHEETS[sheet].own, row.own, strict=True):
                if column != HEADING and words:
                    assert said[f"{sheet}:{key_of(row.id)}:{column}"] == " ".join(words.split())
                    wanted += 1
            wanted += len(SHEETS[sheet].theirs)
            assert all(f"{sheet}:{key_of(row.id)}:{column}" in said for column in SHEETS[sheet].theirs)
    assert len(said) == wanted == len(list(root.iter(q("sdt"))))
    lines = [line for line in found.judgment.lines if line.is_asked and line.states]
    tables = docx.Document(io.BytesIO(data)).tables
    assert len(tables) == len(lines) + sum(bool(form.rows[sheet]) for sheet in SHEETS if sheet != QUESTIONS)
    assert all(len(t.rows) - 1 == len(line.states) for t, line in zip(tables, lines, strict=False))


@pytest.mark.parametrize("tag", ["en", "zh"])
def test_answers_are_drop_downs_and_what_the_tool_says_is_locked(tag: str, tmp_path: Path) -> None:
    with speaking(tag):
        (tmp_path / "c.docx").write_bytes(write(result()))
        wanted = ["–", *map(str, ANSWERS.values())]
    root = text_part(tmp_path / "c.docx")
    answers = root.xpath("//w:sdt[w:sdtPr/w:dropDownList]", namespaces=NS)
    assert len([a for a in answers if ":answer" in a.xpath("string(w:sdtPr/w:tag/@w:val)", namespaces=NS)]) == len(
        QUESTIONS_IDS
    )
    assert answers[0].xpath(".//w:listItem/@w:displayText", namespaces=NS) == wanted
    for sdt in root.iter(q("sdt")):
        sheet, _, rest = sdt.find(f"{q('sdtPr')}/{q('tag')}").get(q("val")).partition(":")
        own = rest.partition(":")[2] in SHEETS[sheet].own
        locked = sdt.find(f"{q('sdtPr')}/{q('lock')}")
        assert own == (locked is not None and locked.get(q("val")) == "contentLocked")


@pytest.mark.parametrize("tag", ["en", "zh"])
def test_columns_of_a_sheet_are_called_differently(tag: str) -> None:
    """where a program drops the tags, fields are known by what they are called"""
    with speaking(tag):
        for columns in SHEETS.values():
            names = [heading(column) for column in (*columns.own, *columns.theirs)]
            assert len(set(names)) == len(names) and max(map(len, names)) <= 64


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    file = exported(hostile_deal(tmp_path), "c.docx")
    with zipfile.ZipFile(file) as parts:
        for name in parts.namelist():
            text = parts.read(name).decode("utf-8", "replace")
            assert 'TargetMode="External"' not in text
    root = text_part(file)
    assert not list(root.iter(q("hyperlink"))) and not list(root.iter(q("instrText")))
    words = "\n".join("".join(sdt.itertext(q("t"))) for sdt in root.iter(q("sdt")))
    assert sum(part in words for part in WORDS) >= 2 and "R&D" in words
    assert read_checklist(file).rows


# what comes back


def test_round_trip_as_word_would_save_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deal = deal_in(tmp_path)
    file = edited(exported(deal, "c.docx"), typed(EDITS))
    assert taken(file, deal, "--dry-run") == 0 and not log_file(deal).exists()
    assert taken(file, deal) == 0
    assert "fields are gone" not in capsys.readouterr().out
    check_taken(deal)
    before, head = deal.read_bytes(), read_log(log_file(deal)).head
    assert taken(file, deal) == 0 and taken(exported(deal, "again.docx"), deal) == 0
    assert taken(exported(deal, "again.zh.docx", "--lang", "zh"), deal) == 0
    assert (deal.read_bytes(), read_log(log_file(deal)).head) == (before, head)
    assert theirs(exported(deal, "back.docx"))[QUESTIONS, Q1]["comment"] == EDITS[QUESTIONS, Q1]["comment"]


def test_a_document_and_a_workbook_of_one_deal_meet_in_one_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deal = deal_in(tmp_path)
    first, second = exported(deal, "c.docx"), exported(deal, "d.docx")
    assert (
        taken(edited(first, typed({(QUESTIONS, Q0): {"answer": "yes", "page": "1"}, (QUESTIONS, Q1): {"answer": "yes"}})), deal)
        == 1
    )
    assert "a clause or page without its document" in capsys.readouterr().out
    book = exported(deal, "c.xlsx")
    assert taken(book, deal) == 0
    edited(second, typed({(QUESTIONS, Q1): {"answer": "no", "comment": "not seen"}}))
    assert taken(second, deal) == 1
    assert "changed on both sides: 'yes' in the log, 'no' in the file" in capsys.readouterr().out
    assert logged(deal) == {(QUESTIONS, Q1): {"answer": "yes"}}


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_an_answer_that_the_log_has_changed_since_is_left_where_nobody_touched_it(ending: str, tmp_path: Path) -> None:
    deal = deal_in(tmp_path)
    assert taken(edited(exported(deal, "c.docx"), typed({(QUESTIONS, Q1): {"answer": "yes"}})), deal) == 0
    old = exported(deal, f"old.{ending}")
    assert taken(edited(exported(deal, "c.docx"), typed({(QUESTIONS, Q1): {"answer": "no", "comment": "none"}})), deal) == 0
    assert taken(old, deal) == 0
    assert logged(deal) == {(QUESTIONS, Q1): {"answer": "no", "comment": "none"}}


def without_tags(root: Any) -> None:
    """What LibreOffice 7.4 leaves of content controls: no tags, and no titles of drop-downs."""
    for settings in root.iter(q("sdtPr")):
        settings.remove(settings.find(q("tag")))
        if settings.find(q("dropDownList")) is not None:
            settings.remove(settings.find(q("alias")))
        elif (mark := settings.find(q("showingPlcHdr"))) is not None:
            settings.remove(mark)


def test_round_trip_after_another_program_has_saved_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """LibreOffice where it is installed, which joins lines within a field; else what it leaves of the fields"""
    deal = deal_in(tmp_path)
    plain = {
        **EDITS,
        (QUESTIONS, Q2): {"answer": "not_applicable", "comment": "none such"},
    }  # LibreOffice 7.4 repeats Chinese in a field
    file = edited(exported(deal, "c.docx"), typed(plain))
    there = shutil.which("soffice")
    saved = through_libreoffice(file, tmp_path / "lo") if there else edited(file, without_tags, tmp_path / "s.docx")
    assert saved.read_bytes() != file.read_bytes()
    assert len(list(text_part(saved).iter(q("sdt")))) >= len(list(text_part(file).iter(q("sdt"))))
    assert taken(saved, deal) == 0
    assert "note" not in capsys.readouterr().out
    check_taken(deal, plain, broken_lines=not there)


@pytest.mark.parametrize("tag", ["en", "zh"])
def test_fields_without_tags_are_known_by_their_row_and_title(tag: str, tmp_path: Path) -> None:
    deal = deal_in(tmp_path)
    assert taken(edited(edited(exported(deal, "c.docx", "--lang", tag), typed(EDITS)), without_tags), deal) == 0
    check_taken(deal)


def test_tracked_insertions_and_moves_are_read_and_deletions_are_not(tmp_path: Path) -> None:
    deal = deal_in(tmp_path)

    def change(root: Any) -> None:
        comment = field(root, QUESTIONS, Q0, "comment")
        fill(comment, text_run("seen "), tracked("del", text_run("never ", "delText")), tracked("ins", text_run("in clause 4")))
        moved = field(root, QUESTIONS, Q0, "reviewer")
        fill(moved, tracked("moveFrom", text_run("Bo")), tracked("moveTo", text_run("Ann")))
        answer = field(root, QUESTIONS, Q0, "answer")
        fill(answer, tracked("del", text_run("Yes", "delText")), tracked("ins", text_run("Yes, with comment")))
        simple = etree.Element(q("fldSimple"), {q("instr"): "DATE"})
        tag = etree.SubElement(simple, q("smartTag"))
        tag.append(text_run("2026-11-30"))
        fill(field(root, QUESTIONS, Q0, "reviewed"), simple)
        gone = field(root, QUESTIONS, Q0, "document")
        fill(gone, tracked("del", text_run("b1", "delText")))

    file = edited(exported(deal, "c.docx"), change)
    assert docx.Document(str(file)).tables[0].rows[1].cells[4].text == "", "what a plain reader sees of it"
    assert taken(file, deal) == 0
    assert logged(deal) == {
        (QUESTIONS, Q0): {
            "answer": "yes_with_comment",
            "comment": "seen in clause 4",
            "reviewer": "Ann",
            "reviewed": "2026-11-30",
        }
    }


def test_rows_sorted_and_moved_with_changes_tracked(tmp_path: Path) -> None:
    deal = deal_in(tmp_path)

    def change(root: Any) -> None:
        typed(EDITS)(root)
        for table in root.iter(q("tbl")):
            rows = table.findall(q("tr"))[1:]
            random.Random(1).shuffle(rows)
            for row in rows:
                table.append(row)
        moved_row(row_of(field(root, QUESTIONS, Q1, "answer")))

    assert taken(edited(exported(deal, "c.docx"), change), deal) == 0
    check_taken(deal)


def test_random_edits_through_the_document(tmp_path: Path) -> None:
    draw = random.Random(24)
    deal = deal_in(tmp_path)
    texts = ["seen", "§4.2; p.31", "=1+1", "R&D", "0", "007", "]]>", "<w:t>", "中文", "a\nb", "'x", "&lt;", "[…", "x\ty"]
    for _ in range(3):
        file = exported(deal, "c.docx")
        edits = {
            (QUESTIONS, id): {"answer": draw.choice(list(ANSWERS)), "comment": draw.choice(texts), "reviewer": draw.choice(["Ann", "=Eve"])}
            for id in draw.sample(QUESTIONS_IDS, 12)
        }  # fmt: skip  # a row a line
        before = theirs(file)
        assert taken(edited(file, typed(edits)), deal) == 0
        back = theirs(exported(deal, "back.docx"))
        assert {k: v for k, v in back.items() if k not in edits} == {k: v for k, v in before.items() if k not in edits}
        for key, cells in edits.items():
            said = {**before.get(key, {}), **cells, "answer": str(ANSWERS[cells["answer"]])}
            assert back[key] == said


def test_what_reviewers_filled_in_is_never_written_over_by_a_new_export(tmp_path: Path) -> None:
    deal = deal_in(tmp_path)
    file = edited(exported(deal, "c.docx"), typed(EDITS))
    filled = file.read_bytes()
    assert run(["review", "export", str(deal), "-o", str(file), "--run-day", "2026-11-30"]) == 0
    assert file.with_name("c.before-1.docx").read_bytes() == filled
    assert run(["review", "export", str(deal), "-o", str(file), "--run-day", "2026-11-30"]) == 0
    assert not file.with_name("c.before-2.docx").exists()
