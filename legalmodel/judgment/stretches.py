"""A rule judged on several days, since the day of the act is not known: asked once for each stretch in which nothing that it reads changes."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from legalmodel.base.outcomes import Outcome
from legalmodel.base.values import Truth
from legalmodel.judgment.evaluate import weigh
from legalmodel.judgment.now import Now
from legalmodel.judgment.reasons import further_tests
from legalmodel.judgment.result import Result
from legalmodel.judgment.static_reads import expressions
from legalmodel.law.compile import CompiledRule
from legalmodel.logic.by_day import changes_seen
from legalmodel.logic.expression import Expression
from legalmodel.logic.scope import Scope
from legalmodel.logic.tree import Sight, sight_of


def on_each_day(
    rule: CompiledRule, scopes: tuple[Scope, ...], governs: tuple[Truth, ...], law_on: date | None, now: Now
) -> list[Result]:
    """Return what a rule gives on the days of its scopes, in order: once for each stretch in which it gives the same.

    A duty is asked on each: it may fall due on the very day of the act.
    """
    if len(scopes) == 1 or rule.answers.due is not None or rule.text_read == "memory":
        return [weigh(rule, scope, law_on or scope.day, reached, now) for scope, reached in zip(scopes, governs, strict=True)]
    changes = changes_seen(_sight_of_rule(rule), scopes[0])
    results: list[Result] = []
    before = None
    for scope, reached in zip(scopes, governs, strict=True):
        law_day = law_on or scope.day
        in_force = law_day is None or rule.dates.covers(law_day)
        stretch = bisect_right(changes, scope.day) if scope.day else None
        # how far the file knows is one object for all days on which it knows as far
        alike = (stretch, in_force, reached, scope.thresholds, scope.knowledge)
        if alike != before:
            results.append(weigh(rule, scope, law_day, reached, now))
        before = alike
    return results


@lru_cache(4096)  # as many rules as one process ever holds a few times over
def _sight_of_rule(rule: CompiledRule) -> Sight:
    sights = [sight_of(expression.tree) for expression in _all_expressions(rule)]
    return Sight(frozenset().union(*(sight.reads for sight in sights)), any(sight.unions for sight in sights))


def _all_expressions(rule: CompiledRule) -> Iterator[Expression]:
    yield from expressions(rule)
    yield from (e for e in further_tests(rule, Outcome.FAIL) if e)
    if rule.answers.reserves is not None and rule.answers.reserves.until is not None:
        yield rule.answers.reserves.until
