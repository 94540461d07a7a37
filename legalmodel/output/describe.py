"""The words of a deal on a chart: names, amounts and terms as short lines. Never more than the file says."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from legalmodel.base import figures
from legalmodel.base.language import Said, in_each, say, side_by_side
from legalmodel.base.names import shown_in_each
from legalmodel.base.speech import bounds, name_of, nameless, names_of, percent, withheld
from legalmodel.base.things import Dated, Thing, latest
from legalmodel.base.values import NONE, Interval, Items, Money, Span
from legalmodel.output.unsaid import quiet
from legalmodel.report.words import millions, plain

_SHAPES = {
    "natural_person": "individual",
    "individual": "individual",
    "partnership": "partnership",
    "limited_partnership": "partnership",
    "government": "government",
    "government_agency": "government",
    "state": "government",
    "court": "government",
    "regulator": "government",
}
_SORTS = {"estate": "trust", "pool": "pool", "security": "security", "account": "account", "document": "document"}


def value(thing: Thing, field: str, day: date | None = None) -> Any:
    """Return a field as the file has it: on a day, or the last of its values; None if the file is silent."""
    found = thing.fields.get(field)
    if isinstance(found, Dated):
        return found.on(day, (*thing.path, field)) if day else latest(found)
    return found


def thing_in(thing: Thing, field: str, day: date | None = None) -> Thing | None:
    """Return the record that a field names, if it is known."""
    found = value(thing, field, day)
    return found if isinstance(found, Thing) else None


def together(thing: Thing | None) -> tuple[Thing, ...]:
    """Return a thing, or those who stand together in its place."""
    return (thing.members or (thing,)) if thing else ()


def things_in(thing: Thing, field: str, day: date | None = None) -> list[Thing]:
    """Return the records that a list names."""
    found = value(thing, field, day)
    return [t for t in found if isinstance(t, Thing)] if isinstance(found, Items | tuple) else []


def number(thing: Thing, field: str, otherwise: float = 999) -> float:
    """Return a number, or another where none is given."""
    found = value(thing, field)
    return float(found) if isinstance(found, int | Decimal) else otherwise


def word(thing: Thing, field: str, otherwise: str = "") -> str:
    """Return a word of a field in plain letters, or other words where none is given."""
    found = value(thing, field)
    return plain(found) if isinstance(found, str) else otherwise


def code(thing: Thing, field: str) -> str:
    """Return a word of a field as the file has it, for what hangs on it; empty where none is given."""
    found = value(thing, field)
    return found if isinstance(found, str) else ""


def both(thing: Thing) -> str:
    """Return the name in the languages asked for, one form beside the other."""
    return " ".join(names_of(thing))


def shape_of(thing: Thing) -> str:
    """Return the shape that lawyers draw for a thing."""
    if thing.sort != "party":
        return _SORTS.get(thing.sort, "company")
    if thing.plural:
        return "class"
    return _SHAPES.get(str(thing.fields.get("form")), "company") if thing.certain else nameless_shape(thing, "name")


def nameless_shape(thing: Thing, field: str) -> str:
    """Return the shape of somebody without a name, by why the field that would tell is not there."""
    return "withheld" if withheld(thing, field) else "unnamed"


def lines_of(thing: Thing) -> Iterator[str]:
    """Give the lines of a box: name, local name, small print."""
    if thing.sort == "document" and isinstance(title := thing.fields.get("title"), str):
        yield from shown_in_each(title)
        return
    if isinstance(latest(thing.fields.get("name")), str) or thing.certain or thing.plural:
        yield from names_of(thing)
    else:
        id = thing.id.replace("_", " ").capitalize()
        yield from in_each(Said(lambda: nameless(thing, id)))
    yield from _small_print(thing)


def _small_print(thing: Thing) -> Iterator[str]:
    if thing.sort == "estate":
        yield from holder_lines(thing)
    elif thing.sort == "pool":
        yield word(thing, "kind", say("assets"))
        if isinstance(claims := value(thing, "claims"), Money):
            yield say("claims {amount}", amount=millions(claims))
    elif thing.sort == "security":
        yield say(", ", context="between").join(fact for fact in class_facts(thing) if fact)
    elif thing.sort == "account":
        yield word(thing, "purpose") if word(thing, "purpose") != name_of(thing) else ""
        bank = thing_in(thing, "bank")
        yield say("kept by {bank}", bank=name_of(bank)) if bank else quiet(say("bank not known"))


def capacity_words(estate: Thing) -> str:
    """Return in which capacity somebody holds an estate, in the languages asked for."""
    return side_by_side(Said(lambda: word(estate, "capacity", say("holder")).capitalize()))


def holder_lines(estate: Thing) -> Iterator[str]:
    """Give who holds an estate, and as what."""
    if holder := thing_in(estate, "held_by"):
        yield from in_each(Said(lambda: _held_by(holder, word(estate, "capacity"))))


def _held_by(holder: Thing, capacity: str) -> str:
    if capacity:
        return say("held by {name} as {capacity}", name=name_of(holder), capacity=capacity)
    return say("held by {name}", name=name_of(holder))


def class_facts(security: Thing) -> Iterator[str]:
    """Give amount, ratings and coupon of a class."""
    if amount := millions(value(security, "amount")):
        yield amount
    ratings = value(security, "ratings")
    rated = list(ratings or ())
    grades = [grade for r in rated if (grade := word(r, "grade"))]
    yield (
        "/".join(grades)
        if grades
        else say("unrated")
        if ratings is not None and not rated and not ratings.open
        else quiet(say("rating ?"))
    )
    coupon = value(security, "coupon")
    if isinstance(coupon, Decimal):
        yield f"{(coupon * 100).normalize():f}%"
    elif coupon is NONE:
        yield say("no coupon")


_NAMED = 2
"""The most pools of an act that are named on its line."""


def hop_lines(hop: Thing) -> Iterator[str]:
    """Give act, assets and day of a transfer; its price goes the other way."""
    act = say("places in trust") if hop.sort == "trust" else word(hop, "act", say("transfer"))
    found = things_in(hop, "assets")
    assets = say(", ", context="between").join(name_of(a) for a in found)
    if len(found) > _NAMED and all(a.sort == "pool" for a in found):
        assets = say("{n} pools", n=len(found))
    yield say("{act} {assets}", act=act, assets=assets) if assets else act
    if day := day_of(hop):
        yield day


def day_of(hop: Thing, *fields: str) -> str:
    """Return the day on which an act takes effect, or the first of other fields of its ``dates`` that is known."""
    dates = hop.fields.get("dates")
    for field in fields or ("effective",):
        day = value(dates, field) if isinstance(dates, Thing) else None
        if isinstance(day, Span):
            return figures.day(day)
    return ""


def support_lines(support: Thing) -> Iterator[str]:
    """Give sort and limit of a support."""
    yield word(support, "kind", say("support"))
    cap, part = value(support, "cap"), value(support, "cap_share")
    if isinstance(cap, Money):
        yield say("up to {share}", share=millions(cap))
    elif isinstance(part, Decimal):
        yield percent(part)
    elif cap is NONE:
        yield say("no cap")
    else:
        yield quiet(say("cap not known"))


def share_words(thing: Thing, *fields: str) -> str:
    """Return a share or amount in words; of one that changes the value of the day that the chart shows."""
    return next((words for field in fields if (words := amount_words(value(thing, field)))), "")


def amount_words(found: Any) -> str:
    """Return a share, an interval of it, or an amount in words; nothing for anything else."""
    if isinstance(found, Interval):
        return bounds(found)
    return percent(found) if isinstance(found, Decimal) else millions(found)
