"""A book judged by one process of this machine, then on a standalone Spark of one and of two workers: deals a second of a processor.

    python benchmarks/book_spark.py 400        # needs pyspark, pandas, a Java runtime

Counted is the time of the processors while the book is judged: here that of the process; there that of all that the workers started,
Java and Python, each with a core of its own. The cluster is warm: it judged another book before.
"""

import os
import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from book import _family, lay_out

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "suites" / "spark"))
_TICK = os.sysconf("SC_CLK_TCK")


def begun(master: str) -> tuple[Any, list[int]]:
    """Return a session of a Spark master, small as this machine, and the processes whose time counts."""
    from pyspark.sql import SparkSession

    children = [int(pid) for pid in Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()]
    build = SparkSession.builder.master(master).config("spark.ui.enabled", "false").config("spark.driver.host", "127.0.0.1")
    return build.config("spark.executor.memory", "512m").getOrCreate(), children


def spent(pids: list[int]) -> float:
    """Return the seconds of the processors that processes and their children took, those that ended among them."""
    total = 0
    for pid in {one for each in pids for one in _family(each)}:
        try:
            parts = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        total += sum(map(int, parts[11:15]))
    return total / _TICK


def main(count: int) -> None:
    """Measure."""
    from cluster import standalone

    from legalmodel.book.adding import add
    from legalmodel.book.checking import check
    from legalmodel.book.kernel import Settings
    from legalmodel.book.store import Store

    room, settings = Path(tempfile.mkdtemp(prefix="spark-")), Settings(date(2026, 11, 30))

    def filled(name: str, deals: Path) -> Store:
        store = Store.make(room / name)
        with store.writing():
            add(store, [deals], processes=2)
        return store

    try:
        lay_out(room / "deals", count, "json")
        lay_out(room / "few", 40, "json")
        store, warm = filled("here", room / "deals"), filled("warm", room / "few")
        with warm.writing():
            check(warm, settings)
        with store.writing():
            before = time.process_time()
            check(store, settings)
            mine = time.process_time() - before
        print(f"one process: {mine:.1f} s CPU, {count / mine:.1f} deals a second of a processor", flush=True)
        os.environ["PYSPARK_PYTHON"] = sys.executable
        for workers in (1, 2):
            with standalone(workers, room) as master:
                session, children = begun(master)
                warm = filled(f"warm{workers}", room / "few")
                with warm.writing():
                    check(warm, settings, spark=session)
                store = filled(f"there{workers}", room / "deals")
                with store.writing():
                    before, start = spent(children), time.perf_counter()
                    check(store, settings, spark=session)
                    there, clock = spent(children) - before, time.perf_counter() - start
                rate = count / there
                print(
                    f"{workers} workers: {there:.1f} s CPU, {clock:.1f} s clock, {rate:.1f} deals a second of a processor, {mine / there:.2f} of here",
                    flush=True,
                )
                session.stop()
    finally:
        shutil.rmtree(room)


if __name__ == "__main__":
    main(int(sys.argv[1]))
