"""The engine gives and takes to the last unit: against a naive one over Python's own whole numbers, and against closed forms."""

from datetime import date
from math import floor
from random import Random

import numpy as np
import pytest

from legalmodel.methods.cash.curves import CURVES, Good, recoveries, schedule, shape
from legalmodel.methods.cash.engine import Flows, run
from legalmodel.methods.cash.measures import average_life, repaid_on, value, years, yields
from legalmodel.methods.cash.structure import Order, Pay, Structure, Tranche, Trip


def near(value: float) -> int:
    return floor(value + 0.5) if abs(value - floor(value) - 0.5) > 1e-12 else 2 * round(value / 2)


class Naive:
    """One scenario, one dictionary of what is owed, payment by payment, by the words of docs/cashflow.md."""

    def __init__(self, s: Structure, income: list[int], principal: list[int], defaulted: list[int]) -> None:
        self.s = s
        self.left = {t.id: t.amount for t in s.tranches}
        self.owed = {t.id: 0 for t in s.tranches}
        self.paid = {(t.id, what): [0] * len(s.days) for t in s.tranches for what in ("interest", "principal", "surplus")}
        self.reserve, self.added, self.costs = s.reserve, 0, 0
        self.purse = {"income": 0, "principal": 0}
        self.on = {t.id: False for t in s.trips}
        before, lost = s.closed, 0
        for k, day in enumerate(s.days):
            self.purse["income"] += income[k]
            self.purse["principal"] += principal[k]
            self.k, self.span, self.now, self.came = k, (day - before).days, defaulted[k], income[k] + principal[k]
            for t in s.tranches:
                self.owed[t.id] += near(self.left[t.id] * (t.rate * self.span / 365))
            for order in s.orders:
                if (not order.after or self.on[order.after]) and not (order.until and self.on[order.until]):
                    self.go(order)
            lost += defaulted[k]
            for trip in s.trips:
                self.on[trip.id] |= lost > trip.above * 10**6
            before = day

    def go(self, order: Order) -> None:
        kinds = ["income", "principal"] if order.money == "all" else [order.money]
        money = sum(self.purse[kind] for kind in kinds)
        for kind in kinds:
            self.purse[kind] = 0
        for rank in sorted({step.rank for step in order.steps}):
            steps = [step for step in order.steps if step.rank == rank]
            wants = [self.wanted(order, step) for step in steps]
            for step, want, got in zip(steps, wants, share(money, wants), strict=True):
                money -= got
                self.give(order, step, got, want)
        self.purse["principal" if order.money == "principal" else "income"] += money

    def wanted(self, order: Order, step: Pay) -> int:
        if (step.after and not self.on[step.after]) or (step.unless and self.on[step.unless]):
            return 0
        found = {
            "taxes": lambda: near(self.s.tax * self.came),
            "agents_fees": lambda: near(sum(self.left.values()) * (step.fee * self.span / 365)) + step.fixed,
            "interest": lambda: sum(self.owed[c] for c in step.of),
            "principal": lambda: min(sum(self.left[c] for c in step.of), self.now if order.money == "income" else 10**30),
            "reserve_top_up": lambda: max(self.s.target - self.reserve, 0),
            "surplus": lambda: 10**30,
        }[step.kind if step.kind in ("taxes", "agents_fees", "reserve_top_up", "surplus") else step.kind.split("_")[1]]()
        return found if step.cap is None else min(found, step.cap)

    def give(self, order: Order, step: Pay, got: int, want: int) -> None:
        if step.kind in ("taxes", "agents_fees"):
            self.costs += got + self.draw(want - got)
        elif step.kind.endswith("interest"):
            if step.kind != "junior_interest":
                got += self.draw(want - got)
            if step.kind == "senior_interest" and self.s.top_up is not None:
                more = min(want - got, self.s.top_up - self.added)
                self.added += more
                got += more
            self.spread(step, got, self.owed, "interest")
        elif step.kind.endswith("principal"):
            self.spread(step, got, self.left, "principal")
        elif step.kind == "reserve_top_up":
            self.reserve += got
        else:
            back = 0 if order.money == "income" else min(got, sum(self.left[c] for c in step.of))
            self.spread(step, back, self.left, "principal")
            self.paid[step.of[0], "surplus"][self.k] += got - back

    def draw(self, short: int) -> int:
        drawn = min(short, self.reserve)
        self.reserve -= drawn
        return drawn

    def spread(self, step: Pay, got: int, owed: dict[str, int], what: str) -> None:
        for id, part in zip(step.of, share(got, [owed[c] for c in step.of]), strict=True):
            owed[id] -= part
            self.paid[id, what][self.k] += part


