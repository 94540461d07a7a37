"""The language in which people are spoken to, and the words of the product in it.

A word of the product is written in English where it is said: ``say("{count} not yet due", count=3)``. In another language its
translation stands in a catalogue (``words/<tag>.po``, made ready by ``.ci/make_words.py``) with the same holes, filled with the same facts
as that language writes them. Finished sentences are never translated. ``Phrase`` keeps words and facts until they are said, for what is
put together before it is known who reads it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, partial
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH: Final = "en"
_ASKED: Final[ContextVar[tuple[str, ...]]] = ContextVar("asked", default=())
_BESIDE: Final = (ENGLISH, "zh")
"""Where nobody asks for a language, charts and titles show names in English and in Chinese, as far as the file has them."""
_HOLE: Final = re.compile(r"\{(\w+)\}")
_LETTERS: Final = re.compile(r"[A-Za-z]{2}")
MARK: Final = "[en] "
"""Stands before words that should be there in the language asked for and are not, so that nobody takes English for what was meant."""


@contextmanager
def speaking(*tags: str) -> Iterator[None]:
    """Speak in a language, or in two, within a ``with``: the first is that of sentences, names stand in each."""
    token = _ASKED.set(tags)
    try:
        yield
    finally:
        _ASKED.reset(token)


def speak(*tags: str) -> None:
    """Speak in these languages from here on, to the end of the ``with speaking`` around."""
    _ASKED.set(tags)


def asked() -> tuple[str, ...]:
    """Return the languages asked for; English if nobody asked."""
    return _ASKED.get() or (ENGLISH,)


def beside() -> tuple[str, ...]:
    """Return the languages that stand beside each other on a chart or in a title."""
    return _ASKED.get() or _BESIDE


def spoken() -> str:
    """Return the language of sentences: the first one asked for."""
    return asked()[0]


def chinese() -> bool:
    """Tell whether figures and sentences are written as in Chinese."""
    return spoken().partition("-")[0] == "zh"


class Said:
    """Words put together anew for whoever reads them: ``str(words)`` is in the language asked for then."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[], str]) -> None:
        self.make = make

    def __str__(self) -> str:
        return self.make()

    def __repr__(self) -> str:
        return f"Said({self.make()!r})"

    def __contains__(self, words: str) -> bool:
        return words in str(self)

    def __bool__(self) -> bool:
        return bool(str(self))

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other) if isinstance(other, (Said, str)) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.make())


class Phrase(Said):
    """Words of the product with the facts that fill them.

    ``context`` tells apart what English says alike and another language does not.
    """

    __slots__ = ()

    def __init__(self, english: str, /, context: str = "", **facts: object) -> None:
        super().__init__(partial(say, english, context, **facts))


def say(english: str, /, context: str = "", **facts: object) -> str:
    """Return words of the product in the language asked for, filled with facts; in English, marked, where they are not translated."""
    return said_with(english, facts, context)


def said_with(english: str, facts: Mapping[str, object], context: str = "") -> str:
    """Do the same for facts that are at hand by name."""
    template = translation(english, context)
    if template is not None:
        return filled(template, facts)
    with speaking(ENGLISH):
        return marked(filled(english, facts))


def filled(template: str, facts: Mapping[str, object]) -> str:
    """Fill the holes of a template."""
    return _HOLE.sub(lambda hole: str(facts[hole[1]]), template) if facts else template


def marked(english: str) -> str:
    """Mark English that stands where another language should; what has no words needs no mark."""
    return f"{MARK}{english}" if _LETTERS.search(english) else english


def in_each(text: Said | str) -> tuple[str, ...]:
    """Return a text in each of the languages asked for, each wording once."""
    said = []
    for tag in beside():
        with speaking(tag):
            said.append(str(text))
    return tuple(dict.fromkeys(said))


def side_by_side(text: Said | str) -> str:
    """Return a text in the languages asked for, one beside the other."""
    return " ".join(in_each(text))


def translation(english: str, context: str = "", name: str = "words") -> str | None:
    """Return an English text in the language asked for; None if it should be there and is not.

    ``name`` is the catalogue: that of the product's words, or of a data file (``law/cn/trust-law``). A language that has no
    catalogues at all is spoken to in English, as the command says once.
    """
    tag = spoken()
    if tag.partition("-")[0] == ENGLISH or not known(tag):
        return english
    return next((said for t in wider(tag) if (said := catalogue(t, name).get(context, {}).get(english))), None)


def as_english(text: str) -> str:
    """Return a text that is in English only, and in no catalogue, marked as such for whoever reads another language that is known."""
    return text if spoken().partition("-")[0] == ENGLISH or not known(spoken()) else marked(text)


def translated(english: str, context: str = "", name: str = "words") -> str:
    """Return a text without holes in the language asked for; in English, marked, where it is not translated."""
    said = translation(english, context, name)
    return marked(english) if said is None else said


def pick(words: Mapping[str, str]) -> str:
    """Return what stands in a file in several languages, in the one asked for; else in English, marked."""
    tag, english = spoken(), words.get(ENGLISH, "")
    said = next((words[t] for t in wider(tag) if words.get(t)), "")
    return said or (marked(english) if known(tag) else english)


@cache
def wider(tag: str) -> tuple[str, ...]:
    """Return a tag and those that it narrows: zh-Hant-TW, zh-Hant, zh."""
    parts = tag.split("-")
    return tuple("-".join(parts[:n]) for n in range(len(parts), 0, -1))


@cache
def known(tag: str) -> bool:
    """Tell whether the words of the product exist in a language."""
    from legalmodel.base.resources import package_folder

    return any(t == ENGLISH or (package_folder("words") / "ready" / t).is_dir() for t in wider(tag))


@cache
def catalogue(tag: str, name: str) -> Mapping[str, Mapping[str, str]]:
    """Return a catalogue, read on first need: context -> English -> translation; empty if there is none.

    ``name`` of a file that ships is a path within the package; that of a file of the user's own, the whole path without its ending: its
    catalogue stands beside it, ``<folder>/<tag>/<file>.po``.
    """
    import json
    from pathlib import Path

    from legalmodel.base.resources import package_folder

    if Path(name).is_absolute():
        return _own(Path(name).parent / tag / f"{Path(name).name}.po")
    file = package_folder("words") / "ready" / tag / f"{name}.json"
    return json.loads(file.read_bytes()) if file.is_file() else {}


def _own(file: "Path") -> Mapping[str, Mapping[str, str]]:
    """Return a catalogue of the user's own; a translation counts if it was made for the English as it is."""
    from legalmodel.base.po import read

    found: dict[str, dict[str, str]] = {}
    for (context, english), entry in read(file).items():
        if entry.said.strip() and not entry.was and not entry.obsolete:
            found.setdefault(context, {})[english] = entry.said
    return found
