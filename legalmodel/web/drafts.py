"""Texts that somebody is still writing: kept beside the deals until they are saved, so that no crash takes them along."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.text.replace import write_whole
from legalmodel.web.shelf import OWN, Shelf, digest

_WINDOW = re.compile(r"[A-Za-z0-9_-]{8,40}")
_MOST = 20
"""Drafts that are kept of one deal; the oldest goes first."""


class UnsavedText(NamedTuple):
    """A text that is not saved: in which window it is written, when it was kept (UTC), and of which file: its digest and its text."""

    window: str
    at: str
    base: str
    base_text: str
    text: str


class Drafts:
    """The drafts of a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def _folder(self, id: str) -> Path:
        return self.shelf.folder / OWN / "drafts" / digest(id.encode(errors="replace"))[:32]

    def keep(self, id: str, draft: UnsavedText) -> None:
        """Keep a draft in the place of the one of its window. Raises BadRequest if it cannot be written."""
        self.shelf.file(id)
        folder = self._folder(id)
        write_whole(self._file(id, draft.window), json.dumps(draft._asdict(), ensure_ascii=False).encode())
        for old in sorted(folder.glob("*.json"), key=lambda f: f.stat().st_mtime)[:-_MOST]:
            old.unlink(missing_ok=True)

    def of(self, id: str) -> list[UnsavedText]:
        """Return the drafts of a deal, the youngest first; one that cannot be read is passed over."""
        found = []
        for file in self._folder(id).glob("*.json"):
            try:
                data = json.loads(file.read_bytes())
                found.append(UnsavedText(*(str(data[name]) for name in UnsavedText._fields)))
            except (OSError, ValueError, KeyError, TypeError):
                continue
        return sorted(found, key=lambda d: d.at, reverse=True)

    def drop(self, id: str, window: str) -> None:
        """Give up the draft of a window."""
        self._file(id, window).unlink(missing_ok=True)

    def _file(self, id: str, window: str) -> Path:
        if not _WINDOW.fullmatch(window):
            raise BadRequest(say("the window has no name"), say("reload the page"))
        return self._folder(id) / f"{window}.json"


def now() -> str:
    """Return the present time, in UTC, as drafts have it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
