"""What a Word document that came back is refused for, and what is told of it: fields that cannot be read, fields that are gone, other files."""

import shutil
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from legalmodel.base.errors import BadRequest
from legalmodel.cli.main import run
from legalmodel.output.checklist_docx import write
from legalmodel.review.columns import QUESTIONS
from legalmodel.review.log import log_file, read_log
from legalmodel.review.read_docx import SPACE, read_checklist
from suites.reports.checklists import damaged, deal_in, exported, logged, result, taken, taken_beside
from suites.reports.word_edits import EDITS, NS, Q0, Q1, Q3, W, edited, field, fill, q, row_of, typed
from suites.reports.word_edits import run as text_run


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
    file = edited(exported(deal, "c.docx"), lambda root: change(field(root, QUESTIONS, Q3, "comment")))
    assert taken(file, deal) == 1
    assert words in capsys.readouterr().out
    assert logged(deal) == {} and read_log(log_file(deal)).of("conflict")


def _copied(row: Any) -> Any:
    new = deepcopy(row)
    fill(new.xpath(".//w:sdt[contains(w:sdtPr/w:tag/@w:val, ':comment')]", namespaces=NS)[0], text_run("other"))
    return new


def test_a_field_that_is_gone_takes_nothing_back_and_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deal = deal_in(tmp_path)
    assert taken(edited(exported(deal, "c.docx"), typed(EDITS)), deal) == 0
    head = read_log(log_file(deal)).head
    file = edited(exported(deal, "c.docx"), lambda root: drop(field(root, QUESTIONS, Q1, "comment")))
    assert taken(file, deal) == 0
    assert "1 fields are gone" in capsys.readouterr().out and read_log(log_file(deal)).head == head
    file = edited(exported(deal, "c.docx"), lambda root: fill(field(root, QUESTIONS, Q0, "page")))
    assert taken(file, deal) == 0, "an emptied one does"
    assert "page" not in logged(deal)[QUESTIONS, Q0]
    file = edited(exported(deal, "c.docx"), lambda root: [drop(sdt) for sdt in list(root.iter(q("sdt")))])
    assert taken(file, deal) == 2


def test_words_over_those_of_the_tool_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deal = deal_in(tmp_path)
    file = edited(
        exported(deal, "c.docx"), lambda root: fill(field(root, QUESTIONS, Q0, "question"), text_run("Is the sky blue?"))
    )
    assert taken(file, deal) == 0
    assert "was written over" in capsys.readouterr().out


# files that are none


def changed(kind: str, name: str, data: bytes) -> bytes:
    """A part of a document, changed."""
    head = '<?xml version="1.0" encoding="{0}"?><!DOCTYPE x [<!ENTITY a "{1}">]><w:document xmlns:w="{2}">&a;</w:document>'
    if name == "word/document.xml":
        return {
            "entities": head.format("UTF-8", "x" * 9, W).encode(),
            "entities without a mark": head.format("UTF-16BE", "x" * 9, W).encode("utf-16-be"),
            "cut": data[: len(data) // 2],
            "deep": b"<w:a xmlns:w='w'>" + b"<w:a>" * 5_000 + b"</w:a>" * 5_000 + b"</w:a>",
            "wide": b"<w:a xmlns:w='w'>" + b"<w:a/>" * 1_000_001 + b"</w:a>",
        }.get(kind, data)
    if SPACE.encode() in data and name.startswith("customXml/item9") and kind in ("no base", "base of numbers"):
        return b"<x/>" if kind == "no base" else f'<checklist xmlns="{SPACE}">[1, [2], [1,2,3,4,5]]</checklist>'.encode()
    return data


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
    file.write_bytes(damaged(kind, good, partial(changed, kind), "word"))
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
    file = exported(deal, "c.docx")
    assert taken_beside(file) == 0
    away = tmp_path / "away"
    away.mkdir()
    assert taken_beside(Path(shutil.copy(file, away / "c.docx"))) == 2
