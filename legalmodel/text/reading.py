"""Read the bytes of a file that a user names: what the system refuses is said in plain words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from legalmodel.base.errors import BadRequest, of_the_system
from legalmodel.base.language import say


@contextmanager
def reading(file: str | Path, fix: str = "") -> Iterator[None]:
    """Raise BadRequest, with the fix given, where a file cannot be opened or read within a ``with``."""
    try:
        yield
    except (OSError, ValueError) as error:  # a name with a null character is a ValueError
        why = of_the_system(error) if isinstance(error, OSError) else str(error)
        raise BadRequest(say("{file} cannot be read: {strerror}", file=file, strerror=why), fix) from None


def bytes_up_to(file: Path, most: int, fix: str = "") -> bytes:
    """Return the bytes of a file; of one with more than ``most`` one byte more than that, by which the caller can tell.

    Raises BadRequest, with the fix given, if it cannot be opened or read.
    """
    with reading(file, fix), file.open("rb") as stream:
        return stream.read(most + 1)
