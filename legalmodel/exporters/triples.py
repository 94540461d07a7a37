"""A deal as statements of RDF: a node for each record and each record within one, a property for each field, FIBO classes where they fit."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from legalmodel.base.values import Band, Money, Span
from legalmodel.exporters.fibo import BASE as FIBO
from legalmodel.exporters.fibo import FUNCTIONS, KINDS, LABELS, RECORDS, ROLES, TREES_OF
from legalmodel.model.deal import SECTIONS, Deal
from legalmodel.model.readers import WORDS
from legalmodel.model.record import MAPS, Field, Record

DATA = "urn:legalmodel:deal#"
OURS = "urn:legalmodel:vocabulary#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = f"{RDF}type"
_DAYS = ("gYear", "gYearMonth", "date")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*\Z")


class Literal(NamedTuple):
    """A value: its text, and its datatype (an IRI) or its language."""

    text: str
    datatype: str = f"{XSD}string"
    language: str = ""


class Triple(NamedTuple):
    """A statement: two IRIs, and an IRI or a value."""

    subject: str
    property: str
    object: "str | Literal"


def triples(data: dict[str, Any]) -> Iterator[Triple]:
    """Return the statements of a deal given as the data of its file.

    Nothing is checked here: what no field can hold is written as the text that it is, so that shapes find it.
    """
    yield from _record(data, Deal, ())


def labels() -> Iterator[Triple]:
    """Return the labels of the FIBO classes in use."""
    for iri, label in LABELS.items():
        yield Triple(FIBO + iri, f"{RDFS}label", Literal(label, "", "en"))


def class_of(model: type[Record]) -> str:
    """Return the IRI of the class of a record."""
    return OURS + model.__name__


def property_of(name: str) -> str:
    """Return the IRI of the property of a field."""
    return OURS + name


def node_of(path: tuple[str, ...]) -> str:
    """Return the IRI of the node of a record: its id at the top of a section, its path within."""
    inside = path[1:] if path and path[0] in SECTIONS else path
    return DATA + ".".join(_escaped(step) for step in (inside or ("file",)))


def _escaped(step: str) -> str:
    return step if _ID.match(step) else "".join(f"%{byte:02X}" for byte in step.encode())


def _record(data: Any, model: type[Record], path: tuple[str, ...]) -> Iterator[Triple]:
    node = node_of(path)
    yield Triple(node, TYPE, class_of(model))
    if not isinstance(data, dict):
        yield Triple(node, property_of("wrong"), Literal(str(data)))
        return
    yield from _fibo(data, model, node)
    for name, value in data.items():
        field = model.model_fields.get(name)
        if name in MAPS:
            yield from _map(node, name, value)
        elif field is None:
            yield Triple(node, property_of(_escaped(str(name))), Literal(str(value)))
        elif field.inner is not None and value != "none":
            yield from _inner(node, name, field, value, path)
        else:
            yield from _values(node, name, field, value)


def _inner(node: str, name: str, field: Field, value: Any, path: tuple[str, ...]) -> Iterator[Triple]:
    model = field.inner
    if model is None:
        return
    if not field.keyed:
        yield Triple(node, property_of(name), node_of((*path, name)))
        yield from _record(value, model, (*path, name))
        return
    if not isinstance(value, dict):
        yield Triple(node, property_of(name), Literal(str(value)))
        return
    for id, record in value.items():
        yield Triple(node, property_of(name), node_of((*path, name, id)))
        yield from _record(record, model, (*path, name, id))


def _map(node: str, name: str, value: Any) -> Iterator[Triple]:
    pairs = value.items() if isinstance(value, dict) else [("", value)]
    for key, said in pairs:
        if name == "unknown":
            target = f"{node}.unknown.{_escaped(str(key))}"
            yield Triple(node, property_of("unknown"), target)
            yield Triple(target, TYPE, f"{OURS}Unknown")
            yield Triple(target, property_of("field"), property_of(_escaped(str(key))))
            yield Triple(target, property_of("reason"), Literal(str(said)))
        else:
            yield Triple(node, property_of(name), Literal(f"{key}: {said}"))


def _values(node: str, name: str, field: Field, value: Any) -> Iterator[Triple]:
    if value == "none":
        yield Triple(node, property_of("isNone"), property_of(name))
        return
    written = field.written
    listed = written is not None and isinstance(value, list)
    for number, one in enumerate(value if listed else [value], 1):
        kind = (written.kind.item or written.kind) if written else None
        if kind is not None and kind.name == "thing" and isinstance(one, str):
            yield Triple(node, property_of(name), DATA + _escaped(one))
        elif isinstance(one, dict) and one:
            for tag, words in one.items():
                yield Triple(node, property_of(name), Literal(str(words), "", str(tag)))
        else:
            yield from _plain(f"{node}.{name}{number if listed else ''}", node, name, field, one)


def _plain(target: str, node: str, name: str, field: Field, value: Any) -> Iterator[Triple]:
    read = _read(field, value)
    if isinstance(read, Money):
        yield Triple(node, property_of(name), target)
        yield Triple(target, TYPE, f"{OURS}Money")
        yield Triple(target, property_of("amount_of_money"), Literal(plain_decimal(read.amount), f"{XSD}decimal"))
        if read.currency:
            yield Triple(target, property_of("currency"), Literal(read.currency))
    elif isinstance(read, Band):
        yield Triple(node, property_of(name), target)
        yield Triple(target, TYPE, f"{OURS}Band")
        for end, found in (("low", read.low), ("high", read.high)):
            yield Triple(target, property_of(end), Literal(plain_decimal(found), f"{XSD}decimal"))
        for end, beyond in (("above", read.above), ("below", read.below)):
            yield Triple(target, property_of(end), Literal("true" if beyond else "false", f"{XSD}boolean"))
    elif isinstance(read, Decimal):
        yield Triple(node, property_of(name), Literal(plain_decimal(read), f"{XSD}decimal"))
    elif isinstance(read, Span):
        text = str(read)
        yield Triple(node, property_of(name), Literal(text, XSD + _DAYS[text.count("-")]))
    else:
        yield Triple(node, property_of(name), Literal(str(value)))


def _read(field: Field, value: Any) -> Any:
    """Read a value as its field does; what it refuses, and texts and words, stay as they are written. Percentages beyond 100 are numbers all the same."""
    if field.written is None or field.written.kind.name not in ("money", "share", "number", "day"):
        return None
    try:
        return field.written.read(value)
    except ValueError:
        text = str(value).removesuffix("%")
        if field.written.kind.name == "share" and str(value).endswith("%") and re.fullmatch(r"-?\d{1,12}(\.\d{1,12})?", text):
            return Decimal(text) / 100
        return None


def plain_decimal(value: Decimal) -> str:
    """Write a number as one text whatever zeros it was written with, so that equal amounts are one value."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text if text not in ("-0", "") else "0"


def _fibo(data: dict[str, Any], model: type[Record], node: str) -> Iterator[Triple]:
    sort = model.__name__.lower()
    if sort in RECORDS:
        yield Triple(node, TYPE, FIBO + RECORDS[sort])
    for (of, field, word), iri in KINDS.items():
        if of == sort and _within(data.get(field), word, TREES_OF[sort]):
            yield Triple(node, TYPE, FIBO + iri)
    roles = [(role.field, role.iri) for role in ROLES.get(sort, ())]
    roles += [
        ("agent", iri)
        for word, iri in FUNCTIONS.items()
        if sort == "agency" and _within(data.get("function"), word, "function")
    ]
    for field, iri in roles:
        value = data.get(field)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str) and one != "none":
                role = f"{node}.{field}.{_escaped(one)}"
                yield Triple(role, TYPE, FIBO + iri)
                yield Triple(role, f"{OURS}isPlayedBy", DATA + _escaped(one))
                yield Triple(role, f"{OURS}inRecord", node)


def _within(word: Any, wider: str, tree: str) -> bool:
    while isinstance(word, str) and word:
        if word == wider:
            return True
        word = WORDS[tree].get(word, "")
    return False
