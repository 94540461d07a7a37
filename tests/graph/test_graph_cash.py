"""The way of the money against every walk written out, whose accounts it passes, and how long it may lie there."""

from datetime import date
from decimal import Decimal
from itertools import pairwise, permutations
from typing import Any

import pytest
from graph_deals import graph, parties
from hypothesis import given, settings
from hypothesis import strategies as st

from legalmodel.base.values import Interval
from tests.examples import some

DAY = date(2018, 6, 1)
HOLDERS = ("spt", "bank", "custodian", "other_trust")
ACCOUNTS = ("p", "q", "r", "s")
ALL = ["agencies", "accounts", "trusts", "transfers"]


def base(**sections: Any) -> dict[str, Any]:
    deal: dict[str, Any] = {"parties": parties("bank", "trustee", "custodian", "payer")}
    deal["estates"] = {
        "spt": {"held_by": "trustee", "kind": "special_purpose_trust", "capacity": "trustee"},
        "other_trust": {"held_by": "bank", "kind": "trust"},
        "plan": {"held_by": "bank", "kind": "special_plan"},
    }
    deal["pools"] = {"pool": {"name": "Loans"}, "elsewhere": {"name": "Other loans"}}
    deal["trusts"] = {"t": {"settlor": "bank", "trustee": "trustee", "estate": "spt", "assets": ["pool"]}}
    deal["accounts"] = {"bank_acc": {"holder": "bank"}, "spt_acc": {"holder": "spt"}, "out": {"holder": "payer"}}
    deal["agencies"] = {
        "servicing": servicer(sweep_days=3),
        "paying": {"agent": "payer", "principal": "spt", "function": "paying", "collects_into": "out", "sweep_days": 1},
    }
    return deal | {"complete": ALL} | sections


def servicer(into: str = "bank_acc", onto: str = "spt_acc", **more: Any) -> dict[str, Any]:
    given = {"agent": "bank", "principal": "spt", "function": "servicing", "collects_into": into, "pays_over_to": onto}
    return given | more


def ask(deal: dict[str, Any], question: str, *args: tuple[str, str]) -> Any:
    g = graph(deal)
    return g.ask(question, tuple(g.things[a] for a in args), DAY)


def path(deal: dict[str, Any], pool: str = "pool") -> Any:
    return ask(deal, "cash_path", ("pools", pool), ("estates", "spt"))


def mixed(deal: dict[str, Any], vehicle: tuple[str, str] = ("estates", "spt")) -> Any:
    return ask(deal, "commingled", vehicle)


def days(deal: dict[str, Any]) -> Any:
    return ask(deal, "commingling_days", ("estates", "spt"))


def ids(items: Any) -> list[str]:
    return [t.id for t in items]


def missing(items: Any) -> set[str]:
    return {".".join(m.path) for m in items.open.union(*(doubt.missing for _, doubt in items.doubtful))}


# Each leg: account collected into, account paid over to, days. A walk is written out account by account.
LEGS = st.lists(st.tuples(st.sampled_from(ACCOUNTS), st.sampled_from(ACCOUNTS), st.integers(0, 9)), max_size=5)
SWEEPS = st.dictionaries(st.sampled_from(ACCOUNTS), st.tuples(st.sampled_from(ACCOUNTS), st.integers(0, 9)), max_size=2)


@given(LEGS, SWEEPS, st.lists(st.sampled_from(HOLDERS), min_size=4, max_size=4))
@settings(max_examples=some(250), deadline=None)
def test_way_whose_and_how_long_against_every_walk(
    legs: list[tuple[str, str, int]], sweeps: dict[str, tuple[str, int]], holders: list[str]
) -> None:
    of = dict(zip(ACCOUNTS, holders, strict=True))
    accounts = {
        a: {"holder": of[a]} | ({"swept_into": sweeps[a][0], "sweep_days": sweeps[a][1]} if a in sweeps else {}) for a in of
    }
    agencies = {f"w{n}": servicer(into, onto, sweep_days=d) for n, (into, onto, d) in enumerate(legs)} or "none"
    deal = base(accounts=accounts, agencies=agencies)
    on = {a for leg in legs for a in leg[:2]} | {a for a in of if of[a] == "spt"}
    for _ in ACCOUNTS:
        on |= {onto for a, (onto, _) in sweeps.items() if a in on}
    edges = {(i, o) for i, o, _ in legs} | {(a, o) for a, (o, _) in sweeps.items() if a in on}
    passed = {a for leg in legs for a in leg[:2]} | {o for a, (o, _) in sweeps.items() if a in on}
    found = path(deal)
    assert set(ids(found)) == on
    assert not found.doubtful
    check_order(ids(found), edges)
    outside = {a for a in passed if of[a] in ("bank", "custodian")}
    assert set(ids(mixed(deal))) == outside
    dead = {a for a in passed if of[a] != "spt" and not any(i == a for i, _ in edges)}
    assert bool(mixed(deal).open) == bool(dead)
    check_days(days(deal), outside, edges, longest_stays(legs, sweeps, on), bool(dead))


