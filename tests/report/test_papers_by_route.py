"""What is asked for next, in the words of the route: a plan has a manager and a plan document, a trust its trustee and its contract."""

import re
from datetime import date

import pytest

from legalmodel.api import Result, check_scenario
from legalmodel.base.language import speaking
from legalmodel.judgment.next_facts import teller_of
from legalmodel.law.texts import table_text
from legalmodel.lawtest.examples import base_source
from legalmodel.model.scenario import Scenario, adding, taking_out
from legalmodel.report.deal import deal_report
from legalmodel.report.papers import packet
from legalmodel.report.text import in_language

PLAN = "CN/special-plan"
RUN = date(2026, 11, 30)
PLANS = {
    "cn-special-plan": ("estates.plan.established", "pools.pool.identified_by"),
    "cn-micro-loan-plan": ("estates.plan.established", "pools.pool.identified_by"),
    "alibaba-2013-1": (),
}
TRUST = re.compile(r"trust|interbank|prospectus", re.IGNORECASE)
TRUST_ZH = re.compile("信托|受托|银行间|发行说明书")


def judged(name: str, *taken: str) -> Result:
    return check_scenario(base_source(name), Scenario(tuple(map(taking_out, taken))), RUN)


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_is_asked_for_in_its_own_words(name: str) -> None:
    """on each deal something is asked for, and no paper and nobody of a trust, in English and Chinese"""
    result = judged(name, *PLANS[name])
    told = result.judgment.next_facts
    assert "plan manager" in {fact.ask for fact in told}
    assert [
        fact for fact in told if TRUST.search(f"{fact.ask} {fact.document} {in_language(packet(fact.document, PLAN))}")
    ] == []
    with speaking("zh"):
        block = deal_report(result).block("next")
        assert block is not None
        titles = [f"{in_language(e.title)} {in_language(e.aside)}" for e in block.entries]
        assert any("计划管理人" in title for title in titles)
        assert [title for title in titles if TRUST_ZH.search(title)] == []


def test_every_word_of_a_plan_has_its_own_packet_and_chinese() -> None:
    """whatever field of a plan is missing, no word of a trust is left but in records of trusts"""
    result = judged("cn-special-plan")
    catalogue, graph = result.law.catalogue, result.graph
    for pattern in catalogue.tellers:
        path = tuple(pattern.split("."))
        said = teller_of(path, graph, catalogue)
        if path[0] == "trusts":
            assert said == catalogue.who_knows(path)
            continue
        words = (said.ask, said.document, in_language(packet(said.document, PLAN)))
        assert not any(map(TRUST.search, words)), (pattern, words)
        assert in_language(packet(said.document, PLAN)) != said.document, "it lies in a packet"
        with speaking("zh"):
            chinese = [table_text(said.ask, "ask", "who_knows"), table_text(said.document, "document", "who_knows")]
        assert not any(map(TRUST_ZH.search, chinese)), (pattern, chinese)


def test_a_trust_keeps_its_words() -> None:
    """on the interbank route every field is asked for as the catalogue has it; above a plan, a trust too"""
    result = judged("huiyuan-2025-8")
    catalogue = result.law.catalogue
    for pattern in catalogue.tellers:
        path = tuple(pattern.split("."))
        assert teller_of(path, result.graph, catalogue) == catalogue.who_knows(path)
    told = {(fact.ask, fact.document) for fact in result.judgment.next_facts}
    assert {("counsel", "trust contract"), ("trustee", "trustee reports")} <= told
    assert not {"plan manager", "plan custodian"} & {ask for ask, _ in told}


def test_a_trust_below_a_plan_keeps_its_words() -> None:
    """in one deal the plan is asked for as a plan, and the trust that it holds as a trust"""
    below = adding("estates.below", {"name": "Trust below", "kind": "trust", "held_by": "manager", "capacity": "trustee"})
    result = check_scenario(base_source("cn-special-plan"), Scenario((below,)), RUN)
    asked = {
        e.id: teller_of((*e.path, "established"), result.graph, result.law.catalogue).document
        for e in result.graph.section("estates")
    }
    assert asked == {"plan": "notice of establishment of the plan", "below": "notice of establishment of the trust"}
