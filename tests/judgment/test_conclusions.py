"""Semantics, section C: each test quotes its row."""

from typing import Any

import pytest
from small_law import judged, law, line, rule, the

from legalmodel.base.outcomes import Conclusion
from legalmodel.base.places import dotted
from legalmodel.report.words import line_reason

PASSING = rule()
FAILING = rule(require='trust.set_off_allowed == "yes"')
UNKNOWN = rule(require='trust.books == "kept"')
WEIGHED = rule(factors={"writing": {"says": "it is written", "when": 'trust.form == "written"'}})
WEIGHED_LATER = rule(factors={"books": {"says": "kept", "when": 'trust.books == "kept"'}})
HARMLESS = rule(when='trust.books == "kept"')
EXCLUDED = rule(when='trust.form == "oral"')
REMEMBERED = rule(text="memory")
SIDE = "isolation/side"


def concluded(*rules: dict[str, Any], essential: tuple[str, ...] = (), changes: Any = None, **head: Any) -> str:
    return line(judged(law(*rules, essential=essential, **head), changes)).conclusion.value


@pytest.mark.parametrize("force", ["mandatory", "regulatory"])
@pytest.mark.parametrize(
    "effect", ["void", "ends_trust", "joins_estate", "avoidable", "no_effect_on_third_parties", "priority_lost"]
)
def test_obstacle(force: str, effect: str) -> None:
    """`obstacle`: a fail of a mandatory or regulatory rule with `text: seen` whose consequence counts here"""
    assert concluded(FAILING | {"force": force, "effect": effect}) == "obstacle"
    assert concluded(FAILING | {"force": force, "effect": effect, "question": SIDE}, PASSING) == "obstacle"


@pytest.mark.parametrize("other", [UNKNOWN, WEIGHED, PASSING, REMEMBERED])
def test_obstacle_comes_first(other: dict[str, Any]) -> None:
    """the first that holds"""
    assert concluded(other, FAILING) == "obstacle"
    assert concluded(FAILING | {"force": "in-principle"}, other, FAILING) == "obstacle"


@pytest.mark.parametrize("effect", ["breach", "liability", "incomplete", "shelter_lost", "label_lost"])
def test_consequence_that_does_not_touch_the_asset(effect: str) -> None:
    """Only consequences that touch the asset count against isolation"""
    assert concluded(PASSING, FAILING | {"effect": effect, "question": SIDE}) == "no obstacle found"


@pytest.mark.parametrize("force", ["mandatory", "contract"])
def test_essential_question_answered_with_no_leaves_no_clean_line(force: str) -> None:
    """Nothing follows in law, and yet nobody reads "no obstacle" of it (decision 36)"""
    form = FAILING | {"effect": "incomplete", "force": force}
    if force == "contract":
        form |= {"by_contract": {"term": "t", "must_bind": "m", "bound": "trust.form == trust.form", "standing": "trust.form == trust.form", "struck_by": "none"}}  # fmt: skip  # lines that belong together, one below the other
    assert concluded(form, essential=("isolation/one",)) == "doubtful"
    assert concluded(form | {"question": SIDE}, PASSING, essential=("isolation/one",)) == "no obstacle found"


@pytest.mark.parametrize(
    ("effect", "conclusion"), [("breach", "obstacle"), ("liability", "obstacle"), ("label_lost", "no obstacle found")]
)
def test_consequences_that_count_for_protection(effect: str, conclusion: str) -> None:
    """whose consequence counts here"""
    on_class = {"each": "security", "require": "security.coupon == none", "effect": effect}
    body = law(
        PASSING | on_class | {"question": "protection/one", "require": 'security.name == "Senior"'},
        FAILING | on_class | {"question": "protection/side"},
        essential=("protection/one",),
    )
    assert line(judged(body, {"securities.senior.coupon": "3%"}), "protection").conclusion.value == conclusion


@pytest.mark.parametrize("form", [UNKNOWN, UNKNOWN | {"force": "in-principle"}, UNKNOWN | {"effect": "incomplete"}])
def test_open_for_an_essential_question(form: dict[str, Any]) -> None:
    """`open`: an essential question unknown"""
    assert concluded(form) == "open"


def test_open_for_an_outcome_that_could_be_an_obstacle() -> None:
    """`open`: an outcome that could be such a fail"""
    assert concluded(PASSING, UNKNOWN | {"question": SIDE}) == "open"
    assert concluded(PASSING, UNKNOWN | {"question": SIDE, "effect": "label_lost"}) == "no obstacle found"
    assert concluded(PASSING, UNKNOWN | {"question": SIDE, "force": "market"}) == "no obstacle found"
    assert concluded(PASSING, HARMLESS | {"question": SIDE}) == "no obstacle found"


@pytest.mark.parametrize("form", [UNKNOWN | {"force": "in-principle"}, UNKNOWN | {"text": "part"}, WEIGHED_LATER])
def test_open_for_what_could_be_doubtful_or_weighed(form: dict[str, Any]) -> None:
    """D: no definite conclusion may turn into another: what may yet be doubtful or weighed is open"""
    assert concluded(PASSING, form | {"question": SIDE}) == "open"
    known = concluded(PASSING, form | {"question": SIDE}, changes={"trusts.main.books": "derecognised"})
    assert known in ("doubtful", "to be weighed")


def test_open_before_weighing() -> None:
    """the first that holds: `open` before `to be weighed` before `doubtful`"""
    doubtful = FAILING | {"force": "self-regulatory", "question": SIDE}
    assert concluded(UNKNOWN, WEIGHED, doubtful) == "open"
    assert concluded(PASSING, WEIGHED | {"question": SIDE}, doubtful) == "to be weighed"
    assert concluded(PASSING, doubtful) == "doubtful"


