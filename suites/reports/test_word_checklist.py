"""The checklist as a Word document: written by us, edited as Word and LibreOffice save it, and taken back."""

import io
import random
import shutil
import subprocess
import zipfile
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

from legalmodel.api import check
from legalmodel.base.errors import BadRequest
from legalmodel.base.language import speaking
from legalmodel.base.resources import shipped
from legalmodel.cli.main import run
from legalmodel.output.checklist_docx import write
from legalmodel.output.review_words import heading
from legalmodel.report.review_form import review_form
from legalmodel.review.columns import ANSWERS, FACTS, HEADING, QUESTIONS, SHEETS, key_of
from legalmodel.review.log import log_file, read_log
from legalmodel.review.read_docx import SPACE, read_checklist
from legalmodel.review.state import said_so_far
from suites.reports.word_edits import W, edited, field, fill, moved_row, q, row_of, tracked, typed
from suites.reports.word_edits import run as text_run
from tests.report.hostile import WORDS, hostile_deal

RUN = date(2026, 11, 30)
DEAL = "zhongyu-2016-1"
FORM, SETTLOR, SIGNED = "trusts.entrustment.form", "trusts.entrustment.settlor", "trusts.entrustment.dates.signed"
NS = {"w": W}


def deal_in(folder: Path) -> Path:
    return Path(shutil.copy(shipped("templates") / DEAL / "deal.yaml", folder / "deal.yaml"))


def result() -> Any:
    return check(shipped("templates") / DEAL / "deal.yaml", RUN)


def exported(deal: Path, name: str = "c.docx", *more: str) -> Path:
    file = deal.with_name(name)
    file.unlink(missing_ok=True)
    assert run(["review", "export", str(deal), "-o", str(file), "--run-day", "2026-11-30", *more]) == 0
    return file


def taken(file: Path, deal: Path, *more: str) -> int:
    return run(["review", "import", str(file), str(deal), "--run-day", "2026-11-30", *more])


def text_part(file: Path) -> Any:
    with zipfile.ZipFile(file) as parts:
        return etree.fromstring(parts.read("word/document.xml"))


def theirs(file: Path) -> dict[tuple[str, str], dict[str, str]]:
    return {(row.sheet, row.id): dict(row.cells) for row in read_checklist(file).rows if row.cells}


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


def check_taken(deal: Path, edits: Any = EDITS, broken_lines: bool = True) -> None:
    data = check(deal, RUN).source.data["trusts"]["entrustment"]
    assert data["form"] == "written" and data["evidence"]["form"] == "b2 §4" and data["evidence"]["settlor"] == "b1; b2 p.3"
    assert data["dates"]["signed"] == "2016-05-20" and "signed" not in data["dates"]["unknown"]
    rows = said_so_far(read_log(log_file(deal)).entries)
    if not broken_lines:
        assert rows[QUESTIONS, Q1]["comment"].replace("\n", "") == EDITS[QUESTIONS, Q1]["comment"].replace("\n", "")
        rows[QUESTIONS, Q1]["comment"] = EDITS[QUESTIONS, Q1]["comment"]
    assert rows == edits


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
    file = exported(hostile_deal(tmp_path))
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
    file = edited(exported(deal), typed(EDITS))
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
    first, second = exported(deal), exported(deal, "d.docx")
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
    assert said_so_far(read_log(log_file(deal)).entries) == {(QUESTIONS, Q1): {"answer": "yes"}}


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_an_answer_that_the_log_has_changed_since_is_left_where_nobody_touched_it(ending: str, tmp_path: Path) -> None:
    deal = deal_in(tmp_path)
    assert taken(edited(exported(deal), typed({(QUESTIONS, Q1): {"answer": "yes"}})), deal) == 0
    old = exported(deal, f"old.{ending}")
    assert taken(edited(exported(deal), typed({(QUESTIONS, Q1): {"answer": "no", "comment": "none"}})), deal) == 0
    assert taken(old, deal) == 0
    assert said_so_far(read_log(log_file(deal)).entries) == {(QUESTIONS, Q1): {"answer": "no", "comment": "none"}}


