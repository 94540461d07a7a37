"""From a ``Deal`` back to the plain data of a file: what is read again gives the same deal."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from legalmodel.base.names import Name
from legalmodel.base.values import NONE, Band, Money
from legalmodel.model.record import Record


def dump(record: Record) -> dict[str, Any]:
    """Return a deal, or a record of it, as data that a file can hold: dicts, lists, text, whole numbers and ``Decimal``.

    Fields stand in the order of the record, ids in the order of the file; what is not written stays out. Spelling is one
    (``5.0%`` becomes ``5%``), the values are those that were read.
    """
    given = ((name, value) for name, value in record.__dict__.items() if value is not None)
    return {name: _value(record, name, value) for name, value in given}


def _value(record: Record, name: str, value: Any) -> Any:
    field = type(record).model_fields[name]
    if value is NONE or value == ():
        return "none"
    if field.mapped:
        return value
    if field.keyed:
        return {id: dump(inner) for id, inner in value.items()}
    if field.written is None:
        return dump(value)
    kind = field.written.kind
    if type(value) is tuple:  # a list, or several who stand together where one might
        return [_single((kind.item or kind).name, item) for item in value]
    return _single(kind.name, value)


def _single(kind: str, value: Any) -> Any:
    return _WRITERS.get(kind, _text)(value)


def _text(value: Any) -> Any:
    if isinstance(value, Name) and value.forms:
        return dict(value.forms)
    return str(value)


def _number(value: Decimal) -> Any:
    return int(value) if value == value.to_integral_value() else value


def _money(value: Money) -> Any:
    return f"{value.currency} {value.amount:f}" if value.currency else _number(value.amount)


def _percent(value: Decimal | Band) -> str:
    if isinstance(value, Band):
        return str(value)
    return f"{value.scaleb(2).normalize():f}%"


_WRITERS: dict[str, Callable[[Any], Any]] = {"number": _number, "money": _money, "share": _percent}
"""Kind of a value -> how it is written; all others are text (a day is written as it was known)."""
