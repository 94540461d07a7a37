"""Run the examples of a rule: one change from a base deal each, and what the rule must then say."""

from copy import copy
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.language import say
from legalmodel.base.outcomes import Outcome
from legalmodel.base.places import dotted
from legalmodel.base.resources import shipped
from legalmodel.graph.build import build
from legalmodel.graph.graph import Graph
from legalmodel.graph.horizon import Horizon
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.judge import apply, clock_for
from legalmodel.law.compile import CompiledRule
from legalmodel.law.models import Example
from legalmodel.model.parse import parse
from legalmodel.model.scenario import Change, Scenario, setting, taking_out, vary
from legalmodel.text.read import Source, read

RUN_DAY = date(2026, 6, 30)
"""The day of the run for all examples that name none, so that they say the same for ever."""


class Verdict(NamedTuple):
    """What came of one example: right, or a sentence that says what went wrong."""

    number: int
    example: Example
    right: bool
    trouble: str = ""


def base_names() -> list[str]:
    """Return the names of all base deals, in order."""
    return sorted(file.parent.name for file in shipped("templates").glob("*/deal.yaml"))


@cache
def base_source(name: str) -> Source:
    """Read a base deal: a template.

    Raises BadRequest if there is none of that name.
    """
    file = shipped("templates") / name / "deal.yaml"
    if not file.is_file():
        raise BadRequest(say("there is no base deal '{name}'", name=name), say("name a folder of templates/"))
    return read(file)


def changed_graph(example: Example) -> Graph:
    """Build the graph of a base deal with the changes of an example; that of the base deal itself, which many ask for, is built once.

    Raises BadInput if the changed deal is not a deal, BadRequest if a change names nothing.
    """
    if not example.change:
        return _base_graph(example.base, day_of(example))
    changes = tuple(_change(dots, value) for dots, value in example.change.items())
    deal, source = vary(base_source(example.base), Scenario(changes))
    return build(deal, source.place, horizon=Horizon(day_of(example)))


def _change(dots: str, value: Any) -> Change:
    return taking_out(dots) if value == "absent" else setting(dots, value)


def signature(finding: Finding) -> tuple[Any, ...]:
    """Return all of a finding that a mutant could change: outcome, sides of factors, results of readings, exceptions."""
    result = finding.result
    more = (result.due, result.ruled_out, result.reserved)
    return (result.outcome, result.general, result.displaced_by, result.factors, result.readings, result.could_be, *more)


def day_of(example: Example) -> date:
    """Return the day of the run of an example."""
    return date.fromisoformat(example.run_day) if example.run_day else RUN_DAY


def run_day_of(graph: Graph) -> date:
    """Return the day of the run that a graph was cut for."""
    return graph.cut.asked.run_day if graph.cut.asked else RUN_DAY


def outcomes(rule: CompiledRule, graph: Graph) -> dict[str, Finding]:
    """Return the findings of one rule on a graph, by the path of their subject."""
    return {dotted(f.subject_path): f for f in apply(rule, graph, clock_for(graph, run_day_of(graph)))}


def as_attested(rule: CompiledRule, example: Example) -> CompiledRule:
    """Return a rule as an example tries it: one that nobody read, as if a reader had signed for its text."""
    if not example.attested:
        return rule
    signed = copy(rule)
    signed.text_read = "seen"
    return signed


@cache
def _base_graph(name: str, run_day: date = RUN_DAY) -> Graph:
    source = base_source(name)
    return build(parse(source), source.place, horizon=Horizon(run_day))


def run_example(rule: CompiledRule, number: int, example: Example) -> Verdict:
    """Run one example.

    If it names no subject, it speaks of the subjects whose outcome the change moved; if the change moved none, of all that
    the rule applies to.
    """
    rule = as_attested(rule, example)
    try:
        found = outcomes(rule, changed_graph(example))
    except (BadInput, BadRequest) as error:
        return Verdict(number, example, False, f"the changed deal cannot be used: {error}")
    got = _spoken_of(rule, example, found)
    if got == {Outcome(example.expect)}:
        return Verdict(number, example, True)
    said = ", ".join(sorted(got)) or "nothing"
    return Verdict(number, example, False, f"expected {example.expect}, the rule says {said}")


def _spoken_of(rule: CompiledRule, example: Example, found: dict[str, Finding]) -> set[Outcome]:
    if example.subject:
        return {found[example.subject].outcome} if example.subject in found else set()
    base = outcomes(rule, _base_graph(example.base, day_of(example)))
    moved = {f.outcome for path, f in found.items() if path not in base or base[path].outcome is not f.outcome}
    if moved:
        return moved
    applies = {f.outcome for f in found.values()} - {Outcome.NOT_APPLICABLE}
    return applies or {f.outcome for f in found.values()}


def run_examples(rule: CompiledRule) -> list[Verdict]:
    """Run all examples of a rule."""
    return [run_example(rule, n, e) for n, e in enumerate(rule.examples, 1)]
