"""Laws of information for the later relations: what is hidden from a complete deal never turns a definite answer into another."""

import random
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from graph_deals import graph, parties

from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Interval, Items, U, unknown
from tests.examples import some

DAY = date(2018, 6, 1)
ACTORS = ("p", "q", "r", "t")
ACCOUNTS = ("k", "l", "m", "n")
WORK = ("servicing", "backup_servicing", "cash_custody", "custody", "paying", "audit")
SECTIONS = (
    *("ownership", "trusts", "transfers", "securities", "investments", "guarantees", "agencies", "estates"),
    *("accounts", "charges", "claims", "options", "pools"),
)


def deal_of(dice: random.Random) -> dict[str, Any]:
    """Make a deal in which every field that a question reads is given and every list is complete."""
    pick = dice.choice

    def run() -> dict[str, str]:
        return {"since": pick(("2016-01-01", "2019-01-01")), "until": pick(("none", "none", "2017-12-31", "2020-01-01"))}

    def two(of: tuple[str, ...] = ACTORS) -> list[str]:
        return dice.sample(of, 2)

    deal: dict[str, Any] = {"deal": {"currency": "CNY"}, "parties": parties(*ACTORS)}
    deal["estates"] = {
        "e": {"held_by": "t", "kind": "trust", "capacity": "trustee"},
        "f": {"held_by": pick(ACTORS), "kind": pick(("trust", "special_plan")), "capacity": pick(("trustee", "manager"))},
    }
    deal["pools"] = {id: {"name": id, "originated_by": [pick(ACTORS)]} for id in "ab"}
    deal["ownership"] = {
        f"o{n}": {"owner": x, "of": y, "shares": "60%"} | run() for n, (x, y) in enumerate(two() for _ in range(2))
    }
    deal["trusts"] = {"tr": {"settlor": pick("pqr"), "trustee": "t", "estate": "e", "assets": [pick("ab")]}}
    giver, taker = dice.sample((*ACTORS, "e", "f"), 2)
    deal["transfers"] = {"x": {"transferor": giver, "transferee": taker, "assets": [pick("ab")]}}
    for hop in (deal["trusts"]["tr"], deal["transfers"]["x"]):
        hop |= {"buy_backs": "none", "perfected_by": pick(("none", "register")), "act": pick(("sale", "participation"))}
        hop["dates"] = {"effective": pick(("2017-01-01", "2018-01-01", "2019-01-01"))}
    deal["securities"] = {"s": {"issuer": pick("ef"), "rank": 1, "amount": 80}, "j": {"issuer": "e", "rank": 2, "amount": 20}}
    deal["investments"] = {
        f"i{n}": {"holder": pick(ACTORS), "of": "s", "share": pick(("50%", "100%"))} | run() for n in range(1)
    }
    deal["accounts"] = {id: account(dice) | run() for id in ACCOUNTS}
    deal["charges"] = {"c": {"to": pick(ACTORS), "over": [pick((*ACCOUNTS, "a", "b"))]} | run()}
    deal["claims"] = {
        f"c{n}": {
            "debtor": pick(ACTORS),
            "pool": pick("ab"),
            "set_off_excluded_by": pick(("none", "§7")),
            "since": "2016-01-01",
        }
        for n in range(2)
    }
    deal["options"] = {
        "o": {"holder": pick((*ACTORS, "e")), "against": pick(ACTORS), "over": [pick("absj")], "price_rate": "100%"} | run()
    }
    deal["guarantees"] = {
        f"g{n}": {"kind": pick(("guarantee", "guarantee", "reserve")), "by": by, "to": pick((to, "e")), "covers": ["interest"]}
        | run()
        for n, (by, to) in enumerate(two() for _ in range(3))
    }
    deal["agencies"] = {f"w{n}": job(dice, n) | run() for n in range(3)}
    deal["complete"] = list(SECTIONS)
    return deal


def account(dice: random.Random) -> dict[str, Any]:
    pick = dice.choice
    given = {"holder": pick((*ACTORS, "e", "f")), "holds_money_of": dice.sample((*ACTORS, "e"), pick((1, 1, 2)))}
    if dice.random() < 0.5:
        given |= {"swept_into": pick((*ACCOUNTS, "none")), "sweep_days": pick((1, 2, 5))}
    return given


def job(dice: random.Random, n: int) -> dict[str, Any]:
    pick = dice.choice
    given = {
        "agent": pick(ACTORS),
        "principal": pick(("e", "e", "p", "t")),
        "function": pick(WORK),
        "successor": pick((*ACTORS, "none")),
    }
    if dice.random() < 0.7:
        given |= {
            "collects_into": pick((*ACCOUNTS, "none")),
            "pays_over_to": pick((*ACCOUNTS, "none")),
            "sweep_days": pick((0, 3)),
        }
    return given | ({"under": f"w{n - 1}"} if n and dice.random() < 0.3 else {})


