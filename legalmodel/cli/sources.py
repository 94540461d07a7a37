"""The deals of a book, wherever they are kept: a folder of deal files, or a store made by ``legalmodel book add``."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.text.read import BYTES_MAX, Source, read


class DealSources(Protocol):
    """Deals by name, each read on demand; ``refused`` are files that a store could not take, and why."""

    def __len__(self) -> int: ...

    def deals(self) -> Sequence[str]:
        """Return the names of the deals, in order."""
        ...

    def source(self, deal: str) -> Source:
        """Return the text of a deal, read. Raises BadInput and BadRequest as reading a file does."""
        ...

    def raw(self, deal: str) -> bytes:
        """Return the bytes of a deal; nothing where it cannot be read."""
        ...

    def refused(self) -> Sequence[tuple[str, str]]:
        """Return the files that are set aside, each with the reason."""
        ...


class FolderOfDeals:
    """The deal files of a folder and of the folders in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files = _files(folder)

    def __len__(self) -> int:
        return len(self._files)

    def deals(self) -> Sequence[str]:
        """Return the files by their path within the folder."""
        return tuple(self._files)

    def source(self, deal: str) -> Source:
        """Read one file."""
        return read(self._files[deal])

    def raw(self, deal: str) -> bytes:
        """Return the bytes of one file, as many as a deal may have and one more."""
        try:
            with self._files[deal].open("rb") as file:
                return file.read(BYTES_MAX + 1)
        except OSError:
            return b""

    def refused(self) -> Sequence[tuple[str, str]]:
        """Return none: a folder holds what it holds, and a bad file is told when it is read."""
        return ()


def _files(folder: Path) -> dict[str, Path]:
    """Return the deal files: in a folder with ``deal.yaml`` that one alone, for beside it lie figures, notes and results."""
    root = folder.resolve()
    found = [p for p in sorted(folder.rglob("*")) if p.suffix in (".yaml", ".yml", ".json") and p.is_file()]
    inside = [p for p in found if p.resolve().is_relative_to(root)]
    whole = {p.parent for p in inside if p.name in ("deal.yaml", "deal.json")}
    return {
        p.relative_to(folder).as_posix(): p for p in inside if p.parent not in whole or p.name in ("deal.yaml", "deal.json")
    }


@contextmanager
def book_of(name: str) -> Iterator[DealSources]:
    """Open a book: a folder of deal files or a store.

    Raises BadRequest if it is neither.
    """
    path = Path(name)
    if not path.is_dir():
        raise BadRequest(
            say("there is no book {name}", name=name),
            say("name a folder of deal files, or a store made by: legalmodel book add"),
        )
    yield FolderOfDeals(path)
