"""Section A of the semantics, line by line: every test is named after its line."""

import pytest
from logic_world import World, closed, cny, dated, day, missing, open_list, record, run

from legalmodel.base.kinds import thing
from legalmodel.base.values import NONE, Decimal, Interval, Items, Money, Span, U, unknown
from legalmodel.logic.errors import BadExpression

D = Decimal


def trust(**fields):
    return record("trust", "t", **fields)


# given, assumed, none


def test_given_value_is_the_value():
    assert run("t.price", {"t": trust(price=cny(5))}) == cny(5)


def test_none_is_a_given_value():
    assert run("t.price == none", {"t": trust(price=NONE)}) is True
    assert run("t.price != none", {"t": trust(price=NONE)}) is False
    assert run("t.price == none", {"t": trust(price=cny(5))}) is False
    assert run("none == none") is True


def test_unknown_compared_with_none_is_unknown():
    assert missing(run("t.price == none", {"t": trust()})) == ["trusts.t.price (absent)"]


# unknown(reason), absent, a day outside dated


def test_unknown_with_a_reason_waits_for_that_path():
    lost = unknown(("trusts", "t", "price"), "not_disclosed")
    assert missing(run("t.price > floor", {"t": trust(price=lost)}, {"floor": cny(1)})) == ["trusts.t.price (not_disclosed)"]


def test_absent_waits_for_that_path():
    assert missing(run("t.form == 'written'", {"t": trust()})) == ["trusts.t.form (absent)"]


def test_day_outside_dated_is_unknown():
    t = trust(price=dated(d2016_05_27=cny(5), d2018_01_01=cny(7)))
    assert run("t.price", {"t": t}, on="2017-01-01") == cny(5)
    assert run("t.price", {"t": t}, on="2018-01-01") == cny(7)
    assert missing(run("t.price", {"t": t}, on="2016-05-26")) == ["trusts.t.price (out of range)"]
    assert missing(run("t.price", {"t": t})) == ["trusts.t.price (out of range)"]


# a.b where a is U, where a is none


def test_field_of_an_unknown_waits_for_the_owner():
    assert missing(run("t.settlor.name == 'x'", {"t": trust()})) == ["trusts.t.settlor (absent)"]


def test_field_of_none_is_undefined_at_the_owner():
    t = trust(settlor=NONE)
    assert missing(run("t.settlor.name == 'x'", {"t": t})) == ["trusts.t.settlor (undefined)"]
    assert missing(run("t.settlor.parent.name == 'x'", {"t": t})) == ["trusts.t.settlor (undefined)"]
    assert run("t.settlor != none and t.settlor.name == 'x'", {"t": t}) is False


# comparison, arithmetic with U


def test_arithmetic_with_unknown_takes_no_shortcut():
    assert missing(run("0 * t.price == 0", {"t": trust()})) == ["trusts.t.price (absent)"]
    assert missing(run("t.price == t.price", {"t": trust()})) == ["trusts.t.price (absent)"]


@pytest.mark.parametrize("op", ["<", "<=", ">", ">="])
def test_order_with_none_is_undefined(op):
    assert missing(run(f"t.price {op} floor", {"t": trust(price=NONE)}, {"floor": cny(1)})) == ["trusts.t.price (undefined)"]


def test_two_currencies_are_undefined():
    t = trust(price=cny(5), fair_value=Money(D(5), "USD"))
    both = ["trusts.t.fair_value (undefined)", "trusts.t.price (undefined)"]
    for text in ("t.price == t.fair_value", "t.price < t.fair_value", "t.price + t.fair_value > 0"):
        assert missing(run(text, {"t": t})) == both


def test_division_by_zero_is_undefined():
    t = trust(price=cny(5), fair_value=cny(0))
    assert missing(run("t.price / t.fair_value >= floor", {"t": t}, {"floor": D("0.7")}))[0].endswith("(undefined)")


DIFFERENT = [
    ("t.settlor == s", "a record (party) is never the same as a record (security)"),
    ("t.price > share", "an amount of money and a share have no order between them"),
    ("t.price + share > 0", "you cannot add an amount of money and a share"),
    ("t.signed > share", "a day and a share have no order between them"),
    ("t.form < 'written'", "a word (instrument form) and a word have no order between them"),
    ("t.contents == none", "a list of word (contents) is never the same as none"),
]


