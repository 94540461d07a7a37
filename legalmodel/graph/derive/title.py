"""Title: the hops by which assets pass from one to the next, in order.

Hops are taken as the file writes them, agreed or done: the title to assets in a deal that is only proposed has its hops too.
Two hops join where the taker of the first gives in the second, as the same actor or as the person who holds the estate. A hop
whose giver took from nobody starts a chain. Broken chains stay visible: every hop for the asset is listed, and the facts
say where one does not join the one before.

The hops of a day are sorted by asset and by giver once; so a question takes as long as the hops that it is about are many.
"""

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import Any, NamedTuple

from legalmodel.base.facts import Fact
from legalmodel.base.kleene import both, either
from legalmodel.base.kleene import join as merge
from legalmodel.base.language import Phrase
from legalmodel.base.places import Path
from legalmodel.base.things import Thing, same
from legalmodel.base.values import Facts, Items, Span, Truth, U
from legalmodel.graph.succession import Ends, Passage, succession
from legalmodel.graph.truth import Gather, View, one

Person = Callable[[Thing, date | None], Any]


class _Side(NamedTuple):
    """One side of a hop. Two hops surely join if the ``ends`` of a taker and of a giver meet.

    ``vague``: it may be somebody else than it seems, so what it joins is not sure.
    """

    ends: Ends
    vague: bool


class _Hop(NamedTuple):
    """A hop, its number in the order of the file, and its two sides."""

    record: Thing
    number: int
    giver: _Side
    taker: _Side


class _Hops(NamedTuple):
    """All hops of a day in the order of the file, by path, and by asset; those of unknown assets stand apart."""

    listed: dict[Path, _Hop]
    by_asset: dict[Path, list[_Hop]]
    vague: list[_Hop]
    open: Facts


