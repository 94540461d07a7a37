"""The cash of a deal: what comes in under stated assumptions, what the priority of payments makes of it, and what each class gets."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from legalmodel.base.errors import BadInput, BadRequest, Fault
from legalmodel.base.speech import name_of
from legalmodel.base.things import Thing
from legalmodel.base.values import Money, Span
from legalmodel.graph.build import build
from legalmodel.graph.graph import Graph
from legalmodel.methods.cash.curves import CURVES, Good, Real, Whole, recoveries, schedule, shape
from legalmodel.methods.cash.engine import Flows, Run, run
from legalmodel.methods.cash.measures import average_life, repaid_on, value, years, yields
from legalmodel.methods.cash.read import Reading, Wishes, read_structure
from legalmodel.methods.cash.structure import MINOR, Structure
from legalmodel.methods.study import Cell, Column, Curve, Plot, Study, Table
from legalmodel.model.parse import parse
from legalmodel.text.read import Source, read

DRAWS_MAX = 100_000


class Case(NamedTuple):
    """What is assumed of a pool; parts of one, rates a year.

    Bad loans: ``total`` (None: the lowest forecast of the file), ``months`` (None: to the latest expected end), ``curve`` and
    ``middle`` (the part of the months by which half is in), ``costs`` of the work. Good loans: ``rate``, ``prepaid``,
    ``defaulting``, ``lost`` of what defaults, ``delay`` in months. ``factor`` scales recoveries, or defaults, as a stress.
    """

    total: Decimal | None = None
    months: int | None = None
    curve: str = "s-curve"
    middle: float = 0.5
    observed: tuple[float, ...] = ()
    costs: float = 0.0
    rate: float | None = None
    prepaid: float = 0.0
    defaulting: float = 0.0
    lost: float = 0.5
    delay: int = 12
    pays: str = "level"
    """How good loans are paid off: ``level`` or ``even``, as in the schedule."""
    since: str = "closing"
    """From when on good loans pay for the deal: ``closing``, or ``cut-off`` where what came in before closing belongs to it."""
    factor: float = 1.0
    discount: float = 0.10
    draws: int = 0
    spread: float = 0.2
    seed: int = 2016
    cover: float | None = None
    """Cover that the largest senior class is sized for; None sizes nothing."""


def cashflow(file: str | Path, case: Case | None = None, wishes: Wishes | None = None) -> Study:
    """Run the cash of a deal file.

    Raises BadInput for a file that cannot be run, with every fact that is missing; BadRequest for assumptions that make no sense.
    """
    source = read(Path(file))
    return study(build(parse(source), source.place), source, case or Case(), wishes or Wishes())


def study(graph: Graph, source: Source, case: Case, wishes: Wishes) -> Study:
    """Run the cash of a deal that was read."""
    _refuse(case, wishes)
    reading = read_structure(graph, source.place, wishes)
    pool = _Pool(graph, source, reading, case)
    flows, expected = pool.flows(np.array([case.factor]))
    out = run(reading.structure, flows, expected)
    tables = [_classes(reading, out, pool, case), _payments(reading, out), _incoming(reading, flows)]
    says = [*_said(reading, out, graph)]
    if case.draws:
        table, said = _drawn(reading, pool, case)
        tables.insert(1, table)
        says += said
    if case.cover is not None:
        says.append(_sized(reading, pool, case))
    says += _breaking(reading, pool)
    plots = (_plot_balance(reading, out), _plot_money(reading, flows, out))
    assumes = (*pool.assumes, *reading.guessed, *_taken(wishes))
    return Study("cashflow", f"Cash of {name_of(graph.deal)}", tuple(says), tuple(tables), plots, assumes, pool.sources)


def _refuse(case: Case, wishes: Wishes) -> None:
    parts = {"costs": case.costs, "prepaid": case.prepaid, "defaulting": case.defaulting, "lost": case.lost, "tax": wishes.tax}
    parts |= {"fees": wishes.fees, "incentive": wishes.incentive, "middle": case.middle}
    for name, part in parts.items():
        if not 0 <= part <= 1 or (name == "middle" and part in (0, 1)):
            raise BadRequest(f"{name} cannot be {part:.2%}", "give a part from 0% to 100%")
    if case.pays not in ("level", "even"):
        raise BadRequest(f"loans are not paid off '{case.pays}'", "choose level or even")
    if case.since not in ("closing", "cut-off"):
        raise BadRequest(f"loans do not begin to pay at '{case.since}'", "choose closing or cut-off")
    if case.curve not in CURVES:
        raise BadRequest(f"there is no curve '{case.curve}'", f"choose among {', '.join(CURVES)}")
    for name, number, low, high in (
        ("months", 1 if case.months is None else case.months, 1, 480),
        ("delay", case.delay, 0, 120),
        ("draws", case.draws, 0, DRAWS_MAX),
        ("factor", case.factor, 0, 10),
        ("spread", case.spread, 0, 2),
        ("discount", case.discount, -0.5, 10),
    ):
        if not low <= number <= high:
            raise BadRequest(f"{name} cannot be {number:g}", f"give a value from {low:g} to {high:g}")
    if case.cover is not None and not 1 <= case.cover <= 100:
        raise BadRequest(f"a cover of {case.cover:g} cannot be asked for", "ask for 1 to 100 times")
    if case.rate is not None and not 0 <= case.rate <= 1:
        raise BadRequest(f"interest of {case.rate:.2%} on the loans makes no sense", "give a rate from 0% to 100%")


class _Pool:
    """The pools of a deal as one: what they bring in on the payment days, under a case."""

    def __init__(self, graph: Graph, source: Source, reading: Reading, case: Case) -> None:
        self.reading, self.case = reading, case
        self.assumes: tuple[str, ...] = ()
        self.sources: tuple[str, ...] = ()
        pools = graph.section("pools").known
        if not pools:
            raise BadInput([Fault("no-pool", "the deal has no pool", source.place(("pools",)), "write it under pools:")])
        self.pool: Thing = pools[0]
        self.bad = any(str(p.get("kind")).startswith("non_performing") for p in pools)
        self.structure: Structure = reading.structure
        self.place = source.place
        self.begins = self._begins()
        self.months = case.months or self._months(graph)
        self.total = self._total() if self.bad else 0
        self.principal = 0 if self.bad else self._principal()
        self.assumes = self._assumed()

    def _assumed(self) -> tuple[str, ...]:
        case = self.case
        if self.bad:
            interim = min(self.reading.interim, self.total)
            said = f"Recoveries of {_money(self.total):,.2f} {self.reading.currency} in all; {_money(interim):,.2f} came in before closing, the rest over {self.months} months by the {case.curve}"
            more = f", half by {case.middle:.0%} of the time" if case.curve in ("exponential", "s-curve") else ""
            return (f"{said}{more}; costs of the work {case.costs:.1%}; scaled by {case.factor:g}.",)
        return (
            f"{'Level payments' if case.pays == 'level' else 'Even principal'} over {self.months} months at {case.rate or 0:.2%} a year, from {self.begins} on; {case.prepaid:.1%} prepaid and {case.defaulting * case.factor:.2%} defaulting a year; {case.lost:.0%} of that lost, the rest {case.delay} months later.",
        )

    def _begins(self) -> date:
        """Return the day from which the months of the pool run."""
        if self.bad or self.case.since == "closing":
            return self.structure.closed
        cut = self.pool.get("cut_off")
        if not isinstance(cut, Span):
            raise self._fault("cut_off", "the cut-off day of the pool is not known", "give cut_off:")
        if cut.first > self.structure.days[0]:
            raise self._fault(
                "cut_off", f"the cut-off day {cut.first} is after the first payment day", "correct one of the two"
            )
        self.sources += (f"cut-off {cut.first}: {self.place((*self.pool.path, 'cut_off'))}",)
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
            self.sources += ("total recoveries: given with the command",)
            return round(self.case.total * MINOR)
        forecasts = self.pool.get("forecasts")
        known = [(f, a) for f in getattr(forecasts, "known", ()) if isinstance(a := f.get("amount"), Money)]
        if not known:
            raise self._fault("forecasts", "no forecast of recoveries is stated", "give one under forecasts:, or with --total")
        thing, amount = min(known, key=lambda k: k[1].amount)
        self.sources += (
            f"total recoveries {amount}: {self.place((*thing.path, 'amount'))}, the lowest of {len(known)} forecasts",
        )
        return round(amount.amount * MINOR)

    def _principal(self) -> int:
        amount = self.pool.get("principal")
        if not isinstance(amount, Money):
            raise self._fault("principal", "the principal of the pool is not known", "give principal:")
        self.sources += (f"principal {amount}: {self.place((*self.pool.path, 'principal'))}",)
        if self.case.rate is None:
            raise BadRequest("the interest on the loans is not given", "give it with --rate, such as --rate 4.8%")
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


def _money(amount: float | int) -> float:
    return float(amount) / MINOR


def _classes(reading: Reading, out: Run, pool: _Pool, case: Case) -> Table:
    s = reading.structure
    times = years(s.closed, s.days)
    total = sum(t.amount for t in s.tranches)
    rows = list[tuple[Cell, ...]]()
    for i, t in enumerate(s.tranches):
        behind = sum(u.amount for u in s.tranches if u.rank > t.rank)
        paid = out.principal[i, 0] + out.interest[i, 0] + out.surplus[i, 0]
        found = yields([_money(f) for f in paid], list(times), _money(t.amount) * t.price)
        ahead = sum(u.amount for u in s.tranches if u.rank <= t.rank)
        income = (pool.total if pool.bad else pool.principal) * (case.factor if pool.bad else 1)
        life = float(average_life(out.principal[i], times)[0])
        repaid = repaid_on(out.balance[i], s.days)[0]
        rows.append(
            (
                t.name,
                _money(t.amount),
                100 * behind / total if total else None,
                income / ahead if ahead else None,
                None if np.isnan(life) else life,
                100 * found[0] if len(found) == 1 else None,
                None if t.amount == 0 else "never in full" if repaid is None else repaid.isoformat(),
                _money(int(out.balance[i, 0, -1] + out.unpaid[i, 0, -1])),
                _money(float(value(paid, times, case.discount))),
            )
        )
    unit = reading.currency
    columns = (
        Column("class", "class"),
        Column("amount", "amount", unit),
        Column("behind", "ranks behind", "%", 3),
        Column("cover", "cover", "times"),
        Column("life", "average life", "years"),
        Column("yield", "yield", "% a year"),
        Column("repaid", "repaid on"),
        Column("short", "left unpaid", unit),
        Column("worth", f"worth at {case.discount:.1%}", unit),
    )
    note = "Cover: all that is expected to come in over the class and those that rank before it or with it. A yield is left out where there is none or more than one."
    return Table("classes", "Classes", columns, tuple(rows), note)


def _payments(reading: Reading, out: Run) -> Table:
    s = reading.structure
    columns = [Column("day", "day")]
    for t in s.tranches:
        columns += [
            Column(f"{t.id}_interest", f"{t.name}: interest", reading.currency),
            Column(f"{t.id}_principal", "principal", reading.currency),
        ]
        columns += [Column(f"{t.id}_left", "left", reading.currency)]
    columns += [
        Column("surplus", "surplus", reading.currency),
        Column("costs", "taxes and agents", reading.currency),
        Column("reserve", "reserve", reading.currency),
    ]
    rows = []
    for k, day in enumerate(s.days[: _busy(out)]):
        row: list[Any] = [day.isoformat()]
        for i in range(len(s.tranches)):
            row += [_money(int(out.interest[i, 0, k])), _money(int(out.principal[i, 0, k])), _money(int(out.balance[i, 0, k]))]
        row += [
            _money(int(out.surplus[:, 0, k].sum())),
            _money(int(out.costs[0, k] + out.incentive[0, k])),
            _money(int(out.reserve[0, k])),
        ]
        rows.append(tuple(row))
    note = "What the reserve still holds goes back to whoever funded it; the engine leaves it there."
    return Table("payments", "Payments", tuple(columns), tuple(rows), note if out.reserve[0, -1] else "")


def _busy(out: Run) -> int:
    """Return the number of payment days up to the last on which anything moves."""
    moved = (out.interest + out.principal + out.surplus).sum(axis=(0, 1)) + (out.costs + out.incentive).sum(axis=0)
    found = np.flatnonzero(moved)
    return int(found[-1]) + 1 if len(found) else 1


def _incoming(reading: Reading, flows: Flows) -> Table:
    unit = reading.currency
    columns = (
        Column("day", "day"),
        Column("income", "income", unit),
        Column("principal", "principal", unit),
        Column("defaulted", "defaulted", unit),
    )
    busy = np.flatnonzero((flows.income + flows.principal + flows.defaulted)[0])
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (day.isoformat(), *(_money(int(part[0, k])) for part in (flows.income, flows.principal, flows.defaulted)))
        for k, day in enumerate(reading.structure.days[: busy[-1] + 1 if len(busy) else 1])
    )
    return Table("incoming", "What comes in", columns, rows, "Recoveries on bad loans are all written as principal.")


def _said(reading: Reading, out: Run, graph: Graph) -> list[str]:
    s, said = reading.structure, []
    classes = {t.id: t for t in graph.section("securities").known}
    for i, t in enumerate(s.tranches):
        day = repaid_on(out.balance[i], s.days)[0]
        expected = getattr(classes[t.id].get("expected_end"), "first", None)
        beside = f" (expected by the file: {expected})" if expected else ""
        short = int(out.balance[i, 0, -1] + out.unpaid[i, 0, -1])
        if t.amount == 0:
            said.append(f"{t.name} is repaid already.")
        elif day is None:
            said.append(f"{t.name} is not repaid by {s.days[-1]}: {_money(short):,.2f} {reading.currency} stay unpaid{beside}.")
        else:
            interest = f"; {_money(short):,.2f} {reading.currency} of its interest stay unpaid" if short else ""
            said.append(f"{t.name} is repaid on {day}{beside}{interest}.")
    for name, flags in out.tripped.items():
        if flags[0].any():
            said.append(f"Trigger '{name}' comes on {s.days[int(flags[0].argmax())]}.")
    return said


def _drawn(reading: Reading, pool: _Pool, case: Case) -> tuple[Table, list[str]]:
    """Run drawn factors: lognormal with mean 1, so that the mean of what is drawn is the case itself."""
    s = reading.structure
    sigma = float(np.sqrt(np.log1p(case.spread**2)))
    factors = case.factor * np.random.default_rng(case.seed).lognormal(-(sigma**2) / 2, sigma, case.draws)
    flows, expected = pool.flows(factors)
    out = run(s, flows, expected)
    times, rows, said = years(s.closed, s.days), list[tuple[Cell, ...]](), list[str]()
    for i, t in enumerate(s.tranches):
        short = out.balance[i, :, -1] + out.unpaid[i, :, -1]
        lives = average_life(out.principal[i], times)
        part = float((short == 0).mean())
        low, middle, high = np.nanpercentile(lives, [5, 50, 95]) if np.isfinite(lives).any() else (np.nan,) * 3
        rows.append(
            (t.name, 100 * part, _money(float(short.mean())), *(None if np.isnan(v) else float(v) for v in (low, middle, high)))
        )
        said.append(f"{t.name} is paid in full in {part:.1%} of {case.draws:,} draws.")
    columns = (
        Column("class", "class"),
        Column("full", "paid in full in", "% of draws", 1),
        Column("short", "left unpaid, mean", reading.currency),
        Column("life_low", "average life, 5%", "years"),
        Column("life", "middle", "years"),
        Column("life_high", "95%", "years"),
    )
    what = "total recoveries" if pool.bad else "the rate of default"
    note = f"Draws scale {what} by a lognormal factor of mean {case.factor:g} and spread {case.spread:.0%} (seed {case.seed}); no draw knows the future."
    return Table("draws", "Draws", columns, tuple(rows), note), said


def _full(structure: Structure, flows: Flows, expected: Whole, which: int) -> Any:
    out = run(structure, flows, expected)
    return (out.balance[which, :, -1] + out.unpaid[which, :, -1]) == 0


def _breaking(reading: Reading, pool: _Pool) -> list[str]:
    """Say at which part of expected recoveries (or which multiple of defaults) each class is just paid in full."""
    said = []
    for i, t in enumerate(reading.structure.tranches[:-1]):
        factors = np.linspace(0, 2 if pool.bad else 10, 201)
        for _ in range(3):
            full = _full(reading.structure, *pool.flows(factors), i)
            turns = np.flatnonzero(full[1:] != full[:-1])
            if not len(turns):
                break
            factors = np.linspace(factors[turns[0]], factors[turns[0] + 1], 51)
        else:
            what = "of the expected recoveries" if pool.bad else "times the assumed rate of default"
            figure = f"{factors[25]:.1%}" if pool.bad else f"{factors[25]:.2f}"
            said.append(f"{t.name} is just paid in full at {figure} {what}.")
    return said


def _sized(reading: Reading, pool: _Pool, case: Case) -> str:
    """Return the largest first class that has the cover asked for and is paid in full in this case."""
    s = reading.structure
    total = sum(t.amount for t in s.tranches)
    expected = (pool.total if pool.bad else pool.principal) * (case.factor if pool.bad else 1)
    flows, by_day = pool.flows(np.array([case.factor]))
    low, high = 0, min(total, int(expected / (case.cover or 1)))
    while high - low > MINOR * 1000:
        middle = (low + high) // 2
        tranches = (
            s.tranches[0]._replace(amount=middle),
            *s.tranches[1:-1],
            s.tranches[-1]._replace(amount=max(0, total - middle - sum(t.amount for t in s.tranches[1:-1]))),
        )
        low, high = (middle, high) if _full(s._replace(tranches=tranches), flows, by_day, 0)[0] else (low, middle)
    return f"With a cover of {case.cover:g} times and this case, {s.tranches[0].name} can be {_money(low):,.0f} {reading.currency} at most ({low / total:.1%} of the issue)."


def _plot_balance(reading: Reading, out: Run) -> Plot:
    s = reading.structure
    labels = (s.closed.isoformat()[:7], *(d.isoformat()[:7] for d in s.days))
    styles = ("model", "rival", "given")
    curves = tuple(
        Curve(t.name, (_money(t.amount), *(_money(int(b)) for b in out.balance[i, 0])), styles[i % 3])
        for i, t in enumerate(s.tranches)
    )
    return Plot("balance", "Outstanding by class", "payment day", reading.currency, labels, curves)


def _plot_money(reading: Reading, flows: Flows, out: Run) -> Plot:
    s = reading.structure
    gathered = (flows.income + flows.principal)[0].cumsum()
    paid = (out.interest + out.principal + out.surplus)[:, 0].sum(axis=0).cumsum()
    labels = tuple(d.isoformat()[:7] for d in s.days)
    curves = (
        Curve("came in so far", tuple(_money(int(v)) for v in gathered), "given"),
        Curve("paid to classes so far", tuple(_money(int(v)) for v in paid), "model"),
    )
    return Plot("money", "Money in and out", "payment day", reading.currency, labels, curves)


def _taken(wishes: Wishes) -> tuple[str, ...]:
    return (
        f"Taxes {wishes.tax:.2%} of what comes in; interest by days over 365; all figures before holders' own tax.",
        "Money of a month is paid out on the first payment day after it; what comes in later than the last payment day counts as paid on it.",
        "Arithmetic on these assumptions, no forecast and no rating.",
    )
