"""Title against an enumeration of simple paths, broken chains, and hops before a hop."""

from itertools import pairwise, permutations
from typing import Any

from graph_deals import graph, parties
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import some

NODES = tuple("abcdefgh")


def deal_of(hops: list[tuple[str, str]], assets: list[str] | None = None) -> Any:
    sections: dict[str, Any] = {"parties": parties(*NODES), "pools": {"pool": {"name": "P"}, "other": {"name": "O"}}}
    sections["complete"] = ["trusts", "transfers"]
    sections["transfers"] = {
        f"h{n}": {"transferor": a, "transferee": b, "assets": [assets[n] if assets else "pool"]}
        for n, (a, b) in enumerate(hops)
    }
    return graph(sections)


def ids(items: Any) -> list[str]:
    return [t.id for t in items]


@given(st.permutations(NODES), st.integers(2, 8), st.randoms(use_true_random=False))
@settings(max_examples=some(60), deadline=None)
def test_a_chain_written_in_any_order_is_the_one_simple_path(names: list[str], count: int, dice: Any) -> None:
    hops = list(pairwise(names[:count]))
    dice.shuffle(hops)
    g = deal_of(hops)
    found = [hops[int(id[1:])] for id in ids(g.ask("title", (g.things["pools", "pool"],), None))]
    paths = [list(pairwise(p)) for p in simple_paths(hops, names[0]) if p[-1] == names[count - 1]]
    assert [found] == paths


def simple_paths(hops: list[tuple[str, str]], start: str) -> list[list[str]]:
    """Try every order of every set of nodes that could follow the start, one length at a time."""
    found, paths = [[start]], [[start]]
    while paths:
        paths = [[*p, y] for p in paths for x, y in hops if x == p[-1] and y not in p]
        found += paths
    return found


@given(st.lists(st.sampled_from([p for p in permutations(NODES[:6], 2) if p[0] < p[1]]), max_size=7, unique=True))
@settings(max_examples=some(100), deadline=None)
def test_every_hop_is_listed_once_after_those_it_takes_from(hops: list[tuple[str, str]]) -> None:
    g = deal_of(hops)
    found = [hops[int(id[1:])] for id in ids(g.ask("title", (g.things["pools", "pool"],), None))]
    assert sorted(found) == sorted(hops)
    for n, (_, taker) in enumerate(found):
        assert all(giver != taker for giver, _ in found[:n])
    for n, (giver, _) in enumerate(hops):
        earlier = {hops[int(id[1:])] for id in ids(g.ask("earlier_hops", (g.things["transfers", f"h{n}"],), None))}
        expected = {h for h in hops for p in simple_paths(hops, h[0]) if len(p) > 1 and p[1] == h[1] and p[-1] == giver}
        assert earlier == expected


def test_only_hops_for_the_same_assets_count() -> None:
    g = deal_of([("a", "b"), ("b", "c"), ("c", "d")], ["pool", "other", "pool"])
    assert ids(g.ask("title", (g.things["pools", "pool"],), None)) == ["h0", "h2"]
    assert ids(g.ask("earlier_hops", (g.things["transfers", "h2"],), None)) == []


def test_a_broken_chain_is_shown_as_one() -> None:
    g = deal_of([("a", "b"), ("c", "d")])
    texts = [f.text for f in g.why("title", (g.things["pools", "pool"],), None)]
    assert texts == [
        "A passes assets to B",
        "C passes assets to D",
        "h1 does not join h0: no hop brings the assets to its giver",
    ]


def test_a_hop_to_an_estate_joins_one_by_its_holder() -> None:
    sections: dict[str, Any] = {"parties": parties("bank", "trustee", "fund"), "pools": {"pool": {"name": "P"}}}
    sections["estates"] = {"spt": {"held_by": "trustee", "kind": "trust"}}
    sections["trusts"] = {"t": {"settlor": "bank", "trustee": "trustee", "estate": "spt", "assets": ["pool"]}}
    sections["transfers"] = {"s": {"transferor": "trustee", "transferee": "fund", "assets": ["pool"]}}
    g = graph(sections)
    title = g.ask("title", (g.things["pools", "pool"],), None)
    assert ids(title) == ["t", "s"]
    assert {m.path for m in title.open} == {("trusts",), ("transfers",)}
    assert ids(g.ask("earlier_hops", (g.things["transfers", "s"],), None)) == ["t"]


def test_a_hop_of_unknown_assets_is_doubtful() -> None:
    sections: dict[str, Any] = {"parties": parties("a", "b"), "pools": {"pool": {"name": "P"}}}
    sections["transfers"] = {"s": {"transferor": "a", "transferee": "b"}}
    g = graph(sections)
    title = g.ask("title", (g.things["pools", "pool"],), None)
    assert not title.known
    assert [(t.id, sorted(m.path for m in u.missing)) for t, u in title.doubtful] == [("s", [("transfers", "s", "assets")])]


def test_two_chains_are_each_kept_together() -> None:
    g = deal_of([("a", "b"), ("e", "f"), ("b", "c"), ("f", "g")])
    assert ids(g.ask("title", (g.things["pools", "pool"],), None)) == ["h0", "h2", "h1", "h3"]


def test_days_decide_where_assets_come_back_to_where_they_were() -> None:
    g = deal_of([("b", "a"), ("a", "b")])
    assert ids(g.ask("title", (g.things["pools", "pool"],), None)) == ["h0", "h1"]
    sections: dict[str, Any] = {"parties": parties("a", "b"), "pools": {"pool": {"name": "P"}}}
    days = {"back": ("b", "a", "2019-01-01"), "out": ("a", "b", "2016-01-01")}
    sections["transfers"] = {
        id: {"transferor": x, "transferee": y, "assets": ["pool"], "dates": {"effective": day}}
        for id, (x, y, day) in days.items()
    }
    g = graph(sections)
    assert ids(g.ask("title", (g.things["pools", "pool"],), None)) == ["out", "back"]
