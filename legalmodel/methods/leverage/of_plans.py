"""Figures that plans of a lender come to: issued, sold, kept, shared with others, and what others hold on a day."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from legalmodel.base.language import say
from legalmodel.base.things import latest
from legalmodel.base.values import NONE, Span
from legalmodel.graph.turns import day_of
from legalmodel.methods.leverage.backed import source_of, trust_of, units
from legalmodel.methods.leverage.deals import Joined, Plan, Same
from legalmodel.methods.leverage.of_lender import FIRMNESS
from legalmodel.methods.leverage.plans import balances, change_days, fetched, kept
from legalmodel.methods.leverage.records import Figure


def of_plan(plan: Plan, joined: Joined, who: Same) -> list[Figure]:
    """Return what a plan tells: what was issued, what it bought, which part its originator keeps, how loans are shared with others."""
    return [*_issued(plan), *_sold(plan, joined, who), *_kept(plan, joined, who), *_joint(plan)]


def _issued(plan: Plan) -> Iterable[Figure]:
    amounts = [units(c, "amount") for c in plan.classes]
    known = [a for a in amounts if a is not None]
    deal = plan.deal.graph.deal
    whole = len(known) == len(amounts) and not plan.deal.graph.section("securities").open
    issue = sum(known, Fraction(0)) if whole else units(deal, "issue")
    if issue is None or plan.closed is None:
        return
    backing = [trust_of(plan.deal, c, "amount") for c in plan.classes] if whole else [trust_of(plan.deal, deal, "issue")]
    trust, source = min(backing, key=FIRMNESS.index), say("classes of {name}", name=plan.name)
    place = plan.deal.place(plan.issuer.path)
    yield Figure(f"{_id(plan)}_issued", "securities_issued", issue, plan.closed.first, plan.closed.last, trust, source, place)


def _sold(plan: Plan, joined: Joined, who: Same) -> Iterable[Figure]:
    hops = [h for h in (*plan.hops, *plan.purchases) if joined.key(plan.deal, plan.givers.get(h.path, plan.issuer)) == who]
    sold = [(h, money) for h in hops if (money := fetched(h)) is not None]
    days = [d for h, _ in sold if (d := day_of(h)) is not None] or ([plan.closed.last] if plan.closed else [])
    if not sold or not days:
        return
    trust = min((trust_of(plan.deal, h, "price") for h, _ in sold), key=FIRMNESS.index)
    total, source = sum((money for _, money in sold), Fraction(0)), say("what {name} paid for loans", name=plan.name)
    place, least = plan.deal.place(plan.issuer.path), len(sold) < len(hops)
    yield Figure(f"{_id(plan)}_sold", "loans_sold", total, min(days), max(days), trust, source, place, None, least)


def _kept(plan: Plan, joined: Joined, who: Same) -> Iterable[Figure]:
    source, place = say("holdings in {name}", name=plan.name), plan.deal.place(plan.issuer.path)
    for day in change_days(plan) or ([plan.closed.last] if plan.closed else []):
        held = kept(plan, joined, who, day)
        if held is not None and held.part is not None:
            yield Figure(f"{_id(plan)}_kept", "kept", held.part, None, day, "computed", source, place)


def _joint(plan: Plan) -> Iterable[Figure]:
    for pool in plan.pools:
        on = latest(pool.fields.get("cut_off"))
        for field, what in (
            ("co_lent", "joint_part"),
            ("originator_share", "own_share"),
            ("own_share_least", "own_share_least"),
        ):
            value = latest(pool.fields.get(field))
            if (value is NONE or isinstance(value, Decimal)) and isinstance(on, Span):
                number = Fraction(value) if isinstance(value, Decimal) else Fraction(0)
                trust, source = trust_of(plan.deal, pool, field), source_of(plan.deal, pool, field)
                yield Figure(f"{_id(plan)}_{what}", what, number, None, on.last, trust, source, plan.deal.place(pool.path))


def _id(plan: Plan) -> str:
    return f"{plan.deal.number}_{plan.id}" if plan.deal.number else plan.id


def held_by_others(plans: Sequence[Plan], joined: Joined, who: Same) -> Iterable[Figure]:
    """Yield, for days of which balances of plans are told, what others than the originator hold: all its securities are at least that."""
    days = sorted({day for plan in plans for day in balances(plan)})
    for day in days:
        total, names = Fraction(0), []
        for plan in plans:
            balance, held = balances(plan).get(day), kept(plan, joined, who, day)
            if balance is not None and held is not None and held.of:
                total += balance * (1 - held.most / held.of)
                names.append(plan.name)
        if total:
            source = say("held by others in {names}", names=say(", ", context="between").join(names))
            yield Figure(f"plans_{day}", "securities_outstanding", total, None, day, "computed", source, "", None, True)
