"""Faults in what a user wrote, as data: code, cause, place, related places, fix. Nothing here prints."""

from collections.abc import Iterable
from typing import NamedTuple

from legalmodel.base.language import Phrase, say, translation
from legalmodel.base.places import Place


class Fault(NamedTuple):
    """One thing wrong with a file.

    ``cause`` is one line without the place; ``width`` is the number of characters to underline, from ``place``;
    ``related`` are other places that matter, each with a few words; ``fix`` says what to write instead.
    """

    code: str
    cause: str
    place: Place
    fix: str = ""
    width: int = 1
    related: tuple[tuple[Place, str], ...] = ()


class BadInput(Exception):
    """A file cannot be used. Carries every fault of the stage that refused it, in the order of the file."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults, key=lambda f: (f.place, f.code == "more-faults", f.code))
        super().__init__("; ".join(f"{f.place}: {f.cause}" for f in self.faults))


FAULTS_MAX = 500
"""How many faults of one file are told."""


def limited(faults: list[Fault]) -> list[Fault]:
    """Return the first faults of a file; if there are more than are told, the last one says so."""
    if len(faults) <= FAULTS_MAX:
        return faults
    told = sorted(faults, key=lambda f: (f.place, f.code))[:FAULTS_MAX]
    cause = say("there are more faults than the {faults_max} told above", faults_max=FAULTS_MAX)
    return [*told, Fault("more-faults", cause, told[-1].place, say("mend these, then check again"), told[-1].width)]


class BadRequest(Exception):
    """The command or call asks for something that does not exist; ``fix`` says what does."""

    def __init__(self, cause: str, fix: str = "") -> None:
        self.cause, self.fix = cause, fix
        super().__init__(f"{cause}: {fix}" if fix else cause)


def in_one_line(error: BadInput | BadRequest) -> str:
    """Say in one line why a file of many cannot be used."""
    if isinstance(error, BadRequest):
        return error.cause
    first, many = error.faults[0], len(error.faults)
    if many == 1:
        return say("line {line}: {cause}", line=first.place.line, cause=first.cause)
    return say("{faults} faults, the first in line {line}: {cause}", faults=many, line=first.place.line, cause=first.cause)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return ``did you mean X?`` for the closest known word, or an empty string."""
    from difflib import get_close_matches

    close = get_close_matches(word, list(known), n=2, cutoff=0.6)
    return say("did you mean {close}?", close=say(" or ").join(close)) if close else ""


_SYSTEM = (
    Phrase("No such file or directory"),
    Phrase("File exists"),
    Phrase("Permission denied"),
    Phrase("Is a directory"),
    Phrase("Not a directory"),
    Phrase("File name too long"),
    Phrase("No space left on device"),
    Phrase("Read-only file system"),
    Phrase("Address already in use"),
)
"""What the system says when it refuses: the usual ones; others stay in the words of the system."""


def of_the_system(error: OSError) -> str:
    """Return why the system refused, in the language asked for, where its words are among the usual ones."""
    words = error.strerror or ""
    return translation(words) or words
