"""Deals made up of many records of one sort, each sort there is, in the ways that make growth worst. Nobody in them exists."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from deals import Data

from legalmodel.base.errors import BadInput
from legalmodel.model.deal import SECTIONS, Deal
from legalmodel.model.parse import parse
from legalmodel.model.record import Field
from legalmodel.model.types import WORDS
from legalmodel.text.read import read_bytes

HEAD: Data = {"name": "Made up", "route": "CN/interbank-trust", "stage": "closed", "closing": "2016-05-01"}
SHAPES = ("one field", "many unknown", "all alike", "one principal", "no vehicle named")
_SAMPLES = {"share": "5%", "money": 1000, "number": 1, "day": "2016-05-01", "text": "said"}
_VEHICLES = ("principal", "estate", "issuer", "to", "of", "for_")


def records(section: str, shape: str, count: int) -> Data | None:
    """Return a deal with so many records in a section, all of one shape; None if that sort of record cannot have it."""
    said = _shaped(section, shape)
    if not said:
        return None
    deal: Data = {"deal": HEAD, "parties": {"bank": {"name": "Bank", "seat": "CN"}}}
    deal.setdefault(section, {}).update({f"x{n}": said for n in range(count)})
    return deal


def cases() -> Iterator[tuple[str, str]]:
    """Yield every section with every shape that its records can have."""
    for section in SECTIONS:
        yield from ((section, shape) for shape in SHAPES if _shaped(section, shape))


def _shaped(section: str, shape: str) -> Data:
    fields = _writable(section)
    if shape == "one field":
        return dict(list(fields.items())[:1])
    if shape == "many unknown":
        return {"unknown": dict.fromkeys(list(fields)[:6], "not_asked")} if fields else {}
    if shape == "one principal":
        named = {name: value for name, value in fields.items() if value == "bank"}
        return dict(list(named.items())[:1])
    if shape == "no vehicle named":
        return {name: value for name, value in fields.items() if name not in _VEHICLES}
    return dict(fields)


@cache
def _writable(section: str) -> Data:
    """Return the fields that a record of a section may have, each with a sample, as far as the reader takes them together.

    Found by trying, a parse for each field: once a section.
    """
    said: Data = {}
    for name, field in Deal.model_fields[section].inner.model_fields.items():
        if (sample := _sample(field)) is not None and _taken(section, said | {name: sample}):
            said[name] = sample
    return said


def _sample(field: Field) -> Any:
    kind = field.written.kind if field.written else None
    if kind is None or kind.item is not None:
        return None
    if kind.name == "thing":
        return "bank" if kind.of in ("actor", "party", "any") else None
    if kind.name in ("choice", "code"):
        return "CN" if kind.of == "place" else next(iter(WORDS.get(kind.of, ())), None)
    return _SAMPLES.get(kind.name)


def _taken(section: str, said: Data) -> bool:
    import json

    deal: Data = {"deal": HEAD, "parties": {"bank": {"name": "Bank", "seat": "CN"}}}
    deal.setdefault(section, {})["x"] = said
    try:
        parse(read_bytes(json.dumps(deal).encode(), "deal.json"))
    except BadInput:
        return False
    return True
