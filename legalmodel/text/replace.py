"""Replace the content of a file at once: whoever reads it sees the old or the new, never a part."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from legalmodel.base.errors import BadRequest, of_the_system
from legalmodel.base.language import say


def target(name: str) -> str:
    """Return the file that a name stands for: itself, or what a link in the same folder leads to.

    Raises BadRequest if a link leads out of its folder, or to no file.
    """
    path = Path(name)
    if not path.is_symlink():
        return name
    file, folder = path.resolve(), path.parent.resolve()
    if file.parent != folder:
        raise BadRequest(say("{name} is a link that leads out of its folder", name=name), say("name the file itself"))
    return str(file)


def replace_file(name: str, content: bytes, last_look: Callable[[], None]) -> None:
    """Write content beside a file and put it in its place, its permissions kept; ``last_look`` may still refuse.

    Raises BadRequest if the folder or the file cannot be written; nothing is changed then.
    """
    path = Path(name)
    try:
        mode = path.stat().st_mode & 0o7777
        if not os.access(path, os.W_OK):
            raise PermissionError(13, say("Permission denied"))
        _put(path, (content,), mode, last_look)
    except OSError as error:
        raise BadRequest(say("{name} cannot be written", name=name), of_the_system(error)) from None


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, new or in place of one that is there, as a whole or not at all; folders above it are made.

    What is no file, such as ``/dev/stdout``, is written to as it is. Raises BadRequest if the place cannot be written.
    """
    write_pieces(path, (content,))


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Do the same with content that comes piece by piece, of which only one is held at a time."""
    try:
        file = path.resolve()  # a link stays, and what it leads to is replaced
        if file.is_dir():
            raise IsADirectoryError(21, say("it is a folder"))
        if file.exists() and not file.is_file():
            with file.open("wb") as out:
                out.writelines(pieces)
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        mode = file.stat().st_mode & 0o7777 if file.exists() else 0o666 & ~_mask()
        if file.exists() and not os.access(file, os.W_OK):
            raise PermissionError(13, say("Permission denied"))
        _put(file, pieces, mode)
    except (OSError, ValueError, RuntimeError) as error:  # a name with a null, a ring of links
        why = (of_the_system(error) if isinstance(error, OSError) else "") or str(error)
        raise BadRequest(
            say("{path} cannot be written: {why}", path=path, why=why), say("name a file in a folder that may be written")
        ) from None


def _put(file: Path, pieces: Iterable[bytes], mode: int, last_look: Callable[[], None] = lambda: None) -> None:
    """Write beside a file, then take its place; what was begun is taken away if that fails, also by Ctrl-C."""
    import tempfile

    number, draft = tempfile.mkstemp(".tmp", f".{file.name[:40]}.", file.parent)
    try:
        with os.fdopen(number, "wb") as beside:
            beside.writelines(pieces)
            beside.flush()
            os.fsync(beside.fileno())
        Path(draft).chmod(mode)
        last_look()
        os.replace(draft, file)  # noqa: PTH105 (the same, by its plain name)
    except BaseException:
        with suppress(OSError):
            Path(draft).unlink()
        raise
    _sync_folder(file.parent)


def _mask() -> int:
    """Return the user's mask of permissions, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the change of name last through a loss of power, where the system lets a folder be opened."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
