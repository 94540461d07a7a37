"""Laws of information: what is hidden from a complete deal never turns a definite answer into another definite one."""

import random
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from graph_deals import graph, parties

from legalmodel.base.values import NONE, Interval, Items, Money, U, unknown

DAY = date(2018, 6, 1)
ACTORS = ("p", "q", "r", "t")
KINDS = ("guarantee", "top_up", "subordination", "reserve")
COVERS = ("principal", "senior_interest", "expenses", "all_sums")
TRIGGERS = ("default", "breach_of_warranty", "clean_up", "at_will")


def deal_of(dice: random.Random) -> dict[str, Any]:
    """Make a deal in which every field that a question reads is given and every list is complete."""
    pick = dice.choice

    def run() -> dict[str, str]:
        return {"since": pick(("2016-01-01", "2019-01-01")), "until": pick(("none", "none", "2017-12-31", "2020-01-01"))}

    def two() -> list[str]:
        return dice.sample(ACTORS, 2)

    deal: dict[str, Any] = {"deal": {"currency": "CNY"}, "parties": parties(*ACTORS), "pools": {"a": {"name": "A"}}}
    deal["estates"] = {"e": {"held_by": "t", "kind": "trust"}, "f": {"held_by": pick(ACTORS), "kind": "trust"}}
    deal["ownership"] = {}
    free = dict.fromkeys(ACTORS, 100)
    for n in range(dice.randint(1, 4)):
        (owner, of), part = two(), pick((30, 51, 100))
        part = min(free[of], part)
        free[of] -= part
        deal["ownership"][f"o{n}"] = {"owner": owner, "of": of, "shares": f"{part}%"} | run()
    deal["trusts"] = {"tr": {"settlor": "p", "trustee": "t", "estate": "e", "assets": ["a"]}}
    deal["trusts"]["tr"]["buy_backs"] = {
        "b": {"trigger": pick(TRIGGERS), "duty": pick(("must", "may")), "by": pick(ACTORS), "cap": 5}
    }
    giver, taker = dice.sample((*ACTORS, "e", "f"), 2)
    deal["transfers"] = {"x": {"transferor": giver, "transferee": taker, "assets": ["a"], "buy_backs": "none"}}
    deal["securities"] = {
        "s": {"issuer": "e", "rank": 1, "amount": 80},
        "j": {"issuer": pick("ef"), "rank": pick((1, 2)), "amount": 20},
    }
    deal["investments"] = {
        f"i{n}": {"holder": pick(ACTORS), "of": pick("sj"), "share": f"{pick((5, 20, 25))}%"} | run()
        for n in range(dice.randint(0, 4))
    } or "none"
    deal["guarantees"] = {
        f"g{n}": {"kind": pick(KINDS), "by": by, "funded_by": pick(ACTORS), "to": pick((to, "e")), "covers": [pick(COVERS)]}
        | {"cap": pick((10, 20))}
        | run()
        for n, (by, to) in enumerate(two() for _ in range(dice.randint(1, 3)))
    }
    deal["agencies"] = {
        f"w{n}": {"agent": pick(ACTORS), "principal": pick((*ACTORS, "e")), "function": pick(("custody", "cash_custody"))}
        | run()
        for n in range(2)
    }
    deal["complete"] = [*(s for s in deal if s not in ("deal", "complete")), "trusts.tr.buy_backs"]
    return deal


def hidden(deal: dict[str, Any], dice: random.Random) -> tuple[dict[str, Any], dict[Any, Any]]:
    """Open a list or two, and make a few fields unknown."""
    fields = [
        (section, id, field)
        for section in ("ownership", "trusts", "transfers", "securities", "investments", "guarantees", "agencies", "estates")
        for id, record in (deal[section].items() if isinstance(deal[section], dict) else ())
        for field in record
        if field != "buy_backs"
    ]
    fields += [("trusts", "tr", "buy_backs", "b", field) for field in deal["trusts"]["tr"]["buy_backs"]["b"]]
    paths = dice.sample(fields, min(len(fields), dice.randint(1, 5)))
    complete = [s for s in deal["complete"] if dice.random() < 0.9]
    return deal | {"complete": complete}, {path: unknown(path, "not_asked") for path in paths}


