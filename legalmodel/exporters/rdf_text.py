"""Statements written as Turtle, and what RDF leaves out."""

import re
from collections.abc import Iterable

from legalmodel.base.language import Phrase
from legalmodel.exporters.exported import Outgoing
from legalmodel.exporters.fibo import BASE as FIBO
from legalmodel.exporters.triples import DATA, OURS, RDF, RDFS, TYPE, XSD, Literal, Triple
from legalmodel.importers.imported import Left

PREFIXES = {"d": DATA, "lm": OURS, "fibo": FIBO, "rdf": RDF, "rdfs": RDFS, "xsd": XSD, "sh": "http://www.w3.org/ns/shacl#"}
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")
_ORDER = Phrase("several values of one property stand in no order")


def turtle(statements: Iterable[Triple]) -> str:
    """Write statements, one subject after the other, properties in the order in which they come."""
    rows = [f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items()]
    subjects: dict[str, dict[str, list[str]]] = {}
    for one in statements:
        said = subjects.setdefault(one.subject, {}).setdefault(one.property, [])
        if (text := _term(one.object)) not in said:
            said.append(text)
    for subject, properties in subjects.items():
        lines = [f"{'a' if name == TYPE else _iri(name)} {', '.join(values)}" for name, values in properties.items()]
        rows += ["", f"{_iri(subject)} " + " ;\n  ".join(lines) + " ."]
    return "\n".join(rows) + "\n"


def told(given: Outgoing) -> tuple[Left, ...]:
    """Return what is not in the statements as it is in the deal: values by day and by source become text, lists lose their order."""
    for section in given.data.value.values():
        if isinstance(section, dict):
            _lists(given, section)
    return tuple(given.left)


def _lists(given: Outgoing, section: dict[str, object]) -> None:
    name = next(key for key, value in given.data.value.items() if value is section)
    for id, record in section.items():
        for field, value in record.items() if isinstance(record, dict) else ():
            if isinstance(value, list) and len(value) > 1:
                given.leave((name, id, field), _ORDER)
            if field in ("dated", "sourced"):
                given.leave((name, id, field), Phrase("values by day or by source stand as text"))


def _term(value: str | Literal) -> str:
    if isinstance(value, str):
        return _iri(value)
    text = _quoted(value.text)
    if value.language:
        return f"{text}@{value.language}"
    return text if value.datatype == f"{XSD}string" else f"{text}^^{_iri(value.datatype)}"


def _quoted(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return f'"{plain}"'


def _iri(iri: str) -> str:
    for name, base in PREFIXES.items():
        if iri.startswith(base) and _LOCAL.match(iri.removeprefix(base)):
            return f"{name}:{iri.removeprefix(base)}"
    return f"<{iri}>"
