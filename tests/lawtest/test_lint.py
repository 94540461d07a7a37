"""``law lint``: each remark, with a pack that has this one fault."""

from datetime import date
from typing import Any

import pytest
from small_law import instrument, law, law_of, rule

from legalmodel.law.load import load_law
from legalmodel.lawtest.lint import Remark, lint
from legalmodel.lawtest.words import chosen_fields, named_after_answers

TODAY = date(2026, 6, 30)


def example(expect: str, **change: Any) -> dict[str, Any]:
    return {"base": "cn-npl-trust", "change": change, "expect": expect}


BOTH = [example("pass"), example("fail")]
CLEAN = rule(examples=BOTH)
FACTOR = {"says": "it is written", "when": 'trust.form == "written"'}
WEIGHING = rule(
    factors={"writing": FACTOR}, examples=[example("judgement")], says={"judgement": "Weigh it."}, decided_by="court", would_settle="a judgment"
)  # fmt: skip  # short parts read together: one a line would take a screen
READING = {"one": {"title": "one", "require": 'trust.form == "written"'}}
STEP = {"from": "2001-10-01", "is": "5%", "article": "1"}
SHARES = "share_held(trust.settlor, trust.estate)"


def remarks(form: dict[str, Any], **head: Any) -> list[Remark]:
    return [r for r in lint(law(form, **head), TODAY) if r.rule == "r1"]


@pytest.mark.parametrize("form", [CLEAN, WEIGHING, rule(text="memory", examples=[example("not_examined")])])
def test_clean_pack(form: dict[str, Any]) -> None:
    assert remarks(form) == []


def stepped(*steps: dict[str, Any]) -> dict[str, Any]:
    return CLEAN | {"require": f"{SHARES} >= least", "thresholds": {"least": list(steps)}}


FAULTS = [
    (CLEAN | {"each": "rating", "require": "rating.grade != none"}, "no-subject", "rating"),
    (CLEAN | {"examples": [example("pass")]}, "no-example", "fail"),
    (CLEAN | {"examples": [example("fail")]}, "no-example", "pass"),
    (CLEAN | {"text": "memory"}, "no-example", "not_examined"),
    (WEIGHING | {"examples": BOTH}, "no-example", "judgement"),
    (rule(readings=READING, examples=[example("fail")]), "no-example", "pass"),
    (CLEAN | {"when": "trust.price != none"}, "no-example", "test of application"),
    (CLEAN | {"says": {"pass": "By {trust.trustees}.", "fail": "No."}}, "bad-sentence", "says.pass"),
    (CLEAN | {"says": {"pass": "Yes.", "fail": "{trustt}."}}, "bad-sentence", "says.fail"),
    (CLEAN | {"says": {"pass": "Yes.", "fail": "No.", "unknown": "{x}"}}, "bad-sentence", "says.unknown"),
    (CLEAN | {"says": {"pass": "Yes.", "fail": "No.", "not_applicable": "{x}"}}, "bad-sentence", "says.not_applicable"),
    (WEIGHING | {"says": {"judgement": "{x}"}}, "bad-sentence", "says.judgement"),
    (CLEAN | {"says": {"pass": "Yes."}}, "no-sentence", "says.fail"),
    (CLEAN | {"says": {"fail": "No."}}, "no-sentence", "says.pass"),
    (WEIGHING | {"says": {"pass": "Yes."}}, "no-sentence", "says.judgement"),
    (CLEAN | {"require": f"{SHARES} >= 0.05"}, "bare-number", "0.05"),
    (CLEAN | {"unless": [{"article": "2", "title": "x", "when": f"{SHARES} >= 0.05"}]}, "bare-number", "0.05"),
    (WEIGHING | {"factors": {"f": FACTOR | {"when": f"{SHARES} >= 0.05"}}}, "bare-number", "0.05"),
    (rule(readings={"one": {"title": "x", "require": f"{SHARES} >= 0.05"}}, examples=BOTH), "bare-number", "0.05"),
    (CLEAN | {"window": {"ground": "x", "closes": "years_after(trust.dates.effective, 3)"}}, "bare-number", "3"),
    (stepped(STEP | {"from": "2005-01-01"}), "gap", "no value from 2001-10-01"),
    (stepped(STEP | {"to": "2010-12-31"}, STEP | {"from": "2011-01-02"}), "gap", "2011-01-02"),
    (stepped(STEP | {"to": "2010-12-31"}, STEP | {"from": "2010-12-31"}), "gap", "2010-12-31"),
    (CLEAN | {"in_force": {"from": "2010-01-01", "to": "2009-12-31"}}, "never-in-force", "ends"),
    (CLEAN | {"text": "part"}, "unsaid-part", "unseen"),
    (WEIGHING | {"decided_by": ""}, "weighing", "who decides"),
    (WEIGHING | {"would_settle": ""}, "weighing", "settle"),
]


