"""How a term sheet is laid out: which sheets, which columns a blank one has, and how a fact is written in a cell."""

from collections.abc import Iterator
from typing import Any

from legalmodel.model.deal import SECTIONS, Deal
from legalmodel.model.record import MAPS, Field, Record

DEAL, FILE = "deal", "file"
"""The sheets of the deal as a whole and of what is said at the left margin of a deal file."""
BLANK = (
    "documents", "parties", "estates", "pools", "accounts", "trusts", "transfers", "securities", "investments", "guarantees", "agencies", "ownership",
)  # fmt: skip  # a table
"""Sections that a blank term sheet has a sheet for."""
NESTED = {
    "trusts": ("dates.cut_off", "dates.signed", "dates.effective", "dates.paid"),
    "transfers": ("dates.cut_off", "dates.signed", "dates.effective", "dates.paid"),
}
"""Fields within records that a blank term sheet has a column for."""
APART = "; "


def model_of(sheet: str) -> type[Record] | None:
    """Return the kind of record that a sheet holds; None for a sheet that is none of ours."""
    if sheet == FILE:
        return Deal
    field = Deal.model_fields.get(sheet)
    return field.inner if field and (sheet == DEAL or sheet in SECTIONS) else None


def columns(sheet: str) -> Iterator[tuple[str, str]]:
    """Return the columns of a blank sheet, each with the sentence about its field."""
    model = model_of(sheet)
    for name, field in model.model_fields.items() if model else ():
        if field.inner is None and name not in MAPS:
            yield name, field.description
    for path in NESTED.get(sheet, ()):
        inner = field_of(model, path.split(".")) if model else None
        yield path, inner.description if inner else ""


def field_of(model: type[Record], path: list[str]) -> Field | None:
    """Return the field at a path within a record; for a value by day or by source, and for a name in a language, that of the value."""
    field, _ = _walk(model, path)
    return field


def map_at(model: type[Record], path: list[str]) -> int | None:
    """Return where in a path a map of a record begins, such as ``unknown`` in ``beneficiaries.one.unknown.who``; None if none does."""
    _, at = _walk(model, path)
    return at


def _walk(model: type[Record], path: list[str]) -> tuple[Field | None, int | None]:
    at = 0
    while at < len(path):
        if path[at] in MAPS:
            value = path[at] in ("dated", "sourced") and at + 1 < len(path)
            return model.model_fields.get(path[at + 1] if value else path[at]), at
        field = model.model_fields.get(path[at])
        if field is None or field.inner is None or at + 1 == len(path):
            return field, None
        model, at = field.inner, at + 1 + field.keyed
    return None, None


def flat(data: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Return the plain values and lists of a record, each with its path."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from flat(value, (*path, str(key)))
    else:
        yield path, data
