"""Kleene's tables against their meaning: an answer is definite if, and only if, however the unknown parts turn out it is the same."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from legalmodel.base import kleene
from legalmodel.base.trees import downwards, lies_below, upwards
from legalmodel.base.values import Interval, U, unknown
from legalmodel.graph.derive import affiliation
from legalmodel.logic import compile as compiler
from legalmodel.logic import lists, prove, values

PARTS: list[Any] = [True, False, unknown(("a",)), unknown(("b",))]
LENGTHS = range(4)


def turned_out(parts: tuple[Any, ...]) -> Iterator[list[bool]]:
    """Yield every way in which the unknown parts may turn out."""
    for chosen in product((False, True), repeat=len(parts)):
        if all(isinstance(part, U) or part is choice for part, choice in zip(parts, chosen, strict=True)):
            yield list(chosen)


@pytest.mark.parametrize(
    ("joined", "plain"),
    [
        (kleene.conj, all),
        (kleene.disj, any),
        (lambda parts: kleene.both(*parts), all),
        (lambda parts: kleene.either(*parts), any),
        (lambda parts: kleene.deciding([lambda _, p=p: p for p in parts], False)(None), all),
        (lambda parts: kleene.deciding([lambda _, p=p: p for p in parts], True)(None), any),
    ],
)
def test_definite_only_if_it_is_the_same_however_the_rest_turns_out(
    joined: Callable[[Any], Any], plain: Callable[[list[bool]], bool]
) -> None:
    for parts in (p for n in LENGTHS for p in product(PARTS, repeat=n)):
        ends = {plain(ends) for ends in turned_out(parts)}
        got = joined(parts)
        if len(ends) == 1:
            assert got is ends.pop(), parts
        else:
            assert got.missing == frozenset().union(*(p.missing for p in parts if isinstance(p, U))), parts


def test_the_first_that_decides_is_the_last_that_is_asked() -> None:
    def never() -> Iterator[bool]:
        yield False
        raise AssertionError

    assert kleene.conj(never()) is False
    assert kleene.negate(True) is False
    assert kleene.negate(PARTS[2]) is PARTS[2]


def test_what_is_bounded_waits_as_what_is_unknown_does() -> None:
    bounded = Interval(Decimal(0), None, unknown(("c",)).missing)
    assert kleene.join([bounded, PARTS[2], True, 5]).missing == bounded.missing | PARTS[2].missing


def test_rules_and_derived_relations_share_it() -> None:
    assert affiliation.both is kleene.both
    assert affiliation.either is kleene.either
    assert lists.join is values.join is kleene.join
    assert compiler.deciding is kleene.deciding
    assert prove.conj is kleene.conj


TREE = {"custody": "", "cash_custody": "custody", "gold_custody": "cash_custody", "rating": ""}


def test_words_of_a_tree() -> None:
    assert list(upwards("gold_custody", TREE)) == ["gold_custody", "cash_custody", "custody"]
    assert downwards("custody", TREE) == {"custody", "cash_custody", "gold_custody"}
    assert downwards("nosuch", TREE) == {"nosuch"}
    for word, wider in product([*TREE, "nosuch", ""], TREE):
        assert lies_below(word, wider, TREE) is (word in downwards(wider, TREE))
    assert lies_below(PARTS[2], "custody", TREE) is PARTS[2]
    assert lies_below(None, "custody", TREE) is False
