"""Acceptances, assumptions and conflicts: what lies over a finding and leaves its outcome as it is."""

from datetime import date
from typing import Any

import pytest
from small_law import deal, graph, judged, law, line, rule, source, the

from legalmodel.base.outcomes import Conclusion, Outcome
from legalmodel.graph.build import build
from legalmodel.judgment.conflicts import mark_conflicts
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.judge import judge
from legalmodel.law.load import Law
from legalmodel.model.parse import parse
from legalmodel.report.words import line_reason

RUN = date(2026, 6, 30)
MAY = law(rule(acceptable_by="the investors"))
MAY_NOT = law(rule())
FAILING: dict[str, Any] = {"trusts.main.form": "oral"}
GIVEN: dict[str, Any] = {"rule": "r1", "subject": "main", "by": "Investors", "reason": "small", "until": "2026-06-30"}


def accepted(body: Law, changes: dict[str, Any] | None = None, **acceptance: Any) -> Judgment:
    record = {k: v for k, v in (GIVEN | acceptance).items() if v is not None}
    return judged(body, {**(FAILING if changes is None else changes), "acceptances": {"ok": record}})


def test_acceptance_is_shown_over_a_fail_and_changes_nothing_else() -> None:
    """an acceptance in force for this rule and subject is shown over it and changes nothing else"""
    with_it, without = accepted(MAY), judged(MAY, FAILING)
    finding = the(with_it)
    assert finding.accepted is not None
    assert (finding.accepted.id, finding.accepted.by, finding.accepted.until) == ("ok", "Investors", "2026-06-30")
    assert finding.outcome is Outcome.FAIL
    assert [x.conclusion for x in with_it.lines] == [x.conclusion for x in without.lines]
    assert line(with_it).conclusion is Conclusion.OBSTACLE
    assert "accepted" in line_reason(line(with_it))
    assert with_it.acceptance_notes == ()


@pytest.mark.parametrize(
    ("body", "changes", "acceptance", "word"),
    [
        (MAY_NOT, None, {}, "nobody"),
        (MAY, None, {"until": "2026-06-29"}, "expired"),
        (MAY, None, {"until": None}, "expired"),
        (MAY, None, {"until": "none"}, "expired"),
        (MAY, None, {"by": None}, "who accepts"),
        (MAY, None, {"reason": None}, "why"),
        (MAY, None, {"by": None, "unknown": {"by": "not_disclosed"}}, "who accepts"),
        (MAY, {}, {}, "not needed"),
        (MAY, {"trusts.main.form": "absent"}, {}, "not needed"),
        (MAY, None, {"subject": "senior"}, "no finding"),
        (MAY, None, {"subject": None}, "which record"),
        (MAY, None, {"rule": "r9"}, "no finding"),
        (MAY, None, {"rule": None, "unknown": {"rule": "not_asked"}}, "no finding"),
    ],
)
def test_acceptance_that_does_not_count(body: Law, changes: Any, acceptance: dict[str, Any], word: str) -> None:
    """only where the rule allows it, with reason, approver, expiry and exact scope; an expired or unused one is itself a finding"""
    judgment = accepted(body, changes, **acceptance)
    assert [f.accepted for f in judgment.findings] == [None]
    assert len(judgment.acceptance_notes) == 1
    assert word in str(judgment.acceptance_notes[0])


def test_acceptance_of_a_fail_of_the_deal_names_no_record() -> None:
    """exact scope: a rule about the whole deal has no record to name"""
    body = law(rule(each="deal", require='deal.name == "Other"', acceptable_by="the regulator"))
    assert the(accepted(body, {}, subject=None)).accepted is not None


def test_acceptance_covers_its_own_record_alone() -> None:
    """exact scope"""
    body = law(rule(each="guarantee", require="guarantee.cap != none", acceptable_by="the investors"))
    two = {"guarantees": {"a": {"law": "CN", "cap": "none"}, "b": {"law": "CN", "cap": "none"}}}
    judgment = accepted(body, two, subject="a")
    assert the(judgment, subject="guarantees.a").accepted is not None
    assert the(judgment, subject="guarantees.b").accepted is None


ASSUMED: dict[str, Any] = {"assumptions": {"a1": {"text": "The paper was signed."}, "a2": {"text": "The trust began."}}}


