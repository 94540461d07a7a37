"""From the graph of a deal to what the engine runs on; every fact that is missing is told with its place, every guess is kept."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from legalmodel.base.errors import BadInput, BadRequest, limited, nearest
from legalmodel.base.language import say
from legalmodel.base.places import Path, Place
from legalmodel.base.speech import name_of
from legalmodel.base.things import Dated, Thing
from legalmodel.base.values import NONE, Money
from legalmodel.graph.graph import Graph
from legalmodel.methods.cash.facts import Facts
from legalmodel.methods.cash.months import every, later
from legalmodel.methods.cash.orders import OrderReader
from legalmodel.methods.cash.structure import Structure, Tranche, Trip
from legalmodel.methods.cash.wishes import Reading, Wishes

TRIPS = {
    "cumulative_loss": "cumulative_loss",
    "collections_below_forecast": "collections_below_forecast",
    "missed_senior_interest": "missed_senior_interest",
}
"""Sorts of triggers that can be computed; the others wait for events that no curve tells."""

DAYS_MAX = 480


def read_structure(graph: Graph, place: Callable[[Path], Place | None], wishes: Wishes) -> Reading:
    """Return what the engine runs on.

    Raises BadInput with every fact that is missing.
    """
    return _Reader(graph, place, wishes).read()


class _Reader(Facts):
    def read(self) -> Reading:
        classes = sorted(self.graph.section("securities").known, key=lambda s: (self.number(s, "rank") or 0, s.id))
        if not classes:
            self.fault(
                ("securities",), "no-classes", say("the deal has no class of securities"), say("write them under securities:")
            )
        running = self.running(classes)
        tranches = tuple(self.tranche(c, running is not None) for c in classes)
        days = tuple(d for d in self.days(classes) if running is None or d > running)
        trips, left_out = self.trips()
        orders = OrderReader(self).read(classes, {t.id for t in trips}, left_out)
        reserve, target, top_up = self.support()
        # all that is missing is told at once, before anything is worked out from what is there
        if self.faults:
            raise BadInput(limited(self.faults))
        self.refuse_wishes({t.id for t in tranches}, {f"{o.id}.{s.id}" for o in orders for s in o.steps})
        closed = running or next(
            d for c in classes if (d := self.day(c, "issued")) or (d := self.day(self.graph.deal, "closing"))
        )
        w = self.wishes
        structure = Structure(tranches, orders, trips, days, closed, reserve, target, top_up, w.incentive, w.tax)
        return Reading(structure, self.currency, tuple(self.guessed), self.interim())

    def refuse_wishes(self, classes: set[str], steps: set[str]) -> None:
        """Raise BadRequest for a rate of a class, or a fee of a step, that the deal does not have."""
        for what, ids, names in (
            (say("class"), [i for i, _ in self.wishes.coupons], classes),
            (say("step"), [f.step for f in self.wishes.step_fees], steps),
        ):
            for id in ids:
                if id not in names:
                    raise BadRequest(
                        say("the deal has no {what} '{id}'", what=what, id=id),
                        nearest(id, names) or say("there are {names}", names=", ".join(sorted(names))),
                    )

    def running(self, classes: list[Thing]) -> date | None:
        """Return the day from which a deal that runs already is taken up: that on which all classes state what is outstanding."""
        found = [b.steps[-1] if type(b := c.fields.get("balance")) is Dated else None for c in classes]
        days = {step[0] for step in found if step and isinstance(step[1], Money)}
        # balances of different days would mix what was repaid in between: then it is run from closing
        if None in found or len(days) != 1:
            return None
        day = days.pop()
        self.guessed.append(say("The deal is taken up on {day}, with what is outstanding of each class then.", day=day))
        return day

    def tranche(self, thing: Thing, running: bool) -> Tranche:
        amount = self.minor(thing, "balance" if running else "amount")
        if amount is None:
            self.fault(
                (*thing.path, "amount"),
                "no-amount",
                say("the amount of {thing} is not known", thing=name_of(thing)),
                say("give amount:"),
            )
        if self.number(thing, "rank") is None:
            self.fault(
                (*thing.path, "rank"),
                "no-rank",
                say("the rank of {thing} is not known", thing=name_of(thing)),
                say("give rank:, 1 is paid first"),
            )
        coupon = thing.get("coupon")
        given = dict(self.wishes.coupons).get(thing.id)
        if given is not None and not isinstance(coupon, Decimal):
            coupon = Decimal(str(given))
            self.guessed.append(
                say(
                    "{thing}: {given} a year is given with the command, and taken to stay.",
                    thing=name_of(thing),
                    given=f"{given:.2%}",
                )
            )
        if not isinstance(coupon, Decimal) and coupon is not NONE:
            self.guessed.append(say("{thing}: no fixed rate is stated; it is run without interest.", thing=name_of(thing)))
        rate = float(coupon) if isinstance(coupon, Decimal) else 0.0
        price = thing.get("issue_price")
        paid = float(price) if isinstance(price, Decimal) else 1.0
        return Tranche(thing.id, name_of(thing), int(self.number(thing, "rank") or 0), amount or 0, rate, paid)

    def days(self, classes: list[Thing]) -> tuple[date, ...]:
        """Return the payment days, from the first one stated to the last legal end."""
        orders = self.graph.section("waterfalls").known
        firsts = [d for c in classes if (d := self.day(c, "first_payment"))] + [
            d for o in orders if (d := self.day(o, "first"))
        ]
        gaps = [n for c in classes if (n := self.number(c, "payment_interval_months"))]
        gaps += [n for o in orders if (n := self.number(o, "every_months"))]
        ends = [d for c in classes if (d := self.day(c, "legal_end") or self.day(c, "expected_end"))]
        issued = [d for c in classes if (d := self.day(c, "issued"))] or [
            d for d in [self.day(self.graph.deal, "closing")] if d
        ]
        if not issued:
            self.fault(
                ("deal",),
                "no-closing",
                say("the day of closing is not known"),
                say("give deal.closing, or issued: on the classes"),
            )
        if not ends:
            self.fault(("securities",), "no-end", say("no class says when it ends"), say("give legal_end: on the classes"))
        if not issued or not ends:
            return ()
        # one calendar serves all classes, so the shortest interval that any of them states is taken
        gap = int(min(gaps)) if gaps else 0
        if not gap:
            gap = 6
            self.guessed.append(say("No interval between payments is stated; six months are taken."))
        if not firsts:
            firsts = [later(min(issued), gap)]
            self.guessed.append(say("No first payment day is stated; {firsts} is taken.", firsts=firsts[0]))
        return every(min(firsts), gap, max(ends), DAYS_MAX)

    def trips(self) -> tuple[tuple[Trip, ...], set[str]]:
        found, left_out = [], set()
        for thing in self.graph.section("triggers").known:
            kind, above, below = (thing.get(f) for f in ("kind", "above", "below"))
            known = kind in TRIPS and (
                kind == "missed_senior_interest" or isinstance(above if kind == "cumulative_loss" else below, Decimal)
            )
            since = self.wishes.since if thing.id in self.wishes.happened else None
            if known or since:
                found.append(Trip(thing.id, str(kind) if known else "supposed", _float(above), _float(below), since))
            else:
                left_out.add(thing.id)
                self.guessed.append(
                    say(
                        "Trigger '{thing}' waits for an event that no curve tells; it is taken not to come.",
                        thing=name_of(thing),
                    )
                )
        return tuple(found), left_out

    def support(self) -> tuple[int, int, int | None]:
        """Return what the reserve holds, its target, and the most that a supporter adds to senior interest."""
        reserve = target = 0
        top_up: int | None = None
        for thing in (g for g in self.graph.section("guarantees").known if g.id not in self.wishes.gone):
            kind = thing.get("kind")
            if kind == "reserve":
                cap = self.minor(thing, "target") or self.minor(thing, "cap")
                target += cap or 0
                reserve += self.minor(thing, "funded") or 0
                if cap is None:
                    self.guessed.append(say("The size of the reserve '{id}' is not stated; none is taken.", id=thing.id))
            elif kind == "top_up":
                cap = thing.get("cap")
                most = self.minor(thing, "cap")
                # without a limit only if the file says ``none``; a cap that is not known adds nothing, which is the careful
                # guess
                top_up = None if most is None and cap is not NONE else (top_up or 0) + (2**61 if most is None else most)
                if top_up is None:
                    self.guessed.append(say("The cap of '{id}' is not known; it is taken to add nothing.", id=thing.id))
        return reserve, target, top_up

    def interim(self) -> int:
        """Return what came in between cut-off and closing, in minor units."""
        total = 0
        for hop in (*self.graph.section("trusts").known, *self.graph.section("transfers").known):
            gathered = hop.get("interim_collections")
            if isinstance(gathered, Thing):
                total += self.minor(gathered, "amount") or 0
        return total


def _float(value: Any) -> float:
    return float(value) if isinstance(value, Decimal) else 0.0
