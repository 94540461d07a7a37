"""What the network needs of one deal, in short: its actors with their numbers and names, its vehicles, and who does what for whom.

A note is small and plain, so that notes of a hundred thousand deals fit where their graphs would not.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from legalmodel.base.places import Path
from legalmodel.base.speech import forms_of, name_of
from legalmodel.base.things import Thing, latest
from legalmodel.base.values import Items, Money, Span
from legalmodel.graph.days import in_force
from legalmodel.methods.across.days import Standing, standing_day
from legalmodel.methods.leverage.backed import units
from legalmodel.methods.leverage.deals import Plan, Told, vehicles_of


class Who(NamedTuple):
    """An actor of one deal. ``name`` is as its file has it; ``codes`` are its identifiers, each with its kind before a colon.

    ``sure`` is False for a class of persons and for one who is not named: who that is, is not known. ``person``: a natural person.
    """

    path: Path
    name: str
    forms: tuple[str, ...]
    codes: tuple[str, ...]
    seat: str
    form: str
    sure: bool
    person: bool


class Bond(NamedTuple):
    """What one does for, or has in, another: a relation of ``RELATIONS``, its word, and what it comes to, if that is told.

    ``vehicle`` is the vehicle of the deal that it concerns; empty where it concerns none.
    """

    relation: str
    word: str
    source: Path
    target: Path
    amount: Fraction | None = None
    currency: str = ""
    vehicle: Path = ()


class Vehicle(NamedTuple):
    """Who issued classes: the first givers of its assets, and what its classes came to by currency; ``lacking`` counts classes without an amount."""

    path: Path
    givers: tuple[Path, ...]
    issued: tuple[tuple[str, Fraction], ...]
    lacking: int


class OwnMoney(NamedTuple):
    """What a file tells of somebody's own money: the kind of figure, how much, and on which day."""

    path: Path
    what: str
    amount: Fraction
    currency: str
    on: date


class Note(NamedTuple):
    """One deal in short. ``day`` is the day it was looked at on, ``single`` the work that nobody could take over: by whom, and what."""

    number: int
    file: str
    name: str
    about: str
    closed: date | None
    day: Standing
    actors: tuple[Who, ...]
    vehicles: tuple[Vehicle, ...]
    bonds: tuple[Bond, ...]
    single: tuple[tuple[Path, str], ...]
    own: tuple[OwnMoney, ...]


RELATIONS = ("originates", "manages", "holds", "lends", "supports", "hedges", "serves", "repacks", "owns")
"""From the one who does it: gives assets to, holds as trustee, holds classes of, lends to, supports, hedges, works for, has its classes taken by, owns."""
_OWN = ("net_capital", "net_assets", "paid_in_capital", "registered_capital")


def note_of(deal: Told, run_day: date, on: date | None = None) -> Note | None:
    """Return a deal in short, as it stood on a day (``standing_day``); None if one is asked for on which it did not stand.

    Raises BadInput as the reading of a deal does.
    """
    day = standing_day(deal.graph, run_day, on)
    if day is None:
        return None
    plans = vehicles_of(deal)
    actors = tuple(_who(t) for section in ("parties", "estates") for t in deal.things(section))
    bonds = tuple(_bonds(deal, plans, day.day))
    about, closing = latest(deal.graph.deal.fields.get("about")), latest(deal.graph.deal.fields.get("closing"))
    closed = closing if isinstance(closing, Span) else next((p.closed for p in plans if p.closed), None)
    return Note(
        deal.number,
        deal.file,
        _plain_name(deal.graph.deal, deal.name),
        about if isinstance(about, str) else "own",
        closed.last if closed else None,
        day,
        actors,
        tuple(_vehicle(p) for p in plans),
        bonds,
        tuple(_single(deal, plans, day.day)),
        tuple(_own_money(deal)),
    )


def _plain_name(thing: Thing, instead: str) -> str:
    name = latest(thing.fields.get("name"))
    return name if isinstance(name, str) else instead


def _who(thing: Thing) -> Who:
    seat, form = latest(thing.fields.get("seat")), latest(thing.fields.get("form"))
    named = isinstance(latest(thing.fields.get("name")), str)
    return Who(
        thing.path,
        _plain_name(thing, name_of(thing)),
        (forms_of(thing) or (str(thing.fields["name"]),)) if named else (),
        tuple(dict.fromkeys(_codes(thing, seat if isinstance(seat, str) else ""))),
        seat if isinstance(seat, str) else "",
        form if isinstance(form, str) else "",
        thing.certain and not thing.plural,
        form == "natural_person",
    )


def _codes(thing: Thing, seat: str) -> Iterator[str]:
    """Yield identifiers: LEI and social credit code by themselves; any other with who gave it, or the country, since registers count alike."""
    for field in ("lei", "uscc"):
        if isinstance(code := latest(thing.fields.get(field)), str):
            yield f"{field}:{code.upper()}"
    listed = thing.fields.get("identifiers")
    for each in listed if isinstance(listed, Items) else ():
        kind, code, by = (latest(each.fields.get(f)) for f in ("kind", "code", "by"))
        where = by if isinstance(by, str) else seat.partition("-")[0]
        if isinstance(kind, str) and isinstance(code, str) and where:
            yield f"{kind.casefold()} ({where.casefold()}):{code.upper()}"


def _vehicle(plan: Plan) -> Vehicle:
    sums: dict[str, Fraction] = {}
    lacking = 0
    for security in plan.classes:
        amount = latest(security.fields.get("amount"))
        if isinstance(amount, Money):
            sums[amount.currency] = sums.get(amount.currency, Fraction(0)) + Fraction(amount.amount)
        else:
            lacking += 1
    givers = tuple({t.path: None for t in plan.givers.values()})
    return Vehicle(plan.issuer.path, givers, tuple(sums.items()), lacking)


