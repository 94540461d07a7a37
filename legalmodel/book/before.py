"""What a unit was judged to before: read column by column, so that of deals that stay as they were no row is ever touched."""

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
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


class Before:
    """The rows of one unit, as they stand."""

    def __init__(self, folder: Path, unit: Unit) -> None:
        self._files = {table: folder / table / getattr(unit, table) for table in OUTPUT if getattr(unit, table)}
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

        names = ["rule", "deal", "version", "outcome", "excluded_by", "days"]
        table = self._columns("findings", names)
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
        table = table.filter(_is_of(table, keys, rules))
        found: dict[DealKey, dict[str, list[tuple[object, ...]]]] = {}
        for deal, version, *row in zip(*(column.to_pylist() for column in table.columns), strict=True):
            found.setdefault((deal, version), {}).setdefault(str(row[0]), []).append(tuple(row))
        return found

    def finding_rows(self, key: DealKey) -> "Iterator[tuple[Any, ...]]":
        """Yield all findings on one deal, without the key, in their order."""
        table = self.table("findings")
        if self._spans is None:
            self._spans, n = {}, 0
            for one, rows in groupby(zip(table["deal"].to_pylist(), table["version"].to_pylist(), strict=True)):
                self._spans[one] = (n, n := n + sum(1 for _ in rows))
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
        return table.filter(_is_of(table, keys)) if keys else table.slice(0, 0)

    def with_new(self, rows: Rows, whole: Collection[DealKey], parts: Collection[tuple[DealKey, str]] = ()) -> "pa.Table":
        """Return a table with new rows in the place of others: those of whole deals, and those of single rules of a deal."""
        import pyarrow as pa
        import pyarrow.compute as pc

        old = self.table(rows.table)
        gone = _is_of(old, whole)
        by_rule: dict[str, list[DealKey]] = {}
        for key, rule in parts:
            by_rule.setdefault(rule, []).append(key)
        for rule, keys in by_rule.items():
            gone = pc.or_(gone, _is_of(old, keys, [rule]))
        starts = _starts(old.filter(gone), pc.indices_nonzero(gone).to_pylist(), frozenset(parts))
        new = pa.Table.from_batches([rows.batch()], schema_of(rows.table))
        places = [_start(starts, row, old.num_rows) for row in rows.all]
        whole_table = pa.concat_tables([old.filter(pc.invert(gone)), new])
        kept = pc.indices_nonzero(pc.invert(gone)).to_pylist()
        order = sorted(range(whole_table.num_rows), key=[*kept, *places].__getitem__)
        return whole_table.take(pa.array(order, pa.int64()))

    def _columns(self, table: str, names: list[str]) -> "pa.Table":
        import pyarrow.parquet as pq

        if table in self._tables:
            return self._tables[table].select(names)
        file = pq.ParquetFile(self._files[table])
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
    schema = pa.schema([schema_of(name).field(column) for column in wanted])
    return table.select(wanted).cast(schema).replace_schema_metadata(schema_of(name).metadata if columns is None else None)


def _is_of(table: "pa.Table", keys: Iterable[DealKey], rules: Collection[str] | None = None) -> "pa.ChunkedArray":
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
