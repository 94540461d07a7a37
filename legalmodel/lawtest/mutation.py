"""Change a rule in every small way, and see whether its examples notice. A change that none notices is a gap in the examples."""

from collections.abc import Iterable
from copy import copy
from datetime import date
from typing import Any, NamedTuple

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.values import U
from legalmodel.graph.graph import Graph
from legalmodel.law.compile import CompiledRule, Exemption, Interpretation, Weight
from legalmodel.law.thresholds import Validity
from legalmodel.lawtest.examples import changed_graph, outcomes, signature
from legalmodel.logic.errors import BadExpression
from legalmodel.logic.expression import Expression
from legalmodel.logic.mutate import mutants
from legalmodel.logic.scope import Scope

REACH, TIME = "governs: reaches everything", "in force: on every day"
SHARED = (REACH, TIME)
"""Mutants of what an instrument says at its head, which its rules share: one of them must notice."""
SILENT_WHEN = "when: takes silence for a yes"
"""A mutant that examples may notice but need not: whether a rule applies is often known whenever the deal is."""


class Survivor(NamedTuple):
    """A change of a rule that no example notices; ``reason`` is why that is right, if the rule says so."""

    label: str
    text: str
    reason: str


class Mutated(NamedTuple):
    """What came of mutating one rule: changes tried, those that survived, examples that noticed nothing, stale reasons."""

    tried: int
    survivors: tuple[Survivor, ...]
    idle_examples: tuple[int, ...]
    stale_reasons: tuple[str, ...]
    shared_noticed: frozenset[str]

    @property
    def bad(self) -> bool:
        """Tell whether anything needs mending."""
        return bool(self.idle_examples or self.stale_reasons or any(not s.reason for s in self.survivors))


def mutate(rule: CompiledRule) -> Mutated:
    """Try every mutant of a rule against all its examples. A rule from memory never decides, and one that repeats another is tried there."""
    if rule.text_read == "memory" or rule.form.enacts:
        return Mutated(0, (), (), tuple(sorted(rule.survivors)), frozenset(SHARED))
    rule = copy(rule)
    rule.compiled = dict(rule.compiled)  # what the law itself has compiled must not grow by its mutants
    graphs = list(_graphs(rule))
    plain = [_signatures(rule, g) for _, g in graphs]
    noticing: set[int] = set()
    survivors = []
    tried = 0
    shared: set[str] = set()
    for label, text, changed in _mutants(rule):
        tried += 1
        caught = {n for (n, g), before in zip(graphs, plain, strict=True) if _signatures(changed, g) != before}
        noticing |= caught
        if label in SHARED:
            shared |= {label} if caught else set()
        elif not caught and label != SILENT_WHEN:
            survivors.append(Survivor(label, text, rule.survivors.get(label, "")))
    idle = tuple(n for n, _ in graphs if n not in noticing) if tried else ()
    stale = tuple(sorted(set(rule.survivors) - {s.label for s in survivors}))
    return Mutated(tried, tuple(survivors), idle, stale, frozenset(shared))


def _graphs(rule: CompiledRule) -> Iterable[tuple[int, Graph]]:
    for number, example in enumerate(rule.examples, 1):
        try:
            yield number, changed_graph(example)
        except (BadInput, BadRequest):
            continue


def _signatures(rule: CompiledRule, graph: Graph) -> dict[str, Any]:
    return {path: signature(f) for path, f in outcomes(rule, graph).items()}


def _mutants(rule: CompiledRule) -> Iterable[tuple[str, str, CompiledRule]]:
    yield from _of_the_language(rule)
    yield from _of_the_reach(rule)


def _of_the_reach(rule: CompiledRule) -> Iterable[tuple[str, str, CompiledRule]]:
    """Yield the rule of a law that reaches everything, one that is always in force, one that takes silence for a pass."""
    everywhere, always = copy(rule), copy(rule)
    everywhere.governs = None
    always.dates = Validity(date.min, None)
    yield REACH, "(no connecting factor)", everywhere
    yield TIME, "(no first and last day)", always
    yield from _credulous(rule)


def _credulous(rule: CompiledRule) -> Iterable[tuple[str, str, CompiledRule]]:
    """Yield the rule that takes silence for a yes: in its test of application, its requirement, all its factors at once."""
    weighing = copy(rule)
    for where, text, fill in _expressions(rule):
        believing = _Credulous(rule.compile(text))
        if where.startswith("factor"):
            fill(weighing, believing)
        elif not where.startswith(("unless", *_DAYS)):
            changed = copy(rule)
            fill(changed, believing)
            yield (SILENT_WHEN if where == "when" else f"{where}: takes silence for a pass"), text, changed
    if rule.factors:
        yield "factors: take silence for a yes", "(all factors)", weighing


