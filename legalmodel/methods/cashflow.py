"""The cash of a deal: what comes in under stated assumptions, what the priority of payments makes of it, and what each class gets."""

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.base.speech import name_of
from legalmodel.graph.build import build
from legalmodel.graph.graph import Graph
from legalmodel.methods.cash.case import Case as Case
from legalmodel.methods.cash.case import refuse
from legalmodel.methods.cash.curves import Whole
from legalmodel.methods.cash.engine import Flows, run
from legalmodel.methods.cash.measures import average_life, years
from legalmodel.methods.cash.pool import Pool, in_units
from legalmodel.methods.cash.read import read_structure
from legalmodel.methods.cash.structure import MINOR, Structure
from legalmodel.methods.cash.told import classes, incoming, payments, plot_balance, plot_money, said
from legalmodel.methods.cash.wishes import Reading, Wishes
from legalmodel.methods.study import Cell, Column, Study, Table
from legalmodel.model.parse import parse
from legalmodel.text.read import Source, read


def cashflow(file: str | Path, case: Case | None = None, wishes: Wishes | None = None) -> Study:
    """Run the cash of a deal file.

    Raises BadInput for a file that cannot be run, with every fact that is missing; BadRequest for assumptions that make no sense.
    """
    source = read(Path(file))
    return study(build(parse(source), source.place), source, case or Case(), wishes or Wishes())


def study(graph: Graph, source: Source, case: Case, wishes: Wishes) -> Study:
    """Run the cash of a deal that was read."""
    refuse(case, wishes)
    reading = read_structure(graph, source.place, wishes)
    pool = Pool(graph, source, reading, case)
    flows, expected = pool.flows(np.array([case.factor]))
    out = run(reading.structure, flows, expected)
    tables = [classes(reading, out, pool, case), payments(reading, out), incoming(reading, flows, bad=pool.bad)]
    says = said(reading, out, graph)
    if case.draws:
        table, more = _drawn(reading, pool, case)
        tables.insert(1, table)
        says += more
    if case.cover is not None:
        says.append(_sized(reading, pool, case))
    says += _breaking(reading, pool)
    plots = (plot_balance(reading, out), plot_money(reading, flows, out))
    assumes = (*pool.assumes, *reading.guessed, *_taken(wishes))
    return Study(
        "cashflow", say("Cash of {deal}", deal=name_of(graph.deal)), tuple(says), tuple(tables), plots, assumes, pool.sources
    )


class StepSums(NamedTuple):
    """What one step pays: its order and id, what it pays (a word of the vocabulary), the classes, and minor units paid and short."""

    order: str
    step: str
    kind: str
    of: tuple[str, ...]
    paid: int
    short: int


class Waterfall(NamedTuple):
    """The order of payments of a case on one payment day, or over all: its days, currency, and steps in their order."""

    days: tuple[date, ...]
    day: date | None
    currency: str
    steps: tuple[StepSums, ...]


def waterfall(graph: Graph, source: Source, case: Case, wishes: Wishes, day: date | None = None) -> Waterfall:
    """Return what each step of the order of payments pays on a payment day, or over the whole life.

    Raises BadInput for a deal that cannot be run; BadRequest for a day that is no payment day, or assumptions that make no sense.
    """
    refuse(case, wishes)
    reading = read_structure(graph, source.place, wishes)
    days = reading.structure.days
    if day is not None and day not in days:
        near = min(days, key=lambda d: abs((d - day).days))
        raise BadRequest(
            say("{day} is no payment day", day=day),
            say("the nearest is {near}; they run from {first} to {last}", near=near, first=days[0], last=days[-1]),
        )
    flows, expected = Pool(graph, source, reading, case).flows(np.array([case.factor]))
    out = run(reading.structure, flows, expected)
    at = slice(None) if day is None else slice(days.index(day), days.index(day) + 1)
    steps = tuple(
        StepSums(o.id, s.id, s.kind, s.of, int(told.paid[0, at].sum()), int(told.short[0, at].sum()) if day else 0)
        for o in reading.structure.orders
        for s in sorted(o.steps, key=lambda s: s.rank)
        for told in (out.steps[o.id, s.id],)
    )
    return Waterfall(days, day, reading.currency, steps)


def _drawn(reading: Reading, pool: Pool, case: Case) -> tuple[Table, list[str]]:
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
            (
                t.name,
                100 * part,
                in_units(float(short.mean())),
                *(None if np.isnan(v) else float(v) for v in (low, middle, high)),
            )
        )
        said.append(
            say("{name} is paid in full in {part} of {draws} draws.", name=t.name, part=f"{part:.1%}", draws=f"{case.draws:,}")
        )
    columns = (
        Column("class", say("class")),
        Column("full", say("paid in full in"), say("% of draws"), 1),
        Column("short", say("left unpaid, mean"), reading.currency),
        Column("life_low", say("average life, 5%"), say("years")),
        Column("life", say("middle"), say("years")),
        Column("life_high", "95%", say("years")),
    )
    what = say("total recoveries") if pool.bad else say("the rate of default")
    note = say(
        "Draws scale {what} by a lognormal factor of mean {factor} and spread {spread} (seed {seed}); no draw knows the future.",
        what=what,
        factor=f"{case.factor:g}",
        spread=f"{case.spread:.0%}",
        seed=case.seed,
    )
    return Table("draws", say("Draws"), columns, tuple(rows), note), said


def _full(structure: Structure, flows: Flows, expected: Whole, which: int) -> Any:
    out = run(structure, flows, expected)
    return (out.balance[which, :, -1] + out.unpaid[which, :, -1]) == 0


def _breaking(reading: Reading, pool: Pool) -> list[str]:
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
            what = say("of the expected recoveries") if pool.bad else say("times the assumed rate of default")
            figure = f"{factors[25]:.1%}" if pool.bad else f"{factors[25]:.2f}"
            said.append(say("{name} is just paid in full at {figure} {what}.", name=t.name, figure=figure, what=what))
    return said


def _sized(reading: Reading, pool: Pool, case: Case) -> str:
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
    return say(
        "With a cover of {cover} times and this case, {name} can be {low} {currency} at most ({low2} of the issue).",
        cover=f"{case.cover:g}",
        name=s.tranches[0].name,
        low=f"{in_units(low):,.0f}",
        currency=reading.currency,
        low2=f"{low / total:.1%}",
    )


def _taken(wishes: Wishes) -> tuple[str, ...]:
    return (
        say(
            "Taxes {tax} of collections; interest by days over 365; all figures before holders' own tax.",
            tax=f"{wishes.tax:.2%}",
        ),
        say(
            "Collections of a month are paid out on the first payment day after it; those later than the last payment day count as paid on it."
        ),
        say("Arithmetic on these assumptions, no forecast and no rating."),
    )
