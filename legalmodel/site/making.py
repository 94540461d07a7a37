"""Making the deals of a site, in several processes: each once, and none again whose bytes, law, day and wishes are as they were.

What is made lies in a folder of work: raw pages, charts, and a journal with a line a deal, written once its files are. So a run that is
ended at any moment is gone on with: what stands in the journal is made, and nothing else is.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.base.resources import package_folder
from legalmodel.book.pool import work
from legalmodel.law.load import load_law
from legalmodel.site.one_deal import DealAsked, SiteDeal, Wished, put, slug_of
from legalmodel.site.records import decoded, encoded

LOT = 8
"""So many deals pass to a process at once."""
MARK = ".legalmodel-site-work"
"""A file in every folder of work, with the digest of what it was made by."""


class WorkFolder:
    """What is made so far, for one state of the code, the law, the day and the wishes; made for another, it is emptied first.

    Raises BadRequest if the folder is neither empty nor such a folder.
    """

    def __init__(self, folder: Path, state: str, tags: Sequence[str]) -> None:
        self.folder, self._journal = folder, folder / "deals.jsonl"
        self._at: dict[str, tuple[str, int, int]] = {}
        folder.mkdir(parents=True, exist_ok=True)
        mark = folder / MARK
        if any(folder.iterdir()) and not mark.is_file():
            raise BadRequest(
                say("{path} is there and is no folder of work for a site", path=folder), say("name a new or empty folder")
            )
        known = mark.read_text("ascii") if mark.is_file() else ""
        if known != state:  # first without what was made, then for another state: ended in between, it is begun anew
            mark.write_text("", "ascii")
            self._journal.write_bytes(b"")
            mark.write_text(state, "ascii")
        for each in (*(folder / tag / "deal" for tag in tags), folder / "chart"):
            each.mkdir(parents=True, exist_ok=True)
        self._read()

    def _read(self) -> None:
        """Find each whole line; what was cut off when a run was ended is cut off for good."""
        whole = 0
        with self._journal.open("ab+") as file:
            file.seek(0)
            for line in file:
                if not line.endswith(b"\n"):
                    break
                slug, key, _ = line.split(b" ", 2)
                self._at[slug.decode()] = (key.decode(), whole, len(line))
                whole += len(line)
            file.truncate(whole)

    def has(self, slug: str, key: str) -> bool:
        """Tell whether a deal is made from these bytes."""
        return slug in self._at and self._at[slug][0] == key

    def writing(self) -> IO[bytes]:
        """Return the journal, to be added to."""
        return self._journal.open("ab")

    def add(self, file: IO[bytes], lines: Iterable[bytes]) -> None:
        """Note deals as made, once their files are written."""
        for line in lines:
            slug, key, _ = line.split(b" ", 2)
            self._at[slug.decode()] = (key.decode(), file.tell(), len(line))
            file.write(line)
        file.flush()

    def deals(self, slugs: Iterable[str]) -> Iterator[SiteDeal]:
        """Yield deals as they were made, one at a time."""
        with self._journal.open("rb") as file:
            for slug in slugs:
                _, at, size = self._at[slug]
                file.seek(at)
                yield decoded(file.read(size).split(b" ", 2)[2])


def make(
    asked: Iterable[DealAsked], wished: Wished, folder: WorkFolder, jobs: int, step: Callable[[], None] = lambda: None
) -> list[str]:
    """Make each deal that is not made yet; return the pages of all, in the order in which they were given."""
    slugs: list[str] = []

    def lots() -> Iterator[list[DealAsked]]:
        lot: list[DealAsked] = []
        for each in asked:
            slugs.append(slug := slug_of(each.name))
            if folder.has(slug, _key(each)):
                step()
                continue
            lot.append(each)
            if len(lot) == LOT:
                yield lot
                lot = []
        if lot:
            yield lot

    with folder.writing() as file:
        for lines in work(partial(_put_lot, wished=wished), lots(), jobs):
            folder.add(file, lines)
            for _ in lines:
                step()
    return slugs


def _key(asked: DealAsked) -> str:
    return sha256(asked.raw).hexdigest()


def _put_lot(lot: Sequence[DealAsked], wished: Wished) -> list[bytes]:
    """Make some deals; return their lines for the journal."""
    _settle(wished.packs)
    return [b"%s %s %s\n" % (slug_of(d.name).encode(), _key(d).encode(), encoded(put(d, wished))) for d in lot]


@cache
def _settle(packs: tuple[Path, ...]) -> None:
    """Load the law of this process, once: it stays, and need not be looked through for garbage after each lot."""
    load_law(*packs)
    gc.freeze()


def state_of(wished: Wished) -> str:
    """Return by what deals are made: the code and law at hand, packs, the day, the wishes, and the packages that count days."""
    digest = sha256(repr(wished._replace(folder=Path(), packs=())).encode())
    for package in ("holidays", "chinesecalendar"):
        try:
            digest.update(f"{package} {version(package)}".encode())
        except PackageNotFoundError:
            digest.update(f"no {package}".encode())
    for root in (package_folder("site").parent, *wished.packs):
        for file in sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
            digest.update(file.relative_to(root).as_posix().encode() + sha256(file.read_bytes()).digest())
    return digest.hexdigest()
