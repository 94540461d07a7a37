"""How things are measured: interleaved in one run, medians, and ratios to what runs beside them, since machines are noisy."""

import gc
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import NamedTuple

ROOT = Path(__file__).parent.parent


class Row(NamedTuple):
    """One line of the table: what, its median in milliseconds, the ratio to what it is compared with, and what was promised."""

    what: str
    ms: float
    ratio: float | None = None
    to: str = ""
    at_most: float | None = None


def interleaved(
    tasks: dict[str, Callable[[], object]], rounds: int, clock: Callable[[], float] = process_time
) -> dict[str, list[float]]:
    """Run all tasks in turn, ``rounds`` times after one that does not count; return milliseconds per task and round.

    The time is that of this process on the processor, so that other work on the machine does not weigh on the longer tasks; for
    tasks that start processes of their own ``clock`` is ``perf_counter``. Garbage is not looked for, as in ``check``.
    """
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for task in tasks.values():
        task()
    gc.disable()
    for _ in range(rounds):
        for name, task in tasks.items():
            start = clock()
            task()
            times[name].append((clock() - start) * 1e3)
    gc.enable()
    return times


def ratio(times: list[float], base: list[float]) -> float:
    """Return the median of the ratios round by round."""
    return statistics.median(a / b for a, b in zip(times, base, strict=True))


def process(*arguments: str) -> Callable[[], object]:
    """Return a task that runs Python on the checkout, with compiled modules at hand as in an installed wheel."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir()) / f"legalmodel-measure-{sys.version_info[1]}")
    return lambda: subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True
    )


def show(rows: list[Row]) -> None:
    """Print rows as a table."""
    width = max(len(row.what) for row in rows)
    for what, ms, times, to, at_most in rows:
        beside = f"{times:8.2f} x {to}" if times is not None else ""
        promised = f"   (at most {at_most:g}: {'yes' if times is not None and times <= at_most else 'NO'})" if at_most else ""
        print(f"{what:{width}} {ms:10.3f} ms {beside}{promised}")
