"""Names in a file of law: the numbers of a rule, what a loop goes through, the id of a rule; where each is defined, where it stands, its renaming.

A question and a template stand in files of the package; they can be gone to.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.base.resources import package_folder, shipped
from legalmodel.editing.rule_files import known_names, stands_in_expression
from legalmodel.editing.sheet import DealText, Extent, TextEdit
from legalmodel.editing.tree import Knot

_WORD = re.compile(r"[A-Za-z_]\w*")
_TOKEN = re.compile(r"(?<![\w.\"'])([A-Za-z_]\w*)(?![\w(])")
_HOLE = re.compile(r"\{([^{}]*)\}")
_BOUND = re.compile(r"\bfor\s+(\w+)\s+in\b")
_QUOTED = re.compile(r'"[^"]*"')
_RULE_ID = re.compile(r"[a-z][a-z0-9-]*\Z")
_OWN_WORDS = frozenset(("none", "and", "or", "not", "in", "for", "if", "deal"))


class Elsewhere(NamedTuple):
    """A place in a file of the package: the file, and the line from 1."""

    file: Path
    line: int


class RuleName(NamedTuple):
    """A name at a spot: its sort (``number``, ``loop`` or ``rule``), its characters, and where it is looked for."""

    name: str
    sort: str
    start: int
    end: int
    within: Knot


def name_at(text: DealText, at: int) -> RuleName | None:
    """Return the name that a spot touches, of those that the file itself defines; None if it touches none."""
    knot = text.tree.around(at)
    if knot is None:
        return None
    path = knot.path
    rule = text.tree.at_path(path[:2]) if len(path) > 1 and path[0] == "rules" else None
    if rule is None:
        return None
    on_key = knot.key_end > knot.key_start and knot.key_start <= at <= knot.key_end
    if on_key and len(path) == 2:  # the rule itself
        return RuleName(knot.key, "rule", knot.key_start, knot.key_end, text.tree.top)
    if on_key:
        is_number = len(path) == 4 and path[2] == "thresholds"  # rules.ID.thresholds.NAME
        return RuleName(knot.key, "number", knot.key_start, knot.key_end, rule) if is_number else None
    for found in _WORD.finditer(text.text, knot.start, knot.end):
        if found.start() <= at <= found.end():
            return _of_word(text, rule, knot, found)
    return None


def _of_word(text: DealText, rule: Knot, knot: Knot, found: re.Match[str]) -> RuleName | None:
    name = found[0]
    for start, end in (*_tokens(text, knot), *_loops(text, knot)):
        if start == found.start():
            if name in _loop_names(text, knot):
                return RuleName(name, "loop", start, end, knot)
            if _numbers(rule, name):
                return RuleName(name, "number", start, end, rule)
    return None


def _numbers(rule: Knot, name: str) -> Knot | None:
    numbers = rule.find("thresholds")
    return numbers.find(name) if numbers else None


def _tokens(text: DealText, knot: Knot) -> Iterator[tuple[int, int]]:
    """Yield the names of an expression that stand alone, or those in the braces of a sentence."""
    words = text.text[knot.start : knot.end]
    if stands_in_expression(knot.path):
        quoted = [(m.start(), m.end()) for m in _QUOTED.finditer(words)]
        outer = words[:1] in "\"'" and bool(words)
        for found in _TOKEN.finditer(words, 1 if outer else 0):
            if outer or not any(a <= found.start() < b for a, b in quoted):
                yield knot.start + found.start(1), knot.start + found.end(1)
    else:
        for hole in _HOLE.finditer(words):
            for found in _TOKEN.finditer(hole[1]):
                yield knot.start + hole.start(1) + found.start(1), knot.start + hole.start(1) + found.end(1)


def _loops(text: DealText, knot: Knot) -> Iterator[tuple[int, int]]:
    """Yield the first part of each chain of an expression: what a loop goes through stands before a point."""
    if stands_in_expression(knot.path):
        for found in re.finditer(r"(?<![\w.\"'])([A-Za-z_]\w*)(?=\.)", text.text[knot.start : knot.end]):
            yield knot.start + found.start(1), knot.start + found.end(1)


def _loop_names(text: DealText, knot: Knot) -> set[str]:
    return set(_BOUND.findall(text.text[knot.start : knot.end])) if stands_in_expression(knot.path) else set()


def references_of_law(text: DealText, at: int, with_definition: bool = True) -> list[Extent]:
    """Return every spot at which the name stands that a spot touches."""
    spot = name_at(text, at)
    if spot is None:
        return []
    return sorted(extent for extent in _places(text, spot) if with_definition or extent not in _defined(text, spot))


def _places(text: DealText, spot: RuleName) -> set[Extent]:
    if spot.sort == "rule":
        pattern = re.compile(rf"(?<![\w-]){re.escape(spot.name)}(?![\w-])")
        return {Extent(m.start(), m.end()) for m in pattern.finditer(text.text)}
    knots = [spot.within] if spot.sort == "loop" else [knot for knot in spot.within.walk() if not knot.boxed]
    found = {
        Extent(start, end)
        for knot in knots
        if spot.sort == "loop" or spot.name not in _loop_names(text, knot)
        for start, end in (*_tokens(text, knot), *_loops(text, knot))
        if text.text[start:end] == spot.name
    }
    return found | set(_defined(text, spot))


def _defined(text: DealText, spot: RuleName) -> list[Extent]:
    if spot.sort == "rule":
        knot = text.tree.at_path(("rules", spot.name))
        return [Extent(knot.key_start, knot.key_end)] if knot else []
    if spot.sort == "number":
        key = _numbers(spot.within, spot.name)
        return [Extent(key.key_start, key.key_end)] if key else []
    words = text.text[spot.within.start : spot.within.end]
    return [
        Extent(spot.within.start + m.start(1), spot.within.start + m.end(1))
        for m in _BOUND.finditer(words)
        if m[1] == spot.name
    ]


def definition_of_law(text: DealText, at: int) -> list[Extent] | Elsewhere:
    """Return where the name at a spot is defined: in the file, or, of a question and a template, in a file of the package."""
    spot = name_at(text, at)
    if spot is not None:
        return _defined(text, spot)
    knot = text.tree.around(at)
    word = text.word(knot) if knot is not None and not knot.boxed and not knot.key_start <= at <= knot.key_end else ""
    if knot is None or not word:
        return []
    if knot.path[-1:] in (("question",), ("opens",)):
        return _of_question(word)
    if knot.path[-1:] == ("base",):
        file = shipped("templates") / word / "deal.yaml"
        return Elsewhere(file, 1) if re.fullmatch(r"[a-z0-9-]+", word) and file.is_file() else []
    return []


def _of_question(word: str) -> list[Extent] | Elsewhere:
    file = package_folder("law") / "questions.yaml"
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() == f"{word}:":
            return Elsewhere(file, number)
    return []


def rename_in_law(text: DealText, at: int, new: str) -> list[TextEdit]:
    """Return the edits that give a name of the file another one in all its places.

    Raises BadRequest if the spot touches none, or the new one cannot be such a name, or means something else there.
    """
    spot = name_at(text, at)
    if spot is None:
        raise BadRequest(
            say("no name that this file defines stands here"),
            say("put the cursor on a rule, on one of its numbers, or on what a loop goes through"),
        )
    if new == spot.name:
        return []
    if spot.sort == "rule":
        fits = bool(_RULE_ID.match(new))
        taken = text.tree.at_path(("rules", new)) is not None
    else:
        fits = bool(_WORD.fullmatch(new)) and new not in _OWN_WORDS
        taken = _taken(text, spot, new)
    if not fits:
        raise BadRequest(
            say("'{name}' cannot be such a name", name=new[:40]), say("take letters, digits and '_' (of a rule, '-')")
        )
    if taken:
        raise BadRequest(say("'{it}' is there already", it=new), say("take another name"))
    return [TextEdit(start, end, new) for start, end in sorted(_places(text, spot))]


def _taken(text: DealText, spot: RuleName, new: str) -> bool:
    """Tell whether a new name would mean something else where the old one stands: a subject, a section, a question, a number, a loop."""
    rule = spot.within
    while rule.parent is not None and len(rule.path) > 2:
        rule = rule.parent
    if new in known_names(text, rule.path) or _numbers(rule, new):
        return True
    knots = [spot.within] if spot.sort == "loop" else [knot for knot in rule.walk() if not knot.boxed]
    return any(new in _loop_names(text, knot) for knot in knots)
