"""Names of the public API that go: each warns for two minor versions before it does, and says what to use instead."""

import warnings
from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Going(NamedTuple):
    """What goes: its name, the version that first warned (``0.1``), the first version without it (``0.3``), and what to use."""

    name: str
    since: str
    gone: str
    use: str

    @property
    def minors(self) -> int:
        """Return for how many minor versions it warns."""
        (major, minor), (later, other) = (tuple(map(int, version.split(".")[:2])) for version in (self.since, self.gone))
        return other - minor if major == later else 2


GOING: dict[str, Going] = {}
"""All that goes, by name; ``tests/api`` holds each to two minor versions, and to being gone when it should be."""


def warn(going: Going) -> None:
    """Warn of a use, at the line that used it."""
    text = f"{going.name} goes in legalmodel {going.gone}: use {going.use}"
    warnings.warn(text, DeprecationWarning, stacklevel=3)


def renamed_argument(old: str, new: str, since: str, gone: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let an argument be given by its old name too, with a warning, from version ``since`` until it is ``gone``."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        going = GOING.setdefault(f"{function.__name__}({old}=)", Going(f"{function.__name__}({old}=)", since, gone, f"{new}="))

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            given: dict[str, Any] = dict(kwargs)
            if old in given:
                warn(going)
                given[new] = given.pop(old)
            return function(*args, **given)

        return call

    return decorate
