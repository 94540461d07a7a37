"""Print the faults of a file, each with its place, its reason and its fix."""

import sys
from pathlib import Path

from legalmodel.base.errors import BadInput, Fault
from legalmodel.base.language import say
from legalmodel.cli.common import write_json
from legalmodel.text.read import Source, lines_of


def report(error: BadInput, as_json: bool) -> int:
    """Report why an input cannot be used and return the exit code for bad input."""
    if as_json:
        from legalmodel.output.faults import to_json

        write_json([to_json(f) for f in error.faults])
    else:
        print_faults(error.faults)
    return 2


def print_faults(faults: list[Fault], drafts: tuple[Source, ...] = ()) -> None:
    """Print faults to standard error, the line of each underlined; ``drafts`` are files as they would be, not as they are."""
    from legalmodel.output.faults import render

    if faults:
        by_file = {f.place.file: _lines(f.place.file) for f in faults} | {draft.name: draft for draft in drafts}
        print("\n".join(render([f], by_file[f.place.file]) for f in faults), file=sys.stderr, end="")
        print("\n" + say("{n} fault" if len(faults) == 1 else "{n} faults", n=len(faults)), file=sys.stderr)


def _lines(name: str) -> Source:
    file = Path(name)
    return lines_of(file.read_bytes() if file.is_file() else b"", name)
