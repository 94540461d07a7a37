"""Not yet due: a duty that is not performed, before its day or before the event that calls for it (semantics, second part, B)."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any, Final

from legalmodel.base.language import Said
from legalmodel.base.outcomes import Outcome
from legalmodel.base.values import NONE, Facts, Missing, Span, Truth, U
from legalmodel.judgment.now import Now
from legalmodel.judgment.result import DueOn, Result
from legalmodel.judgment.sentences import sentence
from legalmodel.law.compile import CompiledRule
from legalmodel.law.compile_answers import DueBy
from legalmodel.law.texts import rule_text
from legalmodel.logic.prove import deciding, prove
from legalmodel.logic.scope import Scope

NO_FACTS: Final[Facts] = frozenset()


def not_performed(rule: CompiledRule, parts: DueBy, scope: Scope, now: Now) -> tuple[Truth, DueOn, Facts]:
    """Tell whether a duty that is not known to be performed is not yet due: surely, surely not, or not known.

    With it come the day or event, and the facts that would tell. What was due after the end of the file's knowledge may have been
    performed since, and a duty upon an event waits only while the file would tell of the event.
    """
    day = _day(rule, parts, scope)
    come, missing = _come(parts.trigger.run(scope) if parts.trigger else True, now)
    upon = Said(partial(rule_text, rule, "due/upon", parts.form.upon))
    due = DueOn(
        _span(day), upon, Said(partial(sentence, rule, "due/who", parts.form.who, scope)), _start(parts.lead_time, day, scope)
    )
    if come is False:
        # without the event there is no duty, whatever day it would have
        return True, due, NO_FACTS
    later, more = _later(day, now)
    if isinstance(day, Span) and not parts.at_latest and later is not True and day.first <= now.day < day.last:
        # the last day lies in a month that has begun: which of its days it is would tell
        more = _what_fixes(rule, parts, scope)
    if come is True:
        return later, due, more
    # a day that lies ahead is enough: then it does not matter whether the event has come
    return (True if later is True else U(missing)), due, missing | more


def _day(rule: CompiledRule, parts: DueBy, scope: Scope) -> Any:
    """Return the last day for a duty: its own, else that of the event that calls for it (at once), else that of the act."""
    if parts.day is not None:
        return _to_latest(parts.day.run(scope), parts.at_latest.run(scope) if parts.at_latest else None)
    # upon an event a duty is due at once, so that it has no last day of its own
    if parts.trigger is not None or scope.day is None:
        return NONE if parts.trigger is not None else U(frozenset((Missing((rule.form.each, "day")),)))
    return Span(scope.day, scope.day)


def _to_latest(day: Any, latest: Any) -> Any:
    """Return the span from the first day that a duty's last day can be to the latest; one that is not known stays not known."""
    if not isinstance(day, Span) or latest is None or latest is NONE:
        return day
    # working days cannot be counted: the law gives the first day that it can be, and a bound for the last
    return Span(day.first, max(day.last, latest.last)) if isinstance(latest, Span) else latest


def _come(trigger: Truth, now: Now) -> tuple[Truth, Facts]:
    """Tell whether the event has come. That a list shows none holds to the end of what the file tells, and no longer."""
    if isinstance(trigger, U):
        return trigger, trigger.missing
    # an event that is not listed may have come since the file was last written
    if trigger is False and now.known_to != now.day:
        missing = frozenset((_known_until(),))
        return U(missing), missing
    return trigger, NO_FACTS


def _later(day: Any, now: Now) -> tuple[Truth, Facts]:
    """Tell whether a last day lies after now. One that came after the end of what the file tells may have been kept."""
    if day is NONE:
        return False, NO_FACTS
    if isinstance(day, U):
        return day, day.missing
    if day.first > now.day:
        return True, NO_FACTS
    # what was done after the file was last written is in no file, and a last day that is today is not over
    if now.known_to is None or now.known_to < day.last or now.day <= day.last:
        missing = frozenset((_known_until(),))
        return U(missing), missing
    return False, NO_FACTS


def _what_fixes(rule: CompiledRule, parts: DueBy, scope: Scope) -> Facts:
    """Return the facts from which a last day is read that is known only roughly."""
    facts = deciding(prove(parts.day, scope)) if parts.day else []
    return frozenset(Missing(f.path, "out of range") for f in facts if f.path) or frozenset((Missing((rule.form.each, "day")),))


def _known_until() -> Missing:
    return Missing(("deal", "known_until"), "out of range")


def _span(day: Any) -> Span | None:
    return day if isinstance(day, Span) else None


def _start(lead_time: Any, day: Any, scope: Scope) -> date | None:
    """Return the latest day to begin with what takes time."""
    days = lead_time.run(scope) if lead_time is not None else None
    if not isinstance(days, (int, Decimal)) or not isinstance(day, Span):
        return None
    # counted from the first of the days that it may be: who begins then is in time whichever it is
    return day.first - timedelta(days=int(days))


def may_be(below: Result, now: Now, missing: Facts) -> Result:
    """Return what a duty gives of which it is not known whether it is due: not yet due, or else the line below.

    Where the file does not tell up to now, the duty may have been performed since.
    """
    ends = (below.could_be or {below.outcome}) | {Outcome.NOT_YET_DUE}
    if now.known_to != now.day:
        ends |= {Outcome.PASS}
    return below._replace(outcome=Outcome.UNKNOWN, could_be=frozenset(ends), missing=below.missing | missing)
