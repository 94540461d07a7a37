"""What hangs together in the network: rings, chains, parties in several capacities, and parties without which deals stand alone or stop."""

from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from legalmodel.graph.across import Arrow, CutPoint, Looped, cut_points, longest_chain, loops
from legalmodel.methods.across.across import Across, Tied

EXPOSED = ("lends", "holds", "supports")
"""Relations by which one loses if another fails: to a borrower, to whoever made the vehicle whose classes are held, to whoever made what is supported."""
SEVERAL = {
    "originates": "originates",
    "manages": "manages",
    "holds": "holds",
    "lends": "lends",
    "supports": "supports",
    "hedges": "supports",
}
"""Relation -> the capacity in which it is done; work has the capacity of its function."""


class RingFound(NamedTuple):
    """A ring: in which relation (empty: several mixed), all who reach each other, one shortest ring among them, and its hops with their deals."""

    relation: str
    members: tuple[str, ...]
    ring: tuple[str, ...]
    hops: tuple[tuple[str, tuple[int, ...]], ...]


class ChainFound(NamedTuple):
    """A longest chain of one relation."""

    relation: str
    chain: tuple[str, ...]


class Several(NamedTuple):
    """Capacities that one party has in one and the same deal, and in how many deals it has just these."""

    key: str
    capacities: tuple[str, ...]
    deals: tuple[int, ...]


class SoleWork(NamedTuple):
    """Work, or support, that only one party gives to some deals, as their files tell: nobody is named who could take over."""

    key: str
    work: str
    deals: tuple[int, ...]


class MadeBy(NamedTuple):
    """An originator over all its deals: what they issued, what it keeps at least, what others hold, by currency; its own money as last told."""

    key: str
    deals: tuple[int, ...]
    currency: str
    issued: Fraction
    kept: Fraction
    others: Fraction
    own: Fraction | None
    own_what: str
    own_on: str


def arrows(net: Across, relation: str) -> dict[Arrow, list[Tied]]:
    """Return who is exposed to whom by a relation: a vehicle stands for whoever first gave its assets. Own parts kept are no exposure to another."""
    found: dict[Arrow, list[Tied]] = {}
    for tie in net.of(relation):
        makers = net.makers.get(tie.target, ()) if relation in ("holds", "supports") else ()
        # of a plan of several originators each keeps and supports its own part
        for target in () if tie.source in makers else makers or (tie.target,):
            if target != tie.source and net.is_firm(tie.source) and net.is_firm(target):
                found.setdefault((tie.source, target), []).append(tie)
    return found


def repacking(net: Across) -> dict[Arrow, list[Tied]]:
    """Return which vehicle packs which again: it took the other's classes as its assets, or it holds them and issues classes itself."""
    found: dict[Arrow, list[Tied]] = {}
    for tie in net.of("repacks"):
        found.setdefault((tie.source, tie.target), []).append(tie)
    for tie in net.of("holds"):
        if tie.source in net.vehicles and tie.source != tie.target:
            found.setdefault((tie.target, tie.source), []).append(tie)
    return found


def rings(net: Across) -> list[RingFound]:
    """Return the rings of loans, of support, of holdings and of vehicles that pack each other; and those that only several together make."""
    by_relation = {relation: arrows(net, relation) for relation in EXPOSED} | {"repacks": repacking(net)}
    found = [_ring(relation, loop, known) for relation, known in by_relation.items() for loop in loops(known)]
    mixed: dict[Arrow, list[Tied]] = {}
    for relation in EXPOSED:
        for arrow, ties in by_relation[relation].items():
            mixed.setdefault(arrow, []).extend(ties)
    alone = {ring.members for ring in found}
    return [*found, *(_ring("", loop, mixed) for loop in loops(mixed) if loop.members not in alone)]


def _ring(relation: str, loop: Looped, known: dict[Arrow, list[Tied]]) -> RingFound:
    steps = [*pairwise(loop.ring), (loop.ring[-1], loop.ring[0])]
    hops = [
        (", ".join(sorted({t.relation for t in known[step]})), tuple(sorted({n for t in known[step] for n in t.deals})))
        for step in steps
    ]
    return RingFound(relation, loop.members, loop.ring, tuple(hops))


def chains(net: Across) -> list[ChainFound]:
    """Return a longest chain of each relation, if it has more than one link; of vehicles one link is enough: a pool packed twice."""
    found = [ChainFound("repacks", longest_chain(repacking(net)))]
    found += [ChainFound(r, longest_chain(arrows(net, r))) for r in EXPOSED]
    return [c for c in found if len(c.chain) > (1 if c.relation == "repacks" else 2)]