def hidden(deal: dict[str, Any], dice: random.Random) -> tuple[dict[str, Any], dict[Any, Any]]:
    """Open a list or two, and make a few fields unknown."""
    fields: list[tuple[str, ...]] = [
        (section, id, field)
        for section in SECTIONS
        for id, record in deal[section].items()
        for field in record
        if field != "dates"
    ]
    fields = [f for f in fields if f[2] != "buy_backs"] + [
        ("trusts", "tr", "dates", "effective"),
        ("transfers", "x", "dates", "effective"),
    ]
    paths = dice.sample(fields, dice.randint(1, 4))
    complete = [s for s in deal["complete"] if dice.random() < 0.95]
    return deal | {"complete": complete}, {path: unknown(path, "not_asked") for path in paths}


def questions(g: Any) -> list[tuple[str, tuple[Any, ...]]]:
    actors = [g.things["parties", id] for id in ACTORS] + [g.things["estates", id] for id in "ef"]
    vehicles = [g.things["estates", "e"], g.things["estates", "f"], g.things["parties", "p"]]
    hops = [g.things["trusts", "tr"], g.things["transfers", "x"]]
    pools = [g.things["pools", id] for id in "ab"]
    things = [*pools, *(g.things["accounts", id] for id in ACCOUNTS), *(g.things["securities", id] for id in "sj")]
    found: list[tuple[str, tuple[Any, ...]]] = [("estate", (thing,)) for thing in things]
    found += [("cash_path", (pool, v)) for pool in pools for v in vehicles]
    found += [(q, (v,)) for q in ("commingled", "commingling_days", "single_points", "circular_support") for v in vehicles]
    found += [("conflicts", (a, b, v)) for a, b in (("servicing", "custody"), ("custody", "paying")) for v in vehicles]
    found += [(q, (hop,)) for q in ("set_off", "recourse_grounds") for hop in hops]
    return found + [("recourse", (to, from_, "credit")) for to in vehicles for from_ in actors[:3]]


def agrees(less: Any, full: Any) -> bool:
    """Tell whether an answer on fewer facts leaves room for the answer on all."""
    if isinstance(less, U):
        return bool(less.missing)
    if isinstance(less, Items):
        known, perhaps = {t.path for t in less}, {t.path for t, _ in less.doubtful}
        real, may_be = {t.path for t in full}, {t.path for t, _ in full.doubtful}
        return known <= real and (bool(less.open) or real | may_be <= known | perhaps)
    if isinstance(less, Thing) and less.sort == "belonging":
        return all(agrees(value, full.fields[field]) for field, value in less.fields.items())
    if isinstance(less, Thing):
        return isinstance(full, Thing) and less.path == full.path
    if isinstance(less, Interval | Decimal) or isinstance(getattr(less, "amount", None), Decimal):
        (low, high), (least, most) = bounds(less), bounds(full)
        return low <= least and (high is None or (most is not None and most <= high))
    return bool(less == full) if less is not NONE else full is NONE


def bounds(value: Any) -> tuple[Decimal, Decimal | None]:
    if isinstance(value, Interval):
        return value.low, value.high
    if value is NONE:
        return Decimal(0), Decimal(0)
    amount = getattr(value, "amount", value)
    return amount, amount


@pytest.mark.more
@pytest.mark.parametrize("seed", range(some(150, 50)))
def test_hiding_facts_never_flips_an_answer(seed: int) -> None:
    dice = random.Random(seed)
    deal = deal_of(dice)
    full = graph(deal)
    for _ in range(3):
        fewer, replace = hidden(deal, dice)
        less = graph(fewer, replace=replace)
        for (question, args), (_, other) in zip(questions(full), questions(less), strict=True):
            answer, less_answer = full.ask(question, args, DAY), less.ask(question, other, DAY)
            about = (question, args, answer, less_answer, sorted(replace), sorted(set(SECTIONS) - set(fewer["complete"])))
            assert agrees(less_answer, answer), about
            assert isinstance(less.why(question, other, DAY), tuple)


@pytest.mark.parametrize("seed", range(150, 200))
def test_a_complete_deal_leaves_no_question_of_these_open_but_for_money_that_goes_nowhere(seed: int) -> None:
    g = graph(deal_of(random.Random(seed)))
    for question, args in questions(g):
        answer = g.ask(question, args, DAY)
        if question in ("single_points", "circular_support", "conflicts", "set_off"):
            capacity = all(m.reason == "capacity" for _, doubt in answer.doubtful for m in doubt.missing)
            assert capacity, (question, args, answer.doubtful)
            assert not answer.open, (question, args)


def test_the_same_question_on_another_day_has_its_own_answer() -> None:
    deal = deal_of(random.Random(1))
    deal["transfers"] = {}
    deal["trusts"]["tr"] |= {"assets": ["a"], "act": "entrustment", "dates": {"effective": "2018-01-01"}}
    g = graph(deal)
    pool = g.things["pools", "a"]
    on = [g.ask("estate", (pool,), day).fields["falls_to"].id for day in (date(2017, 12, 31), date(2018, 1, 1))]
    assert on == [deal["pools"]["a"]["originated_by"][0], "e"]
