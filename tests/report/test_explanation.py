"""An explanation tells what speaks to the question, in the order in which the law stood, and folds the rest."""

import re
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from legalmodel.base.outcomes import Outcome
from legalmodel.base.resources import shipped
from legalmodel.output.paint import Paint
from legalmodel.output.whole import explanation_text
from legalmodel.report.explanation import explanation, in_order
from legalmodel.report.words import spoken_sentence
from tests.shipped import checked

RUN = date(2026, 11, 30)
PLAIN = Paint(False)
TEMPLATES = sorted(p.parent.name for p in shipped("templates").glob("*/deal.yaml"))


def told(name: str, heading: str, all: bool = False) -> str:
    result = checked(name)
    lines = [line for line in result.judgment.lines if line.heading == heading]
    return explanation_text(explanation(lines, result.graph, result.law.catalogue), 118, PLAIN, all)


def test_not_above_a_third_of_what_it_was() -> None:
    """867 lines it took for cn-clo-trust protection"""
    assert 50 < len(told("cn-clo-trust", "protection").splitlines()) <= 867 // 3


def test_what_does_not_apply_is_counted_and_told_when_asked() -> None:
    short, whole = told("cn-clo-trust", "protection"), told("cn-clo-trust", "protection", all=True)
    assert re.search(r"\d+ rules do not apply: --all", short)
    assert not re.search(r"does not apply: (?!--all)", short)
    assert "--all" not in whole
    result = checked("cn-clo-trust")
    out = {f.id for x in result.judgment.lines if x.heading == "protection" for f in x.findings}
    found = [f for f in result.judgment.findings if f.id in out]
    aside = {f.id for f in found if f.outcome in (Outcome.NOT_APPLICABLE, Outcome.NOT_EXAMINED)}
    assert {id for id in aside if f"({id})" not in whole} == set()
    speaks = [f for f in found if f.outcome in (Outcome.PASS, Outcome.UNKNOWN, Outcome.FAIL)]
    assert {f.rule.id for f in speaks if f"({f.rule.id}@" not in short and f"({f.rule.id})" not in short} == set()
    assert {f.id for f in speaks if f.outcome is not Outcome.PASS and f"({f.id})" not in short} == set()
    assert "So too: " in short, "what one rule says alike of several records is told once"


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_law_stands_in_the_order_of_its_days(name: str) -> None:
    for line in checked(name).judgment.lines:
        for state in line.states:
            days = [f.rule.dates.first for f in in_order(state.findings)]
            assert days == sorted(days)


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_is_met_on_what_is_not_known(name: str) -> None:
    """no sentence says "met" on "(not known)\""""
    result = checked(name)
    report = explanation(result.judgment.lines, result.graph, result.law.catalogue)
    met = [e for block in report.blocks for e in (*block.entries, *block.folded) if e.label.get("en") == "met"]
    assert met or not any(f.outcome is Outcome.PASS for line in result.judgment.lines for f in line.findings)
    assert [e.findings for e in met if "(not known)" in e.text["en"]] == []


def test_a_sentence_with_a_hole_gives_way_to_the_rule() -> None:
    form = SimpleNamespace(condition="The price is paid.", title=SimpleNamespace(en="Paid"))
    rule = SimpleNamespace(form=form, id="paid", source=SimpleNamespace(name="own.yaml"))
    finding: Any = SimpleNamespace(outcome=Outcome.PASS, sentence="Paid: (not known).", rule=rule)
    assert spoken_sentence(finding) == "The price is paid."
    finding.outcome = Outcome.UNKNOWN
    assert spoken_sentence(cast(Any, finding)) == "Paid: (not known)."


def test_what_is_the_same_of_two_classes_is_told_once() -> None:
    text = told("cn-clo-trust", "protection")
    assert "as for Senior A" in text
    assert text.count("(cn-trust-law-28@trusts.entrustment)") == 1


def test_a_later_class_met_by_the_same_rules_is_told_by_reference_and_whole_when_asked() -> None:
    short, whole = told("cn-clo-trust", "protection"), told("cn-clo-trust", "protection", all=True)
    assert "as for Senior A (CNY 1,600.00m, 2.05%), by the same rules" in short
    assert "(cn-pboc-14-05@securities.senior_b)" not in short
    assert "(cn-pboc-14-05@securities.senior_b)" in whole
