"""No given fact is passed over in silence (semantics, section E): openings, where they come and where they do not."""

import random
import re
from typing import Any

import pytest

from legalmodel.base.outcomes import Conclusion
from legalmodel.graph.build import build
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.judge import judge
from legalmodel.law.load import load_law
from legalmodel.lawtest.examples import RUN_DAY, base_source
from legalmodel.model.parse import parse
from legalmodel.text.read import Source, read_bytes
from tests.judgment.test_doubts import changed

CLEAN = ("cn-npl-trust", "cn-clo-trust", "cn-npl-trust-faulty")


def judged(source: Source) -> Judgment:
    return judge(build(parse(source), source.place), load_law(), RUN_DAY)


def openings(judgment: Judgment) -> set[tuple[str, str]]:
    return {(o.question, ".".join(path)) for line in judgment.lines for o in line.openings for path in o.facts}


def opened(change: dict[str, Any], base: str = "cn-npl-trust") -> set[tuple[str, str]]:
    return openings(judged(changed(change, base)))


@pytest.mark.parametrize("base", CLEAN)
def test_clean_templates_have_no_opening(base: str) -> None:
    judgment = judged(base_source(base))
    assert openings(judgment) == set()
    assert judgment.drawn.openings == ()


SWAP = {"kind": "interest_rate_swap", "by": "custodian", "to": "spt", "since": "2025-06-20", "rank": 1}
DOWN = {"events": {"down": {"kind": "downgrade", "date": "2025-06-25", "of": "custodian", "before": "A-1", "after": "B"}}}
CASES: list[tuple[str, Any, dict[str, Any], str]] = [
    ("pools.pool.trade_barred_by", "loans in the field of defence", {}, "isolation/assignability"),
    ("trusts.entrustment.authorised_by", "none", {}, "isolation/title-authority"),
    ("accounts.collections.rating_needed", "A-1", DOWN, "remoteness/account-bank"),
    ("accounts.collections.replaced_when", "none", {}, "remoteness/account-bank"),
    ("hedges.swap.rank_on_default", 6, {"hedges": {"swap": SWAP}}, "remoteness/hedge-flip"),
    ("trusts.entrustment.revolving", {"seller_interest": 5000000}, {}, "isolation/recharacterisation"),
    ("ownership", {"s": {"owner": "fund", "of": "trustco", "shares": "9%", "vetoes": ["merger"]}}, {}, "remoteness/ownership"),
    ("ownership", {"s": {"owner": "fund", "of": "trustco", "shares": "9%", "held_for": "charity"}}, {}, "remoteness/ownership"),
    (
        "ownership",
        {"s": {"owner": "fund", "of": "trustco", "shares": "9%", "owes_duty_to": "bank"}},
        {},
        "remoteness/ownership",
    ),
    ("ties", {"t": {"of": "bank", "to": "trustco", "kind": "acting_together"}}, {}, "protection/conflicts"),
    ("ties", {"t": {"of": "bank", "to": "trustco", "kind": "family"}}, {}, "protection/conflicts"),
    ("securities.senior.directs_until", "gone", {"triggers": {"gone": {"name": "gone"}}}, "protection/voting"),
    ("accounts.collections.only_for", "bank", {}, "remoteness/commingling"),
    ("accounts.collections.watched_by", "none", {}, "remoteness/commingling"),
    ("accounts.collections.control_agreement", "none", {}, "remoteness/commingling"),
]


@pytest.mark.parametrize(("path", "value", "more", "question"), CASES, ids=lambda x: x if isinstance(x, str) else "")
def test_a_watched_fact_that_no_rule_reads_opens_its_question(
    path: str, value: Any, more: dict[str, Any], question: str
) -> None:
    judgment = judged(changed(more | {path: value}))
    found = openings(judgment)
    assert any(q == question and fact.startswith(path.partition(".")[0]) for q, fact in found), found
    concerned = [line for line in judgment.lines if question in {o.question for o in line.openings}]
    assert concerned
    assert all(line.conclusion in (Conclusion.OPEN, Conclusion.OBSTACLE) for line in concerned)


