"""The facts of a deal one by one, each with its path and the field it stands in."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from legalmodel.base.places import Path
from legalmodel.model.deal import SECTIONS, Deal
from legalmodel.model.dump import dump
from legalmodel.model.record import MAPS, Field, Record


class Leaf(NamedTuple):
    """A fact: where it stands, what a file would say there (a text, a number, a list of them, names by language), and its field."""

    path: Path
    value: Any
    field: Field

    def refers(self) -> list[str]:
        """Return the ids of records that it names; none for a fact that is no reference."""
        written = self.field.written
        kind = (written.kind.item or written.kind) if written else None
        if kind is None or kind.name != "thing":
            return []
        return [one for one in (self.value if isinstance(self.value, list) else [self.value]) if one != "none"]


def facts(record: Record, path: Path = ()) -> Iterator[Leaf]:
    """Return the facts of a record and of those within it, without the maps that say how they are known; ids in the order of the file."""
    data = dump(record)
    for name, field in type(record).model_fields.items():
        value = record.__dict__.get(name)
        if value is None or name in MAPS:
            continue
        if field.keyed and isinstance(value, dict):
            for id, inner in value.items():
                yield from facts(inner, (*path, name, id))
        elif field.inner is not None and isinstance(value, Record):
            yield from facts(value, (*path, name))
        else:
            yield Leaf((*path, name), data[name], field)


def records(deal: Deal) -> Iterator[tuple[str, str, Record]]:
    """Return the records of a deal: section, id, record."""
    for section in SECTIONS:
        found = deal.__dict__.get(section)
        if isinstance(found, dict):
            for id, record in found.items():
                yield section, id, record


def maps(record: Record, path: Path = ()) -> Iterator[tuple[Path, str, dict[str, Any]]]:
    """Return the maps of a record and of those within it: path of the record, name of the map, the map."""
    for name in sorted(MAPS):
        if found := record.__dict__.get(name):
            yield path, name, found
    for name, field in type(record).model_fields.items():
        value = record.__dict__.get(name)
        if field.keyed and isinstance(value, dict):
            for id, inner in value.items():
                yield from maps(inner, (*path, name, id))
        elif field.inner is not None and isinstance(value, Record):
            yield from maps(value, (*path, name))