def _bonds(deal: Told, plans: list[Plan], day: date) -> Iterator[Bond]:
    alone = plans[0].issuer.path if len(plans) == 1 else ()
    for plan in plans:
        vehicle = plan.issuer.path
        for giver in dict.fromkeys(t.path for t in plan.givers.values()):
            yield Bond("originates", "", giver, vehicle, vehicle=vehicle)
        held, capacity = latest(plan.issuer.fields.get("held_by")), latest(plan.issuer.fields.get("capacity"))
        for each in held.members or (held,) if isinstance(held, Thing) else ():
            yield Bond("manages", capacity if isinstance(capacity, str) else "", each.path, vehicle, vehicle=vehicle)
        yield from _repacked(plan)
    yield from _holdings(deal, day)
    for form in _RECORDS:
        for record in deal.things(form[0]):
            if in_force(record, day) is not False and latest(record.fields.get("kind")) != "subordination":
                yield from _of_record(record, form, plans, alone)
    for record in deal.things("accounts"):
        bank, holder = latest(record.fields.get("bank")), latest(record.fields.get("holder"))
        if isinstance(bank, Thing) and isinstance(holder, Thing) and in_force(record, day) is not False:
            yield Bond("serves", "account_bank", bank.path, holder.path, vehicle=_within(holder.path, plans, alone))


def _of_record(record: Thing, form: tuple[str, ...], plans: list[Plan], alone: Path) -> Iterator[Bond]:
    """Yield what a record says of two: each of those on one side with each of those on the other."""
    section, relation, source, target, word, size = form
    ones, others = (_actors(latest(record.fields.get(f))) for f in (source, target))
    if not others and alone and section in ("guarantees", "agencies"):
        others = [alone]  # to nobody told, in a file of one vehicle
    said, amount = (latest(record.fields.get(f)) if f else None for f in (word, size))
    what = said if isinstance(said, str) else ""
    told = (Fraction(amount.amount), amount.currency) if isinstance(amount, Money) else (None, "")
    for one in ones:
        for other in others:
            yield Bond(relation, what, one, other, told[0], told[1], _within(other, plans, alone))


_RECORDS = (
    ("loans", "lends", "lender", "borrower", "", "amount"),
    ("guarantees", "supports", "by", "to", "kind", "cap"),
    ("hedges", "hedges", "by", "to", "kind", ""),
    ("agencies", "serves", "agent", "principal", "function", ""),
    ("ownership", "owns", "owner", "of", "", ""),
)
"""Section, relation, the fields of its two ends, of its word and of its amount."""


def _actors(value: object) -> list[Path]:
    return [t.path for t in value.members or (value,)] if isinstance(value, Thing) else []


def _within(path: Path, plans: list[Plan], alone: Path) -> Path:
    """Return the vehicle that a relation concerns: the one it is to, or the only one of the deal."""
    return path if any(p.issuer.path == path for p in plans) else alone


def _holdings(deal: Told, day: date) -> Iterator[Bond]:
    for record in deal.things("investments"):
        holder, security = latest(record.fields.get("holder")), latest(record.fields.get("of"))
        if not isinstance(security, Thing) or not isinstance(holder, Thing) or in_force(record, day) is False:
            continue
        issuer, whole = latest(security.fields.get("issuer")), latest(security.fields.get("amount"))
        if isinstance(issuer, Thing):
            currency = whole.currency if isinstance(whole, Money) else ""
            share, held = latest(record.fields.get("share")), latest(record.fields.get("amount"))
            amount = Fraction(held.amount) if isinstance(held, Money) else None
            if isinstance(share, Decimal) and isinstance(whole, Money):
                amount = Fraction(share) * Fraction(whole.amount)
            elif isinstance(held, Money):
                currency = held.currency
            yield Bond("holds", "", holder.path, issuer.path, amount, currency, issuer.path)


def _repacked(plan: Plan) -> Iterator[Bond]:
    """Yield the vehicles whose classes a vehicle took as assets."""
    for hop in (*plan.hops, *plan.purchases):
        listed = latest(hop.fields.get("assets"))
        for asset in listed if isinstance(listed, Items | tuple) else ():
            issuer = latest(asset.fields.get("issuer")) if isinstance(asset, Thing) and asset.sort == "security" else None
            if isinstance(issuer, Thing) and issuer.path != plan.issuer.path:
                amount = latest(asset.fields.get("amount"))
                currency = amount.currency if isinstance(amount, Money) else ""
                size = units(asset, "amount")
                yield Bond("repacks", "", issuer.path, plan.issuer.path, size, currency, plan.issuer.path)


def _single(deal: Told, plans: list[Plan], day: date) -> Iterator[tuple[Path, str]]:
    for plan in plans:
        found = deal.graph.ask("single_points", (plan.issuer,), day)
        for agency in found.known if isinstance(found, Items) else ():
            agent, function = latest(agency.fields.get("agent")), latest(agency.fields.get("function"))
            if isinstance(agent, Thing) and isinstance(function, str):
                yield agent.path, function


def _own_money(deal: Told) -> Iterator[OwnMoney]:
    """Yield the figures of own money that stand in a file with their amount and day."""
    for party in deal.things("parties"):
        listed = party.fields.get("figures")
        for figure in listed if isinstance(listed, Items) else ():
            kind, amount, on = (latest(figure.fields.get(f)) for f in ("kind", "amount", "on"))
            if kind in _OWN and isinstance(amount, Money) and isinstance(on, Span) and figure.fields.get("of") is None:
                yield OwnMoney(party.path, str(kind), Fraction(amount.amount), amount.currency, on.last)
