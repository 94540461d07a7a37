"""The tables, sentences and plots that a run comes to."""

from typing import Any

import numpy as np

from legalmodel.base.language import say
from legalmodel.graph.graph import Graph
from legalmodel.methods.cash.case import Case
from legalmodel.methods.cash.engine import Flows, Run
from legalmodel.methods.cash.measures import average_life, repaid_on, value, years, yields
from legalmodel.methods.cash.pool import Pool, in_units
from legalmodel.methods.cash.wishes import Reading
from legalmodel.methods.study import Cell, Column, Curve, Plot, Table


def classes(reading: Reading, out: Run, pool: Pool, case: Case) -> Table:
    """Return what each class comes to."""
    s = reading.structure
    times = years(s.closed, s.days)
    total = sum(t.amount for t in s.tranches)
    rows = list[tuple[Cell, ...]]()
    for i, t in enumerate(s.tranches):
        behind = sum(u.amount for u in s.tranches if u.rank > t.rank)
        paid = out.principal[i, 0] + out.interest[i, 0] + out.surplus[i, 0]
        found = yields([in_units(f) for f in paid], list(times), in_units(t.amount) * t.price)
        ahead = sum(u.amount for u in s.tranches if u.rank <= t.rank)
        income = (pool.total if pool.bad else pool.principal) * (case.factor if pool.bad else 1)
        life = float(average_life(out.principal[i], times)[0])
        repaid = repaid_on(out.balance[i], s.days)[0]
        rows.append(
            (
                t.name,
                in_units(t.amount),
                100 * behind / total if total else None,
                income / ahead if ahead else None,
                None if np.isnan(life) else life,
                100 * found[0] if len(found) == 1 else None,
                None if t.amount == 0 else say("never in full") if repaid is None else repaid.isoformat(),
                in_units(int(out.balance[i, 0, -1] + out.unpaid[i, 0, -1])),
                in_units(float(value(paid, times, case.discount))),
            )
        )
    unit = reading.currency
    columns = (
        Column("class", say("class")),
        Column("amount", say("amount"), unit),
        Column("behind", say("ranks behind"), "%", 3),
        Column("cover", say("cover"), say("times")),
        Column("life", say("average life"), say("years")),
        Column("yield", say("yield"), say("% a year")),
        Column("repaid", say("repaid on")),
        Column("short", say("left unpaid"), unit),
        Column("worth", say("worth at {discount}", discount=f"{case.discount:.1%}"), unit),
    )
    note = say(
        "Cover: all that is expected to come in over the class and those that rank before it or with it. A yield is left out where there is none or more than one."
    )
    return Table("classes", say("Classes"), columns, tuple(rows), note)


def payments(reading: Reading, out: Run) -> Table:
    """Return what is paid on each payment day."""
    s = reading.structure
    columns = [Column("day", say("day"))]
    for t in s.tranches:
        columns += [
            Column(f"{t.id}_interest", say("{name}: interest", name=t.name), reading.currency),
            Column(f"{t.id}_principal", say("principal"), reading.currency),
        ]
        columns += [Column(f"{t.id}_left", say("left"), reading.currency)]
    columns += [
        Column("surplus", say("surplus"), reading.currency),
        Column("costs", say("taxes and agents"), reading.currency),
        Column("reserve", say("reserve"), reading.currency),
    ]
    rows = []
    for k, day in enumerate(s.days[: _busy(out)]):
        row: list[Any] = [day.isoformat()]
        for i in range(len(s.tranches)):
            row += [
                in_units(int(out.interest[i, 0, k])),
                in_units(int(out.principal[i, 0, k])),
                in_units(int(out.balance[i, 0, k])),
            ]
        row += [
            in_units(int(out.surplus[:, 0, k].sum())),
            in_units(int(out.costs[0, k] + out.incentive[0, k])),
            in_units(int(out.reserve[0, k])),
        ]
        rows.append(tuple(row))
    note = say("What the reserve still holds goes back to whoever funded it; the engine leaves it there.")
    return Table("payments", say("Payments"), tuple(columns), tuple(rows), note if out.reserve[0, -1] else "")


