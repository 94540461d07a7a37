"""Whom an instrument reaches, and by which day it is judged: asked once for all its rules that ask alike."""

from typing import NamedTuple

from legalmodel.base.things import Thing
from legalmodel.base.values import Items, Truth
from legalmodel.graph.graph import Graph
from legalmodel.judgment.conclude import sections_of
from legalmodel.judgment.days import Clock, Days, days_for
from legalmodel.law.compile import CompiledRule
from legalmodel.logic.expression import Expression
from legalmodel.logic.scope import Scope


class Case(NamedTuple):
    """One subject before an instrument: the days to judge it on; for each a scope, and whether the instrument reaches it.

    The scopes hold no numbers of the law, since those are each rule's own.
    """

    thing: Thing
    days: Days
    scopes: tuple[Scope, ...]
    governs: tuple[Truth, ...]


class Cases:
    """The subjects of one judging."""

    __slots__ = ("_kept", "_subjects", "clock", "graph")

    def __init__(self, graph: Graph, clock: Clock) -> None:
        self.graph, self.clock = graph, clock
        self._kept: dict[tuple[str, Expression | None, Expression | None], list[Case | None]] = {}
        self._subjects: dict[str, Items] = {}

    def subjects(self, each: str) -> Items:
        """Return the things a rule is about, with what is missing if their list may be longer."""
        if each not in self._subjects:
            self._subjects[each] = _subjects(self.graph, each)
        return self._subjects[each]

    def of(self, rule: CompiledRule) -> list[Case]:
        """Return the case of every subject of a rule."""
        things = self.subjects(rule.form.each).known
        key = (rule.form.each, rule.at, rule.governs)
        if key not in self._kept:
            self._kept[key] = [self._shared(rule, thing) for thing in things]
        return [case or self._case(rule, thing) for thing, case in zip(things, self._kept[key], strict=True)]

    def _shared(self, rule: CompiledRule, thing: Thing) -> Case | None:
        """Return a case if it is the same for all rules: one to be judged on several days may hang on the rule's own dates."""
        case = self._case(rule, thing)
        return case if len(case.scopes) == 1 else None

    def _case(self, rule: CompiledRule, thing: Thing) -> Case:
        variables = {rule.form.each: thing}
        days = days_for(rule, Scope(variables, self.clock.run_day, self.graph), self.clock)
        scopes = tuple([Scope(variables, day, self.graph) for day in days.days])
        return Case(thing, days, scopes, tuple([rule.governs.run(s) if rule.governs else True for s in scopes]))


def _subjects(graph: Graph, each: str) -> Items:
    if each == "deal":
        return Items((graph.deal,))
    lists = [graph.section(section) for section in sections_of(each)]
    return Items(tuple(t for items in lists for t in items.known), frozenset().union(*(i.open for i in lists)))
