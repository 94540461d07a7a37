"""A checked expression as plain data, and back: what was checked beforehand need not be checked at every start.

Data that JSON can hold. A node is a list: what it does, its kind, offset and width in the text, name, value, parts, loops, and its
text where that is not the stretch of the source; what is empty at the end is left out.
"""

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

from legalmodel.base.kinds import Kind
from legalmodel.logic.tree import SCALAR, Analysis, ForClause, TreeNode

Data = list[Any]
_BEFORE, _END = b',\n"expressions":[\n', b"\n]\n}\n"
"""What stands before all expressions of a ready file, and behind them."""
_EMPTY: tuple[Any, ...] = ("", None, [], [], None)


def to_data(analysis: Analysis) -> Data:
    """Return a checked expression as plain data; the same expression gives the same data."""
    return [
        analysis.text,
        written(analysis.kind),
        _of_node(analysis.tree, analysis.text),
        sorted(map(list, analysis.reads)),
        sorted(analysis.questions),
        sorted(analysis.sections),
        list(analysis.bare_numbers),
    ]


def from_data(text: str, kind: str, rest: str | bytes) -> Analysis:
    """Return the checked expression that such data came from; ``rest``, the data beyond text and kind, is still JSON."""
    import json

    tree, reads, questions, sections, numbers = json.loads(rest)
    return Analysis(
        text,
        _node(tree, text),
        kind_of(kind),
        frozenset((sort, field) for sort, field in reads),
        frozenset(questions),
        frozenset(sections),
        tuple(numbers),
    )


def laid_down(head: Iterable[str], entries: Iterable[tuple[str, str]]) -> str:
    """Return the JSON of a ready file: the fields of its head, then its expressions in order, each on two lines: what it hangs on, and the rest."""
    lines = ",\n".join(sorted({f"[{key},\n{rest}]" for key, rest in entries}))
    return "".join(("{\n", ",\n".join(head), _BEFORE.decode(), lines, _END.decode()))


def taken_up(held: bytes) -> tuple[str, str, list[bytes]]:
    """Take a ready file apart without reading the trees: the JSON of its head, of all that the expressions hang on, and of the rest of each.

    Raises ValueError if it is not laid out so.
    """
    head, mark, tail = held.partition(_BEFORE)
    lines = tail.removesuffix(_END).split(b"\n") if tail != _END else []
    if not mark or len(lines) % 2:
        raise ValueError("no ready file")
    keys = b",".join([line[1:-1] for line in lines[0::2]])
    return head.decode() + "}", f"[{keys.decode()}]", [line[:-2] if line[-1:] == b"," else line[:-1] for line in lines[1::2]]


def written(kind: Kind) -> str:
    """Write a kind down in a few letters."""
    return f"{kind.name}:{kind.of}:{written(kind.item)}" if kind.item else f"{kind.name}:{kind.of}"


@cache
def kind_of(written: str) -> Kind:
    """Return the kind that was written down."""
    name, of, *item = written.split(":", 2)
    return Kind(name, of, kind_of(item[0]) if item else None)


def _of_node(node: TreeNode, source: str) -> Data:
    data = [node.op, written(node.kind), node.offset, node.width, node.name, _of_value(node.value)]
    data.append([_of_node(part, source) for part in node.parts])
    data.append([[c.name, _of_node(c.source, source), [_of_node(x, source) for x in c.conditions]] for c in node.clauses])
    data.append(None if node.text == source[node.offset : node.offset + node.width] else node.text)
    # most nodes have neither value nor loops: what is empty at the end is left out, for all of it is read again
    while data[-1] == _EMPTY[len(data) - 5]:
        data.pop()
    return data


def _of_value(value: Any) -> Any:
    # in order, so that the same law makes the same file and the same digest
    return sorted(value) if isinstance(value, frozenset) else str(value) if isinstance(value, Decimal) else value


def _node(data: Data, source: str) -> TreeNode:
    op, kind, offset, width = data[:4]
    node = TreeNode(op, kind_of(kind))
    node.offset, node.width, node.text = offset, width, source[offset : offset + width]
    if (length := len(data)) > 4:
        node.name = data[4]
    if length > 5 and data[5] is not None:
        node.value = _value(data[5], node)
    if length > 6:
        node.parts = tuple([_node(part, source) for part in data[6]])
    if length > 7:
        node.clauses = tuple([_clause(clause, source) for clause in data[7]])
    if length > 8:
        node.text = data[8]
    return node


def _value(value: Any, node: TreeNode) -> Any:
    if type(value) is list:
        return frozenset(value)
    return Decimal(value) if node.kind == SCALAR else value


def _clause(data: Data, source: str) -> ForClause:
    name, listed, conditions = data
    return ForClause(name, _node(listed, source), tuple([_node(condition, source) for condition in conditions]))
