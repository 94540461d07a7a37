"""Semantics, section B: which day's law and facts a rule is judged by."""

from datetime import date
from typing import Any

import pytest
from small_law import RUN, judged, law, rule, the

from legalmodel.base.outcomes import Outcome

PRICE = "trusts.main.price"
DAY = "trusts.main.dates.effective"
SINCE_JUNE = [{"from": "2001-10-01", "to": "2016-05-31", "is": "CNY 100", "article": "1"}]
SINCE_JUNE += [{"from": "2016-06-01", "is": "CNY 200", "article": "1 as amended"}]  # type: ignore[list-item] # no last day
LEAST = rule(require="trust.price >= least", thresholds={"least": SINCE_JUNE})


@pytest.mark.parametrize(("day", "outcome"), [("2016-05-31", "pass"), ("2016-06-01", "fail")])
def test_day_of_the_act(day: str, outcome: str) -> None:
    """Default day: the one the instrument names; superseded versions are kept"""
    finding = the(judged(law(LEAST), {PRICE: 150, DAY: day}))
    assert (finding.outcome.value, finding.day) == (outcome, date.fromisoformat(day))


def test_rule_names_its_own_day() -> None:
    """Default day: signing, closing, offer ...: a rule may name another than its instrument"""
    finding = the(judged(law(rule(at="trust.dates.signed"))))
    assert finding.day == date(2016, 5, 20)


@pytest.mark.parametrize(("price", "outcome"), [(50, "fail"), (150, "unknown"), (250, "pass")])
@pytest.mark.parametrize("day", ["absent", "2016"])
def test_day_not_fully_known(price: int, outcome: str, day: str) -> None:
    """Day unknown: every version that could apply is run; one answer if they agree, else `unknown`"""
    body = law(LEAST)
    finding = the(judged(body, {PRICE: price, DAY: day}))
    if day == "absent":  # it may also lie before the law came into force
        assert finding.outcome is Outcome.UNKNOWN
        assert Outcome.NOT_EXAMINED in finding.result.could_be
    else:
        assert finding.outcome.value == outcome
    if finding.outcome is Outcome.UNKNOWN:
        assert ("trusts", "main", "dates", "effective") in {m.path for m in finding.missing}


def test_day_not_known_never_decides_by_one_version() -> None:
    """Day unknown: a threshold that differs between versions is not known"""
    result = the(judged(law(LEAST), {PRICE: 150, DAY: "absent"})).result
    assert {o.value for o in result.could_be} == {"pass", "fail", "not_examined"}


def test_law_that_ends_within_the_span() -> None:
    """every version that could apply is run: a law that ended in the middle of the month may not apply"""
    body = law(rule(in_force={"from": "2001-10-01", "to": "2016-05-10"}))
    assert the(judged(body, {DAY: "2016-05"})).outcome is Outcome.UNKNOWN
    assert the(judged(body, {DAY: "2016-04"})).outcome is Outcome.PASS
    assert the(judged(body, {DAY: "2016-06"})).outcome is Outcome.NOT_EXAMINED


def test_law_that_pauses_within_the_span() -> None:
    """every version that could apply is run, also one between two that agree"""
    steps = [{"from": "2001-10-01", "to": "2016-05-09", "is": "CNY 100", "article": "1"}]
    steps += [{"from": "2016-05-10", "to": "2016-05-19", "is": "CNY 900", "article": "1"}]
    steps += [{"from": "2016-05-20", "is": "CNY 100", "article": "1"}]
    body = law(rule(require="trust.price >= least", thresholds={"least": steps}))
    assert the(judged(body, {PRICE: 150, DAY: "2016-05"})).outcome is Outcome.UNKNOWN
    gap = law(rule(require="trust.price >= least", thresholds={"least": [steps[0], steps[2]]}))
    assert the(judged(gap, {PRICE: 150, DAY: "2016-05"})).outcome is Outcome.UNKNOWN


def test_versions_that_agree_on_unknown_keep_all_that_could_be() -> None:
    """one answer if they agree: an unknown on one day that could fail is not made harmless by another day's"""
    finding = the(judged(law(LEAST | {"when": 'trust.books == "kept"'}), {DAY: "2016", PRICE: 150}))
    assert {o.value for o in finding.result.could_be} == {"not_applicable", "pass", "fail"}
    assert not finding.harmless


def test_versions_agree_by_exception_on_one_day() -> None:
    """one answer if they agree: the exception that only one version needs is still told"""
    exception = {"article": "7", "title": "no set-off", "when": 'trust.set_off_allowed == "no"'}
    body = law(LEAST | {"unless": [exception]})
    result = the(judged(body, {PRICE: 150, DAY: "2016"})).result
    assert (result.outcome, result.general, len(result.displaced_by)) == (Outcome.PASS, Outcome.FAIL, 1)


