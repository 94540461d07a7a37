"""What stands from one state of a text to the next is what a fresh look at the text finds, word for word and place for place."""

import re
from random import Random
from typing import Any

import pytest

from legalmodel.api import speaking
from legalmodel.editing import diagnostics
from legalmodel.editing.diagnostics import diagnose, law_notes
from legalmodel.editing.found import differing
from legalmodel.editing.sheet import DealText, open_text
from tests.examples import some
from tests.shipped import FOLDER, RUN

_FIGURE = re.compile(r"(?<=[ \"])\d[\d.]*(?=%?\"?$|m\"?$)", re.MULTILINE)
_WORDS = re.compile(r"(?<=: )[A-Za-z][A-Za-z ]{12,}(?=$)", re.MULTILINE)


def comment(text: str, draw: Random) -> str:
    """Put a comment, or a blank line, between two sections."""
    at = draw.choice([m.start() for m in re.finditer(r"^[a-z_]+:", text, re.MULTILINE)])
    return text[:at] + draw.choice(["# a comment\n", "\n", "# one\n\n# two\n"]) + text[at:]


def figure(text: str, draw: Random) -> str:
    """Write another figure."""
    spot = draw.choice(list(_FIGURE.finditer(text)))
    return text[: spot.start()] + draw.choice(["1", "7", "12", "0"]) + text[spot.end() :]


def words(text: str, draw: Random) -> str:
    """Write other words."""
    spot = draw.choice(list(_WORDS.finditer(text)))
    return text[: spot.end()] + " and more" + text[spot.end() :]


def line(text: str, draw: Random) -> str:
    """Leave out a line, whatever it holds."""
    lines = text.splitlines(keepends=True)
    del lines[draw.randrange(len(lines))]
    return "".join(lines)


def letter(text: str, draw: Random) -> str:
    """Write a letter somewhere, as a person does who begins a word."""
    at = draw.randrange(len(text))
    return text[:at] + draw.choice("ax:\n 5") + text[at:]


EDITS = (comment, figure, words, line, letter)


def told(text: DealText) -> Any:
    return diagnose(text, RUN), law_notes(text, RUN)


@pytest.mark.parametrize("name", ["cn-npl-trust-faulty", "zhongyu-2016-1"])
def test_after_any_edit_the_same_is_told_as_of_a_text_opened_anew(name: str) -> None:
    text, draw = (FOLDER / name / "deal.yaml").read_text("utf-8"), Random(name)  # a draw that is the same each time
    state = open_text(text)
    assert told(state)[1]  # law has something to say
    read = 0
    for number in range(some(60, 5)):
        changed = EDITS[number % len(EDITS)](text, draw)
        state = open_text(changed, before=state)
        fresh = open_text(changed)
        assert told(state) == told(fresh), changed
        read += fresh.deal is not None
        # a text with a fault is mended by taking the edit back, as a person would
        text = text if fresh.faults else changed
        if fresh.faults:
            state = open_text(text, before=state)
    assert read > 2


def test_a_comment_moves_lines_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (FOLDER / "cn-npl-trust-faulty" / "deal.yaml").read_text("utf-8")
    state = open_text(text)
    before = told(state)
    for name in ("parse", "judge", "doubts_of"):
        monkeypatch.setattr(f"legalmodel.editing.found.{name}", None)  # nothing is judged, and nothing looked for
    after = told(open_text("# a comment\n" + text, before=state))
    assert [(d.words, d.start + 12) for part in before for d in part] == [(d.words, d.start) for part in after for d in part]


def test_after_other_figures_fails_are_told_as_of_a_text_opened_anew_in_each_language() -> None:
    """what is told of a fail is kept while it stands, and is of the language that it was told in"""
    text, draw = (FOLDER / "cn-npl-trust-faulty" / "deal.yaml").read_text("utf-8"), Random(27)
    state = open_text(text)
    for number in range(some(24, 4)):
        changed = figure(text, draw)
        with speaking("zh" if number % 3 else "en"):
            after, fresh = open_text(changed, before=state), open_text(changed)
            assert told(after) == told(fresh), changed
        if not fresh.faults:
            state, text = after, changed


def test_few_fails_are_told_again_after_another_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (FOLDER / "cn-npl-trust-faulty" / "deal.yaml").read_text("utf-8")
    state = open_text(text)
    made: list[str] = []
    tell = diagnostics._not_met
    monkeypatch.setattr(diagnostics, "_not_met", lambda fail: (made.append(fail.id), tell(fail))[1])
    before = law_notes(state, RUN)
    whole = len(made)
    made.clear()
    after = law_notes(open_text(re.sub(r"(?<=amount: )[\d.]+", "9", text, count=1), before=state), RUN)
    assert len(made) < whole / 2
    assert len(after) > len(before) / 2


def test_a_figure_has_few_rules_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from legalmodel.judgment import judge

    text = (FOLDER / "zhongyu-2016-1" / "deal.yaml").read_text("utf-8")
    state = open_text(text)
    asked: list[str] = []
    find = judge.find
    monkeypatch.setattr(judge, "find", lambda rule, *rest: (asked.append(rule.id), find(rule, *rest))[1])
    law_notes(state, RUN)
    whole = len(asked)
    asked.clear()
    law_notes(open_text(re.sub(r"(?<=amount: )[\d.]+", "9", text, count=1), before=state), RUN)
    assert 0 < len(asked) < whole / 3


def test_paths_at_which_two_readings_differ() -> None:
    one: dict[str, Any] = {"a": {"b": 1, "c": {"d": "x"}}, "e": [1, 2]}
    assert list(differing(one, {"a": {"b": 1, "c": {"d": "x"}}, "e": [1, 2]})) == []
    assert list(differing(one, {"a": {"b": True, "c": {"d": "x"}}, "e": [1]})) == [("a", "b"), ("e",)]
    assert list(differing(one, {"a": {"c": {"d": "x"}, "b": 1}, "e": [1, 2]})) == [("a",)]  # in another order
    assert list(differing(one, {"a": {"b": 1}, "e": [1, 2], "f": 2})) == [("f",), ("a", "c")]
