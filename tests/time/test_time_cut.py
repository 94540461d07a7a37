"""Semantics, second part, section A: the horizon, the day of the rule, and the end of knowledge. One test a row, or more."""

from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from legalmodel.api import check_deal
from legalmodel.base.kinds import thing
from legalmodel.base.outcomes import Conclusion, Outcome
from legalmodel.base.values import U
from legalmodel.graph.build import build
from legalmodel.graph.graph import Graph
from legalmodel.graph.horizon import Horizon
from legalmodel.graph.lives import gaps, no_longer, not_yet
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding
from legalmodel.logic.analyse import analyse
from legalmodel.logic.compile import compile_expression
from legalmodel.logic.scope import Knowledge, Scope
from legalmodel.model.parse import parse
from legalmodel.output.paint import Paint
from legalmodel.output.screen import first_screen
from legalmodel.output.views import draw_view
from legalmodel.text.read import Source, read

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
RUN = date(2026, 3, 1)

TEN_DAYS = {
    "deal.known_until": "2025-06-30",
    **{f"disclosures.{report}": "absent" for report in ("report_one", "report_two", "year_2025")},
}
"""What makes the clean deal one of which ten days are known, before any report was due."""


@cache
def _template(name: str) -> Source:
    return read(TEMPLATES / name / "deal.yaml")


def source(changes: dict[str, Any], name: str = "cn-npl-trust") -> Source:
    """Return a template with changes at dotted paths; ``absent`` takes a value away."""
    base = _template(name)
    copy = Source(base.name, base.raw, base.text)
    copy.data = deepcopy(base.data)
    for path, value in changes.items():
        at, steps = copy.data, path.split(".")
        for step in steps[:-1]:
            if not isinstance(at.get(step), dict):
                at[step] = {}
            at = at[step]
        if value == "absent":
            at.pop(steps[-1], None)
        else:
            at[steps[-1]] = deepcopy(value)
    return copy


def graph(changes: dict[str, Any], run: date = RUN, as_of: date | None = None) -> Graph:
    file = source(changes)
    return build(parse(file), horizon=Horizon(run, as_of))


def checked(changes: dict[str, Any], run: date = RUN, as_of: date | None = None) -> Checked:
    file = source(changes)
    return check_deal(parse(file), file, run, as_of)


def outcomes(changes: dict[str, Any], run: date = RUN, as_of: date | None = None) -> dict[str, Outcome]:
    return {f.id: f.outcome for f in checked(changes, run, as_of).judgment.findings}


def ids(result: Graph, section: str) -> set[str]:
    return {t.id for t in result.section(section)}


def test_horizon_what_surely_begins_later_is_in_no_list_and_no_subject() -> None:
    """horizon D: what surely begins after D is in no list and is no subject"""
    cut = graph({}, as_of=date(2025, 6, 19))
    assert ids(cut, "securities") == ids(cut, "investments") == ids(cut, "trusts") == set()
    assert ids(cut, "agencies") == {"underwriting", "rating_one", "rating_two", "counselling", "audit"}
    found = checked({}, as_of=date(2025, 6, 19)).judgment.findings
    assert not [f.id for f in found if f.subject and f.subject.path[0] in ("securities", "trusts", "investments")]


def test_horizon_cuts_lists_within_records() -> None:
    """horizon D: also in lists within records"""
    notices = {"trusts.entrustment.notices.late": {"to": "each debtor", "form": "individual", "date": "2025-06-28"}}
    assert [n.id for n in graph(notices, as_of=date(2025, 6, 26)).things["trusts", "entrustment"].fields["notices"]] == [
        "press",
        "debtors",
    ]
    assert "late" in [n.id for n in graph(notices).things["trusts", "entrustment"].fields["notices"]]


def test_horizon_what_may_begin_later_is_doubtful() -> None:
    """horizon D: what may begin after D is doubtful"""
    cut = graph(
        {"proceedings": {"p": {"kind": "bankruptcy_liquidation", "of": "bank", "filed": "2025-07"}}}, as_of=date(2025, 7, 10)
    )
    assert [t.id for t, _ in cut.listed("proceedings", date(2025, 6, 20)).doubtful] == ["p"]
    assert not cut.listed("proceedings", date(2025, 6, 20)).known
    trust = {"trusts.entrustment.dates.effective": "2025-06"}
    found = [
        f for f in checked(trust, as_of=date(2025, 6, 25)).judgment.findings if f.subject_path == ("trusts", "entrustment")
    ]
    assert found
    assert {f.outcome for f in found} <= {Outcome.UNKNOWN, Outcome.NOT_APPLICABLE, Outcome.NOT_EXAMINED, Outcome.JUDGEMENT}
    (purpose,) = (f.result.factors for f in found if any(w.id == "funds_raised" for w in f.result.factors))
    assert [w.side for w in purpose if w.id == "others"] == ["unknown"]  # a need not met on the first days, met on the last
    assert len({w.id for w in purpose}) == len(purpose)


