"""The folder that is served: which deals it holds, and the way to a file of it that no name can lead out of.

A deal is called in a link by its path within the folder, ``/`` written ``~1`` and ``~`` written ``~0``; of ``my-deal/deal.yaml`` only
the folder is named. What begins with a point is nobody's deal: the workbench keeps its drafts and its trail in ``.legalmodel``.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.language import say
from legalmodel.text.read import BYTES_MAX, Source, read, read_bytes
from legalmodel.text.reading import bytes_up_to
from legalmodel.text.replace import replace_file, target, write_whole

ENDINGS = (".yaml", ".yml", ".json")
OWN = ".legalmodel"
"""The folder in which the workbench keeps what is no deal."""
_DEEP, _MOST = 4, 2000


class NotThere(BadRequest):
    """What was asked for does not exist here, or lies outside of the folder: the answer does not tell which."""


class Moved(BadRequest):
    """The file is not what the change was meant for."""


class Shelved(NamedTuple):
    """A deal of the folder: what it is called in links, and its path within the folder."""

    id: str
    name: str


class Shelf:
    """A folder of deals."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    def deals(self) -> list[Shelved]:
        """Return the deals, by name; what links lead to is left out."""
        found = sorted(self._files(self.folder, 0))[:_MOST]
        return [Shelved(id_of(name), name) for name in found]

    def _files(self, folder: Path, depth: int) -> Iterator[str]:
        try:
            entries = sorted(os.scandir(folder), key=lambda e: e.name)
        except OSError:
            return
        for entry in entries:
            if entry.name.startswith(".") or entry.is_symlink():
                continue
            if entry.is_dir() and depth < _DEEP:
                yield from self._files(Path(entry.path), depth + 1)
            elif entry.is_file() and entry.name.endswith(ENDINGS) and _may_be_deal(Path(entry.path)):
                yield Path(entry.path).relative_to(self.folder).as_posix()

    def file(self, id: str) -> Path:
        """Return the file of a deal. Raises NotThere if it is none of the folder."""
        name = id.replace("~1", "/").replace("~0", "~")
        path = self._within(name)
        try:
            if path.is_dir():
                path = next((p for p in (self._within(f"{name}/deal{e}") for e in ENDINGS) if p.is_file()), path)
            if path.is_file() and path.name.endswith(ENDINGS):
                return path
        except OSError:  # a name that the system refuses, a folder that may not be entered
            pass
        raise _not_there(name)

    def _within(self, name: str) -> Path:
        parts = name.split("/")
        if not name or any(p in ("", ".", "..") or p.startswith(".") or {"\\", "\0", ":"} & set(p) for p in parts):
            raise _not_there(name)
        path = self.folder.joinpath(*parts)
        try:
            real = path.resolve()
        except (OSError, RuntimeError, ValueError):
            raise _not_there(name) from None
        if real != path:  # a link on the way, whichever way it leads
            raise _not_there(name)
        return path

    def raw(self, id: str) -> bytes:
        """Return the bytes of a deal as they are now. Raises NotThere, or BadRequest if it cannot be read or is too large."""
        file = self.file(id)
        found = bytes_up_to(file, BYTES_MAX)
        if len(found) > BYTES_MAX:
            raise BadRequest(say("the file is larger than {bytes_max} bytes", bytes_max=f"{BYTES_MAX:,}"))
        return found

    def read(self, id: str) -> Source:
        """Return a deal as it is read. Raises BadInput and BadRequest as reading does."""
        return read_bytes(self.raw(id), self.file(id).name)

    def save(self, id: str, expected: str, new: bytes) -> None:
        """Put other bytes in the place of a deal, whole or not at all.

        ``expected`` is the digest of the file that they were meant for. Raises Moved if it has changed since, BadRequest if it cannot
        be written; nothing is changed then.
        """
        file = self.file(id)
        if len(new) > BYTES_MAX:
            raise BadRequest(say("the file is larger than {bytes_max} bytes", bytes_max=f"{BYTES_MAX:,}"))

        def last_look() -> None:
            if digest(file.read_bytes()) != expected:
                raise Moved(say("{name} has changed meanwhile", name=file.name), say("read it again, then make the change"))

        last_look()
        replace_file(target(str(file)), new, last_look)

    def add(self, name: str, text: bytes) -> str:
        """Write a new deal ``name/deal.yaml`` and return its id. Raises BadRequest if the name is none or is taken."""
        plain = " ".join(name.split())
        if not plain or len(plain) > 80 or "/" in plain:
            raise BadRequest(say("'{name}' is no name of a deal", name=plain[:80]), say("use letters, digits and hyphens"))
        try:
            file = self._within(f"{plain}/deal.yaml")
        except NotThere:
            raise BadRequest(
                say("'{name}' is no name of a deal", name=plain[:80]), say("use letters, digits and hyphens")
            ) from None
        if file.parent.exists():
            raise BadRequest(say("'{name}' is there already", name=plain), say("choose another name"))
        write_whole(file, text)
        return id_of(f"{plain}/deal.yaml")


def id_of(name: str) -> str:
    """Return what a file is called in links, by its path within the folder."""
    folder, _, file = name.rpartition("/")
    short = folder if folder and file == "deal.yaml" else name
    return short.replace("~", "~0").replace("/", "~1")


def digest(raw: bytes) -> str:
    """Return the digest of bytes, in hexadecimal."""
    from hashlib import sha256

    return sha256(raw).hexdigest()


def _not_there(name: str) -> NotThere:
    return NotThere(say("there is no deal '{name}' here", name=name[:80]), say("choose one from the list"))


def _may_be_deal(file: Path) -> bool:
    """Tell whether a file looks like a deal: one called so, or one that has a key of a deal at its margin."""
    if file.stem == "deal":
        return True
    try:
        with file.open("rb") as stream:
            head = stream.read(65_536)
    except OSError:
        return False
    if file.suffix == ".json":
        return b'"parties"' in head
    return any(line.startswith((b"deal:", b"parties:")) for line in head.splitlines())


def read_or_none(shelf: Shelf, id: str) -> Source | None:
    """Return a deal as it is read, None if it has faults of form."""
    try:
        return read(str(shelf.file(id)))
    except (BadInput, BadRequest):
        return None
