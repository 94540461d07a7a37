"""Loops that go only through the items that can count: those whose field is, or may be, what the loop compares it with.

``any(… for a in agencies if a.principal == x)`` need not look at the agencies of others, for to them the test says no whatever else
they are. An index is made once for each list and field, and kept with the list; where several tests could lead, the shortest way
is taken.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Items
from legalmodel.logic.lists import Run
from legalmodel.logic.scope import Scope
from legalmodel.logic.tree import ForClause, TreeNode

FEW = 8
"""A list no longer than this is gone through."""

Test = tuple[str, TreeNode]
"""A field of a loop's items, empty for the items themselves, and what it must be equal to for an item to count."""


class Lookup(NamedTuple):
    """By which fields a list may be looked through, and what each must be equal to."""

    fields: tuple[tuple[str, Run], ...]

    def candidates(self, items: Items, scope: Scope) -> tuple[Any, ...]:
        """Return, in order, the known items but those of which it is sure that they do not count."""
        known = items.known
        if len(known) <= FEW:
            return known
        ways = [_found(items, field, key) for field, wanted in self.fields if (key := _key(wanted(scope))) is not None]
        if not ways:
            return known
        found, unsure = min(ways, key=lambda way: len(way[0]) + len(way[1]))
        return tuple([known[n] for n in (sorted((*found, *unsure)) if unsure else found)])


def _found(items: Items, field: str, key: Any) -> tuple[list[int], list[int]]:
    """Return where the items stand whose field surely is what is wanted, and those of which that is not known."""
    if field not in items.indexes:
        items.indexes[field] = _index(items.known, field)
    by_key, unsure = items.indexes[field]
    return by_key.get(key, []), unsure


def _index(known: tuple[Any, ...], field: str) -> tuple[dict[Any, list[int]], list[int]]:
    by_key: dict[Any, list[int]] = {}
    unsure: list[int] = []
    for n, item in enumerate(known):
        value = item if not field else item.fields.get(field) if type(item) is Thing else None
        if (key := _key(value)) is not None:
            by_key.setdefault(key, []).append(n)
        elif value is not NONE:  # what is known not to be there is equal to nothing
            unsure.append(n)
    return by_key, unsure


def _key(value: Any) -> Any:
    """Return what is the same for two values if and only if they are surely equal; None if that is not sure of a value."""
    if type(value) is Thing:
        return value.path if value.certain else None
    return value if type(value) is str else None


def tests_of(clauses: tuple[ForClause, ...], number: int, quantifier: str, body: TreeNode) -> list[Test]:
    """Return what the items of one of several loops must meet to count for anything.

    An item does not count if a condition of the loop is false for it; nor, in ``any``, if the body is; nor, in ``all``, if the
    body is true.
    """
    clause = clauses[number]
    names = {c.name for c in clauses[number:]}
    found = [_test(part, "==", clause.name, names) for condition in clause.conditions for part in _parts(condition, "and")]
    if number == len(clauses) - 1 and quantifier in ("any", "all"):
        joined, sign = ("and", "==") if quantifier == "any" else ("or", "!=")
        found += [_test(part, sign, clause.name, names) for part in _parts(body, joined)]
    return [test for test in found if test]


def _parts(test: TreeNode, joined: str) -> Iterator[TreeNode]:
    if test.op != joined:
        yield test
    else:
        for part in test.parts:
            yield from _parts(part, joined)


def _test(test: TreeNode, sign: str, item: str, names: set[str]) -> Test | None:
    """Return the field and the other side of ``item.field == other``, where the other side does not hang on the item."""
    if test.op != "compare" or test.name != sign or any(p.kind.name not in _COMPARED for p in test.parts):
        return None
    for side, other in (test.parts, test.parts[::-1]):
        field = _field(side, item)
        if field is not None and not any(n.op == "var" and n.name in names for n in other.walk()):
            return field, other
    return None


_COMPARED = frozenset(("thing", "choice", "text", "word"))
"""Kinds of which a value that is known is equal to another or surely is not."""


def _field(side: TreeNode, item: str) -> str | None:
    if side.op == "var" and side.name == item:
        return ""
    inner = side.parts[0] if side.op == "field" else None
    return side.name if inner is not None and inner.op == "var" and inner.name == item else None
