"""The network of a book put together by one process of this machine, then with its deals read by a standalone Spark of one and of two workers.

    python benchmarks/network_spark.py 10000        # needs pyspark, pandas, duckdb, a Java runtime

Counted is the time of the processors while deals are noted, and while the notes are put together; here that of the process, there that of all that the
workers started, Java and Python, each with a core of its own. The cluster is warm: it noted another book before. The networks must be the same.
"""

import os
import pickle
import resource
import shutil
import sys
import tempfile
import time
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from book_spark import begun, spent
from many_deals import deals as made_up

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "suites" / "spark"))
DAY = date(2026, 11, 30)


def noted(folder: Path, spark: Any = None) -> list[Any]:
    """Return the notes of a store, in the order of the book."""
    from legalmodel.book.notes import jobs_of, notes_of_lot
    from legalmodel.book.pool import work
    from legalmodel.book.spark import work_on
    from legalmodel.cli.sources import book_of

    with book_of(str(folder)) as book:
        jobs = jobs_of(book.lots(), DAY, None)
    lots = work_on(spark, notes_of_lot, jobs) if spark else work(notes_of_lot, jobs, 1)
    return [one.note for one in sorted((one for lot in lots for one in lot), key=lambda one: one.number)]


def filled(folder: Path, count: int) -> Path:
    """Make a store of so many made-up deals, in a process of its own, so that its memory is not counted here."""
    import json
    import subprocess

    source = folder.with_name(f"{folder.name}-deals")
    for name, data in made_up(count):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    subprocess.run(
        [sys.executable, "-m", "legalmodel", "book", "add", str(folder), str(source)], check=True, stdout=subprocess.DEVNULL
    )
    return folder


def digest(notes: list[Any]) -> str:
    """Put notes together; return the digest of the whole network as a graph."""
    from legalmodel.methods.across.across import across
    from legalmodel.output.across_graph import to_graphml

    return sha256(to_graphml(across(notes))).hexdigest()


def main(count: int) -> None:
    """Measure."""
    from cluster import standalone

    room = Path(tempfile.mkdtemp(prefix="network-"))
    try:
        book, warm = filled(room / "book", count), filled(room / "warm", 200)
        noted(warm)
        before = time.process_time()
        notes = noted(book)
        mine = time.process_time() - before
        before = time.process_time()
        here = digest(notes)
        together = time.process_time() - before
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"one process: {mine:.1f} s CPU to note {count} deals, {count / mine:.0f} a second of a processor; {together:.1f} s to put them together, graph written",
            flush=True,
        )
        print(f"at most {most:.0f} MB; a note takes {len(pickle.dumps(notes)) / count / 1000:.1f} kB pickled", flush=True)
        os.environ["PYSPARK_PYTHON"] = sys.executable
        for workers in (1, 2):
            with standalone(workers, room) as master:
                session, children = begun(master)
                noted(warm, session)
                before, start = spent(children), time.perf_counter()
                notes = noted(book, session)
                there, clock = spent(children) - before, time.perf_counter() - start
                assert digest(notes) == here
                print(
                    f"{workers} workers: {there:.1f} s CPU, {clock:.1f} s clock, {count / there:.0f} deals a second of a processor, {mine / there:.2f} of here; the same network",
                    flush=True,
                )
                session.stop()
    finally:
        shutil.rmtree(room)


if __name__ == "__main__":
    main(int(sys.argv[1]))
