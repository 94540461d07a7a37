"""``law show ID``: the rule, its examples, what changes of it they notice, and the templates on which it speaks."""

import json

import pytest

from legalmodel.cli import law as command
from legalmodel.cli.main import run


def test_rule_asked_for_by_name_is_tried(capsys: pytest.CaptureFixture[str]) -> None:
    run(["law", "show", "cn-trust-law-15"])
    shown = capsys.readouterr().out
    assert "Trust Law" in shown
    assert "text seen" in shown
    assert "remoteness/transferor-estate (essential)" in shown
    assert "changes of the rule tried" in shown
    assert "zhongyu-2016-1: trusts.entrustment" in shown


def test_survivors_stand_with_their_reason() -> None:
    from legalmodel.law.load import load_law

    rule = load_law().rules["cn-trust-law-15"]
    tried = command.Tried(7, {"require: drops a part": "because", "when: turns": ""}, {})
    lines = list(command._trial(rule, tried))
    assert f"{len(rule.examples)} examples; 7 changes of the rule tried, 2 unnoticed" in lines[0]
    assert "require: drops a part: because" in lines[1]
    assert "NO REASON GIVEN" in lines[2]
    assert "on no template" in lines[3]


def test_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    run(["law", "show", "cn-trust-law-15", "--format", "json"])
    (row,) = json.loads(capsys.readouterr().out)
    assert row["id"] == "cn-trust-law-15"
    assert row["changes_tried"] > 0
    assert all(row["survivors"].values())
    assert set(row["templates"]["zhongyu-2016-1"]) == {"trusts.entrustment"}
