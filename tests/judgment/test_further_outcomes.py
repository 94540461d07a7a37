"""Semantics, second part, section B: not yet due, does not arise, reservation, by contract. Each test names its row."""

import json
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from small_law import RUN, graph, instrument, judged, law, line, rule, source, the

from legalmodel.base.errors import BadInput
from legalmodel.base.outcomes import Conclusion, Mark, Outcome, State
from legalmodel.base.values import Span
from legalmodel.judgment.conclude import answering
from legalmodel.judgment.judge import judge
from legalmodel.law.load import load_law, read_instrument

SAYS = {
    "pass": "ok",
    "fail": "no",
    "not_yet_due": "Wait.",
    "does_not_arise": "Out.",
    "reservation": "Open.",
    "judgement": "Weigh.",
}
Changes = dict[str, Any]


def due(**parts: Any) -> dict[str, Any]:
    """Return a rule that asks for a report by a day, here three months after the trust took effect (2016-08-27)."""
    whole = {"day": "months_after(trust.dates.effective, period)", "who": "{trust.trustee}"}
    three = {"period": [{"from": "2001-10-01", "is": 3, "article": "1"}]}
    return rule(
        require='any(is_a(d.what, "trustee_report") for d in disclosures)',
        due={k: v for k, v in (whole | parts).items() if v},
        says=SAYS,
        thresholds=three,
    )


NOT_TOLD = {"disclosures": "none", "deal.known_until": "2016-07-01"}
DAY = date(2016, 7, 1)


def test_due_day_surely_after_now() -> None:
    """T, `due:` surely after now; R F or U; X any: not_yet_due, with day, by whom"""
    finding = the(judged(law(due()), NOT_TOLD, run=DAY))
    assert finding.outcome is Outcome.NOT_YET_DUE
    assert finding.result.due is not None
    assert finding.result.due.day == Span(date(2016, 8, 27), date(2016, 8, 27))
    assert (finding.result.due.who, finding.result.due.start, finding.sentence) == ("Trustco", None, "Wait.")


def test_not_yet_due_whether_the_requirement_is_false_or_unknown() -> None:
    """R F or U: the same"""
    for told in ("none", "absent"):
        changes = {"disclosures": told, "deal.known_until": "2016-07-01"}
        if told == "absent":
            del changes["disclosures"]
        assert the(judged(law(due()), changes, run=DAY)).outcome is Outcome.NOT_YET_DUE


def test_a_duty_performed_early_passes() -> None:
    """R true stays `pass`"""
    done = {"disclosures.d1": {"what": "trustee_report", "date": "2016-06-01"}, "deal.known_until": "2016-07-01"}
    assert the(judged(law(due()), done, run=DAY)).outcome is Outcome.PASS


def test_not_yet_due_comes_before_an_exception() -> None:
    """X any: an exception that holds does not turn what is not yet due into a pass"""
    exempt = due() | {"unless": [{"article": "9", "title": "small", "when": "deal.closing != none"}]}
    assert the(judged(law(exempt), NOT_TOLD, run=DAY)).outcome is Outcome.NOT_YET_DUE


def test_latest_start_of_what_needs_lead_time() -> None:
    """and the latest start of what needs lead time"""
    slow = due(lead_time="period")
    found = the(judged(law(slow), NOT_TOLD, run=DAY)).result.due
    assert found is not None and found.start == date(2016, 8, 24)


@pytest.mark.parametrize("run", [date(2016, 8, 28), date(2026, 6, 30)])
def test_due_and_not_done(run: date) -> None:
    """A due day that has passed, in a file that tells to the day of the run: the line below it, here fail"""
    told = {"disclosures": "none", "deal.known_until": str(run)}
    assert the(judged(law(due()), told, run=run)).outcome is Outcome.FAIL


def test_as_of_is_now() -> None:
    """now = as-of, else the day of the run"""
    told = {"disclosures": "none", "deal.known_until": "2026-06-30"}
    assert the(judged(law(due()), told, as_of=DAY)).outcome is Outcome.NOT_YET_DUE
    assert the(judged(law(due()), told)).outcome is Outcome.FAIL


