"""Law that says not yet due, does not arise, reservation, by contract: what ``law lint`` demands of it, and what its mutants show."""

from datetime import date
from typing import Any

import pytest
from small_law import law, rule

from legalmodel.law.load import Law
from legalmodel.lawtest.examples import run_examples
from legalmodel.lawtest.lint import lint
from legalmodel.lawtest.mutation import mutate
from legalmodel.lawtest.overlap import lint_on_deals

TODAY = date(2026, 6, 30)
WRITTEN, ORAL = 'trust.form == "written"', {"trusts.main.form": "oral"}


def example(change: dict[str, Any], expect: str) -> dict[str, Any]:
    return {"base": "small", "change": change, "expect": expect}


def closing(when: str = WRITTEN, **parts: Any) -> dict[str, Any]:
    arises_not = {"when": when, "excludes": "a petition", "opens": "isolation/two"}
    return rule(**{"require": None, "arises_not": arises_not, "says": {"does_not_arise": "Out."}} | parts)


def codes(body: Law) -> set[tuple[str, str]]:
    return {(r.rule, r.code) for r in (*lint(body, TODAY), *lint_on_deals(body, body.rules.values())) if r.serious}


@pytest.mark.usefixtures("base")
def test_closed_and_open() -> None:
    """Lint: `arises_not` and a rule that may fail must not reach one subject on one question"""
    examples = [example({}, "does_not_arise"), example(ORAL, "not_applicable")]
    both = law(closing(examples=examples), rule(require="trust.dates.effective != none"))
    assert ("r1", "closed-and-open") in codes(both)
    apart = law(closing(examples=examples), rule(when='trust.form == "oral"', require="trust.dates.effective != none"))
    assert ("r1", "closed-and-open") not in codes(apart)
    other = law(closing(examples=examples), rule(question="isolation/two", require="trust.dates.effective != none"))
    assert ("r1", "closed-and-open") not in codes(other)


@pytest.mark.usefixtures("base")
def test_closed_and_open_is_told_where_it_may_be() -> None:
    """the same where a fact is missing, so that either may be so"""
    unsure = [example({"trusts.main.form": "absent"}, "unknown")]
    body = law(rule(when='trust.form == "oral"', require="trust.dates.effective != none"), closing(examples=unsure))
    assert ("r2", "closed-and-open") in codes(body)


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ({"arises_not": {"when": WRITTEN, "excludes": "x", "opens": "isolation/two"}}, {"does_not_arise"}),
        (
            {
                "factors": {"f": {"says": "f", "when": WRITTEN}},
                "reserves": {"ground": "g", "lost": "l", "who": "w", "needs": {"n": {"says": "n", "when": WRITTEN}}},
            },
            {"judgement", "reservation"},
        ),
        ({"require": WRITTEN, "due": {"day": "trust.dates.effective", "who": "x"}}, {"pass", "fail", "not_yet_due"}),
    ],
    ids=["arises_not", "reserves", "due"],
)
def test_each_outcome_has_an_example_and_a_sentence(parts: dict[str, Any], wanted: set[str]) -> None:
    """`law lint` demands an example and a sentence for each outcome that the rule is there to come to"""
    body = law(rule(**{"require": None, "says": {}, "decided_by": "a court", "would_settle": "a ruling"} | parts))
    told = {r.text for r in lint(body, TODAY) if r.code in ("no-example", "no-sentence")}
    for outcome in wanted:
        assert f"no example shows how it comes to {outcome}" in told
        assert f"says.{outcome} is empty" in told


def test_bad_sentence_of_who() -> None:
    """a name that is none, in who has to perform a duty"""
    body = law(rule(due={"day": "trust.dates.effective", "who": "{trust.seller}"}))
    assert any(r.code == "bad-sentence" and "due.who" in r.text for r in lint(body, TODAY))


@pytest.mark.usefixtures("base")
def test_examples_show_the_further_outcomes_and_mutants_are_noticed() -> None:
    """examples of each outcome, and each change of the new expressions turns one"""
    body = law(closing(examples=[example({}, "does_not_arise"), example(ORAL, "not_applicable")]))
    assert [v.right for v in run_examples(body.rules["r1"])] == [True, True]
    found = mutate(body.rules["r1"])
    assert found.tried
    assert {s.label for s in found.survivors} == {"arises not: takes silence for a pass"}
    unsure = [example({"trusts.main.form": "absent"}, "unknown")]
    body = law(closing(examples=[example({}, "does_not_arise"), example(ORAL, "not_applicable"), *unsure]))
    assert not mutate(body.rules["r1"]).survivors