def questions(g: Any) -> list[tuple[str, tuple[Any, ...]]]:
    actors = [g.things["parties", id] for id in ACTORS] + [g.things["estates", id] for id in "ef"]
    hops = [g.things["trusts", "tr"], g.things["transfers", "x"]]
    pairs = [(a, b) for a in actors for b in actors]
    classes = [g.things["securities", id] for id in "sj"]
    found: list[tuple[str, tuple[Any, ...]]] = [("person", (a,)) for a in actors]
    found += [(q, (*pair, "majority")) for q in ("controls", "affiliated") for pair in pairs]
    found += [("supports", pair) for pair in pairs]
    found += [("title", (g.things["pools", "a"],)), *((q, (h,)) for q in ("earlier_hops", "recourse_grounds") for h in hops)]
    found += [("holders", (of,)) for of in (*classes, *actors[-2:], hops[0])]
    found += [(q, (a, of)) for q in ("share_held", "amount_held") for a in actors for of in (*classes, *actors[-2:])]
    found += [(q, (f, a)) for q in ("performs", "appointments") for f in ("custody", "cash_custody") for a in actors]
    found += [("recourse", (*pair, sort)) for pair in pairs for sort in ("credit", "warranty")]
    return found


def agrees(less: Any, full: Any) -> bool:
    """Tell whether an answer on fewer facts leaves room for the answer on all."""
    if isinstance(less, U):
        return True
    if isinstance(less, Items):
        known, perhaps = {t.path for t in less}, {t.path for t, _ in less.doubtful}
        real = {t.path for t in full} if isinstance(full, Items) else set()
        return known <= real and (bool(less.open) or real <= known | perhaps)
    if isinstance(less, Interval):
        low, high = bounds(full)
        slack = Decimal("1e-40")
        return less.low - slack <= low and (less.high is None or (high is not None and high <= less.high + slack))
    if isinstance(less, bool) or less is NONE:
        return less is full
    return getattr(less, "path", less) == getattr(full, "path", full)


def bounds(value: Any) -> tuple[Decimal, Decimal | None]:
    if isinstance(value, Interval):
        return value.low, value.high
    if isinstance(value, Money):
        return value.amount, value.amount
    return (value, value) if isinstance(value, Decimal) else (Decimal("-Infinity"), None)


@pytest.mark.parametrize("seed", range(60))
def test_hiding_facts_never_flips_an_answer(seed: int) -> None:
    dice = random.Random(seed)
    deal = deal_of(dice)
    full = graph(deal)
    for _ in range(3):
        fewer, replace = hidden(deal, dice)
        less = graph(fewer, replace=replace)
        for (question, args), (_, other) in zip(questions(full), questions(less), strict=True):
            answer, less_answer = full.ask(question, args, DAY), less.ask(question, other, DAY)
            assert agrees(less_answer, answer), (question, args, answer, less_answer, sorted(replace), fewer["complete"])
            if isinstance(less_answer, U):
                assert less_answer.missing, (question, args)


@pytest.mark.parametrize("seed", range(20))
def test_a_complete_deal_leaves_no_question_of_control_title_work_or_support_open(seed: int) -> None:
    g = graph(deal_of(random.Random(seed)))
    for question, args in questions(g):
        answer = g.ask(question, args, DAY)
        if question in ("controls", "affiliated", "supports"):
            assert isinstance(answer, bool), (question, args, answer)
        if question in ("title", "earlier_hops", "holders"):
            assert not answer.open
            assert not answer.doubtful
        assert isinstance(g.why(question, args, DAY), tuple)