def test_due_between_the_end_of_knowledge_and_now() -> None:
    """due between the end of knowledge and now with nothing recorded: unknown, could_be = {not_yet_due, the line below}"""
    finding = the(judged(law(due()), NOT_TOLD, run=date(2016, 9, 30)))
    assert finding.outcome is Outcome.UNKNOWN
    assert {Outcome.NOT_YET_DUE, Outcome.FAIL, Outcome.PASS} == finding.result.could_be
    assert ("deal", "known_until") in {m.path for m in finding.missing}


def test_due_day_unknown() -> None:
    """T, `due:` unknown: unknown, could_be = {not_yet_due, the line below}"""
    body = law(due(day="trust.dates.delivered"), at={"trust": "trust.dates.signed"})
    finding = the(judged(body, {"disclosures": "none", "deal.known_until": "2016-07-01"}, run=DAY))
    assert finding.outcome is Outcome.UNKNOWN
    assert {Outcome.NOT_YET_DUE, Outcome.FAIL} <= finding.result.could_be
    assert finding.result.missing


@pytest.mark.parametrize("day", ["2016-07", "2016", "2016-07-01"])
def test_due_perhaps_after_now(day: str) -> None:
    """perhaps after now, a month that is not over or today itself: unknown"""
    body = law(due(day="trust.dates.delivered"))
    changes = {**NOT_TOLD, "trusts.main.dates.delivered": day}
    finding = the(judged(body, changes, run=DAY))
    assert finding.outcome is Outcome.UNKNOWN
    assert {Outcome.NOT_YET_DUE, Outcome.FAIL} <= finding.result.could_be


UPON = {"day": "", "trigger": 'any(is_a(e.kind, "liquidated") for e in events)', "upon": "liquidation"}


def test_trigger_surely_not_come() -> None:
    """the trigger surely not come, in a list of events that is closed to now: not_yet_due, with the trigger"""
    finding = the(judged(law(due(**UPON)), {"events": "none", "deal.known_until": "2026-06-30", "disclosures": "none"}))
    assert finding.outcome is Outcome.NOT_YET_DUE
    assert finding.result.due is not None and (finding.result.due.day, finding.result.due.upon) == (None, "liquidation")


@pytest.mark.parametrize(
    "changes",
    [{"deal.known_until": "2026-06-30"}, {"events": "none", "deal.known_until": "2026-06-29"}],
    ids=["open", "not to now"],
)
def test_list_of_triggers_open(changes: Changes) -> None:
    """or the list of its triggers open, or closed only to a day before now: unknown, could_be = {not_yet_due, the line below}"""
    finding = the(judged(law(due(**UPON)), {**changes, "disclosures": "none"}))
    assert finding.outcome is Outcome.UNKNOWN
    assert {Outcome.NOT_YET_DUE, Outcome.FAIL} <= finding.result.could_be


def test_trigger_come() -> None:
    """the trigger come, and no day of its own: due at once, so the line below"""
    events = {"events.e": {"kind": "liquidated", "date": "2020-01-01"}, "deal.known_until": "2026-06-30", "disclosures": "none"}
    assert the(judged(law(due(**UPON)), events)).outcome is Outcome.FAIL


def test_does_not_apply_comes_before_not_yet_due() -> None:
    """G or W false: not applicable, due or not; G or W unknown: joined to it, and harmless"""
    when = due() | {"when": 'trust.form == "oral"'}
    assert the(judged(law(when), NOT_TOLD, run=DAY)).outcome is Outcome.NOT_APPLICABLE
    unsure = the(judged(law(when), {**NOT_TOLD, "trusts.main.form": "absent"}, run=DAY))
    assert unsure.result.could_be == {Outcome.NOT_APPLICABLE, Outcome.NOT_YET_DUE}
    assert unsure.harmless


def out(**parts: Any) -> dict[str, Any]:
    excludes = {"when": 'trust.form == "written"', "excludes": "a petition", "opens": "isolation/two"}
    return rule(**{"require": None, "arises_not": excludes, "says": SAYS} | parts)


