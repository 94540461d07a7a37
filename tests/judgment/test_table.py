"""Semantics, section B, the whole table against a naive reference: try every way in which the unknown may turn out."""

from itertools import product
from typing import Any

import pytest
from small_law import RUN, deal, law, rule, source

from legalmodel.base.values import unknown
from legalmodel.graph.build import build
from legalmodel.judgment.evaluate import evaluate
from legalmodel.logic.scope import Scope
from legalmodel.model.parse import parse

WAYS = {True: [True], False: [False], None: [True, False]}


def two_valued(governs: bool, when: bool, require: bool, first: bool, second: bool) -> str:
    if not (governs and when):
        return "not_applicable"
    return "pass" if require or first or second else "fail"


def reference(truths: tuple[bool | None, ...]) -> tuple[str, set[str]]:
    """Return the outcome and what it may become, by looking at all two-valued fillings."""
    ends = {two_valued(*filling) for filling in product(*(WAYS[t] for t in truths))}
    return (ends.pop(), set()) if len(ends) == 1 else ("unknown", ends)


class Fixed:
    """An expression with a fixed truth."""

    def __init__(self, name: str, truth: bool | None) -> None:
        self.name, self.truth = name, truth

    def run(self, scope: Scope) -> Any:
        return unknown((self.name,)) if self.truth is None else self.truth


@pytest.fixture(scope="module")
def parts() -> tuple[Any, Scope]:
    exceptions = [{"article": str(n), "title": str(n), "when": "deal.closing != none"} for n in (7, 8)]
    body = law(rule(when="deal.closing != none", unless=exceptions))
    file = source(deal(), "deal.json")
    return body.rules["r1"], Scope({}, RUN, build(parse(file)))


@pytest.mark.interpreted
def test_every_combination(parts: tuple[Any, Scope]) -> None:
    """G and W, R, X -> outcome: every row of the table, each of T, F and U in each place"""
    compiled, scope = parts
    for truths in product([True, False, None], repeat=5):
        g, w, r, x, y = truths
        compiled.governs, compiled.when, compiled.require = Fixed("g", g), Fixed("w", w), Fixed("r", r)
        compiled.unless = tuple(e._replace(when=Fixed(n, t)) for e, n, t in zip(compiled.unless, "xy", (x, y), strict=True))
        result = evaluate(compiled, scope, RUN)
        outcome, ends = reference(truths)
        assert (result.outcome.value, {o.value for o in result.could_be}) == (outcome, ends), truths
        check_overlay(result, truths)


def check_overlay(result: Any, truths: tuple[bool | None, ...]) -> None:
    _, _, r, x, y = truths
    if result.outcome.value == "pass":
        assert {d.article for d in result.displaced_by} == (set() if r else {n for n, t in (("7", x), ("8", y)) if t})
        assert (result.general and result.general.value) == {True: None, False: "fail", None: "unknown"}[r], truths
    if result.outcome.value == "unknown":
        names = {m.path[0] for m in result.missing}
        assert names <= {n for n, t in zip("gwrxy", truths, strict=True) if t is None}, truths
        for filling in product(*(WAYS[t] if n in names else [t] for n, t in zip("gwrxy", truths, strict=True))):
            assert reference(filling)[0] != "unknown", (truths, names)  # the missing facts decide it
