"""Who is behind a company: whoever stands at the top of its chains, with economic share, votes, capacities and control.

**Economic share**: parts of the capital (of the profits, where they differ) multiplied along each chain and added over all chains; what a nominee
holds counts for whom it holds, what an estate holds for its beneficiaries. On rings the shares solve their equations. Each is a least and a
most: a part not known lies between nothing and all, and an open list of ownership leaves everybody's most at all.

**Votes**: those in the company itself that somebody casts, with all that he surely controls. **Capacity**: as what he stands there, with the share that
goes through it: a trustee has the votes of what the estate holds and no part of its value. **Control** as ``controls`` has it.
"""

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from legalmodel.base.facts import Fact
from legalmodel.base.things import Thing
from legalmodel.base.values import Items, Truth, U
from legalmodel.graph.days import in_force
from legalmodel.graph.grounds import ends, voters
from legalmodel.graph.truth import View, whole

_ROUNDS = 400
"""Companies above one beyond which rings are not solved: the most is then all."""


class Bounds(NamedTuple):
    """A part: the least and the most that it can be."""

    low: Fraction
    high: Fraction


class Capacity(NamedTuple):
    """As what somebody stands behind a company, and the economic share that goes through it."""

    role: str
    through: Thing
    share: Bounds


class Backer(NamedTuple):
    """Somebody at the top: ``control`` is the answer of ``controls``; ``why`` the chain that it rests on."""

    who: Thing | U
    economic: Bounds
    votes: Bounds
    capacities: tuple[Capacity, ...]
    control: Truth
    why: tuple[Fact, ...]

    def at(self, threshold: Fraction) -> Truth:
        """Tell whether this is somebody behind the company at a threshold: by economic share, by votes, or by control."""
        if self.control is True or self.economic.low >= threshold or self.votes.low >= threshold:
            return True
        # whoever has power by a capacity and no share may still be behind it, but for that alone surely is not
        through = max((c.share.high for c in self.capacities), default=Fraction(0))
        if isinstance(self.control, U) or max(self.economic.high, self.votes.high, through) >= threshold:
            return self.control if isinstance(self.control, U) else U(frozenset())
        return False


class _Edge(NamedTuple):
    owner: Thing | U
    of: Thing
    part: Bounds
    role: str


class BehindInputs(NamedTuple):
    """What is asked of control: the answer, what it rests on, and whom somebody surely controls."""

    controls: Callable[[Thing, Thing, str, date | None], Truth]
    why: Callable[[Thing, Thing, str, date | None], tuple[Fact, ...]]
    controlled: Callable[[Thing, str, date | None], tuple[tuple[Thing, ...], tuple[Thing, ...]]]


class Behind:
    """Answers who is behind whom in one deal."""

    __slots__ = ("control", "view")

    def __init__(self, view: View, control: BehindInputs) -> None:
        self.view, self.control = view, control

    def backers(self, of: Thing, by: str, day: date | None) -> list[Backer]:
        """Return who stands at the top of the chains above a company, and whoever has another capacity there, in the order of the file."""
        of = whole(of, day)
        edges = list(self._edges(day))
        above = _above(edges, of)
        shares = _shares([e for e in edges if e.of in above], of, above)
        owned = {edge.of for edge in edges if not isinstance(edge.owner, U)}
        people: dict[Any, list[_Edge]] = {}
        for edge in (e for e in edges if e.of in above):
            # who is owned by nobody named is where a chain ends; so is whoever has another capacity than an owner's
            top = isinstance(edge.owner, U) or edge.owner not in owned or edge.role != "owner"
            if top and not (isinstance(edge.owner, Thing) and edge.owner.sort == "estate" and edge.owner in owned):
                people.setdefault(edge.owner, []).append(edge)
        return [self._backer(who, of, found, shares, by, day) for who, found in people.items() if who is not of]

    def _backer(
        self,
        who: Thing | U,
        of: Thing,
        found: list[_Edge],
        shares: dict[Thing, Bounds],
        by: str,
        day: date | None,
    ) -> Backer:
        capacities = tuple(Capacity(e.role, e.of, _times(e.part, shares[e.of])) for e in found)
        counted = [c.share for c in capacities if c.role in ("owner", "beneficiary")]
        economic = _sum(counted)
        # an owner who is not listed may hold through this one as well
        if self.view.section("ownership").open:
            economic = Bounds(economic.low, Fraction(1))
        if isinstance(who, U):
            return Backer(who, economic, Bounds(Fraction(0), Fraction(1)), capacities, who, ())
        # votes go with control and not with shares: what a controlled company holds is voted by who controls it
        reach = {thing for thing in self.control.controlled(who, by, day)[0] if thing is not of}
        votes = _sum(
            [e.part for e in self._votes(of, day) if isinstance(e.owner, Thing) and (e.owner is who or e.owner in reach)]
        )
        truth = self.control.controls(who, of, by, day)
        return Backer(who, economic, votes, capacities, truth, self.control.why(who, of, by, day))

    def _votes(self, of: Thing, day: date | None) -> Iterator[_Edge]:
        for edge in self._edges(day, "votes"):
            if edge.of is of and edge.role in ("owner", "trustee"):
                yield edge

    def _edges(self, day: date | None, counted: str = "profits") -> Iterator[_Edge]:
        """Yield who has which part of whom; of an estate its trustee has none, and its beneficiaries what the trust says."""
        for record in self.view.section("ownership"):
            owner, of = (record.get(side, day) for side in ("owner", "of"))
            running = in_force(record, day)
            if running is False or record.get("indirect", day) == "yes" or not isinstance(of, Thing) or owner is of:
                continue
            # a record that says nothing of profits is taken at its shares
            low, high = ends(record.get(counted if counted in record.fields else "shares", day))
            part = Bounds(Fraction(low) if running is True else Fraction(0), Fraction(high))
            instead = voters(record, day)
            # a nominee has the stake in name only: who it is held for has the share
            for who in instead[0] if instead and instead[0] else (owner,):
                # held for several in parts not told, each may have all of it or none
                known = part if not instead or len(instead[0]) == 1 else Bounds(Fraction(0), part.high)
                if isinstance(who, Thing | U):
                    yield _Edge(whole(who, day) if isinstance(who, Thing) else who, whole(of, day), known, "owner")
            if instead and instead[0] and isinstance(owner, Thing):
                yield _Edge(whole(owner, day), whole(of, day), Bounds(Fraction(0), Fraction(0)), "nominee")
        trusts: dict[Any, list[Thing]] = {}  # looked up, as a deal may have as many trusts as estates
        for trust in self.view.section("trusts"):
            trusts.setdefault(trust.get("estate", day), []).append(trust)
        for estate in self.view.section("estates"):
            yield from self._of_estate(estate, trusts.get(estate, []), day)

    def _of_estate(self, estate: Thing, trusts: list[Thing], day: date | None) -> Iterator[_Edge]:
        holder, whole_of_it = estate.get("held_by", day), Bounds(Fraction(1), Fraction(1))
        for person in (holder.members or (holder,)) if isinstance(holder, Thing) else ():
            yield _Edge(person, estate, whole_of_it, "trustee")
        for trust in trusts:
            settlor = trust.get("settlor", day)
            for person in (settlor.members or (settlor,)) if isinstance(settlor, Thing) else ():
                yield _Edge(person, estate, whole_of_it, "settlor")
            people = trust.fields.get("beneficiaries")
            known = people.known if isinstance(people, Items) else ()
            alone = len(known) == 1 and isinstance(people, Items) and not people.open
            for one in known:
                low, high = ends(one.get("share", day))
                if "share" not in one.fields and alone:
                    # the only beneficiary of a closed list takes all that there is
                    low = high
                who = one.get("who", day)
                if isinstance(who, Thing | U):
                    yield _Edge(who, estate, Bounds(Fraction(low), Fraction(high)), "beneficiary")