@pytest.mark.parametrize(("text", "cause"), DIFFERENT)
def test_comparing_different_kinds_is_an_error_when_the_law_is_built(text, cause):
    with pytest.raises(BadExpression) as caught:
        run(text, {"t": trust(), "s": record("security", "s")}, {"share": D("0.5")})
    assert caught.value.cause == cause


def test_an_actor_may_be_a_party():
    a = record("party", "a", name="A")
    assert run("t.transferor == t.settlor", {"t": trust(transferor=a, settlor=a)}) is True


# numbers


def test_numbers_are_exact():
    tiny, large = D("0.000000000001"), D("123456789012345678901234")
    t = trust(price=Money(large + 0, "CNY"), fair_value=Money(large, "CNY"))
    assert run("t.price * one_more > t.fair_value", {"t": t}, {"one_more": 1 + tiny}) is True
    assert run("t.price * one_less >= t.fair_value", {"t": t}, {"one_less": 1 - tiny}) is False


def test_division_in_a_comparison_multiplies_crosswise():
    t = trust(price=cny(1), fair_value=cny(3))
    third = D("0.3333333333333333333333333333333333333333")
    assert run("t.price / t.fair_value == third", {"t": t}, {"third": third}) is False
    assert run("t.price / t.fair_value > third", {"t": t}, {"third": third}) is True
    assert run("third < t.price / t.fair_value", {"t": t}, {"third": third}) is True
    assert run("t.price / t.fair_value == t.price / t.fair_value", {"t": t}) is True


def test_division_by_a_negative_number_flips():
    t = trust(price=cny(4), fair_value=cny(-2))
    assert run("t.price / t.fair_value < 0", {"t": t}) is True
    assert run("t.price / t.fair_value >= 0", {"t": t}) is False
    assert run("t.fair_value / t.price < 0", {"t": t}) is True


@pytest.mark.parametrize(
    "text", ["t.price ** two > 0", "t.rank % two > 0", "t.price // two > 0", "1e3 > 0", "0x10 > 0", "1_0 > 0", "1j > 0"]
)
def test_numbers_have_no_power_remainder_or_float(text):
    with pytest.raises(BadExpression):
        run(text, {"t": trust()}, {"two": 2})


def test_division_outside_a_comparison_is_an_error():
    with pytest.raises(BadExpression, match="divide only inside a comparison"):
        run("1 + t.price / t.fair_value > 0", {"t": trust()})


# party == party


def test_named_parties_are_told_apart_by_id():
    a, b = record("party", "a"), record("party", "b")
    assert run("a == b", {"a": a, "b": b}) is False
    assert run("a != b", {"a": a, "b": b}) is True
    assert run("a == c", {"a": a, "c": a}) is True


def test_a_class_or_unnamed_party_may_be_anyone():
    a, klass = record("party", "a"), record("party", "k", certain=False)
    assert missing(run("a == k", {"a": a, "k": klass})) == ["partys.k.name (identity)"]
    assert isinstance(run("a != k", {"a": a, "k": klass}), U)
    assert run("k == l", {"k": klass, "l": klass}) is True


# within, is_a


def test_within_is_a_tree_of_codes_by_date():
    assert run("within(t.law, 'US')", {"t": trust(law="US-NY")}) is True
    assert run("within(t.law, 'US')", {"t": trust(law="CN")}) is False
    gb = {"t": trust(law="GB")}
    assert run("within(t.law, 'EU')", gb, on="2020-01-31") is True
    assert run("within(t.law, 'EU')", gb, on="2020-02-01") is False
    assert missing(run("within(t.law, 'EU')", gb)) == ["day (absent)"]
    assert isinstance(run("within(t.law, 'EU')", {"t": trust()}), U)
    assert missing(run("within(t.law, 'EU')", {"t": trust(law=NONE)})) == ["trusts.t.law (undefined)"]


