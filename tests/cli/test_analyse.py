"""``legalmodel analyse``, and what ``--verbose`` tells of a run."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from legalmodel.analysis import stress
from legalmodel.api import check_scenario
from legalmodel.cli.main import run
from legalmodel.judgment.checked import Checked
from legalmodel.model.scenario import Scenario
from legalmodel.text.read import read

ROOT = Path(__file__).resolve().parents[2]
RUN_DAY = ("--run-day", "2026-11-25")


def test_without_a_name_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyse", "cn-npl-trust"]) == 0
    assert "stress" in capsys.readouterr().out.split()


def test_a_name_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyse", "cn-npl-trust", "strss", *RUN_DAY]) == 2
    assert "there is no analysis 'strss'" in capsys.readouterr().err


def test_stress_puts_an_insolvency_of_each_party_asked_about(capsys: pytest.CaptureFixture[str]) -> None:
    """Only what differs, party by party; said to be hypotheses"""
    assert run(["analyse", "cn-npl-trust", "stress", *RUN_DAY, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert "imply nothing about the financial condition of any party" in told["note"]
    assert {row["party"] for row in told["rows"]} >= {"bank"}
    assert all(row["before"] != row["then"] for row in told["rows"])
    assert run(["analyse", "cn-npl-trust", "stress", *RUN_DAY]) == 0
    assert told["note"] in " ".join(capsys.readouterr().out.split())


def test_stress_asks_once_for_each_party_and_of_the_same_day() -> None:
    from datetime import date

    source = read(ROOT / "templates" / "cn-npl-trust" / "deal.yaml")
    day = date(2025, 12, 1)
    result = check_scenario(source, Scenario(day=day), date(2026, 11, 25))
    asked: list[Scenario] = []

    def again(scenario: Scenario) -> Checked:
        asked.append(scenario)
        return result

    assert stress.analyse(result, again).rows == ()
    parties = [scenario.changes[0].value["of"] for scenario in asked]
    assert len(parties) == len(set(parties)) > 0
    assert all(scenario.day == day and scenario.changes[0].value["accepted"] == "2025-12-01" for scenario in asked)
    assert set(parties) == {line.failing.id for line in result.judgment.lines if line.failing}


def test_verbose_tells_the_time_of_each_hop_and_no_word_of_the_deal() -> None:
    command = [sys.executable, "-m", "legalmodel", "check", "cn-npl-trust", *RUN_DAY, "--format", "json"]
    silent, told = (
        subprocess.run([*command, *more], capture_output=True, text=True, cwd=ROOT, check=False)
        for more in ((), ("--verbose",))
    )
    assert silent.stderr == ""
    assert told.stdout == silent.stdout
    lines = told.stderr.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["read", "parse", "build", "law", "judge", "conflicts", "show", "all"]
    assert all(re.fullmatch(r"[a-z]+: done in [\d.]+ ms(, [\d,]+ [a-z]+)?", line) for line in lines)
