"""``law lint`` on deals: rules that can disagree, rules that nothing makes apply; and which templates make a rule speak."""

import re
from typing import Any

import pytest
from small_law import instrument, law, law_of, rule

from legalmodel.law.load import Law, load_law
from legalmodel.lawtest.overlap import APPLIES, applies_somewhere, exercised, lint_on_deals
from legalmodel.lawtest.remark import Remark
from tests.examples import MANY

WRITTEN = 'trust.form == "written"'
ORAL = {"trusts.main.form": "oral"}


def example(base: str, change: dict[str, Any] | None = None, expect: str = "pass") -> dict[str, Any]:
    return {"base": base, "change": change or {}, "expect": expect}


def remarks(rules: Law) -> list[Remark]:
    return lint_on_deals(rules, rules.rules.values())


def two(base: str, other: dict[str, Any], **head: Any) -> Law:
    first = rule(examples=[example(base), example(base, ORAL, "fail")])
    return law(first, rule(**other), **head)


def test_rules_that_can_disagree_over_the_same_fact(base: str) -> None:
    """overlaps that can disagree: one passes where the other fails"""
    found = remarks(two(base, {"require": 'trust.form == "written" or trust.form == "oral"'}))
    assert [(r.rule, r.code, r.serious) for r in found] == [("r1", "overlap", False)]
    assert "r2" in found[0].text
    assert "trust.form" in found[0].text
    assert "fail and pass for trusts.main (example 2 of r1)" in found[0].text


def test_rules_that_go_by_different_facts_are_named_together(base: str) -> None:
    found = remarks(two(base, {"require": "trust.dates.effective != none"}))
    assert [(r.rule, r.code, r.serious) for r in found] == [("r1", "together", False)]
    assert "r2" in found[0].text


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"question": "isolation/two", "require": "trust.dates.effective != none"},
        {"require": "trust.dates.effective != none", "text": "memory"},
        {"require": "trust.dates.effective != none", "when": 'trust.form == "written"'},
    ],
)
def test_rules_that_never_disagree(base: str, other: dict[str, Any]) -> None:
    """Not told: the same test, another question, a text from memory, one that does not apply where the other fails"""
    assert [r for r in remarks(two(base, other)) if r.code in ("overlap", "together")] == []


def test_rules_never_in_force_together(base: str) -> None:
    """both in force on some day: of two laws that follow each other only one speaks"""
    change = ORAL | {"trusts.main.dates.effective": "2016-05-20"}
    first = rule(examples=[example(base, change, "fail")])
    second = rule(require="trust.dates.effective != none", at="deal.closing")
    earlier = instrument({"r1": first}, in_force={"from": "2001-10-01", "to": "2016-05-26"})
    later = instrument({"r2": second}, id="later-law", in_force={"from": "2016-05-27"})
    meeting = instrument({"r2": second}, id="later-law", in_force={"from": "2016-05-26"})
    assert remarks(law_of(earlier, later)) == []
    assert [r.code for r in remarks(law_of(earlier, meeting))] == ["together"]


def test_laws_of_two_systems_do_not_overlap(base: str) -> None:
    here = instrument({"r1": rule(examples=[example(base, ORAL, "fail")])})
    there = instrument({"r2": rule(require="trust.dates.effective != none")}, id="other-law", system="HK")
    assert remarks(law_of(here, there)) == []


@pytest.mark.parametrize(("wide", "narrow"), [("US", "US-NY"), ("EU", "FR")])
def test_law_of_a_union_holds_beside_that_of_its_member(base: str, wide: str, narrow: str) -> None:
    """rules of a federation or a union, and of one of its members, hold at the same place: the two are held against each other, once"""
    federal = instrument({"r1": rule(examples=[example(base, ORAL, "fail")])}, system=wide)
    state = instrument({"r2": rule(require="trust.dates.effective != none")}, id="other-law", system=narrow)
    both = law_of(federal, state)
    for asked in (both.rules.values(), [both.rules["r1"]], [both.rules["r2"]]):
        found = lint_on_deals(both, asked)
        assert [r.code for r in found] == ["together"]
        assert {"r1", "r2"} == {found[0].rule, *re.findall(r"r\d", found[0].text)}


def test_rule_that_nothing_makes_apply(base: str) -> None:
    """dead rules: no example and no template makes it apply"""
    never = 'trust.form == "declaration"'
    dead = rule(when=never, examples=[example(base, expect="not_applicable")])
    assert [(r.rule, r.code, r.serious) for r in remarks(law(dead))] == [("r1", "dead", True)]
    alive = rule(when=never, examples=[example(base, {"trusts.main.form": "declaration"}, "fail")])
    assert remarks(law(alive)) == []
    assert remarks(law(rule())) == [], "a template makes it apply"
    elsewhere = law(rule(text="memory"), governs={"trust": 'trust.form == "oral"'})
    assert [r.code for r in remarks(elsewhere)] == ["dead"]
    assert remarks(law(rule(text="memory"))) == [], "its text was not read, but it reaches the deal"


def test_broken_example_is_left_to_the_tests_of_examples(base: str) -> None:
    broken = rule(examples=[example(base, {"trusts.main.nothing": "x"}), example("nowhere")])
    assert remarks(law(broken)) == []


def test_templates_on_which_a_rule_speaks(base: str) -> None:
    small = law(rule(), rule(when='trust.form == "oral"'), rule(text="memory"), rule(require="trust.price != none")).rules
    assert exercised(small["r1"]) == {"small": {"trusts.main": "pass"}}
    assert exercised(small["r2"]) == {}
    assert exercised(small["r3"]) == {}
    assert exercised(small["r4"]) == {"small": {"trusts.main": "unknown"}}


def test_shipped_law_has_no_dead_rule() -> None:
    """What an example expects, ``tests/conformance`` and ``law test`` hold the rule to; a rule without such an example is tried."""
    speaks = {str(outcome.value) for outcome in APPLIES}
    silent = [rule for rule in load_law().rules.values() if not any(example.expect in speaks for example in rule.examples)]
    assert [rule.id for rule in silent if not applies_somewhere(rule)] == []


@pytest.mark.more
def test_no_shipped_rule_closes_a_question_that_another_fails() -> None:
    """Of each system one question; all of them, and every other clash of two rules, in steps of ``.ci/run``"""
    body = load_law()
    closing = {(rule.system, rule.question): rule for rule in body.rules.values() if rule.form.arises_not}
    tried = closing.values() if MANY else {system: rule for (system, _), rule in closing.items()}.values()
    questions = {(rule.system, rule.question) for rule in tried}
    together = [rule for rule in body.rules.values() if (rule.system, rule.question) in questions]
    assert [r for r in lint_on_deals(body, together) if r.serious] == []
