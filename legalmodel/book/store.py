"""A book on disk: shards that are written whole, and a log that says which of them count.

A shard is a Parquet file of one table for one unit of the book, some two hundred deals. It is written under a name that was never used,
and counts only once an entry of the log names it; what the log does not name is what a process left that was killed, and is taken
away. So at any moment the book is as after some whole number of units. One process at a time writes.
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.book.schemas import FORM, TABLES
from legalmodel.text.replace import write_whole

if TYPE_CHECKING:
    import pyarrow as pa

_MARK = "book.json"
_LOOKED_UP = ("deal", "version", "entry", "added", "section", "record")
_LOG_MAX = 64
"""After so many entries the log is summed up in one file."""


class Unit(NamedTuple):
    """A unit of the book: some deals, with the shards of each table; ``law`` names the state of the law it was judged by."""

    id: int
    entries: str
    facts: str
    good: int
    refused: int
    findings: str = ""
    lines: str = ""
    judged: str = ""
    law: str = ""
    read_by: str = ""
    """The digest of the code by which its deals were found to have no fault."""

    @property
    def shards(self) -> dict[str, str]:
        """Table -> the file of this unit."""
        return {table: name for table in TABLES if (name := getattr(self, table))}

    def with_shards(self, shards: dict[str, str]) -> "Unit":
        """Return the unit with other files for some tables."""
        return Unit(**self._asdict() | shards)


class BookState(NamedTuple):
    """What the log says: the units in order, where deals came from (name in the book -> place), and by which law to judge."""

    units: dict[int, Unit]
    roots: dict[str, str]
    settings: dict[str, Any]

    @property
    def next_unit(self) -> int:
        """The number of the next unit."""
        return max(self.units, default=0) + 1


class Store:
    """The folder of a book."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.state = BookState({}, {}, {})
        self._next = 1
        self._since = 0

    @classmethod
    def open(cls, folder: Path) -> "Store":
        """Open a book that is there. Raises BadRequest if the folder holds none, or one of another version."""
        store = cls(folder)
        try:
            mark = json.loads((folder / _MARK).read_bytes())
            form = mark["format"]
        except (OSError, ValueError, KeyError, TypeError):
            raise BadRequest(
                say("there is no book in {folder}", folder=folder),
                say("make one with: legalmodel book add {folder} FILES", folder=folder),
            ) from None
        if form != FORM:
            raise BadRequest(
                say("the book {folder} is of another version: {form}", folder=folder, form=form),
                say("add its deals to a new book"),
            )
        store._read_log()
        return store

    @classmethod
    def make(cls, folder: Path) -> "Store":
        """Open a book, or make one in a folder that is empty or not there. Raises BadRequest if something else is in it."""
        if (folder / _MARK).is_file():
            return cls.open(folder)
        if folder.exists() and (not folder.is_dir() or not all(map(_begun, folder.iterdir()))):
            raise BadRequest(
                say("{folder} holds something, and it is no book", folder=folder), say("name a folder that is new or empty")
            )
        folder.mkdir(parents=True, exist_ok=True)
        for left in _inside(folder):
            left.unlink(missing_ok=True)
        write_whole(folder / _MARK, json.dumps({"format": FORM}).encode() + b"\n")
        return cls.open(folder)

    def path(self, table: str, name: str) -> Path:
        """Return the path of a shard."""
        return self.folder / table / name

    def files(self, table: str) -> list[Path]:
        """Return the shards of a table that count, in the order of the units."""
        return [self.path(table, name) for unit in self.state.units.values() if (name := getattr(unit, table))]

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the book for writing; what an earlier process left half done is taken away. Raises BadRequest if another holds it."""
        with _held(self.folder / "writer.lock") as got:
            if not got:
                raise BadRequest(
                    say("another process is writing to the book {folder}", folder=self.folder),
                    say("wait until it has ended, then run this again"),
                )
            self._read_log()
            self.clear()
            yield

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Hold the shards that count now for reading: a writer beside it takes none of them away."""
        with _held(self.folder / "readers.lock", shared=True):
            self._read_log()
            yield

    def clear(self) -> None:
        """Take away shards that no longer count, unless somebody may be reading them."""
        with _held(self.folder / "readers.lock") as alone:
            if not alone:
                return
            live = {(table, name) for unit in self.state.units.values() for table, name in unit.shards.items()}
            laws = {f"{unit.law}.json" for unit in self.state.units.values()}
            for table in TABLES:
                for file in _inside(self.folder / table):
                    if (table, file.name) not in live:
                        file.unlink(missing_ok=True)
            for file in _inside(self.folder / "laws"):
                if file.name not in laws:
                    file.unlink(missing_ok=True)

    def commit(
        self,
        *units: Unit,
        roots: dict[str, str] | None = None,
        settings: dict[str, Any] | None = None,
        gone: Iterable[int] = (),
    ) -> None:
        """Make units count, and those that are ``gone`` no more, in one step. Raises BadRequest if there is no room; nothing is changed then."""
        said = {
            "units": [unit._asdict() for unit in units],
            "roots": roots or {},
            "settings": settings or {},
            "gone": list(gone),
        }
        write_whole(self._log(self._next), json.dumps(said, ensure_ascii=False).encode())
        self._next += 1
        self._since += 1
        self._take(said)
        if self._since >= _LOG_MAX:
            self._sum_up()

    def keep_law(self, name: str, law: dict[str, Any]) -> None:
        """Keep a state of the law under its name."""
        file = self.folder / "laws" / f"{name}.json"
        if not file.exists():
            write_whole(file, json.dumps(law, ensure_ascii=False, indent=1).encode())

    def law(self, name: str) -> dict[str, Any]:
        """Return a state of the law that units were judged by."""
        said: dict[str, Any] = json.loads((self.folder / "laws" / f"{name}.json").read_bytes())
        return said

    def _log(self, number: int) -> Path:
        return self.folder / "log" / f"{number:08}.json"

    def _read_log(self) -> None:
        """Read the log: the last summary, and each entry after it."""
        for _ in range(5):  # a writer beside us may sum the log up while it is read
            self.state, self._next, self._since = BookState({}, {}, {}), 1, 0
            try:
                names = sorted(file.name for file in _inside(self.folder / "log") if file.suffix == ".json")
                start = max((name for name in names if name.startswith("sum-")), default="")
                if start:
                    self._take(json.loads((self.folder / "log" / start).read_bytes()))
                    self._next = int(start[4:-5]) + 1
                for name in (name for name in names if not name.startswith("sum-") and int(name[:-5]) >= self._next):
                    self._take(json.loads((self.folder / "log" / name).read_bytes()))
                    self._next, self._since = int(name[:-5]) + 1, self._since + 1
            except FileNotFoundError:
                continue
            return
        raise BadRequest(say("the book {folder} changes too fast to be read", folder=self.folder), say("run this again"))

    def _take(self, said: dict[str, Any]) -> None:
        for id in said.get("gone", ()):
            self.state.units.pop(id, None)
        for unit in said["units"]:
            self.state.units[unit["id"]] = Unit(**unit)
        self.state.roots.update(said["roots"])
        self.state.settings.update(said["settings"])

    def _sum_up(self) -> None:
        last = self._next - 1
        whole = {
            "units": [self.state.units[id]._asdict() for id in sorted(self.state.units)],
            "roots": self.state.roots,
            "settings": self.state.settings,
        }
        with suppress(BadRequest):  # without room the log stays as it is, and says the same
            write_whole(self.folder / "log" / f"sum-{last:08}.json", json.dumps(whole, ensure_ascii=False).encode())
            self._since = 0
            for file in _inside(self.folder / "log"):
                stem = file.stem.removeprefix("sum-")
                if stem.isdigit() and (int(stem) < last or (not file.name.startswith("sum-") and int(stem) == last)):
                    file.unlink(missing_ok=True)