def test_horizon_a_record_referred_to_stays_reachable() -> None:
    """horizon D: a record referred to stays reachable"""
    cut = graph({"trusts.entrustment.dates": {"signed": "2025-01-01", "effective": "2025-01-02"}}, as_of=date(2025, 6, 1))
    assert cut.things["trusts", "entrustment"].fields["estate"].fields["held_by"].id == "trustco"
    assert "spt" not in ids(cut, "estates")


def test_nothing_rests_on_an_account_that_is_still_to_be_opened() -> None:
    """horizon D: what a rule reads through a reference to a record that begins later is not known"""
    later = {"accounts.collections.since": "2027-03-01"}
    assert [life.record.id for life in not_yet(graph(later, run=date(2026, 11, 25)))] == ["collections"]
    for id in ("cn-ebl-30@agencies.servicing", "cn-o3-remittance@agencies.servicing"):
        assert outcomes({}, run=date(2026, 11, 25))[id] is Outcome.PASS
        assert outcomes(later, run=date(2026, 11, 25))[id] is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("section", "record"),
    [
        ("events", {"kind": "liquidated", "date": "2025-09-01"}),
        ("proceedings", {"kind": "bankruptcy_liquidation", "of": "bank", "accepted": "2025-09-01"}),
        ("filings", {"kind": "report", "by": "trustco", "date": "2025-09-01"}),
        ("disclosures", {"what": "trustee_report", "by": "trustco", "date": "2025-09-01"}),
        ("documents", {"kind": "side_letter", "date": "2025-09-01"}),
    ],
)
def test_acts_have_one_day_and_are_cut_by_the_horizon_only(section: str, record: dict[str, Any]) -> None:
    """acts (events, filings, disclosures, proceedings, conduct, documents) have one day and are cut by the horizon only"""
    change = {f"{section}.late": record}
    assert "late" not in ids(graph(change, as_of=date(2025, 8, 31)), section)
    seen = graph(change, as_of=date(2025, 9, 1)).listed(section, date(2025, 6, 20))
    assert "late" in {t.id for t in seen}  # the day of the rule cuts no act


def test_nothing_after_the_day_of_the_run_is_known_whatever_the_file_says() -> None:
    """knowledge: nothing later than the day of the run is known, whatever `known_until` says"""
    lapsed = "cn-cc-541@trusts.entrustment"
    claims = {"deal.known_until": "2031-01-01"}
    assert outcomes(claims)[lapsed] is Outcome.NOT_APPLICABLE
    assert outcomes(claims, run=date(2031, 6, 1))[lapsed] is Outcome.PASS
    assert graph(claims).cut.known_to == RUN
    years = {"deal.known_until": "2568-06-30", "trusts.entrustment.dates.effective": "2568-06-20"}
    assert not graph(years).section("trusts").known


def test_knowledge_ends_at_the_last_recorded_act_and_never_at_a_planned_end() -> None:
    """knowledge: else at the last recorded act that is not after the day of the run; never at a planned or legal end"""
    without = {**TEN_DAYS, "deal.known_until": "absent"}
    assert graph(without).cut.known_to == date(2025, 6, 26)
    assert graph(without, run=date(2025, 6, 22)).cut.known_to == date(2025, 6, 20)
    assert graph({**without, "securities.senior.legal_end": "2025-12-31"}).cut.known_to == date(2025, 6, 26)
    assert graph({**without, "guarantees.reserve.until": "2025-12-31"}).cut.known_to == date(2025, 6, 26)


TERM = "cn-21-term@securities.junior"


@pytest.mark.parametrize("until", ["none", "absent"])
def test_span_without_end_is_answered_up_to_the_end_of_knowledge(until: str) -> None:
    """a span without end: T or F there is the answer, marked `known_to: DAY`"""
    found = {f.id: f for f in checked({**TEN_DAYS, "investments.bank_junior.until": until}).judgment.findings}[TERM]
    assert (found.outcome, found.known_to) == (Outcome.PASS, date(2025, 6, 30))


