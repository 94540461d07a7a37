"""Circular support against every simple path of support; loops against networkx; puts, option by option."""

from datetime import date
from decimal import Decimal
from typing import Any

import networkx
import pytest
from graph_deals import graph, parties
from hypothesis import given, settings
from hypothesis import strategies as st

from legalmodel.base.values import NONE, Money
from legalmodel.graph.loops import components
from tests.examples import some

DAY = date(2018, 6, 1)
NODES = ("bank", "sister", "parent", "servicer", "x", "y", "z", "spt")
SIDE = {"bank", "sister", "parent", "servicer"}
PAIRS = st.lists(st.tuples(st.sampled_from(NODES[:-1]), st.sampled_from(NODES)).filter(lambda p: p[0] != p[1]), max_size=8)
ALL = [
    "guarantees",
    "ownership",
    "trusts",
    "transfers",
    "agencies",
    "securities",
    "options",
    "investments",
    "trusts.t.buy_backs",
]


def base(**sections: Any) -> dict[str, Any]:
    deal: dict[str, Any] = {"deal": {"currency": "CNY"}, "parties": parties("trustee", *NODES[:-1])}
    deal["estates"] = {"spt": {"held_by": "trustee", "kind": "special_purpose_trust"}}
    deal["pools"] = {"pool": {"name": "Loans"}}
    deal["trusts"] = {"t": {"settlor": "bank", "trustee": "trustee", "estate": "spt", "assets": ["pool"]}}
    deal["ownership"] = {f"o{n}": {"owner": "parent", "of": of, "shares": "100%"} for n, of in enumerate(("bank", "sister"))}
    deal["agencies"] = {"s": {"agent": "servicer", "principal": "spt", "function": "servicing"}}
    deal["securities"] = {
        "note": {"issuer": "spt", "rank": 1, "amount": 200},
        "low": {"issuer": "spt", "rank": 2, "amount": 50},
    }
    return deal | {"guarantees": "none", "complete": ALL} | sections


def support(by: str, to: str = "spt", **more: Any) -> dict[str, Any]:
    return {"kind": "guarantee", "by": by, "to": to} | more


def circular(deal: dict[str, Any]) -> Any:
    g = graph(deal)
    return g.ask("circular_support", (g.things["estates", "spt"],), DAY)


def ids(items: Any) -> set[str]:
    return {t.id for t in items}


def doubts(items: Any) -> dict[str, set[str]]:
    return {t.id: {".".join(m.path) for m in doubt.missing} for t, doubt in items.doubtful}


def simple_paths(pairs: list[tuple[str, str]], start: str) -> list[list[str]]:
    """Return every way along support from one to those it stands behind, passing nobody twice."""
    found, paths = [[start]], [[start]]
    while paths:
        paths = [[*p, y] for p in paths for x, y in pairs if x == p[-1] and y not in p]
        found += paths
    return found


@given(PAIRS)
@settings(max_examples=some(200), deadline=None)
def test_circular_support_against_every_simple_path(pairs: list[tuple[str, str]]) -> None:
    found = circular(base(guarantees={f"g{n}": support(by, to) for n, (by, to) in enumerate(pairs)} or "none"))
    expected = set()
    for n, (by, to) in enumerate(pairs):
        ways = simple_paths(pairs, to)
        helps = any(way[-1] == "spt" for way in ways)
        loop = any(way[-1] == by for way in ways)
        if helps and (by in SIDE or loop):
            expected.add(f"g{n}")
    assert (ids(found), found.doubtful, found.open) == (expected, (), frozenset())


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25))
@settings(max_examples=some(200), deadline=None)
def test_groups_are_those_of_networkx_and_come_after_what_they_lead_to(steps: list[tuple[int, int]]) -> None:
    found = components(range(10), lambda n: [b for a, b in steps if a == n])
    plain = networkx.DiGraph(steps)
    plain.add_nodes_from(range(10))
    assert {frozenset(g) for g in found} == {frozenset(g) for g in networkx.strongly_connected_components(plain)}
    place = {node: n for n, group in enumerate(found) for node in group}
    assert all(place[b] <= place[a] for a, b in steps)


@pytest.mark.parametrize(
    ("change", "known", "missing"),
    [
        ({}, {"g"}, {}),
        ({"by": "x"}, set(), {}),
        ({"kind": "reserve"}, set(), {}),
        ({"kind": "comfort_letter"}, set(), {}),
        ({"kind": None}, set(), {"g": {"guarantees.g.kind"}}),
        ({"until": "2017-01-01"}, set(), {}),
        ({"by": None}, set(), {"g": {"guarantees.g.by"}}),
        ({"to": None}, set(), {"g": {"guarantees.g.to"}}),
        ({"to": "x"}, set(), {}),
        ({"to": None, "of": ["note"]}, {"g"}, {}),
    ],
)
def test_what_counts_as_support_by_a_party_that_may_fail(
    change: dict[str, Any], known: set[str], missing: dict[str, Any]
) -> None:
    given = {name: value for name, value in (support("bank") | change).items() if value is not None}
    found = circular(base(guarantees={"g": given}))
    assert (ids(found), doubts(found)) == (known, missing)


