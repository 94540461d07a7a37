"""Notes of many deals for the network, lot by lot: here, in several processes, or on Spark. One kernel, ``note_of``, wherever it runs.

A lot says where its deals lie and is read where the work is done, so that no deal passes through the one who puts the network together: only notes
come back, some 3 kB a deal.
"""

import pickle
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from legalmodel.base.errors import BadInput, BadRequest, in_one_line
from legalmodel.base.language import asked, speaking
from legalmodel.methods.across.notes import Note, note_of
from legalmodel.methods.leverage.deals import told
from legalmodel.text.read import Source, read, read_bytes

if TYPE_CHECKING:
    import pyarrow as pa

    from legalmodel.book.store import Store

LOT = 100
"""Deals of a folder that are read together."""


class FolderLot(NamedTuple):
    """Some files of a folder, each by its name, with the number that it has in the network."""

    files: tuple[tuple[int, str, str], ...]
    """Number, name, path."""

    def sources(self) -> "Iterator[tuple[int, str, Source | BadInput | BadRequest]]":
        """Yield each deal, read, or why it cannot be."""
        for number, name, path in self.files:
            try:
                yield number, name, read(Path(path))
            except (BadInput, BadRequest) as error:
                yield number, name, error


class StoreLot(NamedTuple):
    """Some deals of one file of a store, by name and version, each with the number that it has in the network."""

    file: str
    numbers: dict[tuple[str, int], int]

    def sources(self) -> "Iterator[tuple[int, str, Source | BadInput | BadRequest]]":
        """Yield each deal, read, or why it cannot be."""
        import pyarrow.parquet as pq

        for batch in pq.ParquetFile(self.file).iter_batches(LOT, columns=["deal", "version", "format", "raw"]):
            for deal, version, format, raw in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                number = self.numbers.get((deal, version))
                if number is not None:
                    try:
                        yield number, deal, read_bytes(raw, source_name(deal, format))
                    except (BadInput, BadRequest) as error:
                        yield number, deal, error


Lot = FolderLot | StoreLot


class NotesJob(NamedTuple):
    """A lot to be noted, the days by which, and the languages in which faults are told."""

    lot: Lot
    run_day: date
    on: date | None
    languages: tuple[str, ...]


class Noted(NamedTuple):
    """What came of one deal: its note; none where it did not stand on the day asked for; or why it cannot be used."""

    number: int
    name: str
    note: Note | None
    why: str = ""


def source_name(deal: str, format: str) -> str:
    """Return the name by which a deal of a store is read: with an ending that says how it is written."""
    return deal if deal.endswith((".yaml", ".yml", ".json")) else f"{deal}.{format}"


def lots_of_folder(files: Mapping[str, Path]) -> list[FolderLot]:
    """Return the files of a folder in lots. Paths are whole, so that another machine that sees them under the same path can read them."""
    all_files = [(number, name, str(path.resolve())) for number, (name, path) in enumerate(files.items())]
    return [FolderLot(tuple(all_files[n : n + LOT])) for n in range(0, len(all_files), LOT)]


def lots_of_store(store: "Store", last: Mapping[tuple[str, int], int]) -> list[StoreLot]:
    """Return the deals of a store in lots, one for each of its files; ``last`` numbers the versions that are wanted."""
    import pyarrow.parquet as pq

    lots = []
    for unit in store.state.units.values():
        path = store.path("entries", unit.entries)
        columns = pq.read_table(path, columns=["deal", "version", "good"]).columns
        here = {
            (deal, version): last[deal, version]
            for deal, version, good in zip(*(column.to_pylist() for column in columns), strict=True)
            if good and (deal, version) in last
        }
        lots += [StoreLot(str(path.resolve()), here)] if here else []
    return lots


def jobs_of(lots: Iterable[Lot], run_day: date, on: date | None) -> list[NotesJob]:
    """Return a job for each lot, in the language spoken."""
    return [NotesJob(lot, run_day, on, asked()) for lot in lots]


def notes_of_lot(job: NotesJob) -> list[Noted]:
    """Note each deal of a lot: a task for ``pool.work`` and ``spark.work_on``."""
    with speaking(*job.languages):
        return [_noted(number, name, source, job.run_day, job.on) for number, name, source in job.lot.sources()]


def _noted(number: int, name: str, source: Source | BadInput | BadRequest, run_day: date, on: date | None) -> Noted:
    if not isinstance(source, Source):
        return Noted(number, name, None, in_one_line(source))
    try:
        note = note_of(told(source, number), run_day, on)
    except (BadInput, BadRequest) as error:
        return Noted(number, name, None, in_one_line(error))
    return Noted(number, name, note._replace(file=name) if note else None)


def map_notes(batches: "Iterable[pa.RecordBatch]", run_day: date, on: date | None = None) -> "Iterator[pa.RecordBatch]":
    """Note the deals of batches with the columns number, deal, format, raw; yield those of ``NOTE_SCHEMA``.

    This is the function for ``DataFrame.mapInArrow`` of Spark, for deals that lie in an object store.
    """
    import pyarrow as pa

    for batch in batches:
        columns = (batch.column(name).to_pylist() for name in ("number", "deal", "format", "raw"))
        for number, deal, format, raw in zip(*columns, strict=True):
            try:
                source: Source | BadInput | BadRequest = read_bytes(raw, source_name(deal, format))
            except (BadInput, BadRequest) as error:
                source = error
            made = _noted(number, deal, source, run_day, on)
            row = ([number], [deal], [pickle.dumps(made.note) if made.note else None], [made.why])
            arrays = [pa.array(row[0], pa.int64()), pa.array(row[1]), pa.array(row[2], pa.binary()), pa.array(row[3])]
            yield pa.RecordBatch.from_arrays(arrays, names=list(NOTE_COLUMNS))


NOTE_COLUMNS = ("number", "deal", "note", "why")
NOTE_SCHEMA = "number bigint, deal string, note binary, why string"
"""The columns of ``map_notes`` as Spark names them; a note is pickled."""
