"""Holdings against brute force, and every sampled way to complete what is not known."""

import random
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from graph_deals import graph, parties
from hypothesis import given, settings
from hypothesis import strategies as st

from legalmodel.base.values import Interval, Items, Money, U
from tests.examples import some

DAY = date(2020, 1, 1)
PEOPLE, CLASSES = ("a", "b", "c"), ("s", "j")
Records = list[tuple[str, str, int | None, bool | None]]


def make(records: Records, amounts: dict[str, int | None], complete: bool, **more: Any) -> Any:
    deal: dict[str, Any] = {"deal": {"currency": "CNY"}, "parties": parties("t", *PEOPLE)}
    deal["estates"] = {"e": {"held_by": "t", "kind": "trust"}}
    deal["securities"] = {c: {"issuer": "e", **({"amount": v} if v else {})} for c, v in amounts.items()}
    deal["investments"] = {}
    for n, (holder, of, share, running) in enumerate(records):
        record: dict[str, Any] = {"holder": holder, "of": of}
        if share is not None:
            record["share"] = f"{share}%"
        if running is not True:
            record |= {"until": "2019-12-31"} if running is False else {"unknown": {"until": "not_asked"}}
        deal["investments"][f"i{n}"] = record
    deal["complete"] = ["securities", *(["investments"] if complete else [])]
    return graph(deal, **more)


@st.composite
def records_of(draw: Any, certain: bool) -> Records:
    free, found = dict.fromkeys(CLASSES, 100), []
    for _ in range(draw(st.integers(0, 6))):
        of = draw(st.sampled_from(CLASSES))
        share = draw(st.integers(0, free[of])) if certain or draw(st.booleans()) else None
        free[of] -= share or 0
        running = draw(st.sampled_from((True, True, False) if certain else (True, False, None)))
        found.append((draw(st.sampled_from(PEOPLE)), of, share, running))
    return found


AMOUNTS = st.fixed_dictionaries({c: st.one_of(st.none(), st.integers(1, 500)) for c in CLASSES})


def held(records: Any, person: str, of: str) -> Fraction:
    return sum((Fraction(share, 100) for h, c, share, on in records if h == person and c == of and on), Fraction(0))


def ask(g: Any, question: str, *args: tuple[str, str]) -> Any:
    return g.ask(question, tuple(g.things[a] for a in args), DAY)


