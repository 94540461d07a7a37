"""Where something is written: a file, a line and a column."""

from typing import NamedTuple

Path = tuple[str, ...]
"""The way from the top of a file to a value: ``("trusts", "entrustment", "settlor")``."""


class Place(NamedTuple):
    """One spot in a file; lines and columns count from 1, columns in characters."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


def dotted(path: Path) -> str:
    """Write a path as people write it: ``trusts.entrustment.settlor``."""
    return ".".join(path)
