"""Which of three classes each field of the vocabulary falls in: read, watched or descriptive (semantics, section E).

*Read*: a rule whose text was read, a check, or the code behind a question of the graph may read it. *Watched*: it stands in
``model/watch.yaml`` with the question it bears on. *Descriptive*: it stands there with the reason why nothing in law hangs on it.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from legalmodel.base.resources import package_folder
from legalmodel.graph.signatures import DERIVED_THINGS
from legalmodel.graph.vocabulary import vocabulary
from legalmodel.judgment.pack import load_pack
from legalmodel.judgment.static_reads import Fields, expressions, reads
from legalmodel.law.load import load_law

_CODE = (
    "law/reach.py",
    "judgment/roles.py",
    "judgment/systems.py",
    "judgment/days.py",
    "judgment/acceptance.py",
    "graph/precedence.py",
)
"""Modules outside the derived relations that decide by fields: whose failure and whose law is asked, on which day, by which document."""


class Classes(NamedTuple):
    """The fields of each class; ``left`` fall in none."""

    read: Fields
    watched: Fields
    descriptive: Fields
    left: Fields


def classes() -> Classes:
    """Sort every field that a file may write. A line under ``descriptive`` counts for nothing once something reads the field."""
    pack, every = load_pack(), frozenset(_every())
    watched = frozenset((w.sort, w.field) for w in pack.watched)
    read = frozenset(_read()) & every - watched
    named = frozenset((sort, field) for sort, _, field in (name.partition(".") for name in pack.descriptive))
    wide = {field for sort, field in named if sort == "*"}
    descriptive = frozenset(pair for pair in every - read - watched if pair in named or pair[1] in wide)
    return Classes(read, watched, descriptive, every - read - watched - descriptive)


def _every() -> Iterator[tuple[str, str]]:
    for sort, fields in vocabulary().things.items():
        derived = DERIVED_THINGS.get("hop", {}) if sort in ("trust", "transfer") else {}
        if sort not in DERIVED_THINGS:
            yield from ((sort, field) for field in fields if sort == "transfer" or field not in derived)


def _read() -> Iterator[tuple[str, str]]:
    for rule in load_law().rules.values():
        if rule.text_read != "memory":
            for expression in (*expressions(rule), *(e for e in (rule.governs, rule.at, rule.window_closes) if e)):
                yield from reads(expression)
    for check in load_pack().checks:
        yield from reads(check.wrong)
    names = {name for file in _CODE for name in _names(package_folder("") / file)}
    yield from (pair for pair in _every() if pair[1] in names)


def _names(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.Attribute) and file.stem == "precedence":  # it looks at records, not at things
            yield node.attr