def test_is_a_is_a_tree_of_words():
    p = record("party", "p", form="commercial_bank")
    assert run("is_a(p.form, 'bank')", {"p": p}) is True
    assert run("is_a(p.form, 'court')", {"p": p}) is False
    assert run("is_a(p.form, 'bank')", {"p": record("party", "p", form="company")}) is False
    assert isinstance(run("is_a(p.form, 'bank')", {"p": record("party", "p")}), U)


@pytest.mark.parametrize(
    ("text", "use"), [("t.law == 'CN'", "within"), ("t.settlor.form == 'bank'", "is_a"), ("t.law in ('CN', 'US')", "within")]
)
def test_plain_comparison_of_a_tree_is_an_error(text, use):
    with pytest.raises(BadExpression, match=f"write {use}"):
        run(text, {"t": trust()})


# partial date


def test_partial_date_decides_only_if_every_day_agrees():
    t = {"t": trust(signed=Span.of("2016-05"))}
    days = {"april": Span.of("2016-04-30"), "mid": Span.of("2016-05-15"), "last": Span.of("2016-05-31")}
    assert run("t.signed > april", t, days) is True
    assert run("t.signed > last", t, days) is False
    assert run("t.signed <= last", t, days) is True
    assert missing(run("t.signed > mid", t, days)) == ["trusts.t.signed (partial day)"]
    assert isinstance(run("t.signed == mid", t, days), U)
    assert run("t.signed == april", t, days) is False


# and or not


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("t.price == none and f", False),
        ("f and t.price == none", False),
        ("t.price == none or w", True),
        ("t.price == none and w", ["trusts.t.price (absent)"]),
        ("t.price == none or f", ["trusts.t.price (absent)"]),
        ("not t.price == none", ["trusts.t.price (absent)"]),
        ("t.price == none and t.signed == none", ["trusts.t.price (absent)", "trusts.t.signed (absent)"]),
        ("t.price == none or t.signed == none", ["trusts.t.price (absent)", "trusts.t.signed (absent)"]),
        ("not f and w", True),
    ],
)
def test_and_or_not_are_strong_kleene(text, expected):
    text = text.replace("f ", "t.form == 'oral' ").removesuffix("f") + ("t.form == 'oral'" if text.endswith("f") else "")
    text = text.replace("w ", "t.form == 'written' ").removesuffix("w") + ("t.form == 'written'" if text.endswith("w") else "")
    value = run(text, {"t": trust(form="written")})
    assert (missing(value) if isinstance(value, U) else value) == expected


def test_chains_are_joined_by_and():
    t = {"t": trust(price=cny(5))}
    assert run("low < t.price <= high", t, {"low": cny(4), "high": cny(5)}) is True
    assert run("low < t.price < high", t, {"low": cny(4), "high": cny(5)}) is False


# any, all, in


def buy_back(id, **fields):
    return record("buy_back", id, **fields)


ANY = "any(b.cap == none for b in t.buy_backs if b.trigger == 'default')"
ALL = "all(b.cap == none for b in t.buy_backs if b.trigger == 'default')"
HIT = buy_back("hit", trigger="default", cap=NONE)
MISS = buy_back("miss", trigger="default", cap=cny(1))
OUT = buy_back("out", trigger="at_will", cap=cny(1))
VAGUE = buy_back("vague", trigger="default")
DOUBT = buy_back("doubt", cap=NONE)
DOUBT_MISS = buy_back("dm", cap=cny(1))
CAP, OPEN = "buy_backs.vague.cap (absent)", "list (open list)"


@pytest.mark.parametrize(
    ("items", "some", "every"),
    [
        (closed(), False, True),
        (closed(HIT), True, True),
        (closed(MISS), False, False),
        (closed(OUT), False, True),
        (closed(HIT, VAGUE), True, [CAP]),
        (closed(MISS, VAGUE), [CAP], False),
        (closed(DOUBT), ["buy_backs.doubt.trigger (absent)"], True),
        (closed(DOUBT_MISS), False, ["buy_backs.dm.trigger (absent)"]),
        (open_list((HIT,)), True, [OPEN]),
        (open_list((MISS,)), [OPEN], False),
        (open_list((VAGUE,)), [CAP, OPEN], [CAP, OPEN]),
        (open_list(), [OPEN], [OPEN]),
        (NONE, False, True),
        ((HIT, MISS), True, False),
    ],
)
def test_any_and_all(items, some, every):
    for text, expected in ((ANY, some), (ALL, every)):
        value = run(text, {"t": trust(buy_backs=items)})
        assert (missing(value) if isinstance(value, U) else value) == expected


