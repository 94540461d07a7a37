"""The outline of a deal file for an editor: sections, and the records in them by id and name."""

from typing import NamedTuple

from legalmodel.base.speech import section_name
from legalmodel.base.speech import sort_of as sort_name
from legalmodel.editing.sheet import DealText, Extent, NamedRecord
from legalmodel.editing.stands import RECORD, RECORDS, stand_at
from legalmodel.editing.tree import Knot
from legalmodel.model.deal import SECTIONS


class OutlineEntry(NamedTuple):
    """A section or a record: ``whole`` is all of it, ``name_at`` its key."""

    name: str
    detail: str
    kind: str
    whole: Extent
    name_at: Extent
    inner: "tuple[OutlineEntry, ...]" = ()


def symbols(text: DealText) -> list[OutlineEntry]:
    """Return the sections of a text with their records, in its order, whatever state it is in."""
    return [_section(text, knot) for knot in text.tree.top.inner if not knot.bare]


def _section(text: DealText, knot: Knot) -> OutlineEntry:
    sort = SECTIONS.get(knot.key)
    inner: tuple[OutlineEntry, ...] = ()
    if sort and stand_at(knot.path).kind == RECORDS:
        inner = tuple(_record(text, record, sort) for record in knot.inner)
    return _entry(knot, knot.key, section_name(knot.key), "section", inner)


def _record(text: DealText, knot: Knot, sort: str) -> OutlineEntry:
    named = NamedRecord(knot.key, sort, knot).name(text)
    inner = tuple(
        _entry(field, field.key, "", "group", tuple(_entry(each, each.key, "", "record") for each in field.inner))
        for field in knot.inner
        if field.inner and stand_at(field.path).kind in (RECORD, RECORDS)
    )
    return _entry(knot, knot.key, named or sort_name(sort), "record", inner)


def _entry(knot: Knot, name: str, detail: str, kind: str, inner: tuple[OutlineEntry, ...] = ()) -> OutlineEntry:
    return OutlineEntry(name, detail, kind, Extent(knot.key_start, knot.last), Extent(knot.key_start, knot.key_end), inner)
