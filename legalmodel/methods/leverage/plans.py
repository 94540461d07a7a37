"""What a plan comes to in figures: issued, kept by its originator, sold to it at first and by turns, as far as the file tells."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from legalmodel.base.things import Thing, latest
from legalmodel.base.values import NONE, Items, Money, Span
from legalmodel.graph.days import in_force
from legalmodel.graph.turns import price_of
from legalmodel.methods.leverage.backed import units
from legalmodel.methods.leverage.deals import Joined, Plan, Same, Told

_ALL = Fraction(1)


class Held(NamedTuple):
    """What is told of who holds a class on a day: the parts of each holder, and the part of which nobody is told.

    ``sizes`` tells whether the parts of all who hold are known, ``closed`` whether the list of holdings names all there is;
    ``days_open`` whether it is not told from when to when somebody holds.
    """

    parts: tuple[tuple[Thing, Fraction], ...]
    untold: Fraction
    sizes: bool
    closed: bool
    days_open: bool


def holders(deal: Told, security: Thing, day: date | None) -> Held:
    """Return who is told to hold a class on a day; a holding of which no day is told counts on each, and is marked."""
    amount = units(security, "amount")
    parts: dict[tuple[str, ...], tuple[Thing, Fraction]] = {}
    sizes, days_open = True, False
    for record in deal.things("investments"):
        if latest(record.fields.get("of")) is not security:
            continue
        there = in_force(record, day) if day else True
        if there is False:
            continue
        days_open |= there is not True
        holder, part = latest(record.fields.get("holder")), _part(record, amount)
        if part is None or not isinstance(holder, Thing):
            sizes = False
            continue
        before = parts.get(holder.path, (holder, Fraction(0)))[1]
        parts[holder.path] = (holder, before + part)
    told = sum((part for _, part in parts.values()), Fraction(0))
    closed = not deal.graph.section("investments").open
    rest = max(Fraction(0), _ALL - told)
    return Held(tuple(parts.values()), rest, sizes, closed, days_open)


def _part(record: Thing, amount: Fraction | None) -> Fraction | None:
    share, held = latest(record.fields.get("share")), units(record, "amount")
    if isinstance(share, Decimal):
        return Fraction(share)
    return held / amount if held is not None and amount else None


class Kept(NamedTuple):
    """How much of a plan its originator holds on a day: at least and at most, in units and of all that was issued."""

    least: Fraction
    most: Fraction
    of: Fraction
    lacking: tuple[Thing, ...]
    days_open: bool

    @property
    def part(self) -> Fraction | None:
        """Return the part, if it is known."""
        return self.least / self.of if self.of and self.least == self.most else None


def kept(plan: Plan, joined: Joined, who: Same, day: date | None) -> Kept | None:
    """Return what the originator is told to hold of a plan on a day; None if the amount of some class is not known."""
    least = most = whole = Fraction(0)
    lacking, days_open = [], False
    for security in plan.classes:
        amount = units(security, "amount")
        if amount is None:
            return None
        whole += amount
        held = holders(plan.deal, security, day)
        own = sum((part for holder, part in held.parts if joined.key(plan.deal, holder) == who), Fraction(0))
        others = sum((part for holder, part in held.parts if joined.key(plan.deal, holder) != who), Fraction(0))
        free = Fraction(0) if held.closed and held.sizes else max(Fraction(0), _ALL - own - others)
        if free:
            lacking.append(security)
        least, most = least + amount * own, most + amount * (own + free)
        days_open |= held.days_open
    return Kept(least, most, whole, tuple(lacking), days_open)


def times_lent_again(plan: Plan) -> int | None:
    """Return how often the money of a plan was lent again: its purchases, else what the terms say, nought if they say none; None: not told."""
    if plan.purchases:
        return len(plan.purchases)
    counts: list[int | None] = []
    for hop in plan.hops:
        terms = latest(hop.fields.get("revolving"))
        if terms is NONE:
            counts.append(0)
        elif isinstance(terms, Thing):
            number = latest(terms.fields.get("turns"))
            counts.append(0 if number is NONE else int(number) if isinstance(number, Decimal) else None)
        else:
            counts.append(None)
    known = [c for c in counts if c is not None]
    return sum(known) if counts and len(known) == len(counts) else None


def revolves(plan: Plan) -> bool:
    """Tell whether a plan is told to buy again."""
    return bool(plan.purchases) or any(isinstance(latest(h.fields.get("revolving")), Thing) for h in plan.hops)


def bought_until(plan: Plan) -> Span | None:
    """Return the last day of purchases under the terms; None if it is not told."""
    days = [
        d
        for h in plan.hops
        if isinstance(terms := latest(h.fields.get("revolving")), Thing)
        and isinstance(d := latest(terms.fields.get("until")), Span)
    ]
    return max(days) if days else None


def fetched(hop: Thing) -> Fraction | None:
    """Return what loans fetched in a hop: the price, else the principal or the claims of the pools it moved."""
    if (price := price_of(hop)) is not None:
        return Fraction(price.amount)
    listed = latest(hop.fields.get("assets"))
    pools = [a for a in listed if isinstance(a, Thing)] if isinstance(listed, Items | tuple) else []
    sums = [units(pool, "principal", "claims") for pool in pools]
    known = [s for s in sums if s is not None]
    return sum(known, Fraction(0)) if pools and len(known) == len(sums) else None


def balances(plan: Plan) -> dict[date, Fraction]:
    """Return what was outstanding of a plan on the days of which it is told for all classes: balances, and the amounts on the day of issue."""
    by_class = [_balances(security) for security in plan.classes]
    days = set.intersection(*map(set, by_class)) if by_class else set[date]()
    return {day: sum((b[day] for b in by_class), Fraction(0)) for day in sorted(days)}


def _balances(security: Thing) -> dict[date, Fraction]:
    found: dict[date, Fraction] = {}
    issued, amount = _day(security.fields.get("issued")), units(security, "amount")
    if issued is not None and amount is not None:
        found[issued] = amount
    steps = getattr(security.fields.get("balance"), "steps", ())
    found.update({day: Fraction(value.amount) for day, value in steps if isinstance(value, Money)})
    return found


def change_days(plan: Plan) -> list[date]:
    """Return the days from which other people may hold the classes of a plan: its issue, and beginnings and ends of holdings."""
    days = {day for c in plan.classes if (day := _day(c.fields.get("issued"))) is not None}
    if not days and (closed := _day(plan.closed)) is not None:
        days.add(closed)
    for record in plan.deal.things("investments"):
        if latest(record.fields.get("of")) in plan.classes:
            if (since := _day(record.fields.get("since"))) is not None:
                days.add(since)
            if (until := _day(record.fields.get("until"))) is not None:
                days.add(until + timedelta(days=1))
    return sorted(days)


def _day(value: object) -> date | None:
    """Return a day that is told exactly; None for a month, for a year, and where none is told."""
    said = latest(value)
    return said.first if isinstance(said, Span) and said.first == said.last else None
