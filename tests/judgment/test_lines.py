"""Semantics, section C: what lines there are, which systems a deal touches, and what to find out next."""

from typing import Any

import pytest
from small_law import instrument, judged, law, law_of, line, rule

from legalmodel.base.outcomes import Conclusion
from legalmodel.base.places import dotted

PASSING = rule()
FAILING = rule(require='trust.set_off_allowed == "yes"')
UNKNOWN = rule(require='trust.books == "kept"')
WEIGHED_LATER = rule(factors={"books": {"says": "kept", "when": 'trust.books == "kept"'}})
HARMLESS = rule(when='trust.books == "kept"')
SIDE = "isolation/side"


def test_conclusions_are_per_hop() -> None:
    """per system and per hop"""
    second = {"settlor": "bank", "trustee": "trustco", "law": "CN", "form": "oral", "dates": {"effective": "2016-05-27"}}
    judgment = judged(law(PASSING), {"trusts.other": second})
    assert [line(judgment, subject=s).conclusion.value for s in ("main", "other")] == ["no obstacle found", "obstacle"]


def test_conclusions_are_per_party_that_may_fail() -> None:
    """per party that may fail: each servicer has a line of its own"""
    work = rule(each="agency", question="remoteness/servicer", require='agency.books == "separate"')
    agent = {"principal": "spt", "function": "servicing"}
    agencies = {"a": {**agent, "agent": "bank", "books": "separate"}, "b": {**agent, "agent": "trustco", "books": "mixed"}}
    changes = {"agencies": agencies, "complete": ["agencies"]}
    judgment = judged(law(work, essential=("remoteness/servicer",)), changes)
    servicers = {x.failing.id: x.conclusion.value for x in judgment.lines if x.failing and "servicer" in x.roles}
    assert servicers == {"bank": "no obstacle found", "trustco": "obstacle"}


def test_servicer_that_changed_still_may_fail() -> None:
    """per party that may fail: over the whole life, former ones too"""
    changed = {"agent": {"2016-01-01": "bank", "2018-01-01": "trustco"}}
    judgment = judged(law(PASSING), {"agencies": {"a": {"principal": "spt", "function": "servicing", "dated": changed}}})
    assert {x.failing.id for x in judgment.lines if x.failing and "servicer" in x.roles} == {"bank", "trustco"}


def test_each_system_has_its_own_conclusion() -> None:
    """per system: a pass under one law is none under another; without a pack it is not examined"""
    judgment = judged(law(PASSING), {"trusts.main.law_of_priority": "US-NY"})
    isolation = {x.system: x.conclusion.value for x in judgment.lines if x.heading == "isolation"}
    assert isolation == {"CN": "no obstacle found", "US-NY": "not examined"}
    assert [(s.code, s.has_pack) for s in judgment.systems] == [("CN", True), ("US-NY", False)]
    assert ("trusts", "main", "law_of_priority") in judgment.systems[1].because


def test_pack_of_a_part_of_a_country_counts_for_it() -> None:
    """in each applicable system: New York is a place with law of its own, and federal law, of which there is no pack, holds there too"""
    york = instrument({"ny": FAILING}, id="ny-law", system="US-NY", governs={"trust": 'within(trust.law, "US-NY")'})
    judgment = judged(law_of(york), {"trusts.main.law": "US-NY"})
    assert [(s.has_pack, s.bodies) for s in judgment.systems if s.code == "US-NY"] == [(True, ("US-NY", "US"))]
    found = [x for x in judgment.lines if x.heading == "isolation" and x.system == "US-NY"]
    assert [(x.conclusion.value, x.no_pack) for x in found] == [("obstacle", ("US",))]


@pytest.mark.parametrize(
    "changes",
    [
        {"securities.senior.market": "US/registered"},
        {"deal.route": "US/statutory-trust"},
        {"parties.bank.seat": "absent", "parties.bank.dated": {"seat": {"2010-01-01": "US", "2015-01-01": "CN"}}},
    ],
)
def test_systems_touched(changes: dict[str, Any]) -> None:
    """the systems the deal touches that have no pack: by market, by route, by a seat that has moved"""
    assert {s.code: s.has_pack for s in judged(law(PASSING), changes).systems} == {"CN": True, "US": False}


def test_questions_apart_are_never_counted_in() -> None:
    """labels stand apart and are never counted in"""
    judgment = judged(law(PASSING, FAILING | {"question": "label/one"}))
    assert line(judgment).conclusion is Conclusion.NO_OBSTACLE
    assert [(s.question, s.state) for s in judgment.apart] == [("label/one", "fail")]


def test_next_facts_are_ranked() -> None:
    """unknown carries the missing facts: those that decide most findings first, threatening fails weighing double"""
    three = [UNKNOWN, UNKNOWN | {"question": SIDE}, rule(require="trust.price != none", question=SIDE)]
    judgment = judged(law(*three, WEIGHED_LATER, HARMLESS))
    facts = [(dotted(n.paths[0]), n.reason, len(n.decides)) for n in judgment.next_facts]
    assert facts == [("trusts.main.books", "absent", 3), ("trusts.main.price", "absent", 1)]


def test_next_facts_say_who_would_know() -> None:
    """the facts that would decide it: who would know, and which document should say; the most special answer"""
    judgment = judged(law(PASSING), {"trusts.main.form": "absent", "trusts.main.unknown": {"form": "not_asked"}})
    fact = judgment.next_facts[0]
    assert (fact.ask, fact.document, fact.reason) == ("counsel", "trust contract", "not_asked")
    assert "how it is written" in fact.what
    other = judged(law(UNKNOWN)).next_facts[0]
    assert (other.ask, other.document) == ("trustee", "prospectus")


SERVICED = rule(each="agency", question="remoteness/servicer", require='agency.books == "separate"')
TRUSTEE_WORKS = {"principal": "spt", "function": "servicing", "agent": "trustco", "books": "separate"}


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({}, set()),
        ({"complete": ["trusts", "accounts"]}, {"agencies"}),
        ({"accounts": {"a": {"holder": "spt", "bank": "trustco"}}, "complete": ["trusts", "agencies"]}, {"accounts"}),
        ({"agencies.second": {"principal": "spt", "function": "servicing"}}, {"agencies.second.agent"}),
        ({"agencies.second": {"principal": "spt", "function": "rating"}}, set()),
        ({"accounts": {"a": {"holder": "spt"}}}, {"accounts.a.bank"}),
    ],
)
def test_party_that_may_have_a_further_role(changes: dict[str, Any], missing: set[str]) -> None:
    """D: whoever may be a servicer, too, has no definite conclusion: an appointment not known, or a list not complete"""
    body = law(SERVICED, essential=("remoteness/servicer",))
    base = {"agencies.first": TRUSTEE_WORKS, "complete": ["trusts", "agencies", "accounts"]}
    judgment = judged(body, {**base, **changes})
    found = line(judgment, "remoteness", failing="bank")
    assert {dotted(m.path) for m in found.unsure} == missing
    assert (found.conclusion is Conclusion.OPEN) == bool(missing)
    assert missing <= {dotted(p) for n in judgment.next_facts for p in n.paths}
