"""The review log beside a deal: ``deal.review.jsonl``, a record a line, each bearing the digest of the one before it.

It stands below the report, which prints its head, and needs nothing but files and days. A record is only ever added. Who changes, leaves
out or moves a line breaks the chain from there on; a cut at the end shows by a head that was printed before.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.text.reading import bytes_up_to, reading
from legalmodel.text.replace import replace_file, write_whole

FORM = "legalmodel/review/1"
LARGEST = 50_000_000
"""Bytes that a log may have."""
_FIELDS = frozenset(("format", "n", "at", "kind", "data", "previous", "hash"))

KINDS = ("import", "row", "conflict", "sign", "keep", "confirm")
"""What is recorded: a file read, a row that a reviewer filled in, what could not be taken over, a signature, how long it is kept, who confirmed
what a machine drafted."""


_SHAPES: dict[str, dict[str, type]] = {
    "import": {"file": str, "sha256": str},
    "row": {"sheet": str, "id": str, "cells": dict},
    "conflict": {"sheet": str, "id": str, "column": str, "why": str, "cells": dict},
    "sign": {"name": str, "role": str, "identified": str, "scope": list, "digests": dict, "supersedes": str, "confirms": list},
    "keep": {"until": str, "why": str},
    "confirm": {"name": str, "sha256": str, "facts": dict},
}
"""What a record of each sort says at least; lists and maps are of texts. A chain that holds may still have been made up by anybody."""


class LogEntry(NamedTuple):
    """A record: its number from 1, when (UTC), what sort, what it says, the digest of the one before it, its own."""

    n: int
    at: str
    kind: str
    data: dict[str, Any]
    previous: str
    hash: str

    @property
    def line(self) -> str:
        """The record as it stands in the file."""
        return _canonical({"format": FORM, **self._asdict()})


class Log(NamedTuple):
    """All records as far as the chain holds; ``broken`` says where and how it does not."""

    entries: tuple[LogEntry, ...] = ()
    broken: str = ""
    raw: bytes = b""

    @property
    def head(self) -> str:
        """The digest of the last record; empty for an empty log."""
        return self.entries[-1].hash if self.entries else ""

    def of(self, kind: str) -> tuple[LogEntry, ...]:
        """Return the records of a sort."""
        return tuple(entry for entry in self.entries if entry.kind == kind)


def log_file(deal: str | Path) -> Path:
    """Return where the log of a deal stands: beside it."""
    file = Path(deal)
    return file.with_name(f"{file.stem}.review.jsonl")


def read_log(file: Path) -> Log:
    """Read a log and hold its chain; one that is not there is empty.

    Raises BadRequest if it cannot be read, or is larger than a log may be.
    """
    with reading(file):
        if not file.is_file():
            return Log()
    raw = bytes_up_to(file, LARGEST)
    if len(raw) > LARGEST:
        raise BadRequest(say("the file is larger than {bytes_max} bytes", bytes_max=f"{LARGEST:,}"), say("take a part of it"))
    entries: list[LogEntry] = []
    lines = raw.removesuffix(b"\n").split(b"\n") if raw else []
    for number, line in enumerate(lines, 1):
        entry = _entry(line)
        if entry is None or entry.n != number or entry.previous != (entries[-1].hash if entries else ""):
            return Log(tuple(entries), say("the chain of the review log breaks at line {n}", n=number), raw)
        entries.append(entry)
    return Log(tuple(entries), "", raw)


def _entry(line: bytes) -> LogEntry | None:
    """Read a line; None if it is no record, or its digest is not its own."""
    try:
        data = json.loads(line, parse_constant=_refuse)
        return _checked(data, line)
    except (ValueError, RecursionError):  # no JSON, no UTF-8, a half of a character, a number that is none
        return None


def _refuse(word: str) -> None:
    raise ValueError(word)


def _checked(data: Any, line: bytes) -> LogEntry | None:
    if not isinstance(data, dict) or set(data) != _FIELDS or data["format"] != FORM or not isinstance(data["data"], dict):
        return None
    entry = LogEntry(*(data[name] for name in LogEntry._fields))
    texts = (entry.at, entry.kind, entry.previous, entry.hash)
    if not all(isinstance(text, str) for text in texts) or type(entry.n) is not int or entry.kind not in KINDS:
        return None
    if not all(_fits(entry.data.get(name), shape) for name, shape in _SHAPES[entry.kind].items()):
        return None
    return entry if entry.hash == _hash(entry) and entry.line.encode() == line else None


def _fits(value: Any, shape: type) -> bool:
    if not isinstance(value, shape):
        return False
    texts = (*value, *value.values()) if isinstance(value, dict) else value if isinstance(value, list) else ()
    return all(isinstance(text, str) for text in texts)


def _hash(entry: LogEntry) -> str:
    rest = {name: value for name, value in entry._asdict().items() if name != "hash"}
    return sha256(_canonical({"format": FORM, **rest}).encode()).hexdigest()


def _canonical(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def longer(log: Log, records: Iterable[tuple[str, dict[str, Any]]], at: datetime) -> Log:
    """Return a log with records added. Raises BadRequest if its chain is broken: nothing is ever built on that."""
    if log.broken:
        raise BadRequest(log.broken, say("restore the log from the copy that you keep, then run again"))
    entries = list(log.entries)
    when = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for kind, data in records:
        bare = LogEntry(len(entries) + 1, when, kind, data, entries[-1].hash if entries else "", "")
        entries.append(bare._replace(hash=_hash(bare)))
    added = "".join(f"{entry.line}\n" for entry in entries[len(log.entries) :])
    end = b"" if not log.raw or log.raw.endswith(b"\n") else b"\n"
    return Log(tuple(entries), "", log.raw + end + added.encode())


def write_log(file: Path, old: Log, new: Log) -> None:
    """Write a longer log in the place of the one that was read, whole or not at all.

    Raises BadRequest if the log has changed since it was read, or cannot be written; nothing is changed then.
    """

    def last_look() -> None:
        if read_log(file).raw != old.raw:
            raise BadRequest(say("{name} has changed meanwhile", name=file), say("read it again, then make the change"))

    if new.raw == old.raw:
        return
    last_look()
    if file.exists():
        replace_file(str(file), new.raw, last_look)
    else:
        write_whole(file, new.raw)


def now() -> datetime:
    """Return the present time, in UTC: when a record was made."""
    return datetime.now(UTC)
