"""Semantics, second part, section C: on what a conclusion rests, and in which words "no obstacle" is said. Each test names its row."""

from datetime import date

import pytest
from small_law import deal, instrument, judged, law, law_of, line, rule, source, the
from test_further_outcomes import PLANNED

from legalmodel.base.outcomes import Conclusion, Mark, Outcome
from legalmodel.graph.build import build
from legalmodel.graph.horizon import Horizon
from legalmodel.judgment.conflicts import mark_conflicts
from legalmodel.judgment.judge import clock_for, judge
from legalmodel.judgment.now import now_of
from legalmodel.model.parse import parse
from legalmodel.report.words import conclusion_words, line_reason

RUN = date(2026, 6, 30)
ORAL = {"trusts.main.form": "oral"}
ASSUMED = {"assumptions": {"a1": {"text": "so"}}, "trusts.main.assumed": {"form": "a1"}}
UNSTATED = [
    ("computed", {"trusts.main.status": {"form": "computed"}}),
    ("from memory", {"trusts.main.status": {"form": "from_memory"}}),
    ("assumed", ASSUMED),
    ("real, without a source", {"deal.about": "real", "trusts.main.evidence": {"assets": "contract"}}),
]


@pytest.mark.parametrize("change", [c for _, c in UNSTATED], ids=[n for n, _ in UNSTATED])
def test_a_fail_on_what_nobody_stated_is_doubtful(change: dict[str, object]) -> None:
    """`obstacle` only where the deciding facts are stated (else `doubtful`)"""
    judgment = judged(law(rule()), {**ORAL, **change})
    assert (the(judgment).outcome, the(judgment).doubtful, the(judgment).fails) == (Outcome.FAIL, True, False)
    assert line(judgment).conclusion is Conclusion.DOUBTFUL


STATED = [
    ("given, no source", {"trusts.main.evidence": {"assets": "contract"}}),
    ("alleged", {"trusts.main.status": {"form": "alleged"}}),
    ("real, with a source", {"deal.about": "real"}),
]


@pytest.mark.parametrize("change", [c for _, c in STATED], ids=[n for n, _ in STATED])
def test_a_fail_on_stated_facts_is_an_obstacle(change: dict[str, object]) -> None:
    """a bank's own draft without sources still gets its obstacles; of a real deal also with a source"""
    judgment = judged(law(rule()), {**ORAL, **change})
    assert the(judgment).fails
    assert line(judgment).conclusion is Conclusion.OBSTACLE


def test_of_a_real_deal_that_a_list_is_whole_is_stated_by_no_source() -> None:
    """worked out by the tool from what nobody said: that there is nothing else"""
    silent = rule(require="any(t.price > t.price for t in transfers)")
    own = judged(law(silent))
    assert line(own).conclusion is Conclusion.OBSTACLE
    assert line(judged(law(silent), {"deal.about": "real"})).conclusion is Conclusion.DOUBTFUL


PAPERS = [
    ("signed", {}, Conclusion.NO_OBSTACLE),
    ("found by a court", {"trusts.main.status": {"form": "found_by_court"}}, Conclusion.NO_OBSTACLE),
    ("no source", {"trusts.main.evidence": {"assets": "contract"}}, Conclusion.ON_PAPERS_NOT_SEEN),
    ("public summary", {"trusts.main.status": {"form": "public_summary"}}, Conclusion.ON_PAPERS_NOT_SEEN),
    ("alleged", {"trusts.main.status": {"form": "alleged"}}, Conclusion.ON_PAPERS_NOT_SEEN),
    ("draft, closed", {"trusts.main.status": {"form": "draft"}}, Conclusion.ON_PAPERS_NOT_SEEN),
    ("draft, planned", {"trusts.main.status": {"form": "draft"}, **PLANNED}, Conclusion.IN_THE_PLAN),
    ("illustrative, own", {"trusts.main.status": {"form": "illustrative"}}, Conclusion.ON_PAPERS_NOT_SEEN),
    (
        "illustrative, made up",
        {"trusts.main.status": {"form": "illustrative"}, "deal.about": "made_up"},
        Conclusion.NO_OBSTACLE,
    ),
    ("assumed", ASSUMED, Conclusion.ON_PAPERS_NOT_SEEN),
    (
        "no source, planned",
        {"trusts.main.evidence": {"assets": "contract"}, **PLANNED},
        Conclusion.ON_PAPERS_NOT_SEEN,
    ),
    ("stage not known", {"deal.stage": "absent"}, Conclusion.OPEN),
]


