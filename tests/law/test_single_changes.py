"""Single-fact changes of the clean templates, and what must come of each: findings, lines, and words that must not be said.

The right answers in ``single_changes.yaml`` were written by reading the law, not by running the tool.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from legalmodel.api import check_scenario
from legalmodel.base.places import dotted
from legalmodel.base.resources import shipped
from legalmodel.model.scenario import Change, Scenario, setting, taking_out
from legalmodel.text.read import read

_CASES: dict[str, dict[str, Any]] = read(Path(__file__).parent / "single_changes.yaml").data["changes"]


def _changes(said: dict[str, Any]) -> tuple[Change, ...]:
    return tuple(taking_out(path) if value == "absent" else setting(path, value) for path, value in said.items())


@pytest.mark.parametrize("name", _CASES)
def test_a_single_change_moves_what_it_must(name: str) -> None:
    case = _CASES[name]
    base = read(shipped("templates") / case.get("base", "cn-npl-trust") / "deal.yaml")
    day = date.fromisoformat(case.get("run_day", "2026-06-30"))
    judgment = check_scenario(base, Scenario(_changes(case.get("change", {}))), day).judgment
    found = {f.id: f for f in judgment.findings}
    lines = {
        f"{x.heading} {dotted(x.subject.path)}{f' if {x.failing.id} fails' if x.failing else ''}": x.conclusion.value
        for x in judgment.lines
    }
    for id, outcome in case.get("findings", {}).items():
        assert found[id].outcome.value in outcome.split(" or "), (id, found[id].outcome.value)
    for line, conclusion in case.get("lines", {}).items():
        assert lines[line] in conclusion.split(" or "), (line, lines[line])
    for line, conclusion in case.get("not_lines", {}).items():
        assert lines[line] != conclusion, line
    for id, words in case.get("says", {}).items():
        assert words in found[id].sentence, found[id].sentence
    for id, words in case.get("says_not", {}).items():
        assert words not in found[id].sentence, found[id].sentence
