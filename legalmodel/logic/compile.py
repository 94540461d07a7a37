"""Turns a checked expression into something that runs: one small closure per node, no generated source."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from legalmodel.base.jurisdictions import lies_within
from legalmodel.base.kleene import deciding, join, negate
from legalmodel.base.values import NONE, Items, Truth, U, unknown
from legalmodel.logic.alike import Through, asked_once
from legalmodel.logic.by_day import on_one_day, over_days
from legalmodel.logic.expression import Expression, both, located
from legalmodel.logic.lists import Run, as_items, blurred, collect, contains, extreme, length, quantified, total
from legalmodel.logic.periods import LATER, days_between, move
from legalmodel.logic.scope import Scope
from legalmodel.logic.stored import from_data, kind_of
from legalmodel.logic.tree import Analysis, TreeNode, never_negative
from legalmodel.logic.usual import comparison, field_of, is_below
from legalmodel.logic.values import UNDEFINED, arithmetic, compare_ratio, least


def compile_expression(analysis: Analysis) -> Expression:
    """Make a checked expression run."""
    return Expression(analysis.text, analysis.kind, lambda: analysis, _BUILDERS)


def compile_stored(text: str, kind: str, rest: str | bytes) -> Expression:
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
    return both(expression.in_turn(node.parts)) or _true


def _or(node: TreeNode, expression: Expression) -> Run:
    return deciding(expression.in_turn(node.parts), True)


def _true(_: Scope) -> Truth:
    return True


def _not(node: TreeNode, expression: Expression) -> Run:
    part = expression.build(node.parts[0])
    return lambda scope: negate(part(scope))


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
    decides = node.op == "any"

    def make(expression: Expression) -> Through:
        loops, body = expression.loops(node), expression.build(node.parts[0])
        return lambda scope, listed=None: quantified(loops, body, scope, decides, listed)

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
    many = node.parts[0]

    def make(expression: Expression) -> Through:
        if many.op != "list":
            run = expression.build(many)
            return lambda scope, _=None: count(as_items(run(scope)))
        loops, body = expression.loops(many), expression.build(many.parts[0])
        return lambda scope, listed=None: count(collect(loops, body, scope, listed))

    # the loop under the count is what may be long, so its answer is what is kept
    return asked_once(node, many, expression, make)


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
    "compare": comparison,
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
    "on": on_one_day,
    "throughout": over_days,
    **dict.fromkeys(("days_after", "months_after", "years_after"), _move),
    "days_between": _days_between,
}
