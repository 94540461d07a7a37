"""What may be written at a spot of a deal file: sections, fields, words, ids, and the maps that say how fields are known."""

from collections.abc import Iterator
from typing import NamedTuple

from legalmodel.base.language import say
from legalmodel.base.speech import field_name, section_name, word_of
from legalmodel.base.speech import sort_of as sort_name
from legalmodel.editing.cursor import KEY, TypedSpot, typed_spot
from legalmodel.editing.described import described
from legalmodel.editing.sheet import DealText
from legalmodel.editing.stands import BY, ENTRY, ITEM, MAP, RECORD, VALUE, MayStand
from legalmodel.editing.tree import Knot
from legalmodel.model.deal import SECTIONS
from legalmodel.model.lists import COUNTRIES, CURRENCIES, GB_PARTS, US_PARTS
from legalmodel.model.readers import WORDS
from legalmodel.model.record import MAPS, Field
from legalmodel.model.shape import fields
from legalmodel.model.words import REASONS, STATUSES

_TAGS = ("en", "zh", "ja", "ko", "fr", "de", "it", "th")


class Proposal(NamedTuple):
    """Something that may be written: ``text`` in the place of what stands from ``start`` up to ``end``.

    ``kind`` is section, field, map, word, id, code or example; ``detail`` a few words beside the label, ``words`` what is shown of it in full.
    """

    label: str
    kind: str
    detail: str
    words: str
    start: int
    end: int
    text: str


def complete(text: DealText, at: int) -> list[Proposal]:
    """Return what may be written at a spot, in the order of the vocabulary; an editor picks by what is typed."""
    spot = typed_spot(text.tree, at)
    if spot is None:
        return []
    return list(_keys(text, spot) if spot.slot == KEY else _values(text, spot))


def _keys(text: DealText, spot: TypedSpot) -> Iterator[Proposal]:
    stand, box = spot.stand, spot.box
    there = {knot.key for knot in box.inner if knot is not spot.entry}
    if stand.kind == RECORD and stand.record is not None:
        known = fields(stand.record)
        gone = {knot.key for knot in (box.find("unknown") or box).inner} if box.find("unknown") else set()
        for name, field in known.items():
            if name not in there and name not in gone:
                yield _key(text, spot, name, "section" if not box.path and name in SECTIONS else "field", field)
        for name in sorted(MAPS - there):
            if box.path:
                yield _key(text, spot, name, "map", stand.record.model_fields[name])
    elif stand.kind == MAP and stand.record is not None and stand.map != "stated":
        given = {knot.key for knot in (box.parent.inner if box.parent else ())} - MAPS
        known = fields(stand.record)
        wanted = list(known)
        if stand.map == "unknown":  # what is given is not unknown; elsewhere what is given is spoken of first
            wanted = [name for name in wanted if name not in given]
        else:
            wanted.sort(key=lambda name: name not in given)
        for name in ["all"] * (stand.map == "evidence") + wanted:
            if name not in there:
                yield _key(text, spot, name, "field", known.get(name))
    elif stand.kind == BY and stand.map == "sourced":
        yield from (_key(text, spot, r.id, "id", None, r.name(text)) for r in text.of_sort("document") if r.id not in there)
    elif (
        stand.kind == VALUE and stand.field and stand.field.written and "object" in str(stand.field.written.schema.get("type"))
    ):
        yield from (_key(text, spot, tag, "code", None, say("language")) for tag in _TAGS if tag not in there)


def _key(text: DealText, spot: TypedSpot, name: str, kind: str, field: Field | None, detail: str = "") -> Proposal:
    written = f'"{name}"' if text.is_json or (spot.box.style == "{" and text.text[spot.start : spot.start + 1] == '"') else name
    if spot.entry is None or spot.entry.bare:
        written += _after(spot.box, field, text.is_json)
    said = detail or (section_name(name) if kind == "section" else field_name(name))
    return Proposal(name, kind, said, described(name, field) if field else "", spot.start, spot.end, written)


def _after(box: Knot, field: Field | None, is_json: bool) -> str:
    """Return what follows a key that is new: records go on lines of their own where those around them do."""
    nests = field is not None and field.inner is not None and box.style not in ("{", "[") and not is_json
    return ":" if nests else ": "


def _values(text: DealText, spot: TypedSpot) -> Iterator[Proposal]:
    lead = " " if spot.spaced else ""
    quoted = text.is_json
    for label, kind, detail, words in _may_be(text, spot.stand):
        written = f'"{label}"' if quoted else label
        yield Proposal(label, kind, detail, words, spot.start, spot.end, lead + written)


_Said = tuple[str, str, str, str]


def _may_be(text: DealText, stand: MayStand) -> Iterator[_Said]:
    if stand.kind == ENTRY:
        yield from _of_map(text, stand.map)
    elif stand.name == "complete" and stand.kind in (VALUE, ITEM) and not stand.map:
        yield from _lists(text)
    elif stand.kind in (VALUE, ITEM) and stand.field is not None and stand.field.written is not None:
        yield from _of_field(text, stand, stand.field)
    elif stand.field is not None and (stand.field.keyed or stand.field.perhaps):
        yield "none", "word", say("there is none"), ""


def _of_map(text: DealText, map: str) -> Iterator[_Said]:
    words = {"status": STATUSES, "unknown": REASONS}.get(map, ())
    yield from ((word, "word", word_of(word), "") for word in words)
    sort = {"evidence": "document", "assumed": "assumption"}.get(map)
    if sort:
        yield from ((r.id, "id", r.name(text), "") for r in text.of_sort(sort))


def _of_field(text: DealText, stand: MayStand, field: Field) -> Iterator[_Said]:
    assert field.written is not None  # noqa: S101  # the caller looked
    kind = field.written.kind.item or field.written.kind
    if kind.name == "thing":
        for record in text.of_sort(kind.of):
            yield record.id, "id", _beside(record.sort, record.name(text)), ""
    elif kind.name in ("choice", "code") and kind.of in WORDS:
        tree = WORDS[kind.of]
        for word, above in tree.items():
            yield word, "word", word_of(word), say("a kind of {wider}", wider=word_of(above)) if above else ""
    elif kind == ("code", "place", None):
        places = (*COUNTRIES.split(), *(f"US-{p}" for p in US_PARTS.split()), *(f"GB-{p}" for p in GB_PARTS.split()))
        yield from ((code, "code", "", "") for code in places)
    elif stand.name == "currency":
        yield from ((code, "code", "", "") for code in CURRENCIES.split())
    elif kind.name != "text":
        yield from ((example, "example", say("for example"), "") for example in map(str, field.examples or ()))
    if stand.kind == VALUE and kind.name not in ("text",) and "none" not in WORDS.get(kind.of, ()):
        yield "none", "word", say("it is known that there is none"), ""


def _beside(sort: str, name: str) -> str:
    return say("{sort}: {name}", sort=sort_name(sort), name=name) if name else sort_name(sort)


def _lists(text: DealText) -> Iterator[_Said]:
    """Yield the sections, and the lists within records, that may be said to be complete."""
    for section in text.tree.top.inner:
        if section.key in SECTIONS:
            yield section.key, "section", section_name(section.key), ""
            for record in section.inner:
                yield from (
                    (".".join(knot.path), "field", field_name(knot.key), "")
                    for knot in record.inner
                    if knot.key not in MAPS and (knot.style in ("[", "-") or any(k.inner for k in knot.inner))
                )
