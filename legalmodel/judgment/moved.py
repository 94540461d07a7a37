"""Which rules other figures and words in a file can move: those that may read them, by the words of their expressions.

Only of figures (shares, rates, numbers, amounts) and of plain text is that known. A day, a name, a word of a list or a reference acts beyond what a
rule reads: on whose law counts, who is a subject, what runs when. Where one of those changes, every rule may be moved.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from legalmodel.base.outcomes import Outcome
from legalmodel.base.places import Path
from legalmodel.graph.graph import Graph
from legalmodel.graph.signatures import SIGNATURES
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.pack import Check, asked_fields
from legalmodel.judgment.result import Stands
from legalmodel.judgment.static_reads import expressions
from legalmodel.law.compile import CompiledRule
from legalmodel.law.compile_answers import expressions as of_answers
from legalmodel.law.texts import rule_translation
from legalmodel.logic.expression import Expression

_FIGURES = frozenset(("share", "number", "money"))
_PLAIN = _FIGURES | {"text"}
_ACTS = frozenset(("name", "defined_as", "currency"))
"""Texts that act beyond what rules read: they tell whether a party is one person, and complete the amounts of the file."""
_BY_NAME = frozenset(("is_class",))
"""Questions whose answer hangs on nothing but how a party is named."""


def moved_by(paths: Iterable[Path], graph: Graph, rules: Mapping[str, CompiledRule]) -> dict[str, CompiledRule]:
    """Return the rules whose outcome may be another once the facts at these paths have other values; all, where one is neither figure nor plain text."""
    paths = list(paths)
    if not paths:
        return {}
    names = _names(paths, graph)
    if names is None:
        return dict(rules)
    return {id: rule for id, rule in rules.items() if _any_in(names, _tests(rule))}


def fails_retold(paths: Iterable[Path], graph: Graph, rules: Mapping[str, CompiledRule]) -> Collection[str]:
    """Return the rules of which a fail may be told in other words then, though it stands: all, where one of the facts is no figure.

    A fail is told by its sentence, by the fact that decides it and by the names of things; of these only the sentence reads figures that the
    tests of its rule do not.
    """
    paths = list(paths)
    names = _names(paths, graph, _FIGURES) if paths else ()
    if names is None:
        return rules.keys()
    return {id for id, rule in rules.items() if _any_in(names, _tests(rule)) or _any_in(names, _of_a_fail(rule))}


def _any_in(names: Iterable[str], text: str) -> bool:
    return any(name in text for name in names)


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


def standing(findings: Iterable[Finding], moved: Collection[str]) -> dict[str, dict[Path, Stands]]:
    """Return, by rule and subject, what was found by the rules that were not moved."""
    found: dict[str, dict[Path, Stands]] = {}
    for finding in findings:
        if finding.rule.id not in moved and finding.subject is not None:
            unstated = finding.unstated if finding.outcome is Outcome.FAIL else None  # proved when it was told
            stands = Stands(finding.result, finding.known_to, unstated)
            found.setdefault(finding.rule.id, {})[finding.subject_path] = stands
    return found


def _names(paths: Iterable[Path], graph: Graph, plain: Collection[str] = _PLAIN) -> tuple[str, ...] | None:
    """Return the fields at some paths, and the questions of the graph that may read them; None where one is of no ``plain`` kind."""
    fields = set()
    for path in paths:
        thing = graph.things.get(path[:-1])
        kind = graph.teller.kind(thing, path[-1]) if thing else None
        if kind is None or kind.name not in plain or path[-1] in _ACTS:
            return None
        fields.add(path[-1])
    # of a question of which nothing is known, all is: what it reads was not found by looking at its code
    asked = [q for q in SIGNATURES if not asked_fields(q) or any(field in fields for _, field in asked_fields(q))]
    return (*fields, *(question for question in asked if question not in _BY_NAME))


@lru_cache(4096)
def _tests(rule: CompiledRule) -> str:
    """Return the text of all expressions on which the outcome of a rule hangs; each is looked through for many names, edit by edit."""
    return "\n".join(each.text for each in _all(rule))


def _of_a_fail(rule: CompiledRule) -> str:
    """Return what a rule says of a subject that does not meet it, as it is written and in the languages asked for: its facts stand there by their names."""
    said = rule.form.says.fail
    return "\n".join((said, (said and rule_translation(rule, "says/fail", said)) or ""))


def _all(rule: CompiledRule) -> Iterable[Expression]:
    """Yield every expression of a rule on which its outcome hangs: whom it reaches and on which day, its tests, when it is due."""
    yield from (each for each in (rule.governs, rule.at, rule.window_closes) if each)
    yield from expressions(rule)
    yield from of_answers(rule.answers)