def through_libreoffice(file: Path, folder: Path) -> Path:
    folder.mkdir()
    home = f"-env:UserInstallation=file://{folder}/profile"
    words = ["soffice", home, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(file)]
    subprocess.run(words, check=True, capture_output=True, timeout=180)
    return folder / file.name


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
    file = edited(exported(deal), typed(plain))
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

    file = edited(exported(deal), change)
    assert docx.Document(str(file)).tables[0].rows[1].cells[4].text == "", "what a plain reader sees of it"
    assert taken(file, deal) == 0
    assert said_so_far(read_log(log_file(deal)).entries) == {
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

    assert taken(edited(exported(deal), change), deal) == 0
    check_taken(deal)


def test_random_edits_through_the_document(tmp_path: Path) -> None:
    draw = random.Random(24)
    deal = deal_in(tmp_path)
    texts = ["seen", "§4.2; p.31", "=1+1", "R&D", "0", "007", "]]>", "<w:t>", "中文", "a\nb", "'x", "&lt;", "[…", "x\ty"]
    for _ in range(3):
        file = exported(deal)
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


def drop(sdt: Any) -> None:
    sdt.getparent().remove(sdt)


def hidden(sdt: Any) -> None:
    made = text_run("seen")
    properties = etree.Element(q("rPr"))
    etree.SubElement(properties, q("vanish"))
    made.insert(0, properties)
    fill(sdt, made)


def picture(sdt: Any) -> None:
    made = text_run("seen")
    etree.SubElement(made, q("drawing"))
    fill(sdt, made)


def doubled(sdt: Any) -> None:
    fill(sdt, text_run("seen"))
    sdt.addnext(deepcopy(sdt))
    fill(sdt, text_run("seenseen"))


def beside(sdt: Any) -> None:
    sdt.getparent().append(text_run("I wrote here"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (hidden, "hidden text"),
        (picture, "picture, symbol or footnote"),
        (beside, "words stand outside the fields of the row: 'I wrote here'"),
        (lambda sdt: fill(sdt, text_run("a\u202eb")), "nobody can see"),
        (doubled, "the field stands twice in the row"),
        (lambda sdt: row_of(sdt).addnext(_copied(row_of(sdt))), "more than once"),
    ],
)
def test_what_cannot_be_read_is_a_conflict(change: Any, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deal = deal_in(tmp_path)
    file = edited(exported(deal), lambda root: change(field(root, QUESTIONS, Q3, "comment")))
    assert taken(file, deal) == 1
    assert words in capsys.readouterr().out
    assert said_so_far(read_log(log_file(deal)).entries) == {} and read_log(log_file(deal)).of("conflict")


def _copied(row: Any) -> Any:
    new = deepcopy(row)
    fill(new.xpath(".//w:sdt[contains(w:sdtPr/w:tag/@w:val, ':comment')]", namespaces=NS)[0], text_run("other"))
    return new


def test_a_field_that_is_gone_takes_nothing_back_and_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deal = deal_in(tmp_path)
    assert taken(edited(exported(deal), typed(EDITS)), deal) == 0
    head = read_log(log_file(deal)).head
    file = edited(exported(deal), lambda root: drop(field(root, QUESTIONS, Q1, "comment")))
    assert taken(file, deal) == 0
    assert "1 fields are gone" in capsys.readouterr().out and read_log(log_file(deal)).head == head
    file = edited(exported(deal), lambda root: fill(field(root, QUESTIONS, Q0, "page")))
    assert taken(file, deal) == 0, "an emptied one does"
    assert "page" not in said_so_far(read_log(log_file(deal)).entries)[QUESTIONS, Q0]
    file = edited(exported(deal), lambda root: [drop(sdt) for sdt in list(root.iter(q("sdt")))])
    assert taken(file, deal) == 2


def test_words_over_those_of_the_tool_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deal = deal_in(tmp_path)
    file = edited(exported(deal), lambda root: fill(field(root, QUESTIONS, Q0, "question"), text_run("Is the sky blue?")))
    assert taken(file, deal) == 0
    assert "was written over" in capsys.readouterr().out


def test_what_reviewers_filled_in_is_never_written_over_by_a_new_export(tmp_path: Path) -> None:
    deal = deal_in(tmp_path)
    file = edited(exported(deal), typed(EDITS))
    filled = file.read_bytes()
    assert run(["review", "export", str(deal), "-o", str(file), "--run-day", "2026-11-30"]) == 0
    assert file.with_name("c.before-1.docx").read_bytes() == filled
    assert run(["review", "export", str(deal), "-o", str(file), "--run-day", "2026-11-30"]) == 0
    assert not file.with_name("c.before-2.docx").exists()


# files that are none


def damaged(kind: str, good: bytes) -> bytes:
    if kind in ("text", "empty", "zip"):
        return {"text": b"hello", "empty": b"", "zip": b"PK\x05\x06" + b"\0" * 18}[kind]
    into = io.BytesIO()
    head = '<?xml version="1.0" encoding="{0}"?><!DOCTYPE x [<!ENTITY a "{1}">]><w:document xmlns:w="{2}">&a;</w:document>'
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = {
                    "entities": head.format("UTF-8", "x" * 9, W).encode(),
                    "entities without a mark": head.format("UTF-16BE", "x" * 9, W).encode("utf-16-be"),
                    "cut": data[: len(data) // 2],
                    "deep": b"<w:a xmlns:w='w'>" + b"<w:a>" * 5_000 + b"</w:a>" * 5_000 + b"</w:a>",
                    "wide": b"<w:a xmlns:w='w'>" + b"<w:a/>" * 1_000_001 + b"</w:a>",
                }.get(kind, data)
            if SPACE.encode() in data and name.startswith("customXml/item9") and kind in ("no base", "base of numbers"):
                data = (
                    b"<x/>" if kind == "no base" else f'<checklist xmlns="{SPACE}">[1, [2], [1,2,3,4,5]]</checklist>'.encode()
                )
            new.writestr(name, data)
        if kind == "bomb":
            new.writestr("word/media/x.bin", b"\0" * 101_000_000)
        if kind == "many":
            for n in range(2_001):
                new.writestr(f"x/{n}", b"")
    return into.getvalue()


@pytest.fixture(scope="module")
def good() -> bytes:
    return write(result())


KINDS = [
    "text",
    "empty",
    "zip",
    "entities",
    "entities without a mark",
    "cut",
    "deep",
    "wide",
    "no base",
    "base of numbers",
    "bomb",
    "many",
]


@pytest.mark.parametrize("kind", KINDS)
def test_files_that_are_no_checklist_are_refused_in_plain_words(kind: str, good: bytes, tmp_path: Path) -> None:
    file = tmp_path / "x.docx"
    file.write_bytes(damaged(kind, good))
    with pytest.raises(BadRequest) as refused:
        read_checklist(file)
    wanted = {"entities": "document type", "entities without a mark": "document type", "deep": "too deep", "wide": "too many"}
    assert wanted.get(kind, "") in refused.value.cause


def test_another_ending_is_refused(tmp_path: Path) -> None:
    deal = deal_in(tmp_path)
    assert run(["review", "export", str(deal), "-o", str(tmp_path / "c.odt")]) == 2
    assert run(["review", "import", str(tmp_path / "c.odt"), str(deal)]) == 2


def test_a_report_in_word_that_somebody_edited_is_kept(tmp_path: Path) -> None:
    deal = deal_in(tmp_path)
    file = tmp_path / "r.docx"
    write_it = ["report", str(deal), "-o", str(file), "--run-day", "2026-11-30"]
    assert run(write_it) == 0 and run(write_it) == 0
    assert not file.with_name("r.before-1.docx").exists()
    mine = edited(file, lambda root: next(root.iter(q("p"))).append(text_run("my words"))).read_bytes()
    assert run(write_it) == 0
    assert file.with_name("r.before-1.docx").read_bytes() == mine


def test_the_deal_is_looked_for_beside_the_document(tmp_path: Path) -> None:
    deal = deal_in(tmp_path)
    file = exported(deal)
    assert run(["review", "import", str(file), "--run-day", "2026-11-30"]) == 0
    away = tmp_path / "away"
    away.mkdir()
    assert run(["review", "import", str(shutil.copy(file, away / "c.docx")), "--run-day", "2026-11-30"]) == 2
