"""Read catalogues in gettext's text form (.po), as far as this project writes them: one entry a context and English text.

Kept: comments, ``fuzzy`` with the English that a translation was made for, and entries that nothing asks for any more (``#~``).
Two versions of a catalogue may be merged line by line (``merge=union``): an entry that then stands twice is one, with its translation.
"""

import json
import re
from pathlib import Path
from typing import NamedTuple

Key = tuple[str, str]
"""Context and English text."""
_FIELD = re.compile(r'^(msgctxt|msgid|msgstr)\s+(".*")$')


class CatalogueEntry(NamedTuple):
    """A translation: empty if there is none; ``was`` is the English it was made for, where that has changed since."""

    said: str = ""
    was: str = ""
    comments: tuple[str, ...] = ()
    obsolete: bool = False


class BadCatalogue(Exception):
    """A line that is not in the form."""


def read(path: Path) -> dict[Key, CatalogueEntry]:
    """Return the entries of a catalogue, in its order; none if there is no file. Raises BadCatalogue with file and line."""
    reader = _Reader()
    for number, line in enumerate(path.read_text("utf-8").split("\n") if path.exists() else (), 1):
        if not reader.take(line.strip()):
            raise BadCatalogue(f"{path}:{number}: not in the form of a catalogue: {line[:80]}")
    reader.close()
    return reader.found


class _Reader:
    def __init__(self) -> None:
        self.found: dict[Key, CatalogueEntry] = {}
        self.start()

    def start(self) -> None:
        self.fields: dict[str, str] = {}
        self.before: dict[str, str] = {}
        self.comments: list[str] = []
        self.fuzzy = self.obsolete = False
        self.at = ""

    def close(self) -> None:
        """Keep the entry that ends here; of two for one text the first that has a translation counts."""
        if self.fields.get("msgid") and "msgstr" in self.fields:
            key = self.fields.get("msgctxt", ""), self.fields["msgid"]
            was = self.before.get("msgid", "?") if self.fuzzy else ""
            if key not in self.found or not self.found[key].said:
                self.found[key] = CatalogueEntry(self.fields["msgstr"], was, tuple(self.comments), self.obsolete)
        self.start()

    def take(self, line: str) -> bool:
        """Take one line; false if it is none of a catalogue."""
        if not line:
            self.close()
        elif line.startswith(("#~ ", "#| ")):
            self.obsolete |= line.startswith("#~")
            return self.field(line[3:], self.before if line.startswith("#|") else self.fields)
        elif line.startswith("#,"):
            self.fuzzy = "fuzzy" in line
        elif line.startswith("#"):
            self.comments.append(line)
        else:
            return self.field(line, self.fields)
        return True

    def field(self, line: str, store: dict[str, str]) -> bool:
        if match := _FIELD.match(line):
            if store is self.fields and match[1] != "msgstr" and "msgstr" in store:
                self.close()
                store = self.fields
            self.at = match[1]
            store[self.at] = (store.get(self.at, "") if self.at == "msgstr" else "") or json.loads(match[2])
            return True
        if line.startswith('"') and line.endswith('"') and self.at:
            store[self.at] += json.loads(line)
            return True
        return False
