"""Join the units of a book into larger ones, so that it has fewer files; what each row says stays as it was."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from legalmodel.book.before import Before, is_of
from legalmodel.book.checking import superseded
from legalmodel.book.pool import work
from legalmodel.book.schemas import TABLES
from legalmodel.book.store import Store, Unit, write_tables

if TYPE_CHECKING:
    import pyarrow as pa

DEALS = 1_000
"""Deals of a large unit: what a process reads at once when it judges again, and what is lost where it is killed."""


class CompactJob(NamedTuple):
    """Units to be joined into one, which takes the number of the last; plain values, to be sent to another process."""

    folder: str
    units: tuple[Unit, ...]
    dropped: dict[int, frozenset[tuple[str, int]]]
    """By unit, the versions whose rows are left behind."""


class Compacted(NamedTuple):
    """What was made of a book: units before and after, and how many versions were dropped."""

    before: int
    after: int
    dropped: int


def compact(
    store: Store,
    deals: int = DEALS,
    *,
    drop_old: bool = False,
    processes: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Compacted:
    """Join neighbouring units until each holds some ``deals``; each new unit counts, in place of those it is made of, from one moment to the next.

    With ``drop_old`` versions after which there is a later one, or whose deal was taken out, lose their bytes, facts and findings; that they
    were stays told. Raises BadRequest if there is no room; what was joined until then stays.
    """
    old = superseded(store) if drop_old else {}
    units = [store.state.units[id] for id in sorted(store.state.units)]
    jobs = [job for group in _groups(units, deals) if (job := _job(store, group, old))]
    before, dropped = len(units), 0
    for done, (made, gone, left) in enumerate(work(_joined, jobs, processes), 1):
        store.commit(made, gone=gone)
        dropped += left
        if progress:
            progress(done, len(jobs))
    store.clear()
    return Compacted(before, len(store.state.units), dropped)


def _groups(units: list[Unit], deals: int) -> Iterator[list[Unit]]:
    """Yield runs of units that may be one: neighbours, for the order of entries stays, that were read and judged alike."""
    group: list[Unit] = []
    for unit in units:
        size = sum(each.good + each.refused for each in (*group, unit))
        if group and (size > deals or not _alike([*group, unit])):
            yield group
            group = []
        group.append(unit)
    if group:
        yield group


def _alike(units: list[Unit]) -> bool:
    """Tell whether the units with deals were read by one code and judged by one law; one with nothing but removals goes with any."""
    return len({(unit.law, unit.read_by, bool(unit.judged)) for unit in units if unit.good}) < 2


def _job(store: Store, group: list[Unit], old: dict[int, frozenset[tuple[str, int]]]) -> CompactJob | None:
    dropped = {unit.id: old[unit.id] for unit in group if unit.id in old and _has_bytes(store, unit, old[unit.id])}
    return CompactJob(str(store.folder.resolve()), tuple(group), dropped) if len(group) > 1 or dropped else None


def _has_bytes(store: Store, unit: Unit, keys: frozenset[tuple[str, int]]) -> bool:
    """Tell whether a unit holds anything of some versions still."""
    import pyarrow.parquet as pq

    table = pq.read_table(store.path("entries", unit.entries), columns=["deal", "version", "raw"])
    there = zip(table["deal"].to_pylist(), table["version"].to_pylist(), table["raw"].is_valid().to_pylist(), strict=True)
    return any(valid and (deal, version) in keys for deal, version, valid in there)


def _joined(job: CompactJob) -> tuple[Unit, tuple[int, ...], int]:
    """Write the shards of the new unit; return it, the numbers of those that it stands for beside its own, and how many versions were dropped."""
    folder, last = Path(job.folder), job.units[-1]
    shards = {}
    for table in TABLES:
        if any(getattr(unit, table) for unit in job.units):
            shards[table] = write_tables(folder, table, last.id, _tables(job, folder, table))
    judged = next((unit for unit in job.units if unit.good), last)
    good, refused = sum(unit.good for unit in job.units), sum(unit.refused for unit in job.units)
    made = Unit(last.id, "", "", good, refused, law=judged.law, read_by=judged.read_by).with_shards(shards)
    return made, tuple(unit.id for unit in job.units[:-1]), sum(map(len, job.dropped.values()))


def _tables(job: CompactJob, folder: Path, name: str) -> "Iterator[pa.Table]":
    """Yield the rows of each unit: one at a time is held, and each is a part of its own in the new shard."""
    for unit in job.units:
        if getattr(unit, name):
            table = Before(folder, unit, (name,)).table(name)
            yield _without(table, name, job.dropped.get(unit.id, frozenset()))


def _without(table: "pa.Table", name: str, dropped: frozenset[tuple[str, int]]) -> "pa.Table":
    """Return a table without the rows of some versions; of an entry its bytes go, and that it was stays."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not dropped:
        return table
    gone = is_of(table, dropped)
    if name != "entries":
        return table.filter(pc.invert(gone))
    for column in ("raw", "plain"):
        at, field = table.schema.get_field_index(column), table.schema.field(column)
        table = table.set_column(at, field, pc.if_else(gone, pa.scalar(None, field.type), table[column]))
    return table
