"""Ids in a deal file: where each is defined, where it is named, and its renaming in all places."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.editing.sheet import DealText, Extent, NamedRecord, TextEdit
from legalmodel.editing.stands import ENTRY, ITEM, VALUE, MayStand, stand_at, stands
from legalmodel.editing.tree import Knot
from legalmodel.model.check_ids import RESERVED

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}\Z")
_CITED = re.compile(r"(?:\A|;)\s*([A-Za-z][A-Za-z0-9_-]*)")


class NamedAt(NamedTuple):
    """A spot at which an id is named, without quotation marks; ``sort`` is what has to stand there."""

    id: str
    start: int
    end: int
    sort: str


def named(text: DealText) -> Iterator[NamedAt]:
    """Yield every spot at which a record is named by its id: in fields, in maps, in evidence, in ``complete``."""
    for knot, stand in stands(text.tree):
        yield from _named(text, knot, stand)


def _named(text: DealText, knot: Knot, stand: MayStand) -> Iterator[NamedAt]:
    if stand.map == "sourced" and stand.kind in (VALUE, ITEM) and knot.parent is not None and knot.key_end > knot.key_start:
        yield _spot(text.text, knot.key_start, knot.key_end, "document")
    if knot.boxed:
        return
    if stand.thing:
        yield _spot(text.text, knot.start, knot.end, stand.thing)
    elif stand.kind == ENTRY and stand.map == "assumed":
        yield _spot(text.text, knot.start, knot.end, "assumption")
    elif stand.kind == ENTRY and stand.map == "evidence":
        inner = _spot(text.text, knot.start, knot.end, "document")
        for match in _CITED.finditer(inner.id):
            yield NamedAt(match[1], inner.start + match.start(1), inner.start + match.end(1), "document")
    elif stand.kind in (ITEM, VALUE) and stand.name == "complete":
        inner = _spot(text.text, knot.start, knot.end, "any")
        section, point, rest = inner.id.partition(".")
        id = rest.partition(".")[0]
        if point and id:
            start = inner.start + len(section) + 1
            yield NamedAt(id, start, start + len(id), "any")


def _spot(text: str, start: int, end: int, sort: str) -> NamedAt:
    if end - start > 1 and text[start] in "'\"" and text[end - 1] == text[start]:
        start, end = start + 1, end - 1
    return NamedAt(text[start:end], start, end, sort)


def id_at(text: DealText, at: int) -> NamedAt | None:
    """Return the id that a spot touches, where it is defined or where it is named; None if it touches none."""
    for spot in _near(text, at):
        if spot.start <= at <= spot.end and spot.id in text.ids:
            return spot
    return None


def _near(text: DealText, at: int) -> Iterator[NamedAt]:
    touched = text.tree.around(at)
    if touched is None:
        return
    for record in text.ids.get(touched.key, ()):
        if record.knot is touched and touched.key_start <= at <= touched.key_end:
            yield defined_at(text, record)

    yield from _named(text, touched, stand_at(touched.path))


def defined_at(text: DealText, record: NamedRecord) -> NamedAt:
    """Return the key under which a record stands."""
    return _spot(text.text, record.knot.key_start, record.knot.key_end, record.sort)


def definition(text: DealText, at: int) -> list[Extent]:
    """Return where the record stands whose id a spot touches."""
    spot = id_at(text, at)
    return [Extent(*defined_at(text, r)[1:3]) for r in text.ids.get(spot.id, ())] if spot else []


def references(text: DealText, at: int, with_definition: bool = True) -> list[Extent]:
    """Return every spot at which the record is named whose id a spot touches."""
    spot = id_at(text, at)
    if spot is None:
        return []
    found = [Extent(n.start, n.end) for n in named(text) if n.id == spot.id]
    return sorted({*found, *(definition(text, at) if with_definition else ())})


def rename(text: DealText, at: int, new: str) -> list[TextEdit]:
    """Return the edits that give a record another id in all places; comments and layout stay.

    Raises BadRequest if the spot touches no id, or the new one cannot be an id, or is one already.
    """
    spot = id_at(text, at)
    if spot is None:
        raise BadRequest(say("no id of a record stands here"), say("put the cursor on the key of a record, or on its id"))
    if new == spot.id:
        return []
    if new in RESERVED or not _ID.match(new):
        raise BadRequest(
            say("'{id}' cannot be an id", id=new[:40]),
            say("begin with a letter; then letters, digits, '_' or '-', at most 64 in all"),
        )
    if new in text.ids:
        raise BadRequest(say("'{it}' is there already", it=new), say("take another id"))
    if len(text.ids[spot.id]) > 1:
        raise BadRequest(say("'{id}' stands for several records", id=spot.id), say("give one of them another id by hand first"))
    return [TextEdit(start, end, new) for start, end in references(text, at)]
