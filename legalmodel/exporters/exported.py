"""What an exporter is given, and what it gives."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from legalmodel.base.language import Phrase, say
from legalmodel.importers.imported import Left, Untrusted
from legalmodel.importers.ledger import Cursor, Ledger, Spot
from legalmodel.model.deal import Deal
from legalmodel.model.dump import dump
from legalmodel.text.read import Source

NO_PLACE = Phrase("the format has no place for it")
_SHOWN = 80


class Outgoing:
    """A deal on its way out. ``data`` are its plain data, of which each value is marked once it is written; ``day`` is that of the run, ``more`` a file with
    what the deal file does not hold.
    """

    def __init__(self, deal: Deal, source: Source, day: date, publisher: str, more: Untrusted | None = None) -> None:
        self.deal, self.source, self.day, self.publisher, self.more = deal, source, day, publisher, more
        self.ledger = Ledger(dump(deal))
        self.data = self.ledger.whole()
        self.left: list[Left] = []

    def records(self, section: str) -> dict[str, Cursor]:
        """Return the records of a section by id."""
        value = self.data.at(section).value
        return {id: self.data.at(section, id) for id in value} if isinstance(value, dict) else {}

    def leave(self, spot: Spot, why: object, what: object = None) -> None:
        """Say that something is not in the file that is written; ``what`` is what the deal says there unless given."""
        value = self.data.at(*spot).value if what is None else what
        self.left.append(Left(self.where(spot), _shown(value), str(why)))

    def where(self, spot: Spot) -> str:
        """Write a place: the path of the deal file, and its line."""
        path = ".".join(str(key) for key in spot)
        place = self.source.key_place(tuple(str(key) for key in spot))
        return f"{path} ({place.file}:{place.line})"

    def leave_rest(self, why: Mapping[str, object] | None = None) -> None:
        """Say of all that was not written that it is not; ``why`` gives reasons by the name of a field or section."""
        for spot, _ in self.ledger.untouched():
            reason = next((why[key] for key in map(str, reversed(spot)) if why and key in why), NO_PLACE)
            self.leave(spot, reason)


class Exported(NamedTuple):
    """What was written, and what of the deal it does not hold."""

    data: bytes
    left: tuple[Left, ...]


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return str(say("{count} entries", count=len(value)))
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)[:_SHOWN]
    text = str(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
