"""The deal laid out for checking: every record with its path, every id with its section, what was written as it was written."""

from typing import Any, NamedTuple

from legalmodel.base.places import Path
from legalmodel.model.deal import SECTIONS, SORTS, Deal
from legalmodel.model.record import Record
from legalmodel.model.shape import fields
from legalmodel.text.read import Source


class Placed(NamedTuple):
    """A record and where it stands."""

    path: Path
    record: Record


class Outline:
    """What the checks look at. ``ids`` tells the sorts of the records that have an id; "" is a record in an unknown section."""

    __slots__ = ("_named", "deal", "ids", "nodes", "source")

    def __init__(self, deal: Deal, source: Source) -> None:
        self.deal, self.source = deal, source
        self.nodes = _nodes(deal)
        self.ids = _ids(source.data)
        self._named: dict[str, list[str]] = {}

    def raw(self, path: Path) -> Any:
        """Return what the file holds at a path, or None."""
        value: Any = self.source.data
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
        return value

    def named(self, wanted: str) -> list[str]:
        """Return the ids of the records that fit a sort, in the order of the file."""
        if wanted not in self._named:
            self._named[wanted] = [id for id, found in self.ids.items() if any(fits(sort, wanted) for sort in found)]
        return self._named[wanted]

    def has(self, id: str, wanted: str) -> bool:
        """Tell whether some record of the wanted sort has this id."""
        return any(fits(sort, wanted) for sort in self.ids.get(id, ()))


def fits(sort: str, wanted: str) -> bool:
    """Tell whether a record of one sort may stand where another is wanted."""
    return sort in ("", wanted) or wanted == "any" or SORTS.get(sort) == wanted


def _nodes(deal: Deal) -> list[Placed]:
    found: list[Placed] = []
    left: list[Placed] = [Placed((), deal)]
    while left:
        node = left.pop()
        found.append(node)
        values = node.record.__dict__
        for name, field in fields(type(node.record)).items():
            if field.inner is None or (value := values.get(name)) is None:
                continue
            if isinstance(value, Record):
                left.append(Placed((*node.path, name), value))
            elif isinstance(value, dict):
                left += [Placed((*node.path, name, id), record) for id, record in value.items()]
    return found


def _ids(data: dict[str, Any]) -> dict[str, list[str]]:
    ids: dict[str, list[str]] = {}
    for section, records in data.items():
        if section not in ("deal", "complete") and isinstance(records, dict):
            for id in records:
                ids.setdefault(id, []).append(SECTIONS.get(section, ""))
    return ids
