"""The outcome of one rule for one subject on one day (semantics, section B, read as a table)."""

from datetime import date
from itertools import chain, product
from typing import Any

from legalmodel.base.outcomes import ExcludedBy, Outcome
from legalmodel.base.shared import united
from legalmodel.base.values import Facts, Truth, U
from legalmodel.judgment.contract import holds, reserved_on_validity
from legalmodel.judgment.due import may_be, not_performed
from legalmodel.judgment.now import Now
from legalmodel.judgment.reserve import reserve
from legalmodel.judgment.result import Displaced, ReadingResult, Result, RuledOut, WeighedFactor, first_due
from legalmodel.law.answers import ArisesNot
from legalmodel.law.compile import CompiledRule, Weight
from legalmodel.logic.scope import Scope

PASS, FAIL, UNKNOWN = Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN


def evaluate(rule: CompiledRule, scope: Scope, law_day: date | None, now: Now | None = None) -> Result:
    """Return what a rule gives in a scope, with the law of ``law_day`` (None if that day is not known).

    The connecting factor is asked first: a law that does not reach the subject is not applicable, in force or not. ``now`` is by
    what duties are due; the day of the scope, known to its end, unless given.
    """
    day = scope.day or date.max
    return weigh(rule, scope, law_day, _run(rule.governs, scope), now or Now(day, day))


NOT_REACHED = Result(Outcome.NOT_APPLICABLE, excluded_by=ExcludedBy.GOVERNS)
_NOT_READ = Result(Outcome.NOT_EXAMINED, excluded_by=ExcludedBy.NOT_READ)
_NOT_IN_FORCE = Result(Outcome.NOT_EXAMINED, excluded_by=ExcludedBy.NOT_IN_FORCE)
_NOT_MEANT = Result(Outcome.NOT_APPLICABLE, excluded_by=ExcludedBy.WHEN)
_EXCLUDES_NOTHING = Result(Outcome.NOT_APPLICABLE, excluded_by=ExcludedBy.ARISES_NOT)
_MET, _NOT_MET, _MET_OR_NOT = Result(PASS), Result(FAIL), frozenset((PASS, FAIL))


def weigh(rule: CompiledRule, scope: Scope, law_day: date | None, governs: Truth, now: Now) -> Result:
    """Return what a rule gives where it is known whether its instrument reaches the subject."""
    if governs is False:
        return NOT_REACHED
    if rule.text_read == "memory":
        return _NOT_READ
    if law_day is not None and not rule.dates.covers(law_day):
        return _NOT_IN_FORCE
    # what is asked first excludes most: a rule that does not reach, was not read or not in force is never run
    when = True if rule.when is None else rule.when.run(scope)
    if when is False:
        return _NOT_MEANT
    below = _applied(rule, scope, now)
    if governs is True and when is True:
        return below
    # it may not apply at all, so that is one more end; whether it does is waited for beside what it would itself wait for
    doubts = _missing(governs) | _missing(when)
    could_be = frozenset((Outcome.NOT_APPLICABLE,)) | (below.could_be or {below.outcome})
    return below._replace(outcome=UNKNOWN, could_be=could_be, missing=doubts | below.missing)


def _applied(rule: CompiledRule, scope: Scope, now: Now) -> Result:
    """Return what a rule gives that applies: not yet due comes before all but a requirement that is met."""
    answers = rule.answers
    if answers.arises_not is not None:
        return _arises(answers.arises_not.form, _run(answers.arises_not.when, scope))
    if rule.factors:
        result = _weighed(rule, scope)
        return reserve(rule, answers.reserves, scope, now, result.factors) if answers.reserves else result
    below = _required(rule, scope)
    # what is performed is met, due or not; what is excused by an exception may still fall due
    if answers.due is None or (below.outcome is PASS and below.general is None):
        return below
    later, due, missing = not_performed(rule, answers.due, scope, now)
    listed = answers.due.listed is not None and _run(answers.due.listed, scope) is True
    if later is True:
        return Result(Outcome.NOT_YET_DUE, due=due._replace(short=listed and below.outcome is FAIL))
    # what is listed has happened, late or not as asked: nothing is left to wait for
    return below if later is False or listed else may_be(below, now, missing)._replace(due=due)


def _arises(form: ArisesNot, excluded: Truth) -> Result:
    # an article that does not rule a question out says nothing of how it is answered
    if excluded is False:
        return _EXCLUDES_NOTHING
    if excluded is True:
        return Result(Outcome.DOES_NOT_ARISE, ruled_out=RuledOut(form.excludes, form.opens))
    return Result(UNKNOWN, frozenset((Outcome.DOES_NOT_ARISE, Outcome.NOT_APPLICABLE)), _missing(excluded))


