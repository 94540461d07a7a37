"""DuckDB, held on a short leash: little memory, no network, no extensions, no values of a tape in what it complains of."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say

MEMORY_MB = 400
"""What the engine may keep in memory; beyond it, it writes to its own temporary folder."""


def connect(folder: Path) -> Any:
    """Return a connection whose temporary files lie in a folder that the caller removes.

    Raises BadRequest if DuckDB is not installed.
    """
    try:
        import duckdb
    except ImportError:
        raise BadRequest(say("a loan tape needs DuckDB"), say("run: pip install 'legalmodel[tape]'")) from None
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": f"{MEMORY_MB}MB",
        "temp_directory": str(folder),
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "threads": str(threads()),
        "python_enable_replacements": "false",  # a name in a query is never a name of Python
    }
    connection = duckdb.connect(":memory:", config=config)
    connection.execute("SET GLOBAL TimeZone = 'UTC'")  # on which day a moment falls must not hang on the machine
    return connection


def threads() -> int:
    """Return how many threads to use: those of this process, at most four, since each holds memory."""
    import os

    affinity = getattr(os, "sched_getaffinity", None)
    return max(1, min(4, len(affinity(0)) if affinity else (os.cpu_count() or 1)))


@contextmanager
def told_plainly(what: str) -> Iterator[None]:
    """Say what could not be done without the words of the engine, which may quote the tape.

    Raises BadRequest where the engine refuses.
    """
    import duckdb

    try:
        yield
    except duckdb.OutOfMemoryException:
        raise BadRequest(say("{what}: there is not enough memory or room on the disk", what=what)) from None
    except (duckdb.OutOfRangeException, duckdb.ConversionException):
        raise BadRequest(
            say("{what}: its figures are too large to be worked with", what=what),
            say("see the columns of amounts: a unit may be wrong"),
        ) from None
    except duckdb.Error as error:
        cause = say("{what}: the file cannot be read as it stands ({error})", what=what, error=type(error).__name__)
        raise BadRequest(cause, say("it is damaged, or not what it begins as: have it written anew")) from None


def quoted(name: str) -> str:
    """Return a name of a column as SQL writes it, whatever signs it holds."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """Return words as SQL writes them."""
    return "'" + value.replace("'", "''") + "'"
