"""The clean templates reach the favourable line, on facts that papers state; each essential question can bring its line down again."""

from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from legalmodel.api import check_deal, check_scenario
from legalmodel.base.outcomes import FAVOURABLE, Conclusion, Outcome
from legalmodel.base.places import dotted
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.conclude import answers_of
from legalmodel.judgment.finding import Line
from legalmodel.judgment.papers import declared
from legalmodel.lawtest.examples import base_source
from legalmodel.model.parse import parse
from legalmodel.model.scenario import Scenario, setting, taking_out
from legalmodel.report.words import line_id
from legalmodel.text.read import read_bytes

RUN = date(2026, 11, 30)
CLEAN = ("cn-clo-trust", "cn-npl-trust", "cn-two-banks")
WEIGHED = {
    "cn-two-banks": {
        "isolation:CN:trusts.entrustment": {"cn-cc-539", "cn-spc-contract-42", "cn-trust-law-12", "cn-ebl-33-intent"}
    },
}
"""What Chinese law weighs whatever the facts: within a group no price is safe from a creditor."""
SENTENCES_OF_LAW = ("registration_required_by", "trade_barred_by")
"""Fields that would have the file say what the law is."""


def lines_of(result: Checked) -> dict[str, Line]:
    return {line_id(line): line for line in result.judgment.lines if line.is_asked}


@cache
def clean(name: str) -> dict[str, Line]:
    return lines_of(check_scenario(base_source(name), Scenario(), RUN))


@cache
def without(name: str, path: str) -> dict[str, Line]:
    return lines_of(check_scenario(base_source(name), Scenario((taking_out(path),)), RUN))


@pytest.mark.parametrize("name", CLEAN)
def test_every_line_is_favourable(name: str) -> None:
    """n of n, at most three reservations"""
    weighed = WEIGHED.get(name, {})
    for id, line in clean(name).items():
        reserved = {f.rule.id for f in line.findings if f.outcome is Outcome.RESERVATION}
        assert len(reserved) <= 3, (id, reserved)
        if id in weighed:
            assert {f.rule.id for f in line.findings if f.outcome is Outcome.JUDGEMENT} == weighed[id]
            assert line.conclusion is Conclusion.TO_BE_WEIGHED
            assert line.answered == line.essential - 1
        else:
            assert line.conclusion is Conclusion.NO_OBSTACLE, id
            assert line.answered == line.essential > 0, id


@pytest.mark.parametrize("name", CLEAN)
def test_nothing_essential_is_not_examined(name: str) -> None:
    assert not [
        (id, state.question)
        for id, line in clean(name).items()
        for state in line.states
        if state.question in line.counted and state.state.value in ("not examined", "not_examined", "part")
    ]


@pytest.mark.parametrize("name", CLEAN)
def test_no_fact_is_a_sentence_of_the_law(name: str) -> None:
    """Taken away, what would say what the law is changes no line"""
    raw = base_source(name).data
    paths = [f"pools.{pool}.{field}" for pool, said in raw["pools"].items() for field in SENTENCES_OF_LAW if field in said]
    for path in paths:
        assert {id: line.conclusion for id, line in without(name, path).items()} == {
            id: line.conclusion for id, line in clean(name).items()
        }


def questions() -> Iterator[tuple[str, str]]:
    """Each essential question of each kind of line; lines of one kind are asked alike, so the first stands for all."""
    seen = set()
    for id, line in clean("cn-clo-trust").items():
        for state in line.states:
            kind = (line.heading, line.roles, state.question)
            if state.question in line.counted and kind not in seen:
                seen.add(kind)
                yield id, state.question


@pytest.mark.parametrize(("id", "question"), list(questions()))
def test_each_question_brings_its_line_down(id: str, question: str) -> None:
    """A fact on which the answer rests made unknown: the line is no longer favourable, and that question is why"""
    line = clean("cn-clo-trust")[id]
    state = next(s for s in line.states if s.question == question)
    paths = dict.fromkeys(dotted(fact.path) for finding in answers_of(state) for fact in declared(finding.proofs))
    for path in paths:
        after = without("cn-clo-trust", path).get(id)
        if after is None or after.conclusion in FAVOURABLE:
            continue
        then = next(s for s in after.states if s.question == question)
        if then.state is not state.state:
            return
    pytest.fail(f"{question} rests on {list(paths)}, and none of them brings the line down")


@pytest.mark.parametrize("name", CLEAN)
def test_papers_not_seen(name: str) -> None:
    """The same facts from public pages: no line reads as on papers that are there; what is reserved is not known"""
    text = base_source(name).text.replace("standing: illustrative", "standing: public_summary")
    source = read_bytes(text.encode(), "deal.yaml")
    lines = lines_of(check_deal(parse(source), source, RUN))
    said = {line.conclusion for line in lines.values()}
    assert said <= {Conclusion.ON_PAPERS_NOT_SEEN, Conclusion.OPEN, *([Conclusion.TO_BE_WEIGHED] if WEIGHED.get(name) else [])}
    seen = [id for id, line in lines.items() if line.conclusion is Conclusion.ON_PAPERS_NOT_SEEN]
    assert len(seen) >= 5
    assert any(id.startswith("protection") for id in seen)


@pytest.mark.parametrize(("name", "day"), [("cn-clo-trust", date(2025, 6, 15)), ("cn-npl-trust", date(2025, 3, 15))])
def test_in_the_plan(name: str, day: date) -> None:
    plan = Scenario((setting("deal.stage", "proposed"), taking_out("deal.known_until")))
    weighed = WEIGHED.get(name, {})
    for id, line in lines_of(check_scenario(base_source(name), plan, day)).items():
        assert line.conclusion is (Conclusion.TO_BE_WEIGHED if id in weighed else Conclusion.IN_THE_PLAN), id


def test_the_purposes_told_are_those_of_the_file() -> None:
    """a favourable sentence quotes the document and adds nothing to it"""
    change = setting("trusts.entrustment.purposes", ["hold_and_manage"])
    result = check_scenario(base_source("cn-npl-trust"), Scenario((change,)), RUN)
    said = next(f.sentence for f in result.judgment.findings if f.rule.id == "cn-terms-purpose")
    assert "hold and manage" in said
    assert "issue" not in said
