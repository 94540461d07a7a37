"""How long each hop of a run takes, told to the standard ``logging`` under the name ``legalmodel``.

Silent unless somebody listens: who has not imported ``logging`` cannot, and does not pay for it. A message holds the name of the
hop, its time and a count, and never a word of a deal, a path of a file or anything else that a user wrote.
"""

import sys
from time import perf_counter
from types import TracebackType


class Hop:
    """One hop of a run, to be entered: ``with hop("parse"):``."""

    __slots__ = ("_count", "_name", "_start", "_unit")

    def __init__(self, name: str, count: int, unit: str) -> None:
        self._name, self._count, self._unit = name, count, unit
        self._start = 0.0

    def counted(self, count: int, unit: str) -> None:
        """Say how much was done, once it is known."""
        self._count, self._unit = count, unit

    def __enter__(self) -> "Hop":
        self._start = perf_counter()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if (logging := sys.modules.get("logging")) is None:
            return
        spent = (perf_counter() - self._start) * 1000
        done = "refused" if kind else "done"
        said = f", {self._count:,} {self._unit}" if self._unit else ""
        logging.getLogger(f"legalmodel.{self._name}").info("%s: %s in %.1f ms%s", self._name, done, spent, said)


def hop(name: str, count: int = 0, unit: str = "") -> Hop:
    """Time a hop; ``count`` and ``unit`` say how much there is to do, such as 57,000 bytes."""
    return Hop(name, count, unit)
