"""The law as plain data, made beforehand: ``ready.json`` holds what each file of the law says, under the digest of its bytes.

It counts only for a file that still has that digest; any other file is read from its text. It holds data and no code.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from legalmodel.law.files import law_folder
from legalmodel.text.read import Source, known, read


def read_law(path: Path) -> Source:
    """Read a file of the law: from what was made ready of the very same bytes, else from its text.

    Raises BadInput if the text is not acceptable.
    """
    if law_folder() not in path.parents:
        return read(path)
    raw = path.read_bytes()
    data = _ready().get(sha256(raw).hexdigest())
    return known(raw, str(path), data) if data else read(path)


def law_files() -> list[Path]:
    """Return every file of the law that ships: instruments, questions, and who knows what."""
    return sorted(law_folder().rglob("*.yaml"))


def make_ready() -> str:
    """Return what ``ready.json`` must hold, from the text of every file, one line a file. Equal law gives equal bytes."""
    import json

    lines = []
    for source in (read(path) for path in law_files()):
        line = json.dumps(source.data, ensure_ascii=False, separators=(",", ":"), default=float)
        lines.append(f'"{source.sha256}":{line}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


@cache
def _ready() -> dict[str, Any]:
    import json
    from decimal import Decimal

    try:
        text = (law_folder() / "ready.json").read_text("utf-8")
    except FileNotFoundError:
        return {}
    ready: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return ready