def exact(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def fits(answer: Any, value: Fraction) -> bool:
    if isinstance(answer, U):
        return True
    if isinstance(answer, Interval):
        slack = Fraction(1, 10**40)
        return Fraction(answer.low) - slack <= value and (answer.high is None or value <= Fraction(answer.high) + slack)
    return abs(Fraction(answer.amount if isinstance(answer, Money) else answer) - value) < Fraction(1, 10**20)


@given(records_of(certain=True), st.fixed_dictionaries({c: st.integers(1, 500) for c in CLASSES}))
@settings(max_examples=some(100), deadline=None)
def test_on_complete_facts_holdings_are_added_up(records: Any, amounts: Any) -> None:
    g = make(records, amounts, True)
    for person in PEOPLE:
        parts = {c: held(records, person, c) for c in CLASSES}
        for c in CLASSES:
            assert ask(g, "share_held", ("parties", person), ("securities", c)) == exact(parts[c])
        whole = sum(parts[c] * amounts[c] for c in CLASSES)
        assert ask(g, "amount_held", ("parties", person), ("estates", "e")) == Money(exact(Fraction(whole)), "CNY")
        assert fits(share := ask(g, "share_held", ("parties", person), ("estates", "e")), whole / sum(amounts.values()))
        assert isinstance(share, Decimal)
    holders = ask(g, "holders", ("estates", "e"))
    assert {t.id for t in holders} == {h for h, _, share, on in records if on and share}
    assert not holders.open
    assert not holders.doubtful


@given(records_of(certain=False), AMOUNTS, st.booleans(), st.randoms(use_true_random=False))
@settings(max_examples=some(200), deadline=None)
def test_no_completion_contradicts_an_answer(records: Records, amounts: Any, complete: bool, dice: random.Random) -> None:
    g = make(records, amounts, complete)
    holders = ask(g, "holders", ("estates", "e"))
    possible = {t.id for t in holders} | {t.id for t, _ in holders.doubtful}
    for _ in range(5):
        full, sizes = complete_at_random(records, amounts, complete, dice)
        real = {h for h, _, share, on in full if on and share}
        assert {t.id for t in holders} <= real
        assert holders.open or real <= possible
        for person in PEOPLE:
            parts = {c: held(full, person, c) for c in CLASSES}
            for c in CLASSES:
                args = (("parties", person), ("securities", c))
                assert fits(ask(g, "share_held", *args), parts[c])
                assert fits(ask(g, "amount_held", *args), parts[c] * sizes[c])
            whole = sum(parts[c] * sizes[c] for c in CLASSES)
            assert fits(ask(g, "share_held", ("parties", person), ("estates", "e")), whole / sum(sizes.values()))
            assert fits(ask(g, "amount_held", ("parties", person), ("estates", "e")), Fraction(whole))


def complete_at_random(records: Records, amounts: Any, complete: bool, dice: random.Random) -> Any:
    extra: Records = [] if complete else [(dice.choice((*PEOPLE, "z")), dice.choice(CLASSES), None, True) for _ in range(2)]
    full = [(h, c, share, dice.random() < 0.5 if on is None else on) for h, c, share, on in records + extra]
    free = {c: Fraction(100) - sum(share or 0 for _, of, share, on in full if of == c and on) for c in CLASSES}
    unknown = {c: sum(1 for _, of, share, on in full if of == c and share is None and on) for c in CLASSES}
    kept = []
    for holder, c, share, on in full:
        if on:
            size = free[c] / unknown[c] * dice.choice((0, Fraction(1, 2), 1)) if share is None else Fraction(share)
            kept.append((holder, c, size, True))
    sizes = {c: amounts[c] or dice.randint(1, 500) for c in CLASSES}
    return kept, sizes


def test_a_part_not_known_is_bounded_by_the_others_and_by_its_own_records() -> None:
    g = make([("a", "s", 5, True), ("b", "s", 60, True), ("c", "s", None, True)], {"s": 100}, True)
    answer = ask(g, "share_held", ("parties", "c"), ("securities", "s"))
    assert (answer.low, answer.high) == (0, Decimal("0.35"))
    g = make([("a", "s", 5, True), ("a", "s", 10, None)], {"s": 100}, True)
    answer = ask(g, "share_held", ("parties", "a"), ("securities", "s"))
    assert (answer.low, answer.high) == (Decimal("0.05"), Decimal("0.15"))
    assert {m.path for m in answer.missing} == {("investments", "i1", "until")}


def test_all_of_every_class_is_the_whole_even_if_amounts_are_unknown() -> None:
    g = make([("a", "s", 100, True), ("a", "j", 100, True)], {"s": None, "j": None}, False)
    assert ask(g, "share_held", ("parties", "a"), ("estates", "e")) == 1
    assert not ask(g, "holders", ("estates", "e")).open
    assert ask(g, "share_held", ("parties", "b"), ("estates", "e")) == 0


def test_an_open_list_bounds_by_what_others_leave() -> None:
    g = make([("a", "s", 5, True), ("b", "s", 60, True)], {"s": 100}, False)
    answer = ask(g, "share_held", ("parties", "a"), ("securities", "s"))
    assert (answer.low, answer.high) == (Decimal("0.05"), Decimal("0.4"))
    assert {m.path for m in answer.missing} == {("investments",)}
    amount = ask(g, "amount_held", ("parties", "a"), ("securities", "s"))
    assert (amount.low, amount.high, amount.currency) == (5, 40, "CNY")


def test_amounts_give_shares_exactly() -> None:
    deal: dict[str, Any] = {"deal": {"currency": "CNY"}, "parties": parties("a"), "complete": ["investments"]}
    deal["securities"] = {"s": {"amount": 66220000}}
    deal["investments"] = {"i": {"holder": "a", "of": "s", "amount": 3311000}}
    assert ask(graph(deal), "share_held", ("parties", "a"), ("securities", "s")) == Decimal("0.05")


@pytest.mark.parametrize(
    ("amount", "share", "held", "part"),
    [
        (102, "10%", Money(Decimal(102), "CNY"), Decimal("0.1")),  # rounded: each measure in its own words
        (103, "10%", (100, 103), (Decimal("0.1"), Decimal("0.103"))),
        (40, "10%", (40, 100), (Decimal("0.04"), Decimal("0.1"))),
        (0, "10%", (0, 100), (0, Decimal("0.1"))),
    ],
)
def test_an_amount_and_a_share_that_do_not_agree_leave_what_lies_between(amount: int, share: str, held: Any, part: Any) -> None:
    """Either figure may be the wrong one: no answer hangs on one of them, and the fact to settle is named."""
    deal = {"deal": {"currency": "CNY"}, "parties": parties("t", "a", "b"), "estates": {"e": {"held_by": "t", "kind": "trust"}}}
    deal["securities"] = {"s": {"issuer": "e", "amount": 1000}}
    deal["investments"] = {"i": {"holder": "a", "of": "s", "amount": amount, "share": share}}
    g = graph({**deal, "complete": ["securities", "investments"]})
    for question, wanted in (("amount_held", held), ("share_held", part)):
        answer = ask(g, question, ("parties", "a"), ("securities", "s"))
        if isinstance(wanted, tuple) and not isinstance(wanted, Money):
            assert (answer.low, answer.high) == wanted
            assert {(m.path, m.reason) for m in answer.missing} == {(("investments", "i", "amount"), "differs")}
        else:
            assert answer == wanted


def test_several_currencies_have_no_sum() -> None:
    g = make([("a", "s", 5, True)], {"s": 100, "j": 100}, True)
    assert isinstance(ask(g, "amount_held", ("parties", "a"), ("estates", "e")), Money)
    g = make([], {"s": 100, "j": 100}, True, replace={("securities", "j", "amount"): Money(Decimal(1), "USD")})
    assert isinstance(ask(g, "amount_held", ("parties", "a"), ("estates", "e")), U)


def test_a_hop_stands_for_the_side_that_takes_and_a_pool_for_nothing() -> None:
    g = make([("a", "s", 100, True)], {"s": 100}, True)
    deal_trust = graph(
        {
            "parties": parties("t", "x"),
            "estates": {"e": {"held_by": "t", "kind": "trust"}},
            "trusts": {"tr": {"settlor": "x", "estate": "e"}},
            "pools": {"p": {"name": "P"}},
            "securities": {"s": {"issuer": "e"}},
            "investments": {"i": {"holder": "x", "of": "s", "share": "100%"}},
            "complete": ["securities"],
        }
    )
    assert ask(deal_trust, "share_held", ("parties", "x"), ("trusts", "tr")) == 1
    assert isinstance(ask(deal_trust, "holders", ("pools", "p")), U)
    assert isinstance(ask(g, "holders", ("estates", "e")), Items)


@pytest.mark.parametrize(("day", "share"), [(date(2016, 5, 27), "0.05"), (date(2018, 1, 26), "0")])
def test_holdings_follow_the_day(day: date, share: str) -> None:
    deal: dict[str, Any] = {"parties": parties("a"), "complete": ["investments"], "securities": {"s": {}}}
    deal["investments"] = {"i": {"holder": "a", "of": "s", "dated": {"share": {"2016-05-27": "5%", "2018-01-26": "0%"}}}}
    g = graph(deal)
    args = (g.things["parties", "a"], g.things["securities", "s"])
    assert g.ask("share_held", args, day) == Decimal(share)
    assert bool(g.ask("holders", args[1:], day).known) is (share != "0")
    early = g.ask("holders", args[1:], date(2016, 1, 1))
    assert not early.known
    assert [t.id for t, _ in early.doubtful] == ["a"]
