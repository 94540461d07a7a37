"""How a condition could come out the other way: its tree is walked from the top, and each part proposes the facts that would turn it.

The proposals are a heuristic and are never relied on: whoever uses them has the engine judge the deal with them. What a part cannot propose
for (a question of the graph on control, a sum over records) it leaves out. Deletion is never proposed: silence turns nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice, product
from typing import Any

from legalmodel.base.things import Thing, latest
from legalmodel.base.values import NONE, Items, Span, U
from legalmodel.graph.graph import Graph
from legalmodel.judgment.variants.fresh import fresh
from legalmodel.judgment.variants.shares import giving_up, holding
from legalmodel.judgment.variants.values import as_file, beyond, fitting, newcomer, something, with_member, without_member
from legalmodel.judgment.variants.wish import Otherwise, Way, written
from legalmodel.law.compile import CompiledRule
from legalmodel.logic.expression import Expression
from legalmodel.logic.lists import as_items
from legalmodel.logic.scope import Scope
from legalmodel.logic.tree import ForClause, TreeNode
from legalmodel.model.words import CHOICES

MOST_WAYS, MOST_WISHES = 48, 4
"""A part proposes at most so many ways, each of at most so many wishes."""
_NONE: tuple[Way, ...] = ()
_NOTHING: Way = frozenset()
_TURNED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


def ways_of_rule(
    rule: CompiledRule, scope: Scope, want: bool, graph: Graph, may: Callable[[Thing, str], bool]
) -> tuple[Way, ...]:
    """Return ways in which a rule could be met (or not be met) on the day and facts of a scope; ``may`` tells which fields may be changed."""
    parts = [r.require for r in rule.readings] or ([rule.require] if rule.require else [])
    finders = [_Walker(e, graph, may) for e in parts]
    if want:
        found = _product([f.ways(f.expression.tree, scope, True) for f in finders])
        found += tuple(w for x in rule.unless for w in _Walker(x.when, graph, may).ways(x.when.tree, scope, True))
    else:
        found = tuple(w for f in finders for w in f.ways(f.expression.tree, scope, False))
    return _kept(found)


class _Walker:
    """Finds ways in one expression."""

    __slots__ = ("expression", "graph", "may")

    def __init__(self, expression: Expression, graph: Graph, may: Callable[[Thing, str], bool]) -> None:
        self.expression, self.graph, self.may = expression, graph, may

    def value(self, node: TreeNode, scope: Scope) -> Any:
        return self.expression.build(node)(scope)

    def ways(self, node: TreeNode, scope: Scope, want: bool) -> tuple[Way, ...]:
        """Return the ways to give a statement a truth; one that asks for nothing if it has it."""
        if self.value(node, scope) is want:
            return (_NOTHING,)
        step = _STEPS.get(node.op)
        return _kept(step(self, node, scope, want)) if step else _NONE

    def joined(self, node: TreeNode, scope: Scope, want: bool) -> Iterable[Way]:
        each = [self.ways(part, scope, want) for part in node.parts]
        if (node.op == "and") is not want:
            return [w for ways in each for w in ways]
        # what has no answer yet, such as the holder of an account that is not there, may have one once another part is turned
        vague = [not ways and isinstance(self.value(part, scope), U) for part, ways in zip(node.parts, each, strict=True)]
        told = [ways for ways, unclear in zip(each, vague, strict=True) if not unclear]
        return _product(told) if any(w != (_NOTHING,) for w in told) else _NONE

    def negated(self, node: TreeNode, scope: Scope, want: bool) -> Iterable[Way]:
        return self.ways(node.parts[0], scope, not want)

    def truth(self, node: TreeNode, scope: Scope, want: bool) -> Iterable[Way]:
        return self.set(node, scope, "yes" if want else "no")

    def is_a(self, node: TreeNode, scope: Scope, want: bool) -> Iterable[Way]:
        word = next((p for p in (*node.parts[1:], node) if p.op == "const" or p.name), node)
        said = word.value if isinstance(word.value, str) else node.name
        return self.set(node.parts[0], scope, said) if want and isinstance(said, str) and said else _NONE

    def member(self, node: TreeNode, scope: Scope, want: bool) -> Iterable[Way]:
        item, many = node.parts
        one, value = self.value(item, scope), self.value(many, scope)
        if many.op == "field" and not isinstance(one, U):
            new = with_member(value, one) if want else without_member(value, one)
            yield from self.set(many, scope, new)
        if want and item.op == "field":
            for each in islice(as_items(value), MOST_WAYS):
                yield from self.set(item, scope, written(each))

    def compared(self, node: TreeNode, scope: Scope, want: bool) -> Iterable[Way]:
        (a, b), sign = node.parts, node.name if want else _TURNED[node.name]
        yield from self.side(a, b, sign, scope)
        yield from self.side(b, a, _FLIPPED[sign], scope)

    def side(self, own: TreeNode, other: TreeNode, sign: str, scope: Scope) -> Iterable[Way]:
        """Yield ways to bring one side of a comparison into an order to the other."""
        bound = self.value(other, scope)
        if own.op == "ask" and own.name == "share_held" and sign in (">=", ">", "=="):
            yield from self.held(own, bound, scope)
        if own.op == "ask" and own.name == "share_held" and sign in ("<", "<="):
            yield from self.given_up(own, bound, scope)
        if own.op != "field" or isinstance(bound, U):
            return
        if sign == "==":
            yield from self.set(own, scope, as_file(bound, own.kind))
            yield from self.redirected(own, scope, lambda other: other.get(own.name, scope.day) is bound)
        elif sign == "!=":
            yield from self.other(own, bound, scope)
        elif (value := beyond(sign, bound)) is not None:
            yield from self.set(own, scope, as_file(value, own.kind))

    def redirected(self, own: TreeNode, scope: Scope, fits: Callable[[Thing], bool]) -> Iterable[Way]:
        """Yield ways to name another record instead of changing the one that is named: an account that is in the right name already."""
        above = own.parts[0]
        owner = self.value(above.parts[0], scope) if above.op == "field" else None
        if isinstance(owner, Thing) and above.kind.name == "thing":
            for other in fitting(self.graph, owner, above.name, above.kind):
                if fits(other):
                    yield from self.set(above, scope, other.id)

    def other(self, own: TreeNode, bound: Any, scope: Scope) -> Iterable[Way]:
        owner = self.value(own.parts[0], scope)
        if not isinstance(owner, Thing):
            return
        if self.may(owner, own.name) and (new := newcomer(self.graph, owner, own.name, own.kind)):
            yield frozenset((Otherwise(("parties", new[0]), new[1], new=True), Otherwise((*owner.path, own.name), new[0])))
        if bound is NONE:
            for value in something(self.graph, owner, own.name, own.kind):
                yield from self.set(own, scope, value)
        elif own.kind.name == "thing":
            for thing in fitting(self.graph, owner, own.name, own.kind):
                if thing is not bound:
                    yield from self.set(own, scope, thing.id)
            yield from self.set(own, scope, "none")
        elif own.kind.name == "choice":
            for word in (w for w in CHOICES.get(own.kind.of, ()) if w != bound):
                yield from self.set(own, scope, word)

    def held(self, own: TreeNode, bound: Any, scope: Scope) -> Iterable[Way]:
        party, of = (self.value(part, scope) for part in own.parts)
        if isinstance(party, Thing) and isinstance(of, Thing):
            yield from holding(self.graph, party, of, bound, scope.day)

    def given_up(self, own: TreeNode, bound: Any, scope: Scope) -> Iterable[Way]:
        party, of = (self.value(part, scope) for part in own.parts)
        if isinstance(party, Thing) and isinstance(of, Thing):
            yield from giving_up(self.graph, party, of, bound, scope.day)

    def set(self, node: TreeNode, scope: Scope, value: Any) -> Iterable[Way]:
        """Yield the way that sets the field of a node, if it may be changed and the value can be written."""
        if node.op != "field" or value is None:
            return
        owner = self.value(node.parts[0], scope)
        if (
            isinstance(owner, Thing)
            and owner.path
            and self.may(owner, node.name)
            and self.can_be(owner.get(node.name, scope.day), value)
        ):
            yield frozenset((Otherwise((*owner.path, node.name), value),))

    def can_be(self, now: Any, value: Any) -> bool:
        """Tell whether a person may stand where another does: of the same form, since no rule may ask what every lawyer would."""
        new = self.graph.things.get(("parties", value)) if isinstance(value, str) else None
        if new is None or not isinstance(now, Thing) or now.sort != "party":
            return True
        return bool(latest(new.fields.get("form")) == latest(now.fields.get("form")))

    def quantified(self, node: TreeNode, scope: Scope, want: bool) -> Iterable[Way]:
        bindings = list(islice(self.bindings(node.clauses, scope), MOST_WAYS))
        if (node.op == "any") is want:
            for tests, inner in bindings:
                one = node.op == "any"
                each = [self.ways(t, s, True) for t, s in tests]
                yield from _product([*each, self.ways(node.parts[0], inner, want)]) if one or not want else _NONE
            if want:
                yield from fresh(self.expression, node, scope, self.graph, self.may)
            return
        ways: list[tuple[Way, ...]] = []
        for tests, inner in bindings:
            turned = [w for t, s in tests for w in self.ways(t, s, False)] + list(self.ways(node.parts[0], inner, want))
            turned += self.left_out(node, inner)
            ways.append((_NOTHING,) if _NOTHING in turned else _kept(turned))
        yield from _product(ways)

    def left_out(self, node: TreeNode, inner: Scope) -> Iterable[Way]:
        """Yield the way that takes the item at hand out of a list which a field holds; a list is not emptied, but holds what is asked for."""
        clause, body = node.clauses[-1], node.parts[0]
        if clause.source.op != "field":
            return _NONE
        left = without_member(self.value(clause.source, inner), inner.variables[clause.name])
        if left == "none" and isinstance(inner.variables[clause.name], Thing):
            wanted = (
                next((p for p in body.parts if p.op != "var"), None) if body.op == "compare" and body.name == "==" else None
            )
            one = written(self.value(wanted, inner)) if wanted is not None else None
            left = (one,) if one is not None and one != "none" else None
        return [*self.set(clause.source, inner, left), *self.redirected(clause.source, inner, lambda _: True)]

    def bindings(
        self, clauses: tuple[ForClause, ...], scope: Scope, tests: tuple[tuple[TreeNode, Scope], ...] = ()
    ) -> Iterator[tuple[tuple[tuple[TreeNode, Scope], ...], Scope]]:
        """Yield each way through the loops: its tests, each with the scope that it stands in, and the scope of the body."""
        if not clauses:
            yield tests, scope
            return
        items = as_items(self.value(clauses[0].source, scope))
        for item in items.known if isinstance(items, Items) else ():
            inner = scope.bind(clauses[0].name, item)
            yield from self.bindings(clauses[1:], inner, (*tests, *((c, inner) for c in clauses[0].conditions)))

    def on(self, node: TreeNode, scope: Scope, want: bool) -> Iterable[Way]:
        day = self.value(node.parts[0], scope)
        return self.ways(node.parts[1], scope.with_day(day.last), want) if isinstance(day, Span) else _NONE

    def throughout(self, node: TreeNode, scope: Scope, want: bool) -> Iterable[Way]:
        day = self.value(node.parts[0], scope)
        return self.ways(node.parts[2], scope.with_day(day.last), want) if isinstance(day, Span) else _NONE


def _product(each: list[tuple[Way, ...]]) -> tuple[Way, ...]:
    """Return each combination of one way of every part, the smallest first."""
    found: tuple[Way, ...] = (_NOTHING,)
    for ways in each:
        found = _kept(a | b for a, b in product(found, ways))
    return found


def _kept(ways: Iterable[Way]) -> tuple[Way, ...]:
    """Return different ways that do not say two things of one fact, the smallest first, as many as are kept."""
    good = {w for w in ways if len(w) <= MOST_WISHES and len({x.path for x in w}) == len(w)}
    return tuple(sorted(good, key=lambda w: (len(w), sorted(map(str, w))))[:MOST_WAYS])


_STEPS: dict[str, Callable[[_Walker, TreeNode, Scope, bool], Iterable[Way]]] = {
    "and": _Walker.joined,
    "or": _Walker.joined,
    "not": _Walker.negated,
    "field": _Walker.truth,
    "is_a": _Walker.is_a,
    "in": _Walker.member,
    "compare": _Walker.compared,
    "any": _Walker.quantified,
    "all": _Walker.quantified,
    "on": _Walker.on,
    "throughout": _Walker.throughout,
}
