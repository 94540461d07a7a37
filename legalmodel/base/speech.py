"""How things, shares and lengths of text are said to people, the same in every room."""

from decimal import Decimal
from functools import cache

from legalmodel.base.things import Thing, latest
from legalmodel.base.values import Band, Interval, U


def name_of(thing: Thing) -> str:
    """Return a thing's name, or words for it where it has none: how a class is defined, else what it is called in the file."""
    name, defined = latest(thing.fields.get("name")), thing.fields.get("defined_as")
    if isinstance(name, str):
        return str(name)
    if isinstance(defined, str):
        return defined
    id = " ".join(thing.path[1:]).replace("_", " ") or thing.id
    return f"{id} {nameless(thing)}" if thing.sort == "party" else id


def nameless(thing: Thing) -> str:
    """Return the words for a party without a name: it is withheld, or it was not found or not asked for."""
    return "(name withheld)" if withheld(thing, "name") else "(not named)"


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
    for places in range(4, 12):
        near = round(share, places)
        if near == share or near * 100 != int(near * 100):
            return percent(near)
    return percent(share)


def bounds(value: Interval) -> str:
    """Write a part of which only bounds are given: ``more than 50%, up to 75%``."""
    return str(Band(value.low, Decimal(1) if value.high is None else value.high, value.above, value.below))


def columns(text: str) -> int:
    """Return how many columns a text takes: two for a Chinese character, none for a combining or invisible one."""
    return len(text) if text.isascii() else sum(map(column, text))


@cache
def column(char: str) -> int:
    """Return how many columns one character takes."""
    from unicodedata import category, east_asian_width

    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