@pytest.mark.parametrize(
    "change",
    [
        {"pools.pool.trade_barred_by": "none"},
        {"trusts.entrustment.authorised_by": "board decision of another day"},
        {"accounts.collections.rating_needed": "A-1"},
        {"accounts.collections.only_for": "spt"},
        {"accounts.collections.control_agreement": "agreement of 2025-06-18"},
        {"trusts.entrustment.authorised_by": "absent"},
    ],
)
def test_what_is_calm_or_left_out_does_not_open(change: dict[str, Any]) -> None:
    assert opened(change) == set()


def test_unknown_opens() -> None:
    change = {"trusts.entrustment.authorised_by": "absent", "trusts.entrustment.unknown": {"authorised_by": "not_disclosed"}}
    assert ("isolation/title-authority", "trusts.entrustment.authorised_by") in opened(change)


def test_what_is_left_out_is_counted_once() -> None:
    before, after = (judged(changed(c)).drawn.not_asked for c in ({}, {"trusts.entrustment.authorised_by": "absent"}))
    assert after == before + 1


def test_a_further_fact_closes_no_opening_but_its_own() -> None:
    chance = random.Random(12)
    for _ in range(12):
        (path, value, more, _), (path2, value2, more2, _) = chance.sample(CASES, 2)
        if path.partition(".")[0] == path2.partition(".")[0]:
            continue
        alone, both = opened(more | {path: value}), opened(more | more2 | {path: value, path2: value2})
        assert alone <= both


def test_renaming_ids_changes_nothing_but_ids() -> None:
    text = base_source("cn-npl-trust").text.replace("title_disputes: none", "trade_barred_by: loans in the field of defence")
    ids = {"trustco": "t9", "lead": "l9", "supporter": "s9", "spt": "v9"}
    other = re.sub(r"\b(" + "|".join(ids) + r")\b", lambda m: ids[m[1]], text)
    one, two = (judged(read_bytes(t.encode(), "deal.yaml")) for t in (text, other))
    renamed = {(q, ".".join(ids.get(step, step) for step in fact.split("."))) for q, fact in openings(one)}
    assert openings(two) == renamed
    assert renamed
    assert [line.conclusion for line in one.lines] == [line.conclusion for line in two.lines]
    assert [f.outcome for f in one.findings] == [f.outcome for f in two.findings]


def test_the_screen_explanation_and_json_tell_openings() -> None:
    from legalmodel.api import check_deal
    from legalmodel.output.paint import Paint
    from legalmodel.output.result import to_json
    from legalmodel.output.screen import first_screen
    from legalmodel.output.whole import explanation_text
    from legalmodel.report.explanation import explanation

    source = changed({"pools.pool.trade_barred_by": "loans in the field of defence"})
    result = check_deal(parse(source), source, RUN_DAY)
    shown = " ".join(first_screen(result, 118, Paint(False)).split())
    assert "FACTS NOT USED assignability: trade barred by is given (Corporate bad loans)" in shown
    assert "Not asked: " in shown
    line = next(x for x in result.judgment.lines if x.openings)
    text = explanation_text(explanation([line], result.graph, result.law.catalogue), 118, Paint(False), all=False)
    assert "given, and read by no rule in force: trade barred by is given" in text
    data = to_json(result)
    assert data["lines"][0]["openings"] == [{"question": "isolation/assignability", "facts": ["pools.pool.trade_barred_by"]}]
    assert data["watched_not_asked"] > 100


APART: list[tuple[str, Any, str]] = [
    ("pools.pool.restructured", "12%", "gate/npl-class"),
    ("pools.pool.listed_as_bad", "3%", "gate/npl-class"),
    ("pools.pool.charged_off", "40%", "apart/accounting"),
    ("trusts.entrustment.taxed_as", "a sale", "apart/tax"),
    ("trusts.entrustment.secrecy", "none", "conduct/secrecy-data"),
    ("deal.exempt_under", ["Rule 144A"], "process/licences-approvals"),
    ("deal.offered_in", ["CN", "US"], "gate/market-investor"),
    ("securities.senior.offered_to", ["institutions abroad"], "gate/market-investor"),
    ("parties.bank.centre_of_interests", "HK", "gate/transferor-regime"),
]


