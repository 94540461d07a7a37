"""Which rules other figures and words in a file can move: those that may read them, by the words of their expressions.

Only of figures (shares, rates, numbers, amounts) and of plain text is that known. A day, a name, a word of a list or a reference acts beyond what a
rule reads: on whose law counts, who is a subject, what runs when. Where one of those changes, every rule may be moved.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from legalmodel.base.places import Path
from legalmodel.graph.graph import Graph
from legalmodel.graph.signatures import SIGNATURES
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.pack import Check, asked_fields
from legalmodel.judgment.result import Result
from legalmodel.judgment.static_reads import expressions
from legalmodel.law.compile import CompiledRule
from legalmodel.law.compile_answers import expressions as of_answers
from legalmodel.logic.expression import Expression

_PLAIN = frozenset(("share", "number", "money", "text"))
_ACTS = frozenset(("name", "defined_as", "currency"))
"""Texts that act beyond what rules read: they tell whether a party is one person, and complete the amounts of the file."""


def moved_by(paths: Iterable[Path], graph: Graph, rules: Mapping[str, CompiledRule]) -> dict[str, CompiledRule]:
    """Return the rules whose outcome may be another once the facts at these paths have other values; all, where one is neither figure nor plain text."""
    paths = list(paths)
    if not paths:
        return {}
    names = _names(paths, graph)
    if names is None:
        return dict(rules)
    return {id: rule for id, rule in rules.items() if any(name in each.text for each in _all(rule) for name in names)}


def checks_moved(paths: Iterable[Path], graph: Graph, checks: Iterable[Check]) -> frozenset[str]:
    """Return the checks of a file against itself that may find another thing then; all, where one is neither figure nor plain text."""
    paths = list(paths)
    names = _names(paths, graph) if paths else ()
    if names is None:
        return frozenset([check.id for check in checks])
    return frozenset([check.id for check in checks if paths and (check.each == "" or _mentions(check, names))])


def _mentions(check: Check, names: tuple[str, ...]) -> bool:
    """Tell whether a check of records names one of these fields or questions: in what it asks, in what it says, or as where it is told."""
    if check.at in names or any(field in names for field in check.beside):
        return True
    pieces = [piece.text for piece in (*check.sentence, *check.fix) if not isinstance(piece, str)]
    return any(name in text for text in (check.wrong.text, *pieces) for name in names)


def standing(findings: Iterable[Finding], moved: Collection[str]) -> dict[str, dict[Path, tuple[Result, date | None]]]:
    """Return, by rule and subject, what was found by the rules that were not moved, with how far the file knew."""
    found: dict[str, dict[Path, tuple[Result, date | None]]] = {}
    for finding in findings:
        if finding.rule.id not in moved and finding.subject is not None:
            found.setdefault(finding.rule.id, {})[finding.subject_path] = finding.result, finding.known_to
    return found


def _names(paths: Iterable[Path], graph: Graph) -> tuple[str, ...] | None:
    """Return the fields at some paths, and the questions of the graph that may read them; None where one is neither figure nor plain text."""
    fields = set()
    for path in paths:
        thing = graph.things.get(path[:-1])
        kind = graph.teller.kind(thing, path[-1]) if thing else None
        if kind is None or kind.name not in _PLAIN or path[-1] in _ACTS:
            return None
        fields.add(path[-1])
    # of a question of which nothing is known, all is: what it reads was not found by looking at its code
    asked = [q for q in SIGNATURES if not asked_fields(q) or any(field in fields for _, field in asked_fields(q))]
    return (*fields, *asked)


def _all(rule: CompiledRule) -> Iterable[Expression]:
    """Yield every expression of a rule on which its outcome hangs: whom it reaches and on which day, its tests, when it is due."""
    yield from (each for each in (rule.governs, rule.at, rule.window_closes) if each)
    yield from expressions(rule)
    yield from of_answers(rule.answers)
