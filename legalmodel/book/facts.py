"""The facts of a deal as rows: a row for each value that the file gives, exact, with its kind."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from legalmodel.base.names import Name
from legalmodel.base.values import NONE, Band, Money, Span
from legalmodel.model.deal import SECTIONS, Deal
from legalmodel.model.record import MAPS, Record

_MAPS_KEPT = ("unknown", "dated", "sourced", "assumed", "stated")
"""Maps beside the fields that are told as rows; where a fact is taken from (``evidence``) stays in the deal."""
_KINDS = {"thing": "ref", "choice": "word", "code": "word"}


class StoredFact(NamedTuple):
    """One value: where it stands, and what it is; see the columns of the table of facts."""

    section: str
    record: str
    sort: str
    field: str
    item: int
    kind: str
    text: str
    number: Decimal | None = None
    number_to: Decimal | None = None
    currency: str | None = None
    day_first: date | None = None
    day_last: date | None = None


def facts_of(deal: Deal) -> Iterator[StoredFact]:
    """Yield the facts of a deal in the order of its vocabulary; of a list, each item."""
    currency = (deal.deal.currency if deal.deal else None) or ""
    for section, value in deal.__dict__.items():
        if value is None or section == "format":
            continue
        if section in SECTIONS and isinstance(value, dict):
            for id, record in value.items():
                yield from _of(record, _Where(section, id, SECTIONS[section], currency), "")
        elif section in SECTIONS:
            yield StoredFact(section, "", SECTIONS[section], "", -1, "word", "none")
        elif isinstance(value, Record):
            yield from _of(value, _Where(section, "", section, currency), "")
        elif isinstance(value, tuple):
            for n, item in enumerate(value):
                yield StoredFact(section, "", section, "", n, "text", str(item))


class _Where(NamedTuple):
    section: str
    record: str
    sort: str
    currency: str


def _of(record: Record, where: _Where, before: str) -> Iterator[StoredFact]:
    fields = type(record).model_fields
    for name, value in record.__dict__.items():
        if value is None:
            continue
        field, path = fields[name], f"{before}{name}"
        if name in MAPS:
            if name in _MAPS_KEPT:
                yield from _mapped(name, value, where, before)
        elif field.mapped:
            for key, said in value.items():
                yield StoredFact(where.section, where.record, where.sort, f"{path}.{key}", -1, "text", str(said))
        elif value is NONE or value == ():
            yield StoredFact(where.section, where.record, where.sort, path, -1, "word", "none")
        elif field.keyed:
            for id, inner in value.items():
                yield from _of(inner, where, f"{path}.{id}.")
        elif field.written is None:
            yield from _of(value, where, f"{path}.")
        else:
            yield from _values(field.written.kind, value, where, path)


def _values(kind: Any, value: Any, where: _Where, path: str) -> Iterator[StoredFact]:
    """Yield the value of a field, or each item of its list."""
    if type(value) is tuple:
        name = (kind.item or kind).name
        for n, item in enumerate(value):
            yield _single(name, item, where, path, n)
        return
    yield _single(kind.name, value, where, path, -1)
    if isinstance(value, Name):
        for tag, form in value.forms.items():
            yield StoredFact(where.section, where.record, where.sort, f"{path}.{tag}", -1, "text", form)


def _single(kind: str, value: Any, where: _Where, path: str, item: int) -> StoredFact:
    # bound to where it stands by position: this is the hot loop of adding
    section, record, sort, currency = where
    if isinstance(value, Money):
        said = f"{value.currency} {value.amount:f}".strip()
        return StoredFact(section, record, sort, path, item, "money", said, value.amount, None, value.currency or currency)
    if isinstance(value, Span):
        return StoredFact(section, record, sort, path, item, "day", str(value), None, None, None, value.first, value.last)
    if isinstance(value, Band):
        low, high = value.low.scaleb(2), value.high.scaleb(2)
        return StoredFact(section, record, sort, path, item, "share", str(value), low, high)
    if isinstance(value, Decimal):
        if kind == "number":
            return StoredFact(section, record, sort, path, item, "number", f"{value:f}", value)
        percent = value.scaleb(2)
        return StoredFact(section, record, sort, path, item, kind, f"{percent.normalize():f}%", percent)
    return StoredFact(section, record, sort, path, item, _KINDS.get(kind, kind), str(value))


def _mapped(name: str, value: dict[str, Any], where: _Where, before: str) -> Iterator[StoredFact]:
    for field, said in value.items():
        if isinstance(said, dict):
            for key, inner in said.items():
                yield StoredFact(where.section, where.record, where.sort, f"{before}{field}@{key}", -1, name, str(inner))
        else:
            yield StoredFact(where.section, where.record, where.sort, f"{before}{field}", -1, name, str(said))
