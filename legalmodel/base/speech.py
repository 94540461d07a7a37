"""How things, shares and lengths of text are said to people, the same in every room."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from legalmodel.base import figures
from legalmodel.base.language import marked, say, translation
from legalmodel.base.names import shown, shown_in_each
from legalmodel.base.spelling import spelled
from legalmodel.base.things import Thing, latest
from legalmodel.base.values import Interval, U


def name_of(thing: Thing) -> str:
    """Return a thing's name for whoever reads, or words for it where it has none: how a class is defined, else what the file calls it."""
    name, defined = latest(thing.fields.get("name")), thing.fields.get("defined_as")
    if isinstance(name, str):
        return shown(name)
    if isinstance(defined, str):
        return defined
    id = " ".join(thing.path[1:]).replace("_", " ") or thing.id
    return nameless(thing, id) if thing.sort == "party" else id


def names_of(thing: Thing) -> tuple[str, ...]:
    """Return a thing's name in each of the languages asked for, each form once; where it has none, the words for it."""
    name = latest(thing.fields.get("name"))
    return shown_in_each(name) if isinstance(name, str) else (name_of(thing),)


def nameless(thing: Thing, id: str) -> str:
    """Return the words for a party without a name: it is withheld, or it was not found or not asked for."""
    return say("{id} (name withheld)" if withheld(thing, "name") else "{id} (not named)", id=id)


def forms_of(thing: Thing) -> tuple[str, ...]:
    """Return all forms of a thing's name, in whatever language."""
    return tuple(getattr(thing.fields.get("name"), "forms", {}).values())


def word_of(word: str) -> str:
    """Return a word of the vocabulary in plain letters, in the language asked for; any other text as it is."""
    return _in_plain(word, "word")


def field_name(field: str) -> str:
    """Return what a field of a record is called: ``cut off``."""
    return _in_plain(field, "field")


def field_words(description: str) -> str:
    """Return what the vocabulary says of a field, in the language asked for."""
    said = translation(description, "field", "model/fields") if description else description
    return marked(description) if said is None else said


def record_words(doc: str | None) -> str:
    """Return what the vocabulary says of a sort of record, in the language asked for."""
    english = " ".join((doc or "").split())
    said = translation(english, "record", "model/fields") if english else english
    return marked(english) if said is None else said


def section_name(section: str) -> str:
    """Return what a section of a deal file is called: ``securities``."""
    return _in_plain(section, "section")


def sort_of(sort: str) -> str:
    """Return what a sort of record is called: ``trust``, ``security``."""
    return _in_plain(sort, "sort")


def _in_plain(name: str, context: str) -> str:
    plain = name.replace("_", " ")
    said = translation(plain, context)
    return spelled(plain) if said in (None, plain) else said


def listed(words: Iterable[object]) -> str:
    """Join words as a sentence lists them: ``a, b and c``."""
    *first, last = map(str, words)
    if not first:
        return last
    return say("{first} and {last}", first=say(", ", context="between").join(first), last=last)


def withheld(thing: Thing, field: str) -> bool:
    """Tell whether the file says of a field that whoever knows it may not tell."""
    found = thing.fields.get(field)
    return isinstance(found, U) and any(m.reason == "confidential" for m in found.missing)


def percent(share: Decimal) -> str:
    """Write a share: 0.05 is ``5%``."""
    text = f"{share * 100:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + "%"


def rounded(share: Decimal) -> str:
    """Write a share as a lawyer does: ``5.07%``; with as many places more as keep it from reading like a whole number that it is not."""
    if figures.exact():
        return percent(share)
    for places in range(4, 12):
        near = round(share, places)
        if near == share or near * 100 != int(near * 100):
            return percent(near)
    return percent(share)


def bounds(value: Interval) -> str:
    """Write a part of which only bounds are given: ``more than 50%, up to 75%``."""
    high = Decimal(1) if value.high is None else value.high
    low, top = percent(value.low), percent(high)
    least = say("more than {share}", share=low) if value.above else say("at least {share}", share=low)
    most = say("less than {share}", share=top) if value.below else say("up to {share}", share=top)
    if not value.low and not value.above:
        return most
    return least if high == 1 and not value.below else say("{least}, {most}", least=least, most=most)


def columns(text: str) -> int:
    """Return how many columns a text takes: two for a Chinese character, none for a combining or invisible one."""
    return len(text) if text.isascii() else sum(map(column, text))


@cache
def column(char: str) -> int:
    """Return how many columns one character takes."""
    from unicodedata import category, east_asian_width

    if (
        category(char) in ("Mn", "Me", "Cf") or "\u1160" <= char <= "\u11ff"
    ):  # the latter: the second and third part of a Korean syllable
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