def test_any_of_an_unknown_list_waits_for_the_list():
    assert missing(run(ANY, {"t": trust()})) == ["trusts.t.buy_backs (absent)"]


def test_in_is_any_equal():
    t = {"t": trust(contents=("purpose", "term"))}
    assert run("'term' in t.contents", t) is True
    assert run("'fee' in t.contents", t) is False
    assert run("'fee' not in t.contents", t) is True
    assert missing(run("'fee' in t.contents", {"t": trust(contents=open_list(("term",)))})) == [OPEN]
    assert run("'term' in t.contents", {"t": trust(contents=open_list(("term",)))}) is True
    assert run("t.form in ('written', 'oral')", {"t": trust(form="oral")}) is True
    doubtful = Items((), frozenset(), (("term", unknown(("x",))),))
    assert missing(run("'term' in t.contents", {"t": trust(contents=doubtful)})) == ["x (absent)"]


def test_doubtful_items_count_as_unknown_members():
    doubtful = Items((), frozenset(), ((HIT, unknown(("x",))), (OUT, unknown(("y",)))))
    assert missing(run(ANY, {"t": trust(buy_backs=doubtful)})) == ["x (absent)"]
    assert run(ALL, {"t": trust(buy_backs=doubtful)}) is True


# len sum min max


def holding(id, **fields):
    return record("investment", id, **fields)


SUM = "sum(i.share for i in investments if i.holder == p)"
BANK = record("party", "bank")
OTHER = record("party", "other")
FIVE = holding("five", holder=BANK, share=D("0.05"))
TWO = holding("two", holder=BANK, share=D("0.02"))
ELSEWHERE = holding("elsewhere", holder=OTHER, share=D("0.5"))
WHOSE = holding("whose", share=D("0.10"))
HOW_MUCH = holding("how_much", holder=BANK)


def summed(text, items):
    return run(text, {"p": BANK}, {"floor": D("0.05"), "top": D("0.15")}, World({"investments": items}))


def test_sum_of_certain_items_is_exact():
    assert summed(SUM, closed(FIVE, TWO, ELSEWHERE)) == D("0.07")
    assert summed(SUM, closed()) == 0


def test_sum_is_widened_by_unknown_filters_items_and_open_lists():
    assert summed(SUM, closed(FIVE, WHOSE))[:2] == (D("0.05"), D("0.15"))
    assert summed(SUM, closed(FIVE, HOW_MUCH))[:2] == (D("0.05"), None)
    assert summed(SUM, open_list((FIVE,)))[:2] == (D("0.05"), None)


def test_held_can_pass_on_an_incomplete_list():
    assert summed(f"{SUM} >= floor", open_list((FIVE,))) is True
    assert summed(f"{SUM} >= floor", closed(FIVE, WHOSE, HOW_MUCH)) is True
    assert missing(summed(f"{SUM} >= floor", open_list((TWO,)))) == [OPEN]
    assert missing(summed(f"{SUM} >= floor", closed(TWO, WHOSE))) == ["investments.whose.holder (absent)"]
    assert summed(f"{SUM} <= top", closed(FIVE, WHOSE)) is True
    assert summed(f"{SUM} > top", closed(FIVE, WHOSE)) is False


def test_len_counts_certain_items_low_and_possible_ones_high():
    text = "len([i for i in investments if i.holder == p])"
    assert summed(text, closed(FIVE, TWO, ELSEWHERE)) == 2
    assert summed(text, closed(FIVE, WHOSE))[:2] == (1, 2)
    assert summed(text, open_list((FIVE,)))[:2] == (1, None)
    assert summed(f"{text} >= 1", open_list((FIVE,))) is True
    assert missing(summed(f"{text} == 1", open_list((FIVE,)))) == [OPEN]
    assert summed("len(investments) == 0", closed()) is True