class Title:
    """Answers through whose hands assets went."""

    __slots__ = ("_kept", "person", "view")

    def __init__(self, view: View, person: Person) -> None:
        self.view, self.person = view, person
        self._kept: dict[date | None, _Hops] = {}

    def hops(self, asset: Thing, day: date | None) -> Items:
        """Return the hops for an asset in order; those of which the assets are not known are doubtful."""
        known, doubtful = self._listed((asset,), day)
        return Items(self._order(known, day), self._read(day).open, tuple((h.record, doubt) for h, doubt in doubtful))

    def earlier(self, hop: Thing, day: date | None) -> Items:
        """Return the hops through which the giver of a hop came to the same assets, in order."""
        return self._related(hop, day, later=False)

    def later(self, hop: Thing, day: date | None) -> Items:
        """Return the hops by which the taker of a hop passed the same assets on, in order."""
        return self._related(hop, day, later=True)

    def ends(self, hops: list[Thing], day: date | None) -> list[Thing]:
        """Return those of some hops whose taker is surely not the giver of any that comes after in the list."""
        listed, given, found = self._read(day).listed, set[Hashable](), list[Thing]()
        # from the end, so that whoever gives later on is known by then
        for hop in reversed(hops):
            if listed[hop.path].taker.ends.isdisjoint(given):
                found.append(hop)
            given |= listed[hop.path].giver.ends
        return found[::-1]

    def joins(self, first: Thing, second: Thing, day: date | None) -> Truth:
        """Tell whether the taker of one hop is the giver of another."""
        taker, giver = first.get("transferee", day), second.get("transferor", day)
        if not isinstance(taker, Thing) or not isinstance(giver, Thing):
            return one(taker, giver)
        # one and the same record joins itself, even if it stands for a class or somebody unnamed
        if taker.path == giver.path:
            return True
        behind = ((self.person(taker, day), giver), (taker, self.person(giver, day)))
        return either(same(taker, giver), *(one(a, b) for a, b in behind))

    def why(self, asset: Thing, day: date | None) -> tuple[Fact, ...]:
        """Return each hop with its two sides, and each place where the chain is broken."""
        return self._told(self.hops(asset, day).known, day)

    def why_earlier(self, hop: Thing, day: date | None) -> tuple[Fact, ...]:
        """Return the earlier hops and this one, each with its two sides."""
        return self._told((*self.earlier(hop, day).known, hop), day)

    def _told(self, hops: tuple[Thing, ...], day: date | None) -> tuple[Fact, ...]:
        facts, listed, taken = list[Fact](), self._read(day).listed, set[Hashable]()
        for number, hop in enumerate(hops):
            giver, taker = (self.view.label(hop.get(side, day)) for side in ("transferor", "transferee"))
            facts.append(
                self.view.relation(
                    hop,
                    Phrase("{giver} passes assets to {taker}", giver=giver, taker=taker),
                    ("transferor", "transferee", "assets"),
                    day,
                )
            )
            if number and listed[hop.path].giver.ends.isdisjoint(taken):
                facts.append(self._break(hops[number - 1], hop, day))
            taken |= listed[hop.path].taker.ends
        return tuple(facts)

    def _break(self, before: Thing, hop: Thing, day: date | None) -> Fact:
        because = (self.view.fact(before, "transferee", day), self.view.fact(hop, "transferor", day))
        return Fact(
            Phrase(
                "{hop} does not join {before}: no hop brings the assets to its giver",
                hop=self.view.label(hop),
                before=self.view.label(before),
            ),
            False,
            (),
            because,
        )

    def _read(self, day: date | None) -> _Hops:
        """Return the hops of a day, read once."""
        if day not in self._kept:
            sections = [self.view.section(name) for name in ("trusts", "transfers")]
            found = _Hops({}, {}, [], sections[0].open | sections[1].open)
            for record in (hop for section in sections for hop in section):
                self._enter(found, record, day)
            self._kept[day] = found
        return self._kept[day]

    def _enter(self, found: _Hops, record: Thing, day: date | None) -> None:
        giver = self._side(record.get("transferor", day), "giver", "taker", day)
        taker = self._side(record.get("transferee", day), "taker", "giver", day)
        found.listed[record.path] = hop = _Hop(record, len(found.listed), giver, taker)
        assets = record.get("assets", day)
        if not isinstance(assets, tuple):
            found.vague.append(hop)
            return
        for path in {asset.path: None for asset in assets}:
            found.by_asset.setdefault(path, []).append(hop)

    def _side(self, actor: Any, side: str, other: str, day: date | None) -> _Side:
        """Return what one side joins by: two are one if they are the same actor, or one is the person behind the other."""
        if not isinstance(actor, Thing):
            return _Side(frozenset(), isinstance(actor, U))
        person = self.person(actor, day)
        # a trustee gives on what its trust took, and the other way round: either end may stand for the other
        ends = {("actor", actor.path), (f"person behind {other}", actor.path)}
        if isinstance(person, Thing):
            ends.add((f"person behind {side}", person.path))
        vague = isinstance(person, U) or not all(thing.certain for thing in (actor, person) if isinstance(thing, Thing))
        return _Side(frozenset(ends), vague)

    def _listed(self, assets: Iterable[Thing], day: date | None) -> tuple[list[_Hop], list[tuple[_Hop, U]]]:
        """Return the hops for any of some assets, and those that may be for one of them, each with what would tell."""
        hops = self._read(day)
        known = {hop.number: hop for asset in assets for hop in hops.by_asset.get(asset.path, ())}
        return [known[n] for n in sorted(known)], [(hop, merge((hop.record.get("assets", day),))) for hop in hops.vague]

    def _related(self, hop: Thing, day: date | None, *, later: bool) -> Items:
        """Follow links among hops for the same assets: surely as far as links are sure, perhaps as far as they may be."""
        assets, listed = hop.get("assets", day), self._read(day)
        if not isinstance(assets, tuple):
            return Items((), merge((assets,)).missing)
        if hop.path not in listed.listed:  # it begins after the day at which the graph was cut
            return Items(())
        known, doubtful = self._listed(assets, day)
        belongs: list[tuple[_Hop, Truth]] = [*((h, True) for h in known), *(doubtful if assets else ())]
        near = _Near(belongs, later)
        near.reach(hop.path, True)
        reached: dict[Path, tuple[_Hop, Truth]] = {hop.path: (listed.listed[hop.path], True)}
        waiting = [hop.path]
        for path in waiting:
            at, sure = reached[path]
            others = near.of(at, sure is True)
            self.view.meter.look(self.view.section("transfers"), len(others))
            for other, belong in others:
                before = reached[other.record.path][1] if other.record.path in reached else False
                # once surely reached, nothing makes a hop surer
                if before is True or (step := self._link(at, other, day, later)) is False:
                    continue
                truth = both(sure, belong, step)
                # again only if it is surer than before: so rings of repurchase end
                if before is False or truth is True:
                    reached[other.record.path] = (other, truth)
                    near.reach(other.record.path, truth is True)
                    waiting.append(other.record.path)
        gather = Gather(listed.open)
        for other, truth in list(reached.values())[1:]:
            gather.add(other.record, truth)
        found = gather.items()
        return Items(self._order([listed.listed[h.path] for h in found.known], day), found.open, found.doubtful)

    def _link(self, at: _Hop, other: _Hop, day: date | None, later: bool) -> Truth:
        return self.joins(at.record, other.record, day) if later else self.joins(other.record, at.record, day)

    def _order(self, hops: list[_Hop], day: date | None) -> tuple[Thing, ...]:
        """Put hops in order: after those from which their giver took; first come the earlier days, then the order of the list."""
        ranked = sorted(hops, key=lambda hop: _day(hop.record, day))
        steps = [Passage(hop.giver.ends, hop.taker.ends) for hop in ranked]
        return tuple(ranked[number].record for number in succession(steps))