def _begun(file: Path) -> bool:
    """Tell whether a file is what a process left that was killed while it made a book."""
    return file.name.startswith(f".{_MARK}.") and file.suffix == ".tmp"


def _inside(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def write_shard(folder: Path, table: str, unit: int, batches: "Iterable[pa.RecordBatch]") -> str:
    """Write a shard under a name never used before and return the name. Raises BadRequest if there is no room."""
    import pyarrow as pa

    from legalmodel.book.schemas import schema_of

    return write_tables(folder, table, unit, [pa.Table.from_batches(batches, schema_of(table))])


def write_tables(folder: Path, table: str, unit: int, parts: "Iterable[pa.Table]") -> str:
    """Write a shard part by part, as ``write_shard`` does; no more than one part is held as rows."""
    from io import BytesIO
    from secrets import token_hex

    import pyarrow as pa
    import pyarrow.parquet as pq

    from legalmodel.book.schemas import schema_of

    schema = schema_of(table)
    into = BytesIO()
    texts = [field.name for field in schema if pa.types.is_string(field.type) and field.name not in ("sha256", "text", "plain")]
    with pq.ParquetWriter(
        into,
        schema,
        compression="zstd",
        use_dictionary=texts,
        write_statistics=[name for name in _LOOKED_UP if name in schema.names],  # of what else stands mixed they tell nothing
    ) as writer:
        for part in parts:
            writer.write_table(part)
    name = f"{unit:07}-{token_hex(6)}.parquet"
    write_whole(folder / table / name, into.getvalue())
    return name


@contextmanager
def _held(file: Path, shared: bool = False) -> Iterator[bool]:
    """Hold a lock that ends with the process, however it ends; gives whether it was got."""
    file.touch()
    with file.open("rb+") as handle:
        yield _lock(handle, shared)


def _lock(handle: IO[bytes], shared: bool) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            if not shared:
                msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]  # of Windows alone
        else:
            import fcntl

            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