def test_min_and_max_are_intervals():
    least, most = SUM.replace("sum", "min"), SUM.replace("sum", "max")
    assert summed(least, closed(FIVE, TWO)) == D("0.02")
    assert summed(most, closed(FIVE, TWO)) == D("0.05")
    assert summed(least, closed(FIVE, WHOSE)) == D("0.05")
    assert summed(most, closed(FIVE, WHOSE))[:2] == (D("0.05"), D("0.10"))
    assert summed(least, closed(FIVE, HOW_MUCH))[:2] == (0, D("0.05"))
    assert summed(f"{most} >= floor", open_list((FIVE,))) is True
    assert missing(summed(f"{least} >= floor", open_list((FIVE,)))) == [OPEN]
    assert isinstance(summed(f"{least} >= floor", closed()), U)
    assert isinstance(summed(f"{least} >= floor", closed(WHOSE)), U)


def test_min_and_max_of_several_values():
    t = trust(price=cny(5), fair_value=cny(7))
    assert run("min(t.price, t.fair_value)", {"t": t}) == cny(5)
    assert run("max(t.price, t.fair_value)", {"t": t}) == cny(7)
    assert isinstance(run("max(t.price, t.fair_value)", {"t": trust(price=cny(5))}), U)


def test_sum_of_mixed_currencies_is_undefined():
    items = closed(holding("a", amount=cny(1)), holding("b", amount=Money(D(1), "USD")))
    assert isinstance(run("sum(i.amount for i in investments) >= 0", world=World({"investments": items})), U)


def test_sum_of_amounts_keeps_its_currency():
    world = World({"investments": closed(holding("a", amount=cny(1)), holding("b", amount=cny(2)))})
    assert run("sum(i.amount for i in investments)", world=world) == cny(3)
    assert run("sum(i.amount for i in investments) >= floor", {}, {"floor": cny(0)}, World({"investments": closed()})) is True


def test_sum_of_rates_or_numbers_has_no_bound_when_incomplete():
    items = closed(holding("a", rate=D("0.03")), holding("b"))
    assert isinstance(run("sum(i.rate for i in investments)", world=World({"investments": items})), U)
    assert isinstance(run("sum(s.rank for s in securities)", world=World({"securities": open_list()})), U)


def test_differences_may_be_below_zero():
    world = World({"investments": closed(holding("a", amount=cny(5)), holding("b"))})
    for name in ("sum", "min"):
        assert isinstance(run(f"{name}(i.amount - five for i in investments) >= 0", {}, {"five": cny(5)}, world), U)


def test_min_of_two_currencies_is_undefined():
    t = trust(price=cny(5), fair_value=Money(D(5), "USD"))
    assert missing(run("min(t.price, t.fair_value)", {"t": t})) == [
        "trusts.t.fair_value (undefined)",
        "trusts.t.price (undefined)",
    ]
    items = closed(holding("a", amount=cny(5)), holding("b", amount=Money(D(7), "USD"), holder=unknown(("h",))))
    world = World({"investments": items})
    assert isinstance(run("max(i.amount for i in investments if i.holder == i.holder) >= 0", world=world), U)


# open and closed lists


def test_a_filter_inherits_the_openness_of_every_section_it_reads():
    text = "[p for p in parties if any(i.holder == p for i in investments)]"
    world = World({"parties": closed(BANK), "investments": open_list()})
    value = run(text, world=world)
    assert value.known == () and [item.id for item, _ in value.doubtful] == ["bank"] and not value.open
    world = World({"parties": open_list((BANK,)), "investments": closed(FIVE)})
    value = run(text, world=world)
    assert value.known == (BANK,) and value.open


def test_a_section_not_in_the_file_is_open():
    assert missing(run("any(i.share >= 0 for i in investments)")) == ["investments (open list)"]


# graph question


def test_a_graph_question_is_asked_for_the_day_with_its_arguments_in_order():
    a, b = record("party", "a"), record("party", "b")
    world = World(answers={("controls", "a", "b", "majority"): lambda d: d == day("2016-05-27")})
    assert run("controls(a, by='majority', b=b)", {"a": a, "b": b}, world=world, on="2016-05-27") is True
    assert run("controls(a, b, 'majority')", {"a": a, "b": b}, world=world, on="2016-05-28") is False


