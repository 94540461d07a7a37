"""Comments that were surely meant as text: ``name: Series #5`` would lose its number without a word."""

import re
from typing import Any

from legalmodel.base.errors import Fault
from legalmodel.base.language import say
from legalmodel.base.places import Place

CANDIDATE = re.compile(r"\S #(?=\w)")
"""One blank, then ``#``, then a letter or digit: ``x #5``."""
_MARKS = frozenset("'\"|>")


def cut_short(text: str, spots: dict[str, Any], locate: Any, name: str) -> list[Fault]:
    """Find unquoted values that end at one blank and a ``#`` with a letter or digit right after it."""
    if " #" not in text or not (found := {match.start() + 1 for match in CANDIDATE.finditer(text)}):
        return []
    return [_fault(text, at, locate, name) for at in sorted(found & _ends(text, spots))]


def _ends(text: str, spots: dict[str, Any]) -> set[int]:
    """Return where unquoted values end."""
    ends: set[int] = set()
    left = [spots]
    while left:
        for spot in left.pop().values():
            if spot.inner is not None:
                left.append(spot.inner)
            elif text[spot.start : spot.start + 1] not in _MARKS:
                ends.add(spot.end)
    return ends


def _fault(text: str, at: int, locate: Any, name: str) -> Fault:
    word = text[at + 1 : at + 60].split(None, 1)[0]
    cause = say("'{word}' is taken for a comment, so the text before it is cut short", word=word)
    fix = say("put the whole text in quotation marks; or write a blank after the '#' of a comment")
    return Fault("text-or-comment", cause, Place(name, *locate(at + 1)), fix, len(word))
