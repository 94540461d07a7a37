"""What is drawn from findings is drawn on first need, once; and who would know a fact is the same, however it is looked up."""

from fnmatch import fnmatchcase
from typing import Any, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_law import judged, law, rule
from test_overlays import SOURCED, marked

from legalmodel.judgment import judge as judging
from legalmodel.law.catalogue import Catalogue
from legalmodel.law.load import load_law


def refuse(*_: Any) -> NoReturn:
    raise AssertionError("drawn, though nobody asked")


@pytest.mark.interpreted
def test_judging_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings alone, and a second judging for what another source says, draw no line and rank no fact"""
    for name in ("draw_lines", "rank", "systems_touched"):
        monkeypatch.setattr(judging, name, refuse)
    judgment = marked(law(rule()), SOURCED)
    assert [len(f.conflicts) for f in judgment.findings] == [1]
    for part in ("lines", "apart", "next_facts", "windows", "systems"):
        with pytest.raises(AssertionError, match="nobody asked"):
            getattr(judgment, part)


def test_drawn_once() -> None:
    """Every part is drawn of the same findings, and is the same object each time"""
    judgment = judged(law(rule()))
    assert judgment.lines
    assert judgment.lines is judgment.lines
    assert judgment.drawn is judgment.drawn
    assert {f for line in judgment.lines for f in line.findings} <= set(judgment.findings)


WORDS = ("trusts", "main", "form", "dates")


@st.composite
def asked(draw: st.DrawFn) -> tuple[list[list[str]], list[str]]:
    """Return patterns, most of which fit a path or nearly do, and the path."""
    path = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5))
    step = [st.sampled_from((word, word, "*", "*", "other")) for word in path[1:]]
    longest = draw(st.lists(st.tuples(st.sampled_from((path[0], path[0], "deal")), *step), max_size=12))
    return [list(pattern[: draw(st.integers(1, len(path)))]) for pattern in longest], path


def naive(patterns: list[list[str]], path: list[str]) -> str:
    """Try every pattern; the longest, then the one whose first ``*`` comes last."""
    fits = [p for p in patterns if len(p) <= len(path) and all(fnmatchcase(a, b) for a, b in zip(path, p, strict=False))]
    return ".".join(max(fits, key=lambda p: (len(p), [word != "*" for word in p]), default=[]))


@given(asked())
def test_who_knows(given_: tuple[list[list[str]], list[str]]) -> None:
    """The longest pattern that fits says who would know; of equally long ones, a word goes before `*`"""
    patterns, path = given_
    tellers = {".".join(p): {"ask": ".".join(p), "document": "-"} for p in patterns}
    assert Catalogue({}, tellers).who_knows(tuple(path)).ask == naive(patterns, path)


def test_patterns_that_ship_are_not_rivals() -> None:
    """No two patterns of the law fit the same path, as long as each other and with as many words of their own"""
    patterns = [dots.split(".") for dots in load_law().catalogue.tellers]
    for pattern in patterns:
        like = [p for p in patterns if len(p) == len(pattern) and p.count("*") == pattern.count("*") and p != pattern]
        assert not [p for p in like if all(a == b or "*" in (a, b) for a, b in zip(p, pattern, strict=True))]
