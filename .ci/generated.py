"""Write what is generated, or with ``--check`` only compare it and fail if something is out of date."""

import sys
from collections.abc import Mapping
from pathlib import Path


def write_or_compare(texts: Mapping[Path, str], script: str, root: Path) -> int:
    """Write each text to its file, or tell which files differ from theirs; return the exit code."""
    stale = [path for path, text in texts.items() if not (path.exists() and path.read_text("utf-8") == text)]
    if "--check" not in sys.argv:
        for path in stale:
            path.write_text(texts[path], "utf-8")
        return 0
    for path in stale:
        print(f"{path.relative_to(root)} is out of date: run .ci/{script}")
    return bool(stale)
