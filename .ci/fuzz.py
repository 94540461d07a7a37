#!/usr/bin/env python3
"""Fuzz the reader for some minutes; print how many inputs were tried, the slowest, the hungriest, and all that went wrong.

    python .ci/fuzz.py --minutes 30 [--seed 1] [--plain] [--keep FOLDER]

Coverage guides the inputs if the package atheris is installed (``--plain`` does without). Exit 1 on any crash, hang over a
second or more than 200 MB taken by one input. Inputs that went wrong are written to the folder.
"""

import argparse
import hashlib
import os
import random
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "fuzz")]
SECONDS_MAX, MEGABYTES_MAX, HANG = 1.0, 200.0, 10


class Hang(BaseException):
    """One input took longer than ten seconds."""


def _hang(*_: Any) -> None:
    raise Hang


class Record:
    """What was tried and what went wrong."""

    def __init__(self, minutes: float, keep: Path | None) -> None:
        self.began = time.monotonic()
        self.end, self.keep, self.next = self.began + minutes * 60, keep, self.began + 60
        self.tried, self.kinds, self.wrong = 0, {}, {}
        self.slowest, self.hungriest = (0.0, b""), (0.0, b"")
        self.peak = 0.0

    def try_one(self, data: bytes) -> None:
        """Try one input and measure it."""
        from fuzz_inputs import try_one

        watched = len(data) > 5000 and reset_peak()
        before, start = memory("VmRSS") if watched else 0.0, time.process_time()
        signal.setitimer(signal.ITIMER_REAL, HANG)
        try:
            kind = try_one(data)
        except (Exception, Hang) as error:
            kind = type(error).__name__
            self.note(f"{kind} at {_where(error)}", data)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        self.tried += 1
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        self.measure(data, time.process_time() - start, memory("VmHWM") - before if watched else 0.0)

    def measure(self, data: bytes, seconds: float, megabytes: float) -> None:
        """Keep the slowest and the hungriest; note what is beyond a limit."""
        self.slowest = max(self.slowest, (seconds, data))
        self.hungriest = max(self.hungriest, (megabytes, data))
        if seconds > SECONDS_MAX:
            self.note("hang", data)
        if megabytes > MEGABYTES_MAX:
            self.note("memory", data)

    def note(self, what: str, data: bytes) -> None:
        """Say what went wrong and keep the first input of its kind."""
        first = what not in self.wrong
        self.wrong[what] = self.wrong.get(what, 0) + 1
        if first:
            print(f"WRONG: {what}: {data[:300]!r}", flush=True)
            if self.keep:
                self.keep.mkdir(parents=True, exist_ok=True)
                (self.keep / hashlib.sha256(data).hexdigest()[:12]).write_bytes(data)

    def tick(self) -> bool:
        """Say from time to time how it goes; return whether time is up."""
        now = time.monotonic()
        if now >= self.next or now >= self.end:
            self.next = now + 60
            print(self.report(), flush=True)
        return now >= self.end

    def report(self) -> str:
        """Return all that is known so far, on one line."""
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(self.kinds.items()))
        (seconds, slow), (megabytes, big) = self.slowest, self.hungriest
        return (
            f"{time.monotonic() - self.began:.0f} s: {self.tried:,} inputs ({kinds}); slowest {seconds:.3f} s "
            f"({len(slow):,} bytes {slow[:40]!r}); most memory {megabytes:.0f} MB ({len(big):,} bytes {big[:40]!r}); "
            f"wrong: {self.wrong or 'nothing'}"
        )


def _where(error: BaseException) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"


def reset_peak() -> bool:
    """Forget the peak of memory so far; False where the system cannot."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return False
    return True


def memory(name: str) -> float:
    """Return the memory of this process in MB: ``VmRSS`` now, ``VmHWM`` at its peak."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1024
    return 0.0


def plain(record: Record, chance: random.Random, known: list[bytes]) -> None:
    from fuzz_inputs import random_input

    while not record.tick():
        record.try_one(random_input(chance, known))


def guided(atheris: Any, record: Record, seed: int, known: list[bytes]) -> None:
    from fuzz_inputs import mutate

    def once(data: bytes) -> None:
        record.try_one(bytes(data))
        if record.tick():
            sys.stdout.flush()
            os._exit(1 if record.wrong else 0)  # the guide never returns

    def change(data: bytes, size: int, seed: int) -> bytes:
        chance = random.Random(seed)
        return mutate(bytes(data), chance, known)[:size] if chance.random() < 0.5 else atheris.Mutate(data, size)

    flags = [f"-seed={seed}", "-max_len=20000", "-timeout=60", "-rss_limit_mb=0", "-print_final_stats=0", "-verbosity=0"]
    corpus = [os.fspath(path) for path in (ROOT / "templates").glob("*")] + [os.fspath(ROOT / "tests" / "bad")]
    if record.keep:
        (record.keep / "found").mkdir(parents=True, exist_ok=True)
        corpus.insert(0, os.fspath(record.keep / "found"))
        flags.append(f"-artifact_prefix={record.keep}/")
        atheris.Setup([sys.argv[0], *flags, *corpus], once, custom_mutator=change)
    else:
        atheris.Setup([sys.argv[0], *flags], once, custom_mutator=change)
    atheris.Fuzz()


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--minutes", type=float, default=30)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--plain", action="store_true")
    options.add_argument("--keep", type=Path)
    given = options.parse_args()
    atheris = None if given.plain else guide()
    from fuzz_inputs import seeds, try_one

    known = seeds()
    try_one(known[0])  # what is loaded on the first need is loaded now
    signal.signal(signal.SIGALRM, _hang)
    print(f"{len(known)} files to begin with; {'guided by coverage' if atheris else 'plain'}", flush=True)
    record = Record(given.minutes, given.keep)
    if atheris:
        guided(atheris, record, given.seed, known)
    plain(record, random.Random(given.seed), known)
    return 1 if record.wrong else 0


def guide() -> Any:
    """Return atheris, with the modules to guide it loaded, or None if it is not installed."""
    try:
        import atheris
    except ImportError:
        return None
    with atheris.instrument_imports(include=["legalmodel.text", "legalmodel.model"]):
        import legalmodel.model.parse  # noqa: F401 (brings the reader with it)
    return atheris


if __name__ == "__main__":
    sys.exit(main())
