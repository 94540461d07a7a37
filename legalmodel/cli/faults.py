"""Print the faults of a file, each with its place, its reason and its fix."""

import sys
from pathlib import Path

from legalmodel.base.errors import BadInput, Fault
from legalmodel.cli.common import write_json

_MOST = 4_000_000


def report(error: BadInput, as_json: bool) -> int:
    """Report why an input cannot be used and return the exit code for bad input."""
    if as_json:
        from legalmodel.output.faults import to_json

        write_json([to_json(f) for f in error.faults])
    else:
        print_faults(error.faults)
    return 2


def print_faults(faults: list[Fault]) -> None:
    """Print faults to standard error, the line of each underlined."""
    from legalmodel.output.faults import render

    if faults:
        by_file = {f.place.file: _Lines(f.place.file) for f in faults}
        print("\n".join(render([f], by_file[f.place.file]) for f in faults), file=sys.stderr, end="")
        print(f"\n{len(faults)} {'fault' if len(faults) == 1 else 'faults'}", file=sys.stderr)


class _Lines:
    """The lines of a file that could not be used, read again to show them."""

    def __init__(self, name: str) -> None:
        file = Path(name)
        text = file.read_bytes()[:_MOST].decode("utf-8-sig", "replace") if file.is_file() else ""
        self.lines = text.splitlines()

    def line(self, number: int) -> str:
        """Return one line, counted from 1."""
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""
