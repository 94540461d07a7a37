"""What may stand where in a deal file: the record, the field and the reader for each path."""

from typing import Any, get_args

from legalmodel.base.places import Path
from legalmodel.model.deal import Deal
from legalmodel.model.record import MAPS, Record, written
from legalmodel.model.types import Keyed, Written

_FIELDS: dict[type[Record], "dict[str, Field]"] = {}


class Field:
    """One field of a record: how a plain value is written, or the record (or records under ids) that it holds."""

    __slots__ = ("inner", "keyed", "whole", "written")

    def __init__(self, model: type[Record], name: str) -> None:
        info = model.model_fields[name]
        self.written: Written | None = written(model, name)
        marks = [mark for mark in info.metadata if isinstance(mark, Keyed)]
        self.keyed, self.whole = bool(marks), any(mark.whole for mark in marks)
        self.inner: type[Record] | None = None if self.written else _inner(info.annotation)

    @property
    def listed(self) -> bool:
        """Tell whether the field holds several things: a list, or records under ids."""
        return self.keyed or (self.written is not None and self.written.kind.item is not None)


def fields(model: type[Record]) -> dict[str, Field]:
    """Return a record's own fields, without the maps that say how they are known."""
    if model not in _FIELDS:
        _FIELDS[model] = {name: Field(model, name) for name in model.model_fields if name not in MAPS}
    return _FIELDS[model]


def field_at(path: Path) -> Field | None:
    """Return the field at a path; None for an id, a map, or where nothing may stand."""
    return _descend(path)[1]


def record_at(path: Path) -> type[Record] | None:
    """Return the kind of record at a path, if a record may stand there."""
    return _descend(path)[0]


def _descend(path: Path) -> tuple[type[Record] | None, Field | None]:
    model: type[Record] | None = Deal
    field: Field | None = None
    for step in path:
        if field is not None and field.keyed:
            model, field = field.inner, None
            continue
        field = fields(model).get(step) if model else None
        model = field.inner if field and not field.keyed else None
    return model, field


def _inner(annotation: Any) -> type[Record] | None:
    for part in get_args(annotation):
        last = (get_args(part) or (part,))[-1]
        if isinstance(last, type) and issubclass(last, Record):
            return last
    return None
