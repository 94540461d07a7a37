"""Three decided Chinese situations: what the tool says where the decision turned, or that its law does not reach there.

All three lie off the trust route, so most of what decided them has no rule: then it must say so, and pass nothing.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from legalmodel.base.outcomes import Outcome
from legalmodel.base.places import Path as Place
from legalmodel.base.places import dotted
from legalmodel.base.values import NONE
from legalmodel.graph.build import build
from legalmodel.graph.horizon import Horizon
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.judge import judge
from legalmodel.law.load import load_law
from legalmodel.model.parse import parse
from legalmodel.text.read import read

HERE = Path(__file__).parent
RUN_DAY = date(2026, 11, 25)
RULING, LISTED, SUIT, LATER = date(2018, 8, 6), date(2016, 11, 30), date(2018, 12, 31), date(2021, 6, 1)
NOTHING: Mapping[Place, Any] = {}


@cache
def judged(name: str, as_of: date, *values: tuple[Place, Any]) -> Judgment:
    """Judge a situation as of a day and by the law of that day, with other values in the place of some facts."""
    source = read(HERE / f"{name}.yaml")
    graph = build(parse(source), source.place, dict(values) or NOTHING, horizon=Horizon(RUN_DAY, as_of))
    return judge(graph, load_law(), RUN_DAY, as_of, law_on=as_of)


def outcome(judgment: Judgment, id: str) -> Outcome:
    return next(f.outcome for f in judgment.findings if f.id == id)


def states(judgment: Judgment, heading: str) -> dict[str, set[str]]:
    """Return how each question stands in all lines of a heading."""
    found: dict[str, set[str]] = {}
    for line in judgment.lines:
        for state in line.states if line.heading == heading else ():
            found.setdefault(state.question, set()).add(state.state)
    return found


@pytest.mark.parametrize(("name", "day"), [("kaidi-2018", RULING), ("dengdu-2016", LISTED)])
def test_nothing_of_the_trust_route_is_asked_of_a_plan(name: str, day: date) -> None:
    """Rules of the credit-asset measures and of the Trust Law speak of no finding on a plan"""
    route = ("cn-no7-", "cn-o3-", "cn-21-", "cn-127-", "cn-pboc-", "cn-reg-", "cn-trust-law-")
    said = [f for f in judged(name, day).findings if f.rule.id.startswith(route) and f.subject is not None]
    assert {f.outcome for f in said} <= {Outcome.NOT_APPLICABLE, Outcome.NOT_EXAMINED}


def test_kaidi_turns_on_the_sale_and_its_effect_on_a_creditor() -> None:
    """The court upheld the sale against a freezing creditor by contract, price and register; on these the tool does not decide"""
    judgment = judged("kaidi-2018", RULING)
    notice = next(f for f in judgment.findings if f.id == "cn-cl-80@transfers.sale")
    assert notice.outcome is Outcome.UNKNOWN
    assert "transfers.sale.notices" in {dotted(m.path) for m in notice.missing}
    questions = states(judgment, "isolation")
    assert questions["isolation/recharacterisation"] == {"not_examined"}
    assert questions["isolation/future-claims"] == {"not_applicable"}  # the Trust Law speaks of trusts, not of a sale
    for question in ("title-authority", "mode", "perfection", "assignability", "debtor-notice", "priority"):
        assert not questions[f"isolation/{question}"] & {"pass", "fail"}, question


def test_kaidi_law_of_its_day() -> None:
    """The Contract Law spoke in 2018, the Civil Code did not"""
    judgment = judged("kaidi-2018", RULING)
    assert outcome(judgment, "cn-cc-546@transfers.sale") is Outcome.NOT_EXAMINED
    assert outcome(judgment, "cn-spc-sec-68@transfers.sale") is Outcome.NOT_EXAMINED


def test_kaidi_conclusion_stays_open() -> None:
    lines = [line for line in judged("kaidi-2018", RULING).lines if line.heading == "isolation"]
    assert [line.conclusion.value for line in lines] == ["open"]


def test_dengdu_turns_on_whether_the_leases_were_real_and_on_who_answers() -> None:
    """The court found sham leases and made four gatekeepers pay; no rule answers either"""
    judgment = judged("dengdu-2016", LISTED)
    assert states(judgment, "protection")["protection/gatekeepers"] == {"not_examined"}
    assert states(judgment, "protection")["protection/adverse-selection"] == {
        "not_examined"
    }  # laws for others, and rules of 2022
    assert not states(judgment, "isolation")["isolation/title-authority"] & {"pass", "fail"}
    assert not states(judgment, "protection")["protection/issue-disclosure"] & {"pass", "fail"}
    assert "no obstacle found" not in {line.conclusion.value for line in judgment.lines}


def test_dengdu_shortfall_undertakings_of_2016_are_not_examined() -> None:
    """What such an undertaking is was laid down only for 2021 on"""
    for id in ("shortfall", "shortfall_too"):
        assert outcome(judged("dengdu-2016", LISTED), f"cn-spc-sec-36@guarantees.{id}") is Outcome.NOT_EXAMINED


def test_shortfall_of_2018_is_not_classed_by_law_of_2021() -> None:
    """The court went by the letter's words; no text with force of law was read for that day"""
    assert outcome(judged("shortfall-2018", SUIT), "cn-spc-sec-36@guarantees.shortfall") is Outcome.NOT_EXAMINED
    assert outcome(judged("shortfall-2018", SUIT), "cn-gl-08@guarantees.shortfall") is Outcome.PASS


def test_shortfall_letter_that_names_its_form_needs_no_weighing() -> None:
    """The holding, under the law of 2021: joint liability in the letter's own words makes a guarantee; without them it is weighed"""
    as_written = judged("shortfall-2018", LATER)
    assert outcome(as_written, "cn-spc-sec-36@guarantees.shortfall") is Outcome.NOT_APPLICABLE
    silent = judged("shortfall-2018", LATER, (("guarantees", "shortfall", "form"), NONE))
    assert outcome(silent, "cn-spc-sec-36@guarantees.shortfall") is Outcome.JUDGEMENT


def test_shortfall_hangs_on_a_corporate_decision_that_nobody_published() -> None:
    for day, rule in ((SUIT, "cn-gl-int-11"), (LATER, "cn-spc-sec-07")):
        finding = next(f for f in judged("shortfall-2018", day).findings if f.id == f"{rule}@guarantees.shortfall")
        assert finding.outcome is Outcome.UNKNOWN
        assert "guarantees.shortfall.resolution" in {dotted(m.path) for m in finding.missing}
