"""Whom one party may control: all of whom it is not sure that it does not, if every doubt is settled in its favour."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from legalmodel.base.things import Thing
from legalmodel.base.values import Missing, U
from legalmodel.graph.reached import Reached
from legalmodel.graph.stakes import ALL, DIRECTS, NOTHING, Stakes
from legalmodel.graph.truth import whole


class Perhaps(Reached):
    """Finds them beside those whom it surely controls; each answer is kept with the stakes."""

    __slots__ = ("actors",)

    def __init__(self, actors: Callable[[], Iterator[Thing]]) -> None:
        super().__init__()
        self.actors = actors

    def perhaps(self, stakes: Stakes, a: Thing) -> dict[Thing, None]:
        """Return ``a`` and all that it controls if every doubt is settled in its favour; what anybody may control is in it."""
        found = stakes.perhaps.get(a)
        if found is None:
            surely = self.surely(stakes, a)
            # nothing of whom it surely controls is in doubt, so that what may be is what is
            if stakes.firm and stakes.loose.isdisjoint(surely) and not stakes.ringed:
                found = surely
            else:
                anybodys = self._anybodys(stakes)
                found = anybodys if a in anybodys else self._settle(stakes, [a, *anybodys])
            stakes.perhaps[a] = found
        return found

    def _anybodys(self, stakes: Stakes) -> dict[Thing, None]:
        """Return all that somebody with no known stake may control."""
        if stakes.anybodys is None:
            people = (c for c in self.actors() if not natural(c) and whole(c, stakes.day) is c) if not stakes.firm else ()
            stakes.anybodys = self._settle(stakes, [c for c in people if stakes.anybody_may(c)])
        return stakes.anybodys

    def _settle(self, stakes: Stakes, waiting: list[Thing], alone: bool = False) -> dict[Thing, None]:
        """Return these and all that they control together if every doubt is settled in their favour.

        A holder that may be anybody adds nothing: what it holds counts for everybody from the beginning. Those who act together over named
        companies lend their votes, and those of all that they may control ``alone``, for these companies and no others.
        """
        held, enough, room, looked = stakes.held, stakes.enough, stakes.room, 0
        unheld, rest = ({}, ALL) if stakes.slack else (stakes.vague, NOTHING)
        reached = dict.fromkeys(waiting)
        voices = set(waiting)
        queue: list[tuple[Thing, frozenset[Thing] | None]] = [(holder, None) for holder in waiting]
        lent: set[tuple[Thing, Thing]] = set()
        least: dict[Thing, Decimal] = {}
        most: dict[Thing, Decimal] = {}
        for holder, over in queue:
            # who lends votes for named companies brings no allies of his own to them
            if over is None and not alone:
                queue.extend(self._with_it(stakes, holder, voices))
            counted = set()
            for company, low, high in held.get(holder, ()) if holder.certain else ():
                looked += 1
                # no stake is counted twice: not one of a company reached, nor one already lent
                if company in reached or (over is not None and company not in over) or (holder, company) in lent:
                    continue
                counted.add((holder, company))
                low += least[company] if company in least else room.get(company, ALL)
                high += most[company] if company in most else unheld.get(company, rest)
                idle = stakes.idle(company) if stakes.ringed else NOTHING
                if enough(high + idle) and (enough(low + idle) or high == DIRECTS):
                    reached[company] = None
                    if company not in voices and stakes.rule.aggregated:
                        voices.add(company)
                        queue.append((company, None))
                else:
                    least[company], most[company] = low, high
            if over is not None:
                lent |= counted  # what is counted for one company is not counted again where its holder is reached himself
        self.work += looked
        return reached

    def _with_it(self, stakes: Stakes, holder: Thing, voices: set[Thing]) -> Iterator[tuple[Thing, frozenset[Thing] | None]]:
        """Yield whose votes may be cast with a holder's, which is no control of them, and over which companies (None: any)."""
        for ally in stakes.allies.get(holder, ()):
            if ally.over is None and ally.who not in voices:
                voices.add(ally.who)
                yield ally.who, None
        for who, over in _in_concert(stakes, holder):
            yield from ((each, over) for each in self._settle(stakes, [who], alone=True))

    def doubt(self, stakes: Stakes, a: Thing, b: Thing) -> U:
        """Return the facts not known on the way from ``b`` up to ``a``."""
        # all that is not known is whether the list names everybody: no need to walk up the stakes
        if not stakes.gaps and not stakes.allies and not stakes.ringed:
            return stakes.open
        surely, perhaps = self.surely(stakes, a), self.perhaps(stakes, a)
        missing, waiting, seen = set(stakes.slack), [b], {b}
        # of thousands whom it may control, few act together with anybody
        for one in stakes.allies.keys() & perhaps.keys():
            missing |= {Missing((*ally.record.path, "about"), "weighed") for ally in stakes.allies[one]}
        for company in waiting:
            for owner, record in stakes.holders(company):
                # whoever may be anybody may be the one asked about, so what is open about his stake is waited for
                vague = not isinstance(owner, Thing) or not owner.certain
                if record in stakes.gaps and (vague or owner in perhaps):
                    missing |= stakes.missing(record)
                # above those who are surely controlled nothing is open, so the way up ends there
                if isinstance(owner, Thing) and owner in perhaps and owner not in surely and owner not in seen:
                    seen.add(owner)
                    waiting.append(owner)
        # nothing else is open on the way: then it is the votes that go round which have to be weighed
        if stakes.ringed and len(missing) == len(stakes.slack):
            missing |= {
                Missing((*stake.record.path, "votes"), "weighed")
                for stake in stakes.stakes_in(b)
                if stake.owner in stakes.ringed
            }
        return U(frozenset(missing)) if len(missing) > len(stakes.slack) else stakes.open


def natural(thing: Thing) -> bool:
    """Tell whether somebody is a natural person, whom nobody controls."""
    return thing.fields.get("form") == "natural_person"


def _in_concert(stakes: Stakes, holder: Thing) -> Iterator[tuple[Thing, frozenset[Thing]]]:
    """Yield with whom a holder may act together over named companies, by one agreement or by several that have a partner in common."""
    waiting: list[tuple[Thing, frozenset[Thing] | None]] = [(holder, None)]
    seen: set[tuple[Thing, frozenset[Thing] | None]] = set(waiting)
    for one, shared in waiting:
        for ally in stakes.allies.get(one, ()):
            # through a partner in common only the companies that both agreements name are shared
            over = ally.over if shared is None else shared if ally.over is None else shared & ally.over
            if over and ally.who is not holder and (ally.who, over) not in seen:
                seen.add((ally.who, over))
                waiting.append((ally.who, over))
                yield ally.who, over
