"""Where deals come from: files, folders, JSON Lines and archives; nothing is unpacked to disk, followed out, or read without a bound."""

import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

from legalmodel.base.errors import BadRequest, of_the_system
from legalmodel.base.language import say
from legalmodel.text.read import BYTES_MAX

_FORMATS = {".yaml": "yaml", ".yml": "yaml", ".json": "json"}
_LINES = (".jsonl", ".ndjson")
_TARS = (".tar.gz", ".tgz", ".tar")
_RATIO, _ROOM = 200, 64_000_000
"""What an archive may grow to: so many times its own size, and these bytes; a text of deals shrinks 5 to 20 times."""
_MEMBERS_MAX = 2_000_000
_BROKEN = (BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class TakenDeal(NamedTuple):
    """What a source gives under one name: the bytes of a deal, or why they cannot be had."""

    deal: str
    format: str
    raw: bytes
    trouble: str = ""


def take(source: Path, under: str = "") -> Iterator[TakenDeal]:
    """Yield the deals of a file, folder or archive, in order. Names begin with ``under``, else with the name of the source.

    Raises BadRequest if there is no such source, or it is no deal, folder or archive.
    """
    for taken in _of_source(source, under or source.resolve().name):
        yield taken._replace(deal=_storable(taken.deal))


def _storable(name: str) -> str:
    r"""Return a name as text: bytes of it that are no UTF-8, as a disk may have them, become codes such as ``\xff``."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _of_source(source: Path, base: str) -> Iterator[TakenDeal]:
    if source.is_dir():
        yield from _of_folder(source, base)
    elif not source.is_file():
        raise BadRequest(say("there is no file or folder {source}", source=source), say("name deal files, folders or archives"))
    elif not _readable(source):
        raise BadRequest(
            say("{source} is nothing that a book takes in", source=source),
            say("name .yaml, .json, .jsonl, .zip or .tar.gz files, or folders of these"),
        )
    else:
        yield from _of_file(source, base)


def _readable(path: Path) -> bool:
    return path.suffix.lower() in (*_FORMATS, *_LINES, ".zip") or path.name.lower().endswith(_TARS)


def _of_folder(folder: Path, base: str) -> Iterator[TakenDeal]:
    root, none = folder.resolve(), True
    for path in sorted(folder.rglob("*")):
        name = f"{base}/{path.relative_to(folder).as_posix()}"
        if path.is_symlink() and (path.is_dir() or (_readable(path) and not path.exists())):
            yield TakenDeal(name, "yaml", b"", say("it is a link to a folder, which is not followed, or to nothing"))
        elif _readable(path) and path.is_file():
            none = False
            if path.resolve().is_relative_to(root):
                yield from _of_file(path, name)
            else:
                yield TakenDeal(name, "yaml", b"", say("it is a link that leads out of the folder"))
    if none:
        raise BadRequest(
            say("the folder {folder} holds no deal file", folder=folder), say("name a folder with .yaml or .json files")
        )


def _of_file(path: Path, name: str) -> Iterator[TakenDeal]:
    suffix = path.suffix.lower()
    try:
        if suffix in _LINES:
            with path.open("rb") as file:
                yield from _of_lines(file, name)
        elif suffix == ".zip":
            yield from _of_zip(path, name)
        elif path.name.lower().endswith(_TARS):
            yield from _of_tar(path, name)
        else:
            with path.open("rb") as file:
                yield TakenDeal(name, _FORMATS[suffix], file.read(BYTES_MAX + 1))
    except _BROKEN as error:
        yield TakenDeal(name, "yaml", b"", _unreadable(error))


def _unreadable(error: Exception) -> str:
    why = of_the_system(error) if isinstance(error, OSError) else str(error) or type(error).__name__
    return say("it cannot be read to its end: {why}", why=why)


class _TooMuch(ValueError):
    """An archive grows to more than it can."""


def _of_lines(file: IO[bytes], name: str) -> Iterator[TakenDeal]:
    number = 0
    while line := file.readline(BYTES_MAX + 2):
        number += 1
        whole = line
        while not whole.endswith(b"\n") and (whole := file.readline(BYTES_MAX)):
            line = line[: BYTES_MAX + 1]  # too long for a deal: read to its end and not kept
            line += b" " * (BYTES_MAX + 1 - len(line))
        if line.strip():
            yield TakenDeal(f"{name}#{number}", "json", line.rstrip(b"\r\n"))


class _Bound:
    """Counts what an archive grows to. Raises _TooMuch where that is too much for what it is."""

    def __init__(self, size: int) -> None:
        self.left = size * _RATIO + _ROOM
        self.members = 0

    def grown(self, by: int) -> None:
        self.left -= by
        self.members += 1
        if self.left < 0 or self.members > _MEMBERS_MAX:
            raise _TooMuch(say("it grows to more than an archive of deals can"))


def _inner_name(name: str) -> str:
    """Return why a name in an archive is refused; empty if it is a plain one inside of it."""
    path = PurePosixPath(name.replace("\\", "/"))
    leads_out = path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":"))
    return say("its name leads out of the archive") if leads_out else ""


def _of_zip(path: Path, name: str) -> Iterator[TakenDeal]:
    bound = _Bound(path.stat().st_size)
    with ZipFile(path) as archive:
        seen: set[str] = set()
        for info in archive.infolist():
            if info.is_dir() or not _readable(PurePosixPath(info.filename)):  # type: ignore[arg-type]  # both have suffix and name
                continue
            why = _inner_name(info.filename) or _not_plain(info, seen)
            seen.add(info.filename)
            if why:
                yield TakenDeal(f"{name}/{info.filename.lstrip('/')}", "yaml", b"", why)
                continue
            try:
                with archive.open(info) as member:
                    yield from _of_member(member, f"{name}/{info.filename}", bound)
            except _TooMuch:
                raise
            except _BROKEN as error:  # the other members stand by themselves
                yield TakenDeal(f"{name}/{info.filename}", "yaml", b"", _unreadable(error))


def _not_plain(info: ZipInfo, seen: set[str]) -> str:
    if info.filename in seen:
        return say("the archive holds two files of this name")
    if info.flag_bits & 1:
        return say("it is encrypted")
    return say("it is a link") if (info.external_attr >> 16) & 0o170000 == 0o120000 else ""


def _of_tar(path: Path, name: str) -> Iterator[TakenDeal]:
    bound = _Bound(path.stat().st_size)
    seen: set[str] = set()
    with path.open("rb") as raw, tarfile.open(fileobj=raw, mode="r|*") as archive:
        for info in archive:
            bound.grown(info.size if info.isreg() else 0)
            if info.isdir() or not _readable(PurePosixPath(info.name)):  # type: ignore[arg-type]  # both have suffix and name
                continue
            why = _inner_name(info.name) or ("" if info.isreg() else say("it is a link"))
            if not why and info.name in seen:
                why = say("the archive holds two files of this name")
            seen.add(info.name)
            member = None if why else archive.extractfile(info)  # a stream of bytes: nothing is written to disk
            if member is None:
                yield TakenDeal(f"{name}/{info.name.lstrip('/')}", "yaml", b"", why or say("it is no file"))
            else:
                yield from _of_member(member, f"{name}/{info.name}", bound)


def _of_member(member: IO[bytes], name: str, bound: _Bound) -> Iterator[TakenDeal]:
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in _LINES:
        for taken in _of_lines(member, name):
            bound.grown(len(taken.raw))
            yield taken
    elif suffix in _FORMATS:
        raw = member.read(BYTES_MAX + 1)
        bound.grown(len(raw))
        yield TakenDeal(name, _FORMATS[suffix], raw)
    else:
        yield TakenDeal(name, "yaml", b"", say("it is an archive within an archive; give it by itself"))
