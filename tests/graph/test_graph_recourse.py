"""Recourse against an enumeration of simple paths of support, each ground by itself, and what makes it doubtful."""

from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from graph_deals import graph, parties, zhongyu
from hypothesis import given, settings
from hypothesis import strategies as st

from legalmodel.base.values import NONE, Interval, Money, U
from legalmodel.graph.derive.recourse import _TRIGGERS
from legalmodel.model.readers import WORDS
from tests.examples import some

DAY = date(2020, 1, 1)
ALL = ["guarantees", "ownership", "trusts", "transfers", "investments", "securities", "trusts.t.buy_backs", "options"]


def base(**sections: Any) -> dict[str, Any]:
    deal: dict[str, Any] = {
        "deal": {"currency": "CNY"},
        "parties": parties("bank", "sister", "parent", "trustee", "x", "y", "z"),
    }
    deal["estates"] = {"spt": {"held_by": "trustee", "kind": "special_purpose_trust"}}
    deal["pools"] = {"pool": {"name": "Loans"}}
    deal["trusts"] = {"t": {"settlor": "bank", "trustee": "trustee", "estate": "spt", "assets": ["pool"]}}
    deal["ownership"] = {f"o{n}": {"owner": "parent", "of": of, "shares": "100%"} for n, of in enumerate(("bank", "sister"))}
    deal["securities"] = {
        "senior": {"issuer": "spt", "rank": 1, "amount": 200},
        "junior": {"issuer": "spt", "rank": 2, "amount": 100},
    }
    return deal | {"complete": ALL} | sections


def support(by: str, to: str = "spt", **more: Any) -> dict[str, Any]:
    return {"kind": "guarantee", "by": by, "to": to, "covers": ["principal"], "cap": 10} | more


def grounds(deal: dict[str, Any]) -> Any:
    g = graph(deal)
    return g.ask("recourse_grounds", (g.things["trusts", "t"],), DAY)


def total(deal: dict[str, Any], sort: str = "credit", to: tuple[str, str] = ("estates", "spt")) -> Any:
    g = graph(deal)
    return g.ask("recourse", (g.things[to], g.things["parties", "bank"], sort), DAY)


def named(items: Any) -> set[str]:
    return {t.id for t in items}


NODES = ("bank", "sister", "parent", "x", "y", "z", "spt")
GIVING = {"bank", "sister", "parent"}


@given(st.lists(st.tuples(st.sampled_from(NODES[:-1]), st.sampled_from(NODES)).filter(lambda p: p[0] != p[1]), max_size=8))
@settings(max_examples=some(150), deadline=None)
def test_grounds_are_the_ends_of_simple_paths_of_support(pairs: list[tuple[str, str]]) -> None:
    deal = base(guarantees={f"g{n}": support(by, to) for n, (by, to) in enumerate(pairs)} or "none")
    found = grounds(deal)
    assert named(found) == {f"g{n}" for n in range(len(pairs)) if reaches(pairs, n)}
    assert not found.doubtful
    assert not found.open
    expected = len(named(found)) * 10
    assert total(deal) == (Money(Decimal(expected), "CNY") if expected else NONE)


def reaches(pairs: list[tuple[str, str]], n: int) -> bool:
    """Tell whether some simple path leads from a supporter on the giving side to the estate, outside that side in between."""
    paths = [[pairs[n]]] if pairs[n][0] in GIVING else []
    while paths:
        if any(path[-1][1] == "spt" for path in paths):
            return True
        steps = product(paths, pairs)
        paths = [[*p, s] for p, s in steps if s[0] == p[-1][1] and s[0] not in GIVING and s[1] not in {a for a, _ in p}]
    return False


