"""The orders in which a deal shares out its money: as its waterfalls state them, or the usual one of such deals."""

from decimal import Decimal

from legalmodel.base.language import say
from legalmodel.base.things import Thing
from legalmodel.methods.cash.facts import Facts
from legalmodel.methods.cash.structure import MINOR, Order, Pay
from legalmodel.methods.cash.wishes import StepFee


class OrderReader:
    """Reads the orders of a deal; ``facts`` keeps what is missing and what is guessed."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.stated = facts.graph.section("waterfalls").known

    def read(self, classes: list[Thing], trips: set[str], left_out: set[str]) -> tuple[Order, ...]:
        """Return the orders that hold: those stated, without those that wait for a trigger left out, or the usual one."""
        if self.facts.wishes.usual:
            self.facts.guessed.append(
                say(
                    "The priority of payments is the usual one of such deals, not one that the file states: taxes, agents, interest by rank, reserve, servicer, principal by rank, incentive, rest to the lowest class."
                )
            )
            return (self._usual(classes),)
        if not self.stated:
            self.facts.fault(
                ("waterfalls",),
                "no-order",
                say("the file states no priority of payments"),
                say("write it under waterfalls:, or take the usual one with --order usual"),
            )
        return tuple(
            self._order(t, trips) for t in self.stated if not (isinstance(a := t.get("after"), Thing) and a.id in left_out)
        )

    def _order(self, thing: Thing, trips: set[str]) -> Order:
        steps = thing.get("steps")
        found = tuple(self._step(thing, step, trips) for step in steps.known) if hasattr(steps, "known") else ()
        if not found:
            self.facts.fault(
                (*thing.path, "steps"), "no-steps", say("order '{id}' has no steps", id=thing.id), say("write its steps")
            )
        money = thing.get("money")
        if money not in ("income", "principal", "all"):
            self.facts.guessed.append(say("Order '{id}' does not say which money it shares out; all is taken.", id=thing.id))
            # an order that does not say is taken to share out everything, and the reader is told so
            money = "all"
        after, until = (self._trip(thing, f, trips) for f in ("after", "until"))
        return Order(thing.id, str(money), found, after, until, thing.get("repays") == "pro_rata")

    def _trip(self, thing: Thing, field: str, trips: set[str]) -> str:
        value = thing.get(field)
        return value.id if isinstance(value, Thing) and value.id in trips else ""

    def _step(self, order: Thing, thing: Thing, trips: set[str]) -> Pay:
        rank, kind, of = self.facts.number(thing, "rank"), thing.get("pays"), thing.get("of")
        # without a payee a step may still pass money on, from the account of income to that of principal
        if rank is not None and "pays" not in thing.fields and (into := self._passed_to(order, thing)):
            return Pay(thing.id, int(rank), "passed_on", cap=self.facts.minor(thing, "cap"), into=into)
        if rank is None or not isinstance(kind, str):
            self.facts.fault(
                thing.path,
                "no-step",
                say("step '{id}' of '{id2}' does not say its rank and what it pays", id=thing.id, id2=order.id),
                say("give rank: and pays:"),
            )
        ids = tuple(c.id for c in of if isinstance(c, Thing)) if isinstance(of, tuple) else ()
        if isinstance(kind, str) and kind.endswith(("interest", "principal")) and not ids:
            self.facts.fault(
                thing.path,
                "no-class",
                say("step '{id}' of '{id2}' does not say on which class", id=thing.id, id2=order.id),
                say("give of: [class]"),
            )
        is_fee = isinstance(kind, str) and ("fee" in kind or kind == "costs")
        fee = self._fee(order, thing) if is_fee else StepFee(thing.id)
        after, unless = (self._trip(thing, f, trips) for f in ("when", "unless"))
        cap = self.facts.minor(thing, "cap")
        return Pay(thing.id, int(rank or 0), str(kind), ids, cap, fee.rate, fee.each, after, unless, fee.once)

    def _passed_to(self, order: Thing, step: Thing) -> str:
        """Return the money into which a step without payee passes on: that of the other order whose accounts hold the one it fills."""
        into = step.get("into")
        for other in self.stated:
            accounts = other.get("accounts")
            if other is not order and isinstance(into, Thing) and isinstance(accounts, tuple) and into in accounts:
                money = other.get("money")
                return str(money) if money in ("income", "principal") else ""
        return ""

    def _fee(self, order: Thing, step: Thing) -> StepFee:
        """Return what a step for costs pays: as given with the command, else by the rates of those it pays, as the file states them."""
        place = f"{order.id}.{step.id}"
        if given := next((f for f in self.facts.wishes.step_fees if f.step == place), None):
            each = (
                f"{given.rate:.2%} a year"
                if given.rate
                else f"{(given.each or given.once) / MINOR:,.2f} {'in all' if given.once else 'each time'}"
            )
            self.facts.guessed.append(say("Fees of step '{place}': {each}, as given with the command.", place=place, each=each))
            return given
        to = step.get("to")
        paid = {t.id for t in to if isinstance(t, Thing)} if isinstance(to, tuple) else set()
        agencies = [
            a for a in self.facts.graph.section("agencies").known if isinstance(g := a.get("agent"), Thing) and g.id in paid
        ]
        # several appointments of one payee are paid by one step, so their rates add up
        rates = [float(r) for a in agencies if isinstance(r := a.get("fee_rate"), Decimal)]
        if not rates:
            self.facts.guessed.append(
                say(
                    "Fees of step '{id}' are not stated; {fees} a year on what is outstanding is taken.",
                    id=step.id,
                    fees=f"{self.facts.wishes.fees:.2%}",
                )
            )
            return StepFee(place, self.facts.wishes.fees)
        return StepFee(place, sum(rates))

    def _usual(self, classes: list[Thing]) -> Order:
        """Return the usual order of a deal whose file states none."""
        paid = [c for c in classes if isinstance(c.get("coupon"), Decimal)]
        last = classes[-1:]
        steps = [Pay("taxes", 1, "taxes"), Pay("agents", 2, "agents_fees", fee=self.facts.wishes.fees)]
        steps += [Pay(f"{c.id}_interest", 10 + i, "senior_interest", (c.id,)) for i, c in enumerate(paid)]
        steps += [Pay("reserve", 30, "reserve_top_up")]
        steps += [Pay(f"{c.id}_principal", 40 + i, "senior_principal", (c.id,)) for i, c in enumerate(classes)]
        steps += [Pay("incentive", 80, "servicer_incentive"), Pay("rest", 90, "surplus", tuple(c.id for c in last))]
        return Order("usual", "all", tuple(steps))
