"""A line that counts on a terminal's standard error, and nothing anywhere else."""

import sys
from types import TracebackType
from typing import TypeVar

Made = TypeVar("Made")


class Progress:
    """Counts what is done: ``with Progress("parties", 12) as progress: progress.done(made)``. Of an unknown ``total`` (0) only what is done is told."""

    __slots__ = ("_count", "_on", "_total", "_what")

    def __init__(self, what: str, total: int = 0) -> None:
        self._what, self._total, self._count, self._on = what, total, 0, sys.stderr.isatty()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._on:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def done(self, made: Made) -> Made:
        """Count one more, and give back what was made."""
        self.step()
        return made

    def step(self, note: str = "") -> None:
        """Count one more, with a few words beside the count."""
        self._count += 1
        if self._on:
            of = f"/{self._total}" if self._total else ""
            print(f"\r\x1b[K{self._what} {self._count}{of} {note}", end="", file=sys.stderr, flush=True)
