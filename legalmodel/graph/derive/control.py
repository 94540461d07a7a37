"""Control: who has power over whom, by the size of stakes and by any other ground, added up until nothing changes.

X controls Y when X and all that X controls together hold the part of Y that the definition asks for, or when one of them has a ground that
gives control by itself: the right to appoint the board or the manager, an agreement or the articles, being its general partner, an influence
that an authority found (``grounds.py``, ``links.py``). A chain of majorities alone would miss stakes that only together reach the part.

Asked twice, on what surely holds and on what may hold:

- Surely: only stakes whose owner, part and days are known. A class of persons holds nothing as one, so it surely controls nobody.
- May: an unknown stake is at most all that the known stakes of others leave free; a holder who is a class, unnamed or unknown may be
  anybody; a list of ownership that is not declared complete may hold any missing stake or ground. So on an open list the answer is no only
  if the known stakes of others leave too little free, and never under a definition that counts other grounds. A complete list of
  ownership says that nobody else owns or directs: what stands in other sections counts all the same, and what they do not say is not there,
  unless the file says that the section is not known. Nobody controls a natural person.

**Rings.** What companies hold in Y that Y itself controls elects nobody. Those votes count neither for Y's own companies nor as part of the
whole, but for somebody outside who reaches the companies that hold them. Two that control each other only by such votes: not known.

**Nominees** are looked through: who instructs, or for whom the stake is held, votes it; the holder in whose name it stands may. Those who
**act together** over a company have each other's votes in it, where neither has enough alone. Votes are ``votes``, else ``shares``. A branch
counts as the legal person that it is part of. **Capacity**: what an estate holds is not added to what its trustee holds for itself; the trustee,
the settlor and the beneficiaries may each control through it. Everybody controls itself.

Whom one party controls is worked out once, by adding companies as soon as the stakes gathered so far reach the threshold: each stake is
looked at once. What it may control is worked out only where it can be another answer; the facts that would tell, only for the pair asked.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from legalmodel.base.facts import Fact
from legalmodel.base.kleene import either
from legalmodel.base.language import Phrase
from legalmodel.base.places import Path
from legalmodel.base.things import Thing
from legalmodel.base.values import Missing, Truth, U, unknown
from legalmodel.graph.definitions import Definitions
from legalmodel.graph.grounds import Definition as Definition
from legalmodel.graph.perhaps import Perhaps, natural
from legalmodel.graph.stake import StakeBounds, measure
from legalmodel.graph.stakes import NOTHING, Stakes
from legalmodel.graph.tell import told
from legalmodel.graph.truth import View, identity, whole


class Control(Perhaps):
    """Answers who controls whom in one deal."""

    __slots__ = ("_by_path", "_kept", "_plain", "_unnamed", "definitions", "view")

    def __init__(self, view: View, actors: Callable[[], Iterator[Thing]], definitions: Mapping[str, Definition]) -> None:
        super().__init__(actors)
        self.view, self.definitions = view, Definitions(definitions)
        self._plain: set[Thing] = set()
        self._by_path: dict[Path, Thing] = {}
        self._unnamed: list[Thing] = []
        self._kept: dict[tuple[str, date | None], Stakes] = {}

    def controls(self, a: Thing, b: Thing, by: str, day: date | None) -> Truth:
        """Tell whether ``a`` controls ``b`` under a definition; KeyError if there is no such definition."""
        names = self.definitions.through(by, day)
        if len(names) > 1:
            truth: Truth = False
            for name in names:
                # a definition that goes through others is met by any of them
                if (truth := either(truth, self.controls(a, b, name, day))) is True:
                    return True
            return truth
        if not names:
            return unknown((by,), "undefined")
        if a.members or b.members:
            return self._together(a, b, by, day)
        stakes = self._stakes(names[0], day)
        a, b = self._person(a, day), self._person(b, day)
        # what is sure is asked first: with all known it is all there is, and it costs one walk for all companies
        if b in self.surely(stakes, a):
            return self._unless_meant_otherwise(stakes, a, b)
        if natural(b):
            return False
        # somebody unnamed may be anybody, and so may be the one who controls
        if not (a.certain and b.certain):
            return U(identity(a) | identity(b))
        # only where something is not known can what may be differ from what is
        if not stakes.exact and (stakes.anybody_may(b) or b in self.perhaps(stakes, a)):
            return self.doubt(stakes, a, b)
        return False

    def _together(self, a: Thing, b: Thing, by: str, day: date | None) -> Truth:
        """Tell it of several who stand together: any of them may be the one who controls, all of them would have to be controlled."""
        truths = [self.controls(one, other, by, day) for one in a.members or (a,) for other in b.members or (b,)]
        return False if all(truth is False for truth in truths) else U(identity(a) | identity(b))

    def _unless_meant_otherwise(self, stakes: Stakes, a: Thing, b: Thing) -> Truth:
        """Tell whether control that is there is control to the definition: not within a ring, nor of a shareholder where others are meant."""
        if stakes.rule.weighed and a is not b:
            way = self._witnesses(stakes, list(self.surely(stakes, a)), b)
            return U(frozenset(Missing((*s.record.path, measure(s.record, stakes.rule)), "weighed") for s in way))
        if self.mutual(stakes, a, b):
            records = [stake.record for stake in stakes.stakes_in(b) if stake.owner in stakes.ringed]
            return U(frozenset(Missing((*record.path, "votes"), "weighed") for record in records))
        if stakes.rule.outsiders and a is not b:
            own = [stake for stake in stakes.stakes_in(b) if stake.owner is a and not stake.ground]
            if own:
                return U(frozenset(Missing((*stake.record.path, "owner"), "weighed") for stake in own))
        return True

    def formal(self, a: Thing, b: Thing, by: str, day: date | None) -> bool:
        """Tell whether ``a`` surely has the stakes for control, ring or not: enough to make two one group."""
        a, b = self._person(a, day), self._person(b, day)
        # a ground that is only weighed makes nobody one group for sure
        names = (name for name in self.definitions.through(by, day) if not self.definitions.on(name, day).weighed)
        return any(b in self.formally(self._stakes(name, day), a) for name in names)

    def controlled(self, a: Thing, by: str, day: date | None) -> tuple[tuple[Thing, ...], tuple[Thing, ...]]:
        """Return whom ``a`` surely controls, itself first, in the order in which control arises; and whom perhaps.

        These are they of whom ``controls`` is true, and unknown. Branches are not named beside their legal persons. Of a definition that
        goes through several, whom any of them surely gives is surely controlled.
        """
        names = self.definitions.through(by, day)
        parts = [self._controlled(a, name, day) for name in names]
        if len(parts) == 1:
            return parts[0]
        surely = dict.fromkeys(each for found, _ in parts for each in found)
        may = dict.fromkeys(each for _, found in parts for each in found)
        if not parts:  # the text did not hold: of nobody but itself can it be told
            surely, may = dict.fromkeys((self._person(a, day),)), dict.fromkeys(c for c in self.actors() if whole(c, day) is c)
        return tuple(surely), tuple([each for each in may if each not in surely])

    def _controlled(self, a: Thing, by: str, day: date | None) -> tuple[tuple[Thing, ...], tuple[Thing, ...]]:
        """Return the same under one definition that goes through no other."""
        stakes = self._stakes(by, day)
        a = self._person(a, day)
        surely, found = self.surely(stakes, a), self.surely(stakes, a)
        # only then can control that is there mean something else; to ask for each company would cost what the walk saves
        if a in stakes.ringed or stakes.rule.weighed or stakes.rule.outsiders:
            surely = {c: None for c in found if not self._meant_otherwise(stakes, a, c)}
        if stakes.exact and a.certain and not self._unnamed:
            return tuple(surely), tuple([c for c in found if c not in surely])
        may = self._doubted(stakes, a, day)
        return tuple(surely), tuple([c for c in may if c not in surely and not natural(c)] if may is not surely else ())

    def _meant_otherwise(self, stakes: Stakes, a: Thing, c: Thing) -> bool:
        """Tell whether control that is there is none, or is to be weighed, under a definition."""
        return a is not c and self._unless_meant_otherwise(stakes, a, c) is not True

    def _doubted(self, stakes: Stakes, a: Thing, day: date | None) -> dict[Thing, None]:
        """Return all of whom it is not sure that ``a`` does not control them. Whoever is not named may be anybody."""
        if not a.certain:
            return dict.fromkeys(c for c in self.actors() if whole(c, day) is c)
        may = self.perhaps(stakes, a)
        return dict.fromkeys((*may, *(c for c in self._unnamed if whole(c, day) is c))) if self._unnamed else may

    def _stakes(self, by: str, day: date | None) -> Stakes:
        """Return the stakes of a day, read once."""
        found = self._kept.get((by, day))
        if found is None:
            if not self._plain:
                self._look_at_people()
            found = Stakes(self.definitions.on(by, day), self.view, list(self.actors()), self._plain, day)
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

    def firm(self, by: str, day: date | None) -> bool:
        """Tell whether all owners are known: then nobody controls a company without a stake in it or above it."""
        return all(
            self._stakes(name, day).firm and not self._stakes(name, day).allies for name in self.definitions.through(by, day)
        )

    def seats(self, by: str, day: date | None) -> bool:
        """Tell whether the enterprise of a director, supervisor or officer is affiliated under a definition with the company served."""
        return bool(self.definitions.through(by, day)) and self.definitions.on(by, day).seats

    def above(self, b: Thing, by: str, day: date | None) -> tuple[Thing, ...]:
        """Return a company and everybody who holds in it or in its holders, or whose votes may be cast with theirs."""
        seen = {self._person(b, day): None}
        # grown while it is gone through: owners of owners, each once, rings and all
        waiting = list(seen)
        for stakes in [self._stakes(name, day) for name in self.definitions.through(by, day)]:
            for company in waiting:
                partners = [ally.who for ally in stakes.allies.get(company, ())]
                for owner in (*(owner for owner, _ in stakes.holders(company)), *partners):
                    if isinstance(owner, Thing) and owner not in seen:
                        seen[owner] = None
                        waiting.append(owner)
        return tuple(seen)

    def why(self, a: Thing, b: Thing, by: str, day: date | None) -> tuple[Fact, ...]:
        """Return the fact that ``a`` controls ``b``, or does not, with the stakes and grounds that it rests on."""
        names = self.definitions.through(by, day)
        truth = self.controls(a, b, by, day)
        # of several definitions the first that gives this very answer is told
        name = next((n for n in names if self.controls(a, b, n, day) is truth), names[0]) if names else ""
        found: list[StakeBounds] = []
        if name and not (a.members or b.members):
            stakes = self._stakes(name, day)
            one, other = self._person(a, day), self._person(b, day)
            found = self._witnesses(stakes, list(self.surely(stakes, one)), other) if truth is True else stakes.stakes_in(other)
            found += (
                [
                    StakeBounds(one, other, NOTHING, NOTHING, True, frozenset(), ally.record, "acting_together", ("of", "to"))
                    for ally in stakes.allies.get(one, ())
                ]
                if truth is not False
                else []
            )
        rule = self.definitions.on(name, day) if name else Definition()
        because = tuple(told(self.view, stake, rule, day) for stake in found)
        sides: dict[str, Any] = {"who": self.view.label(a), "whom": self.view.label(b)}
        if truth is True:
            text = Phrase("{who} controls {whom}", **sides)
        else:
            text = Phrase("{who} does not control {whom}" if truth is False else "{who} may control {whom}", **sides)
        return (Fact(text, truth, (), because, by),)

    def _witnesses(self, stakes: Stakes, order: list[Thing], b: Thing) -> list[StakeBounds]:
        """Return the stakes by which control over ``b`` arises, those nearest to the top first."""
        rank: dict[Thing | U, int] = {thing: n for n, thing in enumerate(order)}
        found: list[StakeBounds] = []
        wanted, seen = [b], {b}
        for company in wanted:
            for stake in stakes.stakes_in(company):
                owner = stake.owner
                # a stake of somebody who was reached later cannot be why this one was: so no ring proves itself
                if rank.get(owner, len(order)) < rank.get(company, 0) and (stake.low or stake.agreement is True):
                    found.append(stake)
                    if isinstance(owner, Thing) and owner not in seen:
                        seen.add(owner)
                        wanted.append(owner)
        return sorted(found, key=lambda s: (rank[s.of], s.record.path))