@pytest.mark.parametrize(
    ("trigger", "duty", "sort"),
    [
        ("default", "must", "credit"),
        ("delinquency", "must", "credit"),
        ("at_will", "must", "credit"),
        ("fixed_date", "must", "credit"),
        ("insolvency_of_seller", "must", "credit"),
        ("modification_by_servicer", "must", "credit"),
        ("ineligible_at_cut_off", "must", "warranty"),
        ("breach_of_warranty", "must", "warranty"),
        ("defect_in_documents", "must", "warranty"),
        ("rating_trigger", "must", "credit"),
        ("early_payment_default", "must", "credit"),
        ("any_shortfall", "must", "credit"),
        ("debtor_set_off", "must", "dilution"),
        ("clean_up", "must", None),
        ("change_of_tax_or_law", "must", None),
        ("pledge_released", "must", None),
        ("default", "may", None),
    ],
)
def test_a_buy_back_is_classed_by_its_trigger(trigger: str, duty: str, sort: str | None) -> None:
    deal = base(guarantees="none")
    deal["trusts"]["t"]["buy_backs"] = {"b": {"trigger": trigger, "duty": duty, "cap": 7}}
    assert [g.fields["sort"] for g in grounds(deal)] == ([sort] if sort else [])
    for each in ("credit", "warranty"):
        assert total(deal, each) == (Money(Decimal(7), "CNY") if each == sort else NONE)


def test_every_word_for_what_sets_off_a_buy_back_is_classed() -> None:
    assert set(WORDS["buy_back_trigger"]) == set(_TRIGGERS)


def test_a_buy_back_by_an_outsider_is_no_recourse_and_one_by_a_sister_is() -> None:
    deal = base(guarantees="none")
    deal["trusts"]["t"]["buy_backs"] = {"b": {"trigger": "default", "duty": "must", "by": "x"}}
    assert not grounds(deal).known
    deal["trusts"]["t"]["buy_backs"]["b"]["by"] = "sister"
    assert named(grounds(deal)) == {"b"}


def test_a_buy_back_without_its_trigger_or_duty_is_doubtful() -> None:
    deal = base(guarantees="none")
    deal["trusts"]["t"]["buy_backs"] = {"b": {"duty": "must"}, "c": {"trigger": "default"}}
    found = grounds(deal)
    assert not found.known
    missing = {m.path[-2:] for _, doubt in found.doubtful for m in doubt.missing}
    assert missing == {("b", "trigger"), ("c", "duty")}
    assert isinstance(total(deal), U)


def test_the_lowest_class_kept_is_a_first_loss_and_a_higher_one_is_not() -> None:
    held = {
        "low": {"holder": "bank", "of": "junior", "share": "5%"},
        "high": {"holder": "bank", "of": "senior", "share": "5%"},
        "group": {"holder": "sister", "of": "junior", "amount": 20},
        "out": {"holder": "x", "of": "junior", "share": "50%"},
    }
    deal = base(guarantees="none", investments=held)
    assert named(grounds(deal)) == {"low", "group"}
    assert total(deal) == Money(Decimal(25), "CNY")
    del deal["securities"]["junior"]["rank"]
    found = grounds(deal)
    assert not found.known
    assert {t.id for t, _ in found.doubtful} == {"low", "high", "group"}


def test_built_in_support_counts_only_if_the_giving_side_funds_it() -> None:
    built_in = {
        "sub": {"kind": "subordination", "to": "spt", "covers": ["principal"]},
        "reserve": {"kind": "reserve", "to": "spt", "covers": ["interest"], "funded_by": "bank", "cap": 3},
        "outside": {"kind": "reserve", "to": "spt", "covers": ["interest"], "funded_by": "x"},
        "silent": {"kind": "reserve", "to": "spt", "covers": ["interest"]},
    }
    found = grounds(base(guarantees=built_in))
    assert named(found) == {"reserve"}
    assert [(t.id, {m.path[-1] for m in u.missing}) for t, u in found.doubtful] == [("silent", {"funded_by"})]


def test_support_for_expenses_or_liquidity_is_no_credit() -> None:
    assert total(base(guarantees={"g": support("bank", covers=["expenses", "liquidity"])})) == NONE


def test_support_of_a_class_is_support_of_its_issuer() -> None:
    support_of = {"g": {"kind": "top_up", "by": "bank", "of": ["senior"], "covers": ["senior_interest"], "cap": 4}}
    assert total(base(guarantees=support_of)) == Money(Decimal(4), "CNY")


def test_support_of_the_trustee_does_not_say_in_which_capacity() -> None:
    found = grounds(base(guarantees={"g": support("bank", "trustee")}))
    assert [(t.id, {m.reason for m in u.missing}) for t, u in found.doubtful] == [("g", {"capacity"})]


