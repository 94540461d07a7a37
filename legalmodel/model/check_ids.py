"""Checks of ids: well formed, used once, and every reference leads to a record of the right sort."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from legalmodel.base.errors import Fault, nearest
from legalmodel.base.language import chinese, say, translation
from legalmodel.base.places import Path
from legalmodel.model.deal import SECTIONS, SORTS
from legalmodel.model.outline import Outline
from legalmodel.model.record import Record
from legalmodel.model.refusals import at, at_key
from legalmodel.model.shape import fields

RESERVED = frozenset(("none", "unknown", "all"))
_REFS: dict[type[Record], list[tuple[str, str]]] = {}
_COMPARED_MAX = 2000
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_REST = _LETTERS | frozenset("0123456789_-")


def well_formed(outline: Outline) -> Iterator[Fault]:
    """Check that every id is a word that a reference can repeat."""
    for path, record in outline.nodes:
        for name in _keyed(type(record)):
            if isinstance(records := record.__dict__.get(name), dict):
                for id in records:
                    yield from _id_faults((*path, name, id), id, outline)


@cache
def _keyed(kind: type[Record]) -> tuple[str, ...]:
    """Return the fields of a kind of record that hold further records under ids."""
    return tuple(name for name, field in fields(kind).items() if field.keyed)


def _id_faults(path: Path, id: str, outline: Outline) -> Iterator[Fault]:
    if id in RESERVED:
        yield at_key(
            outline.source,
            path,
            "reserved-id",
            say("'{id}' has a meaning of its own and cannot be an id", id=id),
            say("choose another word"),
        )
    elif not id or len(id) > 64 or id[0] not in _LETTERS or not _REST.issuperset(id):
        fix = say("begin with a letter; then letters, digits, '_' or '-', at most 64 in all")
        yield at_key(outline.source, path, "not-an-id", say("'{id}' cannot be an id", id=id[:40]), fix)


def not_empty(outline: Outline) -> Iterator[Fault]:
    """Refuse braces with nothing in them, which say neither that there is nothing nor that nothing is known."""
    for path, record in outline.nodes:
        for name in record.model_fields_set:
            if record.__dict__[name] == {} and outline.raw((*path, name)) == {}:
                fix = (
                    say("write none if there are none, or leave the line out")
                    if name in fields(type(record))
                    else say("leave the line out")
                )
                yield at(outline.source, (*path, name), "empty", say("'{name}' holds nothing", name=name), fix)


def used_once(outline: Outline) -> Iterator[Fault]:
    """Check that an id stands for one record of the whole file, so that a reference is never ambiguous."""
    first: dict[str, str] = {}
    for section in outline.source.data:
        if section not in SECTIONS or not isinstance(records := outline.raw((section,)), dict):
            continue
        for id in records:
            if id in first:
                related = ((outline.source.key_place((first[id], id)), say("first used here")),)
                cause = say("the id '{id}' is used in '{first}' and in '{section}'", id=id, first=first[id], section=section)
                fault = at_key(
                    outline.source, (section, id), "id-used-twice", cause, say("rename one of the two and what refers to it")
                )
                yield fault._replace(related=related)
            first.setdefault(id, section)


def references(outline: Outline) -> Iterator[Fault]:
    """Check that every field that names a record names one that exists and that can stand there."""
    for path, record in outline.nodes:
        values = record.__dict__
        for name, sort in _refs(type(record)):
            if (value := values.get(name)) is not None:
                yield from reference_faults(outline, (*path, name), value, sort)


def _refs(model: type[Record]) -> list[tuple[str, str]]:
    if model not in _REFS:
        plain = [(name, field.written.kind) for name, field in fields(model).items() if field.written]
        kinds = [(name, kind.item or kind) for name, kind in plain]
        _REFS[model] = [(name, kind.of) for name, kind in kinds if kind.name == "thing"]
    return _REFS[model]


def reference_faults(outline: Outline, path: Path, value: Any, sort: str) -> Iterator[Fault]:
    """Check one reference, or a list of them."""
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from reference_faults(outline, (*path, str(number)), item, sort)
    elif isinstance(value, str) and not outline.has(value, sort):
        yield missing(outline, path, value, sort)


def missing(outline: Outline, path: Path, id: str, sort: str) -> Fault:
    """Make the fault of a reference that leads nowhere, or to a record of another sort."""
    if id not in outline.ids:
        known = outline.named(sort)
        fix = (nearest(id, known) if len(known) <= _COMPARED_MAX else "") or say("write it under {sort}", sort=_sections(sort))
        return at(outline.source, path, "no-such-record", say("'{id}' is the id of no record in this file", id=id[:40]), fix)
    other = outline.ids[id][0]
    section = next(name for name, known in SECTIONS.items() if known == other)
    cause = say("'{id}' is {other}, where {sort} is needed", id=id, other=_article(other), sort=_any_of(sort))
    fix = _holder(outline, id, other, sort) or say("name a record of {sort}", sort=_sections(sort))
    return at(outline.source, path, "wrong-sort", cause, fix)._replace(
        related=((outline.source.key_place((section, id)), say("it stands here")),)
    )


def _holder(outline: Outline, id: str, sort: str, wanted: str) -> str:
    estate = (outline.deal.estates or {}).get(id) if sort == "estate" and wanted == "party" else None
    return (
        say("did you mean {held_by}, who holds it?", held_by=estate.held_by)
        if estate and isinstance(estate.held_by, str)
        else ""
    )


def _within(sort: str) -> list[str]:
    return [known for known in SECTIONS.values() if known == sort or SORTS.get(known) == sort]


def _any_of(sort: str) -> str:
    return say(" or ").join(map(_article, _within(sort)))


def _article(sort: str) -> str:
    said = _SAID.get(sort, sort)
    english = f"{'an' if said[0] in 'aeiou' else 'a'} {said}"
    return (translation(sort.replace("_", " "), "sort") or english) if chinese() else english


def _sections(sort: str) -> str:
    names = [section for section, known in SECTIONS.items() if known in _within(sort)]
    return say(" or ").join(f"'{name}:'" for name in names) or say("one of the sections")


_SAID = {"agency": "appointment", "conduct": "entry of conduct", "stake": "holding"}


def documents(citation: str) -> Iterable[str]:
    """Return the documents that an entry of evidence names: ``prospectus §4; report p.3``."""
    for part in citation.split(";"):
        words = part.split(None, 1)
        yield words[0] if words else ""


IDS: tuple[Any, ...] = (well_formed, not_empty, used_once, references)
