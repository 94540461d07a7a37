"""What is told of the word under the cursor: a field, a word of the vocabulary, an id, a section."""

from typing import NamedTuple

from legalmodel.base.language import chinese, say
from legalmodel.base.speech import field_name, section_name, word_of
from legalmodel.base.speech import sort_of as sort_name
from legalmodel.base.trees import upwards
from legalmodel.editing.described import described, law_words, who_words
from legalmodel.editing.ids import id_at
from legalmodel.editing.sheet import DealText
from legalmodel.editing.stands import ENTRY, ITEM, MAP, NOTHING, RECORDS, VALUE, MayStand, stand_at
from legalmodel.editing.tree import Knot
from legalmodel.model.deal import SECTIONS, Deal
from legalmodel.model.readers import WORDS
from legalmodel.model.record import Record

_SHOWN = 8
"""How many fields of a record are shown for its id."""


class HoverText(NamedTuple):
    """What is told, as Markdown, of the characters from ``start`` up to ``end``."""

    start: int
    end: int
    markdown: str


def hover(text: DealText, at: int) -> HoverText | None:
    """Return what is told at a spot; None where there is nothing to tell."""
    knot = text.tree.around(at)
    if knot is None or knot.parent is None:
        return None
    on_key = knot.key_end > knot.key_start and knot.key_start <= at <= knot.key_end
    if on_key and not knot.bare:
        words = _of_key(text, knot)
        return HoverText(knot.key_start, knot.key_end, words) if words else None
    spot = id_at(text, at)
    if spot is not None:
        return HoverText(spot.start, spot.end, _of_record(text, spot.id))
    words = _of_value(text, stand_at(knot.path), knot)
    return HoverText(knot.start, knot.end, words) if words else None


def _of_key(text: DealText, knot: Knot) -> str:
    path = knot.path
    stand, outer = stand_at(path), stand_at(path[:-1])
    if outer.kind == MAP and outer.record is not None and outer.map != "stated":
        inner = outer.record.model_fields.get(knot.key)
        return described(knot.key, inner) if inner and inner.written else ""
    if stand.kind == MAP:
        return described(stand.map, Record.model_fields[stand.map])
    if outer.kind == RECORDS:
        return _of_record(text, knot.key) if knot.key in text.ids and len(path) == 2 else ""
    if stand.kind == NOTHING or stand.field is None or stand.map or outer.record is None:
        return ""
    field = outer.record.model_fields[knot.key]
    lines = [described(knot.key, field)]
    if outer.record is Deal and knot.key in SECTIONS:
        lines[0] = f"**{section_name(knot.key)}** · " + lines[0].partition(" · ")[2]
    elif outer.record is not Deal:
        lines.append(law_words(outer.record, knot.key, systems(text)))
    if who := who_words(path):
        lines.append(who)
    return "\n\n".join(lines)


def systems(text: DealText) -> tuple[str, ...]:
    """Return the places whose law the text names, those named most first."""
    counts: dict[str, int] = {}
    for knot in text.tree.order:
        if knot.key in ("seat", "law", "law_of_claims", "route", "market") and not knot.boxed:
            place = text.word(knot).partition("/")[0]
            counts[place] = counts.get(place, 0) + 1
    return tuple(sorted(counts, key=lambda place: -counts[place]))


def _of_record(text: DealText, id: str) -> str:
    record = text.ids[id][0]
    name = record.name(text)
    head = f"**{id}** · {sort_name(record.sort)}" + (f" · {_plain(name)}" if name else "")
    rows = [
        f"- {field_name(knot.key)}: {_plain(text.text[knot.start : knot.end])}"
        for knot in record.knot.inner
        if not knot.boxed and knot.style not in ("|", ">") and knot.key not in ("name", "title")
    ]
    more = [say("and {n} more", n=len(rows) - _SHOWN)] if len(rows) > _SHOWN else []
    return "\n\n".join([head, "\n".join(rows[:_SHOWN]), *more]).strip()


def _plain(words: str) -> str:
    """Return words of the file so that Markdown shows them as they are, on one line, at most 120 characters of them."""
    short = " ".join(words.split())
    short = short if len(short) <= 120 else f"{short[:119]}…"
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>()#+-!|&" else char for char in short)


def _of_value(text: DealText, stand: MayStand, knot: Knot) -> str:
    word = text.word(knot)
    if stand.kind == ENTRY and stand.map in ("status", "unknown"):
        return f"**{word_of(word)}**" if word else ""
    if stand.kind not in (VALUE, ITEM) or stand.field is None or stand.field.written is None:
        return ""
    kind = stand.field.written.kind.item or stand.field.written.kind
    tree = WORDS.get(kind.of, {})
    if word not in tree:
        return ""
    wider = [word_of(above) for above in upwards(word, tree)][1:]
    narrower = [word_of(below) for below, above in tree.items() if above == word]
    lines = [f"**{word_of(word)}**" + (f" ({word})" if chinese() else "")]
    lines += [say("a kind of {wider}", wider=" › ".join(wider))] if wider else []
    lines += [say("narrower: {words}", words=", ".join(narrower[:12]))] if narrower else []
    return "\n\n".join(lines)
