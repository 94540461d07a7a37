"""Single facts about power with the answers that are due, and the same with every id renamed."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from legalmodel.base.values import U
from legalmodel.graph.build import build
from legalmodel.model.parse import parse
from legalmodel.text.read import read, read_bytes

CASES: dict[str, dict[str, Any]] = read(Path(__file__).parent / "cases.yaml").data
FORMS = {
    "p": "natural_person",
    "q": "natural_person",
    "prc": "state",
    "m": "fund_management_company",
    "lp": "limited_partnership",
}
PARTIES = ("a", "b", "c", "d", "x", "y", "p", "q", "prc", "m", "lp")
OWN = ("ask", "group", "right", "open", "on", "trust", "parents", "complete", "unknown")


def deal_of(case: dict[str, Any]) -> dict[str, Any]:
    """Write the deal of a case."""
    deal: dict[str, Any] = {"deal": {"name": "Case", "currency": "CNY"}}
    deal["parties"] = {id: {"name": f"The {id.upper()}", "form": FORMS.get(id, "company"), "seat": "CN"} for id in PARTIES}
    deal |= {section: records for section, records in case.items() if section not in OWN}
    if "parents" in case:
        deal["parties"]["x"]["parents"] = case["parents"]
    if "trust" in case:
        deal["estates"] = {"fam": {"name": "Family trust", "kind": "trust", "held_by": "a", "capacity": "trustee"}}
        deal["trusts"] = {"tr": {"settlor": "b", "trustee": "a", "estate": "fam", **case["trust"]}}
    if "unknown" in case:
        deal["unknown"] = case["unknown"]
    deal["complete"] = [*([] if "open" in case else ["ownership"]), *case.get("complete", ())]
    return deal if deal["complete"] else {k: v for k, v in deal.items() if k != "complete"}


def renamed(value: Any) -> Any:
    """Give every id of a deal another name, wherever it stands."""
    if isinstance(value, dict):
        return {renamed(key): renamed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [renamed(item) for item in value]
    if value == "trusts.tr.beneficiaries":
        return "trusts.tr9.beneficiaries"
    return (
        f"{value}9"
        if value in (*PARTIES, "fam", "tr", "s", "t", "u", "v", "w", "k", "i", "n", "g", "r", "l", "t1", "t2")
        else value
    )


def answer(case: dict[str, Any], deal: dict[str, Any], suffix: str = "") -> Any:
    """Ask the question of a case."""
    text = yaml.dump(deal, allow_unicode=True, sort_keys=False, Dumper=yaml.SafeDumper)
    graph = build(parse(read_bytes(text.encode(), "case.yaml")))
    one, other, *by = case.get("ask") or case["group"]
    sides = tuple(graph.things["parties", id + suffix] for id in (one, other))
    question = "controls" if "ask" in case else "affiliated"
    day = date.fromisoformat(case.get("on", "2025-06-30"))
    found = graph.ask(question, (*sides, *(by or ["majority"])), day)
    assert graph.why(question, (*sides, *(by or ["majority"])), day)
    return found


@pytest.mark.parametrize("name", CASES)
def test_each_fact_has_the_answer_that_is_due(name: str) -> None:
    case = CASES[name]
    found = answer(case, deal_of(case))
    said = "yes" if found is True else "no" if found is False else "open"
    assert said == case["right"], found
    if isinstance(found, U):
        assert found.missing, "an open answer says what would tell"


@pytest.mark.parametrize("name", CASES)
def test_renaming_ids_changes_nothing_but_ids(name: str) -> None:
    case = CASES[name]
    before, after = answer(case, deal_of(case)), answer(case, renamed(deal_of(case)), "9")
    assert type(before) is type(after)
    assert isinstance(before, U) or before is after
