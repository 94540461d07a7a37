"""The version of the vocabulary that a deal file is written in: ``format: legalmodel/deal/1``, which may be left out."""

import re
from typing import Annotated, Any

from legalmodel.base import kinds
from legalmodel.base.language import say
from legalmodel.model.readers import refuse, show
from legalmodel.model.types import Written

VERSION = 1
"""The version that this program reads. A field or word that is renamed makes a new one, with a step in ``model/migrate.py``."""

NAME = "legalmodel/deal"
OTHER = frozenset(("older-format", "newer-format"))
"""Codes of the faults beside which no other fault of a file means anything."""
_FORM = re.compile(rf"{NAME}/([1-9][0-9]{{0,5}})\Z", re.ASCII)


def written(version: int) -> str:
    """Write a version as a file does."""
    return f"{NAME}/{version}"


def version_of(value: Any) -> int | None:
    """Return the version that a file states, or None if it is none."""
    found = _FORM.match(value) if isinstance(value, str) else None
    return int(found[1]) if found else None


def read_format(value: Any) -> Any:
    """Read the version of a file; only the current one is read any further."""
    version = version_of(value)
    if version is None:
        raise refuse(
            "not-a-format",
            say("{value} is no format of a deal file", value=show(value)),
            say("write {version}, or leave it out", version=written(VERSION)),
        )
    if version > VERSION:
        cause = say(
            "the file is written in {value}; this program knows {version} and what came before",
            value=value,
            version=written(VERSION),
        )
        raise refuse("newer-format", cause, say("install a newer legalmodel: pip install -U legalmodel"))
    if version < VERSION:
        cause = say("the file is written in {value}, which came before {version}", value=value, version=written(VERSION))
        raise refuse("older-format", cause, say("rename what was renamed since: legalmodel migrate FILE"))
    return value


_SCHEMA = {"type": "string", "const": written(VERSION)}
Format = Annotated[str | None, Written(kinds.TEXT, read_format, _SCHEMA)]
