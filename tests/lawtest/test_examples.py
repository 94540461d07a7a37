"""``law test``: examples that are wrong, and changes of a rule that no example notices."""

from typing import Any

import pytest
from small_law import law, rule

from legalmodel.law.compile import CompiledRule
from legalmodel.law.load import load_law
from legalmodel.lawtest import mutation
from legalmodel.lawtest.examples import Verdict, run_examples
from legalmodel.lawtest.mutation import Mutated, mutate

Change = dict[str, Any]
ORAL: Change = {"trusts.main.form": "oral"}
SILENT: Change = {"trusts.main.form": "absent"}
SECOND: Change = {
    "trusts.other": {"settlor": "bank", "trustee": "trustco", "law": "CN", "form": "oral", "dates": {"effective": "2016-05-27"}}
}


def compiled(examples: list[Any], **parts: Any) -> CompiledRule:
    return law(rule(examples=examples, **parts)).rules["r1"]


def example(base: str, expect: str, change: Change, **more: Any) -> dict[str, Any]:
    return {"base": base, "change": change, "expect": expect, **more}


def verdict(base: str, expect: str, change: Change, **more: Any) -> Verdict:
    return run_examples(compiled([example(base, expect, change, **more)]))[0]


@pytest.mark.parametrize(
    ("expect", "change"),
    [
        ("pass", {}),
        ("fail", ORAL),
        ("unknown", SILENT),
        ("not_applicable", {"trusts.main.law": "HK"}),
        ("not_examined", {"trusts.main.dates.effective": "1999-01-01"}),
        ("fail", SECOND),
    ],
)
def test_right_examples(base: str, expect: str, change: Change) -> None:
    """examples: one change from a base deal each; every outcome the rule can give"""
    assert verdict(base, expect, change).right


@pytest.mark.parametrize(
    ("expect", "change", "said"), [("fail", {}, "pass"), ("pass", ORAL, "fail"), ("pass", SILENT, "unknown")]
)
def test_wrong_expectation_is_reported(base: str, expect: str, change: Change, said: str) -> None:
    found = verdict(base, expect, change)
    assert not found.right
    assert found.trouble == f"expected {expect}, the rule says {said}"


def test_example_with_a_subject_speaks_of_it_alone(base: str) -> None:
    assert verdict(base, "pass", SECOND, subject="trusts.main").right
    assert verdict(base, "fail", SECOND, subject="trusts.other").right
    nobody = verdict(base, "fail", SECOND, subject="trusts.third")
    assert (nobody.right, nobody.trouble) == (False, "expected fail, the rule says nothing")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"trusts.main.weather": "fine"}, "weather"),
        ({"trusts.main.form": "sung"}, "sung"),
        ({"trusts.main.price": "absent"}, "change 1: there is no 'trusts.main.price' to take away"),
    ],
)
def test_example_that_is_no_deal_is_reported(base: str, change: Change, words: str) -> None:
    found = verdict(base, "pass", change)
    assert not found.right
    assert words in found.trouble


def test_base_that_is_not_there_is_reported(base: str) -> None:
    found = verdict("nowhere", "pass", {})
    assert not found.right
    assert "nowhere" in found.trouble


def test_examples_leave_the_base_as_it_is(base: str) -> None:
    wrong = run_examples(compiled([example(base, "fail", ORAL), example(base, "pass", {})]))
    assert [v.right for v in wrong] == [True, True]


FULL = [("pass", {}), ("fail", ORAL), ("unknown", SILENT), ("not_applicable", {"trusts.main.law": "HK", **ORAL})]


def mutated(base: str, cases: list[tuple[str, Change]], **parts: Any) -> Mutated:
    return mutate(compiled([example(base, expect, change) for expect, change in cases], **parts))


def test_examples_that_notice_everything(base: str) -> None:
    """Lint finds rules whose examples do not kill their mutants: here none is left"""
    found = mutated(base, FULL)
    assert found.tried > 2
    assert found.survivors == ()
    assert not found.stale_reasons


def test_survivor_is_reported(base: str) -> None:
    """a change that no example notices is a gap in the examples: here, that silence is no pass"""
    found = mutated(base, [case for case in FULL if case[0] != "unknown"])
    assert [(s.label.partition(":")[0], "silence" in s.label, s.reason) for s in found.survivors] == [("require", True, "")]
    assert found.bad


def test_survivor_with_a_reason_is_accepted(base: str) -> None:
    """unless the rule says why that is right"""
    cases = [case for case in FULL if case[0] != "unknown"]
    label = mutated(base, cases).survivors[0].label
    found = mutated(base, cases, survivors={label: "silence is never written"})
    assert [(s.label, s.reason) for s in found.survivors] == [(label, "silence is never written")]
    assert (found.stale_reasons, found.idle_examples, found.bad) == ((), (), False)


def test_reach_is_noticed(base: str) -> None:
    """the connecting factor is shared by an instrument: some example notices a law that reaches everything"""
    assert mutation.REACH in mutated(base, FULL).shared_noticed
    assert mutation.REACH not in mutated(base, FULL[:3]).shared_noticed


def test_stale_reason_is_reported(base: str) -> None:
    """a reason for a change that the examples do notice, or that nobody makes, is stale"""
    noticed = mutated(base, FULL[:2]).survivors[0].label
    stale = {noticed: "was so once", "require: no such change": "never was"}
    found = mutated(base, FULL, survivors=stale)
    assert found.stale_reasons == tuple(sorted(stale))
    assert found.bad


def test_idle_example_is_reported(base: str) -> None:
    """an example that notices no change tests nothing"""
    idle = ("not_applicable", {"trusts": "none"})
    found = mutated(base, [*FULL, idle])
    assert found.idle_examples == (5,)
    assert found.bad


def test_a_nudge_of_the_number_is_a_change(base: str) -> None:
    """numbers of the law are changed too: an example stands at the very edge"""
    least = {"least": [{"from": "2001-10-01", "is": "CNY 100", "article": "1"}]}
    price = "trusts.main.price"
    numbers: dict[str, Any] = {"require": "trust.price >= least", "thresholds": least}
    far = mutated(base, [("pass", {price: 500}), ("fail", {price: 5})], **numbers)
    near = mutated(base, [("pass", {price: 100}), ("fail", {price: 99})], **numbers)
    nudged = {s.label for s in far.survivors} - {s.label for s in near.survivors}
    assert any("least" in label for label in nudged), far.survivors


def test_every_part_of_a_rule_is_changed(base: str) -> None:
    """every expression of a rule: test of application, exceptions, factors, readings"""
    exception = [{"article": "2", "title": "x", "when": 'trust.set_off_allowed == "yes"'}]
    found = mutated(base, [], when="trust.price != none", unless=exception)
    assert parts(found) == {"when", "require", "unless 1"}
    factors = {"f": {"says": "x", "when": "trust.price != none"}}
    assert "factor f" in parts(mutated(base, [], factors=factors))
    readings = {"r": {"title": "x", "require": "trust.price != none"}}
    assert parts(mutated(base, [], readings=readings)) == {"reading r"}


def parts(found: Mutated) -> set[str]:
    return {s.label.partition(":")[0] for s in found.survivors}


def test_the_law_keeps_no_mutant() -> None:
    """The law is loaded once a process: an expression of a mutant left in it would be found by whoever comes after."""
    rule = load_law().rules["cn-trust-law-07"]
    before = dict(rule.compiled)
    assert mutate(rule).tried > 0
    assert rule.compiled == before