_DAYS = ("due day", "due at_latest", "due lead_time", "until", "need", "struck by")
"""Expressions that give no truth, or of which silence is told by the kind of paper that backs them."""


class _Credulous:
    """An expression that takes what is not known for true."""

    def __init__(self, expression: Expression) -> None:
        self.expression = expression

    def __getattr__(self, name: str) -> Any:
        return getattr(self.expression, name)  # a reservation proves its factors: by the words as they stand

    def run(self, scope: Scope) -> Any:
        """Run the expression; an unknown answer becomes a yes."""
        value = self.expression.run(scope)
        return True if isinstance(value, U) else value


def _of_the_language(rule: CompiledRule) -> Iterable[tuple[str, str, CompiledRule]]:
    for where, text, fill in _expressions(rule):
        for mutant in mutants(text, {name: steps[0].value for name, steps in rule.thresholds.items()}):
            changed = copy(rule)
            if mutant.thresholds:
                changed.thresholds = _nudged(rule, mutant.thresholds)
            try:
                fill(changed, rule.compile(mutant.text))
            except BadExpression:
                continue
            yield f"{where}: {mutant.label}", mutant.text, changed


def _nudged(rule: CompiledRule, values: dict[str, Any]) -> dict[str, Any]:
    base = {name: steps[0].value for name, steps in rule.thresholds.items()}
    return {
        name: tuple(s._replace(value=values[name]) for s in steps) if values.get(name, base[name]) != base[name] else steps
        for name, steps in rule.thresholds.items()
    }


def _expressions(rule: CompiledRule) -> Iterable[tuple[str, str, Any]]:
    """Yield each expression of a rule with its name and how to put another in its place."""
    form = rule.form
    if form.when:
        yield "when", form.when, lambda r, x: setattr(r, "when", x)
    if form.require:
        yield "require", form.require, lambda r, x: setattr(r, "require", x)
    yield from _of_answers(rule)
    for i, exception in enumerate(rule.unless):
        yield f"unless {i + 1}", form.unless[i].when, _filler("unless", i, exception)
    for i, factor in enumerate(rule.factors):
        yield f"factor {factor.id}", (form.factors or {})[factor.id].when, _filler("factors", i, factor)
    for i, reading in enumerate(rule.readings):
        yield f"reading {reading.id}", (form.readings or {})[reading.id].require, _filler("readings", i, reading)


def _of_answers(rule: CompiledRule) -> Iterable[tuple[str, str, Any]]:
    """Yield each expression of the answers beside met and fails."""
    due, excluding, ground, contract = rule.answers
    if due:
        for slot in ("day", "at_latest", "trigger", "listed", "lead_time"):
            if text := getattr(due.form, slot):
                yield f"due {slot}", text, _answer_filler("due", slot)
    if excluding:
        yield "arises not", excluding.form.when, _answer_filler("arises_not", "when")
    if ground:
        for i, need in enumerate(ground.needs):
            yield f"need {need.id}", ground.form.needs[need.id].when, _answer_filler("reserves", "needs", i)
        if ground.form.until:
            yield "until", ground.form.until, _answer_filler("reserves", "until")
    if contract:
        for slot in ("bound", "standing"):
            yield slot, getattr(contract.form, slot), _answer_filler("by_contract", slot)
        strikes = () if contract.form.struck_by == "none" else contract.form.struck_by
        for i, strike in enumerate(strikes):
            if strike.excluded:
                yield f"struck by {strike.article}", strike.excluded, _answer_filler("by_contract", "struck_by", i)


def _answer_filler(answer: str, slot: str, index: int = -1) -> Any:
    """Return what puts another expression in the place of one: in a slot of an answer, or in a part of a list in it."""

    def fill(rule: CompiledRule, expression: Any) -> None:
        parts = getattr(rule.answers, answer)
        value = expression
        if index >= 0:
            inside = list(getattr(parts, slot))
            inside[index] = inside[index]._replace(**{"when" if slot == "needs" else "excluded": expression})
            value = tuple(inside)
        rule.answers = rule.answers._replace(**{answer: parts._replace(**{slot: value})})

    return fill


def _filler(field: str, index: int, part: Exemption | Weight | Interpretation) -> Any:
    slot = "require" if isinstance(part, Interpretation) else "when"

    def fill(rule: CompiledRule, expression: Any) -> None:
        parts = list(getattr(rule, field))
        parts[index] = part._replace(**{slot: expression})
        setattr(rule, field, tuple(parts))

    return fill
