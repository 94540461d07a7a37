"""``law lint``: each remark, with a pack that has this one fault."""

from datetime import date
from typing import Any

import pytest
from small_law import law, rule

from legalmodel.law.load import load_law
from legalmodel.lawtest import lint as lint_module
from legalmodel.lawtest.lint import Remark, lint

TODAY = date(2026, 6, 30)


def example(expect: str, **change: Any) -> dict[str, Any]:
    return {"base": "cn-npl-trust", "change": change, "expect": expect}


BOTH = [example("pass"), example("fail")]
CLEAN = rule(examples=BOTH)
FACTOR = {"says": "it is written", "when": 'trust.form == "written"'}
WEIGHING = rule(
    factors={"writing": FACTOR}, examples=[example("judgement")], says={"judgement": "Weigh it."}, decided_by="court", would_settle="a judgment"
)  # fmt: skip
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


def test_list_of_words_named_after_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lint refuses a field named after the answer"""
    monkeypatch.setattr(lint_module, "CHOICES", {"true_sale_state": ("yes", "no"), "form": ("written",)})
    assert [r.text for r in lint(law(CLEAN), TODAY) if r.code == "conclusion-as-field"] == [
        "the list of words 'true_sale_state' is named after an answer"
    ]


def test_shipped_law_has_no_serious_remark() -> None:
    """The law that ships is clean"""
    assert [r for r in lint(load_law(), TODAY) if r.serious] == []
