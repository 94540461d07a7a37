"""In whose insolvency things fall, against a replay of the hops day by day; and the laws of information for the later relations."""

from datetime import date
from typing import Any

import pytest
from graph_deals import graph, parties
from hypothesis import given, settings
from hypothesis import strategies as st

from legalmodel.base.values import NONE, U, unknown
from tests.examples import some

DAY = date(2018, 6, 1)
NAMES = ("a", "b", "c", "d")


def base(**sections: Any) -> dict[str, Any]:
    deal: dict[str, Any] = {"deal": {"currency": "CNY"}, "parties": parties("bank", "trustee", "other", "branch")}
    deal["parties"]["branch"]["part_of"] = "bank"
    deal["estates"] = {"spt": {"held_by": "trustee", "kind": "trust", "capacity": "trustee"}}
    deal["pools"] = {"pool": {"name": "Loans", "originated_by": ["bank"]}}
    deal["trusts"] = {"t": {"settlor": "bank", "trustee": "trustee", "estate": "spt", "assets": ["pool"]}}
    deal["trusts"]["t"] |= {"dates": {"effective": "2018-01-01"}, "perfected_by": "none"}
    deal["accounts"] = {"acc": {"holder": "spt", "holds_money_of": ["spt"]}}
    return deal | {"complete": ["trusts", "transfers", "charges"]} | sections


def belonging(deal: dict[str, Any], path: tuple[str, str] = ("pools", "pool"), day: date = DAY, **more: Any) -> dict[str, Any]:
    g = graph(deal, **more)
    fields: dict[str, Any] = g.ask("estate", (g.things[path],), day).fields
    return fields


def account(**fields: Any) -> dict[str, Any]:
    deal = base()
    deal["accounts"]["acc"] |= fields
    return belonging(deal, ("accounts", "acc"))


def reasons(value: U) -> set[tuple[str, str]]:
    return {(m.path[-1], m.reason) for m in value.missing}


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.integers(1, 28)), max_size=5), st.integers(0, 29))
@settings(max_examples=some(120), deadline=None)
def test_the_holder_of_a_pool_is_whoever_a_replay_of_the_hops_ends_with(takers: list[tuple[str, int]], today: int) -> None:
    takers = sorted(takers, key=lambda t: t[1])
    days = [d for _, d in takers]
    giver, hops, owner = "bank", {}, "bank"
    for n, (taker, d) in enumerate(takers):
        if taker == giver or days.count(d) > 1:
            return
        hops[f"h{n}"] = {
            "transferor": giver,
            "transferee": taker,
            "assets": ["pool"],
            "dates": {"effective": f"2018-02-{d:02}"},
        }
        giver = taker
        owner = taker if d <= today else owner
    deal = base(parties=parties("bank", *NAMES), estates={}, trusts="none", transfers=hops or "none", accounts={})
    day = date(2018, 2, today) if 1 <= today <= 28 else date(2018, 1, 31) if today < 1 else date(2018, 3, 1)
    assert belonging(deal, day=day)["falls_to"].id == owner


def test_a_pool_in_a_trust_falls_to_the_trust_from_the_day_the_trust_takes_effect() -> None:
    found = belonging(base())
    assert (found["holder"].id, found["person"].id, found["capacity"], found["falls_to"].id) == (
        "spt",
        "trustee",
        "trustee",
        "spt",
    )
    assert (found["mixed"], found["charged"], found["perfected"]) == ("no", "no", "no")
    before = belonging(base(), day=date(2017, 12, 31))
    assert (before["holder"].id, before["falls_to"].id, before["capacity"], before["perfected"]) == ("bank", "bank", NONE, NONE)


def test_a_day_not_known_and_an_open_list_leave_the_holder_open() -> None:
    deal = base()
    deal["trusts"]["t"]["dates"] = {"unknown": {"effective": "not_asked"}}
    assert reasons(belonging(deal)["falls_to"]) == {("effective", "not_asked")}
    assert reasons(
        belonging(base(), replace={("trusts", "t", "dates"): unknown(("trusts", "t", "dates"), "not_asked")})["falls_to"]
    ) == {("dates", "not_asked")}
    assert reasons(belonging(base(complete=["trusts", "charges"]))["falls_to"]) == {("transfers", "open list")}


def test_a_participation_passes_no_title() -> None:
    deal = base(trusts="none")
    deal["transfers"] = {"x": {"transferor": "bank", "transferee": "other", "assets": ["pool"], "act": "participation"}}
    assert belonging(deal)["falls_to"].id == "bank"
    deal["transfers"]["x"]["act"] = "assignment"
    assert belonging(deal)["falls_to"].id == "other"