def check_order(order: list[str], edges: set[tuple[str, str]]) -> None:
    for a, b in edges:
        back = any((b, *middle, a) and leads((b, *middle, a), edges) for n in range(4) for middle in permutations(order, n))
        assert a == b or back or order.index(a) < order.index(b)


def leads(walk: tuple[str, ...], edges: set[tuple[str, str]]) -> bool:
    return all(step in edges for step in pairwise(walk))


def longest_stays(legs: list[tuple[str, str, int]], sweeps: dict[str, tuple[str, int]], on: set[str]) -> dict[str, int]:
    stays: dict[str, int] = {}
    for account, d in [(i, d) for i, _, d in legs] + [(a, d) for a, (_, d) in sweeps.items() if a in on]:
        stays[account] = max(d, stays.get(account, 0))
    return stays


def check_days(answer: Any, outside: set[str], edges: set[tuple[str, str]], stays: dict[str, int], dead: bool) -> None:
    walks = [w for n in range(1, 5) for w in permutations(sorted(outside), n) if leads(w, edges)]
    longest = max((sum(stays.get(a, 0) for a in w) for w in walks), default=0)
    rounds = any((w[-1], w[0]) in edges for w in walks)
    if rounds or dead:
        assert isinstance(answer, Interval)
        assert answer.high is None
        assert answer.low >= longest
        assert answer.missing
        assert rounds or answer.low == longest
    else:
        assert answer == Decimal(longest)


def test_the_way_in_order_and_the_days() -> None:
    assert ids(path(base())) == ["bank_acc", "spt_acc", "out"]
    assert ids(mixed(base())) == ["bank_acc", "out"]
    assert not mixed(base()).open
    assert days(base()) == 3
    assert ids(path(base(), "elsewhere")) == []


def test_stays_on_the_way_are_added_up() -> None:
    deal = base()
    deal["accounts"] |= {"master": {"holder": "custodian", "swept_into": "spt_acc", "sweep_days": 2}}
    deal["agencies"]["servicing"]["pays_over_to"] = "master"
    assert ids(path(deal)) == ["bank_acc", "master", "spt_acc", "out"]
    assert days(deal) == 5
    del deal["accounts"]["master"]["sweep_days"]
    assert (days(deal).low, days(deal).high) == (3, None)
    assert {m.path for m in days(deal).missing} == {("accounts", "master", "sweep_days")}


@pytest.mark.parametrize(
    ("holder", "known", "doubtful"),
    [
        ("spt", [], []),
        ("bank", ["bank_acc", "out"], []),
        ("other_trust", [], []),
        ("plan", ["bank_acc", "out"], []),
        ("trustee", [], ["bank_acc"]),
    ],
)
def test_whose_account_it_is(holder: str, known: list[str], doubtful: list[str]) -> None:
    deal = base()
    deal["accounts"]["bank_acc"]["holder"] = holder
    found = mixed(deal)
    assert set(ids(found)) >= set(known)
    assert ("bank_acc" in ids(found)) == ("bank_acc" in known)
    assert [t.id for t, _ in found.doubtful] == doubtful
    assert not doubtful or [{m.reason for m in u.missing} for _, u in found.doubtful] == [{"capacity"}]


def test_a_servicer_or_paying_agent_who_does_not_say_where_leaves_the_way_open() -> None:
    deal = base()
    del deal["agencies"]["servicing"]["collects_into"]
    assert missing(path(deal)) == {"agencies.servicing.collects_into"}
    deal = base()
    del deal["agencies"]["servicing"]["pays_over_to"]
    assert missing(mixed(deal)) == {"agencies.servicing.pays_over_to"}
    deal = base()
    del deal["agencies"]["paying"]["collects_into"]
    assert missing(mixed(deal)) == {"agencies.paying.collects_into"}
    deal["agencies"]["paying"]["collects_into"] = "none"
    assert missing(mixed(deal)) == set()
    assert days(deal) == 3


def test_a_servicer_that_collects_into_the_vehicles_own_account_need_not_pay_over() -> None:
    deal = base()
    deal["agencies"] = {"servicing": {"agent": "bank", "principal": "spt", "function": "servicing", "collects_into": "spt_acc"}}
    assert not mixed(deal).known
    assert not mixed(deal).open
    assert days(deal) == 0


