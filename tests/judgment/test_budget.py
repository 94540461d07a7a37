"""No deal within the limits of the reader takes long: what would is refused, with a place, before it does."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from legalmodel.base import meter
from legalmodel.base.errors import BadInput
from legalmodel.base.shared import at_most
from legalmodel.graph.build import build
from legalmodel.graph.graph import Graph
from legalmodel.judgment import budget
from legalmodel.judgment.doubts import doubts_of
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.judge import judge
from legalmodel.judgment.reasons import assumptions_of
from legalmodel.law.catalogue import Catalogue
from legalmodel.law.load import load_law
from legalmodel.model.deal import SECTIONS
from legalmodel.model.parse import parse
from legalmodel.report.points import points_of, points_of_lines
from legalmodel.text.read import read_bytes

DAY = date(2026, 11, 25)
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
HEAD = "deal: {name: X, route: CN/interbank-trust, stage: closed, closing: 2016-05-01}\nparties: {bank: {name: B, seat: CN}, firm: {name: T, seat: CN}}\n"


def graph(section: str, record: str, count: int) -> Graph:
    text = f"{HEAD}{section}:\n" + "".join(f"  x{n}: {record.format(n=n)}\n" for n in range(count))
    source = read_bytes(text.encode(), "deal.yaml")
    return build(parse(source), source.place)


def looked(graph: Graph) -> int:
    judge(graph, load_law(), DAY)
    return graph.meter.looked


def test_records_that_cannot_be_told_apart_are_refused_before_all_are_held_against_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """7 kB of these took 2.8 seconds, and four times as much for twice as many."""
    few, many = (graph("securities", "{{rank: {n}}}", count) for count in (20, 120))
    most = looked(few)
    assert most > 20
    monkeypatch.setattr(meter, "LOOKS_MAX", most)
    judge(few, load_law(), DAY)
    with pytest.raises(BadInput) as caught:
        judge(many, load_law(), DAY)
    (fault,) = caught.value.faults
    assert (fault.code, str(fault.place)) == ("too-much-to-compare", "deal.yaml:4:3")
    assert f"the records would have to be looked at more than {most:,} times" in fault.cause
    assert fault.cause.endswith("most often the 120 here")
    assert fault.fix.startswith("say ")


def test_hops_whose_sides_are_not_known_are_held_against_each_other_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """2,000 transfers of one pool, half of them without giver or taker, took more than a minute: each was held against each from each"""
    section = "pools: {pool: {kind: non_performing_corporate_loans}}\ntransfers"
    record = "{{assets: [pool], act: sale, law: CN, unknown: {{transferor: not_asked, transferee: not_asked}}}}"
    few = graph(section, record, 30)
    hop = few.section("transfers").known[0]
    before = few.meter.looked
    earlier = few.ask("earlier_hops", (hop,), None)
    assert (len(earlier.known), len(earlier.doubtful)) == (0, 29)
    # once to follow each of the others, and once to list it; followed from every one of them it was thirty times
    assert few.meter.looked - before == 2 * 29
    monkeypatch.setattr(meter, "LOOKS_MAX", 2000)
    with pytest.raises(BadInput, match="more than 2,000 times, each against each; most often the 60 here"):
        judge(graph(section, record, 60), load_law(), DAY)


def test_all_lists_share_one_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """a hundred records of every sort used up the budget of one list after the other, for 19 seconds"""
    text = f"{HEAD}securities:\n" + "".join(f"  s{n}: {{rank: {n}}}\n" for n in range(20))
    text += "transfers:\n" + "".join(f"  t{n}: {{act: sale}}\n" for n in range(20))

    def made() -> Graph:  # anew each time: answers that a loop gave once are kept with its list
        return build(parse(read_bytes(text.encode(), "deal.yaml")))

    first = made()
    judge(first, load_law(), DAY)
    counts = [first.section(section).looked for section in SECTIONS]
    assert max(counts) < sum(counts)
    monkeypatch.setattr(meter, "LOOKS_MAX", first.meter.looked)
    judge(made(), load_law(), DAY)
    monkeypatch.setattr(meter, "LOOKS_MAX", max(counts))
    with pytest.raises(BadInput, match="most often the 20 here"):
        judge(made(), load_law(), DAY)


def test_a_graph_may_be_judged_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    few = graph("securities", "{{rank: 1}}", 20)
    monkeypatch.setattr(meter, "LOOKS_MAX", looked(few))
    for _ in range(3):
        judge(few, load_law(), DAY)


def test_too_many_findings_are_refused_before_they_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made = graph("trusts", "{{settlor: bank}}", 20)
    total = len(judge(made, load_law(), DAY).findings)
    monkeypatch.setattr(budget, "FINDINGS_MAX", total)
    judge(made, load_law(), DAY)
    monkeypatch.setattr(budget, "FINDINGS_MAX", 100)
    monkeypatch.setattr("legalmodel.judgment.judge._findings", lambda *_: pytest.fail("it was judged all the same"))
    with pytest.raises(BadInput) as caught:
        judge(made, load_law(), DAY)
    (fault,) = caught.value.faults
    assert (fault.code, str(fault.place)) == ("too-many-findings", "deal.yaml:4:3")
    assert "on 20 records here" in fault.cause


def test_what_does_not_apply_counts_a_quarter(monkeypatch: pytest.MonkeyPatch) -> None:
    """so that a large deal is not refused for law that says nothing of it; what comes to an answer counts whole, and is refused as it is made"""
    made = graph("trusts", "{{settlor: bank}}", 20)
    findings = judge(made, load_law(), DAY).findings
    silent = sum(f.outcome in ("not_applicable", "not_examined") for f in findings)
    told = len(findings) - silent
    assert silent and told
    monkeypatch.setattr(budget, "FINDINGS_MAX", told + silent // 4 + 1)
    assert len(judge(made, load_law(), DAY).findings) == len(findings)
    monkeypatch.setattr(budget, "FINDINGS_MAX", told + silent // 4 - 1)
    with pytest.raises(BadInput) as caught:
        judge(made, load_law(), DAY)
    (fault,) = caught.value.faults
    assert (fault.code, str(fault.place)) == ("too-many-findings", "deal.yaml:4:3")
    assert fault.cause.startswith("more findings come to an answer than the most, ")
    assert fault.cause.endswith("on the 20 records here")


@pytest.mark.parametrize(
    ("section", "record"),
    [
        ("securities", "{{rank: {n}, issuer: e{n}}}"),
        ("agencies", "{{function: servicing, agent: bank, principal: e{n}}}"),
        ("trusts", "{{settlor: bank, trustee: firm, estate: e{n}}}"),
    ],
)
def test_where_what_is_compared_is_known_the_looks_grow_with_the_records(section: str, record: str) -> None:
    """Counted, not timed: the looks at a record are no more among 120 than among 40."""

    def looks(count: int) -> float:
        estates = "estates:\n" + "".join(f"  e{n}: {{kind: trust, held_by: firm}}\n" for n in range(count))
        text = f"{HEAD}{estates}{section}:\n" + "".join(f"  x{n}: {record.format(n=n)}\n" for n in range(count))
        return looked(build(parse(read_bytes(text.encode(), "deal.yaml")))) / count

    assert looks(120) <= looks(40) * 1.5


def test_what_is_kept_once_is_not_told_a_thousand_times(monkeypatch: pytest.MonkeyPatch) -> None:
    made = graph("securities", "{{rank: 1}}", 40)
    findings = judge(made, load_law(), DAY).findings
    facts = sum(len(finding.missing) for finding in findings)
    monkeypatch.setattr(budget, "TOLD_MAX", facts * 2)
    budget.may_tell_all(findings, made)
    monkeypatch.setattr(budget, "TOLD_MAX", facts // 2)
    with pytest.raises(BadInput) as caught:
        budget.may_tell_all(findings, made)
    (fault,) = caught.value.faults
    assert (fault.code, str(fault.place)) == ("too-much-to-tell", "deal.yaml:4:3")
    assert fault.fix.startswith("read the first screen")


def test_a_deal_is_not_judged_anew_for_ever_more_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """each document that differs takes a judging of its own"""
    made = graph("securities", "{{rank: 1}}", 4)
    findings = judge(made, load_law(), DAY).findings
    monkeypatch.setattr(budget, "FINDINGS_MAX", len(findings) * 3)
    budget.may_judge_again(3, findings, made)
    with pytest.raises(BadInput) as caught:
        budget.may_judge_again(4, findings, made)
    assert caught.value.faults[0].cause.startswith("4 documents differ")


@pytest.mark.interpreted
def test_checks_of_a_file_against_itself_share_a_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """those that would take too long are told as not run, and the looks at a list are no more than half of what judging may take"""
    made = graph("securities", "{{rank: {n}}}", 80)
    monkeypatch.setattr(meter, "LOOKS_MAX", 20_000)
    spent: list[int] = []
    at_most = meter.Meter.at_most

    def noted(counts: meter.Meter, looks: int) -> Any:
        spent.append(counts.looked)  # of the check before
        assert looks <= 2_000
        return at_most(counts, looks)

    monkeypatch.setattr(meter.Meter, "at_most", noted)
    doubts = doubts_of(made, DAY)
    assert any(doubt.check == "too-much-to-compare" for doubt in doubts)
    assert max(spent) == 2_001  # one took all that a check may
    assert sum(spent) + made.meter.looked <= 10_000 + len(spent)


def count_calls(monkeypatch: pytest.MonkeyPatch, where: str, function: Callable[..., Any]) -> list[Any]:
    calls: list[Any] = []

    def counted(*args: Any, **options: Any) -> Any:
        calls.append(args)
        return function(*args, **options)

    monkeypatch.setattr(where, counted)
    return calls


ASSUMED = HEAD + (
    "assumptions: {a1: {text: as told}}\n"
    "estates: {spt: {kind: special_purpose_trust, held_by: firm}}\n"
    "trusts: {t: {settlor: bank, trustee: firm, estate: spt, dates: {effective: 2016-05}, assumed: {settlor: a1}}}\n"
)


@pytest.mark.interpreted
def test_assumptions_are_proved_only_for_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    from legalmodel.logic.prove import prove

    made = build(parse(read_bytes(ASSUMED.encode(), "deal.yaml")))
    proved = count_calls(monkeypatch, "legalmodel.judgment.reasons.prove", prove)
    findings = judge(made, load_law(), DAY).findings
    assert proved == []
    assert any(finding.assuming for finding in findings)
    assert proved


def test_the_assumptions_of_a_finding_are_those_of_its_whole_proofs() -> None:
    """And the lighter proofs that find them are not kept."""
    for data in (ASSUMED.encode(), (TEMPLATES / "ningbo-npl-proposed" / "deal.yaml").read_bytes()):
        told = []
        for finding in judge(build(parse(read_bytes(data, "deal.yaml"))), load_law(), DAY).findings:
            if finding.now is not None and finding.scopes:
                found, told_apart = finding.assuming, finding._to_tell()
                assert told_apart.proofs is None
                told.append(
                    (found, assumptions_of(finding.rule, finding.subject, finding.proofs, finding.scopes, finding.now.day))
                )
        assert all(found == whole for found, whole in told)
        assert any(found for found, _ in told)


def test_assumptions_on_which_too_much_waits_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    holdings = "investments:\n" + "".join(f"  i{n}: {{kept_for: firm, assumed: {{kept_for: a1}}}}\n" for n in range(30))
    source = read_bytes((ASSUMED + holdings).encode(), "deal.yaml")
    made = build(parse(source), source.place)
    awaited = sum(at_most(finding.result.missing) for finding in judge(made, load_law(), DAY).findings)
    monkeypatch.setattr(budget, "PROVED_MAX", awaited - 1)
    with pytest.raises(BadInput) as caught:
        judge(made, load_law(), DAY)
    (fault,) = caught.value.faults
    assert fault.code == "too-much-to-prove"
    assert f"wait for {awaited:,} facts in all" in fault.cause


@pytest.mark.interpreted
def test_what_fixes_the_day_of_an_act_is_proved_once_an_act(monkeypatch: pytest.MonkeyPatch) -> None:
    from legalmodel.logic.prove import prove

    made = build(parse(read_bytes(ASSUMED.encode(), "deal.yaml")))
    proved = count_calls(monkeypatch, "legalmodel.judgment.days.prove", prove)
    judge(made, load_law(), DAY)
    asked = [(expression, tuple(scope.variables.items())) for expression, scope in proved]
    assert asked
    assert len(asked) == len(set(asked))


def test_a_finding_that_is_told_nowhere_keeps_little() -> None:
    """a large deal makes hundreds of thousands: what all rules of a record share is kept with the record, the rest is made when told"""
    findings = judge(graph("securities", "{{rank: {n}}}", 4), load_law(), DAY).findings
    silent = [f for f in findings if f.outcome == "not_applicable" and f.subject is not None]
    assert silent
    methods = 8 if hasattr(Finding, "__mypyc_attrs__") else 0  # a compiled class holds a pointer to the table of its methods
    assert all(sys.getsizeof(f) <= 96 + methods and f._told is None for f in silent)
    assert not any(f.scopes[0].thresholds for f in silent if f.result.excluded_by == "governs" and not f.rule.thresholds)
    numbered = next(f for f in findings if f.rule.thresholds and f.subject is not None)
    assert set(numbered.scopes[0].thresholds) == set(numbered.rule.thresholds)


@pytest.mark.interpreted
def test_what_many_lines_wait_for_alike_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """asked of each line, and of each fact anew, the report on 5,000 parties took two and a half million looks into the catalogue"""
    banks = "".join(f"  x{n}: {{name: X{n}, seat: CN}}\n" for n in range(12))
    text = (
        "deal: {name: X, route: CN/interbank-trust, stage: closed, closing: 2016-05-01}\nparties:\n  bank: {name: B, seat: CN}\n"
        + banks
    )
    text += "estates: {e: {kind: trust, held_by: bank, law: CN}}\ntrusts: {t: {settlor: x0, trustee: bank, estate: e, law: CN}}\nagencies:\n"
    text += "".join(f"  a{n}: {{function: servicing, agent: x{n}, principal: e}}\n" for n in range(12))
    judgment = judge(build(parse(read_bytes(text.encode(), "deal.yaml"))), load_law(), DAY)
    lines = [line for line in judgment.lines if line.is_asked]
    assert len(lines) > 12
    asked = count_calls(monkeypatch, "legalmodel.law.catalogue.Catalogue.who_knows", Catalogue.who_knows)
    counts = points_of_lines(lines, load_law().catalogue)
    paths = [call[1] for call in asked]
    assert paths and len(paths) == len(set(paths))
    monkeypatch.undo()
    assert counts == [points_of(line, load_law().catalogue) for line in lines]