@pytest.mark.parametrize(("until", "outcome"), [("2025-06-25", "fail"), ("2025-12-31", "fail"), ("2026-12-31", "unknown")])
def test_stated_end_is_a_fact_once_it_has_come_and_a_plan_before(until: str, outcome: str) -> None:
    """a span: what the file states of a day that has come counts; of a day to come it is a plan"""
    assert outcomes({"investments.bank_junior.until": until})[TERM].value == outcome


def test_day_asked_after_the_end_of_knowledge_is_not_known() -> None:
    """a span without end: U only if the day asked lies later"""
    whole = graph({})
    text = 'any(a.agent == bank for a in agencies if is_a(a.function, "servicing"))'
    expression = compile_expression(analyse(text, whole.vocabulary(), {"bank": thing("party")}))
    bank, knowledge = {"bank": whole.things["parties", "bank"]}, Knowledge(date(2025, 6, 30), RUN)
    assert expression.run(Scope(bank, date(2025, 6, 30), whole, None, knowledge)) is True
    assert isinstance(expression.run(Scope(bank, date(2025, 7, 1), whole, None, knowledge)), U)


def test_loop_over_running_records_sees_the_day_of_the_rule() -> None:
    """a loop over records that run sees those in force on the day of the scope: a pledge of 2026 turns no rule of 2025"""
    pledge = {"kind": "pledge", "by": "bank", "to": "lead", "over": ["pool"], "until": "none"}
    prior = "cn-trust-law-17@trusts.entrustment"
    assert (
        outcomes({"charges": {"p": {**pledge, "since": "2026-01-10"}}, "complete": ["trusts", "charges"]})[prior]
        is Outcome.PASS
    )
    assert (
        outcomes({"charges": {"p": {**pledge, "since": "2025-01-10"}}, "complete": ["trusts", "charges"]})[prior]
        is Outcome.FAIL
    )
    servicing = "cn-no7-02@trusts.entrustment"
    assert outcomes({})[servicing] is Outcome.PASS
    assert outcomes({"agencies.servicing.since": "2026-01-10"})[servicing] is Outcome.FAIL
    assert outcomes({"agencies.servicing.since": "2025-06"})[servicing] is Outcome.UNKNOWN


def test_ever_sees_all() -> None:
    """`ever(section)` sees all, whenever they ran; a later seizure is asked of too"""
    late = {"kind": "judicial_seizure", "by": "trustco", "to": "lead", "over": ["pool"], "since": "2025-12-01", "until": "none"}
    found = outcomes({"charges": {"late": late}, "complete": ["trusts", "charges"]})
    assert found["cn-trust-law-17-seizure@trusts.entrustment"] is Outcome.JUDGEMENT
    whole = graph(
        {
            "agencies.old": {
                "agent": "bank",
                "principal": "spt",
                "function": "servicing",
                "since": "2025-01-01",
                "until": "2025-02-01",
            }
        }
    )
    assert "old" in {t.id for t in whole.ever("agencies")}
    assert "old" not in {t.id for t in whole.listed("agencies", date(2025, 6, 20))}


def test_ended_record_is_no_subject_and_is_not_drawn() -> None:
    """an ended record: no subject, not drawn; questions over a span see it on its days"""
    sold = {"investments.bank_junior.until": "2025-06-24"}
    body = checked(sold)
    assert not [f.id for f in body.judgment.findings if f.subject_path == ("investments", "bank_junior")]
    drawn = {e.id for e in draw_view("relations", body.graph, body.judgment).edges}
    assert not [id for id in drawn if id.startswith("investments.bank_junior")]
    assert {f.id: f.outcome for f in body.judgment.findings}[TERM] is Outcome.FAIL


def test_not_yet_and_no_longer_are_told_once() -> None:
    """ "not yet" and "no longer" records told once on the screen"""
    early = first_screen(checked({}, as_of=date(2024, 1, 1)), 118, Paint(False))
    assert early.count("NOT YET") == 1
    assert "on 2024-01-01 nothing of this deal is there to be judged" in early
    late = first_screen(checked(TEN_DAYS), 118, Paint(False))
    assert late.count("NO LONGER") == 1
    assert "agency underwriting (until 2025-06-20)" in late
    assert [life.record.id for life in no_longer(graph(TEN_DAYS))] == ["underwriting"]
    assert not not_yet(graph(TEN_DAYS))
    assert [(life.record.id, life.day) for life in not_yet(graph({}))] == [
        ("year_2025", date(2026, 4, 28)),
        ("report_two", date(2026, 6, 18)),
    ]