def test_a_class_may_be_any_giver() -> None:
    deal = base(guarantees={"g": support("holders")})
    deal["parties"]["holders"] = {"form": "class", "defined_as": "holders of Junior"}
    assert set(doubts(circular(deal))) == {"g"}
    deal["parties"]["holders"]["excludes"] = ["bank", "sister", "parent", "servicer"]
    assert set(doubts(circular(deal))) <= {"g"}
    assert not circular(deal).known


def test_a_class_may_close_a_loop() -> None:
    deal = base(guarantees={"g": support("x"), "h": support("holders", "x")}, ownership="none")
    deal["parties"]["holders"] = {"form": "class", "defined_as": "holders of Junior", "excludes": ["bank", "servicer"]}
    assert {"h"} <= set(doubts(circular(deal)))


def test_an_open_list_may_close_a_loop() -> None:
    deal = base(guarantees={"g": support("x"), "h": support("bank")}, complete=[s for s in ALL if s != "guarantees"])
    found = circular(deal)
    assert ids(found) == {"h"}
    assert doubts(found) == {"g": {"guarantees"}}
    assert {m.path for m in found.open} == {("guarantees",)}


def test_an_earlier_giver_is_an_originator_too() -> None:
    deal = base(guarantees={"g": support("z")})
    deal["transfers"] = {"first": {"transferor": "z", "transferee": "bank", "assets": ["pool"]}}
    assert ids(circular(deal)) == {"g"}


def test_a_ring_of_thousands_is_one_loop() -> None:
    names = [f"p{n}" for n in range(3000)]
    ring = {f"r{n}": support(names[n], names[(n + 1) % 3000]) for n in range(3000)}
    found = circular(base(parties=parties("trustee", *NODES[:-1], *names), guarantees=ring | {"g": support("p0")}))
    assert ids(found) == set(ring)


def test_why_tells_each_support_that_falls_away() -> None:
    g = graph(base(guarantees={"g": support("bank"), "h": support("x")}))
    texts = [f.text for f in g.why("circular_support", (g.things["estates", "spt"],), DAY)]
    assert texts == ["support by BANK depends on the party whose failure it covers"]


def grounds(option: dict[str, Any], **sections: Any) -> Any:
    g = graph(base(options={"o": option}, **sections))
    return g.ask("recourse_grounds", (g.things["trusts", "t"],), DAY)


def total(option: dict[str, Any]) -> Any:
    g = graph(base(options={"o": option}))
    return g.ask("recourse", (g.things["estates", "spt"], g.things["parties", "bank"], "credit"), DAY)


@pytest.mark.parametrize(
    ("option", "known", "missing"),
    [
        ({"holder": "spt", "against": "bank", "over": ["pool"]}, {"o"}, {}),
        ({"holder": "spt", "against": "sister", "over": ["pool"]}, {"o"}, {}),
        ({"holder": "spt", "against": "x", "over": ["pool"]}, set(), {}),
        ({"holder": "bank", "against": "spt", "over": ["pool"]}, set(), {}),
        ({"holder": "x", "against": "bank", "over": ["note"]}, {"o"}, {}),
        ({"holder": "spt", "over": ["pool"]}, set(), {"o": {"options.o.against"}}),
        ({"holder": "servicer", "over": ["pool"]}, set(), {}),
        ({"against": "bank", "over": ["pool"]}, set(), {"o": {"options.o.holder"}}),
        ({"holder": "spt", "against": "bank", "over": ["pool"], "until": "2017-01-01"}, set(), {}),
    ],
)
def test_a_put_to_the_giving_side_is_recourse(option: dict[str, Any], known: set[str], missing: dict[str, Any]) -> None:
    found = grounds(option)
    assert (ids(found), doubts(found)) == (known, missing)
    assert [g.fields["sort"] for g in found] == ["credit"] * len(known)


def test_a_put_costs_at_most_its_price() -> None:
    put = {"holder": "x", "against": "bank", "over": ["note"], "price_rate": "101%"}
    assert total(put) == Money(Decimal(202), "CNY")
    del put["price_rate"]
    assert (total(put).low, total(put).high) == (0, None)
    assert {m.path for m in total(put).missing} == {("options", "o", "price_rate")}
    assert total(put | {"against": "z", "price_rate": "101%"}) == NONE


def test_an_open_list_of_options_is_never_no_recourse() -> None:
    g = graph(base(complete=[s for s in ALL if s != "options"]))
    answer = g.ask("recourse", (g.things["estates", "spt"], g.things["parties", "bank"], "credit"), DAY)
    assert {m.path for m in answer.missing} == {("options",)}


def test_a_loop_of_which_one_part_is_doubtful_is_doubtful() -> None:
    loop = {"g": support("x"), "h": support("y", "x"), "i": support("x", "y", unknown={"since": "not_asked"})}
    found = circular(base(guarantees=loop))
    assert not found.known
    assert doubts(found) == {id: {"guarantees.i.since"} for id in ("h", "i")}


def test_support_for_a_class_may_close_a_loop() -> None:
    deal = base(guarantees={"g": support("x", "holders"), "h": support("y", "x")})
    deal["parties"]["holders"] = {"form": "class", "defined_as": "holders of Junior", "excludes": ["bank", "servicer"]}
    assert set(doubts(circular(deal))) == {"g", "h"}


def test_a_hop_of_unknown_assets_may_have_had_any_giver_before() -> None:
    deal = base(guarantees={"g": support("z")})
    del deal["trusts"]["t"]["assets"]
    assert doubts(circular(deal)) == {"g": {"trusts.t.assets"}}
