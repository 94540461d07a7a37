"""What each template is found to be is committed. A change shows in review, and needs a starred entry in the changelog."""

import json
from datetime import date
from pathlib import Path

import pytest

from legalmodel.api import check
from legalmodel.base.places import dotted

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
RUN_DAY = date(2026, 11, 25)


@pytest.mark.parametrize("name", sorted(p.parent.name for p in TEMPLATES.glob("*/deal.yaml")))
def test_findings_are_as_expected(name: str, request: pytest.FixtureRequest) -> None:
    judgment = check(TEMPLATES / name / "deal.yaml", RUN_DAY).judgment
    found = {
        "conclusions": {
            f"{x.heading} {x.system} {dotted(x.subject.path)}{f' if {x.failing.id} fails' if x.failing else ''}": x.conclusion.value
            for x in judgment.lines
        },
        "findings": {f.id: f.outcome.value for f in judgment.findings},
    }
    file = TEMPLATES / name / "expected.json"
    if request.config.getoption("--rewrite"):
        file.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    assert found == json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("why", sorted(TEMPLATES.glob("*/why.md"), key=str), ids=lambda p: p.parent.name)
def test_every_finding_that_is_not_met_is_explained(why: Path) -> None:
    expected = json.loads((why.parent / "expected.json").read_text(encoding="utf-8"))["findings"]
    text = why.read_text(encoding="utf-8")
    open_ids = {id for id, outcome in expected.items() if outcome in ("fail", "unknown", "judgement")}
    assert not [id for id in sorted(open_ids) if f"`{id}`" not in text]
    named = {part for part in text.split("`")[1::2] if "@" in part or part in expected}
    assert named <= set(expected), f"why.md names findings that there are not: {sorted(named - set(expected))}"