@pytest.mark.parametrize(("path", "value", "question"), APART)
def test_questions_apart_from_all_lines_tell_what_is_passed_over(path: str, value: Any, question: str) -> None:
    judgment = judged(changed({path: value}))
    assert (question, path) in {(o.question, ".".join(fact)) for o in judgment.drawn.openings for fact in o.facts}
    assert openings(judgment) == set(), "it opens no line"


HARDLY_USED: list[tuple[str, Any, str]] = [
    ("pools.pool.made_how", "without the usual approval of the branch", "protection/adverse-selection"),
    ("pools.pool.not_yet_paid_once", "7%", "protection/adverse-selection"),
    ("pools.pool.whole_loans", "60%", "protection/resecuritisation"),
    ("trusts.entrustment.called", ["assignment by way of security"], "isolation/label"),
    ("trusts.entrustment.dilution_reserve", 2000000, "isolation/credit-recourse"),
    ("trusts.entrustment.assets_are", ["income_rights"], "isolation/mode"),
    ("trusts.entrustment.listed_in", "none", "isolation/identification"),
    ("trusts.entrustment.perfection_steps", "none", "isolation/perfection"),
    ("trusts.entrustment.books_of_taker", "none", "isolation/label"),
    ("trusts.entrustment.accessory_rights", "none", "isolation/accessory-rights"),
    ("securities.senior.not_owed_by", "none", "protection/nature-of-right"),
    ("securities.senior.paid_from", ["pool"], "protection/payment-order"),
    ("agencies.servicing.dedicated_unit", "no", "remoteness/servicer-estate"),
    ("agencies.servicing.successor_terms", "none", "remoteness/servicer-change"),
    ("agencies.servicing.replacement_vote", "100%", "remoteness/servicer-change"),
    ("agencies.servicing.standard", "none", "protection/trustee-duty"),
    ("parties.custodian.deposits_insured_by", "none", "remoteness/account-bank"),
]


@pytest.mark.parametrize(("path", "value", "question"), HARDLY_USED)
def test_fields_hardly_used_are_not_passed_over(path: str, value: Any, question: str) -> None:
    assert (question, path) in opened({path: value})


CALM: list[tuple[str, Any]] = [
    ("pools.pool.restructured", "0%"),
    ("pools.pool.made_how", "none"),
    ("pools.pool.whole_loans", "100%"),
    ("trusts.entrustment.assets_are", ["claims"]),
    ("trusts.entrustment.secrecy", "names withheld"),
    ("agencies.servicing.dedicated_unit", "yes"),
    ("agencies.servicing.replacement_vote", "75%"),
    ("deal.offered_in", ["CN"]),
    ("parties.bank.centre_of_interests", "CN"),
    ("parties.custodian.deposits_insured_by", "the national deposit insurance fund"),
]


@pytest.mark.parametrize(("path", "value"), CALM)
def test_a_calm_value_of_the_same_fields_opens_nothing(path: str, value: Any) -> None:
    judgment = judged(changed({path: value}))
    assert openings(judgment) == set()
    assert judgment.drawn.openings == ()


def test_what_is_passed_over_apart_is_told_on_the_screen_and_in_json() -> None:
    from legalmodel.api import check_deal
    from legalmodel.output.paint import Paint
    from legalmodel.output.result import to_json
    from legalmodel.output.screen import first_screen

    source = changed({"trusts.entrustment.taxed_as": "a loan"})
    result = check_deal(parse(source), source, RUN_DAY)
    assert "taxed as is given" in " ".join(first_screen(result, 118, Paint(False)).split())
    assert to_json(result)["apart_openings"] == [{"question": "apart/tax", "facts": ["trusts.entrustment.taxed_as"]}]
