"""The review trail: who commented, answered, weighed, attested, accepted and signed what, and when; added to and never changed.

It is kept in SQLite in the folder, or in PostgreSQL for a team. Each record bears the digest of the one before it of the same deal, so
that who changes, leaves out or moves one breaks the chain from there on; the database itself refuses to change or take away a record.
Records name a person by a number made at random: names stand in a table of their own and can be blanked without touching the chain.

The review log beside a deal (``review/log.py``), which the command line writes too, stays what counts for answers and signatures. Each
record of it that the trail has not seen is noted here by its digest, so that a log that was cut or replaced is found out.
"""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Table,
    Text,
    create_engine,
    event,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.review.log import Log

FORM = "legalmodel/trail/1"
KINDS = ("comment", "row", "sign", "attest", "edit", "log")
"""A comment; a row of the checklist (answer, fact, weighing, acceptance); a signature; a text attested; a change of the file; a record of the log."""

_META = MetaData()
RECORDS = Table(
    "trail", _META,
    Column("deal", Text, primary_key=True), Column("n", Integer, primary_key=True), Column("at", Text, nullable=False), Column("kind", Text, nullable=False),
    Column("who", Text, nullable=False), Column("data", Text, nullable=False), Column("previous", Text, nullable=False), Column("hash", Text, nullable=False, unique=True),
)  # fmt: skip  # a table: one row a line
PEOPLE = Table(
    "people", _META,
    Column("id", Text, primary_key=True), Column("name", Text, nullable=False), Column("identified", Text, nullable=False), Column("since", Text, nullable=False),
)  # fmt: skip  # a table: one row a line

_GUARDS = {
    "sqlite": (
        "CREATE TRIGGER IF NOT EXISTS trail_stays_u BEFORE UPDATE ON trail BEGIN SELECT RAISE(ABORT, 'the trail is only added to'); END",
        "CREATE TRIGGER IF NOT EXISTS trail_stays_d BEFORE DELETE ON trail BEGIN SELECT RAISE(ABORT, 'the trail is only added to'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION trail_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the trail is only added to'; END $$",
        "CREATE OR REPLACE TRIGGER trail_stays BEFORE UPDATE OR DELETE ON trail FOR EACH ROW EXECUTE FUNCTION trail_stays()",
        "CREATE OR REPLACE TRIGGER trail_stays_t BEFORE TRUNCATE ON trail FOR EACH STATEMENT EXECUTE FUNCTION trail_stays()",
    ),
}  # fmt: skip  # statements: one a line
"""What makes a database refuse to change a record, by its kind."""


class TrailRecord(NamedTuple):
    """A record: of which deal, its number from 1, when (UTC), what sort, by whom (a number, empty: nobody of the workbench), what it says, the digests."""

    deal: str
    n: int
    at: str
    kind: str
    who: str
    data: str
    previous: str
    hash: str

    @property
    def said(self) -> dict[str, Any]:
        """What it says, as a record."""
        found = json.loads(self.data)
        return found if isinstance(found, dict) else {}


class Person(NamedTuple):
    """Somebody who works here: number, name, how it is known who they are, since when."""

    id: str
    name: str
    identified: str
    since: str


class TrailBook:
    """One deal's trail, open for adding within one transaction."""

    def __init__(self, connection: Connection, deal: str) -> None:
        self._connection, self._deal = connection, deal
        last = connection.execute(
            select(RECORDS.c.n, RECORDS.c.hash).where(RECORDS.c.deal == deal).order_by(RECORDS.c.n.desc()).limit(1)
        ).first()
        self._n: int = last.n if last else 0
        self._head: str = last.hash if last else ""

    def add(self, kind: str, who: str, said: dict[str, Any]) -> TrailRecord:
        """Add a record and return it."""
        bare = TrailRecord(self._deal, self._n + 1, _now(), kind, who, _canonical(said), self._head, "")
        made = bare._replace(hash=hash_of(bare))
        self._connection.execute(insert(RECORDS).values(made._asdict()))
        self._n, self._head = made.n, made.hash
        return made


