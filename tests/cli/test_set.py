"""``legalmodel set``: facts set in the text of a deal file, all of them or none."""

import json
from pathlib import Path
from random import Random

import pytest

from legalmodel.base.resources import shipped
from legalmodel.cli.main import run
from legalmodel.model.parse import parse
from legalmodel.model.scenario import Scenario, setting, vary
from legalmodel.text.read import read
from legalmodel.text.written import typed_fact

DEAL = """\
# my deal
deal: {name: Small, currency: CNY}   # 小
parties:
  bank: {name: Bank, form: bank}   # the originator

  spv: {name: Vehicle}
guarantees: none   # as the lawyers say
trusts:
  main: {settlor: bank, trustee: spv, unknown: {form: not_asked}}
"""


@pytest.fixture
def deal(tmp_path: Path) -> Path:
    file = tmp_path / "deal.yaml"
    file.write_text(DEAL, encoding="utf-8")
    return file


def test_the_last_unknown_of_the_head_is_taken_out_with_its_map(deal: Path) -> None:
    """the head is one record: what is left empty in it goes, as it does within any record"""
    before = deal.read_text("utf-8")
    assert run(["set", str(deal), "deal.unknown", "{closing: not_asked}"]) == 0
    assert "closing" in deal.read_text("utf-8")
    assert run(["set", str(deal), "deal.closing", "2016-05-27", "--take-out", "deal.unknown.closing"]) == 0
    after = deal.read_text("utf-8")
    assert "unknown: {}" not in after
    assert after.count("unknown") == before.count("unknown")
    assert "closing: 2016-05-27" in after


def test_facts_are_set_and_all_else_stays(deal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """edits the text in place, keeps comments and layout; several sets in one call"""
    facts = ["deal.name", "Large", "trusts.main.form", "written", "parties.fund", "{name: Fund}", "guarantees.g.by", "fund"]
    assert run(["set", str(deal.parent), *facts, "--take-out", "trusts.main.unknown.form"]) == 0
    assert deal.read_text("utf-8") == (
        DEAL.replace("Small", "Large")
        .replace("spv, unknown: {form: not_asked}", "spv, form: written")
        .replace("name: Vehicle}\n", "name: Vehicle}\n  fund: {name: Fund}\n")
        .replace("none   # as", "{g: {by: fund}}   # as")
    )
    assert capsys.readouterr().out.splitlines() == [
        f"{deal}:2:8: deal.name set",
        f"{deal}:10:39: trusts.main.form set",
        f"{deal}:7:3: parties.fund set",
        f"{deal}:8:18: guarantees.g.by set",
        f"{deal}: trusts.main.unknown.form taken out",
    ]


@pytest.mark.parametrize(
    ("written", "read_back"),
    [
        ("5", 5),
        ("CNY 1,000", "CNY 1,000"),
        ("NO", "NO"),
        ("2016-05-27", "2016-05-27"),
        ("'017'", "017"),
        ('"a # b"', "a # b"),
        ("a # b: c", "a # b: c"),
        ("[a, b]", ["a", "b"]),
        ("two\nlines", "two\nlines"),
        ("true", True),
    ],
)
def test_a_value_is_read_as_the_file_would(written: str, read_back: object) -> None:

    value = typed_fact("deal.note", written)
    assert (value, type(value)) == (read_back, type(read_back))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["deal.stage", "clsoed"],
            [":2:43 error[unknown-word]", "fix: write one of: proposed, signed, closed, matured", "^^^^^^", "1 fault"],
        ),
        (["deal.nme", "X"], ["error[unknown-key]", "did you mean name?"]),
        (["deal.stage", "closed", "deal.closing", "2016-02-30"], ["error[not-a-day]", "2016-02-30"]),
        (["trusts.main.form", "written"], ["error[given-and-unknown]", "keep one of the two"]),
        (["--take-out", "parties.spv"], ["error[no-such-record]: 'spv' is the id of no record"]),
        (["deal.stage", "closed", "--take-out", "parties.nobody"], ["there is no 'parties.nobody' to take away"]),
        (["deal.closing", "017"], ["begins with 0", "fix: leave the 0 out"]),
        (["deal.closing", ""], ["there is no value here"]),
        (["deal.closing", "[a"], ["the value for deal.closing cannot be read", "fix: check for a missing comma"]),
        (["deal.name.x", "5"], ["'deal.name' is a single value"]),
        (["deal..x", "5"], ["'deal..x' is no path", "with points"]),
        (["deal.stage"], ["'deal.stage' has no value"]),
        ([], ["nothing is to be set"]),
    ],
)
def test_refused_with_place_and_fix_and_nothing_written(
    deal: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: list[str]
) -> None:
    """validates the result, refuses with place and fix, writes whole or not at all"""
    assert run(["set", str(deal), *arguments]) == 2
    told = capsys.readouterr()
    for words in said:
        assert words in told.err
    assert "nothing was written" in told.out or told.err.startswith("legalmodel: ")
    assert deal.read_text("utf-8") == DEAL
    assert [p.name for p in deal.parent.iterdir()] == ["deal.yaml"]


