"""Control, with stakes added up over everything already controlled, until nothing changes.

X controls Y when X and all that X controls together hold the part of Y that the definition asks for, or when one of them directs Y
under an agreement (if the definition counts agreements). A chain of majorities alone would miss stakes that only together reach it.

Asked twice, on what surely holds and on what may hold:

- Surely: only stakes whose owner, part and days are known. A class of persons holds nothing as one, so it surely controls nobody.
- May: an unknown stake is at most all that the known stakes of others leave free; a holder who is a class, unnamed or unknown may be
  anybody; a list of ownership that is not declared complete may hold any missing stake. So on an open list the answer is no only if
  the known stakes of others leave too little free, and never under a definition that counts agreements, because an agreement not
  listed needs no shares. On a complete list a stake that mentions no agreement has none. Nobody controls a natural person.

Votes are ``votes``, else ``shares``: the file writes votes only where they differ from the capital. A branch counts as the
legal person that it is part of. Capacity: what an estate holds is not added to what its trustee holds for itself, because
the trustee votes it for others. Everybody controls itself.

Whom one party controls is worked out once, by adding companies as soon as the stakes gathered so far reach the threshold: each stake is
looked at once. What it may control is worked out only where it can be another answer; the facts that would tell, only for the pair asked.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from legalmodel.base.facts import Fact
from legalmodel.base.places import Path
from legalmodel.base.things import Thing
from legalmodel.base.values import Truth, U
from legalmodel.graph.stakes import ALL, DIRECTS, NOTHING, StakeBounds, Stakes, measure
from legalmodel.graph.stakes import Definition as Definition
from legalmodel.graph.truth import View, identity, whole

MAJORITY = {"majority": Definition()}


class Control:
    """Answers who controls whom in one deal."""

    __slots__ = ("_by_path", "_kept", "_plain", "_unnamed", "actors", "definitions", "view", "work")

    def __init__(self, view: View, actors: Callable[[], Iterator[Thing]], definitions: Mapping[str, Definition]) -> None:
        self.view, self.actors = view, actors
        self.definitions = {**MAJORITY, **definitions}
        self.work = 0
        """Stakes looked at so far, counted for tests of speed."""
        self._plain: set[Thing] = set()
        self._by_path: dict[Path, Thing] = {}
        self._unnamed: list[Thing] = []
        self._kept: dict[tuple[str, date | None], Stakes] = {}

    def controls(self, a: Thing, b: Thing, by: str, day: date | None) -> Truth:
        """Tell whether ``a`` controls ``b`` under a definition; KeyError if there is no such definition."""
        stakes = self._stakes(by, day)
        a, b = self._person(a, day), self._person(b, day)
        if b in self._surely(stakes, a):
            return True
        if _natural(b):
            return False
        if not (a.certain and b.certain):
            return U(identity(a) | identity(b))
        if not stakes.exact and (stakes.anybody_may(b) or b in self._perhaps(stakes, a)):
            return self._doubt(stakes, a, b)
        return False

    def controlled(self, a: Thing, by: str, day: date | None) -> tuple[tuple[Thing, ...], tuple[Thing, ...]]:
        """Return whom ``a`` surely controls, itself first, in the order in which control arises; and whom perhaps.

        These are they of whom ``controls`` is true, and unknown. Branches are not named beside their legal persons.
        """
        stakes = self._stakes(by, day)
        a = self._person(a, day)
        surely = self._surely(stakes, a)
        if stakes.exact and a.certain and not self._unnamed:
            return tuple(surely), ()
        may = self._doubted(stakes, a, day)
        return tuple(surely), tuple([c for c in may if c not in surely and not _natural(c)] if may is not surely else ())

    def _doubted(self, stakes: Stakes, a: Thing, day: date | None) -> dict[Thing, None]:
        """Return all of whom it is not sure that ``a`` does not control them. Whoever is not named may be anybody."""
        if not a.certain:
            return dict.fromkeys(c for c in self.actors() if whole(c, day) is c)
        may = self._perhaps(stakes, a)
        return dict.fromkeys((*may, *(c for c in self._unnamed if whole(c, day) is c))) if self._unnamed else may

    def _stakes(self, by: str, day: date | None) -> Stakes:
        """Return the stakes of a day, read once."""
        found = self._kept.get((by, day))
        if found is None:
            if not self._plain:
                self._look_at_people()
            found = Stakes(self.definitions[by], self.view.section("ownership"), self._plain, day)
            self._kept[by, day] = found
        return found

    def _look_at_people(self) -> None:
        actors = list(self.actors())
        self._plain = {a for a in actors if a.certain and "part_of" not in a.fields}
        self._unnamed = [a for a in actors if not a.certain]

    def _person(self, thing: Thing, day: date | None) -> Thing:
        """Return the legal person that a branch is part of, and anybody else as this deal has it."""
        if thing in self._plain:
            return thing
        if not self._by_path:
            self._by_path = {actor.path: actor for actor in self.actors()}
        return whole(self._by_path.get(thing.path, thing), day)

    def _surely(self, stakes: Stakes, a: Thing) -> dict[Thing, None]:
        """Return ``a`` and all that it surely controls, in the order in which control arises."""
        if a in stakes.surely:
            return stakes.surely[a]
        held, enough, looked = stakes.held, stakes.enough, 0
        reached = stakes.surely[a] = {a: None}
        parts: dict[Thing, Decimal] = {}
        waiting = [a]
        for holder in waiting if a in held else ():
            for company, part, _ in held.get(holder, ()):
                looked += 1
                if company in reached:
                    continue
                if company in parts:
                    part += parts[company]
                if enough(part):
                    reached[company] = None
                    waiting.append(company)
                else:
                    parts[company] = part
        self.work += looked
        return reached

    def _perhaps(self, stakes: Stakes, a: Thing) -> dict[Thing, None]:
        """Return ``a`` and all that it controls if every doubt is settled in its favour; what anybody may control is in it."""
        found = stakes.perhaps.get(a)
        if found is None:
            surely = self._surely(stakes, a)
            if stakes.firm and stakes.loose.isdisjoint(surely):
                found = surely
            else:
                anybodys = self._anybodys(stakes)
                found = anybodys if a in anybodys else self._settle(stakes, [a, *anybodys])
            stakes.perhaps[a] = found
        return found

    def _anybodys(self, stakes: Stakes) -> dict[Thing, None]:
        """Return all that somebody with no known stake may control."""
        if stakes.anybodys is None:
            people = (c for c in self.actors() if not _natural(c) and whole(c, stakes.day) is c) if not stakes.firm else ()
            stakes.anybodys = self._settle(stakes, [c for c in people if stakes.anybody_may(c)])
        return stakes.anybodys

    def _settle(self, stakes: Stakes, waiting: list[Thing]) -> dict[Thing, None]:
        """Return these and all that they control together if every doubt is settled in their favour.

        A holder that may be anybody adds nothing: what it holds counts for everybody from the beginning.
        """
        held, enough, room, looked = stakes.held, stakes.enough, stakes.room, 0
        unheld, rest = ({}, ALL) if stakes.slack else (stakes.vague, NOTHING)
        reached = dict.fromkeys(waiting)
        least: dict[Thing, Decimal] = {}
        most: dict[Thing, Decimal] = {}
        for holder in waiting:
            for company, low, high in held.get(holder, ()) if holder.certain else ():
                looked += 1
                if company in reached:
                    continue
                low += least[company] if company in least else room.get(company, ALL)
                high += most[company] if company in most else unheld.get(company, rest)
                if enough(high) and (enough(low) or high == DIRECTS):
                    reached[company] = None
                    waiting.append(company)
                else:
                    least[company], most[company] = low, high
        self.work += looked
        return reached

    def _doubt(self, stakes: Stakes, a: Thing, b: Thing) -> U:
        """Return the facts not known on the way from ``b`` up to ``a``."""
        if not stakes.gaps:
            return stakes.open
        surely, perhaps = self._surely(stakes, a), self._perhaps(stakes, a)
        missing, waiting, seen = set(stakes.slack), [b], {b}
        for company in waiting:
            for owner, record in stakes.holders(company):
                vague = not isinstance(owner, Thing) or not owner.certain
                if record in stakes.gaps and (vague or owner in perhaps):
                    missing |= stakes.missing(record)
                if isinstance(owner, Thing) and owner in perhaps and owner not in surely and owner not in seen:
                    seen.add(owner)
                    waiting.append(owner)
        return U(frozenset(missing)) if len(missing) > len(stakes.slack) else stakes.open

    def firm(self, by: str, day: date | None) -> bool:
        """Tell whether all owners are known: then nobody controls a company without a stake in it or above it."""
        return self._stakes(by, day).firm

    def above(self, b: Thing, by: str, day: date | None) -> tuple[Thing, ...]:
        """Return a company and everybody who holds in it or in its holders."""
        stakes = self._stakes(by, day)
        seen = {self._person(b, day): None}
        waiting = list(seen)
        for company in waiting:
            for owner, _ in stakes.holders(company):
                if isinstance(owner, Thing) and owner not in seen:
                    seen[owner] = None
                    waiting.append(owner)
        return tuple(seen)

    def why(self, a: Thing, b: Thing, by: str, day: date | None) -> tuple[Fact, ...]:
        """Return the fact that ``a`` controls ``b``, or does not, with the stakes that it rests on."""
        stakes = self._stakes(by, day)
        a, b = self._person(a, day), self._person(b, day)
        truth = self.controls(a, b, by, day)
        found = self._witnesses(stakes, list(self._surely(stakes, a)), b) if truth is True else stakes.stakes_in(b)
        because = tuple(self._told(stake, stakes.rule, day) for stake in found)
        how = "controls" if truth is True else "does not control" if truth is False else "may control"
        return (Fact(f"{self.view.label(a)} {how} {self.view.label(b)}", truth, (), because, by),)

    def _witnesses(self, stakes: Stakes, order: list[Thing], b: Thing) -> list[StakeBounds]:
        """Return the stakes by which control over ``b`` arises, those nearest to the top first."""
        rank: dict[Thing | U, int] = {thing: n for n, thing in enumerate(order)}
        found: list[StakeBounds] = []
        wanted, seen = [b], {b}
        for company in wanted:
            for stake in stakes.stakes_in(company):
                owner = stake.owner
                if rank.get(owner, len(order)) < rank.get(company, 0) and (stake.low or stake.agreement is True):
                    found.append(stake)
                    if isinstance(owner, Thing) and owner not in seen:
                        seen.add(owner)
                        wanted.append(owner)
        return sorted(found, key=lambda s: (rank[s.of], s.record.path))

    def _told(self, stake: StakeBounds, rule: Definition, day: date | None) -> Fact:
        counted = measure(stake.record, rule)
        by_agreement = stake.agreement is True
        part = stake.record.get(counted, day)
        size = f"{(part * 100).normalize():f}% of the {counted}" if isinstance(part, Decimal) else f"a part of the {counted}"
        how = "directs, under an agreement," if by_agreement else f"holds {size} in"
        text = f"{self.view.label(stake.owner)} {how} {self.view.label(stake.of)}"
        extra = ("agreement",) if by_agreement else (counted,)
        return self.view.relation(stake.record, text, ("owner", "of", *extra, "since", "until"), day)


def _natural(thing: Thing) -> bool:
    return thing.fields.get("form") == "natural_person"
