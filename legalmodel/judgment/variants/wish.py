"""A wish: one fact of the deal as it would have to read, or one record that would have to be there."""

from decimal import Decimal
from typing import Any, NamedTuple

from legalmodel.base.places import Path, dotted
from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Items, Money, Span


class Otherwise(NamedTuple):
    """A fact, by its path, with the value as a deal file writes it; or a whole record under an id of its own (``new``).

    Values are text, numbers, truths and tuples, and a record as a tuple of pairs, so that wishes can be compared.
    """

    path: Path
    value: Any
    new: bool = False

    @property
    def record(self) -> Path:
        """The record that it is about."""
        return self.path[:2]

    @property
    def data(self) -> Any:
        """The value as plain data."""
        return thawed(self.value)

    def __str__(self) -> str:
        return f"{dotted(self.path)}: {self.value}"


Way = frozenset[Otherwise]
"""Wishes that together may turn a condition."""


def written(value: Any) -> Any:
    """Return a value of the graph as a deal file writes it; None where it cannot be written."""
    if value is NONE:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Thing):
        return value.id
    if isinstance(value, Money):
        return f"{value.currency} {value.amount:f}"
    if isinstance(value, Span):
        return str(value)
    if isinstance(value, str | int | Decimal):
        return value
    if isinstance(value, tuple | Items):
        parts = tuple(written(v) for v in value)
        return None if None in parts else parts
    return None


def frozen(data: Any) -> Any:
    """Return plain data in a form that can be compared and kept in sets."""
    if isinstance(data, dict):
        return tuple((key, frozen(value)) for key, value in data.items())
    return tuple(map(frozen, data)) if isinstance(data, list) else data


def thawed(value: Any) -> Any:
    """Return what ``frozen`` took as plain data again."""
    if isinstance(value, tuple):
        if value and all(isinstance(v, tuple) and len(v) == 2 and isinstance(v[0], str) for v in value):
            return {key: thawed(inner) for key, inner in value}
        return [thawed(v) for v in value]
    return value
