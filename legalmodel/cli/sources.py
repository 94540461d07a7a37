"""The deals of a book, wherever they are kept: a folder of deal files, or a store made by ``legalmodel book add``."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.text.read import BYTES_MAX, Source, read

if TYPE_CHECKING:
    from legalmodel.book.notes import Lot
    from legalmodel.book.reader import Book


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

    def lots(self) -> "Sequence[Lot]":
        """Return the deals in lots that another process or machine can read; each deal with its place in ``deals``."""
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

    def lots(self) -> "Sequence[Lot]":
        """Return the files in lots."""
        from legalmodel.book.notes import lots_of_folder

        return lots_of_folder(self._files)


def _files(folder: Path) -> dict[str, Path]:
    """Return the deal files: in a folder with ``deal.yaml`` that one alone, for beside it lie figures, notes and results."""
    root = folder.resolve()
    found = [p for p in sorted(folder.rglob("*")) if p.suffix in (".yaml", ".yml", ".json") and p.is_file()]
    inside = [p for p in found if p.resolve().is_relative_to(root)]
    whole = {p.parent for p in inside if p.name in ("deal.yaml", "deal.json")}
    return {
        p.relative_to(folder).as_posix(): p for p in inside if p.parent not in whole or p.name in ("deal.yaml", "deal.json")
    }


class StoreOfDeals:
    """The deals of a store made by ``legalmodel book add``: the last version of each, and the files that were set aside."""

    def __init__(self, book: "Book") -> None:
        self.book = book
        self._all = book.all_sources()

    def __len__(self) -> int:
        return len(self._all.names)

    def deals(self) -> Sequence[str]:
        """Return the deals by their names in the book."""
        return self._all.names

    def source(self, deal: str) -> Source:
        """Return one deal as it was taken in."""
        return self._all.source(deal)

    def raw(self, deal: str) -> bytes:
        """Return the bytes of one deal as they were taken in."""
        return self._all.raw(deal)[1]

    def refused(self) -> Sequence[tuple[str, str]]:
        """Return the files that were set aside, each with its first fault."""
        found: list[tuple[str, str]] = self.book.rows("SELECT deal, cause FROM refused ORDER BY deal")
        return found

    def lots(self) -> "Sequence[Lot]":
        """Return the last versions in lots, one for each file of the store."""
        from legalmodel.book.notes import lots_of_store

        last = {
            (deal, version): n
            for n, (deal, version) in enumerate(self.book.rows("SELECT deal, version FROM deals ORDER BY deal"))
        }
        return lots_of_store(self.book.store, last)


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
    if not (path / "book.json").is_file():
        yield FolderOfDeals(path)
        return
    for package in ("duckdb", "pyarrow"):
        if find_spec(package) is None:
            raise BadRequest(say("a book needs the package {name}", name=package), say("run: pip install 'legalmodel[book]'"))
    from legalmodel.book.reader import open_book

    with open_book(path) as book:
        yield StoreOfDeals(book)
