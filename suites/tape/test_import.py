"""A tape as the beginning of a deal: every figure agrees with the tape when that is held against it, and what is not known stays out."""

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest

from legalmodel.cli.main import run
from legalmodel.importers.door import to_yaml
from legalmodel.model.parse import parse
from legalmodel.tapes.as_deal import import_tape
from legalmodel.tapes.maps import load_map
from legalmodel.tapes.outcomes import TapeOutcome
from legalmodel.tapes.report import report_on
from legalmodel.tapes.tape import opened
from legalmodel.tapes.terms import terms_of
from legalmodel.text.read import read_bytes

EXAMPLE = Path(__file__).parents[2] / "templates" / "tapes"


@pytest.fixture(scope="module")
def mapped():
    return load_map(str(EXAMPLE / "map.yaml"))


def test_figures_are_those_of_a_second_program(mapped):
    found = import_tape(EXAMPLE / "loans.csv", mapped)
    with (EXAMPLE / "loans.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    pool = found.data["pools"]["pool"]
    assert pool["loans"] == len(rows)
    assert pool["debtors"] == len({row["客户编号"] for row in rows})
    assert pool["principal"] == sum(Decimal(row["未偿本金余额"].replace(",", "")) for row in rows)
    assert pool["made_from"] == min(row["发放日期"] for row in rows).replace("/", "-")
    assert set(pool["evidence"]) == set(pool) - {"evidence"}


def test_what_is_written_agrees_with_the_tape(mapped):
    source = read_bytes(to_yaml(import_tape(EXAMPLE / "loans.csv", mapped)).encode(), "pool.yaml")
    parse(source)
    terms = terms_of(source, own=mapped.own)
    with opened(EXAMPLE / "loans.csv", mapped, terms.currency) as tape:
        figures = report_on(tape, terms).figures
    assert len(figures) >= 10
    assert {figure.outcome for figure in figures} == {TapeOutcome.MET}


def test_a_figure_with_a_cell_missing_stays_out_with_the_reason(mapped):
    found = import_tape(EXAMPLE / "loans.csv", mapped)
    assert "highest_rate" not in found.data["pools"]["pool"]
    assert [left.why for left in found.left if left.where == "执行利率"] == ["1 cells have no value"]
    assert "客户经理" in {left.where for left in found.left} | set(mapped.ignored)


def test_without_a_currency_no_amount_is_taken(tmp_path):
    (tmp_path / "tape.csv").write_text("number,owed\n1,10.00\n2,20.50\n", encoding="utf-8")
    (tmp_path / "map.yaml").write_text(
        "map: {name: m, title: M, source: made up}\ncolumns: {id: number, principal: owed}\n", encoding="utf-8"
    )
    found = import_tape(tmp_path / "tape.csv", load_map(str(tmp_path / "map.yaml")))
    assert found.data["pools"]["pool"] == {"loans": 2, "evidence": {"loans": "tape rows: counted"}}
    assert [(left.where, left.why) for left in found.left] == [("owed", "no currency; give it with --currency")]
    assert import_tape(tmp_path / "tape.csv", load_map(str(tmp_path / "map.yaml")), "CNY").data["pools"]["pool"][
        "principal"
    ] == Decimal("30.5")


def test_the_command(tmp_path, capsys):
    asked = ["import", str(EXAMPLE / "loans.csv"), "--from", "tape", "--map", str(EXAMPLE / "map.yaml"), "--format", "json"]
    assert run([*asked, "-o", str(tmp_path / "deal.yaml")]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {one["of"] for one in told["sums"]} >= {"未偿本金余额", "债权总额"}
    assert run(["validate", str(tmp_path / "deal.yaml")]) == 0


def test_a_tape_without_a_map_is_refused(capsys):
    assert run(["import", str(EXAMPLE / "loans.csv"), "--from", "tape"]) == 2
    assert "--map" in capsys.readouterr().err