def test_before_it_began_there_is_nothing_to_judge() -> None:
    """`--as-of 2024-01-01` on a trust that begins later says that nothing exists yet, no obstacle"""
    body = checked({}, as_of=date(2024, 1, 1))
    assert not body.judgment.lines
    assert {f.outcome for f in body.judgment.findings} <= {Outcome.NOT_APPLICABLE, Outcome.NOT_EXAMINED, Outcome.UNKNOWN}
    assert not [f.id for f in body.judgment.findings if f.outcome is Outcome.UNKNOWN]


def test_required_function_with_nobody_in_it_is_told() -> None:
    """a required function with nobody in it for some days is told (gap between two appointments)"""
    next_one = {"agent": "supporter", "principal": "spt", "function": "servicing", "since": "2025-12-10", "until": "none"}
    change = {"agencies.servicing.until": "2025-11-30", "agencies.next": next_one, "deal.known_until": "2026-02-01"}
    assert [(g.work, g.first, g.last) for g in gaps(graph(change))] == [("servicing", date(2025, 12, 1), date(2025, 12, 9))]
    assert "servicing for Linjiang 2025-1 special-purpose trust from 2025-12-01 to 2025-12-09" in " ".join(
        first_screen(checked(change), 118, Paint(False)).split()
    )
    assert not gaps(graph({**change, "agencies.next": {**next_one, "since": "2025-12-01"}}))
    assert not gaps(graph({**change, "agencies.next": {**next_one, "since": "2025-12"}}))  # it may have begun on the first
    assert [(g.first, g.last) for g in gaps(graph({**change, "agencies.next": "absent"}))] == [(date(2025, 12, 1), None)]


# planned deals

PLANNED = {"deal.stage": "proposed", "deal.known_until": "absent"}


def _asks_how_far_the_file_tells(finding: Finding) -> bool:
    form = finding.rule.form
    return "known_until" in f"{form.when} {form.require} {form.factors} {form.readings}" or "known_until" in str(
        form.readings and [r.require for r in form.readings.values()]
    )


def test_proposed_deal_is_judged_as_what_it_will_be() -> None:
    """planned: without `--as-of` nothing planned is cut; each act on its planned day, marked"""
    # closed, seen once all the reports that the plan names were made: before, whether they will be is open
    planned, closed = checked(PLANNED, run=date(2025, 6, 1)).judgment, checked({}, run=date(2026, 11, 25)).judgment
    waits = {f.id for f in planned.findings if f.outcome is Outcome.NOT_YET_DUE}
    standing = {f.id: f.outcome for f in closed.findings if f.id not in waits and not _asks_how_far_the_file_tells(f)}
    assert {f.id: f.outcome for f in planned.findings if f.id in standing} == standing
    assert not [x for x in planned.lines if x.conclusion is Conclusion.OBSTACLE]
    assert all(f.planned for f in planned.findings if f.subject and f.rule.at and f.rule.at.text == "trust.dates.effective")
    assert not any(f.planned for f in closed.findings)


def test_planned_day_passed_without_a_word_makes_nothing_definite() -> None:
    """planned: a planned day that has passed unreported: U"""
    found = checked(PLANNED, run=date(2025, 6, 21)).judgment.findings
    trust = [f for f in found if f.subject_path == ("trusts", "entrustment")]
    assert {f.outcome for f in trust} <= {Outcome.UNKNOWN, Outcome.NOT_APPLICABLE, Outcome.NOT_EXAMINED}
    assert any("was planned for 2025-06-20; the file does not say" in f.sentence for f in trust)


def test_stage_unknown_joins_both_answers() -> None:
    """planned: Stage unknown: both answers, joined as for an unknown day"""
    found = checked({"deal.stage": "absent"}).judgment.findings
    assert {f.outcome for f in found if f.subject_path == ("trusts", "entrustment")} <= {
        Outcome.UNKNOWN,
        Outcome.NOT_APPLICABLE,
        Outcome.NOT_EXAMINED,
    }


