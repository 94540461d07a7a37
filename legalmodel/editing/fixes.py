"""Repairs: what would mend a fault, or say of a missing fact that it is unknown, as edits of the text."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from legalmodel.base.language import ENGLISH, say, speaking
from legalmodel.editing.diagnostics import Diagnosis
from legalmodel.editing.rewrite import put_in, said_unknown, taken_out
from legalmodel.editing.sheet import DealText, TextEdit
from legalmodel.editing.stands import ENTRY, ITEM, MAP, RECORD, VALUE, MayStand, stand_at
from legalmodel.editing.tree import Knot
from legalmodel.model import hints
from legalmodel.model.deal import SECTIONS, SORTS
from legalmodel.model.readers import WORDS
from legalmodel.model.record import MAPS
from legalmodel.model.shape import fields
from legalmodel.model.words import REASONS, STATUSES

_MEANT = re.compile(r"did you mean ([^?(]+?)(?: \(|\?)")
_GUESSES = {
    "not-an-amount": hints.meant_amount,
    "not-a-currency": hints.meant_amount,
    "not-a-share": hints.meant_share,
    "not-a-number": hints.meant_number,
    "not-a-day": hints.meant_day,
}
_BLANKS = frozenset(("no-value", "missing-data-code", "empty", "not-text"))
_REASONS = ("not_available_yet", "not_disclosed", "not_asked")


class Repair(NamedTuple):
    """A change that is offered. ``code`` is that of what it mends, empty where nothing is wrong; the best of several is ``preferred``."""

    title: str
    edits: list[TextEdit]
    code: str = ""
    preferred: bool = False


def fixes(text: DealText, start: int, end: int, told: Iterable[Diagnosis] = ()) -> list[Repair]:
    """Return what is offered between two spots: repairs of what is ``told`` there, then what may be said of the field there."""
    found: list[Repair] = []
    for each in told:
        if each.start <= end and start <= max(each.end, each.start + 1):
            found += _of(text, each)
    found += _at(text, start, {repair.title for repair in found})
    return found


def _of(text: DealText, told: Diagnosis) -> Iterator[Repair]:
    if told.source == "law":
        if told.code == "missing":
            yield from _for_missing(text, told)
        return
    if told.source == "doubt":
        yield from _settled(text, told)
        return
    knot = text.tree.around(told.start) or text.tree.around(told.end)
    if told.code == "not-yaml" and text.text[told.start : told.start + 1] == "\t":
        line = text.tree.lines[text.tree.line_of(told.start)]
        blank = re.match(r"[ \t]*", text.text[line:])
        stop = line + (blank.end() if blank else 0)
        yield Repair(
            say("replace tabs by spaces"), [TextEdit(line, stop, text.text[line:stop].replace("\t", "  "))], told.code, True
        )
    elif knot is not None:
        yield from _at_entry(text, told, knot)


def _at_entry(text: DealText, told: Diagnosis, knot: Knot) -> Iterator[Repair]:
    stand, outer = stand_at(knot.path), stand_at(knot.path[:-1])
    on_key = knot.key_start <= told.start < max(knot.key_end, knot.key_start + 1) and knot.key_end > knot.key_start
    if told.code in ("unknown-key", "no-such-field") and on_key:
        yield from _another(text, told, knot.key_start, knot.key_end, knot.key, _keys_of(outer))
        yield Repair(say("take '{name}' out", name=knot.key), [taken_out(text, knot)], told.code)
    elif told.code == "given-and-unknown":
        yield Repair(say("it is given: take it out of 'unknown'"), [taken_out(text, knot)], told.code, True)
    elif told.code in _BLANKS and knot.parent is not None:
        yield from _as_unknown(text, knot, told.code)
    elif told.code in _GUESSES:
        with speaking(ENGLISH):
            meant = _MEANT.findall(_GUESSES[told.code](text.word(knot)))
        for n, guess in enumerate(meant):
            yield _put(text, told, knot.start, knot.end, guess, n == 0)
    else:
        yield from _another(text, told, knot.start, knot.end, text.word(knot), _words_of(text, stand))
        if told.code == "no-such-record":
            yield from _new_record(text, told, text.text[told.start : told.end].strip("'\""), stand)


def _keys_of(outer: MayStand) -> list[str]:
    if outer.kind == RECORD and outer.record is not None:
        return [*fields(outer.record), *MAPS]
    return list(fields(outer.record)) if outer.kind == MAP and outer.record is not None else []


def _words_of(text: DealText, stand: MayStand) -> list[str]:
    """Return what may stand in the place of a value that is refused."""
    if stand.kind == ENTRY:
        return {
            "status": list(STATUSES),
            "unknown": list(REASONS),
            "evidence": [r.id for r in text.of_sort("document")],
            "assumed": [r.id for r in text.of_sort("assumption")],
        }.get(stand.map, [])
    if stand.thing:
        return [record.id for record in text.of_sort(stand.thing)]
    if stand.kind in (VALUE, ITEM) and stand.field is not None and stand.field.written is not None:
        kind = stand.field.written.kind.item or stand.field.written.kind
        return list(WORDS.get(kind.of, {}))
    return []


def _another(text: DealText, told: Diagnosis, start: int, end: int, word: str, known: list[str]) -> Iterator[Repair]:
    """Offer what is spelt most like a word, in its place."""
    if told.code == "no-such-record":  # within evidence only the id of the document gives way
        start, end = told.start, min(told.end, end)
        word = text.text[start:end].strip("'\"").split(None, 1)[0] if text.text[start:end].strip() else word
        end = start + len(word) + (text.text[start] in "'\"") * 2
    for n, near in enumerate(get_close_matches(word, known, n=3, cutoff=0.6)):
        yield _put(text, told, start, end, near, n == 0)


def _put(text: DealText, told: Diagnosis, start: int, end: int, word: str, preferred: bool) -> Repair:
    quote = text.text[start : start + 1] if text.text[start : start + 1] in ("'", '"') else ""
    return Repair(say("write {word}", word=word), [TextEdit(start, end, f"{quote}{word}{quote}")], told.code, preferred)


def _as_unknown(text: DealText, knot: Knot, code: str = "") -> Iterator[Repair]:
    record = knot.parent
    if record is None or not record.path or stand_at(record.path).kind != RECORD:
        return
    if stand_at(knot.path).kind not in (VALUE, RECORD, "records"):
        return
    for reason in _REASONS:
        title = say("say that '{name}' is unknown: {reason}", name=knot.key, reason=reason)
        yield Repair(title, said_unknown(text, record, knot.key, reason, knot), code)


def _new_record(text: DealText, told: Diagnosis, id: str, stand: MayStand) -> Iterator[Repair]:
    """Offer to write the record that is named and not there."""
    sort = stand.thing or {"evidence": "document", "assumed": "assumption"}.get(stand.map, "")
    id = id.split(None, 1)[0] if id.strip() else ""
    if text.is_json or not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{0,63}", id):
        return
    for section, known in SECTIONS.items():
        if sort and (known == sort or SORTS.get(known) == sort):
            there = text.tree.top.find(section)
            if there is None:
                end = len(text.text)
                lead = "" if text.text.endswith("\n") or not text.text else "\n"
                edit = TextEdit(end, end, f"{lead}{section}:\n  {id}: {{}}\n")
            elif there.inner or there.style == "{":
                edit = put_in(text, there, f"{id}: {{}}")
            else:
                continue
            yield Repair(say("add '{id}' to '{section}:'", id=id, section=section), [edit], told.code)


def _for_missing(text: DealText, told: Diagnosis) -> Iterator[Repair]:
    """Offer to write a fact that law waits for, or to say that it is unknown."""
    record = text.tree.at_path(told.path) if told.path else text.tree.top
    if record is None or text.is_json:
        return
    for field in told.missing:
        stand = stand_at((*told.path, field))
        if record.find(field) is None and stand.kind in (VALUE, RECORD, "records"):
            lines = stand.kind != VALUE and record.style != "{"
            yield Repair(
                say("add '{name}:'", name=field), [put_in(text, record, f"{field}:" if lines else f"{field}: ")], told.code
            )
            for reason in _REASONS[:2]:
                title = say("say that '{name}' is unknown: {reason}", name=field, reason=reason)
                yield Repair(title, said_unknown(text, record, field, reason), told.code)


def _settled(text: DealText, told: Diagnosis) -> Iterator[Repair]:
    """Offer to say why what looks wrong is right."""
    record, field = text.tree.at_path(told.path[:-1]), told.path[-1] if told.path else ""
    if record is None or stand_at(told.path).kind != VALUE or not record.path:
        return
    map, pair = record.find("checked"), f'{field}: "…"'
    if text.is_json or (map is not None and map.find(field) is not None):
        return
    edit = put_in(text, map, pair) if map is not None else put_in(text, record, f"checked: {{{pair}}}")
    yield Repair(say("it is right: say why under 'checked'"), [edit], told.code)


def _at(text: DealText, at: int, offered: set[str]) -> Iterator[Repair]:
    """Offer what may be said of the field at a spot although nothing is wrong with it."""
    knot = text.tree.around(at)
    if knot is None or knot.parent is None or not knot.key_start <= at <= knot.key_end or knot.bare:
        return
    yield from (repair for repair in _as_unknown(text, knot) if repair.title not in offered)
