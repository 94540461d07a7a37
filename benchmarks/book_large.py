"""A large book out of a small one that was judged: the same deals many times over, under other names; then what is asked of it.

    python benchmarks/book_large.py SMALL LARGE 100     # a hundred times the book SMALL, laid out as LARGE
    python benchmarks/book_large.py SMALL LARGE 0       # ask LARGE again
    python benchmarks/book_large.py SMALL LARGE 100 10  # ten shards of a hundred times, put together as LARGE

Of shards the files of facts and findings are those of SMALL, linked: their rows bear the names of its deals, so that a million deals are laid
out in minutes. Whatever goes by the number of files, deals and rows takes as long as with names of their own; what counts deals by name over
findings does not.

Judging a hundred thousand deals takes an hour; how long queries take, and a changed instrument, hangs on what stands in the store
and not on whether its deals differ from each other.
"""

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from book import measured
from measure import ROOT
from product import Product

from legalmodel.book.adding import ENTRIES_OF_UNIT
from legalmodel.book.named import NAMED
from legalmodel.book.reader import open_book
from legalmodel.book.store import Store, Unit, write_shard

QUERIES = (
    "SELECT rule, count(*) FROM findings WHERE fails GROUP BY rule",
    "SELECT outcome, count(*) FROM findings GROUP BY outcome",
    "SELECT deal, rule FROM findings WHERE rule = 'cn-no7-27' AND outcome = 'unknown'",
    "SELECT deal, sentence FROM fails WHERE rule = 'cn-no7-27' LIMIT 100",
    "SELECT count(*) FROM facts WHERE field = 'lei'",
)


_LINKED = ("facts", "findings")


def lay_out(small: Path, large: Path, times: int, first: int = 0, linked: bool = False) -> None:
    """Write the units of a book again and again, the names of deals led by the number of the copy."""
    source, target = Store.open(small), Store.make(large)
    with source.in_use(), target.writing():
        for law in {unit.law for unit in source.state.units.values()}:
            target.keep_law(law, source.law(law))
        target.commit(roots=source.state.roots, settings=source.state.settings)
        for copy in range(first, first + times):
            for unit in source.state.units.values():
                number = target.state.next_unit
                shards = {}
                for table, name in unit.shards.items():
                    file = source.path(table, name)
                    if linked and table in _LINKED:
                        shards[table] = f"{number:07}-{copy:012x}.parquet"
                        target.path(table, shards[table]).parent.mkdir(exist_ok=True)
                        os.link(file, target.path(table, shards[table]))
                    else:
                        shards[table] = _copied(file, large, table, number, copy)
                target.commit(
                    Unit(number, "", "", unit.good, unit.refused, law=unit.law, read_by=unit.read_by).with_shards(shards)
                )


def _copied(file: Path, large: Path, table: str, number: int, copy: int) -> str:
    rows = pq.read_table(file)
    named = pc.binary_join_element_wise(f"{copy:05}", rows["deal"], "/")
    rows = rows.set_column(rows.schema.get_field_index("deal"), rows.schema.field("deal"), named)
    if table == "entries":
        entries = pa.array(range(number * ENTRIES_OF_UNIT, number * ENTRIES_OF_UNIT + rows.num_rows), pa.int64())
        rows = rows.set_column(rows.schema.get_field_index("entry"), rows.schema.field("entry"), entries)
    return write_shard(large, table, number, rows.to_batches())


def put_together(small: Path, large: Path, times: int, shards: int) -> None:
    """Lay out shards, join them, and check the whole with nothing changed."""
    product = Product(sys.executable, ROOT)
    parts = [large.parent / f"{large.name}.{n}" for n in range(shards)]
    for n, part in enumerate(parts):
        shutil.rmtree(part, ignore_errors=True)
        with timed(f"shard {n} of {times} times"):
            lay_out(small, part, times, n * times, linked=True)
    measured(product, "join", "book", "join", str(large), *map(str, parts))
    for part in parts:
        shutil.rmtree(part)
    print(f"  {sum(1 for _ in large.rglob('*.parquet')):,} files")
    measured(product, "check, nothing changed", "book", "check", str(large), "--fail-on", "never", "--processes", "1")
    measured(product, "query totals", "book", "query", str(large), "totals")


def ask(large: Path) -> None:
    """Time the opening, the questions with a name, and some in SQL; by the processors and by the clock, each the second time it is asked."""
    with timed("open"), open_book(large) as book:
        book.rows("SELECT 1")
    with open_book(large) as book:
        (found,) = book.rows("SELECT count(*) FROM all_findings")[0]
        print(f"  {found:,} findings")
        for sql in [NAMED[name].sql for name in ("totals", "conclusions", "removed")] + list(QUERIES):
            book.rows(sql)
            with timed(sql[:100]):
                rows = book.rows(sql)
            print(f"    {len(rows):,} rows")


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long a block took."""
    clock, cpu = time.perf_counter(), time.process_time()
    yield
    print(f"{time.process_time() - cpu:8.2f} s CPU {time.perf_counter() - clock:8.2f} s clock  {what}", flush=True)


if __name__ == "__main__":
    small, large, times = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    if len(sys.argv) > 4:
        shutil.rmtree(large, ignore_errors=True)
        put_together(small, large, times, int(sys.argv[4]))
    elif times:
        shutil.rmtree(large, ignore_errors=True)
        with timed(f"laid out {times} times"):
            lay_out(small, large, times)
    ask(large)