@pytest.mark.parametrize(("change", "conclusion"), [p[1:] for p in PAPERS], ids=[p[0] for p in PAPERS])
def test_in_which_words_no_obstacle_is_said(change: dict[str, object], conclusion: Conclusion) -> None:
    """From a document = signed, certified, found by a court, undisputed; illustrative if made up; draft in a plan. Papers win over plan"""
    judgment = judged(law(rule()), {"deal.known_until": "2026-06-30", **change})
    assert line(judgment).conclusion is conclusion
    assert (Mark.ON_PAPERS_NOT_SEEN in the(judgment).marks) == (conclusion is Conclusion.ON_PAPERS_NOT_SEEN)


def test_each_favourable_conclusion_has_its_own_words() -> None:
    """another word, colour and code in JSON"""
    words = {conclusion_words(line(judged(law(rule()), change))) for _, change, c in PAPERS if c is not Conclusion.OPEN}
    assert words == {"NO OBSTACLE FOUND", "NO OBSTACLE FOUND ON PAPERS NOT SEEN", "NO OBSTACLE IN THE PLAN"}


def test_a_contested_answer_is_open() -> None:
    """`open` also: an answering finding whose deciding facts are contested"""
    change = {"trusts.main.sourced": {"form": {"contract": "written", "page": "oral"}}}
    file = source(deal(change), "deal.json")
    parsed, body = parse(file), law(rule())
    graph = build(parsed, file.place)
    judgment = judge(graph, body, RUN)
    mark_conflicts(judgment, graph, lambda values: judge(build(parsed, file.place, values), body, RUN))
    assert the(judgment).outcome is Outcome.PASS
    assert the(judgment).conflicts
    assert line(judgment).conclusion is Conclusion.OPEN


def test_what_the_words_rest_on_is_said_with_them() -> None:
    """n of n …: by law, by contract, do not arise · reservations"""
    terms = {
        "term": "t",
        "must_bind": "all",
        "bound": "trust.law != none",
        "standing": "trust.law != none",
        "struck_by": "none",
    }
    by_contract = rule(question="isolation/two", force="contract", by_contract=terms)
    body = law_of(instrument({"r1": rule(), "r2": by_contract}), essential=("isolation/one", "isolation/two"))
    assert line_reason(line(judged(body))) == "2 of 2 essential questions: 1 by law, 1 by contract"


@pytest.mark.parametrize(
    ("change", "end"),
    [
        ({"deal.known_until": "2020-02"}, date(2020, 2, 1)),  # no later day is sure: silence after it means nothing
        ({"deal.known_until": "2030-01-01"}, RUN),
        ({"events": {"e": {"kind": "liquidated", "date": "2019-05-05"}, "f": {"date": "2031-01-01"}}}, date(2019, 5, 5)),
        ({}, date(2016, 5, 27)),
    ],
    ids=["said", "claims more than today", "last act", "closing"],
)
def test_the_end_of_knowledge(change: dict[str, object], end: date) -> None:
    """knowledge ends at `known_until`, else at the last recorded act that is not after the day of the run"""
    file = source(deal(change), "deal.json")
    graph = build(parse(file), file.place, horizon=Horizon(RUN))
    assert now_of(graph, clock_for(graph, RUN)).known_to == graph.cut.known_to == end