def test_pass_rests_on_an_assumption() -> None:
    """An assumed fact acts as a value; all that rests on it says "assuming": findings and lines"""
    judgment = judged(MAY, {**ASSUMED, "trusts.main.assumed": {"form": "a1"}})
    assert (the(judgment).outcome, the(judgment).assuming) == (Outcome.PASS, ("a1",))
    assert line(judgment).conclusion is Conclusion.ON_PAPERS_NOT_SEEN  # what is assumed stands in no document
    assert "assuming" in line_reason(line(judgment))


def test_nothing_is_said_of_an_assumption_that_nothing_rests_on() -> None:
    """says "assuming" where so, and only there"""
    judgment = judged(MAY, {**ASSUMED, "trusts.main.assumed": {"set_off_allowed": "a1"}})
    assert the(judgment).assuming == ()
    assert "assuming" not in line_reason(line(judgment))


def test_day_of_the_law_rests_on_an_assumption() -> None:
    """all that rests on it says "assuming": also where only the day that selects the law is assumed"""
    judgment = judged(MAY, {**ASSUMED, "trusts.main.dates.assumed": {"effective": "a2"}})
    assert the(judgment).assuming == ("a2",)
    planned = {**ASSUMED, "trusts.main.dates.assumed": {"effective": "a2"}, "deal.stage": "proposed"}
    assert the(judged(MAY, planned)).assuming == ("a2",)  # a planned act is judged on its planned day


def test_line_by_exception() -> None:
    """`no obstacle found in n of n`: says "by exception" where so"""
    exception = {"article": "7", "title": "no set-off", "when": 'trust.set_off_allowed == "no"'}
    judgment = judged(law(rule(unless=[exception])), FAILING)
    assert line(judgment).conclusion is Conclusion.NO_OBSTACLE
    assert "by exception" in line_reason(line(judgment))


def marked(body: Law, changes: dict[str, Any]) -> Judgment:
    file = source(deal(changes), "deal.json")
    parsed = parse(file)
    judgment = judge(build(parsed, file.place), body, RUN)
    mark_conflicts(judgment, graph(changes), lambda values: judge(build(parsed, file.place, values), body, RUN))
    return judgment


SOURCED: dict[str, Any] = {"trusts.main.sourced": {"form": {"book": "written", "page": "oral"}}}


def test_conflict_of_sources() -> None:
    """the one relied on decides; findings that another would flip are a `conflict`"""
    judgment = marked(law(rule(), rule(require='trust.set_off_allowed == "no"')), SOURCED)
    assert the(judgment, "r1").outcome is Outcome.PASS
    assert [(c.path, c.document, c.value, c.outcome.value) for c in the(judgment, "r1").conflicts] == [
        (("trusts", "main", "form"), "page", "oral", "fail")
    ]
    assert the(judgment, "r2").conflicts == ()
    assert "sources conflict" in line_reason(line(judgment))


def test_sources_that_agree_are_no_conflict() -> None:
    """findings that another would flip, and no others"""
    assert the(marked(MAY, {"trusts.main.sourced": {"form": {"book": "written", "page": "written"}}})).conflicts == ()


def test_conflict_names_the_fact_that_matters() -> None:
    """Several sourced values: the conflict is told of the fact that decides the finding, not of the document's first"""
    both = {
        "trusts.main.sourced": {"set_off_allowed": {"book": "no", "page": "yes"}, "form": {"book": "written", "page": "oral"}}
    }
    judgment = marked(law(rule(), rule(require='trust.set_off_allowed == "no"')), both)
    assert [c.path[-1] for c in the(judgment, "r1").conflicts] == ["form"]
    assert [c.path[-1] for c in the(judgment, "r2").conflicts] == ["set_off_allowed"]


def test_two_documents_two_conflicts() -> None:
    """Several sourced values of a fact: each other document is followed by itself"""
    changes = {
        "documents.third": {"title": "Third"},
        "trusts.main.price": 100,
        "trusts.main.sourced": {"price": {"book": 100, "page": 50, "third": 10}},
    }
    body = law(
        rule(require="trust.price >= least", thresholds={"least": [{"from": "2001-10-01", "is": "CNY 60", "article": "1"}]})
    )
    judgment = marked(body, changes)
    assert [(c.document, c.outcome.value) for c in the(judgment).conflicts] == [("page", "fail"), ("third", "fail")]
