"""Whom one party surely controls, on the stakes of one day: companies are added as soon as what is gathered reaches the threshold."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from legalmodel.base.things import Thing
from legalmodel.graph.stakes import ALL, DIRECTS, NOTHING, Stakes


class Reached:
    """Finds them; each answer is kept with the stakes."""

    __slots__ = ("work",)

    def __init__(self) -> None:
        self.work = 0
        """Stakes looked at so far, counted for tests of speed."""

    def surely(self, stakes: Stakes, a: Thing) -> dict[Thing, None]:
        """Return ``a`` and all that it surely controls, in the order in which control arises."""
        found = stakes.surely.get(a)
        if found is None:
            found = self.formally(stakes, a)
            # only where something is held of a ring and not enough can votes that elect nobody make the difference
            if stakes.ringed and self._short_of_rings(stakes, found):
                found = self._round(stakes, found)
            for company, others in _partners(stakes, a):
                if company not in found and any(self._enough_together(stakes, found, some, company) for some in others):
                    found = self.formally(stakes, a, (*found, company))
            stakes.surely[a] = found
        return found

    def formally(self, stakes: Stakes, a: Thing, known: tuple[Thing, ...] = ()) -> dict[Thing, None]:
        """Return ``a`` and all over which it has the stakes, whether or not some votes go round; ``known`` it controls already."""
        if not known and a in stakes.formal:
            return stakes.formal[a]
        held, enough, looked, inside = stakes.held, stakes.enough, 0, NOTHING
        reached: dict[Thing, None] = dict.fromkeys(known or (a,))
        parts: dict[Thing, Decimal] = {}
        waiting = list(reached)
        for holder in waiting if a in held or known else ():
            for company, part, _ in held.get(holder, ()):
                looked += 1
                if company in reached:
                    # what comes back round a ring is kept: none of these votes elects anybody
                    if company is a and part is not DIRECTS:
                        inside += part
                    continue
                # each stake is looked at once, when its holder is reached: what came before is kept as one sum
                if company in parts:
                    part += parts[company]
                if enough(part):
                    reached[company] = None
                    if stakes.rule.aggregated:
                        waiting.append(company)
                else:
                    parts[company] = part
        self.work += looked
        if not known:
            stakes.formal[a], stakes.inside[a] = reached, min(inside, ALL)
        return reached

    def _short_of_rings(self, stakes: Stakes, found: dict[Thing, None]) -> bool:
        """Tell whether these hold something, but not enough, of a company on a ring."""
        ringed = stakes.ringed
        return any(c in ringed and c not in found for holder in found for c, _, _ in stakes.held.get(holder, ()))

    def _round(self, stakes: Stakes, found: dict[Thing, None]) -> dict[Thing, None]:
        """Return these, and whom they control where the votes of a company's own companies elect nobody but for those who reach them.

        What those hold leaves the whole: v is enough of (1 - I) if v + t I is more than t; what is reached of them, i, leaves I: (1 - t) i.
        """
        held, rule, aggregated = stakes.held, stakes.rule, stakes.rule.aggregated
        reached = dict(found)
        gathered: dict[Thing, list[tuple[Thing, Decimal]]] = {}
        waiting = list(found) if aggregated else list(found)[:1]
        for holder in waiting:
            for company, part, _ in held.get(holder, ()):
                self.work += 1
                if company in reached:
                    continue
                parts = gathered.setdefault(company, [])
                parts.append((holder, part))
                total = sum((part for _, part in parts), NOTHING)
                # only those who hold something gain by votes that fall away: nobody controls out of nothing
                if total and not stakes.enough(total) and company in stakes.ringed:
                    own = self.formally(stakes, company)
                    round_ = sum((part for one, part in parts if one in own), NOTHING)
                    total += (stakes.inside[company] - round_) * rule.threshold
                if total and stakes.enough(total):
                    reached[company] = None
                    if aggregated:
                        waiting.append(company)
        return reached

    def _enough_together(self, stakes: Stakes, found: dict[Thing, None], others: tuple[Thing, ...], company: Thing) -> bool:
        """Tell whether those who act together have enough of a company, and nobody has it alone, nor the others without this one."""
        theirs = dict.fromkeys(each for other in others for each in self.formally(stakes, other))
        # the others have it without this one: their agreement gives it nothing
        if company in theirs:
            return False

        def enough(holders: Iterable[Thing]) -> bool:
            parts = [part for holder in holders for of, part, _ in stakes.held.get(holder, ()) if of is company]
            return stakes.enough(sum(parts, NOTHING))

        return enough(dict.fromkeys((*found, *theirs))) and not enough(theirs)

    def mutual(self, stakes: Stakes, a: Thing, b: Thing) -> bool:
        """Tell whether two control each other by nothing but votes that go round."""
        if a is b or a not in stakes.ringed or b not in stakes.ringed or a not in self.formally(stakes, b):
            return False
        # an agreement is power whether or not votes go round
        return not any(of is b and part is DIRECTS for of, part, _ in stakes.held.get(a, ()))


def _partners(stakes: Stakes, a: Thing) -> Iterator[tuple[Thing, list[tuple[Thing, ...]]]]:
    """Yield each company over which one surely acts together with others: with each of them, and with all if each does so with each."""
    found: dict[Thing, dict[Thing, None]] = {}
    for other, company, _ in stakes.concert.get(a, ()):
        found.setdefault(company, {})[other] = None
    for company, others in found.items():
        pairs = {(one, two) for one in others for two, over, _ in stakes.concert.get(one, ()) if over is company}
        all_of_them = all((one, two) in pairs for one in others for two in others if one is not two)
        yield company, [*((other,) for other in others), *([tuple(others)] if len(others) > 1 and all_of_them else [])]
