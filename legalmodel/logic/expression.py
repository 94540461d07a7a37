"""A checked expression made to run, and the places of facts that leave an answer undefined."""

from collections.abc import Callable, Iterable
from typing import Any

from legalmodel.base.kinds import Kind
from legalmodel.base.kleene import deciding
from legalmodel.base.places import Path
from legalmodel.base.shared import parts
from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Facts, Interval, Missing, Span, U
from legalmodel.logic.lists import Loop, Run
from legalmodel.logic.lookup import candidates_of
from legalmodel.logic.scope import Scope
from legalmodel.logic.tree import Analysis, TreeNode


class Expression:
    """An expression that can be run. ``runs`` holds the closure of every node, for whoever explains the answer.

    The closures are made on the first run, from the tree that ``analysed`` gives: much of a law never reaches the deal at hand.
    """

    __slots__ = ("_analysis", "_taken", "analysed", "builders", "kind", "run", "runs", "text")

    def __init__(
        self,
        text: str,
        kind: Kind,
        analysed: Callable[[], Analysis],
        builders: "dict[str, Callable[[TreeNode, Expression], Run]]",
    ) -> None:
        self.text, self.kind, self.analysed, self.builders = text, kind, analysed, builders
        self._analysis: Analysis | None = None
        self._taken: tuple[TreeNode, ...] | None = None
        self.runs: dict[TreeNode, Run] = {}
        self.run: Run = self._first_run

    def _first_run(self, scope: Scope) -> Any:
        self.run = self.build(self.tree)
        return self.run(scope)

    @property
    def analysis(self) -> Analysis:
        """Return what was found when the expression was checked."""
        if self._analysis is None:
            self._analysis = self.analysed()
        return self._analysis

    @property
    def tree(self) -> TreeNode:
        """Return the checked tree."""
        return self.analysis.tree

    @property
    def asks_of_subject(self) -> bool:
        """Tell whether the answer hangs on anything but the deal and the day."""
        if self._taken is None:
            self._taken = self.tree.taken()
        return bool(self._taken)

    @property
    def reads(self) -> frozenset[tuple[str, str]]:
        """Return the (sort, field) pairs it may read."""
        return self.analysis.reads

    def build(self, node: TreeNode) -> Run:
        """Return the closure of a node, made once."""
        if node not in self.runs:
            self.runs[node] = self.builders[node.op](node, self)
        return self.runs[node]

    def all(self, nodes: Iterable[TreeNode]) -> tuple[Run, ...]:
        """Return the closures of several nodes."""
        return tuple(self.build(n) for n in nodes)

    def in_turn(self, nodes: Iterable[TreeNode]) -> list[Run]:
        """Return the closures of several nodes that are asked in turn until one decides: each but the first is made once it is reached."""
        runs: list[Run] = []

        def once(number: int, node: TreeNode) -> Run:
            def run(scope: Scope) -> Any:
                runs[number] = made = self.build(node)
                return made(scope)

            return run

        for number, node in enumerate(nodes):
            runs.append(self.runs.get(node) or once(number, node) if number else self.build(node))
        return runs

    def loops(self, node: TreeNode) -> tuple[Loop, ...]:
        """Return the loops of a comprehension, ready to run."""
        return tuple([self._loop(node, number) for number in range(len(node.clauses))])

    def _loop(self, node: TreeNode, number: int) -> Loop:
        clause = node.clauses[number]
        condition = both(self.in_turn(clause.conditions))
        return Loop(clause.name, self.build(clause.source), condition, candidates_of(node, number, self.build))


def once_asked(make: Callable[[], Run]) -> Run:
    """Return a closure that is made on the first question: one for the rare case beside a short way for the usual."""
    made: list[Run] = []

    def run(scope: Scope) -> Any:
        if not made:
            made.append(make())
        return made[0](scope)

    return run


def both(parts: list[Run]) -> Run | None:
    """Join statements by Kleene's "and"; None if there are none."""
    if len(parts) < 2:
        return parts[0] if parts else None
    return deciding(parts, False)


def located(node: TreeNode, expression: Expression, run: Run) -> Run:
    """Give an answer that is undefined, or hangs on a day within a month, the places of the facts that make it so."""

    def placed(scope: Scope) -> Any:
        value = run(scope)
        kind = type(value)
        return with_missing(value, complete(value.missing, node, expression, scope)) if kind is U or kind is Interval else value

    return placed


def with_missing(value: Any, missing: Facts) -> Any:
    """Return an unknown, or a number between two bounds, that lacks these facts: itself if they are its own."""
    if missing is value.missing:
        return value
    return U(missing) if isinstance(value, U) else value._replace(missing=missing)


def complete(missing: Facts, node: TreeNode, expression: Expression, scope: Scope) -> Facts:
    """Put the paths of the facts behind a node where an answer lacks any."""
    for each in parts(missing)[0]:  # what is shared has its paths
        if not each.path:
            return place(missing, node, expression, scope)
    return missing


def place(missing: Facts, node: TreeNode, expression: Expression, scope: Scope) -> Facts:
    """Put the paths of the facts behind a node where an answer lacks them."""
    paths = [path for part in _culprits(node, expression, scope) for path in _paths(part, expression, scope)]
    where = paths or [(node.text,)]
    return frozenset(n for m in missing for n in ([m] if m.path else [Missing(path, m.reason) for path in where]))


def _culprits(node: TreeNode, expression: Expression, scope: Scope) -> list[TreeNode]:
    """Return the parts that are ``none`` or known to the month only, else all parts."""
    # the body is asked on other days and told its own places; here the days themselves are to blame
    parts = node.parts[:-1] if node.op in ("on", "throughout") else node.parts
    values = [(p, expression.build(p)(scope)) for p in parts if p.op not in ("list", "items")]
    # ``none`` or a month is what makes an answer undefined; where neither is there, every part may be
    return [p for p, v in values if v is NONE or (isinstance(v, Span) and v.first != v.last)] or [p for p, _ in values]


def _paths(node: TreeNode, expression: Expression, scope: Scope) -> list[Path]:
    """Return the paths of the fields that a node reads, as far as they can be told."""
    if node.op == "field":
        owner = expression.build(node.parts[0])(scope)
        return [(*owner.path, node.name)] if isinstance(owner, Thing) else _paths(node.parts[0], expression, scope)
    return [path for part in node.parts if not node.clauses for path in _paths(part, expression, scope)]