def test_does_not_arise() -> None:
    """T, rule of form `arises_not:` with R T: does_not_arise, names the one event excluded and the question opened instead"""
    judgment = judged(law(out()))
    finding = the(judgment)
    assert finding.outcome is Outcome.DOES_NOT_ARISE
    assert finding.result.ruled_out == ("a petition", "isolation/two")
    assert line(judgment).states[0].state is State.DOES_NOT_ARISE
    assert line(judgment).conclusion is Conclusion.NO_OBSTACLE


def test_arises_not_on_other_facts() -> None:
    """the same with R F: not_applicable; R U: unknown, could_be = {does_not_arise, not_applicable}"""
    assert the(judged(law(out()), {"trusts.main.form": "oral"})).outcome is Outcome.NOT_APPLICABLE
    unsure = the(judged(law(out()), {"trusts.main.form": "absent"}))
    assert (unsure.outcome, unsure.result.could_be) == (
        Outcome.UNKNOWN,
        {Outcome.DOES_NOT_ARISE, Outcome.NOT_APPLICABLE},
    )
    assert unsure.harmless
    assert {m.path for m in unsure.missing} == {("trusts", "main", "form")}


BAD = [
    (out(text="part"), "text was read whole"),
    (out(require="deal.closing != none"), "exactly one of"),
    (rule(force="contract"), "go together"),
    (
        rule(reserves={"ground": "g", "needs": {"n": {"says": "n", "when": "deal.closing != none"}}, "lost": "l", "who": "w"}),
        "factors",
    ),
    (due(upon="an event"), "go together"),
    (
        out(factors=None) | {"arises_not": {"when": "deal.closing != none", "excludes": "x", "opens": "isolation/none"}},
        "catalogue",
    ),
    (out() | {"arises_not": {"when": "deal.closing != none", "excludes": "x", "opens": "isolation/one"}}, "opens the question"),
]


@pytest.mark.parametrize(("bad", "cause"), BAD, ids=[cause for _, cause in BAD])
def test_forms_that_do_not_fit(bad: dict[str, Any], cause: str) -> None:
    """an article with text read whole; each answer carries its guard, or the law file is refused"""
    with pytest.raises(BadInput) as caught:
        law(bad)
    assert any(cause in f.cause for f in caught.value.faults), [f.cause for f in caught.value.faults]


@pytest.mark.parametrize("part", ["excludes", "opens", "when"])
def test_arises_not_names_what_it_excludes(part: str) -> None:
    """names the one event excluded and the question it opens instead: neither may be left out"""
    bad = out()
    del bad["arises_not"][part]
    with pytest.raises(BadInput):
        read_instrument(source(instrument({"r1": bad})))


NEEDS = {"price": {"says": "the price was paid in full", "when": 'trust.form == "written"'}}
FACTORS = {
    "badge": {"says": "a badge of fraud", "when": 'trust.set_off_allowed == "yes"', "if_true": "against", "if_false": "neither"}
}


def reserving() -> dict[str, Any]:
    reserves = {"ground": "a creditor who learns late", "needs": NEEDS, "lost": "the assets", "who": "a creditor"}
    until = {"until": "years_after(trust.dates.effective, period)"}
    return rule(
        factors=FACTORS,
        reserves=reserves | until,
        says=SAYS,
        thresholds={"period": [{"from": "2001-10-01", "is": 5, "article": "55"}]},
        decided_by="a court",
    )


def test_reservation() -> None:
    """every need known from a document, every factor known, none against: reservation (what would be lost, who, until when)"""
    judgment = judged(law(reserving()))
    finding = the(judgment)
    assert finding.outcome is Outcome.RESERVATION
    until = Span(date(2021, 5, 27), date(2021, 5, 27))
    assert finding.result.reserved == ("a creditor who learns late", "the assets", "a creditor", until)
    assert (line(judgment).states[0].state, line(judgment).conclusion) == (State.RESERVATION, Conclusion.NO_OBSTACLE)


@pytest.mark.parametrize(
    "change", [{"trusts.main.set_off_allowed": "yes"}, {"trusts.main.form": "oral"}], ids=["factor", "need"]
)
def test_a_factor_speaks_against(change: Changes) -> None:
    """a factor speaks against, or a need is not met: judgement"""
    finding = the(judged(law(reserving()), change))
    assert finding.outcome is Outcome.JUDGEMENT
    assert "against" in {f.side for f in finding.result.factors}


