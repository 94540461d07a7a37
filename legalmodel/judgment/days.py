"""Which day's law and facts a rule is judged by, and what to do when that day is known only roughly or not at all.

An act is judged by the law and the facts of its own day, whatever day the deal is looked at from; what has no day of its own by
those of the day looked from. A planned act is judged on its planned day: its own, else that of closing.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any, Final, NamedTuple

from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Facts, Missing, Span, U
from legalmodel.law.compile import CompiledRule
from legalmodel.logic.periods import trial_days
from legalmodel.logic.prove import deciding, prove
from legalmodel.logic.scope import Scope

PASSED: Final = "planned day has passed"
"""Why it is not known of a planned act whether it took place."""


class Clock(NamedTuple):
    """The day of the run, and the days asked for on the command line.

    ``proposed`` is None if the deal's stage is not known. ``last`` is the last day of which anything is there, ``known_to`` the last
    that the file knows; None bounds nothing.
    """

    run_day: date
    as_of: date | None = None
    law_on: date | None = None
    proposed: bool | None = False
    last: date | None = None
    known_to: date | None = None

    @property
    def now(self) -> date:
        """The day from which the deal is looked at."""
        return self.as_of or self.run_day


class Days(NamedTuple):
    """Candidate days on which to judge; more than one if the day is a span. ``missing`` is what would fix the day.

    ``law`` is the day whose law counts, where it is not that of the facts. ``unsure`` is what would tell whether the act takes place
    at all; ``not_yet`` says that it surely has not. ``known_to`` is set where the facts are those of the end of knowledge.
    """

    days: tuple[date | None, ...]
    missing: Facts = frozenset()
    note: str = ""
    law: date | None = None
    unsure: Facts = frozenset()
    not_yet: bool = False
    planned: bool = False
    known_to: date | None = None


def is_proposed(deal: Thing, day: date) -> bool | None:
    """Tell whether a deal is only proposed; None if the file does not say."""
    stage = deal.get("stage", day)
    return None if isinstance(stage, U) else stage == "proposed"


Fixing = Callable[[], Facts]
"""Tells what would fix the day of an act."""


def days_for(
    rule: CompiledRule, scope: Scope, clock: Clock, fixing: Fixing | None = None, own: tuple[date, ...] | None = None
) -> Days:
    """Return the days to judge on: the day of the act, or the one that the deal is looked at from.

    ``own`` are the days on which the rule's own law changes, all of them unless given.

    What would fix a day that is a span takes a proof, the same for every rule of an act: ``fixing`` may keep it.
    """
    value: Any = rule.at.run(scope) if rule.at else NONE
    closing: Any = scope.world.deal.get("closing", clock.now)
    if isinstance(value, U) and clock.proposed:
        # what is only proposed is judged as if it took place at closing, else on any day still to come
        value = closing if isinstance(closing, Span) else _some_day(scope, clock)
    # what lasts has no day of its own, such as a shareholding or an entry in a register
    if value is NONE:
        return _now(clock)
    if isinstance(value, U):
        # without a day the rule is asked all the same: what surely does not apply is known without one
        return Days((None,), value.missing)
    own = turning_days(rule) if own is None else own
    days = _of_span(scope, value, own, fixing or partial(what_fixes, rule, scope))
    return _as_planned(days, closing, clock) if clock.proposed is not False else _up_to(days, rule, scope, clock)


def _now(clock: Clock) -> Days:
    """Judge what has no day of its own: by the law of the day looked from, on the facts of that day or the last that is known."""
    # who asks for a day means that day, even where the file tells less far
    if clock.as_of is not None or clock.known_to is None or clock.known_to >= clock.now:
        return Days((clock.now,), note="" if clock.as_of else "day of the run")
    return Days((clock.known_to,), note="day of the run", law=clock.now, known_to=clock.known_to)


def _some_day(scope: Scope, clock: Clock) -> Span:
    """Return the days on which something planned without a day may take place: from now to the last on which anything changes."""
    return Span(clock.now, max((clock.now, *scope.world.change_days())))


def _as_planned(days: Days, closing: Any, clock: Clock) -> Days:
    """Mark planned days, and doubt those that have passed while the file still calls the deal proposed, or may do so."""
    known = [day for day in days.days if day is not None]
    planned = days._replace(planned=clock.proposed is True, note="planned" if clock.proposed else days.note)
    # asked of a day before the plan is carried out, there is nothing yet to judge
    if clock.as_of is not None and known and min(known) > clock.as_of:
        return planned._replace(not_yet=True)
    last = max(known, default=clock.now)
    over = closing.last if isinstance(closing, Span) else last
    told = clock.proposed is None and last < over and clock.known_to is not None and last <= clock.known_to
    if (over < clock.now and not told) or (clock.proposed is None and last > clock.now):
        return planned._replace(unsure=frozenset((Missing(("deal", "stage"), PASSED if clock.proposed else "absent"),)))
    return planned


def _up_to(days: Days, rule: CompiledRule, scope: Scope, clock: Clock) -> Days:
    """Leave out the days that have not come."""
    come = tuple([day for day in days.days if day is None or clock.last is None or day <= clock.last])
    if not come:
        return days._replace(not_yet=True)
    # some of the days that it may be have come and some have not: whether it took place is then not known either
    return days if come == days.days else days._replace(days=come, unsure=days.missing or what_fixes(rule, scope))


def turning_days(rule: CompiledRule) -> tuple[date, ...]:
    """Return the days from which a rule, or one of its numbers, is in force, and those from which a number no longer is."""
    steps = [step.dates for steps in rule.thresholds.values() for step in steps]
    # a number holds through its last day, so the next is the first on which another does
    ends = [
        dates.last + timedelta(days=1) for dates in (*steps, rule.dates) if dates.last is not None and dates.last < date.max
    ]
    return tuple(sorted({rule.dates.first, *(dates.first for dates in steps), *ends}))


def _of_span(scope: Scope, span: Span, own: tuple[date, ...], fixing: Fixing) -> Days:
    """Return the first and last day of a span, and the days in between on which the deal or the rule's ``own`` law changes."""
    if span.first == span.last:
        return Days((span.first,))
    days = {*trial_days(span, scope.world.change_days()), *(day for day in own if span.first <= day <= span.last), span.last}
    return Days(tuple(sorted(days)), fixing())


def what_fixes(rule: CompiledRule, scope: Scope) -> Facts:
    """Return the facts that would fix the day: those that it is read from."""
    paths = [fact.path for fact in deciding(prove(rule.at, scope)) if fact.path] if rule.at else []
    return frozenset(Missing(path, "out of range") for path in paths or [(rule.form.each, "day")])
