"""Parts of a rule that are asked of another day, or of every day of a period: which days those are, and what is kept of their answers."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from legalmodel.base.values import Truth
from legalmodel.logic.expression import Expression, located
from legalmodel.logic.lists import Run
from legalmodel.logic.periods import Told, on_day, throughout, with_membership
from legalmodel.logic.scope import Numbers, Room, Scope
from legalmodel.logic.tree import Sight, TreeNode, sight_of


def changes_for(node: TreeNode, scope: Scope, sight: Sight | None = None) -> tuple[date, ...]:
    """Return the days on which what a node says may change."""
    return changes_seen(sight or sight_of(node), scope)


def changes_seen(sight: Sight, scope: Scope) -> tuple[date, ...]:
    """Return the days on which anything in sight may change."""
    changes = scope.world.change_days(sight.reads)
    return with_membership(changes) if sight.unions else changes


def on_one_day(node: TreeNode, expression: Expression) -> Run:
    """Ask a part on one day: ``on(day, …)``."""
    # what the body may see is read off its tree once; the days on which that changes are the deal's
    day, sight = expression.build(node.parts[0]), sight_of(node.parts[1])
    body = _kept_by_day(node.parts[1], expression)

    def run(scope: Scope) -> Any:
        return on_day(day(scope), changes_for(node.parts[1], scope, sight), lambda d: body(scope, d))

    return located(node, expression, run)


_AT_HAND: Final = frozenset(("const", "none", "var", "threshold", "deal", "section", "ever", "field", "ask", "is_a"))
"""What takes no longer to answer than to look up whether it was asked before."""


OnDay = Callable[[Scope, date], Any]
"""Asks something in a scope, on another day than that of the scope."""


def _kept_by_day(node: TreeNode, expression: Expression) -> OnDay:
    """Return what asks a part on one day, its answers kept: many a rule asks the same of each day on which somebody invested."""
    run, taken = expression.build(node), node.taken()
    records = all(n.kind.name == "thing" for n in taken if n.op == "var")
    # one over several days says how far the file has to know, and says so each time
    if node.op in _AT_HAND or not records or any(n.op == "throughout" for n in node.walk()):
        return lambda scope, day: run(scope.with_day(day))
    asks = repr((node.text, *[(n.name, n.kind) for n in taken]))  # as text, of which the hash is kept
    names, numbers = [n.name for n in taken if n.op == "var"], [n.name for n in taken if n.op == "threshold"]

    def kept(scope: Scope, day: date) -> Any:
        told_to = scope.knowledge.to if scope.knowledge else None
        variables, thresholds = scope.variables, scope.thresholds
        key = (asks, day, told_to, *[variables[name] for name in names], *[thresholds.get(name) for name in numbers])
        answers = scope.world.remembered
        if (found := answers.get(key)) is None:
            on_it = scope.with_day(day)
            found = answers[key] = _noted(run, on_it) if numbers else (run(on_it), _NOTHING_READ)
        answer, read = found
        if read and type(thresholds) is Numbers:
            thresholds.take_over(read)
        return answer

    return kept


_NOTHING_READ: dict[str, Room] = {}


def _noted(run: Run, scope: Scope) -> tuple[Any, dict[str, Room]]:
    """Return an answer with what was read for it of the numbers of the law, for whoever is given it later."""
    thresholds = scope.thresholds
    if type(thresholds) is not Numbers:
        return run(scope), dict.fromkeys(thresholds)
    before, thresholds.asked = thresholds.asked, {}
    answer, read = run(scope), thresholds.asked
    thresholds.asked = before
    return answer, read


def told_to(scope: Scope, body: OnDay) -> Told | None:
    """Return how far the file tells of days, and what it states of those after."""
    if scope.knowledge is None:
        return None
    stated = scope.as_stated()
    return Told(scope.knowledge, lambda d: body(stated, d))


def over_days(node: TreeNode, expression: Expression) -> Run:
    """Ask a part of every day of a period: ``throughout(first, last, …)``."""
    (first, last), sight = expression.all(node.parts[:2]), sight_of(node.parts[2])
    # of a class and of its trust the same is asked of the same days, and of the days that surely belong to a period once more
    body = _kept_by_day(node.parts[2], expression)

    def run(scope: Scope) -> Truth:
        changes = changes_for(node.parts[2], scope, sight)
        return throughout(first(scope), last(scope), changes, lambda d: body(scope, d), told_to(scope, body))

    return located(node, expression, run)
