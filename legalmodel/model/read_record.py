"""Reading a record of a deal file from plain data, up to the first thing that is refused: most records of most files are sound.

What is refused is told by ``record.py``, which goes through the data once more.
"""

from typing import Any

from legalmodel.base.values import NONE
from legalmodel.model.types import Mapped


class RecordRefused(Exception):
    """Something is refused that has no reader of its own; all of it is gathered by going through the data once more."""


def read_record(model: Any, data: Any) -> Any:
    """Read a record of a class ``model`` (a ``Record``), up to the first thing that is refused. Raises RecordRefused or BadValue."""
    if not isinstance(data, dict):
        if isinstance(data, model):
            return data
        raise RecordRefused
    try:
        names = sorted(data, key=model.order.__getitem__)
    except KeyError:
        raise RecordRefused from None
    fields, values = model.model_fields, {}
    for name in names:
        field, value = fields[name], data[name]
        if field.written is not None:
            values[name] = field.written.read(value)
        elif field.mapped is not None:
            values[name] = _map(value, field.mapped)
        elif value is None or field.inner is None:
            values[name] = None
        elif value == "none" and (field.keyed or field.perhaps):
            values[name] = NONE
        elif field.keyed:
            values[name] = _keyed(value, field.inner)
        else:
            values[name] = read_record(field.inner, value)
    record = model.__new__(model)
    object.__setattr__(record, "__dict__", values)
    return record


def _keyed(value: Any, inner: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise RecordRefused
    records = {}
    for id, data in value.items():
        if not isinstance(id, str):
            raise RecordRefused
        records[id] = read_record(inner, data)
    return records


def _map(value: Any, mapped: Mapped) -> dict[str, Any] | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise RecordRefused
    for key, said in value.items():
        if not isinstance(key, str) or not isinstance(said, str if mapped.schema else dict):
            raise RecordRefused
        if not mapped.schema and not all(isinstance(step, str) for step in said):
            raise RecordRefused
    return value if mapped.schema else {key: dict(steps) for key, steps in value.items()}
