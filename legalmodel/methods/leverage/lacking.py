"""Facts that an account made from deals would need, and that no file tells: where each would stand, why it is not there, what waits for it."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from legalmodel.base.language import say
from legalmodel.base.speech import name_of
from legalmodel.base.things import Thing
from legalmodel.methods.leverage.backed import units, why_not
from legalmodel.methods.leverage.caps import FIRM, named
from legalmodel.methods.leverage.deals import Joined, Plan, Same, Told
from legalmodel.methods.leverage.plans import balances, fetched, kept, times_lent_again
from legalmodel.methods.leverage.records import Figure, Lack

OWN = ("capital", "net_assets", "net_capital")
"""What may stand for the lender's own money, best first."""
_FUNDING = ("bank_money", "shareholder_money", "bonds_outstanding", "securities_outstanding")
_LOANS = ("loans_made", "loans_on_books", "loans_outstanding")


def lacking(
    figures: Sequence[Figure],
    parties: Sequence[tuple[Told, Thing]],
    plans: Iterable[Plan],
    joined: Joined,
    who: Same,
) -> tuple[Lack, ...]:
    """Return what is missing, of the originator first, then plan by plan."""
    return tuple(
        dict.fromkeys((*_of_lender(figures, parties), *(each for plan in plans for each in _of_plan(plan, joined, who))))
    )


def _of_lender(figures: Sequence[Figure], parties: Sequence[tuple[Told, Thing]]) -> Iterator[Lack]:
    firm = {f.what for f in figures if f.trust in FIRM and not f.at_least}
    deal, party = parties[0]
    place, name = deal.place((*party.path, "figures")), name_of(party)
    form = party.fields.get("form")
    if not isinstance(form, str) or form == "class":
        yield Lack(
            say("legal form of {name}", name=name), deal.place(party.path), why_not(form), say("the multiples of the law")
        )
    if not firm.intersection(OWN):
        yield Lack(
            say("own money of {name}: net assets, net capital, or registered or paid-in capital", name=name),
            place,
            say("not stated"),
            say("the machine, and every multiple"),
        )
    for what in _FUNDING:
        if what not in firm:
            need = say("the machine, and the multiples of the law") if what == "bank_money" else say("the multiples of the law")
            yield Lack(say("{what} outstanding on a day", what=named(what)), place, say("not stated"), need)
    for what in _LOANS:
        if what not in firm:
            yield Lack(named(what), place, say("not stated"), say("loans made apart from loans outstanding"))


def _of_plan(plan: Plan, joined: Joined, who: Same) -> Iterator[Lack]:
    deal = plan.deal
    lack = _Lacks(deal)
    for security in plan.classes:
        if units(security, "amount") is None:
            yield lack(
                security, "amount", say("amount of {name}", name=name_of(security)), say("what was issued, and the part kept")
            )
    held = kept(plan, joined, who, None)
    for security in held.lacking if held else ():
        where = deal.place(("investments",))
        why = why_not(deal.graph.deal.fields.get("investments"))
        yield Lack(
            say("who holds how much of {name} of {plan}", name=name_of(security), plan=plan.name),
            where,
            why,
            say("the part kept, and who loses"),
        )
    if (closed := plan.closed) is None or closed.first != closed.last:
        yield lack(plan.classes[0], "issued", say("day of issue of {plan}", plan=plan.name), say("the multiple of that day"))
    for hop in plan.hops:
        if fetched(hop) is None:
            yield lack(hop, "price_paid", say("price of the loans sold to {plan}", plan=plan.name), say("loans sold"))
    if times_lent_again(plan) is None and plan.hops:
        terms = plan.hops[0].fields.get("revolving")
        thing, field = (terms, "turns") if isinstance(terms, Thing) else (plan.hops[0], "revolving")
        yield lack(thing, field, say("how often {plan} bought again", plan=plan.name), say("turns, and loans made"))
    if len(balances(plan)) < 2:
        yield lack(
            plan.classes[0],
            "balance",
            say("balance of {plan} after its issue", plan=plan.name),
            say("securities outstanding later than the issue"),
        )
    for pool in plan.pools:
        if not _is_number(pool):
            yield lack(
                pool, "remaining_months", say("remaining term of {pool}", pool=name_of(pool)), say("how long loans run off")
            )


def _is_number(pool: Thing) -> bool:
    return isinstance(pool.fields.get("remaining_months"), Decimal)


class _Lacks:
    """Makes the record of a missing field of a deal."""

    def __init__(self, deal: Told) -> None:
        self.deal = deal

    def __call__(self, thing: Thing, field: str, fact: str, needed: str) -> Lack:
        path = (*thing.path, field)
        return Lack(fact, f"{'.'.join(path)} ({self.deal.place(thing.path)})", why_not(thing.get(field)), needed)
