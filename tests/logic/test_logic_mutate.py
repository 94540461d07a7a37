"""Mutants: every kind of small fault, each once, always in the same order, and each an expression of the language."""

from logic_world import VOCABULARY, Decimal, analyse, cny, threshold_kinds

from legalmodel.base.kinds import NUMBER, thing
from legalmodel.base.values import Span
from legalmodel.logic.mutate import mutants

VARIABLES = {"trust": thing("trust"), "p": thing("party")}


def texts(text, thresholds=None, **more):
    return [m.text for m in mutants(text, thresholds or {}, **more)]


def test_comparisons_flip_and_move_by_one():
    assert texts("trust.price < floor") == ["trust.price <= floor", "trust.price >= floor", "not trust.price < floor"]
    assert texts("p == trust.settlor") == ["p != trust.settlor", "not p == trust.settlor"]
    assert "'fee' not in trust.contents" in texts("'fee' in trust.contents")


def test_and_or_and_their_parts():
    assert texts("p == p and trust.law == none")[:4] == [
        "p == p or trust.law == none",
        "trust.law == none",
        "p == p",
        "not (p == p and trust.law == none)",
    ]
    assert texts("not p == p")[0] == "p == p"


def test_quantifiers_and_filters():
    found = texts("all(i.share > 0 for i in investments if i.holder == p)")
    assert "any((i.share > 0 for i in investments if i.holder == p))" in found
    assert "all((i.share > 0 for i in investments))" in found
    assert "all((i.share > 0 for i in investments if i.holder != p))" in found
    assert "sum((i.share for i in investments)) > 0" in texts("sum(i.share for i in investments if i.holder == p) > 0")


def test_a_period_becomes_its_first_day():
    assert "on(trust.signed, p == p)" in texts("throughout(trust.signed, trust.ends, p == p)")


def test_a_word_becomes_the_word_above():
    assert "is_a(p.form, 'company')" in texts("is_a(p.form, 'bank')", words=VOCABULARY.words)


def test_numbers_of_the_law_move_by_their_smallest_unit():
    numbers = {
        "part": Decimal("0.05"),
        "sum_": cny(100),
        "days": 30,
        "start": Span.of("2016-01-31"),
        "unused": Decimal("0.5"),
        "rank": Decimal(1),
    }
    text = "part > 0 and sum_ > 0 and days > 0 and start == start and rank > 0"
    moved = [m for m in mutants(text, numbers, kinds={"rank": NUMBER}) if m.text == text]
    changed = [(n, v) for m in moved for n, v in m.thresholds.items() if v != numbers[n]]
    assert changed == [
        ("part", Decimal("0.0499")),
        ("part", Decimal("0.0501")),
        ("sum_", cny(99)),
        ("sum_", cny(101)),
        ("days", 29),
        ("days", 31),
        ("start", Span.of("2016-01-30")),
        ("start", Span.of("2016-02-01")),
        ("rank", Decimal(0)),
        ("rank", Decimal(2)),
    ]
    assert moved[0].label == "part one step lower"


def test_every_mutant_is_an_expression_and_stands_once():
    text = (
        "throughout(trust.signed, trust.ends, not any(i.share / top >= part and is_a(p.form, 'bank') for i in investments "
        "if i.holder == p or i.amount == none)) and 0 < len([b for b in trust.buy_backs if b.cap == none]) <= n"
    )
    numbers = {"top": Decimal(1), "part": Decimal("0.05"), "n": 3}
    found = mutants(text, numbers, words=VOCABULARY.words)
    for mutant in found:
        analyse(mutant.text, VOCABULARY, VARIABLES, threshold_kinds(mutant.thresholds))
    keys = [(m.text, str(m.thresholds)) for m in found]
    assert len(keys) == len(set(keys)) > 25
    assert found == mutants(text, numbers, words=VOCABULARY.words)
