"""Turns a checked expression into something that runs: one small closure per node, no generated source."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from legalmodel.base.jurisdictions import lies_within
from legalmodel.base.kleene import deciding, join, negate
from legalmodel.base.values import NONE, Items, Truth, U, unknown
from legalmodel.logic.alike import asked_once
from legalmodel.logic.expression import Expression, both, located
from legalmodel.logic.lists import Run, all_of, any_of, as_items, blurred, collect, contains, extreme, length, total
from legalmodel.logic.periods import LATER, Told, days_between, move, on_day, throughout, with_membership
from legalmodel.logic.scope import Scope
from legalmodel.logic.stored import from_data, kind_of
from legalmodel.logic.tree import Analysis, TreeNode, never_negative
from legalmodel.logic.usual import equality, field_of, is_below
from legalmodel.logic.values import UNDEFINED, arithmetic, compare, compare_ratio, least


def compile_expression(analysis: Analysis) -> Expression:
    """Make a checked expression run."""
    return Expression(analysis.text, analysis.kind, lambda: analysis, _BUILDERS)


def compile_stored(text: str, kind: str, rest: str) -> Expression:
    """Make an expression run that was checked beforehand; its tree is made, from JSON, on the first run."""
    return Expression(text, kind_of(kind), lambda: from_data(text, kind, rest), _BUILDERS)


def _const(node: TreeNode, _: Expression) -> Run:
    value = node.value
    return lambda _: value


def _none(node: TreeNode, _: Expression) -> Run:
    value = None if node.name else NONE
    return lambda _: value


def _var(node: TreeNode, _: Expression) -> Run:
    name = node.name
    return lambda scope: scope.variables[name]


def _threshold(node: TreeNode, _: Expression) -> Run:
    name = node.name

    def run(scope: Scope) -> Any:
        value = scope.thresholds[name]
        return Decimal(value) if type(value) is int else value

    return run


def _deal(_: TreeNode, __: Expression) -> Run:
    return lambda scope: scope.world.deal


def _section(node: TreeNode, _: Expression) -> Run:
    name = node.name

    def run(scope: Scope) -> Items:
        items = scope.world.listed(name, scope.day)
        # nobody told of that day: whoever was in the list may have left it, and others may have come
        return blurred(items, LATER) if scope.beyond else items

    return run


def _ever(node: TreeNode, _: Expression) -> Run:
    name = node.name
    return lambda scope: scope.world.ever(name)


def _and(node: TreeNode, expression: Expression) -> Run:
    return both(expression.all(node.parts)) or _true


def _or(node: TreeNode, expression: Expression) -> Run:
    return deciding(expression.all(node.parts), True)


def _true(_: Scope) -> Truth:
    return True


def _not(node: TreeNode, expression: Expression) -> Run:
    part = expression.build(node.parts[0])
    return lambda scope: negate(part(scope))


def _compare(node: TreeNode, expression: Expression) -> Run:
    (a, b), sign = expression.all(node.parts), node.name
    if sign in ("==", "!="):
        return equality(node, expression)
    return located(node, expression, lambda scope: compare(sign, a(scope), b(scope)))


def _ratio(node: TreeNode, expression: Expression) -> Run:
    (a, b, c, d), sign = expression.all(node.parts), node.name
    return located(node, expression, lambda scope: compare_ratio(sign, a(scope), b(scope), c(scope), d(scope)))


def _in(node: TreeNode, expression: Expression) -> Run:
    item, many = expression.all(node.parts)
    return located(node, expression, lambda scope: contains(item(scope), as_items(many(scope))))


def _arithmetic(node: TreeNode, expression: Expression) -> Run:
    (a, b), sign, money = expression.all(node.parts), node.op, node.kind.name == "money"
    return located(node, expression, lambda scope: arithmetic(sign, a(scope), b(scope), money))


def _negative(node: TreeNode, expression: Expression) -> Run:
    part, money = expression.build(node.parts[0]), node.kind.name == "money"
    return located(node, expression, lambda scope: arithmetic("-", Decimal(0), part(scope), money))


def _least(node: TreeNode, expression: Expression) -> Run:
    parts, money, greatest = expression.all(node.parts), node.kind.name == "money", node.op == "greatest"
    return located(node, expression, lambda scope: least([part(scope) for part in parts], money, greatest))


def _quantifier(node: TreeNode, expression: Expression) -> Run:
    ask = all_of if node.op == "all" else any_of

    def make(expression: Expression) -> Run:
        loops, body = expression.loops(node), expression.build(node.parts[0])
        return lambda scope: ask(loops, body, scope)

    return asked_once(node, node, expression, make)


def _list(node: TreeNode, expression: Expression) -> Run:
    loops, body = expression.loops(node), expression.build(node.parts[0])
    return lambda scope: collect(loops, body, scope)


def _items(node: TreeNode, expression: Expression) -> Run:
    parts = expression.all(node.parts)
    return lambda scope: Items(tuple(part(scope) for part in parts))


def _len(node: TreeNode, expression: Expression) -> Run:
    return _counted(node, expression, length)


def _sum(node: TreeNode, expression: Expression) -> Run:
    money, positive = node.kind.name == "money", never_negative(node)
    return located(node, expression, _counted(node, expression, lambda items: total(items, money, positive)))


def _extreme(node: TreeNode, expression: Expression) -> Run:
    money, positive, greatest = node.kind.name == "money", never_negative(node), node.op == "max"
    return located(node, expression, _counted(node, expression, lambda items: extreme(items, money, positive, greatest)))


def _counted(node: TreeNode, expression: Expression, count: Callable[[Items], Any]) -> Run:
    def make(expression: Expression) -> Run:
        many = expression.build(node.parts[0])
        return lambda scope: count(as_items(many(scope)))

    # the loop under the count is what may be long, so its answer is what is kept
    return asked_once(node, node.parts[0], expression, make)


def _within(node: TreeNode, expression: Expression) -> Run:
    narrow, wide = expression.all(node.parts)

    def run(scope: Scope) -> Truth:
        system, wider = narrow(scope), wide(scope)
        if type(system) is U or type(wider) is U:
            return join((system, wider))
        if system is NONE or wider is NONE:
            return UNDEFINED
        # without a day it is asked of all time, and a country that joined or left has no one answer then
        answer = lies_within(system, wider, scope.day or date.min, scope.day or date.max)
        return unknown(("day",)) if answer is None else answer

    return located(node, expression, run)


_LASTING = frozenset(("person", "is_class"))
"""Questions about who somebody is, to which the end of knowledge is no bar."""


def _ask(node: TreeNode, expression: Expression) -> Run:
    question, parts = node.name, expression.all(node.parts)
    hangs = question not in _LASTING

    def run(scope: Scope) -> Any:
        args = tuple([part(scope) for part in parts])
        for arg in args:
            if type(arg) is U or arg is NONE:
                # what is unknown may yet turn out to be somebody, so it is waited for even beside a ``none``
                return join(args) if any(type(a) is U for a in args) else UNDEFINED
        return LATER if hangs and scope.beyond else scope.world.ask(question, args, scope.day)

    return located(node, expression, run)


def _move(node: TreeNode, expression: Expression) -> Run:
    (start, count), op = expression.all(node.parts), node.op
    return located(node, expression, lambda scope: move(op, start(scope), count(scope)))


def _days_between(node: TreeNode, expression: Expression) -> Run:
    a, b = expression.all(node.parts)
    return located(node, expression, lambda scope: days_between(a(scope), b(scope)))


class _Sight(NamedTuple):
    """What a node may see: sorts of records and questions of the graph; and whether it asks which country lies in which union."""

    reads: frozenset[str]
    unions: bool


def _sight(node: TreeNode) -> _Sight:
    nodes = tuple(node.walk())
    reads = {n.parts[0].kind.of if n.op == "field" else n.name for n in nodes if n.op in ("field", "ask")}
    reads |= {n.kind.item.of for n in nodes if n.op == "section" and n.kind.item}  # what runs is seen on its days
    return _Sight(frozenset(reads), any(n.op == "within" for n in nodes))


def changes_for(node: TreeNode, scope: Scope, sight: _Sight | None = None) -> tuple[date, ...]:
    """Return the days on which what a node says may change."""
    reads, unions = sight or _sight(node)
    changes = scope.world.change_days(reads)
    return with_membership(changes) if unions else changes


def _on(node: TreeNode, expression: Expression) -> Run:
    # what the body may see is read off its tree once; the days on which that changes are the deal's
    (day, body), sight = expression.all(node.parts), _sight(node.parts[1])

    def run(scope: Scope) -> Any:
        return on_day(day(scope), changes_for(node.parts[1], scope, sight), lambda d: body(scope.with_day(d)))

    return located(node, expression, run)


def told_to(scope: Scope, body: Run) -> Told | None:
    """Return how far the file tells of days, and what it states of those after."""
    stated = scope.as_stated()
    return Told(scope.knowledge, lambda d: body(stated.with_day(d))) if scope.knowledge else None


def _throughout(node: TreeNode, expression: Expression) -> Run:
    (first, last, body), sight = expression.all(node.parts), _sight(node.parts[2])

    def run(scope: Scope) -> Truth:
        changes = changes_for(node.parts[2], scope, sight)
        return throughout(first(scope), last(scope), changes, lambda d: body(scope.with_day(d)), told_to(scope, body))

    return located(node, expression, run)


_BUILDERS: dict[str, Callable[[TreeNode, Expression], Run]] = {
    "const": _const,
    "none": _none,
    "var": _var,
    "threshold": _threshold,
    "deal": _deal,
    "section": _section,
    "ever": _ever,
    "field": field_of,
    "and": _and,
    "or": _or,
    "not": _not,
    "compare": _compare,
    "ratio": _ratio,
    "in": _in,
    **dict.fromkeys(("+", "-", "*"), _arithmetic),
    "negative": _negative,
    **dict.fromkeys(("least", "greatest"), _least),
    **dict.fromkeys(("all", "any"), _quantifier),
    "list": _list,
    "items": _items,
    "len": _len,
    "sum": _sum,
    **dict.fromkeys(("min", "max"), _extreme),
    "is_a": is_below,
    "within": _within,
    "ask": _ask,
    "on": _on,
    "throughout": _throughout,
    **dict.fromkeys(("days_after", "months_after", "years_after"), _move),
    "days_between": _days_between,
}