def _required(rule: CompiledRule, scope: Scope) -> Result:
    exceptions = [(x, _run(x.when, scope)) for x in rule.unless]
    if rule.readings:
        # an exception of the article displaces it however it is read
        results = [(v, _with_exceptions(_run(v.require, scope), exceptions)) for v in rule.readings]
        return _of_readings([(ReadingResult(v.id, v.title, r.outcome), r) for v, r in results])
    contract = rule.answers.by_contract
    if contract is None:
        return _with_exceptions(_run(rule.require, scope), exceptions)
    term = holds(contract, scope, _run(rule.require, scope))
    return reserved_on_validity(rule, contract, scope, _with_exceptions(term, exceptions))


def _with_exceptions(require: Truth, exceptions: list[tuple[Any, Truth]]) -> Result:
    if require is True:
        return _MET
    # the usual rule: two results that are the same for all subjects are two objects for good
    if not exceptions:
        return _NOT_MET if require is False else Result(UNKNOWN, _MET_OR_NOT, _missing(require), UNKNOWN)
    holding = tuple(dict.fromkeys(Displaced(x.article, x.title) for x, truth in exceptions if truth is True))
    if holding:  # an exception that surely holds answers whatever the rule itself asks: open ones change nothing any more
        return Result(PASS, general=FAIL if require is False else UNKNOWN, displaced_by=holding)
    open_exceptions = united(_missing(t) for _, t in exceptions)
    if require is False and not any(isinstance(t, U) for _, t in exceptions):
        return _NOT_MET
    general = FAIL if require is False else UNKNOWN
    return Result(UNKNOWN, _MET_OR_NOT, _missing(require) | open_exceptions, general)


def _of_readings(results: list[tuple[ReadingResult, Result]]) -> Result:
    readings = tuple(reading for reading, _ in results)
    outcomes = {reading.outcome for reading in readings}
    if len(outcomes) == 1 and UNKNOWN not in outcomes:
        return alike([result for _, result in results])._replace(readings=readings)
    if UNKNOWN not in outcomes:
        return Result(Outcome.JUDGEMENT, readings=readings)
    # each way of filling in what is unknown gives every reading an outcome: where they agree it is that, where not a court decides
    ends = product(*(r.could_be or {r.outcome} for _, r in results))
    could_be = frozenset(end[0] if len(set(end)) == 1 else Outcome.JUDGEMENT for end in ends)
    missing = united(r.missing for _, r in results)
    return Result(UNKNOWN, could_be, missing, readings=readings)


def alike(results: list[Result]) -> Result:
    """Put results of one outcome together: whatever one of them is open to, or rests on, the whole is or does too."""
    generals = {r.general for r in results}
    return results[0]._replace(
        could_be=frozenset[Outcome]().union(*(r.could_be for r in results)),
        missing=united(r.missing for r in results),
        general=FAIL if FAIL in generals else UNKNOWN if UNKNOWN in generals else None,
        displaced_by=tuple(dict.fromkeys(d for r in results for d in r.displaced_by)),
        factors=_factors_alike([r.factors for r in results]),
        due=min((r.due for r in results if r.due), key=first_due, default=None),
    )


def _factors_alike(weighed: list[tuple[WeighedFactor, ...]]) -> tuple[WeighedFactor, ...]:
    """Put factors together by id: a need that is not met stands among them on those days only on which it is not met."""
    by_id: dict[str, list[WeighedFactor]] = {}
    for factor in chain.from_iterable(weighed):
        by_id.setdefault(factor.id, []).append(factor)
    return tuple(_same_side(sides, len(weighed)) for sides in by_id.values())


def _same_side(factors: list[WeighedFactor], results: int) -> WeighedFactor:
    first = factors[0]
    same = len(factors) == results and all(f.side == first.side for f in factors)
    # a factor that stands on one side on some of the days only stands on neither for sure
    return first if same else first._replace(holds="unknown", side="unknown")


def _weighed(rule: CompiledRule, scope: Scope) -> Result:
    truths = [(f, _run(f.when, scope)) for f in rule.factors]
    factors = tuple(_factor(f, truth) for f, truth in truths)
    missing = united(_missing(t) for _, t in truths)
    # nothing weighs on either side yet: there is nothing to put before a court, only facts to find out
    if all(f.side == "unknown" for f in factors):
        return Result(UNKNOWN, frozenset((Outcome.JUDGEMENT,)), missing, factors=factors)
    return Result(Outcome.JUDGEMENT, missing=missing, factors=factors)


def _factor(weight: Weight, truth: Truth) -> WeighedFactor:
    if isinstance(truth, U):
        return WeighedFactor(weight.id, weight.says, "unknown", "unknown")
    return WeighedFactor(weight.id, weight.says, "yes" if truth else "no", weight.if_true if truth else weight.if_false)


def _run(expression: Any, scope: Scope) -> Truth:
    if expression is None:
        return True
    value: Truth = expression.run(scope)
    return value


def _missing(truth: Truth) -> Facts:
    return truth.missing if isinstance(truth, U) else frozenset()
