"""The steps that rules take most often: the usual case first and at once, all else by the whole table."""

import operator
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from legalmodel.base.things import Dated, Thing
from legalmodel.base.values import NONE, Interval, Money, Span, Truth, U
from legalmodel.logic.expression import Expression, complete, once_asked, place
from legalmodel.logic.lists import Run
from legalmodel.logic.periods import LATER
from legalmodel.logic.scope import Numbers, Scope
from legalmodel.logic.tree import TreeNode
from legalmodel.logic.values import UNDEFINED, compare


def field_of(node: TreeNode, expression: Expression) -> Run:
    """Read a field of a record."""
    if node.parts[0].op == "var":
        return _field_of_variable(node.parts[0].name, node.name, once_asked(lambda: _field_of_any(node, expression)))
    return _field_of_any(node, expression)


def _field_of_any(node: TreeNode, expression: Expression) -> Run:
    owner, field = expression.build(node.parts[0]), node.name

    def run(scope: Scope) -> Any:
        thing = owner(scope)
        if type(thing) is not Thing:
            # what is asked of an unknown record waits for the record; of ``none`` there is nothing to ask
            return U(place(UNDEFINED.missing, node, expression, scope)) if thing is NONE else thing
        value = thing.fields.get(field)
        if value is None:
            return thing.unsaid(field)
        if type(value) is Dated:
            # a field with steps may have a further one after what the file knows; one without was said for good
            return LATER if scope.beyond else thing.get(field, scope.day)
        return value

    return run


def _field_of_variable(name: str, field: str, otherwise: Run) -> Run:
    """Read a field of a variable in one step; ``otherwise`` where it does not simply stand in a record."""

    def run(scope: Scope) -> Any:
        thing = scope.variables[name]
        if type(thing) is Thing:
            value = thing.fields.get(field)
            if value is None:
                return thing.unsaid(field)
            if type(value) is not Dated:
                return value
        return otherwise(scope)

    return run


_SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def comparison(node: TreeNode, expression: Expression) -> Run:
    """Compare two values: whether something is there, and a field with a word, in a step of their own."""
    (side, word), equal = node.parts, node.name == "=="
    if node.name in ("==", "!="):
        if word.op == "none":
            return _there(expression.build(side), equal, once_asked(lambda: _comparison(node, expression)))
        if word.op == "const" and type(word.value) is str and side.op == "field" and side.parts[0].op == "var":
            return _same_word(side, word.value, equal, once_asked(lambda: _comparison(node, expression)))
    return (_with_number if word.op == "threshold" else _comparison)(node, expression)


def _comparison(node: TreeNode, expression: Expression) -> Run:
    """Compare words, known things, exact numbers and full days at once, all else by the whole table."""
    (a, b), sign = expression.all(node.parts), node.name
    holds = _SIGNS[sign]

    def run(scope: Scope) -> Truth:
        x, y = a(scope), b(scope)
        kind = type(x)
        if kind is type(y):
            if kind is str or kind is Decimal:
                return holds(x, y)
            if kind is Thing:
                # a class of persons, or somebody who is not named, may be whoever stands on the other side
                if x is y or (x.certain and y.certain):
                    return holds(x.path, y.path)
            elif kind is Span:
                if x.first == x.last and y.first == y.last:
                    return holds(x.first, y.first)
            elif kind is Money and x.currency == y.currency:
                return holds(x.amount, y.amount)
        truth = x if kind is U and type(y) is not U else compare(sign, x, y)
        if type(truth) is not U:
            return truth
        missing = complete(truth.missing, node, expression, scope)
        return truth if missing is truth.missing else U(missing)

    return run


def _with_number(node: TreeNode, expression: Expression) -> Run:
    """Compare a value with a number of the law, and note what the number was held against: nothing where the value is unknown."""
    (a, b), sign, name = expression.all(node.parts), node.name, node.parts[1].name

    def run(scope: Scope) -> Truth:
        x, numbers = a(scope), scope.thresholds
        y = numbers.get(name)
        if type(x) is U and type(y) is not U:
            truth: Truth = x
        elif type(numbers) is Numbers and (ends := _ends(x, y)):
            numbers.held_against(name, *ends)
            truth = compare(sign, x, y)
        else:
            truth = compare(sign, x, b(scope))
        if type(truth) is not U:
            return truth
        missing = complete(truth.missing, node, expression, scope)
        return truth if missing is truth.missing else U(missing)

    return run


def _ends(x: Any, y: Any) -> tuple[Decimal, Decimal | None, Decimal | None] | None:
    """Return a plain number or amount, with the ends of the value that it is compared with; None where they are not of one kind."""
    number, currency = (y.amount, y.currency) if type(y) is Money else (y, "")
    if type(number) is not Decimal:
        return None
    if type(x) is Interval:
        # zero of no currency, as of amounts nobody states, is held against any amount
        alike = x.currency == currency or (not x.currency and x.low == 0)
        return (number, x.low, x.high) if alike else None
    held, other = (x.amount, x.currency) if type(x) is Money else (x, "")
    return (number, held, held) if type(held) is Decimal and other == currency else None


def _there(read: Run, absent: bool, otherwise: Run) -> Run:
    """Tell whether something is known not to be there, or known to be; ``otherwise`` where that is not known."""

    def run(scope: Scope) -> Truth:
        value = read(scope)
        if type(value) is not U:
            return (value is NONE) is absent
        truth: Truth = otherwise(scope)
        return truth

    return run


def _same_word(node: TreeNode, word: str, equal: bool, otherwise: Run) -> Run:
    """Compare a field of a variable with a word in one step; ``otherwise`` where no word simply stands there."""
    name, field = node.parts[0].name, node.name

    def run(scope: Scope) -> Truth:
        thing = scope.variables[name]
        if type(thing) is Thing and type(value := thing.fields.get(field)) is str:
            return (value == word) is equal
        truth: Truth = otherwise(scope)
        return truth

    return run


def is_below(node: TreeNode, expression: Expression) -> Run:
    """Look up whether a word is another or stands below it."""
    part, words = expression.build(node.parts[0]), node.value

    def run(scope: Scope) -> Truth:
        word = part(scope)
        if word is NONE:
            return U(place(UNDEFINED.missing, node, expression, scope))
        return word if type(word) is U else word in words

    return run
