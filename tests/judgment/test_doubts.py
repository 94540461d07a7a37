"""The file against itself (semantics, section F): every check trips where it should and not where it should not."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from legalmodel.api import check
from legalmodel.base.errors import BadInput
from legalmodel.graph.build import build
from legalmodel.graph.derive import names
from legalmodel.judgment.doubts import Doubt, doubts_of
from legalmodel.judgment.judge import judge
from legalmodel.judgment.pack import examples_of, load_pack
from legalmodel.law.load import load_law
from legalmodel.lawtest.examples import base_source
from legalmodel.model.parse import parse
from legalmodel.text.read import Source, read_bytes

RUN_DAY = date(2026, 11, 30)
"""After the last day that the clean templates tell of."""
ROOT = Path(__file__).parent.parent.parent
CHECKS = load_pack().checks
SHIPPED = sorted([*ROOT.glob("templates/*/deal.yaml"), *ROOT.glob("tests/deals/*.yaml")])


def changed(change: dict[str, Any], base: str = "cn-npl-trust") -> Source:
    source = base_source(base)
    copy = Source(source.name, source.raw, source.text)
    copy.data = deepcopy(source.data)
    for dots, value in change.items():
        *way, last = dots.split(".")
        record = copy.data
        for step in way:
            record[step] = record.get(step) if isinstance(record.get(step), dict) else {}
            record = record[step]
        if value == "absent":
            del record[last]
        else:
            record[last] = deepcopy(value)
    return copy


def doubts(change: dict[str, Any], run_day: date = RUN_DAY) -> tuple[Doubt, ...]:
    source = changed(change)
    return doubts_of(build(parse(source), source.place), run_day)


@pytest.mark.parametrize("id", [c.id for c in CHECKS])
def test_each_check_trips_on_its_example_and_not_on_the_other(id: str) -> None:
    said = examples_of(id)
    found = {d.check: d for d in doubts(said["trips"])}
    assert id in found
    assert found[id].sentence
    assert "(not known)" not in found[id].sentence
    assert id not in {d.check for d in doubts(said["calm"])}


def test_there_are_checks_of_many_kinds() -> None:
    assert len(CHECKS) >= 120
    assert {c.sort for c in CHECKS} == {"contradiction", "own term", "odd"}


@pytest.mark.parametrize("file", SHIPPED, ids=lambda f: f.parent.name if f.name == "deal.yaml" else f.stem)
def test_shipped_deals_are_in_no_doubt(file: Path) -> None:
    from legalmodel.text.read import read

    source = read(file)
    assert doubts_of(build(parse(source), source.place), RUN_DAY) == ()


def test_checked_settles_a_doubt_and_only_that() -> None:
    change = {"agencies.servicing.sweep_days": -4, "accounts.collections.balance": -5}
    assert {d.check for d in doubts(change)} == {"number-below-zero", "amount-below-zero"}
    settled = change | {"agencies.servicing.checked": {"sweep_days": "as the contract has it"}}
    assert {d.check for d in doubts(settled)} == {"amount-below-zero"}


def test_the_same_fault_is_said_once_with_all_its_places() -> None:
    change = {f"accounts.{id}.balance": -5 for id in ("collections", "distribution", "reserve_account")}
    (found,) = doubts(change)
    assert len(found.more) == 2
    assert [words for _, words in found.more] == ["balance of distribution: CNY -5", "balance of reserve account: CNY -5"]


def test_a_doubt_changes_no_outcome() -> None:
    law = load_law()
    for change in ({"pools.pool.loans": -3}, {"accounts.collections.balance": -5}, {"securities.senior.coupon": "260%"}):
        plain, odd = (build(parse(s), s.place) for s in (changed({}), changed(change)))
        assert {f.id: f.outcome for f in judge(plain, law, RUN_DAY).findings} == {
            f.id: f.outcome for f in judge(odd, law, RUN_DAY).findings
        }
        assert doubts_of(odd, RUN_DAY)


SIDE = {
    "documents.trust_contract": {"kind": "trust_contract", "date": "2025-06-12", "standing": "signed", "law": "CN", "by": ["bank", "trustco"], "yields_to": ["side"]},
    "documents.side": {"kind": "side_letter", "title": "Side letter", "date": "2025-06-15", "standing": "signed", "law": "CN", "by": ["bank", "trustco"]},
    "trusts.entrustment.sourced": {"price": {"trust_contract": 500000000, "side": 430000000}},
}  # fmt: skip  # a table: one row a line


def test_the_document_that_prevails_decides_between_values_of_sources() -> None:
    source = changed(SIDE)
    graph = build(parse(source), source.place)
    assert str(graph.things["trusts", "entrustment"].fields["price"]) == "CNY 430,000,000"
    assert [(p, d) for p, d, _ in graph.sourced()] == [(("trusts", "entrustment", "price"), "trust_contract")]
    assert "document-gives-way" in {d.check for d in doubts_of(graph, RUN_DAY)}


@pytest.mark.parametrize(
    "but",
    [
        {"documents.side.standing": "draft"},
        {"documents.trust_contract.yields_to": "none"},
        {"trusts.entrustment.sourced": {"price": {"trust_contract": 430000000, "side": 500000000}}},
        {"documents.side.yields_to": ["trust_contract"]},
    ],
)
def test_a_document_prevails_only_where_it_is_said_to_and_is_as_firm(but: dict[str, Any]) -> None:
    source = changed(SIDE | but)
    graph = build(parse(source), source.place)
    assert str(graph.things["trusts", "entrustment"].fields["price"]) == "CNY 500,000,000"
    assert not graph.overruled


def test_a_value_that_another_document_still_backs_does_not_give_way() -> None:
    more = {"trusts.entrustment.sourced": {"price": {"trust_contract": 500000000, "prospectus": 500000000, "side": 430000000}}}
    source = changed(SIDE | more)
    assert not build(parse(source), source.place).overruled


def _no_server(page: object, port: int) -> Any:
    raise AssertionError((page, port))


def test_validate_and_check_tell_doubts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from legalmodel.cli.main import run

    text = base_source("cn-npl-trust").text.replace("loans: 120", "loans: -3")
    file = tmp_path / "deal.yaml"
    file.write_text(text, "utf-8")
    assert run(["validate", str(file), "--run-day", "2026-06-30"], _no_server) == 1
    line = text[: text.index("loans: -3")].count("\n") + 1
    assert f"{file}:{line}:12 contradiction[number-below-zero]: loans of Corporate bad loans: -3" in capsys.readouterr().out
    run(["check", str(file), "--run-day", "2026-06-30"], _no_server)
    shown = capsys.readouterr().out
    assert "DOUBTS" in shown
    assert "contradiction: loans of Corporate bad loans: -3 is negative" in " ".join(shown.split())
    from legalmodel.output.result import to_json

    assert [d["check"] for d in to_json(check(file, RUN_DAY))["doubts"]] == ["number-below-zero", "more-debtors-than-loans"]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Beihai Pension Fund", "Beihai  pension fund.", True),
        ("Linjiang Bank Co., Ltd.", "Linjiang Bank Company Limited", True),
        ("Jiangnan Trust", "Jiangnаn Trust", True),  # a Cyrillic letter
        ("Dongfang Hai Securities", "Dongfang Hai Securites", True),
        ("Dongfang Hai Securities", "Dongfang Mai Securities", True),
        ("北海养老基金", "北海养老基金有限公司", True),
        ("Series Trust 2013-1", "Series Trust 2013-2", False),
        ("Fourth Rating", "Fifth Rating", False),
        ("Fund A of Beihai", "Fund B of Beihai", False),
        ("Nanhai Insurance", "Beihai Insurance", False),
    ],
)
def test_names_that_are_alike(one: str, other: str, alike: bool) -> None:
    found = doubts({"parties.fund.name": one, "parties.insurer.name": other})
    assert ("names-alike" in {d.check for d in found}) is alike


def test_of_thousands_with_one_name_each_is_told_with_a_few() -> None:
    """29,000 parties called alike took 3 GB: each with all that stand before it, by the keys of each letter"""
    named = {
        "deal": {"name": "Made up", "route": "CN/interbank-trust"},
        "parties": {f"p{n}": {"name": "Linjiang Bank"} for n in range(60)},
    }
    graph = build(parse(read_bytes(json.dumps(named).encode(), "deal.json")))
    alike = [d for d in doubts_of(graph, RUN_DAY) if d.check == "names-alike"]
    assert len(alike) == 59
    assert str(alike[-1].sentence).count("Linjiang Bank") == 21
    told = {party.id: [t.id for t in graph.ask("namesakes", (party,), None).known] for party in graph.section("parties").known}
    assert told["p30"] == [f"p{n}" for n in range(20)], "the first of the file, in its order"
    assert len(names._keys("Linjiang Bank " * 40, slips=True)) == 1
    assert len(names._keys("Linjiang Bank", slips=True)) > len(names._keys("Linjiang Bank", slips=False)) == 1


def test_two_tiers_of_one_issue_are_in_order_and_three_are_not() -> None:
    plan = {
        "deal.issue": 950000000,
        "estates.plan": {"name": "Plan", "kind": "special_plan", "held_by": "lead", "capacity": "manager", "law": "CN"},
        "securities.certificate": {
            "name": "Certificate",
            "issuer": "spt",
            "kind": "trust_certificate",
            "rank": 1,
            "amount": 950000000,
        },
        "securities.senior.issuer": "plan",
        "securities.senior.amount": 900000000,
        "securities.junior.issuer": "plan",
        "securities.junior.amount": 50000000,
        "investments.plan_certificate": {"holder": "plan", "of": "certificate", "share": "100%"},
        "guarantees": "none",
    }
    assert "classes-above-issue" not in {d.check for d in doubts(plan)}
    with pytest.raises(BadInput, match="the classes add up to"):
        doubts(plan | {"securities.junior.amount": 60000000, "securities.certificate.amount": 960000000})


def test_a_signed_clause_that_the_record_denies_makes_recourse_doubtful() -> None:
    none = {"trusts.entrustment.buy_backs": "none"}
    clause = {"documents.trust_contract.clauses": {"c": {"on": "buy_back", "text": "the bank takes bad loans back"}}}
    before, after = (build(parse(s), s.place) for s in (changed(none), changed(none | clause)))
    hop = ("trusts", "entrustment")
    plain, found = (g.ask("recourse_grounds", (g.things[hop],), RUN_DAY) for g in (before, after))
    assert not plain.doubtful
    ((ground, doubt),) = found.doubtful
    assert ground.fields["ground"].path == ("documents", "trust_contract", "clauses", "c")
    assert {(m.path, m.reason) for m in doubt.missing} == {((*hop, "buy_backs"), "disputed")}
    outcomes = [{f.id: f.outcome for f in judge(g, load_law(), RUN_DAY).findings} for g in (before, after)]
    moved = {id for id in outcomes[0] if outcomes[0][id] != outcomes[1][id]}
    assert all(outcomes[1][id] == "unknown" for id in moved)
    draft = build(parse(s := changed(none | clause | {"documents.trust_contract.standing": "draft"})), s.place)
    assert not draft.ask("recourse_grounds", (draft.things[hop],), RUN_DAY).doubtful


RATING: dict[str, Any] = {
    "complete": ["events", "triggers", "accounts"],
    "deal.known_until": "2025-12-25",
    "accounts.reserve_account.rating_needed": "A-1",
    "accounts.reserve_account.replaced_when": "within 60 days after it loses that rating",
    "events": {"down": {"kind": "downgrade", "date": "2025-07-01", "of": "custodian", "by": "rater_one", "before": "A-1", "after": "B"}},
    "triggers": {"acct": {"name": "bank", "kind": "account_bank_rating", "of": "custodian", "grade": "A-1", "days": 60, "effects": ["replace_bank"], "happened": "2025-07-01"}},
}  # fmt: skip  # a table: one row a line


def test_a_bank_that_was_not_replaced_in_the_days_of_the_contract_is_told() -> None:
    found = {d.check: d for d in doubts(RATING)}
    assert "that is by 2025-08-30, and still keeps an account" in found["bank-not-replaced-in-time"].sentence
    replaced = RATING["events"] | {"new": {"kind": "provider_replaced", "date": "2025-08-01", "of": "custodian"}}
    assert "bank-not-replaced-in-time" not in {d.check for d in doubts(RATING | {"events": replaced, "complete": ["events"]})}


IMPOSSIBLE = {
    "pools.pool.loans": -3,
    "pools.pool.debtors": 400,
    "agencies.servicing.sweep_days": -4,
    "guarantees.reserve.cap": -8000000,
    "accounts.collections.balance": -5,
    "guarantees.subordination.cap_share": "2%",
}


def test_figures_that_cannot_be_are_each_told() -> None:
    told = [d.path for d in doubts(IMPOSSIBLE)] + [path for d in doubts(IMPOSSIBLE) for path, _ in d.more]
    assert {tuple(path.split(".")) for path in IMPOSSIBLE} <= set(told)


@pytest.mark.parametrize(("years", "guess"), [(543, "2025-06-20"), (-1911, "2025-06-20")])
def test_years_of_another_era_are_told_with_the_year_meant(years: int, guess: str) -> None:
    import re

    text = base_source("cn-npl-trust").text
    other = re.sub(r"\b20(2[4-9])(?=-\d\d-\d\d)", lambda m: f"{2000 + int(m[1]) + years:04}", text)
    source = Source("deal.yaml", other.encode(), other)
    source.load()
    found = [d for d in doubts_of(build(parse(source), source.place), RUN_DAY) if guess in d.sentence]
    assert found
    assert len(found[0].more) > 40


@pytest.mark.parametrize(
    ("cap", "share", "more", "told"),
    [
        ("USD 60000000", "20%", {}, True),
        ("CNY 60000000", "20%", {}, False),
        (60000000, "20%", {}, False),
        ("USD 60000000", "absent", {}, False),
        ("none", "20%", {}, False),
        ("USD 60000000", "20%", {"guarantees.subordination.checked": {"cap": "converted at the rate of closing"}}, False),
    ],
)
def test_a_limit_in_another_currency_than_what_its_part_is_of(cap: Any, share: str, more: dict[str, Any], told: bool) -> None:
    source = changed({"guarantees.subordination.cap": cap, "guarantees.subordination.cap_share": share} | more)
    found = [d for d in doubts_of(build(parse(source), source.place), RUN_DAY) if d.check == "cap-in-another-currency"]
    assert [(d.path, d.sort) for d in found] == ([(("guarantees", "subordination", "cap"), "odd")] if told else [])
