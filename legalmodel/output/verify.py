"""Tell of a bundle, file by file, what is as it was when the bundle was made; and whether the deal in it is judged alike today."""

import json
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo, is_zipfile
from zlib import error as zlib_error

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.output.bundle import FORMAT, MANIFEST

_FILES, _LARGEST, _WHOLE = 10_000, 64_000_000, 256_000_000
"""More files, or more bytes unpacked in one or in all, are no bundle."""
_UNREADABLE = (BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, OSError, EOFError, zlib_error)


class Member(NamedTuple):
    """A file of a bundle, and how it stands: ``same``, ``changed``, ``missing``, ``added`` or ``unreadable``."""

    name: str
    state: str


class Verified(NamedTuple):
    """What was found: the digest of the manifest, what it says of itself, each file, and the deal as it stands in the bundle."""

    digest: str
    manifest: dict[str, Any]
    members: tuple[Member, ...]
    deal: bytes
    result: bytes

    @property
    def sound(self) -> bool:
        """Whether every file is as it was."""
        return all(member.state == "same" for member in self.members)

    @property
    def days(self) -> tuple[date | None, date | None, date | None]:
        """The run day, the day looked from and the day of the law, as the manifest has them."""
        try:
            run, as_of, law_on = (
                date.fromisoformat(d) if (d := str(self.manifest.get(k) or "")) else None
                for k in ("run_day", "as_of", "law_on")
            )
        except ValueError:
            return None, None, None
        return run, as_of, law_on


def verified(data: bytes) -> Verified:
    """Return how the files of a bundle stand against its manifest. Nothing is unpacked to disk.

    Raises BadRequest for what is no bundle.
    """
    if not is_zipfile(BytesIO(data)):
        raise _no_bundle(say("it is no zip file, or its end is missing"))
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > _FILES or sum(e.file_size for e in entries) > _WHOLE:
                raise _no_bundle(say("it is too large"))
            if MANIFEST not in archive.namelist():
                raise _no_bundle(say("it holds no {manifest}", manifest=MANIFEST))
            manifest_bytes = _bytes(archive, archive.getinfo(MANIFEST))
            manifest = _manifest(manifest_bytes)
            members = tuple(_members(archive, entries, manifest["files"]))
            deal, result = (_kept(archive, name) for name in (f"deal/{manifest['deal']['file']}", "judgment/result.json"))
    except _UNREADABLE as error:
        raise _no_bundle(str(error)) from None
    return Verified(sha256(manifest_bytes).hexdigest(), manifest, members, deal, result)


def _no_bundle(why: str) -> BadRequest:
    return BadRequest(
        say("this is no bundle that can be read: {why}", why=why), say("give a file written by: legalmodel bundle DEAL")
    )


def _manifest(data: bytes) -> dict[str, Any]:
    manifest = json.loads(data)
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ValueError(say("its manifest is of another format"))
    files = manifest.get("files")
    fits = isinstance(files, list) and all(isinstance(f, dict) and {"name", "bytes", "sha256"} <= f.keys() for f in files)
    if not fits or not isinstance(manifest.get("deal"), dict) or not isinstance(manifest["deal"].get("file"), str):
        raise ValueError(say("its manifest lists no files"))
    return manifest


def _members(archive: ZipFile, entries: list[ZipInfo], files: list[dict[str, Any]]) -> Iterator[Member]:
    held: dict[str, list[ZipInfo]] = {}
    for entry in entries:
        held.setdefault(entry.filename, []).append(entry)
    for file in files:
        name = str(file["name"])
        found = held.pop(name, [])
        yield Member(name, _state(archive, found, file) if found else "missing")
    for name, found in held.items():
        if name != MANIFEST or len(found) > 1:
            yield Member(name, "added")


def _state(archive: ZipFile, found: list[ZipInfo], file: dict[str, Any]) -> str:
    if len(found) > 1:  # two of one name: which one a reader takes is its own affair
        return "changed"
    try:
        data = _bytes(archive, found[0])
    except _UNREADABLE:
        return "unreadable"
    return "same" if len(data) == file["bytes"] and sha256(data).hexdigest() == file["sha256"] else "changed"


def _bytes(archive: ZipFile, entry: ZipInfo) -> bytes:
    if entry.file_size > _LARGEST:
        raise ValueError(say("{name} is too large", name=entry.filename[:80]))
    with archive.open(entry) as member:
        data = member.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise ValueError(say("{name} is too large", name=entry.filename[:80]))
    return data


def _kept(archive: ZipFile, name: str) -> bytes:
    try:
        return _bytes(archive, archive.getinfo(name))
    except _UNREADABLE:
        return b""
