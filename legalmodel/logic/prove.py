"""Why an expression has its value: a tree with the same answer at its root, down to the facts of the deal.

The proof is made by the closures that gave the answer, so that it cannot tell another story.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from legalmodel.base.facts import Fact, leaves
from legalmodel.base.kleene import conj, disj, negate
from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Facts, Interval, U
from legalmodel.logic.by_day import changes_for, told_to
from legalmodel.logic.expression import Expression
from legalmodel.logic.lists import as_items, each
from legalmodel.logic.periods import Stretch, on_day, possible_days, throughout, trial_days
from legalmodel.logic.scope import Scope
from legalmodel.logic.tree import ForClause, TreeNode


class Proof(NamedTuple):
    """One step of a proof.

    ``rule`` says how the value follows from the children: ``and``, ``or``, ``not``, ``all``, ``any``, ``on``, ``throughout``;
    ``list`` is a list gone through, ``open`` and ``member`` what is not known of one; ``fact``, ``ask``, ``compare`` and the
    other operators rest on all that is below them. ``note`` says of which item or day the step speaks.
    """

    text: str
    value: Any
    rule: str
    children: "tuple[Proof, ...]" = ()
    facts: tuple[Fact, ...] = ()
    note: str = ""


def prove(expression: Expression, scope: Scope, *, assumed: bool = False) -> Proof:
    """Run an expression and return the proof of its value; ``assumed``: of what answers of the graph rest on, with the assumed facts alone.

    Each of thousands of steps may wait for the same thousands of facts: who asks only what is assumed does not have them made.
    """
    return _Prover(expression, assumed).prove(expression.tree, scope)


class _Prover:
    """Makes the proof of each node."""

    __slots__ = ("assumed", "expression")

    def __init__(self, expression: Expression, assumed: bool) -> None:
        self.expression, self.assumed = expression, assumed

    def prove(self, node: TreeNode, scope: Scope) -> Proof:
        step: Callable[[_Prover, TreeNode, Scope], Proof] = _STEPS.get(node.op, _Prover.plain)
        return step(self, node, scope)

    def value(self, node: TreeNode, scope: Scope) -> Any:
        return self.expression.build(node)(scope)

    def plain(self, node: TreeNode, scope: Scope) -> Proof:
        """Prove a step that rests on all its parts, and on all the lists it goes through."""
        children = (
            [] if node.op in ("const", "none", "threshold", "var", "deal", "section", "ever") else self.below(node, scope)
        )
        return Proof(node.text, self.value(node, scope), node.op, tuple(children))

    def below(self, node: TreeNode, scope: Scope) -> list[Proof]:
        if not node.clauses:
            return [self.prove(part, scope) for part in node.parts]
        children: list[Proof] = []
        for way in self.ways(node.clauses, scope):
            children += way.tests
            if way.scope is not None:
                children.append(_noted(self.prove(node.parts[0], way.scope), way.note))
        return children

    def field(self, node: TreeNode, scope: Scope) -> Proof:
        owner, value = self.value(node.parts[0], scope), self.value(node, scope)
        # what is not known is no fact: the step names it as missing instead
        given = isinstance(owner, Thing) and type(owner.get(node.name, scope.day)) is not U
        facts = (scope.world.fact(owner, node.name, scope.day),) if given else ()
        # that a variable is bound needs no proof; how another record was reached does
        children = () if node.parts[0].op in ("var", "deal") else (self.prove(node.parts[0], scope),)
        return Proof(node.text, value, "fact", children, facts)

    def ask(self, node: TreeNode, scope: Scope) -> Proof:
        children = tuple(self.prove(p, scope) for p in node.parts)
        args = tuple(c.value for c in children)
        answerable = not any(type(a) is U or a is NONE for a in args)
        why = scope.world.assumed if self.assumed else scope.world.why
        facts = why(node.name, args, scope.day) if answerable and not scope.beyond else ()
        return Proof(node.text, self.value(node, scope), "ask", children, facts)

    def joined(self, node: TreeNode, scope: Scope) -> Proof:
        children = tuple(self.prove(part, scope) for part in node.parts)
        # every part is proved, though running stopped at the first that decides: whoever reads wants to see all of them
        join = conj if node.op == "and" else disj
        return Proof(node.text, join(c.value for c in children), node.op, children)

    def negated(self, node: TreeNode, scope: Scope) -> Proof:
        child = self.prove(node.parts[0], scope)
        return Proof(node.text, negate(child.value), "not", (child,))

    def quantified(self, node: TreeNode, scope: Scope) -> Proof:
        children: list[Proof] = []
        for way in self.ways(node.clauses, scope):
            if way.tests and way.tests[-1].rule in ("list", "open") and way.scope is None:
                # a list, and that it may hold more, belong to no one item: they stand beside the items
                children += way.tests
            else:
                children.append(self.item(node, way))
        # what a list rests on has no vote: it is no statement
        votes = (c.value for c in children if c.rule != "list")
        return Proof(node.text, conj(votes) if node.op == "all" else disj(votes), node.op, tuple(children))

    def item(self, node: TreeNode, way: "_Way") -> Proof:
        """Prove one item: ``all`` asks "not in the list, or so", ``any`` asks "in the list, and so"."""
        body = () if way.scope is None else (self.prove(node.parts[0], way.scope),)
        # to be left out is as good as to be so, for ``all``: the proof says by which of the two an item passes
        counts = tuple(_negated(t) for t in way.tests) if node.op == "all" else way.tests
        parts, join = (*counts, *body), disj if node.op == "all" else conj
        if len(parts) == 1:
            return _noted(parts[0], way.note)
        return Proof(node.parts[0].text, join(p.value for p in parts), "or" if node.op == "all" else "and", parts, (), way.note)

    def ways(self, clauses: tuple[ForClause, ...], scope: Scope, way: "_Way | None" = None) -> "Iterator[_Way]":
        """Go through the loops: what each list rests on, what it may still hold, and every item with its tests."""
        way = way or _Way((), scope, "")
        if not clauses:
            yield way
            return
        clause, rest = clauses[0], clauses[1:]
        source = self.prove(clause.source, scope)
        items = as_items(source.value)
        yield _Way((source._replace(rule="list", children=(source,), facts=()),), None, "")
        if items.open:
            # that the list may hold more is one more item of which nothing is known
            yield _Way((Proof(clause.source.text, U(items.open), "open"),), None, "")
        for item, doubt in each(items):
            note = f"{way.note}, {_name(clause.name, item)}" if way.note else _name(clause.name, item)
            tests = (
                *way.tests,
                *([Proof(f"{clause.name} in {clause.source.text}", doubt, "member")] if doubt is not None else []),
            )
            yield from self.tested(clause, rest, scope.bind(clause.name, item), _Way(tests, None, note))

    def tested(self, clause: ForClause, rest: tuple[ForClause, ...], inner: Scope, way: "_Way") -> "Iterator[_Way]":
        tests = [self.prove(condition, inner) for condition in clause.conditions]
        out = [t for t in tests if t.value is False]
        if out:
            # the conditions that keep an item out are reason enough; those that it meets would only be read in vain
            yield _Way((*way.tests, *out), None, way.note)
            return
        yield from self.ways(rest, inner, _Way((*way.tests, *tests), inner, way.note))

    def on(self, node: TreeNode, scope: Scope) -> Proof:
        day = self.prove(node.parts[0], scope)
        changes = changes_for(node.parts[1], scope)
        if day.value is NONE:
            return Proof(node.text, self.value(node, scope), "on", (_as_list(day),))
        tried = self.tried(node.parts[1], scope, trial_days(possible_days(day.value), changes))
        # an unknown is taken from the closure that ran, which has put in where the missing facts stand
        value = on_day(day.value, changes, lambda d: self.value(node.parts[1], scope.with_day(d)))
        return Proof(node.text, self.value(node, scope) if type(value) is U else value, "on", (_as_list(day), *tried))

    def throughout(self, node: TreeNode, scope: Scope) -> Proof:
        first, last = (self.prove(p, scope) for p in node.parts[:2])
        period, changes, body = Stretch.of(first.value, last.value), changes_for(node.parts[2], scope), node.parts[2]
        if period is None:
            return Proof(node.text, self.value(node, scope), "throughout", (_as_list(first), _as_list(last)))
        told = told_to(scope, lambda stated, day: self.value(body, stated.with_day(day)))
        if told and period.widest.first <= told.knowledge.to:
            # the days after the end of knowledge were not asked, so no proof may speak of them
            period = period.up_to(told.knowledge.to)
        tried = self.tried(body, scope, trial_days(period.widest, changes))
        # where an end is not known, a false answer rests on days that surely belong to the period: they are shown too
        if period.unsure and period.core.first <= period.core.last:
            tried += [t for t in self.tried(body, scope, trial_days(period.core, changes)) if t not in tried]
        value = throughout(first.value, last.value, changes, lambda d: self.value(body, scope.with_day(d)), told)
        value = self.value(node, scope) if type(value) is U else value
        return Proof(node.text, value, "throughout", (_as_list(first), _as_list(last), *tried))

    def tried(self, node: TreeNode, scope: Scope, days: list[Any]) -> list[Proof]:
        return [_noted(self.prove(node, scope.with_day(d)), d.isoformat()) for d in days]


class _Way(NamedTuple):
    """One way through the loops; without a scope if it ends before the body."""

    tests: tuple[Proof, ...]
    scope: Scope | None
    note: str


def _name(name: str, item: Any) -> str:
    return f"{name} = {item.id if isinstance(item, Thing) else 'not known' if type(item) is U else item}"


def _noted(proof: Proof, note: str) -> Proof:
    return proof._replace(note=f"{note}; {proof.note}" if proof.note else note)


def _negated(proof: Proof) -> Proof:
    return Proof(f"not ({proof.text})", negate(proof.value), "not", (proof,))


def _as_list(proof: Proof) -> Proof:
    """Mark what a step always rests on, whatever its other children say."""
    return Proof(proof.text, proof.value, "list", (proof,))


_STEPS: dict[str, Callable[[_Prover, TreeNode, Scope], Proof]] = {
    "field": _Prover.field,
    "ask": _Prover.ask,
    "and": _Prover.joined,
    "or": _Prover.joined,
    "not": _Prover.negated,
    "all": _Prover.quantified,
    "any": _Prover.quantified,
    "on": _Prover.on,
    "throughout": _Prover.throughout,
}


def missing(answer: Any) -> Facts:
    """Return the facts that would decide a proof or a value; none if it is decided."""
    value = answer.value if isinstance(answer, Proof) else answer
    return value.missing if isinstance(value, (U, Interval)) else frozenset()


def deciding(proof: Proof) -> list[Fact]:
    """Return the facts that decide a proof, each once, in order: with them alone the answer is the same."""
    found: dict[Any, Fact] = {}
    for fact in _decide(proof):
        found.setdefault(fact.path or fact.text, fact)
    return list(found.values())


def by_absence(proof: Proof) -> bool:
    """Tell whether an answer rests on a list that names no more than it does: nothing in it is so, all in it are, or so many are."""
    if proof.rule in _COUNTED or (proof.rule, proof.value) in (("any", False), ("all", True)):
        return True
    return any(by_absence(child) for child in proof.children if _decides(proof, child))


_COUNTED = frozenset(("len", "sum", "min", "max"))
_TRUTH = frozenset(("and", "or", "not", "all", "any", "throughout", "on"))


def _decide(proof: Proof) -> Iterator[Fact]:
    yield from proof.facts
    for child in proof.children:
        if _decides(proof, child):
            yield from _decide(child)


def _decides(proof: Proof, child: Proof) -> bool:
    return proof.rule not in _TRUTH or child.rule == "list" or _counts(proof, child)


def _counts(proof: Proof, child: Proof) -> bool:
    """Tell whether a child decides: all of a true "and", the false ones of a false one, the unknown ones of an unknown."""
    # what is no truth, such as a sum, rests on all that is in it
    if proof.rule == "not" or not isinstance(proof.value, (bool, U)):
        return True
    if type(proof.value) is U:
        return type(child.value) is U
    return child.value is proof.value


def assumptions(proof: Proof) -> tuple[str, ...]:
    """Return the ids of the assumptions among the facts that decide a proof, sorted."""
    return tuple(sorted({f.assumed for fact in deciding(proof) for f in (fact, *leaves(fact)) if f.assumed}))
