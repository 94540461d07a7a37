"""How things are measured: interleaved in one run, medians, and ratios to what runs beside them, since machines are noisy.

Every part imports this first: it puts the checkout before an installed package, so that each can be run alone.
"""

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
if str(ROOT) not in sys.path:
    sys.path.insert(1, str(ROOT))  # after the script's own folder


class Row(NamedTuple):
    """One line of the table: what, how much, the ratio to what it is compared with, and what was promised.

    The amount is the median in milliseconds, unless another unit is named. The promise is about the ratio, or, where nothing is
    compared, about the amount.
    """

    what: str
    amount: float
    ratio: float | None = None
    to: str = ""
    at_most: float | None = None
    unit: str = "ms"

    @property
    def kept(self) -> bool:
        """Tell whether the promise is kept; true if there is none."""
        return self.at_most is None or (self.amount if self.ratio is None else self.ratio) <= self.at_most


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
    gc.collect()
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


def environment() -> dict[str, str]:
    """Return the environment of a process on the checkout, with compiled modules at hand as in an installed wheel."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / f"legalmodel-measure-{sys.version_info[1]}")}


def process(*arguments: str) -> Callable[[], object]:
    """Return a task that runs Python on the checkout."""
    command, given = [sys.executable, *arguments], environment()
    return lambda: subprocess.run(command, cwd=ROOT, env=given, stdout=subprocess.DEVNULL, check=True)


def show(rows: list[Row]) -> None:
    """Print rows as a table."""
    width = max(len(row.what) for row in rows)
    for row in rows:
        beside = "" if row.ratio is None else f"{row.ratio:8.{2 if row.ratio >= 0.1 else 4}f} x {row.to}"
        promised = f"   (at most {row.at_most:.3g}: {'yes' if row.kept else 'NO'})" if row.at_most else ""
        print(f"{row.what:{width}} {row.amount:10.3f} {row.unit} {beside}{promised}")
