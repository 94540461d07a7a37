"""Whom an instrument reaches, and by which day it is judged: asked once for all its rules that ask alike."""

from datetime import date
from functools import cache, partial

from legalmodel.base.kleene import join as merge
from legalmodel.base.shared import united
from legalmodel.base.things import Thing
from legalmodel.base.values import Facts, Items, Truth, U
from legalmodel.graph.graph import Graph
from legalmodel.judgment.days import Clock, Days, days_for, turning_days, what_fixes
from legalmodel.judgment.now import now_of
from legalmodel.law.compile import CompiledRule
from legalmodel.logic.expression import Expression
from legalmodel.logic.scope import Knowledge, Numbers, Room, Scope


class Subject:
    """One subject before an instrument: the days to judge it on; for each a scope, and whether the instrument reaches it.

    The scopes hold no numbers of the law, since those are each rule's own. ``outside`` tells whether the instrument surely does not reach
    it, on whatever of the days: then none of its rules has anything to ask.
    """

    __slots__ = ("days", "governs", "outside", "scopes", "thing")

    def __init__(self, thing: Thing, days: Days, scopes: tuple[Scope, ...], governs: tuple[Truth, ...]) -> None:
        self.thing, self.days, self.scopes, self.governs = thing, days, scopes, governs
        # what has not come, or may never come, is said of it before whose law it is under
        self.outside = governs.count(False) == len(governs) > 0 and not days.not_yet and not days.unsure

    def numbered(self, rule: CompiledRule, law_on: date | None) -> tuple[Scope, ...]:
        """Return the scopes with the numbers of a rule: those in force on the day asked for, else on the day whose law counts."""
        law_day = law_on or self.days.law
        return tuple([scope.with_numbers(rule.values_on(law_day or scope.day)) for scope in self.scopes])


NumbersRead = tuple[tuple[str, Room], ...]
"""The numbers of the law that were read, each with the room within which it could be another."""


def numbers_read(scopes: tuple[Scope, ...]) -> NumbersRead:
    """Return the numbers of the law that were read in some scopes, in order."""
    asked = [scope.thresholds.asked for scope in scopes if type(scope.thresholds) is Numbers]
    if len(asked) == 1:
        return tuple(sorted(asked[0].items())) if asked[0] else ()
    rooms: dict[str, Room] = {}
    for each in asked:
        for name, room in each.items():
            # on several days it may have been held against several ends
            rooms[name] = room if name not in rooms or rooms[name] == room else None
    return tuple(sorted(rooms.items()))


_Asks = tuple[str, Expression | None, Expression | None, tuple[date, ...]]
"""What every subject hangs on: its sort, what says the day, what says whom the instrument reaches, and days on which the rule's own law changes."""

_When = tuple[Days, tuple[Scope, ...]]
"""The days to judge a subject on, and a scope for each."""

_Act = tuple[Thing, U | None, Days, tuple[Scope, ...]]
"""A subject, the doubt whether it is there, and when to judge it."""