def _busy(out: Run) -> int:
    """Return the number of payment days up to the last on which anything moves."""
    moved = (out.interest + out.principal + out.surplus).sum(axis=(0, 1)) + (out.costs + out.incentive).sum(axis=0)
    found = np.flatnonzero(moved)
    return int(found[-1]) + 1 if len(found) else 1


def incoming(reading: Reading, flows: Flows, *, bad: bool) -> Table:
    """Return what comes in on each payment day; ``bad`` tells whether the loans are non-performing."""
    unit, note = reading.currency, say("Recoveries on non-performing loans are all written as principal.") if bad else ""
    columns = (
        Column("day", say("day")),
        Column("income", say("income"), unit),
        Column("principal", say("principal"), unit),
        Column("defaulted", say("defaulted"), unit),
    )
    busy = np.flatnonzero((flows.income + flows.principal + flows.defaulted)[0])
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (day.isoformat(), *(in_units(int(part[0, k])) for part in (flows.income, flows.principal, flows.defaulted)))
        for k, day in enumerate(reading.structure.days[: busy[-1] + 1 if len(busy) else 1])
    )
    return Table("incoming", say("Collections"), columns, rows, note)


def said(reading: Reading, out: Run, graph: Graph) -> list[str]:
    """Return in sentences when each class is repaid, and which triggers come."""
    s, lines = reading.structure, list[str]()
    things = {t.id: t for t in graph.section("securities").known}
    for i, t in enumerate(s.tranches):
        day = repaid_on(out.balance[i], s.days)[0]
        expected = getattr(things[t.id].get("expected_end"), "first", None)
        beside = say(" (expected by the file: {expected})", expected=expected) if expected else ""
        short = int(out.balance[i, 0, -1] + out.unpaid[i, 0, -1])
        if t.amount == 0:
            lines.append(say("{name} is repaid already.", name=t.name))
        elif day is None:
            lines.append(
                say(
                    "{name} is not repaid by {days}: {short} {currency} stay unpaid{beside}.",
                    name=t.name,
                    days=s.days[-1],
                    short=f"{in_units(short):,.2f}",
                    currency=reading.currency,
                    beside=beside,
                )
            )
        else:
            interest = (
                say(
                    "; {short} {currency} of its interest stay unpaid",
                    short=f"{in_units(short):,.2f}",
                    currency=reading.currency,
                )
                if short
                else ""
            )
            lines.append(
                say("{name} is repaid on {day}{beside}{interest}.", name=t.name, day=day, beside=beside, interest=interest)
            )
    for name, flags in out.tripped.items():
        if flags[0].any():
            lines.append(say("Trigger '{name}' comes on {days}.", name=name, days=s.days[int(flags[0].argmax())]))
    return lines


def plot_balance(reading: Reading, out: Run) -> Plot:
    """Return what is outstanding of each class over time."""
    s = reading.structure
    labels = (s.closed.isoformat()[:7], *(d.isoformat()[:7] for d in s.days))
    styles = ("model", "rival", "given")
    curves = tuple(
        Curve(t.name, (in_units(t.amount), *(in_units(int(b)) for b in out.balance[i, 0])), styles[i % 3])
        for i, t in enumerate(s.tranches)
    )
    return Plot("balance", say("Outstanding by class"), say("payment day"), reading.currency, labels, curves)


def plot_money(reading: Reading, flows: Flows, out: Run) -> Plot:
    """Return what came in and what was paid so far over time."""
    s = reading.structure
    gathered = (flows.income + flows.principal)[0].cumsum()
    paid = (out.interest + out.principal + out.surplus)[:, 0].sum(axis=0).cumsum()
    labels = tuple(d.isoformat()[:7] for d in s.days)
    curves = (
        Curve(say("came in so far"), tuple(in_units(int(v)) for v in gathered), "given"),
        Curve(say("paid to classes so far"), tuple(in_units(int(v)) for v in paid), "model"),
    )
    return Plot("money", say("Money in and out"), say("payment day"), reading.currency, labels, curves)