@pytest.mark.parametrize(("form", "code", "words"), FAULTS)
def test_one_fault(form: dict[str, Any], code: str, words: str) -> None:
    """Lint finds gaps, numbers without an article, sentences that cannot be filled, outcomes without an example"""
    governs = {"trust": 'within(trust.law, "CN")', "rating": "rating.by != none"}
    found = remarks(form, governs=governs)
    assert [r.code for r in found] == [code], found
    assert words in found[0].text
    assert found[0].serious


def test_law_of_the_future_is_told_but_not_serious() -> None:
    """drafts and laws to come: told, no fault"""
    found = remarks(CLEAN | {"in_force": {"from": "2026-07-01"}})
    assert [(r.code, r.serious) for r in found] == [("future", False)]


def test_steps_that_meet_are_no_gap() -> None:
    assert remarks(stepped(STEP | {"to": "2010-12-31"}, STEP | {"from": "2011-01-01"})) == []
    assert remarks(stepped(STEP, STEP | {"from": "2011-01-01"})) == []


def test_essential_question_that_no_text_answers() -> None:
    """Lint finds gaps of the whole law: an essential question that no rule with its text read answers"""
    said = [r for r in lint(law(CLEAN, essential=("isolation/one", "isolation/two")), TODAY) if r.code == "unanswered"]
    assert [(r.rule, r.serious) for r in said] == [("CN", False)]
    assert "isolation/two" in said[0].text
    remembered = lint(law(CLEAN | {"text": "memory"}), TODAY)
    assert any(r.code == "unanswered" and "isolation/one" in r.text for r in remembered)


@pytest.mark.parametrize(
    ("lists", "chosen", "words"),
    [
        ({"true_sale_state": ("yes", "no")}, [], "the list of words 'true_sale_state'"),
        ({"state": ("open", "compliant")}, [], "the word 'compliant' of the list 'state'"),
        ({}, [("Trust", "segregated_assets")], "the field 'segregated_assets' of Trust"),
    ],
)
def test_fact_named_after_an_answer(lists: dict[str, tuple[str, ...]], chosen: list[tuple[str, str]], words: str) -> None:
    """Lint refuses a field, a list or a word named after the answer"""
    clean = {"form": ("written",), "opinion_subject": ("true_sale",)}
    assert list(named_after_answers(clean, [("Trust", "set_off_allowed")])) == []
    found = list(named_after_answers(clean | lists, chosen))
    assert [(r.code, r.serious, r.text) for r in found] == [("conclusion-as-field", True, f"{words} is named after an answer")]


def test_fields_to_choose_a_word_for_are_all_looked_at() -> None:
    chosen = chosen_fields()
    assert {("Trust", "set_off_allowed"), ("Party", "form"), ("BuyBack", "duty")} <= set(chosen)
    assert not {("Trust", "perfected_on"), ("Trust", "price"), ("Party", "name")} & set(chosen)


