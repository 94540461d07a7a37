"""Write what is generated, or with ``--check`` only compare it and fail if something is out of date."""

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path


def write_or_compare(texts: Mapping[Path, str], script: str, root: Path, there: Iterable[Path] = ()) -> int:
    """Write each text to its file, or tell which files differ from theirs; return the exit code.

    Files that are ``there`` and that nothing is made for any more are taken away.
    """
    stale = [path for path, text in texts.items() if not (path.exists() and path.read_text("utf-8") == text)]
    left = sorted(set(there) - set(texts))
    if "--check" not in sys.argv:
        for path in left:
            path.unlink()
        for path in stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(texts[path], "utf-8")
        return 0
    for path in [*stale, *left]:
        print(f"{path.relative_to(root)} is out of date: run .ci/{script}")
    return bool(stale or left)


def run(main: Callable[[], int]) -> int:
    """Make what a script makes and return its exit code; a fault of a file is told as the command tells it, with place and fix."""
    from legalmodel.base.errors import BadInput, BadRequest
    from legalmodel.cli.faults import report

    try:
        return main()
    except BadInput as error:
        return report(error, as_json=False)
    except BadRequest as error:
        print(f"{error.cause}\n  fix: {error.fix}" if error.fix else error.cause, file=sys.stderr)
        return 2