NOT_FIRM: list[tuple[str, Changes]] = [
    ("factor unknown", {"trusts.main.set_off_allowed": "absent"}),
    ("need unknown", {"trusts.main.form": "absent"}),
    ("all unknown", {"trusts.main.set_off_allowed": "absent", "trusts.main.form": "absent"}),
    ("need without a paper", {"trusts.main.evidence": {"assets": "contract"}}),
    *(
        (f"need {s}", {"trusts.main.status": {"form": s}})
        for s in ("public_summary", "alleged", "computed", "from_memory", "draft")
    ),
    *((f"factor {s}", {"trusts.main.status": {"set_off_allowed": s}}) for s in ("computed", "from_memory")),
    ("need assumed", {"assumptions": {"a1": {"text": "so"}}, "trusts.main.assumed": {"form": "a1"}}),
    ("factor assumed", {"assumptions": {"a1": {"text": "so"}}, "trusts.main.assumed": {"set_off_allowed": "a1"}}),
]


@pytest.mark.parametrize("change", [c for _, c in NOT_FIRM], ids=[n for n, _ in NOT_FIRM])
def test_no_reservation_without_papers(change: Changes) -> None:
    """one of them unknown, assumed, computed or remembered: unknown, could_be = {reservation, judgement}, never a judgement"""
    finding = the(judged(law(reserving()), change))
    assert (finding.outcome, finding.result.could_be) == (Outcome.UNKNOWN, {Outcome.RESERVATION, Outcome.JUDGEMENT})
    assert finding.result.missing


PLANNED = {"deal.stage": "proposed", "deal.closing": "2027-01-01", "trusts.main.dates": {"effective": "2027-01-01"}}
"""A plan whose days are still to come: one that has passed without a word is not known."""
FIRM: list[tuple[str, Changes]] = [("signed", {}), ("certified", {}), ("found_by_court", {}), ("undisputed", {})]
FIRM += [("illustrative", {"deal.about": "made_up"}), ("draft", PLANNED)]


@pytest.mark.parametrize(("status", "more"), FIRM, ids=[s for s, _ in FIRM])
def test_what_is_from_a_document(status: str, more: Changes) -> None:
    """status signed, certified, found by a court, undisputed; illustrative only where made up; draft only in a plan"""
    change = {"trusts.main.status": {"form": status}, **more}
    assert the(judged(law(reserving()), change)).outcome is Outcome.RESERVATION
    if more:
        assert the(judged(law(reserving()), {"trusts.main.status": {"form": status}})).outcome is Outcome.UNKNOWN


def term(*struck: dict[str, Any]) -> dict[str, Any]:
    terms = {
        "term": "the non-petition clause",
        "must_bind": "every party",
        "bound": 'trust.set_off_allowed == "no"',
        "standing": 'trust.books_of_trustee == "separate"',
        "struck_by": list(struck) or "none",
    }
    return rule(by_contract=terms, force="contract", says=SAYS)


def test_pass_by_contract() -> None:
    """T, force `contract`, R T: pass marked by_contract"""
    judgment = judged(law(term()))
    assert (the(judgment).outcome, the(judgment).marks) == (Outcome.PASS, (Mark.BY_CONTRACT,))
    assert line(judgment).conclusion is Conclusion.NO_OBSTACLE


def test_fail_by_contract_is_never_an_obstacle() -> None:
    """fail that is never an obstacle"""
    judgment = judged(law(term()), {"trusts.main.form": "oral"})
    assert the(judgment).outcome is Outcome.FAIL
    assert line(judgment).conclusion is Conclusion.DOUBTFUL
    assert line(judged(law(rule()), {"trusts.main.form": "oral"})).conclusion is Conclusion.OBSTACLE


def test_unknown_by_contract() -> None:
    """unknown, missing = the term"""
    finding = the(judged(law(term()), {"trusts.main.form": "absent"}))
    assert finding.outcome is Outcome.UNKNOWN
    assert {m.path for m in finding.missing} == {("trusts", "main", "form")}