def test_a_graph_question_about_an_unknown_is_not_asked():
    world = World()
    t = trust(trustee=record("party", "b"))
    assert missing(run("controls(t.settlor, t.trustee, 'm')", {"t": t}, world=world)) == ["trusts.t.settlor (absent)"]
    none = trust(settlor=NONE, trustee=record("party", "b"))
    assert missing(run("controls(t.settlor, t.trustee, 'm')", {"t": none}, world=world)) == ["trusts.t.settlor (undefined)"]
    assert world.asked == []


def test_a_graph_question_may_answer_with_bounds():
    world = World(answers={("share_held", "bank", "t"): Interval(D("0.1"), D("0.4"), frozenset(unknown(("x",)).missing))})
    given = {"p": BANK, "t": trust()}
    assert run("share_held(p, t) >= low", given, {"low": D("0.1")}, world) is True
    assert run("share_held(p, t) > high", given, {"high": D("0.4")}, world) is False
    assert missing(run("share_held(p, t) > mid", given, {"mid": D("0.2")}, world)) == ["x (absent)"]
    assert run("share_held(p, t) + share_held(p, t) <= twice", given, {"twice": D("0.8")}, world) is True
    assert run("1 - share_held(p, t)", given, {}, world)[:2] == (D("0.6"), D("0.9"))
    assert run("-share_held(p, t)", given, {}, world)[:2] == (D("-0.4"), D("-0.1"))
    assert run("share_held(p, t) * (share_held(p, t) - half)", given, {"half": D("0.5")}, world)[:2] == (D("-0.16"), D("-0.01"))


def test_an_unbounded_amount_may_outweigh_any_other():
    world = World({"investments": open_list((FIVE,))})
    total = "sum(i.share for i in investments)"
    assert isinstance(run(f"1 - {total}", world=world), U)
    assert run(f"{total} - part", {}, {"part": D("0.05")}, world)[:2] == (0, None)
    assert isinstance(run(f"{total} * ({total} - 1)", world=world), U)
    assert run(f"{total} / part >= 1", {}, {"part": D("0.05")}, world) is True
    assert missing(run(f"part / {total} >= 1", {}, {"part": D("0.05")}, world)) == [OPEN]


# throughout


def held(first, last, world, **thresholds):
    t = trust(signed=first, ends=last)
    text = "throughout(t.signed, t.ends, share_held(p, t) < whole)"
    return run(text, {"t": t, "p": BANK}, {"whole": D(1)}, world)


def shares(**steps):
    """Make a world in which the bank's share changes on the days given, as in ``d2016_05_27=1``."""
    days = {day(d[1:].replace("_", "-")): D(v) for d, v in steps.items()}

    def on(when):
        past = [d for d in sorted(days) if d <= when]
        return days[past[-1]] if past else D(0)

    return World(answers={("share_held", "bank", "t"): on}, changes=[d.isoformat() for d in days])


FULL_IN_2017 = shares(d2017_01_01="1", d2017_06_01="0.5")


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (Span.of("2016-01-01"), Span.of("2016-12-31"), True),
        (Span.of("2016-01-01"), Span.of("2017-01-01"), False),
        (Span.of("2017-05-31"), Span.of("2017-05-31"), False),
        (Span.of("2017-06-01"), Span.of("2018-01-01"), True),
        (Span.of("2017-06-01"), NONE, True),
        (Span.of("2017-05-31"), NONE, False),
        (Span.of("2016-12"), Span.of("2017-02-01"), False),
        (Span.of("2017-06"), NONE, True),
        (Span.of("2017-05"), NONE, False),
        (Span.of("2017-05"), Span.of("2017-06"), False),
        (Span.of("2017"), Span.of("2018-01-01"), ["trusts.t.signed (partial day)"]),
        (Span.of("2016-01-01"), None, ["trusts.t.ends (absent)"]),
        (Span.of("2017-02-01"), None, False),
        (Span.of("2017-06-01"), None, True),
        (None, Span.of("2017-03-01"), False),
        (None, Span.of("2016-12-31"), True),
        (None, Span.of("2017-07-01"), ["trusts.t.signed (absent)"]),
        (None, None, ["trusts.t.ends (absent)", "trusts.t.signed (absent)"]),
    ],
)
def test_throughout_needs_every_day(first, last, expected):
    lost = {n: unknown(("trusts", "t", n)) for n in ("signed", "ends")}
    value = held(first or lost["signed"], last or lost["ends"], FULL_IN_2017)
    assert (missing(value) if isinstance(value, U) else value) == expected


