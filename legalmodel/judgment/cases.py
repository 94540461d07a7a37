"""Whom an instrument reaches, and by which day it is judged: asked once for all its rules that ask alike."""

from typing import NamedTuple

from legalmodel.base.things import Thing
from legalmodel.base.values import Items, Truth
from legalmodel.graph.graph import Graph
from legalmodel.judgment.conclude import sections_of
from legalmodel.judgment.days import Clock, Days, days_for
from legalmodel.judgment.now import now_of
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


_Asks = tuple[str, Expression | None, Expression | None]
"""What the case of every subject hangs on: the sort of the subjects, what says the day, and what says whom the instrument reaches."""

_When = tuple[Days, tuple[Scope, ...]]
"""The days to judge a subject on, and a scope for each."""


class CaseTable:
    """The subjects of one judging."""

    __slots__ = ("_days", "_kept", "_own", "_subjects", "clock", "graph", "now")

    def __init__(self, graph: Graph, clock: Clock) -> None:
        self.graph, self.clock = graph, clock
        self.now = now_of(graph, clock)
        self._kept: dict[_Asks, list[Case]] = {}
        self._own: set[_Asks] = set()
        self._days: dict[tuple[str, Expression | None, Thing], _When] = {}
        self._subjects: dict[str, Items] = {}

    def subjects(self, each: str) -> Items:
        """Return the things a rule is about, with what is missing if their list may be longer."""
        if each not in self._subjects:
            self._subjects[each] = _subjects(self.graph, each)
        return self._subjects[each]

    def of(self, rule: CompiledRule) -> list[Case]:
        """Return the case of every subject of a rule."""
        key = (rule.form.each, rule.at, rule.governs)
        cases = self._kept.get(key)
        if cases is None:
            cases = self._kept[key] = [self._case(rule, thing) for thing in self.subjects(rule.form.each).known]
            if any(len(case.scopes) > 1 for case in cases):
                self._own.add(key)
        elif key in self._own:  # the days of one to be judged on several may hang on the rule's own dates
            return [self._case(rule, case.thing) if len(case.scopes) > 1 else case for case in cases]
        return cases

    def _case(self, rule: CompiledRule, thing: Thing) -> Case:
        key = (rule.form.each, rule.at, thing)
        days, scopes = self._days.get(key) or self._when(rule, thing)
        if len(scopes) == 1:
            self._days[key] = days, scopes
        return Case(thing, days, scopes, tuple([rule.governs.run(s) if rule.governs else True for s in scopes]))

    def _when(self, rule: CompiledRule, thing: Thing) -> _When:
        now = Scope({rule.form.each: thing}, self.clock.run_day, self.graph)
        days = days_for(rule, now, self.clock)
        return days, tuple([now.with_day(day) for day in days.days])


def _subjects(graph: Graph, each: str) -> Items:
    if each == "deal":
        return Items((graph.deal,))
    lists = [graph.section(section) for section in sections_of(each)]
    return Items(tuple(t for items in lists for t in items.known), frozenset().union(*(i.open for i in lists)))
