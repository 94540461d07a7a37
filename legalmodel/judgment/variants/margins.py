"""How far the figures of a rule are from turning it: each comparison of size that was made, with both sides."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from legalmodel.base.values import Items, Money, Span
from legalmodel.law.compile import CompiledRule
from legalmodel.logic.expression import Expression
from legalmodel.logic.lists import as_items
from legalmodel.logic.scope import Scope
from legalmodel.logic.tree import TreeNode

_ORDER = ("<", "<=", ">", ">=")


class Margin(NamedTuple):
    """One comparison: its text in the rule, the sign, both values, whether it holds, and what kind of value is compared."""

    text: str
    sign: str
    left: Any
    right: Any
    holds: bool
    kind: str

    @property
    def gap(self) -> Any:
        """How far the left side is from the right: a number, money, or days (an ``int``)."""
        if isinstance(self.left, Money):
            return Money(self.left.amount - self.right.amount, self.left.currency)
        if isinstance(self.left, Span):
            return (self.left.first - self.right.first).days
        return self.left - self.right


def margins(rule: CompiledRule, scope: Scope) -> tuple[Margin, ...]:
    """Return the comparisons of size in what a rule requires, each once, in the order of its text."""
    parts = [r.require for r in rule.readings] or ([rule.require] if rule.require else [])
    found = {(m.text, str(m.left), str(m.right)): m for e in parts for m in _below(e, e.tree, scope)}
    return tuple(found.values())


def _below(expression: Expression, node: TreeNode, scope: Scope) -> Iterator[Margin]:
    if node.op == "compare" and node.name in _ORDER:
        yield from _compared(expression, node, scope)
        return
    if node.op in ("on", "throughout"):
        day = expression.build(node.parts[0])(scope)
        if isinstance(day, Span):
            yield from _below(expression, node.parts[-1], scope.with_day(day.last))
        return
    if node.clauses:
        yield from _looped(expression, node, scope, 0)
        return
    for part in node.parts:
        yield from _below(expression, part, scope)


def _looped(expression: Expression, node: TreeNode, scope: Scope, number: int) -> Iterator[Margin]:
    if number == len(node.clauses):
        for part in node.parts:
            yield from _below(expression, part, scope)
        return
    clause = node.clauses[number]
    items = as_items(expression.build(clause.source)(scope))
    for item in items.known if isinstance(items, Items) else ():
        inner = scope.bind(clause.name, item)
        if all(expression.build(c)(inner) is not False for c in clause.conditions):
            yield from _looped(expression, node, inner, number + 1)


def _compared(expression: Expression, node: TreeNode, scope: Scope) -> Iterator[Margin]:
    left, right = (expression.build(part)(scope) for part in node.parts)
    holds = expression.build(node)(scope)
    alike = type(left) is type(right) and isinstance(left, Decimal | Money | Span)
    if alike and isinstance(holds, bool) and (not isinstance(left, Money) or left.currency == right.currency):
        kind = node.parts[0].kind.name if node.parts[0].kind.name != "scalar" else node.parts[1].kind.name
        yield Margin(node.text, node.name, left, right, holds, kind)
