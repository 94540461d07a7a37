"""Facts of a deal in plain words, with where each stands, what backs it and who only assumes it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from legalmodel.base import figures
from legalmodel.base.facts import Citation, Fact
from legalmodel.base.kinds import Kind
from legalmodel.base.language import Phrase, Said, say
from legalmodel.base.places import Path, Place
from legalmodel.base.speech import bounds, field_name, name_of, percent, section_name, word_of
from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Interval, Items, Missing, Money, Span, U
from legalmodel.graph.shape import shapes
from legalmodel.model.record import Record

_PREPOSITIONS = frozenset(("as", "at", "by", "for", "into", "of", "on", "over", "to", "until", "when", "since", "where"))
_VERBS = frozenset(("covers", "secures", "assumes", "ends", "holds money of"))
_FROM = {"transferor": ("settlor",), "transferee": ("estate", "trustee")}


class Teller:
    """Makes the declared facts of one deal."""

    __slots__ = ("_told", "place", "records", "things")

    def __init__(self, things: dict[Path, Thing], records: dict[Path, Record], place: Callable[[Path], Place | None]) -> None:
        self.things, self.records, self.place = things, records, place
        # what many rules rest on is made once: whether a paper backs each answer is asked of every favourable line
        self._told: dict[tuple[Thing, str, date | None], Fact] = {}

    def fact(self, thing: Thing, field: str, day: date | None) -> Fact:
        """Return the declared fact behind a field, whether it is given, unknown or absent."""
        if (told := self._told.get((thing, field, day))) is None:
            told = self._told[thing, field, day] = self._fact(thing, field, day)
        return told

    def _fact(self, thing: Thing, field: str, day: date | None) -> Fact:
        field = self.written(thing, field)
        value, path = thing.get(field, day), (*thing.path, field)
        text = Said(partial(_told, thing, field, value, self.kind(thing, field)))
        record = self.records.get(thing.path)
        assumed = (record.assumed or {}).get(field, "") if record else ""
        return Fact(text, value, path, (), "", self.evidence(thing.path, field), assumed, self.place(path))

    def written(self, thing: Thing, field: str) -> str:
        """Return the field that the file writes for one that every hop has: the settlor of a trust is its transferor."""
        if thing.sort == "trust" and field in _FROM:
            return next((name for name in _FROM[field] if thing.fields.get(name, NONE) is not NONE), _FROM[field][0])
        return field

    def kind(self, thing: Thing, field: str) -> Kind | None:
        """Return the kind of a declared field."""
        record = self.records.get(thing.path)
        shape = shapes(type(record)).get(field) if record else None
        return shape.kind if shape else None

    def evidence(self, path: Path, field: str) -> tuple[Citation, ...]:
        """Return what backs a field: named for it, for the whole record, or for the record that this one stands in.

        What is said of a document with no source beside it, who is bound by it for one, stands in that document itself.
        """
        record = self.records.get(path)
        backing = (record.evidence if record else None) or {}
        if (text := backing.get(field) or backing.get("all")) and record:
            status = (record.status or {}).get(field, "")
            return tuple(self.cite(part.strip(), status) for part in text.split(";") if part.strip())
        if record and (status := (record.status or {}).get(field, "")):
            return (Citation("", "", status),)
        # what backs a record backs what stands inside it, unless that says what backs it itself
        above = next((path[:n] for n in range(len(path) - 1, 0, -1) if path[:n] in self.records), None)
        if above:
            return self.evidence(above, path[len(above)])
        return (self.cite(path[1], ""),) if path[0] == "documents" and getattr(record, "standing", None) else ()

    def cite(self, text: str, status: str) -> Citation:
        """Read one reference to a document: its id, then the clause or page."""
        id, _, locator = text.partition(" ")
        document = self.things.get(("documents", id))
        standing = document.fields.get("standing") if document else None
        return Citation(id, locator.strip(), status or (standing if isinstance(standing, str) else ""))

    def relation(self, thing: Thing, text: Said | str, fields: tuple[str, ...], day: date | None) -> Fact:
        """Return one fact for a whole record, resting on some of its fields."""
        because = tuple(self.fact(thing, field, day) for field in fields if field in thing.fields)
        return Fact(text, True, thing.path, because, place=self.place(thing.path))


def label(thing: Any) -> str:
    """Return the name people use for a thing, or say the value that stands in its place."""
    return name_of(thing) if isinstance(thing, Thing) else said(thing, None)


def sentence(subject: str, field: str, value: str, silent: bool = False) -> str:
    """Say a field in words: "settlor of entrustment is Bank of China", "boc_junior: of Junior"."""
    words = field.replace("_", " ")
    name = field_name(field)
    # *of of boc_junior is Senior* is no sentence: where the field is a verb or a preposition it follows the record
    if words in _VERBS or _PREPOSITIONS & {words.split()[0], words.split()[-1]}:
        return say("{record}: {field} {value}", record=subject, field=name, value=value)
    return say(
        "{field} of {record} {value}" if silent else "{field} of {record} is {value}", record=subject, field=name, value=value
    )


def _told(thing: Thing, field: str, value: Any, kind: Kind | None) -> str:
    return sentence(label(thing), field, said(value, kind), isinstance(value, U))


def said(value: Any, kind: Kind | None) -> str:
    """Write a value as a lawyer would."""
    if isinstance(value, U):
        return _why_not(value)
    if isinstance(value, Thing):
        return label(value)
    if isinstance(value, tuple) and type(value) is tuple:
        return say(", ", context="between").join(said(each, kind and kind.item) for each in value) or say("none")
    if isinstance(value, Items):
        listed = said(value.known, None)
        return say("{listed} (list not complete)", listed=listed) if value.open else listed
    if isinstance(value, Interval):
        return bounds(value)
    if isinstance(value, Decimal):
        return percent(value) if kind and kind.name == "share" else f"{value:,f}"
    if isinstance(value, str) and kind and kind.name in ("code", "choice"):
        return word_of(str(value))
    if isinstance(value, Money):
        return figures.amount(value)
    return figures.day(value) if isinstance(value, Span | date) else say("none") if value is NONE else str(value)


def _why_not(value: U) -> str:
    reasons = sorted({m.reason for m in value.missing} or {"absent"})
    # silence needs no reason in brackets; any other reason is what the reader has to act on
    if reasons == ["absent"]:
        return say("is not stated")
    return say("is not known ({reasons})", reasons=say(", ", context="between").join(_reason(r) for r in reasons))


def _reason(reason: str) -> str:
    return str(_REASONS.get(reason) or word_of(reason))


_REASONS = {
    "absent": Phrase("not stated"),
    "out of range": Phrase("not for this day"),
    "undefined": Phrase("names nothing in the file"),
    "band": Phrase("a band is given"),
    "differs": Phrase("two figures in the file do not agree"),
    "weighed": Phrase("has to be weighed"),
}


def _path_words(path: Path) -> str:
    """Return a path in words: the section, what stands between as it is, and the field."""
    if len(path) == 1:
        return section_name(path[0])
    return " ".join((section_name(path[0]), *(step.replace("_", " ") for step in path[1:-1]), field_name(path[-1])))


def unknown_fact(missing: Missing, place: Callable[[Path], Place | None]) -> Fact:
    """Return the fact that somebody has to find out."""
    words = Said(partial(_path_words, missing.path)) if missing.path else Phrase("this question")
    value = U(frozenset((missing,)))
    if missing.reason == "open list":
        return Fact(Phrase("{what}: the list may hold more", what=words), value, missing.path, place=place(missing.path))
    if missing.reason == "several":
        return Fact(
            Phrase("{what}: several persons together, and which of them is asked", what=words),
            value,
            missing.path,
            place=place(missing.path),
        )
    if missing.reason == "identity":
        return Fact(Phrase("{what}: who this is is not known", what=words), value, missing.path, place=place(missing.path))
    return Fact(
        Phrase("{what} {why}", what=words, why=Said(partial(_why_not, value))), value, missing.path, place=place(missing.path)
    )
