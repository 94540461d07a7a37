"""All plans of one originator as one network: who funds, serves, supports and holds what, how concentrated that is, and how long it runs on."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from legalmodel.base.clock import today
from legalmodel.base.things import Thing, latest
from legalmodel.base.values import Items, Span
from legalmodel.graph.days import in_force
from legalmodel.methods.leverage.backed import units
from legalmodel.methods.leverage.deals import Joined, Plan, Same, vehicles_of
from legalmodel.methods.leverage.from_deals import Account
from legalmodel.methods.leverage.losses import Layer, layers
from legalmodel.methods.leverage.plans import balances, bought_until, change_days, revolves, times_lent_again


class Part(NamedTuple):
    """What somebody does for the plans of one originator: a relation, its word, the plans by number, and what it comes to."""

    who: Same
    relation: str
    word: str
    plans: frozenset[int]
    amount: Fraction | None


class Runs(NamedTuple):
    """How a plan runs on if it stops buying: its loans by their remaining term, its classes by their ends; None where it is not told.

    ``outstanding`` is the latest balance told, ``told`` its day; ``months`` the weighted average remaining term of the loans.
    """

    plan: Plan
    outstanding: Fraction | None
    told: date | None
    months: Fraction | None
    expected: Span | None
    legal: Span | None
    buys: bool
    until: Span | None
    again: int | None


class Network(NamedTuple):
    """The network of one originator on a day: parts of everybody, layers of each plan (None: not known), and how each plan runs on."""

    account: Account
    day: date
    vehicles: tuple[Plan, ...]
    parts: tuple[Part, ...]
    stacks: tuple[list[Layer] | None, ...]
    runs: tuple[Runs, ...]

    @property
    def plans(self) -> tuple[Plan, ...]:
        """Return the plans of the originator."""
        return self.account.plans

    @property
    def issued(self) -> Fraction | None:
        """Return what all plans stand for; None if it is not known of one."""
        known = [sum((x.amount for x in stack), Fraction(0)) for stack in self.stacks if stack is not None]
        return sum(known, Fraction(0)) if len(known) == len(self.stacks) else None


def network(account: Account, day: date | None = None) -> Network:
    """Return the network on a day: without one, the last day of which the files tell anything of holdings or issues."""
    at = day or last_day(account)
    joined = account.joined
    stacks = tuple(layers(p, joined, at) for p in account.plans)
    vehicles = tuple({joined.key(v.deal, v.issuer): v for v in (*_all(account), *account.plans)}.values())
    parts = tuple(
        sorted(_summed(_parts(account, stacks, at)), key=lambda p: (-len(p.plans), -(p.amount or 0), p.relation, p.who))
    )
    return Network(account, at, vehicles, parts, stacks, tuple(_runs(p, at) for p in account.plans))


def last_day(account: Account) -> date:
    """Return the last day up to today of which the files tell an issue, a holding, a balance, or how far they know; of what is planned the first."""
    known = (s for d in account.deals if isinstance(s := latest(d.graph.deal.fields.get("known_until")), Span))
    days = [*(d for p in account.plans for d in (*change_days(p), *balances(p))), *(s.last for s in known)]
    days += [p.closed.last for p in account.plans if p.closed is not None]
    now = today()
    past = [d for d in days if d <= now]
    return max(past) if past else min(days, default=now)


def _all(account: Account) -> Iterator[Plan]:
    for deal in account.deals:
        yield from vehicles_of(deal)


def _summed(parts: Iterator[Part]) -> list[Part]:
    """Put together what one does in one relation over several plans; an amount that is not known makes the sum not known."""
    found: dict[tuple[Same, str, str], Part] = {}
    for part in parts:
        key = (part.who, part.relation, part.word)
        before = found.get(key)
        if before is None:
            found[key] = part
            continue
        both = None if before.amount is None or part.amount is None else before.amount + part.amount
        found[key] = before._replace(plans=before.plans | part.plans, amount=both)
    return list(found.values())


def _parts(account: Account, stacks: Sequence[list[Layer] | None], day: date) -> Iterator[Part]:
    joined = account.joined
    for number, (plan, stack) in enumerate(zip(account.plans, stacks, strict=True)):
        here = frozenset((number,))
        for layer in stack or ():
            for key, part in layer.bearers:
                yield Part(key, "holds", "", here, layer.amount * part)
        for giver in {t.path: t for t in plan.givers.values()}.values():
            if (key := joined.key(plan.deal, giver)) != account.who:
                yield Part(key, "sells", "", here, None)
        holder = latest(plan.issuer.fields.get("held_by"))
        capacity = latest(plan.issuer.fields.get("capacity"))
        for each in holder.members or (holder,) if isinstance(holder, Thing) else ():
            yield Part(joined.key(plan.deal, each), "manages", capacity if isinstance(capacity, str) else "", here, None)
        yield from _services(plan, joined, here, day)
        yield from _supports(plan, joined, here, day)
        yield from _lends(plan, joined, here, account.who)


def _services(plan: Plan, joined: Joined, here: frozenset[int], day: date) -> Iterator[Part]:
    for record in _of(plan, "agencies", "principal", day):
        agent, function = latest(record.fields.get("agent")), latest(record.fields.get("function"))
        if isinstance(agent, Thing):
            yield Part(joined.key(plan.deal, agent), "serves", function if isinstance(function, str) else "", here, None)
    for record in plan.deal.things("accounts"):
        bank = latest(record.fields.get("bank"))
        if (
            latest(record.fields.get("holder")) is plan.issuer
            and isinstance(bank, Thing)
            and in_force(record, day) is not False
        ):
            yield Part(joined.key(plan.deal, bank), "serves", "account_bank", here, None)


def _supports(plan: Plan, joined: Joined, here: frozenset[int], day: date) -> Iterator[Part]:
    """Yield support by somebody; what classes bear by their rank is told in the order of losses."""
    for record in _of(plan, "guarantees", "to", day):
        giver, kind = latest(record.fields.get("by")), latest(record.fields.get("kind"))
        if isinstance(giver, Thing) and kind != "subordination":
            yield Part(
                joined.key(plan.deal, giver), "supports", kind if isinstance(kind, str) else "", here, units(record, "cap")
            )


def _lends(plan: Plan, joined: Joined, here: frozenset[int], who: Same) -> Iterator[Part]:
    for record in plan.deal.things("loans"):
        lender, borrower = latest(record.fields.get("lender")), latest(record.fields.get("borrower"))
        if isinstance(lender, Thing) and isinstance(borrower, Thing) and joined.key(plan.deal, borrower) == who:
            yield Part(joined.key(plan.deal, lender), "funds", "", here, units(record, "amount"))
    for pool in plan.pools:
        others = latest(pool.fields.get("co_lenders"))
        for each in others if isinstance(others, Items | tuple) else ():
            if isinstance(each, Thing):
                yield Part(joined.key(plan.deal, each), "lends_beside", "", here, None)


def _of(plan: Plan, section: str, field: str, day: date) -> Iterator[Thing]:
    """Yield the relations of a section that are to a plan on a day; where a file has one vehicle, those to nobody told too."""
    alone = len(vehicles_of(plan.deal)) == 1
    for record in plan.deal.things(section):
        to = latest(record.fields.get(field))
        if (to is plan.issuer or (alone and not isinstance(to, Thing))) and in_force(record, day) is not False:
            yield record


def _runs(plan: Plan, day: date) -> Runs:
    told = {d: v for d, v in balances(plan).items() if d <= day}
    at = max(told, default=None)
    weights = [(units(p, "principal", "claims"), latest(p.fields.get("remaining_months"))) for p in plan.pools]
    months = None
    if weights and all(isinstance(m, Decimal) for _, m in weights):
        sizes = [w for w, _ in weights]
        even = any(w is None for w in sizes)
        if not even or len(weights) == 1:
            whole = Fraction(1) if even else sum((w for w in sizes if w is not None), Fraction(0))
            months = (
                sum((Fraction(1 if even else w or 0) * Fraction(m) for w, m in weights if isinstance(m, Decimal)), Fraction(0))
                / whole
                if whole
                else None
            )
    ends = {
        f: [s for c in plan.classes if isinstance(s := latest(c.fields.get(f)), Span)] for f in ("expected_end", "legal_end")
    }
    whole_ends = {f: max(found) if len(found) == len(plan.classes) else None for f, found in ends.items()}
    return Runs(
        plan,
        told[at] if at else None,
        at,
        months,
        whole_ends["expected_end"],
        whole_ends["legal_end"],
        revolves(plan),
        bought_until(plan),
        times_lent_again(plan),
    )


def months_of_all(runs: Sequence[Runs]) -> tuple[Fraction, Fraction] | None:
    """Return the remaining term of all loans, weighted by what is outstanding, and for which part of what is told it is known; None: for none."""
    known = [(r.outstanding, r.months) for r in runs if r.outstanding is not None and r.months is not None]
    sizes = sum((size for size, _ in known), Fraction(0))
    told = sum((r.outstanding for r in runs if r.outstanding is not None), Fraction(0))
    if not sizes or not told:
        return None
    return sum((size * months for size, months in known), Fraction(0)) / sizes, sizes / told
