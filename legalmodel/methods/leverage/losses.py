"""Who loses first: the classes of each plan from the last rank up, who is told to hold them, and what a part lost of the loans costs whom.

A class that a vehicle holds is followed into the classes of that vehicle, the last rank first. What nobody is told to hold is borne by nobody
known. Support from outside is named and not counted: when it pays hangs on its contract.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from legalmodel.base.things import Thing, latest
from legalmodel.base.values import Money, Span
from legalmodel.methods.leverage.backed import units
from legalmodel.methods.leverage.deals import Joined, Plan, Same
from legalmodel.methods.leverage.plans import holders

UNTOLD: Same = ("", "")
"""Stands for whoever holds what nobody is told to hold."""


class Layer(NamedTuple):
    """One class in the order of losses: its amount, the part of the plan from which and to which it loses, and who bears which part.

    ``told`` is the day of the balance; None: the amount is that of the issue. ``order`` counts from 1, the first to lose.
    """

    plan: Plan
    security: Thing
    order: int
    amount: Fraction
    low: Fraction
    high: Fraction
    bearers: tuple[tuple[Same, Fraction], ...]
    told: date | None


def layers(plan: Plan, joined: Joined, day: date) -> list[Layer] | None:
    """Return the classes of a plan that stand on a day, the first to lose first; None if an amount or a rank is not known."""
    standing = [s for s in plan.classes if not _gone(s, day)]
    sizes = {s.path: _standing(s, day) for s in standing}
    ranks = {s.path: latest(s.fields.get("rank")) for s in standing}
    if not standing or any(size is None for size in sizes.values()) or not all(isinstance(r, Decimal) for r in ranks.values()):
        return None
    whole = sum((size[0] for size in sizes.values() if size), Fraction(0))
    low, order, found = Fraction(0), 0, []
    for _, group in groupby(sorted(standing, key=lambda s: -ranks[s.path]), key=lambda s: ranks[s.path]):
        together, order = list(group), order + 1
        high = low + sum((size[0] for s in together if (size := sizes[s.path])), Fraction(0))
        for security in together:
            amount, told = sizes[security.path] or (Fraction(0), None)
            bounds = (low / whole, high / whole) if whole else (Fraction(0), Fraction(0))
            found.append(Layer(plan, security, order, amount, *bounds, _bearers(plan, security, joined, day), told))
        low = high
    return found


def _gone(security: Thing, day: date) -> bool:
    ended = latest(security.fields.get("ended"))
    return isinstance(ended, Span) and ended.last <= day


def _standing(security: Thing, day: date) -> tuple[Fraction, date | None] | None:
    """Return what stands of a class on a day: the latest balance told by then, else the amount issued."""
    steps = [(d, v) for d, v in getattr(security.fields.get("balance"), "steps", ()) if d <= day and isinstance(v, Money)]
    if steps:
        return Fraction(steps[-1][1].amount), steps[-1][0]
    amount = units(security, "amount")
    return None if amount is None else (amount, None)


def _bearers(plan: Plan, security: Thing, joined: Joined, day: date) -> tuple[tuple[Same, Fraction], ...]:
    held = holders(plan.deal, security, day)
    parts: dict[Same, Fraction] = {}
    for holder, part in held.parts:
        key = joined.key(plan.deal, holder)
        parts[key] = parts.get(key, Fraction(0)) + part
    rest = Fraction(1) - sum(parts.values(), Fraction(0))
    return (*parts.items(), *([(UNTOLD, rest)] if rest > 0 else []))


class Borne(NamedTuple):
    """What is borne if a part of what plans stand for is lost: the part, the loss in all, and who bears how much of it."""

    part: Fraction
    lost: Fraction
    by: Mapping[Same, Fraction]


def borne(own: Sequence[Plan], vehicles: Sequence[Plan], joined: Joined, day: date, part: Fraction) -> Borne:
    """Return who bears what if this part of each plan's classes is lost; losses of a vehicle that holds classes go on to its own."""
    stacks = {joined.key(v.deal, v.issuer): found for v in vehicles if (found := layers(v, joined, day)) is not None}
    mine = {joined.key(p.deal, p.issuer) for p in own}
    hit = {key: sum((x.amount for x in stack), Fraction(0)) * part for key, stack in stacks.items() if key in mine}
    lost, by = sum(hit.values(), Fraction(0)), dict[Same, Fraction]()
    for key in in_order(stacks):
        for bearer, loss in _shared(stacks[key], hit.get(key, Fraction(0))):
            into = hit if bearer in stacks and bearer != key else by
            into[bearer] = into.get(bearer, Fraction(0)) + loss
    return Borne(part, lost, by)


def in_order(stacks: Mapping[Same, Sequence[Layer]]) -> list[Same]:
    """Return vehicles so that each comes after those whose classes it holds; those in a circle come last, as they were given."""
    waits = {
        key: {k for k, stack in stacks.items() if k != key and any(b == key for x in stack for b, _ in x.bearers)}
        for key in stacks
    }
    done: list[Same] = []
    while ready := [key for key in waits if key not in done and waits[key] <= set(done)]:
        done += ready
    return [*done, *(key for key in stacks if key not in done)]


def _shared(stack: Sequence[Layer], loss: Fraction) -> Iterator[tuple[Same, Fraction]]:
    """Yield who bears which part of a loss of one vehicle; those of one rank share alike, by their amounts."""
    for _, group in groupby(stack, key=lambda x: x.order):
        together = list(group)
        size = sum((x.amount for x in together), Fraction(0))
        taken = min(loss, size)
        loss -= taken
        for layer in together if size else ():
            for bearer, part in layer.bearers:
                yield bearer, taken * layer.amount / size * part


def nested(vehicles: Iterable[Plan], joined: Joined, day: date) -> list[tuple[Plan, Plan]]:
    """Return the pairs of vehicles of which the second is told to hold classes of the first: loans packed twice."""
    by_key = {joined.key(v.deal, v.issuer): v for v in vehicles}
    found = []
    for vehicle in by_key.values():
        held = {key for layer in layers(vehicle, joined, day) or () for key, _ in layer.bearers}
        found += [(vehicle, by_key[key]) for key in by_key if key in held and by_key[key] is not vehicle]
    return found
