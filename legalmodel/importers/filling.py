"""Records in the making: a value goes in only if the vocabulary takes it; what does not go in is left, with its place and the reason."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from legalmodel.base.language import Phrase, say
from legalmodel.importers.imported import Left
from legalmodel.importers.ledger import Ledger, spelled
from legalmodel.model.check_ids import RESERVED
from legalmodel.model.record import Record

NO_WORD = Phrase("the vocabulary of deals has no word for it")
LONGEST = 160
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}\Z")


class Filling:
    """Puts values of a source into records. ``left`` is what stays behind; ``ids`` are the ids in use, of records of any section."""

    def __init__(self) -> None:
        self.left: list[Left] = []
        self.ids: set[str] = set(RESERVED)

    def put(self, record: dict[str, Any], kind: type[Record], field: str, value: Any, where: str) -> bool:
        """Put a value into a field if the vocabulary takes it; tell whether it did. None is no value."""
        if value is None:
            return False
        written = kind.model_fields[field].written
        try:
            if written is None:
                raise ValueError(field)
            written.read(value)
        except ValueError as error:  # as the reader of a value refuses it
            self.leave(where, value, error)
            return False
        record[field] = value
        return True

    def leave(self, where: str, what: Any, why: object) -> None:
        """Say that something stays behind."""
        self.left.append(Left(where, _shown(what), str(why)))

    def leave_rest(self, ledger: Ledger, why: Mapping[str, object] | None = None, head: str = "") -> None:
        """Say of each value that nobody took that it stays behind; ``why`` gives the reason by the name of its key, or of one around it."""
        for spot, value in ledger.rest():
            reason = next((why[key] for key in map(str, reversed(spot)) if why and key in why), NO_WORD)
            self.leave(f"{head}{spelled(spot)}", value, reason)

    def id(self, wish: str | None, *names: str | None) -> str:
        """Return a new id: the wish if it is one and is free, else one made of the first name that has Latin letters, else of the wish."""
        if wish and _ID.match(wish) and wish not in self.ids:
            self.ids.add(wish)
            return wish
        given = [name for name in names if name]
        for name in given:
            if _ID.match(name) and name not in self.ids:
                self.ids.add(name)
                return name
            if slug := _slug(name):
                return self._free(slug)
        return self._free(_slug(wish or "") or "record")

    def _free(self, made: str) -> str:
        number, id = 1, made
        while id in self.ids:
            number += 1
            id = f"{made[:56]}-{number}"
        self.ids.add(id)
        return id


def _slug(wish: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", wish.lower()).strip("-")[:56].strip("-")
    return slug if not slug or slug[0].isalpha() else f"r-{slug}"


def _shown(value: Any) -> str:
    if value is None or value in ({}, []):
        return str(say("nothing"))
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