class Trail:
    """The trail of all deals of a folder."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        if engine.dialect.name not in _GUARDS:
            raise BadRequest(
                say("the trail cannot be kept in {kind}", kind=engine.dialect.name), say("use SQLite or PostgreSQL")
            )
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _as_sqlite)
            event.listen(engine, "begin", _begun)
        with _told(), self._writing() as connection:
            _META.create_all(connection)
            for statement in _GUARDS[engine.dialect.name]:
                connection.execute(text(statement))

    @contextmanager
    def adding(self, deal: str) -> Iterator[TrailBook]:
        """Open the trail of a deal; what is added counts when the ``with`` ends well, and not otherwise. One at a time adds to a deal."""
        with _told(), self._writing() as connection:
            if self._engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:deal))"), {"deal": deal})
            yield TrailBook(connection, deal)

    def of(self, deal: str) -> list[TrailRecord]:
        """Return the records of a deal, in their order."""
        with _told(), self._engine.connect() as connection:
            rows = connection.execute(select(RECORDS).where(RECORDS.c.deal == deal).order_by(RECORDS.c.n))
            return [TrailRecord(*row) for row in rows]

    def note_log(self, deal: str, log: Log) -> str:
        """Note the records of the review log that are not here yet; return what does not fit: a log that was cut or replaced."""
        seen: dict[int, str] = {r.said["n"]: r.said["hash"] for r in self.of(deal) if r.kind == "log"}
        there = {entry.n: entry.hash for entry in log.entries}
        if any(there.get(n) != digest for n, digest in seen.items()):
            return say("the review log does not hold what the trail has seen of it: it was cut or replaced")
        fresh = [entry for entry in log.entries if entry.n not in seen]
        if fresh:
            with self.adding(deal) as book:
                for entry in fresh:
                    book.add("log", "", {"n": entry.n, "hash": entry.hash, "kind": entry.kind, "at": entry.at})
        return ""

    def people(self) -> list[Person]:
        """Return who works here, by name."""
        with _told(), self._engine.connect() as connection:
            return [Person(*row) for row in connection.execute(select(PEOPLE).order_by(PEOPLE.c.name))]

    def person(self, id: str) -> Person | None:
        """Return the person of a number; None if there is none."""
        with _told(), self._engine.connect() as connection:
            row = connection.execute(select(PEOPLE).where(PEOPLE.c.id == id)).first()
            return Person(*row) if row else None

    def meet(self, name: str, identified: str) -> Person:
        """Return the person of a name who is known in this way; somebody new is given a number."""
        wanted = " ".join(name.split()), " ".join(identified.split())
        if not all(wanted) or any(len(each) > 200 for each in wanted):
            raise BadRequest(say("a name and how it is known are missing"), say("give both, each in up to 200 characters"))
        with _told(), self._writing() as connection:
            row = connection.execute(select(PEOPLE).where(PEOPLE.c.name == wanted[0], PEOPLE.c.identified == wanted[1])).first()
            if row:
                return Person(*row)
            made = Person(f"p-{token_hex(8)}", *wanted, _now())
            connection.execute(insert(PEOPLE).values(made._asdict()))
            return made

    def forget(self, id: str) -> None:
        """Blank the name of a person; the records keep their number, and the chain holds."""
        with _told(), self._writing() as connection:
            connection.execute(update(PEOPLE).where(PEOPLE.c.id == id).values(name=id, identified="-"))

    def _writing(self) -> AbstractContextManager[Connection]:
        writing: AbstractContextManager[Connection] = self._engine.execution_options(writes=True).begin()
        return writing

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def broken(records: list[TrailRecord]) -> int:
    """Return the number of the first record at which the chain does not hold; 0 if it holds."""
    previous = ""
    for number, record in enumerate(records, 1):
        if record.n != number or record.previous != previous or record.hash != hash_of(record):
            return number
        previous = record.hash
    return 0


def hash_of(record: TrailRecord) -> str:
    """Return the digest of a record: of all that it says, and of the digest before it."""
    rest = {name: value for name, value in record._asdict().items() if name != "hash"}
    return sha256(_canonical({"format": FORM, **rest}).encode()).hexdigest()


def open_trail(url: str, file: Path) -> Trail:
    """Open the trail under an SQLAlchemy URL, or in a file of SQLite where none is given. Raises BadRequest if it cannot be opened."""
    if not url:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadRequest(say("{path} cannot be written: {why}", path=file.parent, why=error.strerror or ""), say("name a folder that may be written")) from None  # fmt: skip  # one sentence
        return Trail(create_engine(f"sqlite:///{file}", connect_args={"timeout": 15}))
    try:
        parsed = make_url(url)
        return Trail(create_engine(parsed, pool_pre_ping=True))
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise BadRequest(
            say("the database cannot be opened: {why}", why=type(error).__name__),
            say("give a URL such as postgresql+psycopg://user@host/name, and install its driver"),
        ) from None


@contextmanager
def _told() -> Iterator[None]:
    """Say in plain words what a database refuses; nothing of what was to be written stands in it."""
    try:
        yield
    except SQLAlchemyError as error:
        raise BadRequest(
            say("the review trail cannot be read or written: {why}", why=type(getattr(error, "orig", None) or error).__name__),
            say("nothing was written; see to the database, then try again"),
        ) from None


def _as_sqlite(connection: Any, _: Any) -> None:
    """Leave transactions to the engine, and wait for the disk: a record that was told of is there after a loss of power."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=DELETE")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _begun(connection: Connection) -> None:
    """Take the lock for writing at the beginning: two who add wait for one another, and neither fails half way."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _canonical(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
