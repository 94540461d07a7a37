"""Checks of the maps of a record that say how its fields are known."""

from collections.abc import Iterator
from typing import Any

from legalmodel.base.errors import Fault, nearest
from legalmodel.base.language import say
from legalmodel.base.places import Path
from legalmodel.base.values import Span
from legalmodel.model.check_ids import documents, missing, reference_faults
from legalmodel.model.outline import Outline, Placed
from legalmodel.model.readers import show
from legalmodel.model.record import Record
from legalmodel.model.refusals import at, at_key, choices, fix_for
from legalmodel.model.refused import BadValue
from legalmodel.model.shape import Field, fields
from legalmodel.model.words import REASONS, STATUSES

_OF_FIELDS = ("evidence", "status", "unknown", "assumed", "dated", "sourced", "checked")


def name_fields(outline: Outline) -> Iterator[Fault]:
    """Check that a map speaks of fields that the record can have."""
    for path, record in outline.nodes:
        own = fields(type(record))
        for name in _OF_FIELDS:
            for key in getattr(record, name) or ():
                if key not in own and not (name == "evidence" and key == "all"):
                    fix = _inside(key, own) or nearest(key, own) or choices(say("known here"), own)
                    cause = say("'{key}' is no field of this record", key=key[:40])
                    yield at_key(outline.source, (*path, name, key), "no-such-field", cause, fix)


def _inside(key: str, own: dict[str, Field]) -> str:
    for name, field in own.items():
        if field.inner and not field.keyed and key in fields(field.inner):
            return say("'{key}' stands in '{name}': write the entry there", key=key, name=name)
    return ""


def from_lists(outline: Outline) -> Iterator[Fault]:
    """Check that statuses and reasons are words of a list."""
    for path, record in outline.nodes:
        for name, words in (("status", STATUSES), ("unknown", REASONS)):
            for key, value in (getattr(record, name) or {}).items():
                if value not in words:
                    cause = say(
                        "{value} is no status" if name == "status" else "{value} is no reason for which a fact is unknown",
                        value=show(value),
                    )
                    fix = nearest(value, words) or choices(say("write one of"), words)
                    yield at(
                        outline.source, (*path, name, key), f"unknown-{'status' if name == 'status' else 'reason'}", cause, fix
                    )


def not_both(outline: Outline) -> Iterator[Fault]:
    """Check that a field is given or unknown, not both."""
    for node in outline.nodes:
        for key in node.record.unknown or ():
            if given := _given(outline, node, key):
                fault = at_key(
                    outline.source,
                    (*node.path, "unknown", key),
                    "given-and-unknown",
                    say("'{key}' is given and said to be unknown", key=key),
                    say("keep one of the two"),
                )
                yield fault._replace(related=((outline.source.key_place(given), say("given here")),))


def _given(outline: Outline, node: Placed, key: str) -> Path | None:
    raw = outline.raw(node.path)
    for path in ((key,), ("dated", key)):
        inner = raw if len(path) == 1 else raw.get("dated")
        if isinstance(inner, dict) and key in inner and key in fields(type(node.record)):
            return (*node.path, *path)
    return None


def assumptions(outline: Outline) -> Iterator[Fault]:
    """Check that an assumption exists, and the field holds what it supplies."""
    for node in outline.nodes:
        for key, id in (node.record.assumed or {}).items():
            path = (*node.path, "assumed", key)
            if not outline.has(id, "assumption"):
                yield missing(outline, path, id, "assumption")
            if key in fields(type(node.record)) and not _given(outline, node, key):
                cause = say("'{key}' is said to be assumed, but has no value", key=key)
                yield at_key(
                    outline.source,
                    path,
                    "assumed-without-value",
                    cause,
                    say("write '{key}:' with the value that is assumed", key=key),
                )


def evidence(outline: Outline) -> Iterator[Fault]:
    """Check that evidence names documents of the deal."""
    for path, record in outline.nodes:
        for key, citation in (record.evidence or {}).items():
            place = (*path, "evidence", key)
            for document in documents(citation):
                if not document:
                    fix = say("write the id of a document, then the clause or page; several with '; ' between")
                    yield at(
                        outline.source, place, "no-document", say("{citation} names no document", citation=show(citation)), fix
                    )
                elif not outline.has(document, "document"):
                    yield missing(outline, place, document, "document")


def dated(outline: Outline) -> Iterator[Fault]:
    """Check that dated values have full days, and are values of their field."""
    for path, record in outline.nodes:
        for key, steps in (record.dated or {}).items():
            place = (*path, "dated", key)
            for day in steps:
                if not _full(day):
                    yield at_key(
                        outline.source,
                        (*place, day),
                        "not-a-full-day",
                        say("{day} is no full day", day=show(day)),
                        say("write year-month-day, such as 2016-05-27"),
                    )
            yield from _values(outline, record, place, "dated")


def _full(day: str) -> bool:
    try:
        return len(day) == 10 and bool(Span.of(day))
    except ValueError:
        return False


def sourced(outline: Outline) -> Iterator[Fault]:
    """Check that sourced values name documents, are values of their field, and the one relied on is among them."""
    for node in outline.nodes:
        for key, values in (node.record.sourced or {}).items():
            place = (*node.path, "sourced", key)
            for document in values:
                if not outline.has(document, "document"):
                    fault = missing(outline, (*place, document), document, "document")
                    yield fault._replace(
                        place=outline.source.key_place((*place, document)), width=outline.source.key_width((*place, document))
                    )
            faults = list(_values(outline, node.record, place, "sourced"))
            yield from faults or _relied_on(outline, node, key, values)


def _values(outline: Outline, record: Record, place: Path, name: str) -> Iterator[Fault]:
    field = fields(type(record)).get(place[-1])
    if field is None:
        return
    if field.written is None:
        said = say("change by day") if name == "dated" else say("differ by source")
        fix = say("write '{name}:' inside, at the single field", name=name)
        yield at_key(
            outline.source,
            place,
            "not-a-single-fact",
            say("'{place}' holds records, which cannot {said} as a whole", place=place[-1], said=said),
            fix,
        )
        return
    kind = field.written.kind.item or field.written.kind
    for step, value in getattr(record, name)[place[-1]].items():
        try:
            read = field.written.read(value)
        except BadValue as error:
            yield at(outline.source, (*place, step), error.code, error.cause, fix_for(error.code, error.fix, field, value))
            continue
        if kind.name == "thing":
            yield from reference_faults(outline, (*place, step), read, kind.of)


def _relied_on(outline: Outline, node: Placed, key: str, values: dict[str, Any]) -> Iterator[Fault]:
    field = fields(type(node.record)).get(key)
    if field is None or field.written is None:
        return
    place, own = (*node.path, "sourced", key), getattr(node.record, key)
    if own is None and not _given(outline, node, key):
        cause = say("'{key}' has values from sources, but none that is relied on", key=key)
        yield at_key(outline.source, place, "none-relied-on", cause, say("write '{key}:' with one of them", key=key))
    elif own is not None and own not in [field.written.read(value) for value in values.values()]:
        cause = say("the value of '{key}' is none of those that the sources give", key=key)
        fault = at(
            outline.source, (*node.path, key), "none-relied-on", cause, say("use one of them, or add the source it comes from")
        )
        yield fault._replace(related=((outline.source.key_place(place), say("the sources stand here")),))


MAPPED: tuple[Any, ...] = (name_fields, from_lists, not_both, assumptions, evidence, dated, sourced)