def test_an_unknown_cap_and_no_cap_leave_no_limit_above() -> None:
    deal = base(guarantees={"a": support("bank"), "b": support("bank", of=["senior"], cap="none")})
    answer = total(deal)
    assert (answer.low, answer.high) == (210, None)
    del deal["guarantees"]["b"]["cap"]
    answer = total(deal)
    assert (answer.low, answer.high) == (10, None)
    assert ("guarantees", "b", "cap") in {m.path for m in answer.missing}


def test_a_doubtful_ground_widens_the_amount() -> None:
    deal = base(guarantees={"a": support("bank"), "b": support("bank", unknown={"since": "not_asked"})})
    answer = total(deal)
    assert isinstance(answer, Interval)
    assert (answer.low, answer.high) == (10, 20)


def test_what_is_not_known_of_duties_to_take_back_leaves_the_amount_without_a_bound() -> None:
    deal = base(guarantees={"a": support("bank")})
    assert total(deal) == Money(Decimal(10), "CNY")
    deal["complete"] = [s for s in ALL if s != "trusts.t.buy_backs"]
    deal["trusts"]["t"]["unknown"] = {"buy_backs": "not_disclosed"}
    answer = total(deal)
    assert isinstance(answer, Interval)
    assert (answer.low, answer.high) == (10, None)
    assert {m.path for m in answer.missing} == {("trusts", "t", "buy_backs")}


def test_an_open_list_is_never_no_recourse() -> None:
    deal = base(guarantees="none")
    assert total(deal) == NONE
    deal["complete"] = [s for s in ALL if s != "investments"]
    assert {m.path for m in total(deal).missing} == {("investments",)}
    deal["complete"] = [s for s in ALL if s != "transfers"]
    assert {m.path for m in total(deal, to=("parties", "x")).missing} == {("transfers",)}


def test_without_any_hop_recourse_is_none_only_if_there_can_be_none() -> None:
    deal = base(guarantees="none", trusts="none")
    assert total(deal) == NONE
    deal["complete"] = [s for s in ALL if s != "transfers"]
    assert {m.path for m in total(deal).missing} == {("transfers",)}


def test_a_hop_of_unknown_assets_may_go_on_to_anybody() -> None:
    deal = base(guarantees="none")
    del deal["trusts"]["t"]["assets"]
    assert {m.path for m in grounds(deal).open} == {("trusts", "t", "assets")}


def test_support_of_an_unknown_kind_may_be_built_in() -> None:
    given = support("x", funded_by="bank", unknown={"kind": "not_asked"})
    del given["kind"]
    found = grounds(base(guarantees={"g": given}))
    assert [(t.id, {m.path[-1] for m in u.missing}) for t, u in found.doubtful] == [("g", {"kind"})]


def test_support_of_a_later_taker_comes_back_through_the_first_hop() -> None:
    deal = base(guarantees={"g": support("bank")}, trusts="none")
    deal["transfers"] = {
        "one": {"transferor": "bank", "transferee": "x", "assets": ["pool"], "buy_backs": "none"},
        "two": {"transferor": "x", "transferee": "spt", "assets": ["pool"], "buy_backs": "none"},
    }
    g = graph(deal)
    assert named(g.ask("recourse_grounds", (g.things["transfers", "one"],), DAY)) == {"g"}
    assert not g.ask("recourse_grounds", (g.things["transfers", "two"],), DAY).known
    assert total(deal) == Money(Decimal(10), "CNY")


def test_dilution_has_no_answer_yet() -> None:
    assert isinstance(total(base(guarantees="none"), "dilution"), U)


def test_why_tells_each_ground_with_its_terms() -> None:
    g = graph(zhongyu())
    texts = [f.text for f in g.why("recourse_grounds", (g.things["trusts", "entrustment"],), date(2017, 1, 1))]
    assert texts[:3] == [
        "loss can come back to Bank of China through entrustment buy backs bad",
        "loss can come back to Bank of China through boc junior",
        "loss may come back to holders of Junior at closing through top up",
    ]