@pytest.mark.parametrize("field", ["set_off_allowed", "books_of_trustee"])
def test_a_term_binds_and_stands(field: str) -> None:
    """`bound:` who must be bound, standing needed (signed, in force, prevailing): one not known leaves it not known"""
    assert the(judged(law(term()), {f"trusts.main.{field}": "absent"})).outcome is Outcome.UNKNOWN
    other = {"set_off_allowed": "yes", "books_of_trustee": "mixed"}[field]
    assert the(judged(law(term()), {f"trusts.main.{field}": other})).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("struck", "outcome"),
    [
        ({"article": "7", "text": "memory"}, Outcome.RESERVATION),
        ({"article": "7", "text": "part", "excluded": 'trust.form == "written"'}, Outcome.RESERVATION),
        ({"article": "7", "text": "seen"}, Outcome.RESERVATION),
        ({"article": "7", "text": "seen", "excluded": 'trust.form == "oral"'}, Outcome.RESERVATION),
        ({"article": "7", "text": "seen", "excluded": "trust.dates.delivered != none"}, Outcome.UNKNOWN),
        ({"article": "7", "text": "seen", "excluded": 'trust.form == "written"'}, Outcome.PASS),
    ],
    ids=["unread", "part", "nothing excludes", "not excluded", "not known", "excluded"],
)
def test_struck_by(struck: dict[str, Any], outcome: Outcome) -> None:
    """`struck_by:` unread or not excluded: reservation "validity not examined"; else pass by contract"""
    finding = the(judged(law(term(struck))))
    assert finding.outcome is outcome
    if outcome is Outcome.RESERVATION:
        assert finding.result.reserved is not None and "validity not examined: 7" in str(finding.result.reserved.ground)


ORDER = [
    Outcome.FAIL,
    Outcome.UNKNOWN,
    Outcome.JUDGEMENT,
    Outcome.PASS,
    Outcome.RESERVATION,
    Outcome.DOES_NOT_ARISE,
    Outcome.NOT_YET_DUE,
]


def test_order_within_one_question() -> None:
    """Order within one question: fail, unknown, judgement, pass or by contract, reservation, does not arise, not yet due"""
    weighing = rule(factors={"a": {"says": "a", "when": "deal.closing != none"}}, says=SAYS)
    ways = {
        Outcome.FAIL: rule(require='trust.form == "oral"'),
        Outcome.UNKNOWN: rule(require="trust.price != none"),
        Outcome.JUDGEMENT: weighing,
        Outcome.PASS: rule(),
        Outcome.RESERVATION: reserving(),
        Outcome.DOES_NOT_ARISE: out(),
        Outcome.NOT_YET_DUE: due(),
    }
    for one, two in product(ORDER, ORDER):
        judgment = judged(law(ways[one], ways[two]), NOT_TOLD, run=DAY)
        assert {f.outcome for f in judgment.findings} == {one, two}
        first = min(one, two, key=ORDER.index)
        assert line(judgment).states[0].state.value == first.value, (one, two)


def test_not_yet_due_is_counted_apart() -> None:
    """Not yet due is counted apart; nothing essential due: "nothing due yet", never a favourable word"""
    alone = line(judged(law(due()), NOT_TOLD, run=DAY))
    assert (alone.conclusion, alone.essential, alone.answered, len(alone.later)) == (Conclusion.NOTHING_DUE, 1, 0, 1)
    two = law(due(), rule(question="isolation/two"), essential=("isolation/one", "isolation/two"))
    both = line(judged(two, NOT_TOLD, run=DAY))
    assert (both.conclusion, both.essential, both.answered, len(both.later)) == (Conclusion.NO_OBSTACLE, 2, 1, 1)


def test_a_private_pack_adds_terms_and_answers_nothing(tmp_path: Path) -> None:
    """A private pack may add terms; it never makes a question answered (decision 16)"""
    own = instrument({"house-term": term() | {"question": "isolation/mode"}}, id="house-terms")
    (tmp_path / "house.yaml").write_text(json.dumps(own))
    finding = the(judge(graph(), load_law(tmp_path), RUN), "house-term")
    assert (finding.outcome, answering((finding,))) == (Outcome.PASS, ())
    shipped = the(judged(law(term())))
    assert answering((shipped,)) == (shipped,)