def test_dry_run_prints_the_difference_and_writes_nothing(deal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["set", str(deal), "deal.name", "Large", "--dry-run"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [f"--- {deal}", f"+++ {deal} (changed)"]
    assert [line for line in lines[2:] if line[:1] in "+-"] == [
        "-deal: {name: Small, currency: CNY}   # 小",
        "+deal: {name: Large, currency: CNY}   # 小",
    ]
    assert deal.read_text("utf-8") == DEAL


def test_a_lone_carriage_return_forges_no_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "deal.yaml"
    file.write_bytes(b"deal:\r  name: Small\r# +++ forged\r  currency: CNY\r")
    assert run(["set", str(file), "deal.name", "Large", "--dry-run"]) == 0
    assert "\r" not in capsys.readouterr().out


def test_what_is_so_already(deal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = deal.stat().st_mtime_ns
    assert run(["set", str(deal), "deal.name", "Small"]) == 0
    assert "says so already" in capsys.readouterr().out
    assert deal.stat().st_mtime_ns == before


def test_json_stays_json(tmp_path: Path) -> None:
    file = tmp_path / "deal.json"
    file.write_text(json.dumps({"deal": {"name": "Small"}, "parties": {"bank": {"name": "Bank"}}}, indent=2), encoding="utf-8")
    assert run(["set", str(file), "deal.stage", "closed", "parties.spv.name", "Vehicle"]) == 0
    assert json.loads(file.read_text("utf-8")) == {
        "deal": {"name": "Small", "stage": "closed"},
        "parties": {"bank": {"name": "Bank"}, "spv": {"name": "Vehicle"}},
    }


def test_a_template_is_never_changed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["set", "cn-npl-trust", "deal.stage", "proposed"]) == 2
    assert "fix: copy it: legalmodel new cn-npl-trust my-deal" in capsys.readouterr().err


TEMPLATES = sorted(shipped("templates").glob("*/deal.yaml"))


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.parent.name)
def test_the_file_then_holds_the_deal_of_the_scenario(file: Path, tmp_path: Path) -> None:
    """The text edited in place and the raw data changed are the same deal, for real files"""
    copy, chance = tmp_path / "deal.yaml", Random(file.parent.name)
    copy.write_bytes(file.read_bytes())
    parties = sorted(id for id, party in read(file).data["parties"].items() if isinstance(party, dict))
    changes = [(f"parties.{id}.address", f"a note: {id} # 1") for id in chance.sample(parties, 2)]
    changes.append(("parties.somebody_new", '{name: "Somebody: new", form: company}'))
    assert run(["set", str(copy), *(word for change in changes for word in change)]) == 0
    values = [*changes[:2], ("parties.somebody_new", {"name": "Somebody: new", "form": "company"})]
    deal, _ = vary(read(file), Scenario(tuple(setting(path, value) for path, value in values)))
    assert parse(read(copy)) == deal