def test_proposed_deal_is_judged_on_its_planned_day() -> None:
    """planned: each act is judged on its planned day, by the law of that day as known on the day of the run"""
    early = date(2016, 5, 1)
    for day, outcome in (("2016-05-31", Outcome.PASS), ("2016-06-01", Outcome.FAIL)):
        finding = the(judged(law(LEAST), {PRICE: 150, DAY: day, "deal.closing": day, "deal.stage": "proposed"}, run=early))
        assert (finding.outcome, finding.day, finding.planned) == (outcome, date.fromisoformat(day), True)
    without = {PRICE: 150, DAY: "absent", "deal.closing": "2016-06-10", "deal.stage": "proposed"}
    assert the(judged(law(LEAST), without, run=early)).day == date(2016, 6, 10)


def test_planned_day_that_has_passed_without_a_word() -> None:
    """planned: a planned day that has passed unreported: U"""
    planned = {PRICE: 150, "deal.stage": "proposed"}
    finding = the(judged(law(LEAST), planned, run=date(2016, 5, 28)))
    assert finding.outcome is Outcome.UNKNOWN
    assert {o.value for o in finding.result.could_be} == {"pass", "not_applicable"}
    assert finding.sentence == "It was planned for 2016-05-27; the file does not say whether it happened."
    assert {m.path for m in finding.missing} == {("deal", "stage")}
    assert the(judged(law(LEAST), planned, run=date(2016, 5, 27))).outcome is Outcome.PASS


def test_rule_without_a_day_is_judged_on_the_day_of_the_run() -> None:
    """Default day: where the instrument names none, the day of the run"""
    finding = the(judged(law(rule(), at={}), {"deal.known_until": str(RUN)}))
    assert (finding.day, finding.day_note, finding.known_to) == (RUN, "day of the run", None)
    known = the(judged(law(rule(), at={}), {"deal.known_until": "2020-01-01"}))
    assert (known.day, known.known_to) == (date(2020, 1, 1), date(2020, 1, 1))


DATED = {"trusts.main.dated": {"books_of_trustee": {"2016-01-01": "mixed", "2018-01-01": "separate"}}}
APART = rule(require='trust.books_of_trustee == "separate"')


@pytest.mark.parametrize(("day", "outcome"), [("2015-12-31", "not_applicable"), ("2017-12-31", "fail"), ("2018-01-01", "fail")])
def test_as_of_moves_no_act(day: str, outcome: str) -> None:
    """`--as-of` moves no act's law, nor its facts: what is later than that day is not there"""
    changes: dict[str, Any] = {**DATED, "trusts.main.books_of_trustee": "absent"}
    judgment = judged(law(APART), changes, as_of=date.fromisoformat(day))
    assert the(judgment).outcome.value == outcome
    assert judgment.as_of == date.fromisoformat(day)
    later = judged(law(APART, in_force={"from": "2018-01-01"}), changes, as_of=date(2018, 12, 31))
    assert the(later).outcome is Outcome.NOT_EXAMINED


@pytest.mark.parametrize(("day", "outcome"), [("2016-12-31", "fail"), ("2018-01-01", "pass")])
def test_rule_without_a_day_sees_the_day_looked_from(day: str, outcome: str) -> None:
    """rules without a day of their own see that day's law, and that day's facts"""
    changes: dict[str, Any] = {**DATED, "trusts.main.books_of_trustee": "absent", "deal.known_until": "2026-01-01"}
    assert the(judged(law(APART, at={}), changes, as_of=date.fromisoformat(day))).outcome.value == outcome
    late = law(APART, at={}, in_force={"from": "2018-01-01"})
    assert the(judged(late, changes, as_of=date(2017, 12, 31))).outcome is Outcome.NOT_EXAMINED


def test_law_on_moves_the_law_alone() -> None:
    """`--law-on DAY` asks today's law of yesterday's deal"""
    judgment = judged(law(LEAST), {PRICE: 150}, law_on=RUN)
    assert (the(judgment).outcome, the(judgment).day, judgment.law_on) == (Outcome.FAIL, date(2016, 5, 27), RUN)
    changes: dict[str, Any] = {**DATED, "trusts.main.books_of_trustee": "absent"}
    late = law(APART, in_force={"from": "2018-01-01"})
    assert the(judged(late, changes)).outcome is Outcome.NOT_EXAMINED
    assert the(judged(late, changes, law_on=RUN)).outcome is Outcome.FAIL  # the facts are still those of 2016


def test_law_on_needs_no_day_of_the_act() -> None:
    """`--law-on DAY`: the version is known, even where the day of the act is not"""
    assert the(judged(law(LEAST), {PRICE: 150, DAY: "absent"}, law_on=RUN)).outcome is Outcome.FAIL
    assert the(judged(law(LEAST), {PRICE: 150, DAY: "absent"}, law_on=date(2010, 1, 1))).outcome is Outcome.PASS


@pytest.mark.parametrize("price", [50, 150, 250])
def test_stage_not_known(price: int) -> None:
    """Stage unknown: both answers, joined as for an unknown day; as a plan it has passed without a word"""
    finding = the(judged(law(LEAST), {PRICE: price, "deal.stage": "absent"}))
    assert finding.outcome is Outcome.UNKNOWN
    assert {m.path for m in finding.missing} == {("deal", "stage")}
    on_the_day = the(judged(law(LEAST), {PRICE: price, "deal.stage": "absent"}, run=date(2016, 5, 27)))
    assert on_the_day.outcome is (Outcome.PASS if price > 100 else Outcome.FAIL)
