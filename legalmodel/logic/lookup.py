"""Loops that go only through the items that can count: those whose field is, or may be, what the loop compares it with.

``any(… for a in agencies if a.principal == x)`` need not look at the agencies of others, for to them the test says no whatever else
they are; nor ``any(… for p in pools if p in hop.assets)`` at pools that are surely none of these. An index is made once for each list and field, and kept with the list; where several tests could lead, the shortest way
is taken.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple

from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Items, U
from legalmodel.logic.lists import Run, as_items
from legalmodel.logic.scope import Scope
from legalmodel.logic.tree import ForClause, TreeNode

FEW = 8
"""A list no longer than this is gone through."""

Test = tuple[str, TreeNode]
"""A field of a loop's items, empty for the items themselves, and what it must be equal to for an item to count."""


class Lookup(NamedTuple):
    """By which fields a list may be looked through: what each must be equal to, or the list that it must be in."""

    fields: tuple[tuple[str, Run], ...]
    within: tuple[tuple[str, Run], ...] = ()

    def ways(self, items: Items, scope: Scope) -> list["Way"]:
        """Return the ways in which a list may be looked through."""
        keys = [(field, key) for field, wanted in self.fields if (key := _key(wanted(scope))) is not None]
        indexes = [(index_of(items, field), key) for field, key in keys]
        ways = [(index.by_key.get(key, []), index.unsure) for index, key in indexes]
        for field, wanted in self.within:
            if (members := _keys(wanted(scope))) is not None:
                index = index_of(items, field)
                ways.append((sorted({n for key in members for n in index.by_key.get(key, ())}), index.unsure))
        return ways


Way = tuple[list[int], list[int]]
"""Where the items stand whose field surely is what is wanted, and those of which that is not known."""


def length_of(way: Way) -> int:
    """Return how many items there are on a way."""
    return len(way[0]) + len(way[1])


def shortest(items: Items, ways: list[Way]) -> Iterable[Any]:
    """Return, in order, the known items on the shortest of some ways; all if there is none."""
    known = items.known
    if not ways:
        return known
    # each way alone leaves out nobody who counts; to intersect them would look at what it saves
    found, unsure = min(ways, key=length_of)
    # in the order of the file, so that answers and proofs are those of going through the list
    return map(known.__getitem__, sorted((*found, *unsure)) if found and unsure else found or unsure)


class Index(NamedTuple):
    """Where in a list the items stand that have each value of a field, and those of which that is not sure.

    ``silent`` tells that these are all silent, or say why they are: that they are not asked of their value, whatever it is.
    """

    by_key: dict[Any, list[int]]
    unsure: list[int]
    silent: bool


def index_of(items: Items, field: str) -> Index:
    """Return the index of a list by a field, made on first need and kept with the list."""
    if field not in items.indexes:
        items.indexes[field] = _index(items.known, field)
    found: Index = items.indexes[field]
    return found


def nobody_has(items: Items, field: str, value: Any) -> bool:
    """Tell whether no item of a list has a value in a field, and none could be told by it from who has another such value."""
    key, index = _key(value), index_of(items, field)
    return key is not None and index.silent and not items.doubtful and key not in index.by_key


def _index(known: tuple[Any, ...], field: str) -> Index:
    by_key: dict[Any, list[int]] = {}
    unsure: list[int] = []
    silent = True
    for n, item in enumerate(known):
        value = item if not field else item.fields.get(field) if type(item) is Thing else None
        if (key := _key(value)) is not None:
            by_key.setdefault(key, []).append(n)
        elif value is not NONE:  # what is known not to be there is equal to nothing
            unsure.append(n)
            silent = silent and type(item) is Thing and (value is None or type(value) is U)
    return Index(by_key, unsure, silent)


def _key(value: Any) -> Any:
    """Return what is the same for two values if and only if they are surely equal; None if that is not sure of a value."""
    if type(value) is Thing:
        # a class of persons or somebody unnamed may be equal to another: no key says so
        return value.path if value.certain else None
    return value if type(value) is str else None


def _keys(value: Any) -> list[Any] | None:
    """Return the keys of all items of a list; None if it may hold more, or one of which it is not sure what it is equal to."""
    if type(value) is U or (type(value) is Items and (value.open or value.doubtful)):
        return None
    keys = [_key(item) for item in as_items(value)]
    return None if None in keys else keys


def lookup_of(node: TreeNode, number: int, build: Callable[[TreeNode], Run]) -> Lookup:
    """Return how the list of one of the loops of a node is looked through, its closures made by ``build``."""
    tests = tests_of(node.clauses, number, node.op, node.parts[0])
    members = _memberships(node.clauses, number, node.op, node.parts[0])
    return Lookup(*(tuple([(field, build(wanted)) for field, wanted in found]) for found in (tests, members)))


def candidates_of(node: TreeNode, number: int, build: Callable[[TreeNode], Run]) -> Callable[[Items, Scope], Iterable[Any]]:
    """Return what gives, in order, the known items of the list of a loop but those of which it is sure that they do not count.

    They are fetched one by one: ``any`` often ends at the first, and thousands that have the same value would be copied for each that asks.
    How the list is looked through is found once a list is long: in most deals no list of most rules is.
    """
    found: list[Lookup] = []

    def candidates(items: Items, scope: Scope) -> Iterable[Any]:
        if len(items.known) <= FEW:
            return items.known
        if not found:
            found.append(lookup_of(node, number, build))
        return shortest(items, found[0].ways(items, scope))

    return candidates


def tests_of(clauses: tuple[ForClause, ...], number: int, quantifier: str, body: TreeNode) -> list[Test]:
    """Return what the items of one of several loops must meet to count for anything.

    An item does not count if a condition of the loop is false for it; nor, in ``any``, if the body is; nor, in ``all``, if the
    body is true.
    """
    clause = clauses[number]
    # the other side has to stand before this loop turns: what it or an inner loop binds does not
    names = {c.name for c in clauses[number:]}
    found = [_test(part, "==", clause.name, names) for part in _conditions(clause)]
    # the body speaks of one item of every loop: only in the innermost does it alone rule an item out
    if number == len(clauses) - 1 and quantifier in ("any", "all"):
        joined, sign = ("and", "==") if quantifier == "any" else ("or", "!=")
        found += [_test(part, sign, clause.name, names) for part in _parts(body, joined)]
    return [test for test in found if test]


def _memberships(clauses: tuple[ForClause, ...], number: int, quantifier: str, body: TreeNode) -> list[Test]:
    """Return the lists that an item of a loop, or a field of it, must be in to count: ``p in hop.assets``."""
    clause, within = clauses[number], {c.name for c in clauses[number:]}
    tests = [*_conditions(clause)]
    if number == len(clauses) - 1 and quantifier == "any":
        tests += _parts(body, "and")
    found = []
    for test in tests:
        if test.op == "in" and test.parts[0].kind.name in _COMPARED and test.parts[1].op in ("field", "var"):
            field, many = _field(test.parts[0], clause.name), test.parts[1]
            if field is not None and not any(n.op == "var" and n.name in within for n in many.walk()):
                found.append((field, many))
    return found


def _conditions(clause: ForClause) -> list[TreeNode]:
    return [part for condition in clause.conditions for part in _parts(condition, "and")]


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


_COMPARED: Final = frozenset(("thing", "choice", "text", "word"))
"""Kinds of which a value that is known is equal to another or surely is not."""


def _field(side: TreeNode, item: str) -> str | None:
    if side.op == "var" and side.name == item:
        return ""
    inner = side.parts[0] if side.op == "field" else None
    return side.name if inner is not None and inner.op == "var" and inner.name == item else None
