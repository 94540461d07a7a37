"""Read a book: its tables as views of an embedded database, in SQL that can only read; and any deal of it, checked as one deal is.

Another module that wants to know what stands in a book opens it here and asks the views, which keep their names and columns.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.language import say
from legalmodel.book.schemas import TABLES, schema_of
from legalmodel.book.store import Store
from legalmodel.book.views import VIEWS, rules_table
from legalmodel.text.read import Source, read_bytes

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

MEMORY = "1GB"
"""What the database may use."""
_READS = ("SELECT", "EXPLAIN")
_COMPARED = 2000
"""Of so many deals the name most alike is looked for."""
_SIZE = re.compile(r"\s*\d+(\.\d+)?\s*([kmgt]i?b|bytes|%)\s*", re.IGNORECASE | re.ASCII)

Parameters = Sequence[object] | Mapping[str, object]
"""Values for ``?``, or by name for ``$name``."""


@contextmanager
def open_book(folder: Path, as_of: date | None = None, memory: str = MEMORY) -> "Iterator[Book]":
    """Open a book for reading, as it stands, or as it stood at the end of a day.

    Raises BadRequest if there is none, or ``memory`` is no size.
    """
    if not _SIZE.fullmatch(memory):
        raise BadRequest(
            say("'{memory}' is no size of memory", memory=memory), say("write a number with its unit, such as 2GB")
        )
    store = Store.open(folder)
    with store.in_use():
        book = Book(store, as_of, memory)
        try:
            yield book
        finally:
            book.connection.close()


class Book:
    """A book that is open for reading."""

    def __init__(self, store: Store, as_of: date | None, memory: str) -> None:
        self.store, self.as_of = store, as_of
        self.connection = _connect(store, as_of, memory)

    def rows(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query. Raises BadRequest if it cannot be run, or would do anything but read."""
        found: list[tuple[Any, ...]] = self._run(sql, parameters).fetchall()
        return found

    def table(self, sql: str, parameters: Parameters = ()) -> "pa.Table":
        """Return the rows of a query as an Arrow table. Raises BadRequest as ``rows`` does."""
        with self._reading(sql) as statement:
            return self.connection.sql(statement, params=parameters or None).to_arrow_table()

    def ask(self, sql: str, parameters: Parameters = ()) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Return the names of the columns of a query, and its rows. Raises BadRequest as ``rows`` does."""
        done = self._run(sql, parameters)
        return [str(column[0]) for column in done.description or ()], done.fetchall()

    def deals(self) -> list[str]:
        """Return the names of all deals, in order."""
        return [name for (name,) in self.rows("SELECT deal FROM deals ORDER BY deal")]

    def source(self, deal: str) -> Source:
        """Return a deal as it was taken in. Raises BadRequest if there is none of that name, and BadInput as ``read`` does."""
        found = self.rows("SELECT format, raw FROM sources WHERE deal = ?", [deal])
        if not found:
            raise self.no_such_deal(deal)
        format, raw = found[0]
        if raw is None:
            raise BadRequest(
                say("that version of '{deal}' was dropped when the book was compacted", deal=deal),
                say("ask for it without --as-of"),
            )
        return read_bytes(bytes(raw), file_name(deal, format))

    def no_such_deal(self, deal: str) -> BadRequest:
        """Return what to say of a name that no deal has: whether a file of that name was set aside, or its deal taken out."""
        for (cause,) in self.rows("SELECT cause FROM refused WHERE deal = ?", [deal]):
            return BadRequest(
                say("'{deal}' was set aside when it was taken in: {cause}", deal=deal, cause=cause),
                say("correct the file and add it again"),
            )
        if self.rows("SELECT 1 FROM removed WHERE deal = ?", [deal]):
            return BadRequest(
                say("the deal '{deal}' was taken out of the book", deal=deal),
                say("see it as it was with --as-of a day before that"),
            )
        known = self.deals()
        close = nearest(deal, known) if len(known) <= _COMPARED else ""
        return BadRequest(
            say("the book has no deal '{deal}'", deal=deal), close or say("list them with: legalmodel book query BOOK deals")
        )

    def all_sources(self) -> "AllSources":
        """Return all deals as they were taken in, for whoever goes through many of them."""
        return AllSources(self)

    def _run(self, sql: str, parameters: Parameters) -> "duckdb.DuckDBPyConnection":
        with self._reading(sql) as statement:
            return self.connection.execute(statement, parameters or None)

    @contextmanager
    def _reading(self, sql: str) -> Iterator[Any]:
        """Give the one statement of a query, which only reads. Raises BadRequest if it does more, or cannot be run."""
        import duckdb

        try:
            statements = self.connection.extract_statements(sql)
            if len(statements) != 1 or statements[0].type.name not in _READS:
                raise BadRequest(
                    say("a query of a book only reads: one SELECT"), say("the views: legalmodel book query BOOK --views")
                )
            yield statements[0]
        except duckdb.Error as error:
            raise BadRequest(
                say("the query cannot be run: {why}", why=" ".join(str(error).split())[:500]),
                say("the views: legalmodel book query BOOK --views"),
            ) from None


def file_name(deal: str, format: str) -> str:
    """Return a name that says what the bytes of a deal are."""
    return deal if deal.endswith((".yaml", ".yml", ".json")) else f"{deal}.{format}"


class AllSources:
    """The bytes of all deals of a book: each is found without a query, and deals that were taken in together are read together."""

    def __init__(self, book: Book) -> None:
        import pyarrow.parquet as pq

        last = dict(book.rows("SELECT deal, version FROM deals"))
        self._where: dict[str, Path] = {}
        for file in book.store.files("entries"):
            table = pq.read_table(file, columns=["deal", "version"])
            for deal, version in zip(table["deal"].to_pylist(), table["version"].to_pylist(), strict=True):
                if version and last.get(deal) == version:
                    self._where[deal] = file
        self.names = tuple(sorted(self._where))
        self._open: dict[Path, dict[str, tuple[str, bytes]]] = {}

    def raw(self, deal: str) -> tuple[str, bytes]:
        """Return the format of a deal, yaml or json, and its bytes."""
        file = self._where[deal]
        if file not in self._open:
            while len(self._open) >= _OPEN:
                self._open.pop(next(iter(self._open)))
            self._open[file] = self._read(file)
        return self._open[file][deal]

    def source(self, deal: str) -> Source:
        """Return a deal, read. Raises BadInput as ``read`` does."""
        format, raw = self.raw(deal)
        return read_bytes(raw, file_name(deal, format))

    def _read(self, file: Path) -> dict[str, tuple[str, bytes]]:
        import pyarrow.parquet as pq

        table = pq.read_table(file, columns=["deal", "format", "raw"])
        rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
        return {deal: (format, raw) for deal, format, raw in rows if self._where.get(deal) == file and raw is not None}


_OPEN = 4
"""Units whose deals are held at once: some two hundred deals each."""


def _connect(store: Store, as_of: date | None, memory: str) -> "duckdb.DuckDBPyConnection":
    """Open a database in memory whose views read the shards, then shut it off from all else."""
    import duckdb

    connection = duckdb.connect(":memory:")
    for table in TABLES:
        files = [str(file.absolute()) for file in store.files(table)]
        if files:
            connection.execute(f"CREATE VIEW all_{table} AS SELECT {_columns(store, table, files)}")
        else:
            connection.register("empty", schema_of(table).empty_table())
            connection.execute(f"CREATE TABLE all_{table} AS SELECT * FROM empty")  # noqa: S608 - a name of our own
            connection.unregister("empty")
    until = datetime.combine(as_of + timedelta(1), time()) if as_of else datetime.max
    packs = tuple(Path(pack) for pack in store.state.settings.get("packs", ()))
    connection.register("rules_now", rules_table(packs))
    connection.execute("CREATE TABLE rules AS SELECT * FROM rules_now")
    connection.unregister("rules_now")
    connection.execute(f"CREATE TABLE asked AS SELECT TIMESTAMP '{until.isoformat(' ', 'seconds')}' AS until")
    for name, sql in VIEWS.items():
        connection.execute(f"CREATE {'TABLE' if name in ('last', 'superseded') else 'VIEW'} {name} AS {sql}")
    folders = _list([str((store.folder / table).absolute()) for table in TABLES])
    for setting in (
        f"allowed_directories = {folders}",
        "enable_external_access = false",
        "python_enable_replacements = false",
        f"memory_limit = '{memory}'",
        "lock_configuration = true",
    ):
        connection.execute(f"SET {setting}")
    return connection


def _columns(store: Store, table: str, files: Sequence[str]) -> str:
    """Return what follows SELECT: the columns as they are now, of shards some of which may have been written before there were all of them."""
    import pyarrow.parquet as pq

    # what one code wrote by one law has one form
    one_of_each = {(unit.law, unit.read_by): name for unit in store.state.units.values() if (name := getattr(unit, table))}
    forms = [set(pq.read_schema(store.path(table, name)).names) for name in one_of_each.values()]
    everywhere, somewhere = set.intersection(*forms), set.union(*forms)
    columns = [c.name if c.name in somewhere else f"NULL::{_TYPES[c.type]} AS {c.name}" for c in TABLES[table]]
    return f"{', '.join(columns)} FROM read_parquet({_list(files)}, union_by_name = {str(everywhere != somewhere).lower()})"


_TYPES = {
    "text": "VARCHAR",
    "count": "INTEGER",
    "long": "BIGINT",
    "flag": "BOOLEAN",
    "day": "DATE",
    "moment": "TIMESTAMP",
    "decimal": "DECIMAL(38, 12)",
    "texts": "VARCHAR[]",
    "counts": "INTEGER[]",
    "bytes": "BLOB",
}
"""The types of columns as the database names them."""


def _list(texts: Sequence[str]) -> str:
    quoted = ("'" + text.replace("'", "''") + "'" for text in texts)
    return f"[{', '.join(quoted)}]"