class SubjectTable:
    """The subjects of one judging."""

    __slots__ = (
        "_begun",
        "_days",
        "_fixing",
        "_judged_on",
        "_kept",
        "_knowledge",
        "_reached",
        "_subjects",
        "clock",
        "graph",
        "now",
    )

    def __init__(self, graph: Graph, clock: Clock) -> None:
        self.graph, self.clock = graph, clock
        self.now = now_of(graph, clock)
        self._knowledge: dict[date, Knowledge] = {}
        self._kept: dict[_Asks, list[Subject]] = {}
        self._judged_on: dict[tuple[str, Expression | None, tuple[date, ...]], list[_Act]] = {}
        self._begun: dict[tuple[str, Expression | None], date | None] = {}
        self._days: dict[tuple[str, Expression | None, Thing, tuple[date, ...]], _When] = {}
        self._fixing: dict[tuple[Expression | None, Thing], Facts] = {}
        self._subjects: dict[str, Items] = {}
        self._reached: dict[tuple[str, date | None], Truth] = {}

    def things(self, each: str) -> Items:
        """Return the things a rule is about, with what is missing if their list may be longer."""
        if each not in self._subjects:
            self._subjects[each] = _subjects(self.graph, each)
        return self._subjects[each]

    def of(self, rule: CompiledRule) -> list[Subject]:
        """Return the subjects of a rule."""
        own = self._own_days(rule)
        key = (rule.form.each, rule.at, rule.governs, own)
        if (subjects := self._kept.get(key)) is None:
            subjects = self._kept[key] = self._all(rule, own)
        return subjects

    def _own_days(self, rule: CompiledRule) -> tuple[date, ...]:
        """Return the days of change of a rule's own law among those on which one of its subjects may have to be judged."""
        if rule.at is None:
            return ()
        asked = (rule.form.each, rule.at)
        if asked not in self._begun:
            items = self.things(rule.form.each)
            acts = [self._when(rule, thing, ())[0] for thing in (*items.known, *(thing for thing, _ in items.doubtful))]
            self._begun[asked] = min((act.days[0] for act in acts if act.missing and act.days[0]), default=None)
        begun = self._begun[asked]
        # where every act has one day, it is the same for all rules
        return () if begun is None else tuple([day for day in turning_days(rule) if day >= begun])

    def _all(self, rule: CompiledRule, own: tuple[date, ...]) -> list[Subject]:
        """Return the subjects; an instrument reaches one that may not be there only perhaps."""
        subjects = []
        for thing, doubt, days, scopes in self._acts(rule, own):
            governs = tuple([self._reaches(rule.governs, scope) for scope in scopes])
            if doubt is not None:
                # a doubt whether it is there at all makes a sure reach a doubtful one, and an excluded one no less excluded
                governs = tuple([False if g is False else merge((g, doubt)) for g in governs])
            subjects.append(Subject(thing, days, scopes, governs))
        return subjects

    def _acts(self, rule: CompiledRule, own: tuple[date, ...]) -> list[_Act]:
        """Return the subjects with the days to judge them on: the same for every instrument whose rules ask by the same act."""
        key = (rule.form.each, rule.at, own)
        if (acts := self._judged_on.get(key)) is None:
            items = self.things(rule.form.each)
            doubts: list[tuple[Thing, U | None]] = [*((thing, None) for thing in items.known), *items.doubtful]
            acts = self._judged_on[key] = [(thing, doubt, *self._when(rule, thing, own)) for thing, doubt in doubts]
        return acts

    def _reaches(self, governs: Expression | None, scope: Scope) -> Truth:
        """Return whether an instrument reaches the subject of a scope; what asks nothing of the subject is asked once a day."""
        if governs is None:
            return True
        if governs.asks_of_subject:
            truth: Truth = governs.run(scope)
            return truth
        key = (governs.text, scope.day)
        if key not in self._reached:
            self._reached[key] = governs.run(scope)
        return self._reached[key]

    def _when(self, rule: CompiledRule, thing: Thing, own: tuple[date, ...]) -> _When:
        """Return the days of an act, the same for all rules that ask by it and whose own law changes on none of them."""
        key = (rule.form.each, rule.at, thing, own)
        if key not in self._days:
            now = Scope({rule.form.each: thing}, self.clock.now, self.graph)
            days = days_for(rule, now, self.clock, partial(self._fixed, rule, thing, now), own)
            self._days[key] = days, tuple([self._scope(rule, thing, day) for day in days.days])
        return self._days[key]

    def _scope(self, rule: CompiledRule, thing: Thing, day: date | None) -> Scope:
        return Scope({rule.form.each: thing}, day, self.graph, None, self._known_on(day))

    def _known_on(self, day: date | None) -> Knowledge | None:
        """Return how far the file knows for an act of a day: at least to that day, since it tells of the act."""
        known_to = self.clock.known_to
        if known_to is None:
            return None
        # a file that tells of an act knows at least to its day, even where it says less
        to = known_to if day is None else max(day, known_to)
        if to not in self._knowledge:
            self._knowledge[to] = Knowledge(to, self.clock.now)
        return self._knowledge[to]

    def _fixed(self, rule: CompiledRule, thing: Thing, now: Scope) -> Facts:
        """Return what would fix the day of an act: proved once an act, however many rules ask by it."""
        key = (rule.at, thing)
        if key not in self._fixing:
            self._fixing[key] = what_fixes(rule, now)
        return self._fixing[key]


@cache
def sections_of(each: str) -> tuple[str, ...]:
    """Return the sections that a subject comes from."""
    from legalmodel.model.deal import SECTIONS, SORTS

    return tuple(section for section, sort in SECTIONS.items() if each in (sort, SORTS.get(sort)))


def _subjects(graph: Graph, each: str) -> Items:
    if each == "deal":
        return Items((graph.deal,))
    lists = [graph.subjects(section) for section in sections_of(each)]
    doubtful = tuple(pair for items in lists for pair in items.doubtful)
    return Items(tuple(t for items in lists for t in items.known), united(i.open for i in lists), doubtful)