def test_lapsed_instrument_without_a_successor() -> None:
    """lapsed citations: told, for the law of an older day is wanted as well"""
    ended: dict[str, Any] = {"in_force": {"from": "2001-10-01", "to": "2020-12-31"}}
    old = instrument({"r1": CLEAN}, **ended)
    new = instrument({"r2": CLEAN}, id="new-law", replaces="small-law", in_force={"from": "2021-01-01"})
    assert [(r.rule, r.serious) for r in lint(law_of(old), TODAY) if r.code == "lapsed"] == [("small-law", False)]
    assert [r for r in lint(law_of(old, new), TODAY) if r.code == "lapsed"] == []
    assert [r for r in lint(law_of(old), date(2020, 12, 31)) if r.code == "lapsed"] == []


def test_forerunner_that_there_is_not() -> None:
    found = lint(law(CLEAN, replaces="lost-law"), TODAY)
    assert [(r.rule, r.code, r.serious) for r in found if r.serious] == [("small-law", "no-forerunner", True)]


def test_number_that_ends_before_its_rule() -> None:
    """a threshold ending before today"""
    ended = stepped(STEP | {"to": "2010-12-31"})
    assert [(r.code, r.serious) for r in remarks(ended)] == [("lapsed-number", True)]
    assert remarks(ended | {"in_force": {"from": "2001-10-01", "to": "2010-12-31"}}) == []
    assert remarks(stepped(STEP | {"to": "2026-06-30"})) == []


def test_number_to_come() -> None:
    found = remarks(stepped(STEP, STEP | {"from": "2027-01-01", "is": "6%"}))
    assert [(r.code, r.serious) for r in found] == [("future", False)]


PAIRS = [
    "any(any(b.name != a.name for b in parties) for a in parties)",
    "any(a.shares > b.shares for a in ownership for b in ownership)",
    "all(o.owner == a.agent for a in agencies for o in ownership if a.agent == trust.trustee)",
    "any(a.name != none for a in parties if not any(o.owner != a for o in ownership))",
]


@pytest.mark.parametrize("text", PAIRS)
def test_rule_that_tries_every_pair(text: str) -> None:
    """lint flags rules that quantify over pairs of parties"""
    assert [(r.code, r.serious) for r in remarks(CLEAN | {"require": text})] == [("pairs", False)]


def test_the_subject_is_a_loop_too() -> None:
    """A rule asked of each agent that goes through all agents tries every pair of them"""
    each = {"each": "agency", "says": {"pass": "So.", "fail": "Not so."}}
    slow, quick = (
        "all(a.function != none for a in agencies)",
        "all(a.function != none for a in agencies if a.agent == agency.agent)",
    )
    assert "pairs" in {r.code for r in remarks(CLEAN | each | {"require": slow})}
    assert "pairs" not in {r.code for r in remarks(CLEAN | each | {"require": quick})}


@pytest.mark.parametrize(
    "text",
    [
        "any(a.name == a.name for a in parties) or any(b.name == b.name for b in parties)",
        "any(any(s.issuer == t.estate for s in securities) for t in trusts)",
        "any(any(b.name == a.name for b in parties) for a in parties)",
        "any(a.owner == b.owner for a in ownership for b in ownership)",
        "any(a.name != none for a in parties if any(o.owner == a for o in ownership))",
        "any(all(o.owner != a for o in ownership) for a in parties)",
    ],
)
def test_loops_that_are_no_pairs_of_persons(text: str) -> None:
    """A loop that looks up what it compares goes through those records alone"""
    assert remarks(CLEAN | {"require": text}) == []


def test_question_that_no_rule_answers() -> None:
    """questions nobody answers: every one, essential or not"""
    found = {r.text.split()[-1]: r for r in lint(law(CLEAN), TODAY) if r.code == "no-rule"}
    assert "label/one" in found
    assert "isolation/one" not in found
    assert not any(r.serious for r in found.values())


def test_shipped_law_has_no_serious_remark() -> None:
    """The law that ships is clean"""
    assert [r for r in lint(load_law(), TODAY) if r.serious] == []
