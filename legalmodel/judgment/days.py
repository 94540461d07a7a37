"""Which day's law and facts a rule is judged by, and what to do when that day is known only roughly or not at all."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Missing, Span, U
from legalmodel.law.compile import CompiledRule
from legalmodel.logic.prove import deciding, prove
from legalmodel.logic.scope import Scope


class Clock(NamedTuple):
    """The day of the run, and the days asked for on the command line. ``proposed`` is None if the deal's stage is not known."""

    run_day: date
    as_of: date | None = None
    law_on: date | None = None
    proposed: bool | None = False


class Days(NamedTuple):
    """Candidate days on which to judge; more than one if the day is a span. ``missing`` is what would fix the day."""

    days: tuple[date | None, ...]
    missing: frozenset[Missing] = frozenset()
    note: str = ""


def is_proposed(deal: Thing, run_day: date) -> bool | None:
    """Tell whether a deal is only proposed; None if the file does not say."""
    stage = deal.get("stage", run_day)
    return None if isinstance(stage, U) else stage == "proposed"


def days_for(rule: CompiledRule, scope: Scope, clock: Clock) -> Days:
    """Return the days to judge on: the day asked for, the day of the act, or the day of the run."""
    if clock.as_of is not None:
        return Days((clock.as_of,))
    if rule.at is None or clock.proposed:
        return Days((clock.run_day,), note="day of the run")
    days = _of_act(rule, scope, clock)
    if clock.proposed is None and days.days not in ((None,), (clock.run_day,)):
        stage = Missing(("deal", "stage"))
        return Days(tuple(sorted({clock.run_day, *days.days}, key=str)), days.missing | {stage})
    return days


def _of_act(rule: CompiledRule, scope: Scope, clock: Clock) -> Days:
    value: Any = rule.at.run(scope) if rule.at else NONE
    if value is NONE:
        return Days((clock.run_day,), note="day of the run")
    if isinstance(value, U):
        return Days((None,), value.missing)
    return _of_span(rule, scope, value)


def _of_span(rule: CompiledRule, scope: Scope, span: Span) -> Days:
    if span.first == span.last:
        return Days((span.first,))
    turning = {s.dates.first for steps in rule.thresholds.values() for s in steps} | set(scope.world.change_days())
    turning |= {rule.dates.first}
    ends = [rule.dates.last, *(s.dates.last for steps in rule.thresholds.values() for s in steps)]
    turning |= {end + timedelta(days=1) for end in ends if end is not None and end < date.max}
    days = {span.first, span.last, *(d for d in turning if span.first <= d <= span.last)}
    return Days(tuple(sorted(days)), _what_fixes(rule, scope))


def _what_fixes(rule: CompiledRule, scope: Scope) -> frozenset[Missing]:
    """Return the facts that would fix the day: those that it is read from."""
    paths = [fact.path for fact in deciding(prove(rule.at, scope)) if fact.path] if rule.at else []
    return frozenset(Missing(path, "out of range") for path in paths or [(rule.form.each, "day")])
