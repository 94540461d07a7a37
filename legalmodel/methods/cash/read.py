"""From the graph of a deal to what the engine runs on; every fact that is missing is told with its place, every guess is kept."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from legalmodel.base.errors import BadInput, BadRequest, Fault, limited, nearest
from legalmodel.base.language import say
from legalmodel.base.places import Path, Place
from legalmodel.base.speech import name_of
from legalmodel.base.things import Dated, Thing, latest
from legalmodel.base.values import NONE, Money, Span
from legalmodel.graph.graph import Graph
from legalmodel.methods.cash.months import every, later
from legalmodel.methods.cash.structure import MINOR, Order, Pay, Structure, Tranche, Trip
from legalmodel.methods.cash.wishes import Reading, StepFee, Wishes

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


class _Reader:
    def __init__(self, graph: Graph, place: Callable[[Path], Place | None], wishes: Wishes) -> None:
        self.graph, self.place, self.wishes = graph, place, wishes
        self.faults: list[Fault] = []
        self.guessed: list[str] = []
        self.currency = ""

    def read(self) -> Reading:
        self.orders_stated = self.graph.section("waterfalls").known
        classes = sorted(self.graph.section("securities").known, key=lambda s: (self.number(s, "rank") or 0, s.id))
        if not classes:
            self.fault(
                ("securities",), "no-classes", say("the deal has no class of securities"), say("write them under securities:")
            )
        running = self.running(classes)
        tranches = tuple(self.tranche(c, running is not None) for c in classes)
        days = tuple(d for d in self.days(classes) if running is None or d > running)
        trips, left_out = self.trips()
        orders = self.orders(classes, {t.id for t in trips}, left_out)
        reserve, target, top_up = self.support()
        if self.faults:
            raise BadInput(limited(self.faults))
        self.refuse_wishes({t.id for t in tranches}, {f"{o.id}.{s.id}" for o in orders for s in o.steps})
        closed = running or next(
            d for c in classes if (d := self.day(c, "issued")) or (d := self.day(self.graph.deal, "closing"))
        )
        w = self.wishes
        structure = Structure(tranches, orders, trips, days, closed, reserve, target, top_up, w.incentive, w.tax)
        return Reading(structure, self.currency, tuple(self.guessed), self.interim())

    def fault(self, path: Path, code: str, cause: str, fix: str) -> None:
        self.faults.append(Fault(code, cause, self.place(path) or Place("the deal", 1, 1), fix))

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

    def minor(self, thing: Thing, field: str) -> int | None:
        value = latest(thing.fields.get(field))
        if not isinstance(value, Money):
            return None
        self.currency = self.currency or value.currency
        return round(value.amount * MINOR)

    def number(self, thing: Thing, field: str) -> Decimal | None:
        value = thing.get(field)
        return Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None

    def day(self, thing: Thing, field: str) -> date | None:
        value = thing.get(field)
        return value.first if isinstance(value, Span) else None

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
            if known:
                found.append(Trip(thing.id, str(kind), _float(above), _float(below)))
            else:
                left_out.add(thing.id)
                self.guessed.append(
                    say(
                        "Trigger '{thing}' waits for an event that no curve tells; it is taken not to come.",
                        thing=name_of(thing),
                    )
                )
        return tuple(found), left_out

    def orders(self, classes: list[Thing], trips: set[str], left_out: set[str]) -> tuple[Order, ...]:
        things = self.orders_stated
        if self.wishes.usual:
            self.guessed.append(
                say(
                    "The priority of payments is the usual one of such deals, not one that the file states: taxes, agents, interest by rank, reserve, servicer, principal by rank, incentive, rest to the lowest class."
                )
            )
            return (self.usual(classes),)
        if not things:
            self.fault(
                ("waterfalls",),
                "no-order",
                say("the file states no priority of payments"),
                say("write it under waterfalls:, or take the usual one with --order usual"),
            )
        return tuple(self.order(t, trips) for t in things if not (isinstance(a := t.get("after"), Thing) and a.id in left_out))

    def order(self, thing: Thing, trips: set[str]) -> Order:
        steps = thing.get("steps")
        found = tuple(self.step(thing, step, trips) for step in steps.known) if hasattr(steps, "known") else ()
        if not found:
            self.fault(
                (*thing.path, "steps"), "no-steps", say("order '{id}' has no steps", id=thing.id), say("write its steps")
            )
        money = thing.get("money")
        if money not in ("income", "principal", "all"):
            self.guessed.append(say("Order '{id}' does not say which money it shares out; all is taken.", id=thing.id))
            money = "all"
        after, until = (self.trip(thing, f, trips) for f in ("after", "until"))
        return Order(thing.id, str(money), found, after, until, thing.get("repays") == "pro_rata")

    def trip(self, thing: Thing, field: str, trips: set[str]) -> str:
        value = thing.get(field)
        return value.id if isinstance(value, Thing) and value.id in trips else ""

    def step(self, order: Thing, thing: Thing, trips: set[str]) -> Pay:
        rank, kind, of = self.number(thing, "rank"), thing.get("pays"), thing.get("of")
        if rank is not None and "pays" not in thing.fields and (into := self.passed_to(order, thing)):
            return Pay(thing.id, int(rank), "passed_on", cap=self.minor(thing, "cap"), into=into)
        if rank is None or not isinstance(kind, str):
            self.fault(
                thing.path,
                "no-step",
                say("step '{id}' of '{id2}' does not say its rank and what it pays", id=thing.id, id2=order.id),
                say("give rank: and pays:"),
            )
        ids = tuple(c.id for c in of if isinstance(c, Thing)) if isinstance(of, tuple) else ()
        if isinstance(kind, str) and kind.endswith(("interest", "principal")) and not ids:
            self.fault(
                thing.path,
                "no-class",
                say("step '{id}' of '{id2}' does not say on which class", id=thing.id, id2=order.id),
                say("give of: [class]"),
            )
        is_fee = isinstance(kind, str) and ("fee" in kind or kind == "costs")
        fee = self.fee(order, thing) if is_fee else StepFee(thing.id)
        after, unless = (self.trip(thing, f, trips) for f in ("when", "unless"))
        cap = self.minor(thing, "cap")
        return Pay(thing.id, int(rank or 0), str(kind), ids, cap, fee.rate, fee.each, after, unless, fee.once)

    def passed_to(self, order: Thing, step: Thing) -> str:
        """Return the money into which a step without payee passes on: that of the other order whose accounts hold the one it fills."""
        into = step.get("into")
        for other in self.orders_stated:
            accounts = other.get("accounts")
            if other is not order and isinstance(into, Thing) and isinstance(accounts, tuple) and into in accounts:
                money = other.get("money")
                return str(money) if money in ("income", "principal") else ""
        return ""

    def fee(self, order: Thing, step: Thing) -> StepFee:
        """Return what a step for costs pays: as given with the command, else by the rates of those it pays, as the file states them."""
        place = f"{order.id}.{step.id}"
        if given := next((f for f in self.wishes.step_fees if f.step == place), None):
            each = (
                f"{given.rate:.2%} a year"
                if given.rate
                else f"{(given.each or given.once) / MINOR:,.2f} {'in all' if given.once else 'each time'}"
            )
            self.guessed.append(say("Fees of step '{place}': {each}, as given with the command.", place=place, each=each))
            return given
        to = step.get("to")
        paid = {t.id for t in to if isinstance(t, Thing)} if isinstance(to, tuple) else set()
        agencies = [a for a in self.graph.section("agencies").known if isinstance(g := a.get("agent"), Thing) and g.id in paid]
        rates = [float(r) for a in agencies if isinstance(r := a.get("fee_rate"), Decimal)]
        if not rates:
            self.guessed.append(
                say(
                    "Fees of step '{id}' are not stated; {fees} a year on what is outstanding is taken.",
                    id=step.id,
                    fees=f"{self.wishes.fees:.2%}",
                )
            )
            return StepFee(place, self.wishes.fees)
        return StepFee(place, sum(rates))

    def usual(self, classes: list[Thing]) -> Order:
        """Return the usual order of a deal whose file states none."""
        paid = [c for c in classes if isinstance(c.get("coupon"), Decimal)]
        last = classes[-1:]
        steps = [Pay("taxes", 1, "taxes"), Pay("agents", 2, "agents_fees", fee=self.wishes.fees)]
        steps += [Pay(f"{c.id}_interest", 10 + i, "senior_interest", (c.id,)) for i, c in enumerate(paid)]
        steps += [Pay("reserve", 30, "reserve_top_up")]
        steps += [Pay(f"{c.id}_principal", 40 + i, "senior_principal", (c.id,)) for i, c in enumerate(classes)]
        steps += [Pay("incentive", 80, "servicer_incentive"), Pay("rest", 90, "surplus", tuple(c.id for c in last))]
        return Order("usual", "all", tuple(steps))

    def support(self) -> tuple[int, int, int | None]:
        """Return what the reserve holds, its target, and the most that a supporter adds to senior interest."""
        reserve = target = 0
        top_up: int | None = None
        for thing in self.graph.section("guarantees").known:
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
