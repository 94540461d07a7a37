"""The steps that rules take most often: the usual case first and at once, all else by the whole table."""

from typing import Any

from legalmodel.base.things import Dated, Thing
from legalmodel.base.values import NONE, Truth, U
from legalmodel.logic.expression import Expression, complete, place
from legalmodel.logic.lists import Run
from legalmodel.logic.periods import LATER
from legalmodel.logic.scope import Scope
from legalmodel.logic.tree import TreeNode
from legalmodel.logic.values import UNDEFINED, compare


def field_of(node: TreeNode, expression: Expression) -> Run:
    """Read a field of a record."""
    owner, field = expression.build(node.parts[0]), node.name

    def run(scope: Scope) -> Any:
        thing = owner(scope)
        if type(thing) is not Thing:
            # what is asked of an unknown record waits for the record; of ``none`` there is nothing to ask
            return U(place(UNDEFINED.missing, node, expression, scope)) if thing is NONE else thing
        value = thing.fields.get(field)
        if type(value) is Dated:
            # a field with steps may have a further one after what the file knows; one without was said for good
            return LATER if scope.beyond else thing.get(field, scope.day)
        return thing.get(field) if value is None else value

    return _field_of_variable(node.parts[0].name, field, run) if node.parts[0].op == "var" else run


def _field_of_variable(name: str, field: str, otherwise: Run) -> Run:
    """Read a field of a variable in one step; ``otherwise`` where it does not simply stand in a record."""

    def run(scope: Scope) -> Any:
        thing = scope.variables[name]
        value = thing.fields.get(field) if type(thing) is Thing else None
        return otherwise(scope) if value is None or type(value) is Dated else value

    return run


def equality(node: TreeNode, expression: Expression) -> Run:
    """Compare words and known things at once, all else by the whole table."""
    (a, b), sign = expression.all(node.parts), node.name
    equal, unequal = sign == "==", sign != "=="

    def run(scope: Scope) -> Truth:
        x, y = a(scope), b(scope)
        if type(x) is str and type(y) is str:
            return equal if x == y else unequal
        # a class of persons, or somebody who is not named, may be whoever stands on the other side
        if type(x) is Thing and type(y) is Thing and (x is y or (x.certain and y.certain)):
            return equal if x.path == y.path else unequal
        truth = compare(sign, x, y)
        if type(truth) is not U:
            return truth
        missing = complete(truth.missing, node, expression, scope)
        return truth if missing is truth.missing else U(missing)

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
