"""What the pools of a deal bring in, by payment day, under a case."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import numpy as np

from legalmodel.base.errors import BadInput, BadRequest, Fault
from legalmodel.base.language import Phrase, say
from legalmodel.base.things import Thing
from legalmodel.base.values import Money, Span
from legalmodel.graph.graph import Graph
from legalmodel.methods.cash.case import Case
from legalmodel.methods.cash.curves import Good, Real, Whole, recoveries, schedule, shape
from legalmodel.methods.cash.engine import Flows
from legalmodel.methods.cash.structure import MINOR, Structure
from legalmodel.methods.cash.wishes import Reading
from legalmodel.text.read import Source

_CURVES = {
    "lump": Phrase("lump"),
    "even": Phrase("even curve"),
    "exponential": Phrase("exponential curve"),
    "s-curve": Phrase("s-curve"),
    "observed": Phrase("observed curve"),
}
"""How a curve is called in a sentence."""


def in_units(amount: float | int) -> float:
    """Return minor units as units of money, for people."""
    return float(amount) / MINOR


class Pool:
    """The pools of a deal as one: what they bring in on the payment days, under a case."""

    def __init__(self, graph: Graph, source: Source, reading: Reading, case: Case) -> None:
        self.reading, self.case = reading, case
        self.assumes: tuple[str, ...] = ()
        self.sources: tuple[str, ...] = ()
        pools = graph.section("pools").known
        if not pools:
            raise BadInput(
                [Fault("no-pool", say("the deal has no pool"), source.place(("pools",)), say("write it under pools:"))]
            )
        self.pool: Thing = pools[0]
        self.bad = any(str(p.get("kind")).startswith("non_performing") for p in pools)
        self._fits()
        self.structure: Structure = reading.structure
        self.place = source.place
        self.begins = self._begins()
        self.months = case.months or self._months(graph)
        self.total = self._total() if self.bad else 0
        self.principal = 0 if self.bad else self._principal()
        self.assumes = self._assumed()

    def _fits(self) -> None:
        """Refuse what was given for loans of the other sort: passed over in silence it would look as if it counted."""
        case = self.case
        given = (
            {"rate": case.rate is not None} if self.bad else {"total": case.total is not None, "observed": bool(case.observed)}
        )
        other, name = (say("performing"), say("non-performing")) if self.bad else (say("non-performing"), say("performing"))
        for option in (o for o, is_given in given.items() if is_given):
            raise BadRequest(
                say(
                    "--{option} is for {other} loans; the pool '{id}' holds {name} ones",
                    option=option,
                    other=other,
                    id=self.pool.id,
                    name=name,
                ),
                say("leave --{option} out", option=option),
            )

    def _assumed(self) -> tuple[str, ...]:
        case = self.case
        if self.bad:
            interim = min(self.reading.interim, self.total)
            said = say(
                "Recoveries of {total} {currency} in all; {interim} came in before closing, the rest over {months} months by the {curve}",
                total=f"{in_units(self.total):,.2f}",
                currency=self.reading.currency,
                interim=f"{in_units(interim):,.2f}",
                months=self.months,
                curve=_CURVES[case.curve],
            )
            more = (
                say(", half by {middle} of the time", middle=f"{case.middle:.0%}")
                if case.curve in ("exponential", "s-curve")
                else ""
            )
            return (
                say(
                    "{said}{more}; costs of the work {costs}; scaled by {factor}.",
                    said=said,
                    more=more,
                    costs=f"{case.costs:.1%}",
                    factor=f"{case.factor:g}",
                ),
            )
        return (
            say(
                "{pays} over {months} months at {rate} a year, from {begins} on; {prepaid} prepaid and {defaulting} defaulting a year; {lost} of that lost, the rest {delay} months later.",
                pays=say("Level payments") if case.pays == "level" else say("Even principal"),
                months=self.months,
                rate=f"{case.rate or 0:.2%}",
                begins=self.begins,
                prepaid=f"{case.prepaid:.1%}",
                defaulting=f"{case.defaulting * case.factor:.2%}",
                lost=f"{case.lost:.0%}",
                delay=case.delay,
            ),
        )

    def _begins(self) -> date:
        """Return the day from which the months of the pool run."""
        if self.bad or self.case.since == "closing":
            return self.structure.closed
        cut = self.pool.get("cut_off")
        if not isinstance(cut, Span):
            raise self._fault("cut_off", say("the cut-off day of the pool is not known"), say("give cut_off:"))
        if cut.first > self.structure.days[0]:
            raise self._fault(
                "cut_off",
                say("the cut-off day {first} is after the first payment day", first=cut.first),
                say("correct one of the two"),
            )
        self.sources += (say("cut-off {first}: {it}", first=cut.first, it=self.place((*self.pool.path, "cut_off"))),)
        return cut.first

    def _months(self, graph: Graph) -> int:
        remaining = self.pool.get("remaining_months")
        if not self.bad and isinstance(remaining, int | Decimal):
            return max(1, round(remaining))
        ends = [s.last for c in graph.section("securities").known if hasattr(s := c.get("expected_end"), "last")]
        last = max(ends) if ends else self.structure.days[-1]
        return max(1, (last.year - self.structure.closed.year) * 12 + last.month - self.structure.closed.month)

    def _fault(self, field: str, cause: str, fix: str) -> BadInput:
        return BadInput([Fault("no-figure", cause, self.place((*self.pool.path, field)), fix)])

    def _total(self) -> int:
        if self.case.total is not None:
            self.sources += (say("total recoveries: given with the command"),)
            return round(self.case.total * MINOR)
        forecasts = self.pool.get("forecasts")
        known = [(f, a) for f in getattr(forecasts, "known", ()) if isinstance(a := f.get("amount"), Money)]
        if not known:
            raise self._fault(
                "forecasts", say("no forecast of recoveries is stated"), say("give one under forecasts:, or with --total")
            )
        thing, amount = min(known, key=lambda k: k[1].amount)
        self.sources += (
            say(
                "total recoveries {amount}: {it}, the lowest of {known} forecasts",
                amount=amount,
                it=self.place((*thing.path, "amount")),
                known=len(known),
            ),
        )
        return round(amount.amount * MINOR)

    def _principal(self) -> int:
        amount = self.pool.get("principal")
        if not isinstance(amount, Money):
            raise self._fault("principal", say("the principal of the pool is not known"), say("give principal:"))
        self.sources += (say("principal {amount}: {it}", amount=amount, it=self.place((*self.pool.path, "principal"))),)
        if self.case.rate is None:
            raise BadRequest(say("the interest on the loans is not given"), say("give it with --rate, such as --rate 4.8%"))
        return round(amount.amount * MINOR)

    def flows(self, factors: Real) -> tuple[Flows, Whole]:
        """Return what comes in on the payment days, a row a factor, and what was expected by each day at factor 1."""
        expected = self._monthly(np.array([1.0]))
        flows = self._by_day(self._monthly(factors))
        first = self._by_day(expected)
        return flows, (first.income + first.principal)[0].cumsum()

    def _monthly(self, factors: Real) -> tuple[Whole, Whole, Whole]:
        """Return income, principal and defaults a month, for each factor."""
        case = self.case
        if self.bad:
            interim = min(self.reading.interim, self.total)
            later = np.rint((self.total - interim) * factors * (1 - case.costs)).astype(np.int64)
            made = recoveries(later, shape(case.curve, self.months, case.middle, case.observed))
            made[:, 0] += interim
            nothing = np.zeros_like(made)
            return nothing, made, nothing
        count = len(factors)
        rate = case.rate or 0.0
        good = Good(
            np.full(count, case.prepaid), np.minimum(case.defaulting * factors, 0.999), np.full(count, case.lost), case.delay
        )
        paid = schedule(self.principal, rate, self.months, good, case.pays)
        return paid.interest, paid.principal, paid.defaulted

    def _by_day(self, monthly: tuple[Whole, Whole, Whole]) -> Flows:
        """Gather months into payment days: a month's money is paid on the first payment day after it; the rest on the last."""
        closed, days = self.begins, self.structure.days
        ends = [(d.year - closed.year) * 12 + d.month - closed.month for d in days]
        bounds = [0, *ends[:-1], max(ends[-1], monthly[0].shape[1])]
        parts = [np.stack([m[:, a:b].sum(axis=1) for a, b in pairwise(bounds)], axis=1) for m in monthly]
        return Flows(parts[0], parts[1], parts[2], self.principal)
