"""A record that would have to be there: put together from the conditions that ask for one."""

from collections.abc import Callable, Iterator
from typing import Any

from legalmodel.base.things import Thing, latest
from legalmodel.base.values import NONE, Items, Span, U
from legalmodel.graph.graph import Graph
from legalmodel.judgment.variants.values import as_file, beyond, something
from legalmodel.judgment.variants.wish import Otherwise, Way, frozen
from legalmodel.logic.expression import Expression
from legalmodel.logic.scope import Scope
from legalmodel.logic.tree import TreeNode
from legalmodel.model.deal import SECTIONS

NEW = "cure"
"""What ids of new records begin with."""
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_DAYS = {"filings": "date", "disclosures": "date", "events": "date"}
"""Sections whose records have one day -> the field that holds it; all others run from ``since``."""


def fresh(
    expression: Expression, node: TreeNode, scope: Scope, graph: Graph, may: Callable[[Thing, str], bool]
) -> Iterator[Way]:
    """Yield the way that adds one record which meets all that a loop over a section asks of it, as far as that can be read off."""
    if len(node.clauses) != 1:
        return
    clause = node.clauses[0]
    section = clause.source.name if clause.source.op in ("section", "ever") else ""
    record: dict[str, Any] = {}
    if clause.source.op == "ask" and clause.source.name in ("performs", "appointments"):
        work, principal = (expression.build(p)(scope) for p in clause.source.parts[:2])
        if isinstance(work, str) and isinstance(principal, Thing):
            section, record = "agencies", {"principal": principal.id, "function": work}
    sort = SECTIONS.get(section)
    if sort is None:
        return
    stand_in = Thing(sort, NEW, (section, NEW))
    if not may(stand_in, ""):
        return
    reader = _RecordReader(expression, scope, clause.name, graph, stand_in)
    if all(reader.read(part, record) for part in (*clause.conditions, node.parts[0])):
        yield frozenset((Otherwise((section, _id(graph, section)), frozen(_dated(section, record, graph)), new=True),))


def _id(graph: Graph, section: str) -> str:
    taken, number = {t.id for t in graph.section(section).known}, 1
    while f"{NEW}_{number}" in taken:
        number += 1
    return f"{NEW}_{number}"


def _dated(section: str, record: dict[str, Any], graph: Graph) -> dict[str, Any]:
    """Give a record its day where its conditions do not: that of closing, for a plan; whoever writes it into a closed deal puts another."""
    field = _DAYS.get(section, "since")
    closing = latest(graph.deal.fields.get("closing"))
    if field not in record and isinstance(closing, Span):
        record[field] = str(closing.last)
    return record


class _RecordReader:
    """Reads off a condition what a record must say."""

    __slots__ = ("expression", "graph", "name", "scope", "stand_in")

    def __init__(self, expression: Expression, scope: Scope, name: str, graph: Graph, stand_in: Thing) -> None:
        self.expression, self.scope, self.name, self.graph, self.stand_in = expression, scope, name, graph, stand_in

    def read(self, node: TreeNode, record: dict[str, Any]) -> bool:
        """Put into a record what a condition asks of it; return whether that could be read off."""
        if not self.speaks(node):
            return bool(self.expression.build(node)(self.scope) is True)
        if node.op == "and":
            return all(self.read(part, record) for part in node.parts)
        if node.op == "or":
            return any(self.read(part, record) for part in node.parts)
        if node.op == "field" and self.own(node):
            return self.put(record, node, "yes")
        if node.op == "is_a" and self.own(node.parts[0]):
            words = [p.value for p in node.parts[1:] if isinstance(p.value, str)] or [node.name]
            return self.put(record, node.parts[0], words[0])
        if node.op == "in" and self.own(node.parts[1]) and not self.speaks(node.parts[0]):
            return self.put(
                record, node.parts[1], (as_file(self.expression.build(node.parts[0])(self.scope), node.parts[0].kind),)
            )
        return node.op == "compare" and self.compared(node, record)

    def compared(self, node: TreeNode, record: dict[str, Any]) -> bool:
        a, b = node.parts
        for own, other, sign in ((a, b, node.name), (b, a, _FLIPPED.get(node.name, node.name))):
            if self.own(own) and not self.speaks(other):
                bound = self.expression.build(other)(self.scope)
                if isinstance(bound, U | Items):
                    return False
                if sign == "!=":
                    value = next(something(self.graph, self.stand_in, own.name, own.kind), None) if bound is NONE else None
                else:
                    value = as_file(bound if sign == "==" else beyond(sign, bound), own.kind)
                return self.put(record, own, value)
        return False

    def own(self, node: TreeNode) -> bool:
        """Tell whether a node is a field of the record itself."""
        return node.op == "field" and node.parts[0].op == "var" and node.parts[0].name == self.name

    def speaks(self, node: TreeNode) -> bool:
        """Tell whether a condition speaks of the record at all."""
        return any(n.op == "var" and n.name == self.name for n in node.walk())

    def put(self, record: dict[str, Any], node: TreeNode, value: Any) -> bool:
        if value is None or record.get(node.name, value) != value:
            return False
        record[node.name] = value
        return True
