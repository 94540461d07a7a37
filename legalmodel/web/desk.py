"""What the workbench has at hand: deals as they were last checked, by the bytes of their file, the day and the language of nobody.

A file is checked anew when its bytes have changed and at no other time; clients that ask for the same at once wait for one check.
"""

from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from legalmodel.api import check_deal, today
from legalmodel.model.deal import Deal
from legalmodel.model.parse import parse
from legalmodel.results import Result
from legalmodel.text.read import Source, read_bytes
from legalmodel.web.shelf import Shelf, digest

T = TypeVar("T")
_KEPT = 48


class Desk:
    """Checks deals of a shelf, and keeps what was found."""

    def __init__(self, shelf: Shelf, packs: tuple[Path, ...] = (), run_day: date | None = None) -> None:
        self.shelf, self.packs, self._run_day = shelf, packs, run_day
        self._kept: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
        self._making: dict[tuple[Any, ...], Lock] = {}
        self._lock = Lock()

    @property
    def run_day(self) -> date:
        """The day of the run."""
        return self._run_day or today()

    def once(self, key: tuple[Any, ...], make: Callable[[], T]) -> T:
        """Return what is kept under a key, made first if it is not there; who asks while it is being made waits for it."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key]
                return found
            making = self._making.setdefault(key, Lock())
        with making:
            with self._lock:
                if key in self._kept:
                    again: T = self._kept[key]
                    return again
            try:
                made = make()
            finally:
                with self._lock:
                    self._making.pop(key, None)
            with self._lock:
                self._kept[key] = made
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
            return made

    def checked(self, id: str, as_of: date | None = None) -> Result:
        """Return a deal of the shelf, checked. Raises BadInput or BadRequest as checking does."""
        raw, name = self.shelf.raw(id), self.shelf.file(id).name
        return self.once(("checked", digest(raw), name, self.run_day, as_of), lambda: self.of_text(raw, name, as_of))

    def of_text(self, raw: bytes, name: str, as_of: date | None = None) -> Result:
        """Return a text that stands in no file yet, checked. Raises BadInput or BadRequest as checking does."""
        source = read_bytes(raw, name)
        return self.of_deal(parse(source), source, as_of)

    def of_deal(self, deal: Deal, source: Source, as_of: date | None = None) -> Result:
        """Return a deal that was parsed, checked. Raises BadInput or BadRequest as checking does."""
        return check_deal(deal, source, self.run_day, as_of, None, self.packs)