def test_a_back_up_servicer_handles_no_money_and_a_sub_servicer_does() -> None:
    deal = base()
    deal["accounts"]["sub"] = {"holder": "custodian"}
    deal["agencies"]["more"] = servicer("sub", "bank_acc", agent="custodian", function="backup_servicing")
    assert ids(path(deal)) == ["bank_acc", "spt_acc", "out"]
    deal["agencies"]["more"] = servicer("sub", "bank_acc", principal="bank", under="servicing", sweep_days=4)
    assert ids(path(deal)) == ["sub", "bank_acc", "spt_acc", "out"]
    assert days(deal) == 7
    del deal["agencies"]["more"]["under"]
    assert ids(path(deal)) == ["bank_acc", "spt_acc", "out"]


def test_money_that_nobody_passes_on_or_that_goes_round_has_no_limit() -> None:
    deal = base()
    deal["agencies"]["servicing"]["pays_over_to"] = "none"
    assert (days(deal).low, days(deal).high) == (3, None)
    deal["agencies"]["servicing"]["pays_over_to"] = "bank_acc"
    assert (days(deal).low, days(deal).high) == (3, None)
    assert {m.path[-1] for m in days(deal).missing} == {"pays_over_to"}


def test_open_lists_leave_the_way_and_the_days_open() -> None:
    deal = base(complete=["accounts", "trusts", "transfers"])
    assert "agencies" in missing(mixed(deal))
    assert (days(deal).low, days(deal).high) == (3, None)
    deal = base(complete=["agencies", "trusts", "transfers"])
    assert "accounts" in missing(path(deal))
    deal = base(complete=["agencies", "accounts", "trusts"])
    assert ids(path(deal)) == ["bank_acc", "spt_acc", "out"]
    assert missing(path(deal, "elsewhere")) == {"transfers"}


def test_a_silent_agent_stands_by_what_the_account_states() -> None:
    deal = base()
    del deal["agencies"]["servicing"]["sweep_days"]
    assert days(deal).high is None
    deal["accounts"]["bank_acc"] |= {"sweep_days": 2}
    assert days(deal) == 2


def test_why_tells_who_moves_the_money_and_in_whose_name_it_stands() -> None:
    g = graph(base())
    texts = [f.text for f in g.why("commingled", (g.things["estates", "spt"],), DAY)]
    assert texts == [
        "BANK collects into bank acc",
        "PAYER pays from out",
        "bank acc stands in the name of BANK",
        "out stands in the name of PAYER",
    ]


def test_a_long_chain_of_accounts_is_followed_to_its_end() -> None:
    deal = base()
    deal["accounts"] = {f"c{n}": {"holder": "bank", "swept_into": f"c{n + 1}", "sweep_days": 1} for n in range(3000)}
    deal["accounts"]["c3000"] = {"holder": "spt"}
    deal["agencies"] = {"servicing": servicer("c0", "c1", sweep_days=0)}
    assert ids(path(deal)) == [f"c{n}" for n in range(3001)]
    assert days(deal) == 3000


def test_a_doubtful_agent_widens_the_days() -> None:
    deal = base()
    deal["agencies"]["other"] = servicer(principal="trustee", sweep_days=9)
    assert (days(deal).low, days(deal).high) == (3, 9)
    assert {m.reason for m in days(deal).missing} == {"capacity"}


def test_a_class_that_holds_an_account_may_be_anybody() -> None:
    deal = base()
    deal["parties"]["members"] = {"form": "class", "defined_as": "members of the club"}
    deal["accounts"]["bank_acc"]["holder"] = "members"
    assert [t.id for t, _ in mixed(deal).doubtful] == ["bank_acc"]


def test_what_is_doubtful_first_and_sure_later_is_sure() -> None:
    deal = base()
    deal["accounts"] |= {"hub": {"holder": "bank", "swept_into": "far", "sweep_days": 1}, "far": {"holder": "bank"}}
    deal["accounts"]["bank_acc"] |= {"swept_into": "hub", "sweep_days": 1}
    deal["accounts"]["far"] |= {"swept_into": "spt_acc", "sweep_days": 1}
    first = {"a": servicer("hub", "hub", principal="trustee", function="custody")}
    deal["agencies"] = first | deal["agencies"]
    assert {"hub", "far"} <= set(ids(mixed(deal)))
    deal = base()
    deal["accounts"]["sub"] = {"holder": "bank"}
    deal["agencies"]["more"] = servicer("sub", "bank_acc", principal="trustee", under="servicing")
    assert "sub" in ids(mixed(deal))


def test_an_appointment_under_one_not_known_is_doubtful() -> None:
    deal = base()
    deal["accounts"]["sub"] = {"holder": "bank"}
    deal["agencies"]["more"] = servicer("sub", "bank_acc", principal="bank", unknown={"under": "not_asked"})
    found = mixed(deal)
    assert [(t.id, {m.path[-1] for m in u.missing}) for t, u in found.doubtful] == [("sub", {"under"})]
