"""An expression after checking: a tree of nodes, each with its kind. Every engine (run, prove, SQL) starts from here."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from legalmodel.base.kinds import Kind

SCALAR = Kind("scalar")
"""A pure number that may stand beside a share or a number: 0, 1, or one amount divided by another."""
WORD = Kind("word")
"""A string in quotation marks, before it is known of which list it is a word."""
NOTHING = Kind("none")
"""The word ``none``."""


class ForClause:
    """One ``for name in source if conditions`` of a comprehension."""

    __slots__ = ("conditions", "name", "source")

    def __init__(self, name: str, source: "TreeNode", conditions: "tuple[TreeNode, ...]") -> None:
        self.name, self.source, self.conditions = name, source, conditions


class TreeNode:
    """One step of an expression.

    ``op`` says which: ``const var section ever deal threshold field`` (leaves and access), ``and or not compare ratio in``
    (truth), ``+ - * negative least greatest`` (numbers), ``all any`` and ``sum len min max list items`` (lists; with
    ``clauses`` if written as a comprehension), ``is_a within`` (codes), ``ask`` (the graph), ``on throughout`` (days) and
    ``days_after months_after years_after days_between``. ``name`` is the field, operator, question or word; ``value`` a constant
    or the words below one; ``text``, ``offset`` and ``width`` are the place in the source. Nodes are compared by identity.
    """

    __slots__ = ("clauses", "kind", "name", "offset", "op", "parts", "text", "value", "width")

    def __init__(self, op: str, kind: Kind, parts: "tuple[TreeNode, ...]" = (), name: str = "", value: Any = None) -> None:
        self.op, self.kind, self.parts, self.name, self.value = op, kind, parts, name, value
        self.clauses: tuple[ForClause, ...] = ()
        self.text, self.offset, self.width = "", 0, 0

    def walk(self) -> "Iterator[TreeNode]":
        """Yield this node and all below it."""
        yield self
        for clause in self.clauses:
            for node in (clause.source, *clause.conditions):
                yield from node.walk()
        for part in self.parts:
            yield from part.walk()

    def taken(self) -> "tuple[TreeNode, ...]":
        """Return, one for each name, the variables and numbers of the law that it takes from outside."""
        nodes = tuple(self.walk())
        bound = {clause.name for n in nodes for clause in n.clauses}  # a name is bound once in a rule, so none is both
        found = {(n.op, n.name): n for n in nodes if n.op == "threshold" or (n.op == "var" and n.name not in bound)}
        return tuple(found.values())

    def __repr__(self) -> str:
        return f"<{self.op} {self.text}>"


class Sight(NamedTuple):
    """What an expression may see: sorts of records and questions of the graph; and whether it asks which country lies in which union."""

    reads: frozenset[str]
    unions: bool


def sight_of(node: TreeNode) -> Sight:
    """Return what a node may see."""
    nodes = tuple(node.walk())
    reads = {n.parts[0].kind.of if n.op == "field" else n.name for n in nodes if n.op in ("field", "ask")}
    reads |= {n.kind.item.of for n in nodes if n.op == "section" and n.kind.item}  # what runs is seen on its days
    return Sight(frozenset(reads), any(n.op == "within" for n in nodes))


class Analysis(NamedTuple):
    """A checked expression.

    ``reads`` are the (sort, field) pairs it may read, ``sections`` the sections it lists or that its questions depend on,
    ``bare_numbers`` the numbers other than 0 and 1 written into it, which lint refuses.
    """

    text: str
    tree: TreeNode
    kind: Kind
    reads: frozenset[tuple[str, str]]
    questions: frozenset[str]
    sections: frozenset[str]
    bare_numbers: tuple[str, ...]


def never_negative(node: TreeNode) -> bool:
    """Tell whether a value is zero or more even when it is unknown: amounts and shares are, differences and rates are not."""
    if node.op in ("+", "*", "sum", "min", "max", "least", "greatest", "list", "items"):
        return bool(node.parts) and all(never_negative(p) for p in node.parts)
    if node.op == "const":
        return bool(node.value >= 0)
    if node.op in ("field", "ask", "var", "threshold"):
        kind = node.kind.item or node.kind
        return kind.name == "money" or (kind.name == "share" and kind.of != "rate")
    return node.op == "len"
