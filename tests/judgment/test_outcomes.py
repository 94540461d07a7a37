"""Semantics, section B: each test quotes its line."""

from typing import Any

import pytest
from small_law import instrument, judged, law, law_of, rule, the

from legalmodel.base.outcomes import Outcome
from legalmodel.base.values import Missing

SILENT: dict[str, Any] = {"trusts.main.form": "absent"}
ORAL: dict[str, Any] = {"trusts.main.form": "oral"}
FORM = Missing(("trusts", "main", "form"), "absent")


def exception(article: str, when: str) -> dict[str, str]:
    return {"article": article, "title": f"exception {article}", "when": when}


HOLDS = exception("7", 'trust.set_off_allowed == "no"')
HOLDS_TOO = exception("8", 'trust.successor_chosen_by == "holders"')
FAILS = exception("9", 'trust.set_off_allowed == "yes"')
OPEN = exception("10", 'trust.books == "kept"')


def could_be(finding: Any) -> set[str]:
    return {o.value for o in finding.result.could_be}


def test_no_pack() -> None:
    """no pack -> `not_examined` (with the question left unanswered)"""
    foreign = law(rule(), system="US", governs={"trust": 'within(trust.law, "US")'})
    judgment = judged(foreign, {"trusts.main.law": "US", "parties.bank.seat": "DE"})
    german = [x for x in judgment.lines if x.system == "DE" and x.heading == "isolation"]
    assert [s.state for x in german for s in x.states if s.question == "isolation/one"] == ["not_examined"]


@pytest.mark.parametrize("changes", [{}, ORAL, SILENT])
def test_remembered_text_is_not_examined(changes: dict[str, Any]) -> None:
    """`text: memory` -> `not_examined` (with the question left unanswered)"""
    judgment = judged(law(rule(text="memory")), changes)
    assert the(judgment).outcome is Outcome.NOT_EXAMINED
    assert the(judgment).result.excluded_by == "text not read"
    assert judgment.lines[0].states[0].state == "not_examined"


def test_remembered_text_without_subject_is_not_examined() -> None:
    """`text: memory` -> `not_examined`, also where nothing is listed"""
    body = law(rule(text="memory", each="guarantee", require="guarantee.cap != none"))
    assert the(judged(body, {"guarantees": "none"})).outcome is Outcome.NOT_EXAMINED


@pytest.mark.parametrize(
    ("effective", "outcome"),
    [("2001-09-30", "not_examined"), ("2001-10-01", "pass"), ("2020-12-31", "pass"), ("2021-01-01", "not_examined")],
)
def test_not_in_force(effective: str, outcome: str) -> None:
    """no version in force that day -> `not_examined`; first and last day are both in force"""
    body = law(rule(in_force={"from": "2001-10-01", "to": "2020-12-31"}))
    finding = the(judged(body, {"trusts.main.dates.effective": effective}))
    assert finding.outcome.value == outcome
    assert finding.result.excluded_by == ("not in force" if outcome == "not_examined" else "")


def test_not_applicable_names_the_test_connecting_factor_first() -> None:
    """F -> `not_applicable`, naming the test (G before W)"""
    body = law(rule(when='trust.set_off_allowed == "yes"'))
    assert the(judged(body)).result.excluded_by == "when"
    abroad = the(judged(body, {"trusts.main.law": "HK"}))
    assert (abroad.outcome.value, abroad.result.excluded_by) == ("not_applicable", "governs")


def test_pass() -> None:
    """T, T -> `pass`, whatever the exceptions"""
    for exceptions in ([], [HOLDS], [OPEN]):
        result = the(judged(law(rule(unless=exceptions)))).result
        assert (result.outcome, result.general, result.displaced_by) == (Outcome.PASS, None, ())


def test_pass_by_exception_in_any_order() -> None:
    """T, F, T -> `pass`, with `general: fail` and every exception that holds in `displaced_by` (their order has no effect)"""
    for exceptions in ([HOLDS, FAILS, HOLDS_TOO, OPEN], [OPEN, HOLDS_TOO, FAILS, HOLDS]):
        result = the(judged(law(rule(unless=exceptions)), ORAL)).result
        assert (result.outcome, result.general) == (Outcome.PASS, Outcome.FAIL)
        assert {d.article for d in result.displaced_by} == {"7", "8"}


