"""Puts: options by which whoever has the assets, or a class issued on them, can give them back against a price.

Whether an option is a put or a call follows from its two sides. It is a put where its holder has the assets, or where it lies over a class that
the taker of the assets issues. Against whom it can be exercised is for whoever asks to judge. The most that it can cost is its price:
the rate agreed, of the amounts of the classes; for other assets, and for a price in words only, the amount is not known.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from legalmodel.base.kleene import both, either
from legalmodel.base.kleene import join as merge
from legalmodel.base.places import Path
from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Money, Truth, U, unknown
from legalmodel.graph.days import in_force
from legalmodel.graph.truth import View, one

Takers = list[tuple[Any, Truth]]


class Puts:
    """Answers which options are puts on what passed at a hop."""

    __slots__ = ("view",)

    def __init__(self, view: View) -> None:
        self.view = view

    def on(self, hop: Thing, takers: Takers, day: date | None) -> Iterator[tuple[Thing, Truth, Any]]:
        """Yield each option that is, or may be, a put, with how sure that is and the most it can cost."""
        assets, taking = hop.get("assets", day), _Takers(takers)
        passed: set[Path] | U = {a.path for a in assets} if isinstance(assets, tuple) else set()
        passed = merge((assets,)) if isinstance(assets, U) else passed
        for option in self.view.section("options"):
            if (is_put := both(in_force(option, day), _is_put(option, passed, taking, day))) is not False:
                yield option, is_put, _price(option, day)


class _Takers:
    """Who takes the assets, by path; those who may be somebody else stand apart."""

    __slots__ = ("all", "named", "vague")

    def __init__(self, takers: Takers) -> None:
        self.all = takers
        self.named: dict[Path, Takers] = {}
        for taker, sure in takers:
            if isinstance(taker, Thing):
                self.named.setdefault(taker.path, []).append((taker, sure))
        self.vague = [(t, sure) for t, sure in takers if isinstance(t, U) or (isinstance(t, Thing) and not t.certain)]

    def have(self, actor: Any) -> Truth:
        """Tell whether an actor is among them."""
        if isinstance(actor, U):
            return actor
        if not isinstance(actor, Thing):
            return either(*(both(sure, taker) for taker, sure in self.vague if isinstance(taker, U)))
        near = [*self.named.get(actor.path, ()), *self.vague] if actor.certain else self.all
        return either(*(both(sure, one(actor, taker)) for taker, sure in near))


def _is_put(option: Thing, passed: set[Path] | U, takers: _Takers, day: date | None) -> Truth:
    over = option.get("over", day)
    if over is NONE or option.get("holder", day) is NONE:
        return False
    if not isinstance(over, tuple):
        return merge((over,))
    # an option on what a taker issued comes back to the giver as one on the assets does
    issued = either(*(takers.have(thing.get("issuer", day)) for thing in over if thing.sort == "security"))
    these: Truth = passed if isinstance(passed, U) else any(thing.path in passed for thing in over)
    return either(issued, both(these, takers.have(option.get("holder", day))))


def _price(option: Thing, day: date | None) -> Any:
    """Return the most that a put can cost: money, or the unknown that waits for it."""
    over, rate = option.get("over", day), option.get("price_rate", day)
    amounts: list[Any] = (
        [thing.get("amount", day) for thing in over if thing.sort == "security"] if isinstance(over, tuple) else []
    )
    money = [a for a in amounts if isinstance(a, Money)]
    # one amount that is missing, or in another currency, and the price of all is not known
    whole = isinstance(over, tuple) and len(money) == len(over) and len({m.currency for m in money}) == 1
    if whole and isinstance(rate, Decimal):
        return Money(rate * sum((m.amount for m in money), Decimal(0)), money[0].currency)
    missing = merge((over, rate, *amounts)).missing
    return U(missing) if missing else unknown((*option.path, "price"), "undefined")
