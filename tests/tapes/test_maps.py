"""Column maps: those that ship can be read, a draft fits what it was made from, and every fault of a map is told with its place."""

import pytest

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.resources import shipped
from legalmodel.tapes.columns import KINDS, plain_heading, standard
from legalmodel.tapes.days import day_form
from legalmodel.tapes.draft import draft_map, proposals, read_by
from legalmodel.tapes.maps import TapeFormat, load_map, names, read_map
from legalmodel.text.read import read_bytes

EXAMPLE = shipped("templates") / "tapes"


@pytest.mark.parametrize("name", names())
def test_shipped_map(name):
    found = load_map(name)
    assert found.name == name
    assert found.title
    assert found.source
    assert len({c.column.name for c in found.columns}) == len(found.columns)


def test_standard_columns():
    assert all(c.kind in KINDS for c in standard().values())
    headings = [plain_heading(u) for c in standard().values() for u in c.usual]
    assert len(headings) == len(set(headings)), "one heading must not stand for two columns"


def test_names_of_persons_are_keys():
    assert {c.name for c in standard().values() if c.kind == "key"} >= {"id", "debtor", "debtor_group", "guarantor"}


@pytest.mark.parametrize(
    ("form", "precision"),
    [
        ("YYYY-MM-DD", "day"),
        ("DD/MM/YYYY", "day"),
        ("YYYYMMDD", "day"),
        ("YYYY年M月D日", "day"),
        ("MM/YYYY", "month"),
        ("YYYY", "year"),
        ("DD/MM", None),
        ("YYYY-MM-DD HH", None),
        ("", None),
    ],
)
def test_day_forms(form, precision):
    found = day_form(form)
    assert (found.precision if found else None) == precision


def test_every_fault_is_told_at_once():
    text = b"""
map: {nam: x}
format: {day: YY-MM, decimal: ",", thousands: ","}
columns:
  balance: A
  principal: A
  rate: B
  no_such: C
  grade: {from: D, words: {x: fine}}
  made: {from: E, day: Q}
own:
  id: F
  mine: {from: 0, kind: wrong}
"""
    with pytest.raises(BadInput) as refused:
        read_map(read_bytes(text, "map.yaml"))
    causes = " ".join(f.cause for f in refused.value.faults)
    for part in ("nam", "YY-MM", "one sign", "'A' stands for", "5 %", "no_such", "'fine'", "'Q'", "'id'", "'wrong'"):
        assert part in causes, part
    assert all(f.place.line for f in refused.value.faults)


def test_a_rate_says_how_it_is_written():
    with pytest.raises(BadInput, match="500 %"):
        read_map(read_bytes(b"columns: {rate: Rate}", "map.yaml"))


def test_no_such_map():
    with pytest.raises(BadRequest, match="esma-annex2"):
        load_map("esma-annex-2")


def test_draft_reads_back(tmp_path):
    draft = draft_map(EXAMPLE / "loans.csv", TapeFormat())
    found = read_map(read_bytes(draft.encode(), "draft.yaml"))
    wanted = load_map(str(EXAMPLE / "map.yaml"))
    assert {c.column.name: c.headings for c in found.columns} == {
        c.column.name: c.headings for c in wanted.columns if c.column.name != "limitation_ends"
    }
    assert "limitation_ends" in draft, "cells of more than one form are left to be decided"
    assert "客户经理" in found.ignored
    assert "LJ2025" not in draft, "no cell of a tape stands in a draft"


def test_draft_does_not_decide(tmp_path):
    file = tmp_path / "t.csv"
    file.write_text(
        "Loan ID;Balance;Current Balance;Rate;Origination Date\n1;5;6;7.5;03/04/2024\n2;5;6;7.5;05/06/2024\n", "utf-8"
    )
    draft = draft_map(file, TapeFormat())
    found = read_map(read_bytes(draft.encode(), "draft.yaml"))
    assert [c.column.name for c in found.columns] == ["id"]
    assert '# balance: could be Balance, "Current Balance"' in draft or "# balance: could be Balance, Current Balance" in draft
    assert "written: percent}   # or fraction" in draft
    assert "DD/MM/YYYY, MM/DD/YYYY" in draft


def test_proposals_are_by_whole_headings():
    assert proposals(["Balance of something else"]) == {}
    assert proposals(["逾期天数", "no"]) == {"days_past_due": [0]}


def test_what_a_map_reads():
    said = read_by(EXAMPLE / "loans.csv", load_map(str(EXAMPLE / "map.yaml")))
    assert "债权总额  →  claims" in said
    assert "客户经理  →  left out on purpose" in said