def test_fail() -> None:
    """T, F, F -> `fail`"""
    for exceptions in ([], [FAILS]):
        result = the(judged(law(rule(unless=exceptions)), ORAL)).result
        assert (result.outcome, result.general, result.missing) == (Outcome.FAIL, None, frozenset())


@pytest.mark.parametrize(
    ("changes", "exceptions", "missing"),
    [
        (ORAL, [OPEN], {"books"}),
        (SILENT, [], {"form"}),
        (SILENT, [FAILS], {"form"}),
        (SILENT, [OPEN], {"books", "form"}),
    ],
)
def test_unknown(changes: dict[str, Any], exceptions: list[Any], missing: set[str]) -> None:
    """T, F or U, U or not T -> `unknown`, with `could_be`"""
    finding = the(judged(law(rule(unless=exceptions)), changes))
    assert finding.outcome is Outcome.UNKNOWN
    assert could_be(finding) == {"pass", "fail"}
    assert {m.path[-1] for m in finding.missing} == missing
    assert not finding.harmless


def test_unknown_requirement_under_an_exception() -> None:
    """T, U, T -> `pass`, `general: unknown`"""
    result = the(judged(law(rule(unless=[OPEN, HOLDS])), SILENT)).result
    assert (result.outcome, result.general) == (Outcome.PASS, Outcome.UNKNOWN)
    assert [d.article for d in result.displaced_by] == ["7"]


FACTORS = {
    "writing": {"says": "it is written", "when": 'trust.form == "written"', "if_false": "against"},
    "books": {"says": "kept on the books", "when": 'trust.books == "kept"', "if_true": "against", "if_false": "for"},
    "price": {"says": "a price is paid", "when": "trust.price != none"},
}


def test_factors_are_weighed_by_nobody_here() -> None:
    """T, factors -> `judgement` with factors for, against, unknown"""
    body = law(rule(factors=FACTORS))
    finding = the(judged(body, {**ORAL, "trusts.main.price": "none"}))
    assert finding.outcome is Outcome.JUDGEMENT
    assert {f.id: f.side for f in finding.result.factors} == {"writing": "against", "books": "unknown", "price": "neither"}


def test_no_factor_known() -> None:
    """factors -> `unknown` if no factor is known"""
    finding = the(judged(law(rule(factors=FACTORS)), SILENT))
    assert finding.outcome is Outcome.UNKNOWN
    assert could_be(finding) == {"judgement"}
    assert not finding.harmless
    assert {m.path[-1] for m in finding.missing} == {"form", "books", "price"}


@pytest.mark.parametrize(
    ("changes", "below", "harmless"),
    [({}, {"pass"}, True), (ORAL, {"fail"}, False), (SILENT, {"pass", "fail"}, False)],
)
@pytest.mark.parametrize("part", ["governs", "when"])
def test_reach_unknown(changes: dict[str, Any], below: set[str], harmless: bool, part: str) -> None:
    """U, any, any -> `unknown`, `could_be` = {not_applicable} and the line below it; *harmless* if neither fail nor judgement"""
    body = law(rule(when='trust.books == "kept"' if part == "when" else None))
    silence: dict[str, Any] = {} if part == "when" else {"trusts.main.law": "absent"}
    finding = the(judged(body, {**changes, **silence}))
    assert finding.outcome is Outcome.UNKNOWN
    assert could_be(finding) == {"not_applicable"} | below
    assert finding.harmless is harmless
    assert {m.path[-1] for m in finding.missing} >= {"books" if part == "when" else "law"}


def test_reach_unknown_above_a_weighing() -> None:
    """U -> *harmless* if neither fail nor judgement is in `could_be`"""
    body = law(rule(when='trust.books == "kept"', factors={"writing": FACTORS["writing"]}))
    finding = the(judged(body))
    assert could_be(finding) == {"not_applicable", "judgement"}
    assert not finding.harmless


def test_reach_unknown_above_an_exception() -> None:
    """U -> the line below it: with an exception that holds, only a pass"""
    body = law(rule(when='trust.books == "kept"', unless=[HOLDS]))
    finding = the(judged(body, ORAL))
    assert could_be(finding) == {"not_applicable", "pass"}
    assert finding.harmless