def share(money: int, wants: list[int]) -> list[int]:
    if sum(wants) <= money:
        return wants
    parts = [money * want // sum(wants) for want in wants]
    for i, want in enumerate(wants):
        more = min(money - sum(parts), want - parts[i])
        parts[i] += more
    return parts


def made_up(random: Random) -> Structure:
    """A structure of two to four classes with split or joint orders, a trigger, a reserve and a supporter, or without."""
    classes = tuple(
        Tranche(f"c{i}", f"Class {i}", i + 1, random.randint(0, 10**8), random.choice((0.0, 0.031, 0.0555)))
        for i in range(random.randint(2, 4))
    )
    ids = [c.id for c in classes]
    trips = (Trip("loss", "cumulative_loss", above=random.choice((0.01, 0.05))),) if random.random() < 0.6 else ()
    trip = trips[0].id if trips else ""

    def steps(money: str) -> tuple[Pay, ...]:
        found = [
            Pay("t", 1, "taxes"),
            Pay("f", 1, "agents_fees", fee=0.002, fixed=random.choice((0, 999)), cap=random.choice((None, 5000))),
        ]
        found += [
            Pay(f"i{c}", 3 + k // 2, "senior_interest" if k == 0 else "mezzanine_interest", (c,)) for k, c in enumerate(ids)
        ]
        found += [Pay("r", 6, "reserve_top_up")]
        group = tuple(ids[1:]) if random.random() < 0.5 else (ids[1],)
        found += [
            Pay("p0", 7, "senior_principal", (ids[0],)),
            Pay("p1", random.choice((7, 8)), "mezzanine_principal", group, unless=random.choice(("", trip))),
        ]
        if random.random() < 0.8:
            found += [Pay("s", 9, "surplus", (ids[-1],))]
        return tuple(
            found if money != "principal" else [p for p in found if p.kind.endswith("principal") or p.kind == "surplus"]
        )

    if random.random() < 0.5:
        orders = (Order("all", "all", steps("all")),)
    else:
        orders = (Order("in", "income", steps("income"), until=trip), Order("pr", "principal", steps("principal"), until=trip))
        orders += (Order("late", "all", steps("all"), after=trip),) if trip else ()
    days = tuple(date(2025 + m // 4, 3 * (m % 4) + 1, 26) for m in range(1, random.randint(4, 14)))
    reserve = random.choice((0, 50_000))
    return Structure(
        classes, orders, trips, days, date(2025, 1, 2), reserve, reserve, random.choice((None, 70_000)), 0.0, 0.0033
    )


def test_agrees_with_a_naive_engine_on_random_deals() -> None:
    random = Random(17)
    for _ in range(1000):
        s = made_up(random)
        many = len(s.days)
        rows = [[[random.choice((0, random.randint(0, 3 * 10**7))) for _ in range(many)] for _ in range(3)] for _ in range(3)]
        defaulted = np.array([row[2] for row in rows], dtype=np.int64) // 300
        flows = Flows(*(np.array([row[k] for row in rows], dtype=np.int64) for k in (0, 1)), defaulted, 10**6)
        out = run(s, flows)
        for row in range(3):
            naive = Naive(s, rows[row][0], rows[row][1], defaulted[row].tolist())
            for i, t in enumerate(s.tranches):
                assert out.interest[i, row].tolist() == naive.paid[t.id, "interest"]
                assert out.principal[i, row].tolist() == naive.paid[t.id, "principal"]
                assert out.surplus[i, row].tolist() == naive.paid[t.id, "surplus"]
            assert (int(out.reserve[row, -1]), int(out.draws[row].sum()), int(out.costs[row].sum())) == (
                naive.reserve,
                naive.added,
                naive.costs,
            )


def test_nothing_is_made_and_nothing_lost_on_any_day() -> None:
    random = Random(18)
    for _ in range(300):
        s = made_up(random)
        rng = np.random.default_rng(random.randint(0, 10**9))
        parts = [rng.integers(0, 3 * 10**12, (50, len(s.days))) for _ in range(2)]
        out = run(s, Flows(*parts, np.zeros_like(parts[0]), 0))
        came = (parts[0] + parts[1] + out.draws).cumsum(axis=1) + s.reserve
        went = (out.interest + out.principal + out.surplus).sum(axis=0) + out.costs + out.incentive
        assert (came == went.cumsum(axis=1) + out.reserve + out.kept).all()
        assert (out.balance >= 0).all()
        for i, t in enumerate(s.tranches):
            assert (out.balance[i, :, -1] == t.amount - out.principal[i].sum(axis=1)).all()


def test_large_amounts_are_shared_exactly() -> None:
    classes = tuple(Tranche(f"c{i}", "", 1, a, 0.0) for i, a in enumerate((3 * 10**14 + 1, 7 * 10**14 + 3, 10**14 + 7)))
    s = Structure(
        classes,
        (Order("o", "all", (Pay("p", 1, "principal", ("c0", "c1", "c2")),)),),
        (),
        (date(2025, 6, 1),),
        date(2025, 1, 1),
    )
    money = np.array([[5 * 10**14 + 11]])
    out = run(s, Flows(money, money * 0, money * 0))
    exact = share(int(money[0, 0]), [c.amount for c in classes])
    assert out.principal[:, 0, 0].tolist() == exact


@pytest.mark.parametrize("curve", [c for c in CURVES if c != "observed"])
def test_curves_rise_to_one(curve: str) -> None:
    for middle in (0.2, 0.5, 0.8):
        parts = shape(curve, 36, middle)
        assert parts[-1] == 1
        assert (np.diff(parts) >= 0).all()
        if curve == "exponential":
            assert parts[17] > 0.5 * parts[35]
        made = recoveries(np.array([12_345_678_901, 7]), parts)
        assert made.sum(axis=1).tolist() == [12_345_678_901, 7]


def test_observed_curve() -> None:
    assert shape("observed", 3, 0.5, (1, 1, 2)).tolist() == [0.25, 0.5, 1.0]
    for wrong in ((1, 1), (1, -1, 2), (0, 0, 0)):
        with pytest.raises(ValueError, match="observed"):
            shape("observed", 3, 0.5, wrong)


def test_level_payments_follow_the_closed_form() -> None:
    """Balance after k payments of an annuity: P ((1+i)^n - (1+i)^k) / ((1+i)^n - 1)."""
    principal, rate, months = 10**13, 0.048, 240
    none = np.zeros(1)
    paid = schedule(principal, rate, months, Good(none, none, none, 0))
    i = rate / 12
    closed = [principal * ((1 + i) ** months - (1 + i) ** k) / ((1 + i) ** months - 1) for k in range(1, months + 1)]
    assert np.allclose(paid.outstanding[0], closed, rtol=1e-9, atol=principal * 1e-9)
    assert int(paid.principal.sum()) == principal


def test_every_unit_of_good_loans_is_paid_or_lost() -> None:
    rng = np.random.default_rng(4)
    good = Good(rng.uniform(0, 0.5, 200), rng.uniform(0, 0.3, 200), rng.uniform(0, 1, 200), 7)
    paid = schedule(987_654_321_00, 0.051, 48, good)
    recovered_or_lost = paid.defaulted.sum(axis=1)
    assert (paid.principal.sum(axis=1) <= 987_654_321_00).all()
    assert (paid.principal.sum(axis=1) + recovered_or_lost >= 987_654_321_00).all()


def test_yield_of_a_par_note_is_its_coupon() -> None:
    times = [1.0, 2.0, 3.0]
    assert yields([5, 5, 105], times, 100) == [pytest.approx(0.05, abs=1e-9)]


def test_more_than_one_yield_is_told() -> None:
    """The flow -100, 230, -132 has the yields 10 % and 20 %."""
    assert yields([230, -132], [1, 2], 100) == [pytest.approx(0.1, abs=1e-9), pytest.approx(0.2, abs=1e-9)]


def test_life_value_and_end() -> None:
    days = (date(2026, 1, 1), date(2027, 1, 1))
    times = years(date(2025, 1, 1), days)
    principal = np.array([[50, 50], [0, 0]])
    life = average_life(principal, times)
    assert life[0] == pytest.approx(1.5)
    assert np.isnan(life[1])
    assert value(np.array([[110, 0]]), times, 0.1)[0] == pytest.approx(100)
    assert repaid_on(np.array([[5, 0], [5, 5], [0, 0]]), days) == [days[1], None, days[0]]