def test_what_is_planned_after_the_day_looked_from_makes_nothing_definite() -> None:
    """planned: seen from a day, a plan is cut there; what is asked of a later day is not known"""
    plan = {**PLANNED, "investments.bank_senior.since": "2025-06-24"}
    seen = checked(plan, run=date(2025, 6, 20), as_of=date(2025, 6, 20)).judgment.findings
    whole = checked(plan, run=date(2025, 6, 1)).judgment.findings
    term = "cn-21-term@securities.senior"
    assert [f.outcome for f in seen if f.id == term] == [Outcome.UNKNOWN]
    assert Outcome.NOT_APPLICABLE not in [f.outcome for f in whole if f.id == term]


def test_as_of_before_the_planned_day_nothing_is_there() -> None:
    """two clocks: existence is cut at the horizon, of a plan too"""
    assert not checked(PLANNED, run=date(2025, 6, 1), as_of=date(2025, 6, 1)).judgment.lines


def test_windows_are_measured_at_now() -> None:
    """two clocks: dueness and windows are measured at now (as-of, else the day of the run)"""
    below_value = {"trusts.entrustment.fair_value": 505000000}  # what may be undone within a year of the transfer
    shut = checked(below_value, run=date(2031, 1, 1))
    open_ = checked(below_value, run=date(2031, 1, 1), as_of=date(2026, 1, 1))
    assert "open until 2026-06-20" not in " ".join(first_screen(shut, 118, Paint(False)).split())
    assert "open until 2026-06-20" in " ".join(first_screen(open_, 118, Paint(False)).split())


# facts by day

WEAVER = """
deal: {name: Weaver, stage: closed, closing: 2019-01-20, currency: CNY, known_until: 2026-01-01}
parties:
  owner: {name: Mill owner, form: natural_person, seat: GB}
  old: {name: Old owner, form: company, seat: GB}
  trustee: {name: Old Trustee, form: trust_company, seat: GB, dated: {name: {2010-01-01: Old Trustee, 2022-06-01: New Trustee}}}
  co: {name: Weaver Ltd, form: company, seat: GB}
ownership:
  was: {owner: old, of: co, shares: 100%, since: 2015-01-01, until: 2019-01-19}
  own: {owner: owner, of: co, since: 2019-01-20, dated: {shares: {2019-01-20: 100%, 2021-09-25: 40%, 2023-03-03: 20%, 2040-01-01: 1%}}}
  tr: {owner: trustee, of: co, since: 2021-09-25, dated: {shares: {2021-09-25: 60%, 2023-03-03: 80%}}}
complete: [parties, ownership]
"""


@pytest.mark.parametrize(
    ("as_of", "said", "unsaid"),
    [
        (None, ("80%", "20%", "New Trustee"), ("Old owner", "60%", "1%;", "Old Trustee")),
        (date(2022, 1, 1), ("60%", "40%", "Old Trustee"), ("Old owner", "80%", "New Trustee")),
        (date(2021, 9, 24), ("100%",), ("Old owner", "Trustee", "40%")),
        (date(2018, 1, 1), ("100%", "Old owner"), ("Mill owner", "Trustee")),
    ],
)
def test_chart_shows_its_day(as_of: date | None, said: tuple[str, ...], unsaid: tuple[str, ...], tmp_path: Path) -> None:
    """a fact by day: the value of the day everywhere, names too; charts as of two days differ where the facts differ"""
    file = tmp_path / "weaver.yaml"
    file.write_text(WEAVER, encoding="utf-8")
    read_file = read(file)
    body = check_deal(parse(read_file), read_file, RUN, as_of)
    text = mermaid_text(body)
    assert [word for word in said if word not in text] == []
    assert [word for word in unsaid if word in text] == []


def mermaid_text(body: Checked) -> str:
    chart = draw_view("ownership", body.graph, body.judgment)
    return " ".join(line for part in (*chart.nodes, *chart.edges) for line in part.lines)


def test_renamed_party_keeps_its_identity() -> None:
    """a fact by day: a party whose name changed is one known person, under the name of the day"""
    change = {"parties.bank.dated": {"name": {"1990-01-01": "Old Bank", "2025-08-01": "New Bank"}}}
    assert graph(change).things["parties", "bank"].certain
    assert "Old Bank" in first_screen(checked(change, as_of=date(2025, 7, 1)), 118, Paint(False))
    screen = first_screen(checked({**change, "deal.known_until": "2025-09-01"}), 118, Paint(False))
    assert "New Bank" in screen
    assert "not named" not in screen