GUARANTEES = rule(each="guarantee", question=SIDE, require="guarantee.cap != none", at="")
CAPPED = {"guarantees": {"a": {"law": "CN", "cap": 5, "to": "spt"}}}


def test_open_list_leaves_the_conclusion_open() -> None:
    """An open list with entries leaves the conclusion open, with "is the list complete?" as a missing fact"""
    body = law(PASSING, GUARANTEES)
    judgment = judged(body, CAPPED)
    assert the(judgment, "r2").outcome.value == "pass"
    assert (line(judgment).conclusion, line(judgment).open_lists) == (Conclusion.OPEN, ("guarantees",))
    assert [(dotted(p), n.reason) for n in judgment.next_facts for p in n.paths] == [("guarantees", "open list")]
    closed = judged(body, {**CAPPED, "complete": ["trusts", "guarantees"]})
    assert (line(closed).conclusion, line(closed).open_lists, closed.next_facts) == (Conclusion.NO_OBSTACLE, (), ())


def test_open_list_whose_entries_speak_of_others() -> None:
    """a section iterated over is open: though no entry so far is about this line, another may be"""
    body = law(
        rule(each="security", question="protection/one", require='security.name != "X"'),
        GUARANTEES | {"question": "protection/side"},
        essential=("protection/one",),
    )
    changes = {
        "securities.junior": {"name": "Junior", "issuer": "spt", "market": "CN/interbank"},
        "guarantees": {"a": {"law": "CN", "cap": 5, "of": ["senior"]}},
    }
    judgment = judged(body, changes)
    for each in ("senior", "junior"):
        assert line(judgment, "protection", each).conclusion is Conclusion.OPEN, each
    closed = judged(body, {**changes, "complete": ["securities", "guarantees"]})
    assert line(closed, "protection", "junior").conclusion is Conclusion.NO_OBSTACLE


def test_other_hops_have_their_own_lines() -> None:
    """per hop: that the list of trusts may be longer leaves this trust's line as it is"""
    assert concluded(PASSING, changes={"complete": ["parties"]}) == "no obstacle found"


def test_to_be_weighed() -> None:
    """`to be weighed`: a judgement, of factors or of rival readings"""
    assert concluded(WEIGHED) == "to be weighed"
    rival = {
        "one": {"title": "1", "require": 'trust.form == "written"'},
        "two": {"title": "2", "require": 'trust.form == "oral"'},
    }
    assert concluded(rule(readings=rival)) == "to be weighed"


@pytest.mark.parametrize("change", [{"force": "in-principle"}, {"force": "self-regulatory"}, {"text": "part"}])
def test_doubtful(change: dict[str, str]) -> None:
    """`doubtful`: only fails that are in principle, self-regulatory, or of a text seen in part"""
    assert concluded(PASSING, FAILING | change) == "doubtful"
    assert concluded(FAILING | change) == "doubtful"


@pytest.mark.parametrize(
    "forms", [(REMEMBERED,), (EXCLUDED,), (REMEMBERED | {"question": SIDE},), (PASSING | {"question": SIDE},)]
)
def test_not_examined(forms: tuple[dict[str, Any], ...]) -> None:
    """`not examined`: an essential question has no rule that could answer"""
    assert concluded(*forms) == "not examined"


def test_not_examined_where_one_essential_question_is_silent() -> None:
    """Favourable needs every essential question answered"""
    essential = ("isolation/one", "isolation/two")
    assert concluded(PASSING, essential=essential) == "not examined"
    assert concluded(PASSING, PASSING | {"question": "isolation/two"}, essential=essential) == "no obstacle found"


def test_text_seen_in_part_never_answers() -> None:
    """`part` decides only its seen limb"""
    judgment = judged(law(PASSING | {"text": "part"}))
    assert line(judgment).conclusion is Conclusion.NOT_EXAMINED
    assert [s.state for s in line(judgment).states if s.findings] == ["part"]
    assert concluded(PASSING | {"text": "part"}, PASSING) == "no obstacle found"


def test_no_obstacle_says_of_how_many() -> None:
    """`no obstacle found in n of n`: all essential questions answered"""
    essential = ("isolation/one", "isolation/two")
    judgment = judged(law(PASSING, PASSING | {"question": "isolation/two"}, essential=essential))
    assert (line(judgment).answered, line(judgment).essential) == (2, 2)
    assert line_reason(line(judgment)) == "2 of 2 essential questions"


@pytest.mark.parametrize(
    "change", [{"force": "market"}, {"force": "safe-harbour"}, {"force": "draft"}, {"effect": "shelter_lost"}]
)
def test_shelter_missed_never_reaches_the_table(change: dict[str, str]) -> None:
    """Failing a market standard or a safe harbour never reaches this table"""
    assert concluded(PASSING, FAILING | change) == "no obstacle found"
    assert concluded(FAILING | change) == "not examined"
    assert concluded(PASSING, FAILING | change, UNKNOWN | change) == "no obstacle found"


@pytest.mark.parametrize("force", ["market", "draft"])
def test_market_standards_and_drafts_answer_nothing(force: str) -> None:
    """answered by a rule in force: a market's approval or a draft is none"""
    assert concluded(PASSING | {"force": force}) == "not examined"
    assert concluded(PASSING, WEIGHED | {"force": force}) == "no obstacle found"
    assert concluded(PASSING, WEIGHED_LATER | {"force": force, "question": SIDE}) == "no obstacle found"


def test_safe_harbour_met_answers() -> None:
    """a safe harbour that is met answers; one that may be met leaves the question open"""
    assert concluded(PASSING | {"force": "safe-harbour"}) == "no obstacle found"
    assert concluded(UNKNOWN | {"force": "safe-harbour"}) == "open"