NEEDS_CAP = rule(each="guarantee", require="guarantee.cap != none", at="")
EACH_KIND = [
    (NEEDS_CAP, {"not_applicable", "pass", "fail"}),
    (
        rule(each="guarantee", factors={"cap": {"says": "a cap", "when": "guarantee.cap != none"}}),
        {"not_applicable", "judgement"},
    ),
    (
        rule(each="guarantee", readings={"wide": {"title": "wide", "require": "guarantee.cap != none"}}),
        {"not_applicable", "pass", "fail", "judgement"},
    ),
]


def test_no_subject_in_a_closed_list() -> None:
    """No subject for `each:`: closed list: one `not_applicable` ("none")"""
    finding = the(judged(law(NEEDS_CAP), {"guarantees": "none"}))
    assert (finding.outcome, finding.result.excluded_by, finding.subject) == (Outcome.NOT_APPLICABLE, "none", None)


@pytest.mark.parametrize(("form", "ends"), EACH_KIND)
def test_no_subject_in_an_open_list(form: dict[str, Any], ends: set[str]) -> None:
    """open list: one `unknown` ("none listed, and the list is not declared complete")"""
    finding = the(judged(law(form)))
    assert (finding.outcome, finding.result.excluded_by) == (Outcome.UNKNOWN, "none listed")
    assert finding.missing == (Missing(("guarantees",), "open list"),)
    assert could_be(finding) == ends
    assert "complete" in finding.sentence


def test_one_finding_for_each_subject() -> None:
    """A rule gives one outcome for each subject."""
    two = {"guarantees": {"a": {"law": "CN", "cap": 5}, "b": {"law": "CN", "cap": "none"}}}
    judgment = judged(law(NEEDS_CAP), two)
    assert {f.id: f.outcome.value for f in judgment.findings} == {"r1@guarantees.a": "pass", "r1@guarantees.b": "fail"}


def reading(require: str) -> dict[str, str]:
    return {"title": require, "require": require}


WRITTEN, NO_SET_OFF, BOOKS = (
    reading(text) for text in ('trust.form == "written"', 'trust.set_off_allowed == "no"', 'trust.books == "kept"')
)


@pytest.mark.parametrize(
    ("changes", "outcome"), [({}, "pass"), ({**ORAL, "trusts.main.set_off_allowed": "yes"}, "fail"), (ORAL, "judgement")]
)
def test_rival_readings(changes: dict[str, Any], outcome: str) -> None:
    """Rival readings: the same answer, or `judgement` with both"""
    result = the(judged(law(rule(readings={"one": WRITTEN, "two": NO_SET_OFF})), changes)).result
    assert result.outcome.value == outcome
    assert [r.id for r in result.readings] == ["one", "two"]
    if outcome == "judgement":
        assert [r.outcome.value for r in result.readings] == ["fail", "pass"]


@pytest.mark.parametrize(
    ("changes", "second", "ends"),
    [
        ({}, BOOKS, {"pass", "judgement"}),
        (ORAL, BOOKS, {"fail", "judgement"}),
        (SILENT, BOOKS, {"pass", "fail", "judgement"}),
    ],
)
def test_rival_readings_not_known(changes: dict[str, Any], second: dict[str, str], ends: set[str]) -> None:
    """Rival readings, one or both unknown: `unknown`; where both are, they may still differ"""
    finding = the(judged(law(rule(readings={"one": WRITTEN, "two": second})), changes))
    assert finding.outcome is Outcome.UNKNOWN
    assert could_be(finding) == ends
    assert {m.path[-1] for m in finding.missing} >= {"books"}


def test_rival_readings_of_which_one_needs_the_exception() -> None:
    """the same answer: what one reading rests on is not lost"""
    body = law(rule(readings={"one": NO_SET_OFF, "two": WRITTEN}, unless=[HOLDS_TOO]))
    result = the(judged(body, ORAL)).result
    assert (result.outcome, result.general) == (Outcome.PASS, Outcome.FAIL)
    assert [d.article for d in result.displaced_by] == ["8"]


def test_two_packs_each_answer() -> None:
    """Which law applies is explicit: each law reaches its own deals only."""
    us = instrument({"us": rule()}, id="us-law", system="US", governs={"trust": 'within(trust.law, "US")'})
    judgment = judged(law_of(instrument({"cn": rule()}), us), {"trusts.main.law": "US-NY"})
    assert the(judgment, "us").outcome is Outcome.PASS
    assert the(judgment, "cn").outcome is Outcome.NOT_APPLICABLE
