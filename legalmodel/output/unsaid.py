"""Words on what is not known: left out of a picture for a term sheet, said in every other."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_UNSAID: ContextVar[bool] = ContextVar("unsaid", default=False)


@contextmanager
def unsaid(wanted: bool) -> Iterator[None]:
    """Leave out, within a ``with``, what says only that something is not known."""
    token = _UNSAID.set(wanted)
    try:
        yield
    finally:
        _UNSAID.reset(token)


def quiet(words: str) -> str:
    """Return words on what is not known, or nothing where these are left out."""
    return "" if _UNSAID.get() else words
