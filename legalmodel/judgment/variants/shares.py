"""How a party could come to hold enough of a class: it takes what it lacks from whoever holds most of it."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_UP, Decimal
from typing import Any

from legalmodel.base.things import Thing
from legalmodel.graph.graph import Graph
from legalmodel.judgment.variants.wish import Otherwise, Way

_UNIT = Decimal("0.0001")
"""Shares are given to the basis point."""


def holding(graph: Graph, party: Thing, of: Thing, least: Any, day: date | None) -> Iterator[Way]:
    """Yield ways in which a party holds a least part of a class, or of all classes of an estate taken together: in the class alone, or in equal parts of each."""
    if not isinstance(least, Decimal):
        return
    if of.sort == "security":
        yield from _of_class(graph, party, of, least, day)
        return
    classes = [s for s in graph.section("securities").known if s.get("issuer", day) is of]
    short = [s for s in classes if _held(graph, party, s, day) < least]
    ways = [next(_of_class(graph, party, s, least, day), None) for s in short]
    if ways and None not in ways:
        yield frozenset(wish for way in ways if way for wish in way)


def _of_class(graph: Graph, party: Thing, security: Thing, least: Decimal, day: date | None) -> Iterator[Way]:
    held = [(i, i.get("share", day)) for i in graph.listed("investments", day).known if i.get("of", day) is security]
    shares = [(i, share) for i, share in held if isinstance(share, Decimal)]
    own = next((i for i, _ in shares if i.get("holder", day) is party), None)
    lacks = (least - _held(graph, party, security, day)).quantize(_UNIT, ROUND_UP)
    if lacks <= 0:
        return
    for other, share in sorted(shares, key=lambda pair: -pair[1]):
        if other.get("holder", day) is not party and share > lacks:
            gives = Otherwise((*other.path, "share"), _percent(share - lacks))
            if own is not None:
                yield frozenset((gives, Otherwise((*own.path, "share"), _percent((own.get("share", day)) + lacks))))
            else:
                record = (
                    ("holder", party.id),
                    ("of", security.id),
                    ("share", _percent(lacks)),
                    ("since", str(other.get("since", day))),
                    ("until", "none"),
                )
                yield frozenset((gives, Otherwise(("investments", f"cure_{party.id}_{security.id}"), record, new=True)))


def giving_up(graph: Graph, party: Thing, of: Thing, most: Any, day: date | None) -> Iterator[Way]:
    """Yield ways in which a party holds less than a part of a class, or of all classes of an estate: it gives up what is just enough of one holding."""
    has = graph.ask("share_held", (party, of), day)
    if not isinstance(most, Decimal) or not isinstance(has, Decimal):
        return
    classes = [of] if of.sort == "security" else [s for s in graph.section("securities").known if s.get("issuer", day) is of]
    amounts = {s: getattr(s.get("amount", day), "amount", None) for s in classes}
    whole = sum((a for a in amounts.values() if isinstance(a, Decimal)), Decimal(0))
    for own in graph.listed("investments", day).known:
        share, of_class = own.get("share", day), own.get("of", day)
        if own.get("holder", day) is not party or of_class not in classes or not isinstance(share, Decimal):
            continue
        amount = amounts[of_class]
        part = amount / whole if len(classes) > 1 and whole and isinstance(amount, Decimal) else Decimal(1)
        left = share - ((has - most) / part).quantize(_UNIT, ROUND_UP) - _UNIT
        if left >= 0:
            yield frozenset((Otherwise((*own.path, "share"), _percent(left)),))


def _held(graph: Graph, party: Thing, security: Thing, day: date | None) -> Decimal:
    own = [i for i in graph.listed("investments", day).known if i.get("of", day) is security and i.get("holder", day) is party]
    return sum((share for i in own if isinstance(share := i.get("share", day), Decimal)), Decimal(0))


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}%"