def test_two_takers_of_the_same_assets_are_rivals() -> None:
    deal = base(transfers={"x": {"transferor": "bank", "transferee": "other", "assets": ["pool"]}})
    assert reasons(belonging(deal)["falls_to"]) == {("estate", "rival takers"), ("transferee", "rival takers")}


def test_who_made_the_claims_is_the_first_holder() -> None:
    deal = base(trusts="none")
    assert belonging(deal)["falls_to"].id == "bank"
    deal["pools"]["pool"]["originated_by"] = ["bank", "other"]
    assert reasons(belonging(deal)["falls_to"]) == {("originated_by", "undefined")}
    del deal["pools"]["pool"]["originated_by"]
    assert reasons(belonging(deal)["falls_to"]) == {("originated_by", "absent")}


def test_a_class_falls_to_its_only_holder() -> None:
    deal = base(securities={"s": {"issuer": "spt", "amount": 10}})
    deal["investments"] = {"i": {"holder": "other", "of": "s", "share": "100%"}}
    deal["complete"] += ["investments"]
    assert belonging(deal, ("securities", "s"))["falls_to"].id == "other"
    deal["investments"] = {
        "i": {"holder": "other", "of": "s", "share": "60%"},
        "j": {"holder": "bank", "of": "s", "share": "40%"},
    }
    assert reasons(belonging(deal, ("securities", "s"))["falls_to"]) == {("holders", "undefined")}


@pytest.mark.parametrize(
    ("fields", "mixed", "falls"),
    [
        ({"holds_money_of": ["spt"]}, "no", "spt"),
        ({"holds_money_of": "none"}, "no", "spt"),
        ({"holds_money_of": ["spt", "bank"]}, "yes", {("holds_money_of", "mixed money")}),
        ({"holder": "bank", "holds_money_of": ["bank"]}, "no", "bank"),
        ({"holder": "branch", "holds_money_of": ["bank"]}, "no", "bank"),
        ({"holder": "bank", "holds_money_of": ["bank", "branch"]}, "no", "bank"),
        ({"holder": "bank", "holds_money_of": ["spt"]}, "no", {("holder", "capacity")}),
        ({"holder": "bank", "holds_money_of": ["bank", "spt"]}, "yes", {("holds_money_of", "mixed money")}),
    ],
)
def test_money_falls_to_the_holder_only_if_it_is_all_its_own(fields: dict[str, Any], mixed: str, falls: Any) -> None:
    found = account(**fields)
    assert found["mixed"] == mixed
    assert (reasons(found["falls_to"]) if isinstance(found["falls_to"], U) else found["falls_to"].id) == falls


def test_whose_money_lies_on_an_account_must_be_said() -> None:
    deal = base()
    del deal["accounts"]["acc"]["holds_money_of"]
    found = belonging(deal, ("accounts", "acc"))
    assert reasons(found["mixed"]) == reasons(found["falls_to"]) == {("holds_money_of", "absent")}
    assert found["holder"].id == "spt"


def test_a_charge_counts_on_its_days() -> None:
    charge = {"by": "spt", "to": "other", "over": ["pool"], "since": "2018-03-01"}
    assert belonging(base(charges={"c": charge}))["charged"] == "yes"
    assert belonging(base(charges={"c": charge}), day=date(2018, 2, 1))["charged"] == "no"
    assert belonging(base(charges={"c": charge | {"over": ["acc"]}}))["charged"] == "no"
    assert reasons(belonging(base(complete=["trusts", "transfers"]))["charged"]) == {("charges", "open list")}


def test_why_tells_the_hop_or_the_account_and_what_is_missing() -> None:
    g = graph(base(charges={"c": {"to": "other", "over": ["pool"]}}))
    (fact,) = g.why("estate", (g.things["pools", "pool"],), DAY)
    assert fact.text == "Loans falls in the insolvency of spt"
    assert [f.text for f in fact.because] == ["spt takes Loans by t", "OTHER has a right over Loans"]
    deal = base()
    deal["accounts"]["acc"]["holds_money_of"] = ["spt", "bank"]
    g = graph(deal)
    texts = [f.text for f in g.why("estate", (g.things["accounts", "acc"],), DAY)]
    assert texts[0] == "in whose insolvency acc falls is not known"
    assert texts[1:] == ["accounts acc holds money of is not known (mixed money)"]


def test_an_unknown_thing_has_an_unknown_estate() -> None:
    g = graph(base())
    assert isinstance(g.ask("estate", (unknown(("x",)),), DAY), U)


def test_an_answer_is_kept_only_until_a_hop_takes_effect() -> None:
    g = graph(base())
    pool = g.things["pools", "pool"]
    found = [g.ask("estate", (pool,), day).fields["falls_to"].id for day in (date(2017, 12, 31), date(2018, 1, 1))]
    assert found == ["bank", "spt"]
    assert date(2018, 1, 1) in g.change_days()
