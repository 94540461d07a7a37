"""A term sheet holds a whole deal, there and back; what people type in by hand comes in, and what cannot be read is told with its cell."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from journey import DAY

from legalmodel.base.errors import BadInput
from legalmodel.cli.main import run
from legalmodel.exporters.door import export_deal
from legalmodel.exporters.workbook import WorkSheet, workbook
from legalmodel.importers.door import import_deal, to_yaml
from legalmodel.model.dump import dump
from legalmodel.model.parse import parse
from legalmodel.text.read import read, read_bytes

TEMPLATES = Path(__file__).parents[2] / "templates"


def bare(data):
    """Take out what only says that a workbook is the source."""
    if not isinstance(data, dict):
        return data
    found = {key: bare(value) for key, value in data.items() if key != "term_sheet_file"}
    return {
        key: value
        for key, value in found.items()
        if not (key == "evidence" and str(value.get("all", "")).startswith("term_sheet_file"))
    }


@pytest.mark.parametrize("name", ["cn-npl-trust", "eu-auto", "dongyuan-2006-1", "rtc-1993-n3a"])
def test_a_deal_is_the_same_there_and_back(tmp_path, name):
    source = read(TEMPLATES / name / "deal.yaml")
    deal = parse(source)
    found = export_deal(deal, source, "term-sheet", DAY)
    assert found.left == ()
    file = tmp_path / "sheet.xlsx"
    file.write_bytes(found.data)
    imported = import_deal(file, "term-sheet")
    assert imported.left == ()
    assert bare(dump(parse(read_bytes(to_yaml(imported).encode(), "again.yaml")))) == bare(dump(deal))


def imported(folder, *sheets, name="filled.xlsx"):
    file = folder / name
    file.write_bytes(workbook([WorkSheet(title, rows) for title, rows in sheets]))
    return import_deal(file, "term-sheet")


def test_rows_that_people_typed(tmp_path):
    found = imported(
        tmp_path,
        ("deal", [["id", "name", "currency"], ["", "", ""], ["", "My deal", "EUR"]]),
        ("parties", [["id", "name", "form", "seat", "colour", "unknown.lei", "figures.capital.amount"], [],
                     ["bank", "A Bank", "commercial_bank", "DE", "red", "not_disclosed", "25000"],
                     ["", "B Fund", "nonsense", "", "", "whatever", "none"], ["all", "C"]]),
        ("securities", [["id", "amount", "recourse_limited_to"], [], ["a", "500000000", "none"], ["b", "lots", ""]]),
        ("notes to self", [["x"], ["y"]]),
    )  # fmt: skip  # a table
    assert found.data["deal"] == {"name": "My deal", "currency": "EUR"}
    assert found.data["parties"]["bank"]["figures"] == {"capital": {"amount": 25000}}
    assert found.data["parties"]["bank"]["unknown"] == {"lei": "not_disclosed"}
    assert found.data["parties"]["b-fund"] == {
        "name": "B Fund",
        "figures": {"capital": {"amount": "none"}},
        "evidence": {"all": "term_sheet_file parties!4"},
    }
    assert found.data["securities"] == {
        "a": {"amount": 500000000, "recourse_limited_to": "none", "evidence": {"all": "term_sheet_file securities!3"}}
    }
    told = {one.where: one.what for one in found.left}
    assert told == {
        "parties!E3": "red", "parties!C4": "nonsense", "parties!F4": "whatever", "parties!5": "all", "securities!B4": "lots",
        "notes to self!A1": "x", "notes to self!A2": "y",
    }  # fmt: skip  # a table


def test_two_columns_that_exclude_each_other_are_told(tmp_path):
    rows = [["id", "name", "name.en", "name"], [], ["a", "One", "Two", "Three"]]
    found = imported(tmp_path, ("parties", rows))
    assert found.data["parties"]["a"]["name"] == "One"
    assert [one.where for one in found.left] == ["parties!C3", "parties!D3"]


def test_a_blank_one_has_the_sections_and_says_how(tmp_path):
    file = tmp_path / "blank.xlsx"
    assert run(["export", "--to", "term-sheet", "-o", str(file)]) == 0
    with ZipFile(file) as book:
        text = book.read("xl/workbook.xml").decode()
    assert all(f'name="{name}"' in text for name in ("how to", "deal", "parties", "trusts", "agencies"))
    with pytest.raises(BadInput):
        import_deal(file, "term-sheet")


def packed(**parts):
    out = BytesIO()
    with ZipFile(out, "w", 8) as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return out.getvalue()


DAMAGED = {
    "empty": b"",
    "no zip": b"PK\x03\x04 not a zip",
    "no sheet": packed(xl__workbook_xml="<workbook/>"),
    "unfolds to too much": packed(xl__workbook_xml="<workbook/>", big="0" * 61_000_000),
    "document type": packed(xl__workbook_xml="<!DOCTYPE a [<!ENTITY b 'c'>]><workbook/>"),
    "cut off": workbook([WorkSheet("parties", [["id"], [], ["a"]])])[:-200],
    "sheets of others": workbook([WorkSheet("Sheet1", [["a"], ["b"]])]),
}


@pytest.mark.parametrize("at", range(60, 700, 40))
def test_a_workbook_with_damaged_bytes_is_read_or_refused(tmp_path, at):
    raw = bytearray(workbook([WorkSheet("parties", [["id", "name"], [], *([f"p{n}", f"Party {n}"] for n in range(50))])]))
    raw[at : at + 3] = b"\xff\x00\xff"
    file = tmp_path / "x.xlsx"
    file.write_bytes(bytes(raw))
    try:
        assert import_deal(file, "term-sheet").data
    except BadInput as refused:
        assert refused.faults


@pytest.mark.parametrize("name", DAMAGED)
def test_what_is_no_such_workbook_is_refused(tmp_path, name):
    file = tmp_path / "x.xlsx"
    file.write_bytes(DAMAGED[name])
    with pytest.raises(BadInput):
        import_deal(file, "term-sheet")


def test_texts_stay_texts(tmp_path):
    found = imported(tmp_path, ("parties", [["id", "name"], [], ["a", "=1+1 <b>&amp;</b>"]]))
    assert found.data["parties"]["a"]["name"] == "=1+1 <b>&amp;</b>"
