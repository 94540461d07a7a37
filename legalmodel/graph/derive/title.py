"""Title: the hops by which assets pass from one to the next, in order.

Hops are taken as the file writes them, agreed or done: the title to assets in a deal that is only proposed has its hops too.
Two hops join where the taker of the first gives in the second, as the same actor or as the person who holds the estate. A hop
whose giver took from nobody starts a chain. Broken chains stay visible: every hop for the asset is listed, and the facts
say where one does not join the one before.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from legalmodel.base.facts import Fact
from legalmodel.base.things import Thing, same
from legalmodel.base.values import Items, Span, Truth, U
from legalmodel.graph.truth import Gather, View, either, merge

Person = Callable[[Thing, date | None], Any]


class Title:
    """Answers through whose hands assets went."""

    __slots__ = ("person", "view")

    def __init__(self, view: View, person: Person) -> None:
        self.view, self.person = view, person

    def hops(self, asset: Thing, day: date | None) -> Items:
        """Return the hops for an asset in order; those of which the assets are not known are doubtful."""
        found = self._listed(lambda hop: self._passes(hop, asset, day))
        return Items(tuple(self._order(list(found.known), day)), found.open, found.doubtful)

    def earlier(self, hop: Thing, day: date | None) -> Items:
        """Return the hops through which the giver of a hop came to the same assets, in order."""
        return self._related(hop, day, lambda new, old: self.joins(new, old, day))

    def later(self, hop: Thing, day: date | None) -> Items:
        """Return the hops by which the taker of a hop passed the same assets on, in order."""
        return self._related(hop, day, lambda new, old: self.joins(old, new, day))

    def joins(self, first: Thing, second: Thing, day: date | None) -> Truth:
        """Tell whether the taker of one hop is the giver of another."""
        taker, giver = first.get("transferee", day), second.get("transferor", day)
        if not isinstance(taker, Thing) or not isinstance(giver, Thing):
            return merge((taker, giver)) if isinstance(taker, U) or isinstance(giver, U) else False
        if taker.path == giver.path:
            return True
        behind = ((self.person(taker, day), giver), (taker, self.person(giver, day)))
        return either(same(taker, giver), *(self._one(a, b) for a, b in behind))

    def why(self, asset: Thing, day: date | None) -> tuple[Fact, ...]:
        """Return each hop with its two sides, and each place where the chain is broken."""
        return self._told(self.hops(asset, day).known, day)

    def why_earlier(self, hop: Thing, day: date | None) -> tuple[Fact, ...]:
        """Return the earlier hops and this one, each with its two sides."""
        return self._told((*self.earlier(hop, day).known, hop), day)

    def _told(self, hops: tuple[Thing, ...], day: date | None) -> tuple[Fact, ...]:
        facts: list[Fact] = []
        done: list[Thing] = []
        for hop in hops:
            giver, taker = (self.view.label(hop.get(side, day)) for side in ("transferor", "transferee"))
            facts.append(
                self.view.relation(hop, f"{giver} passes assets to {taker}", ("transferor", "transferee", "assets"), day)
            )
            if done and not any(self.joins(before, hop, day) is True for before in done):
                facts.append(self._break(done[-1], hop, day))
            done.append(hop)
        return tuple(facts)

    def _break(self, before: Thing, hop: Thing, day: date | None) -> Fact:
        because = (self.view.fact(before, "transferee", day), self.view.fact(hop, "transferor", day))
        return Fact(
            f"{self.view.label(hop)} does not join {self.view.label(before)}: no hop brings the assets to its giver",
            False,
            (),
            because,
        )

    def _one(self, a: Any, b: Any) -> Truth:
        return same(a, b) if isinstance(a, Thing) and isinstance(b, Thing) else merge((a, b)) if isinstance(a, U) else False

    def _listed(self, belongs: Callable[[Thing], Truth]) -> Items:
        gather = Gather()
        for section in ("trusts", "transfers"):
            hops = self.view.section(section)
            gather.open |= hops.open
            for hop in hops:
                gather.add(hop, belongs(hop))
        return gather.items()

    def _passes(self, hop: Thing, asset: Thing, day: date | None) -> Truth:
        assets = hop.get("assets", day)
        return any(a.path == asset.path for a in assets) if isinstance(assets, tuple) else merge((assets,))

    def _related(self, hop: Thing, day: date | None, link: Callable[[Thing, Thing], Truth]) -> Items:
        """Follow links among hops for the same assets: surely as far as links are sure, perhaps as far as they may be."""
        assets = hop.get("assets", day)
        if not isinstance(assets, tuple):
            return Items((), merge((assets,)).missing)
        listed = self._listed(lambda other: either(*(self._passes(other, asset, day) for asset in assets)))
        pool = [(h, True) for h in listed.known] + list(listed.doubtful)
        reached: dict[Any, tuple[Thing, Truth]] = {hop.path: (hop, True)}
        waiting = [hop]
        for at in waiting:
            for other, belongs in pool:
                step = link(other, at)
                if step is False or (truth := self._chain(reached[at.path][1], belongs, step)) is False:
                    continue
                before = reached.get(other.path)
                if before is None or (before[1] is not True and truth is True):
                    reached[other.path] = (other, truth)
                    waiting.append(other)
        gather = Gather(listed.open)
        for other, truth in list(reached.values())[1:]:
            gather.add(other, truth)
        found = gather.items()
        return Items(tuple(self._order(list(found.known), day)), found.open, found.doubtful)

    def _chain(self, *truths: Truth) -> Truth:
        return True if all(t is True for t in truths) else merge(truths)

    def _order(self, hops: list[Thing], day: date | None) -> list[Thing]:
        """Put hops in order: after those from which their giver took; first come the earlier days, then the order of the file."""
        rest = sorted(enumerate(hops), key=lambda pair: (_day(pair[1], day), pair[0]))
        left = [hop for _, hop in rest]
        ordered: list[Thing] = []
        while left:
            free = [h for h in left if not any(o is not h and self.joins(o, h, day) is True for o in left)] or left
            follows = [h for h in free if ordered and self.joins(ordered[-1], h, day) is True]
            ordered.append((follows or free)[0])
            left.remove(ordered[-1])
        return ordered


def _day(hop: Thing, day: date | None) -> date:
    dates = hop.get("dates", day)
    effective = dates.get("effective", day) if isinstance(dates, Thing) else None
    return effective.first if isinstance(effective, Span) else date.max