def _above(edges: list[_Edge], of: Thing) -> set[Thing]:
    """Return a company and all owners above it."""
    by: dict[Thing, list[_Edge]] = {}
    for edge in edges:
        by.setdefault(edge.of, []).append(edge)
    found, waiting = {of}, [of]
    for company in waiting:
        for edge in by.get(company, ()):
            if isinstance(edge.owner, Thing) and edge.owner not in found:
                found.add(edge.owner)
                waiting.append(edge.owner)
    return found


def _shares(edges: list[_Edge], of: Thing, above: set[Thing]) -> dict[Thing, Bounds]:
    """Return the economic share of each in the company: one of itself, and of another what its holdings have of it."""
    counted = [e for e in edges if isinstance(e.owner, Thing) and e.role in ("owner", "beneficiary") and e.owner is not of]
    # two systems, for all parts at their least and at their most: shares grow with every part
    low = _solve({(e.owner, e.of): Fraction(0) for e in counted}, counted, of, above, least=True)
    high = _solve({(e.owner, e.of): Fraction(0) for e in counted}, counted, of, above, least=False)
    return {thing: Bounds(low.get(thing, Fraction(0)), min(Fraction(1), high.get(thing, Fraction(1)))) for thing in above}


def _solve(parts: dict[Any, Fraction], edges: list[_Edge], of: Thing, above: set[Thing], least: bool) -> dict[Thing, Fraction]:
    """Solve s(x) = sum of part(x, y) s(y), with s of the company 1; empty if there are too many or the equations have no one answer."""
    for edge in edges:
        parts[edge.owner, edge.of] += edge.part.low if least else edge.part.high
    rows: dict[Any, dict[Any, Fraction]] = {x: {} for x in above if x is not of}
    for (x, y), part in parts.items():
        rows[x][y] = rows[x].get(y, Fraction(0)) + part
    # by elimination the work grows with the cube, and fractions get longer: beyond this only the bounds are told
    if len(rows) > _ROUNDS:
        return {of: Fraction(1)}
    order = sorted(rows, key=lambda thing: thing.path)
    for n, x in enumerate(order):  # put each, as what it has of the others, into the rest
        own = rows[x].pop(x, Fraction(0))
        # what owns itself whole has no owner outside: the equations do not say who has it
        if own >= 1:
            return {of: Fraction(1)}
        rows[x] = {y: part / (1 - own) for y, part in rows[x].items()}
        for other in (*order[:n], *order[n + 1 :]):
            if part := rows[other].pop(x, Fraction(0)):
                for y, more in rows[x].items():
                    rows[other][y] = rows[other].get(y, Fraction(0)) + part * more
    return {of: Fraction(1)} | {x: row.get(of, Fraction(0)) for x, row in rows.items()}


def _times(a: Bounds, b: Bounds) -> Bounds:
    return Bounds(a.low * b.low, a.high * b.high)


def _sum(parts: list[Bounds]) -> Bounds:
    return Bounds(sum((p.low for p in parts), Fraction(0)), min(Fraction(1), sum((p.high for p in parts), Fraction(0))))