def test_throughout_a_period_that_ends_before_it_begins_is_undefined():
    assert isinstance(held(Span.of("2017-01-01"), Span.of("2016-01-01"), FULL_IN_2017), U)
    assert missing(held(NONE, Span.of("2016-01-01"), FULL_IN_2017)) == ["trusts.t.signed (undefined)"]


def test_throughout_sees_changes_of_what_lies_within():
    t = {"t": trust(law="GB", signed=Span.of("2019-01-01"), ends=NONE)}
    assert run("throughout(t.signed, t.ends, within(t.law, 'EU'))", t) is False
    assert run("throughout(t.signed, t.signed, within(t.law, 'EU'))", t) is True


def test_on_moves_the_day():
    t = trust(signed=Span.of("2016-12-31"), ends=Span.of("2017-01"), price=dated(d2016_01_01=cny(1), d2017_01_01=cny(2)))
    world = World(changes=["2016-01-01", "2017-01-01"])
    assert run("on(t.signed, t.price)", {"t": t}, world=world) == cny(1)
    assert run("on(t.ends, t.price == high)", {"t": t}, {"high": cny(2)}, world) is True
    t.fields["ends"] = Span.of("2016")
    assert run("on(t.ends, t.price == high)", {"t": t}, {"high": cny(2)}, world) is False
    t.fields["ends"] = unknown(("e",))
    assert "e (absent)" in missing(run("on(t.ends, t.price == high)", {"t": t}, {"high": cny(2)}, world))
    assert missing(run("on(t.ends, t.price == high)", {"t": trust(ends=NONE)}, {"high": cny(2)}, world)) == [
        "trusts.t.ends (undefined)"
    ]


# days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("days_after(t.signed, n)", "2016-03-01"),
        ("months_after(t.signed, n)", "2016-02-29"),
        ("years_after(days_after(t.signed, m), n)", "2017-02-28"),
        ("months_after(t.signed, -n)", "2015-12-31"),
    ],
)
def test_months_clip_to_the_end_of_the_month(text, expected):
    signed, n = ("2016-02-29", 1) if "days_after(t" in text and "years" not in text else ("2016-01-31", 1)
    assert run(text, {"t": trust(signed=Span.of(signed))}, {"n": n, "m": 29}) == Span.of(expected)


@pytest.mark.parametrize("start", ["2000-01-31", "2015-12-31", "2016-01-30", "1900-01-31", "9999-11-30", "0001-01-31"])
def test_months_agree_with_the_calendar(start):
    from calendar import monthrange

    first = day(start)
    for count in range(-30, 31):
        months = first.year * 12 + first.month - 1 + count
        year, month = months // 12, months % 12 + 1
        moved = run("months_after(t.signed, n)", {"t": trust(signed=Span(first, first))}, {"n": count})
        if not 1 <= year <= 9999:
            assert isinstance(moved, U)
        else:
            assert moved.first == first.replace(year=year, month=month, day=min(first.day, monthrange(year, month)[1]))


def test_days_of_partial_dates_are_bounded():
    t = {"t": trust(signed=Span.of("2016-02"), ends=Span.of("2016-03-10"))}
    assert run("days_between(t.signed, t.ends)", t)[:2] == (10, 38)
    assert run("days_between(t.signed, t.ends) <= most", t, {"most": 38}) is True
    assert missing(run("days_between(t.signed, t.ends) <= most", t, {"most": 20})) == ["trusts.t.signed (partial day)"]
    assert run("days_after(t.signed, n)", t, {"n": 1}) == Span(day("2016-02-02"), day("2016-03-01"))
    assert isinstance(run("days_after(t.signed, n)", t, {"n": 10**20}), U)


def test_the_deal_is_a_thing():
    world = World(deal=record("deal", "deal", closing=Span.of("2016-05-27")))
    assert (
        run("deal.closing < t.ends", {"t": trust(ends=Span.of("2020-01-01"))}, world=world, kinds={"t": thing("trust")}) is True
    )
