"""A book of made-up deals with real templates among them: adding, judging, judging again under changed law, asking; time and memory.

    python benchmarks/book.py 1000 yaml        # in a folder of its own under the system's temporary one, taken away at the end
    python benchmarks/book.py 10000 json --processes 2
    python benchmarks/book.py 1000 json --law frozen    # by the 156 rules of 2026-11-25 (benchmarks/frozen_law), in a copy of the product
    python benchmarks/book.py 1000 json --law frozen --python INTERPRETER    # by what that environment has installed, such as the compiled wheel

Three deals in four are made up, of about 15 kB; every fourth is a template of 10 to 20 kB under a number of its own. Time is that of the
processors (all processes together) and of the clock; memory is the most that all processes held at one moment.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from deals import big_deal, written
from product import Product, copied

from legalmodel.text.read import read_bytes

ROOT = Path(__file__).resolve().parents[1]
DAY = "2026-11-30"
_PARTIES, _RELATIONS = 14, 46


def templates() -> list[bytes]:
    """Return the templates of ordinary size, in order."""
    files = sorted((ROOT / "templates").glob("*/deal.yaml"))
    return [raw for file in files if 10_000 <= len(raw := file.read_bytes()) <= 20_000]


def deals(count: int, format: str) -> Iterator[bytes]:
    """Yield the bytes of deals; the same for the same count."""
    real = templates()
    for n in range(count):
        raw = real[n // 4 % len(real)] if n % 4 == 3 else written(big_deal(_PARTIES, _RELATIONS, seed=n + 1))
        if format == "json":
            data = read_bytes(raw, "deal.yaml").data
            data["deal"]["note"] = f"Number {n} of a made-up book."
            yield json.dumps(data, ensure_ascii=False, default=float).encode()
        else:
            yield raw + f"# number {n} of a made-up book\n".encode()


def lay_out(folder: Path, count: int, format: str) -> int:
    """Write the deals of a book, a thousand a folder; return their bytes."""
    total = 0
    for n, raw in enumerate(deals(count, format)):
        file = folder / f"{n // 1000:04}" / f"{n:07}.{format}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)
        total += len(raw)
    return total


class Watch(threading.Thread):
    """Notes the most memory that a process and its children held at one moment, in MB."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.most, self.over = pid, 0.0, False

    def run(self) -> None:
        """Look again and again, until it is over."""
        while not self.over:
            self.most = max(self.most, sum(map(_held, _family(self.pid))) / 1e6)
            time.sleep(0.2)


def _family(pid: int) -> list[int]:
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        try:
            for task in Path(f"/proc/{one}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def _held(pid: int) -> int:
    """Return what a process holds by itself or in equal parts with others, in bytes."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def measured(product: Product, what: str, *words: str) -> tuple[str, float]:
    """Run a command of the product; print and return what it said, and the seconds of the processors that it took."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [*product.command, *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=product.env, cwd=product.folder)
    watch = Watch(process.pid)
    watch.start()
    said, _ = process.communicate()
    watch.over = True
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{what:34} {cpu:9.2f} s CPU {time.perf_counter() - start:9.2f} s clock {watch.most:7.0f} MB", flush=True)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{words}: {process.returncode}")
    return said, cpu


def main() -> None:
    parser = argparse.ArgumentParser(description="measure a book")
    parser.add_argument("count", type=int)
    parser.add_argument("format", choices=("yaml", "json"))
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--room", default="", help="keep everything in this folder")
    parser.add_argument("--law", choices=("shipped", "frozen"), default="shipped", help="frozen: the 156 rules of 2026-11-25")
    parser.add_argument(
        "--python", default=sys.executable, help="the interpreter of an environment that has legalmodel installed"
    )
    options = parser.parse_args()
    room = Path(options.room or tempfile.mkdtemp(prefix="book-")).resolve()
    try:
        product = copied(room / "product", options.python, options.law)
        run(product, room, options.count, options.format, str(options.processes))
    finally:
        if not options.room:
            shutil.rmtree(room)


def run(product: Product, room: Path, count: int, format: str, processes: str) -> None:
    """Measure a book from its deals to its queries."""
    folder, book = room / "deals", room / "book"
    if not folder.is_dir():
        size = lay_out(folder, count, format)
        print(f"{count} deals, {format}, {size / count / 1000:.1f} kB each; load of the machine {os.getloadavg()[0]:.1f}")
    shutil.rmtree(book, ignore_errors=True)
    _, added = measured(product, "add", "book", "add", str(book), str(folder), "--processes", processes)
    said, checked = measured(
        product, "check", "book", "check", str(book), "--run-day", DAY, "--processes", processes, "--format", "json"
    )
    totals = json.loads(said)
    assert totals["deals"] == totals["judged"] == count, totals
    stored = sum(file.stat().st_size for file in book.rglob("*") if file.is_file())
    print(
        f"  {totals['findings']:,} findings; {(added + checked) / count * 1000:.1f} ms CPU a deal; {stored / count / 1000:.1f} kB a deal stored"
    )
    measured(product, "add again, nothing new", "book", "add", str(book), str(folder), "--processes", processes)
    measured(product, "check again, nothing new", "book", "check", str(book), "--processes", processes)
    changed_law(product, book, processes)
    for name in ("totals", "rules", "fails", "missing"):
        measured(product, f"query {name}", "book", "query", str(book), name, "--format", "csv", "-o", str(room / f"{name}.csv"))
    asking(book)


CHANGES = (
    ("a title", "cn/trust-law.yaml", "remedy: ", "remedy: For certain, "),
    ("a sentence of a fail", "cn/announcement-2013-21.yaml", "      fail: ", "      fail: Surely, "),
    ("a number in one country", "cn/announcement-2013-21.yaml", "least_kept: [{from: 2013-12-31, is: 5%", "least_kept: [{from: 2013-12-31, is: 6%"),
    ("a number in another", "kr/abs-act-2000.yaml", "all_of_them: [{from: 2000-01-21, is: 100%", "all_of_them: [{from: 2000-01-21, is: 99%"),
)  # fmt: skip  # a table
"""What is changed, in which file of the law, from what to what."""


def changed_law(product: Product, book: Path, processes: str) -> None:
    """Judge again after each of some changes of the law, in the copy of the product."""
    command = [*product.command, "book", "check", str(book)]
    for what, name, old, new in CHANGES:
        law = product.law / name
        if not law.exists():  # the frozen law is that of one country
            continue
        text = law.read_text("utf-8")
        assert old in text, what
        law.write_text(text.replace(old, new, 1), "utf-8")
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        done = subprocess.run(
            [*command, "--processes", processes],
            env=product.env,
            cwd=product.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"changed: {what:25} {cpu:9.2f} s CPU {time.perf_counter() - start:9.2f} s clock")
        print("  " + (done.stdout.splitlines() or [done.stderr])[1].strip(), flush=True)


def asking(book: Path) -> None:
    """Ask in one process, as a session does."""
    from legalmodel.book.reader import open_book

    with open_book(book) as reader:
        for sql in (
            "SELECT rule, count(*) FROM findings WHERE fails GROUP BY rule",
            "SELECT outcome, count(*) FROM findings GROUP BY outcome",
            "SELECT deal, rule FROM findings WHERE rule = 'cn-no7-27' AND outcome = 'unknown'",
        ):
            reader.rows(sql)
            start = time.perf_counter()
            found = len(reader.rows(sql))
            print(f"  {time.perf_counter() - start:6.3f} s clock, {found} rows: {sql}")


if __name__ == "__main__":
    main()
