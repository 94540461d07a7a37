"""What may stand at each path of a deal file: a record, records under ids, a value, a map that says how fields are known."""

from collections.abc import Iterator
from typing import NamedTuple

from legalmodel.base.places import Path
from legalmodel.editing.tree import Knot, Tree
from legalmodel.model.deal import Deal
from legalmodel.model.record import MAPS, Field, Record
from legalmodel.model.shape import fields

RECORD, RECORDS, VALUE, ITEM, MAP, ENTRY, BY, NOTHING = (
    "record",
    "records",
    "value",
    "item",
    "map",
    "entry",
    "by",
    "nothing",
)


class MayStand(NamedTuple):
    """What a path leads to.

    ``kind``: a *record*, *records* under ids, a *value* or an *item* of a list, a *map* of the record, an *entry* of a map, or values *by* day
    or document. ``record`` is the kind of record around it (of a record: itself), ``field`` the field whose value it is, ``map`` the
    map that it stands in, ``name`` the name of the field.
    """

    kind: str
    record: type[Record] | None = None
    field: Field | None = None
    map: str = ""
    name: str = ""

    @property
    def thing(self) -> str:
        """The sort of record that a value names; empty if it names none."""
        if self.kind not in (VALUE, ITEM) or self.field is None or self.field.written is None:
            return ""
        kind = self.field.written.kind.item or self.field.written.kind
        return kind.of if kind.name == "thing" else ""


TOP = MayStand(RECORD, Deal)
_NOTHING = MayStand(NOTHING)
_BY = frozenset(("dated", "sourced"))


def inside(outer: MayStand, step: str) -> MayStand:
    """Return what may stand one step further in."""
    kind, record, field = outer.kind, outer.record, outer.field
    if kind == RECORD and record is not None:
        if step in MAPS:
            return MayStand(MAP, record, map=step)
        found = fields(record).get(step)
        return _of(record, found, step) if found else _NOTHING
    if kind == RECORDS and field is not None:
        return MayStand(RECORD, field.inner, field, name=step)
    if kind == MAP and record is not None:
        return MayStand(BY if outer.map in _BY else ENTRY, record, fields(record).get(step), outer.map, step)
    if kind == BY and field is not None:
        return _of(record, field, outer.name)._replace(map=outer.map)
    if kind == VALUE:
        return outer._replace(kind=ITEM)
    return _NOTHING


def _of(record: type[Record] | None, field: Field, name: str) -> MayStand:
    if field.inner is None:
        return MayStand(VALUE, record, field, name=name)
    return MayStand(RECORDS if field.keyed else RECORD, record if field.keyed else field.inner, field, name=name)


def stand_at(path: Path) -> MayStand:
    """Return what may stand at a path."""
    found = TOP
    for step in path:
        found = inside(found, step)
    return found


def stands(tree: Tree) -> Iterator[tuple[Knot, MayStand]]:
    """Yield every entry of a text with what may stand there, in the order of the text."""
    left: list[tuple[Knot, MayStand]] = [(knot, inside(TOP, knot.key)) for knot in reversed(tree.top.inner)]
    while left:
        knot, stand = left.pop()
        yield knot, stand
        left += [(inner, inside(stand, inner.key)) for inner in reversed(knot.inner)]
