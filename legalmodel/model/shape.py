"""What may stand where in a deal file: the record, the field and the reader for each path."""

from legalmodel.base.places import Path
from legalmodel.model.deal import Deal
from legalmodel.model.record import MAPS, Record
from legalmodel.model.record import Field as Field

_FIELDS: dict[type[Record], dict[str, Field]] = {}


def fields(model: type[Record]) -> dict[str, Field]:
    """Return a record's own fields, without the maps that say how they are known."""
    if model not in _FIELDS:
        _FIELDS[model] = {name: field for name, field in model.model_fields.items() if name not in MAPS}
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
