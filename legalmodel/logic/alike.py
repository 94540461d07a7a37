"""A loop that many subjects ask alike is gone through once: what it says depends on what it takes from outside, not on who asks.

``any(s.rank > security.rank for s in securities if s.issuer == security.issuer)`` takes two values from outside. Where each of a
thousand securities is silent on its issuer, no index tells them apart and each would be held against each. But an unknown value
does nothing in an answer except to be waited for, so the loop is run once with two stand-ins for unknown values, and every subject
gets that answer with its own missing facts where the stand-ins are. Nothing is cut: the answer is the one that going through the
list gives.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Final, NamedTuple

from legalmodel.base.shared import parts, sharing, united
from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Facts, Interval, Items, Missing, Money, Span, U
from legalmodel.logic.expression import Expression
from legalmodel.logic.lists import Run
from legalmodel.logic.lookup import FEW, Lookup, length_of, lookup_of, nobody_has, shortest, tests_of
from legalmodel.logic.scope import Scope
from legalmodel.logic.tree import TreeNode

_STAND_IN: Final = "\0outside"
_OWNER: Final = "\0owner"
_PLAIN: Final = frozenset((str, bool, Decimal, Money, Span, date, Thing, type(NONE)))


Through = Callable[..., Any]
"""Goes through a loop in a scope; takes the list too, with those of its items that can count, where somebody has looked already."""

Make = Callable[[Expression], Through]
"""Makes the closure that goes through a loop, out of the closures that an expression has of its parts."""


class _Outside(NamedTuple):
    """What a loop takes from outside: the closures that read it, and for each the field of the items it must equal, if that is all.

    ``general`` is the loop reading stand-ins in place of these.
    """

    runs: tuple[Run, ...]
    fields: tuple[str | None, ...]
    lookup: Lookup
    general: Through


def asked_once(node: TreeNode, loop: TreeNode, expression: Expression, make: Make) -> Run:
    """Return the closure of a node that goes through a section, with its answer kept for who asks alike.

    ``loop`` is the node itself, or the comprehension that it counts or sums. A short list, and one of which the index leaves few,
    is gone through as ever.
    """
    run = make(expression)
    if not loop.clauses or loop.clauses[0].source.op not in ("section", "ever"):
        return run
    source = expression.build(loop.clauses[0].source)
    outside = cache(lambda: _outside(loop, expression, make))  # much of a law never meets a long list

    def asked(scope: Scope) -> Any:
        # past the end of knowledge the list is made anew for each who asks, and whatever was kept with it would be lost
        if scope.beyond:
            return run(scope)
        items: Items = source(scope)
        if len(items.known) + len(items.doubtful) <= FEW:
            return run(scope, (items, None))
        if (taken := outside()) is None:
            return run(scope)
        ways = taken.lookup.ways(items, scope)
        # the index leaves so few that going through them costs less than telling whether others asked alike
        if min(map(length_of, ways), default=len(items.known)) + len(items.doubtful) <= FEW:
            return run(scope, (items, shortest(items, ways)))
        values = [read(scope) for read in taken.runs]
        kinds = [_kind(value, field, items) for value, field in zip(values, taken.fields, strict=True)]
        if None in kinds:
            return run(scope)
        # numbers of the law are among what is taken from outside: rules with other numbers share nothing
        key = (node, scope.day, *kinds)
        if key not in items.answers:
            items.answers[key] = _kept(taken.general(_with_stand_ins(scope, values)))
        answer = items.answers[key]
        # it names who asked in another way than by waiting for its facts, so it is nobody else's
        if answer is None:
            return run(scope)
        scope.world.meter.look(items)
        return _filled(answer, values)

    return asked


def _outside(loop: TreeNode, expression: Expression, make: Make) -> _Outside | None:
    parts = taken_from_outside(loop)
    if parts is None:
        return None
    tests = tests_of(loop.clauses, 0, loop.op, loop.parts[0])
    fields = {wanted: field for field, wanted in tests}
    lookup = lookup_of(loop, 0, expression.build)
    general = Expression(expression.text, expression.kind, expression.analysed, expression.builders)
    for number, part in enumerate(parts):
        general.runs[part] = _reader(f"{_STAND_IN}{number}")
    return _Outside(expression.all(parts), tuple([fields.get(part) for part in parts]), lookup, make(general))


def taken_from_outside(loop: TreeNode) -> list[TreeNode] | None:
    """Return the values that a loop over a section takes from outside; None if its answer hangs on more than these.

    What is asked on several days hangs on how far the file knows too, and says so to whoever judges.
    """
    nodes = list(loop.walk())
    if any(n.op in ("on", "throughout") for n in nodes):
        return None
    bound = {clause.name for n in nodes for clause in n.clauses}
    found: list[TreeNode] = []
    within: set[TreeNode] = set()
    for n in nodes:
        # ``security.issuer.seat`` is one value from outside and not three: what is below it was read with it
        if n not in within and _comes_from_outside(n, bound):
            found.append(n)
            within.update(n.walk())
    return found


def _comes_from_outside(node: TreeNode, bound: set[str]) -> bool:
    while node.op == "field":
        node = node.parts[0]
    return node.op == "threshold" or (node.op == "var" and node.name not in bound)


def _reader(name: str) -> Run:
    return lambda scope: scope.variables[name]


def _kind(value: Any, field: str | None, items: Items) -> Any:
    """Return what is the same for two values with which a loop answers alike; None if that cannot be told."""
    kind = type(value)
    if kind is U:
        # an unknown without a place gets the place of who asks, further up: it is not the same for two of them
        return U if value.missing and all(m.path for m in parts(value.missing)[0]) else None
    if kind is Interval:
        return (Interval, *value._replace(missing=frozenset()))
    if kind not in _PLAIN:
        return None
    return "nobody's" if field is not None and nobody_has(items, field, value) else (kind, value)


def _with_stand_ins(scope: Scope, values: list[Any]) -> Scope:
    """Return a scope that names nobody who asks, but marks, so that an answer which would name one is known for that."""
    variables: dict[str, Any] = {name: Thing("", "", (_OWNER,)) for name in scope.variables}
    for number, value in enumerate(values):
        missing = frozenset((Missing((_STAND_IN, str(number))),))
        if type(value) is Interval:
            value = value._replace(missing=missing)
        variables[f"{_STAND_IN}{number}"] = U(missing) if type(value) is U else value
    return Scope(variables, scope.day, scope.world, scope.thresholds, scope.knowledge)


class _Alike(NamedTuple):
    """What a loop says to all who ask alike; ``stands`` are the stand-ins that it waits for beside the facts that all wait for."""

    value: Any
    stands: tuple[int, ...] = ()


def _kept(answer: Any) -> _Alike | None:
    """Return an answer to be handed to all who ask alike; None if it names the facts of who asks in other ways than by waiting for them."""
    if not isinstance(answer, (U, Interval)):
        return _Alike(answer)
    stands = [m for m in answer.missing if m.path[:1] == (_STAND_IN,)]
    if any(m.path[:1] == (_OWNER,) for m in answer.missing):
        return None
    rest = frozenset(answer.missing).difference(stands)
    missing = sharing(rest) if all(m.path for m in rest) else rest  # without a path it waits for who asks
    return _Alike(_waiting(answer, missing), tuple([int(m.path[1]) for m in stands]))


def _filled(answer: _Alike, values: list[Any]) -> Any:
    """Return an answer that waits for what is missing of the values where it waited for their stand-ins."""
    if not answer.stands:
        return answer.value
    return _waiting(answer.value, united((answer.value.missing, *(values[n].missing for n in answer.stands))))


def _waiting(answer: U | Interval, missing: Facts) -> U | Interval:
    return U(missing) if isinstance(answer, U) else answer._replace(missing=missing)
