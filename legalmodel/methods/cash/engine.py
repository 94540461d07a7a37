"""Share out what comes in, payment day by payment day, in whole minor units: nothing is made, nothing is lost.

All scenarios run side by side: every amount is an int64 array with one entry a scenario. Why whole units: shares of a payment are
cut down and what is left over by the cut goes to the first in line, so that money is conserved to the last unit on every day.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from legalmodel.methods.cash.shares import Whole, nothing, shared, whole
from legalmodel.methods.cash.structure import Order, Pay, Structure, Trip

Flags = NDArray[np.bool_]


class Flows(NamedTuple):
    """What came in by payment day (rows are scenarios): income, principal, and principal of good loans lost or defaulted."""

    income: Whole
    principal: Whole
    defaulted: Whole
    pool: int = 0
    """Principal of the pool at the start, by which losses are measured; 0 if there is none to lose."""


class Run(NamedTuple):
    """What became of it. Arrays are (class, scenario, payment day) for classes and (scenario, payment day) for the rest.

    ``interest`` and ``principal`` are paid, ``balance`` stands after payment, ``unpaid`` is interest due and not paid so far.
    ``costs`` went to taxes and agents, ``incentive`` to the servicer above that, ``surplus`` to the lowest class beyond its
    principal. ``draws`` came from the supporter, ``reserve`` and ``kept`` lie on accounts after payment.
    """

    interest: Whole
    principal: Whole
    surplus: Whole
    balance: Whole
    unpaid: Whole
    costs: Whole
    incentive: Whole
    draws: Whole
    reserve: Whole
    kept: Whole
    tripped: dict[str, Flags]
    steps: "dict[tuple[str, str], Paid]"
    """Order and step -> what it paid and what it fell short of, where something was due."""


class Paid(NamedTuple):
    """What one step of an order paid by payment day (rows are scenarios), and by how much less than was due."""

    paid: Whole
    short: Whole


_COSTS = (
    "taxes",
    "costs",
    "agents_fees",
    "trustee_fees",
    "servicer_fee",
    "rating_fees",
    "enforcement_costs",
    "capped_costs",
    "indemnities",
)


def run(structure: Structure, flows: Flows, forecast: Whole | None = None) -> Run:
    """Run a structure on what comes in.

    ``forecast`` is what was expected to have come in by each payment day, for triggers and incentives that compare with it.
    Raises ValueError for a step that cannot be computed.
    """
    return _Engine(structure, flows, forecast).run()


class _Engine:
    def __init__(self, structure: Structure, flows: Flows, forecast: Whole | None) -> None:
        self.s, self.flows, self.forecast = structure, flows, forecast
        self.count, self.length = flows.income.shape
        many = len(structure.tranches)
        self.index = {t.id: i for i, t in enumerate(structure.tranches)}
        self.balance = np.array([[t.amount] * self.count for t in structure.tranches], dtype=np.int64)
        self.unpaid = np.zeros((many, self.count), dtype=np.int64)
        self.reserve = np.full(self.count, structure.reserve, dtype=np.int64)
        self.drawn = np.zeros(self.count, dtype=np.int64)
        self.cash = {"income": self._none(), "principal": self._none()}
        self.lost, self.gathered = self._none(), self._none()
        self.owed = {
            id(step): np.full(self.count, step.once) for order in structure.orders for step in order.steps if step.once
        }
        self.tripped: dict[str, Flags] = {t.id: np.zeros(self.count, dtype=np.bool_) for t in structure.trips}
        shape = (self.count, self.length)
        self.out = Run(
            *nothing((many, *shape)),
            *nothing(shape),
            {t.id: np.zeros(shape, dtype=np.bool_) for t in structure.trips},
            {
                (o.id, s.id): Paid(np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64))
                for o in structure.orders
                for s in o.steps
            },
        )

    def _none(self) -> Whole:
        return np.zeros(self.count, dtype=np.int64)

    def run(self) -> Run:
        before = self.s.closed
        for day, on in enumerate(self.s.days):
            self._day(day, (on - before).days)
            before = on
        return self.out

    def _day(self, day: int, days: int) -> None:
        """Take in a day's money, run every order that holds in each scenario, and look at the triggers."""
        self.day, self.days = day, days
        self.cash["income"] += self.flows.income[:, day]
        self.cash["principal"] += self.flows.principal[:, day]
        self.now_lost = self.flows.defaulted[:, day]
        self.lost += self.now_lost
        self.gathered += self.flows.income[:, day] + self.flows.principal[:, day]
        # interest falls due on what was outstanding until today, so before anything is paid
        for i, tranche in enumerate(self.s.tranches):
            self.unpaid[i] += np.rint(self.balance[i] * (tranche.rate * days / 365)).astype(np.int64)
        self.due_fees: dict[str, Whole] = {}
        on = self.s.days[day]
        for trip in (t for t in self.s.trips if t.since is not None and t.since < on):
            self.tripped[trip.id] |= True
        for order in self.s.orders:
            holds = self._holds(order)
            if holds.any():
                self._share_out(order, holds)
        self.out.balance[:, :, day], self.out.unpaid[:, :, day] = self.balance, self.unpaid
        self.out.reserve[:, day] = self.reserve
        self.out.kept[:, day] = self.cash["income"] + self.cash["principal"]
        for trip in self.s.trips:
            self.tripped[trip.id] |= self._trips(trip)
            self.out.tripped[trip.id][:, day] = self.tripped[trip.id]

    def _holds(self, order: Order) -> Flags:
        holds = np.ones(self.count, dtype=np.bool_)
        if order.after:
            holds &= self.tripped[order.after]
        if order.until:
            holds &= ~self.tripped[order.until]
        return holds

    def _share_out(self, order: Order, holds: Flags) -> None:
        """Run the steps of an order by rank; steps of one rank share what is there in proportion to what is due."""
        money = self._take(order, holds)
        for rank in sorted({step.rank for step in order.steps}):
            steps = [step for step in order.steps if step.rank == rank]
            dues = [np.where(holds & self._open(step), self._due(order, step), 0) for step in steps]
            paid = shared(money, dues)
            for step, due, part in zip(steps, dues, paid, strict=True):
                money -= part
                self._pay(order, step, part, due)
        self.cash["principal" if order.money == "principal" else "income"] += money

    def _take(self, order: Order, holds: Flags) -> Whole:
        kinds = ("income", "principal") if order.money == "all" else (order.money,)
        money = self._none()
        for kind in kinds:
            money += np.where(holds, self.cash[kind], 0)
            self.cash[kind] = np.where(holds, 0, self.cash[kind])
        return money

    def _open(self, step: Pay) -> Flags:
        open_now = np.ones(self.count, dtype=np.bool_)
        if step.after:
            open_now &= self.tripped[step.after]
        if step.unless:
            open_now &= ~self.tripped[step.unless]
        return open_now

    def _due(self, order: Order, step: Pay) -> Whole:
        """Return what a step would pay if there were money without end."""
        due = self._amount(order, step)
        return due if step.cap is None else np.minimum(due, step.cap)

    def _amount(self, order: Order, step: Pay) -> Whole:
        kind = step.kind
        if kind == "taxes":
            return whole(self.s.tax * (self.flows.income[:, self.day] + self.flows.principal[:, self.day]))
        if kind in _COSTS:
            return whole(self.balance.sum(axis=0) * (step.fee * self.days / 365)) + step.fixed + self.owed.get(id(step), 0)
        if kind.endswith("interest"):
            return self._of(step, self.unpaid)
        if kind.endswith("principal"):
            owed = self._of(step, self.balance)
            # out of income no more is repaid than was lost on the pool: it makes up for losses and is no early repayment
            return np.minimum(owed, self.now_lost) if order.money == "income" else owed
        if kind == "reserve_top_up":
            return np.maximum(self.s.target - self.reserve, 0)
        if kind == "servicer_incentive":
            return self._incentive()
        if kind in ("surplus", "passed_on"):
            # all there is: a quarter of the largest number, so that a sum of such steps does not run over
            return np.full(self.count, np.iinfo(np.int64).max // 4)
        raise ValueError(f"step '{step.id}' pays {kind.replace('_', ' ')}, which is not computed")

    def _of(self, step: Pay, owed: Whole) -> Whole:
        total = self._none()
        for id in step.of:
            total += owed[self.index[id]]
        return total

    def _incentive(self) -> Whole:
        if self.forecast is None or self.s.incentive == 0:
            return self._none()
        # on all that came in so far, less what was paid before: a poor month after a good one takes nothing back
        above = np.maximum(self.gathered - self.forecast[self.day], 0)
        paid = self.out.incentive[:, : self.day].sum(axis=1)
        return np.asarray(np.maximum(whole(above * self.s.incentive) - paid, 0))

    def _pay(self, order: Order, step: Pay, paid: Whole, due: Whole) -> None:
        kind = step.kind
        if kind in _COSTS:
            paid = paid + self._from_reserve(due - paid)
            self.out.costs[:, self.day] += paid
            if step.once:
                self.owed[id(step)] = self.owed[id(step)] - np.minimum(paid, self.owed[id(step)])
        elif kind.endswith("interest"):
            # the reserve stands behind fees and senior classes; a junior one takes what the day brings
            if kind != "junior_interest":
                paid = paid + self._from_reserve(due - paid)
                if kind in ("senior_interest", "interest"):
                    paid = paid + self._from_supporter(due - paid)
            self._split(step, paid, self.unpaid, self.out.interest)
        elif kind.endswith("principal"):
            self._split(step, paid, self.balance, self.out.principal)
        elif kind == "reserve_top_up":
            self.reserve += paid
        elif kind == "servicer_incentive":
            self.out.incentive[:, self.day] += paid
        elif kind == "passed_on":
            self.cash[step.into] += paid
        elif kind == "surplus":
            self._surplus(order, step, paid)
        told = self.out.steps[order.id, step.id]
        told.paid[:, self.day] += paid
        if kind not in ("surplus", "passed_on") and not kind.endswith("principal"):  # principal falls due only at the end
            told.short[:, self.day] += np.maximum(due - paid, 0)

    def _split(self, step: Pay, paid: Whole, owed: Whole, out: Whole) -> None:
        """Give what a step pays to its classes, in proportion to what each is owed."""
        parts = shared(paid, [owed[self.index[id]] for id in step.of])
        for id, part in zip(step.of, parts, strict=True):
            owed[self.index[id]] -= part
            out[self.index[id], :, self.day] += part

    def _surplus(self, order: Order, step: Pay, paid: Whole) -> None:
        """Give what is left over to the classes named: their principal first (but not from income), the rest beyond it."""
        if not step.of:
            self.out.costs[:, self.day] += paid
            return
        # a surplus of income is a gain of who takes it; only a surplus of principal pays back what is owed first
        owed = self._none() if order.money == "income" else self._of(step, self.balance)
        back = np.minimum(paid, owed)
        self._split(step, back, self.balance, self.out.principal)
        rest = shared(paid - back, [np.ones(self.count, dtype=np.int64) for _ in step.of], all_of_it=True)
        for id, part in zip(step.of, rest, strict=True):
            self.out.surplus[self.index[id], :, self.day] += part

    def _from_reserve(self, short: Whole) -> Whole:
        drawn = np.minimum(np.maximum(short, 0), self.reserve)
        self.reserve = self.reserve - drawn
        return drawn

    def _from_supporter(self, short: Whole) -> Whole:
        if self.s.top_up is None:
            return self._none()
        drawn = np.minimum(np.maximum(short, 0), self.s.top_up - self.drawn)
        self.drawn += drawn
        self.out.draws[:, self.day] += drawn
        return drawn

    def _trips(self, trip: Trip) -> Flags:
        if trip.kind == "supposed":  # no curve tells it: it holds from its day on, or never
            return np.zeros(self.count, dtype=np.bool_)
        if trip.kind == "cumulative_loss":
            return (
                np.asarray(self.lost > trip.above * self.flows.pool)
                if self.flows.pool
                else np.zeros(self.count, dtype=np.bool_)
            )
        if trip.kind == "collections_below_forecast":
            return (
                np.zeros(self.count, dtype=np.bool_)
                if self.forecast is None
                else np.asarray(self.gathered < trip.below * self.forecast[self.day])
            )
        first = min(range(len(self.s.tranches)), key=lambda i: self.s.tranches[i].rank)
        return np.asarray(self.unpaid[first] > 0)
