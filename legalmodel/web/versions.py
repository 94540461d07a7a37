"""Earlier texts of a deal: what stood in the file before each change that was made on a page, to be compared with and gone back to."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.text.replace import write_whole
from legalmodel.web.shelf import OWN, NotThere, Shelf, digest

_NAME = re.compile(r"(\d{8}T\d{6})\d{6}-([0-9a-f]{16})")
_MOST = 40
"""Texts that are kept of one deal; the oldest goes first."""


class EarlierText(NamedTuple):
    """A text that was replaced: what it is called, and when (UTC) it was."""

    id: str
    at: str


class Versions:
    """The earlier texts of a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def _folder(self, id: str) -> Path:
        return self.shelf.folder / OWN / "versions" / digest(id.encode(errors="replace"))[:32]

    def keep(self, id: str, raw: bytes) -> None:
        """Keep a text that is about to be replaced. Where there is no room for it, the change counts more."""
        folder = self._folder(id)
        try:
            write_whole(folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{digest(raw)[:16]}", raw)
        except BadRequest:
            return
        for old in sorted(folder.iterdir())[:-_MOST]:
            old.unlink(missing_ok=True)

    def of(self, id: str) -> list[EarlierText]:
        """Return the earlier texts of a deal, the youngest first."""
        folder = self._folder(id)
        found = [file.name for file in folder.iterdir() if _NAME.fullmatch(file.name)] if folder.is_dir() else []
        return [
            EarlierText(name, f"{name[:4]}-{name[4:6]}-{name[6:8]}T{name[9:11]}:{name[11:13]}:{name[13:15]}")
            for name in sorted(found, reverse=True)
        ]

    def raw(self, id: str, version: str) -> bytes:
        """Return an earlier text. Raises NotThere if there is none of that name."""
        file = self._folder(id) / version
        if not _NAME.fullmatch(version) or not file.is_file():
            raise NotThere(say("there is no earlier text '{id}'", id=version[:60]), say("choose one from the list"))
        return file.read_bytes()