def several(net: Across) -> list[Several]:
    """Return who has several capacities in one deal, those with most first. Work of one kind done twice is one capacity."""
    by_deal: dict[tuple[str, int], set[str]] = {}
    for number, note in net.notes.items():
        for bond in note.bonds:
            capacity = SEVERAL.get(bond.relation) or (bond.word if bond.relation == "serves" else "")
            key = net.joins.keys.get((number, bond.source))
            if capacity and key is not None and net.is_firm(key):
                by_deal.setdefault((key, number), set()).add(capacity)
    groups: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for (key, number), capacities in by_deal.items():
        if len(capacities) > 1:
            groups.setdefault((key, tuple(sorted(capacities))), []).append(number)
    found = [Several(key, capacities, tuple(sorted(numbers))) for (key, capacities), numbers in groups.items()]
    return sorted(found, key=lambda s: (-len(s.capacities), -len(s.deals), s.key, s.capacities))


def alone(net: Across) -> list[SoleWork]:
    """Return the work that one party does for deals and nobody is named to take over, and support that one alone gives; most deals first."""
    groups: dict[tuple[str, str], set[int]] = {}
    for number, note in net.notes.items():
        for path, work in note.single:
            groups.setdefault((net.key(number, path), work), set()).add(number)
        givers = {net.key(number, b.source) for b in note.bonds if b.relation == "supports"}
        if len(givers) == 1:
            groups.setdefault((next(iter(givers)), "supports"), set()).add(number)
    found = [SoleWork(key, work, tuple(sorted(deals))) for (key, work), deals in groups.items() if net.is_firm(key)]
    return sorted(found, key=lambda s: (-len(s.deals), s.key, s.work))


def cuts(net: Across) -> list[CutPoint]:
    """Return the parties without which deals hang together with no other: what is cut off is counted in deals."""
    lines, weighs = set[Arrow](), dict[str, int]()
    for number, note in net.notes.items():
        deal = f"deal:{number}"
        weighs[deal] = 1
        for bond in note.bonds:
            for path in (bond.source, bond.target):
                key = net.joins.keys.get((number, path))
                if key is not None and key not in net.vehicles and net.is_firm(key):
                    lines.add((deal, key))
    return [c for c in cut_points(sorted(lines), weighs) if c.node not in weighs]


def made_by(net: Across) -> list[MadeBy]:
    """Return the originators with what their deals issued, kept and sold, by currency, largest first; of a deal of several each counts the whole."""
    own = own_money(net)
    sums: dict[tuple[str, str], list[Fraction]] = {}
    deals: dict[tuple[str, str], set[int]] = {}
    held: dict[tuple[str, str], dict[str, Fraction]] = {}
    for tie in net.of("holds"):
        for currency, amount in tie.amounts:
            by_holder = held.setdefault((tie.target, currency), {})
            by_holder[tie.source] = by_holder.get(tie.source, Fraction(0)) + amount
    for key, found in net.vehicles.items():
        _, vehicle = max(found, key=lambda each: -each[1].lacking)
        for maker in net.makers.get(key, ()):
            for currency, issued in vehicle.issued:
                holders = held.get((key, currency), {})
                mine = holders.get(maker, Fraction(0))
                row = sums.setdefault((maker, currency), [Fraction(0), Fraction(0), Fraction(0)])
                row[0], row[1], row[2] = row[0] + issued, row[1] + mine, row[2] + sum(holders.values(), Fraction(0)) - mine
                deals.setdefault((maker, currency), set()).update(number for number, _ in found)
    made = []
    for (maker, currency), (issued, kept, others) in sums.items():
        what, money, on = own.get((maker, currency), ("", None, ""))
        made.append(MadeBy(maker, tuple(sorted(deals[maker, currency])), currency, issued, kept, others, money, what, on))
    return sorted(made, key=lambda m: (-len(m.deals), -m.issued, m.key))


def own_money(net: Across) -> dict[tuple[str, str], tuple[str, Fraction | None, str]]:
    """Return the own money of parties as last told; where files tell two values of one day, neither counts."""
    found: dict[tuple[str, str], tuple[str, Fraction | None, str]] = {}
    for number, note in net.notes.items():
        for told in note.own:
            at = (net.key(number, told.path), told.currency)
            before = found.get(at)
            day = told.on.isoformat()
            if before is None or day > before[2]:
                found[at] = (told.what, told.amount, day)
            elif day == before[2] and told.what == before[0] and told.amount != before[1]:
                found[at] = (told.what, None, day)
    return found
