"""Replace the content of a file at once: whoever reads it sees the old or the new, never a part."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from legalmodel.base.errors import BadRequest


def target(name: str) -> str:
    """Return the file that a name stands for: itself, or what a link in the same folder leads to.

    Raises BadRequest if a link leads out of its folder, or to no file.
    """
    path = Path(name)
    if not path.is_symlink():
        return name
    file, folder = path.resolve(), path.parent.resolve()
    if file.parent != folder:
        raise BadRequest(f"{name} is a link that leads out of its folder", "name the file itself")
    return str(file)


def replace_file(name: str, content: bytes, last_look: Callable[[], None]) -> None:
    """Write content beside a file and put it in its place, its permissions kept; ``last_look`` may still refuse.

    Raises BadRequest if the folder or the file cannot be written; nothing is changed then.
    """
    import tempfile

    path, draft = Path(name), None
    try:
        mode = path.stat().st_mode & 0o7777
        if not os.access(path, os.W_OK):
            raise PermissionError(13, "Permission denied")
        number, draft = tempfile.mkstemp(".tmp", f".{path.name[:60]}.", path.parent)
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).chmod(mode)
        last_look()
        os.replace(draft, path)  # noqa: PTH105 (the same, by its plain name)
        draft = None
        _sync_folder(path.parent)
    except OSError as error:
        raise BadRequest(f"{name} cannot be written", error.strerror or "") from None
    finally:
        if draft is not None:
            with suppress(OSError):
                Path(draft).unlink()


def _sync_folder(folder: Path) -> None:
    """Make the change of name last through a loss of power, where the system lets a folder be opened."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