class _Near:
    """Hops sorted by what joins them to the next ones, so that each is looked at once along sure ways and once along doubtful ones.

    ``ahead`` holds the hops that a sure way, and those that a doubtful one, may still reach; ``vague`` those of them whose side is vague.
    """

    __slots__ = ("ahead", "at_end", "done", "hops", "later", "numbers", "vague")

    def __init__(self, hops: list[tuple[_Hop, Truth]], later: bool) -> None:
        self.hops, self.later = hops, later
        self.at_end: dict[Hashable, list[int]] = {}
        self.numbers = {hop.record.path: number for number, (hop, _) in enumerate(hops)}
        self.done: set[tuple[Hashable, bool]] = set()
        vague = list[int]()
        for number, (hop, _) in enumerate(hops):
            side = hop.giver if later else hop.taker
            for end in side.ends:
                self.at_end.setdefault(end, []).append(number)
            if side.vague:
                vague.append(number)
        self.ahead = {sure: dict.fromkeys(range(len(hops))) for sure in (True, False)}
        self.vague = {sure: dict.fromkeys(vague) for sure in (True, False)}

    def reach(self, path: Path, surely: bool) -> None:
        """Note that a hop is reached: no doubtful way is followed to it again, and if it is reached surely, none at all."""
        number = self.numbers.get(path, -1)  # the hop that is asked about stands in no list if it passes nothing
        for sure in (True, False) if surely else (False,):
            self.ahead[sure].pop(number, None)
            self.vague[sure].pop(number, None)

    def of(self, hop: _Hop, sure: bool) -> list[tuple[_Hop, Truth]]:
        """Return the hops that may join one which is reached surely, or perhaps; not those reached as surely before."""
        side, ahead = hop.taker if self.later else hop.giver, self.ahead[sure]
        if side.vague:
            return [self.hops[number] for number in ahead]
        numbers = set(self.vague[sure])
        for end in side.ends:
            if (end, True) not in self.done and (end, sure) not in self.done:
                numbers.update(number for number in self.at_end.get(end, ()) if number in ahead)
                self.done.add((end, sure))
        return [self.hops[number] for number in sorted(numbers)]


def _day(hop: Thing, day: date | None) -> date:
    dates = hop.get("dates", day)
    effective = dates.get("effective", day) if isinstance(dates, Thing) else None
    return effective.first if isinstance(effective, Span) else date.max
