"""What a unit was judged to before: read column by column, so that of deals that stay as they were no row is ever touched."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from legalmodel.book.schemas import Rows, schema_of
from legalmodel.book.store import Unit

if TYPE_CHECKING:
    import pyarrow as pa

OUTPUT = ("findings", "lines", "judged")
"""The tables that judging makes."""

DealKey = tuple[str, int]
"""A deal and its version."""


class JudgedBy(NamedTuple):
    """By which instruments a deal was judged, with blanks between; why it could not be; and how many of its sources differ."""

    law: str
    trouble: str
    sources: int


class FindingState(NamedTuple):
    """What decides whether a finding can be another one after its rule was changed."""

    key: DealKey
    rule: str
    outcome: str
    excluded_by: str
    days: int
    numbers: list[str] | None
    """The numbers of the rule that were read to find it, with their room; None where the book is older than that."""


class Before:
    """The rows of one unit, as they stand."""

    def __init__(self, folder: Path, unit: Unit, tables: Iterable[str] = OUTPUT) -> None:
        self._files = {table: folder / table / getattr(unit, table) for table in tables if getattr(unit, table)}
        self._tables: dict[str, pa.Table] = {}
        self._spans: dict[DealKey, tuple[int, int]] | None = None
        """Where the findings of a deal stand: from row to row."""

    def judged(self) -> dict[DealKey, JudgedBy]:
        """Return how each deal was judged; nothing if none was."""
        if "judged" not in self._files:
            return {}
        table = self._columns("judged", ["deal", "version", "law", "trouble", "sources"])
        rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
        return {(deal, version): JudgedBy(*by) for deal, version, *by in rows}

    def states(self, rules: Collection[str]) -> Iterable[FindingState]:
        """Yield the findings of some rules."""
        import pyarrow as pa
        import pyarrow.compute as pc

        names = ["rule", "deal", "version", "outcome", "excluded_by", "days", "numbers"]
        table = self._columns("findings", names, ["rule", "deal", "outcome", "excluded_by"])
        table = table.filter(pc.is_in(table["rule"], value_set=pa.array(sorted(rules), pa.string())))
        for rule, deal, version, *state in zip(*(column.to_pylist() for column in table.columns), strict=True):
            yield FindingState((deal, version), rule, *state)

    def favourable(self, words: Iterable[str]) -> set[DealKey]:
        """Return the deals with a line that comes to one of these conclusions."""
        import pyarrow as pa
        import pyarrow.compute as pc

        table = self._columns("lines", ["deal", "version", "conclusion"])
        table = table.filter(pc.is_in(table["conclusion"], value_set=pa.array(sorted(words), pa.string())))
        return set(zip(table["deal"].to_pylist(), table["version"].to_pylist(), strict=True))

    def findings(self, keys: Collection[DealKey], rules: Collection[str]) -> dict[DealKey, dict[str, list[tuple[object, ...]]]]:
        """Return the findings of some rules on some deals: by deal and rule, without the key."""
        table = self.table("findings")
        table = table.filter(is_of(table, keys, rules))
        found: dict[DealKey, dict[str, list[tuple[object, ...]]]] = {}
        for deal, version, *row in zip(*(column.to_pylist() for column in table.columns), strict=True):
            found.setdefault((deal, version), {}).setdefault(str(row[0]), []).append(tuple(row))
        return found

    def finding_rows(self, key: DealKey) -> "Iterator[tuple[Any, ...]]":
        """Yield all findings on one deal, without the key, in their order."""
        table = self.table("findings")
        if self._spans is None:
            self._spans = _spans(table)
        first, end = self._spans.get(key, (0, 0))
        return zip(*(column.to_pylist() for column in table.slice(first, end - first).columns[2:]), strict=True)

    def table(self, name: str) -> "pa.Table":
        """Return a table whole; of an older book, its newer columns are empty."""
        import pyarrow.parquet as pq

        if name not in self._tables:
            read = pq.read_table(self._files[name]) if name in self._files else schema_of(name).empty_table()
            self._tables[name] = _as_now(read, name)
        return self._tables[name]

    def of(self, name: str, keys: Collection[DealKey]) -> "pa.Table":
        """Return the rows of some deals."""
        table = self.table(name)
        return table.filter(is_of(table, keys)) if keys else table.slice(0, 0)

    def with_new(self, rows: Rows, whole: Collection[DealKey], parts: Collection[tuple[DealKey, str]] = ()) -> "pa.Table":
        """Return a table with new rows in the place of others: those of whole deals, and those of single rules of a deal."""
        import pyarrow as pa
        import pyarrow.compute as pc

        old = self.table(rows.table)
        gone = is_of(old, whole)
        by_rule: dict[str, list[DealKey]] = {}
        for key, rule in parts:
            by_rule.setdefault(rule, []).append(key)
        for rule, keys in by_rule.items():
            gone = pc.or_(gone, is_of(old, keys, [rule]))
        indices = pc.indices_nonzero(gone).to_pylist()
        starts = _starts(old.filter(gone), indices, frozenset(parts))
        placed = sorted(((_start(starts, row, old.num_rows), row) for row in rows.all), key=itemgetter(0))
        rows.all[:] = [row for _, row in placed]
        new = pa.Table.from_batches([rows.batch()], schema_of(rows.table))
        return pa.concat_tables(_pieces(old, frozenset(indices), new, [place for place, _ in placed]))

    def _columns(self, table: str, names: list[str], few: Collection[str] = ()) -> "pa.Table":
        """Return some columns; those that hold few different words are not made into one text a row."""
        import pyarrow.parquet as pq

        if table in self._tables:
            return self._tables[table].select(names)
        file = pq.ParquetFile(self._files[table], read_dictionary=list(few))
        there = [name for name in names if name in file.schema_arrow.names]
        return _as_now(file.read(columns=there), table, names)


def _starts(gone: "pa.Table", places: list[int], parts: frozenset[tuple[DealKey, str]]) -> dict[object, int]:
    """Return where the first of the rows stood that go with a deal, or with a rule of it."""
    names = ("deal", "version", "rule") if parts else ("deal", "version")
    found: dict[object, int] = {}
    for place, (deal, version, *rule) in zip(
        places, zip(*(gone[name].to_pylist() for name in names), strict=True), strict=True
    ):
        key = (deal, version)
        found.setdefault((key, *rule) if rule and (key, *rule) in parts else key, place)
    return found


def _spans(table: "pa.Table") -> dict[DealKey, tuple[int, int]]:
    """Return from row to row where the rows of a deal stand, which are together."""
    import pyarrow.compute as pc

    found: dict[DealKey, tuple[int, int]] = {}
    n = 0
    for chunk in table["deal"].chunks:
        runs, base = pc.run_end_encode(chunk), n
        for deal, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
            versions = table["version"].slice(n, base + end - n)
            parts = [versions[0].as_py()] if len(versions.unique()) == 1 else versions.to_pylist()
            for version, rows in groupby(parts):
                length = len(versions) if len(parts) == 1 else sum(1 for _ in rows)
                first, _ = found.get((deal, version), (n, n))
                found[deal, version] = (first, n := n + length)
    return found


def _pieces(old: "pa.Table", gone: frozenset[int], new: "pa.Table", places: list[int]) -> "Iterator[pa.Table]":
    """Yield a table piece by piece, without the rows that are gone and with new ones at their places: nothing is copied row by row."""
    edges = {n for n in gone if n - 1 not in gone} | {n + 1 for n in gone if n + 1 not in gone}
    cuts, done = sorted({0, old.num_rows, *edges, *places}), 0
    for first, end in zip(cuts, [*cuts[1:], old.num_rows], strict=True):
        count = bisect_right(places, first) - done
        yield new.slice(done, count)
        done += count
        if first not in gone:
            yield old.slice(first, end - first)


def _start(starts: dict[object, int], row: tuple[object, ...], end: int) -> int:
    """Return where a new row belongs: at the first of the rows in whose place it comes; at the end if there were none."""
    key = row[:2]
    return starts.get((key, row[2]), starts.get(key, end))


def _as_now(table: "pa.Table", name: str, columns: list[str] | None = None) -> "pa.Table":
    import pyarrow as pa

    for field in schema_of(name):
        if field.name not in table.schema.names and (columns is None or field.name in columns):
            table = table.append_column(field, pa.nulls(table.num_rows, field.type))
    wanted = columns or schema_of(name).names
    table = table.select(wanted)
    # a column that was read as words and their numbers stays that
    kept = {column.name: column.type for column in table.schema if pa.types.is_dictionary(column.type)}
    schema = pa.schema([schema_of(name).field(column) for column in wanted])
    schema = pa.schema([field.with_type(kept.get(field.name, field.type)) for field in schema])
    return table.cast(schema).replace_schema_metadata(schema_of(name).metadata if columns is None else None)


def is_of(table: "pa.Table", keys: Iterable[DealKey], rules: Collection[str] | None = None) -> "pa.ChunkedArray":
    """Tell of each row whether it is of one of the deals, in that version, and of one of the rules."""
    import pyarrow as pa
    import pyarrow.compute as pc

    by_version: dict[int, list[str]] = {}
    for deal, version in keys:
        by_version.setdefault(version, []).append(deal)
    found = pa.chunked_array([pa.repeat(False, table.num_rows)])
    for version, deals in by_version.items():
        one = pc.and_(pc.equal(table["version"], version), pc.is_in(table["deal"], value_set=pa.array(deals, pa.string())))
        found = pc.or_(found, one)
    if rules is not None:
        found = pc.and_(found, pc.is_in(table["rule"], value_set=pa.array(sorted(rules), pa.string())))
    return found
