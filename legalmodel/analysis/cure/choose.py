"""Choose one proposal for each goal so that the fewest, then the cheapest, changes are made: best first, each union once."""

from collections.abc import Callable, Iterator
from heapq import heappop, heappush
from itertools import combinations
from typing import NamedTuple

from legalmodel.analysis.cure.levers import cost_of
from legalmodel.base.places import Path
from legalmodel.judgment.variants.wish import Otherwise, Way


class ChangeSet(NamedTuple):
    """Wishes, and records that are made anew on the same terms."""

    way: Way
    renewed: tuple[Path, ...] = ()

    @property
    def size(self) -> int:
        """How many changes it is."""
        return len(pieces(self.way)) + len(self.renewed)

    @property
    def cost(self) -> int:
        """What it costs: a record made anew on the same terms costs 1."""
        return cost_of(self.way) + len(self.renewed)

    @property
    def levers(self) -> frozenset[Path]:
        """What it moves, whatever the values: cures that move the same are variants of one."""
        return frozenset(w.path[:1] if w.new else w.path for w in self.way) | frozenset(self.renewed)

    def parts(self) -> Iterator["ChangeSet"]:
        """Yield every proper part of it, also the empty one."""
        each: list[tuple[Way, Path]] = [(p, ()) for p in pieces(self.way)] + [(frozenset(), p) for p in self.renewed]
        for size in range(len(each)):
            for some in combinations(each, size):
                yield ChangeSet(frozenset(w for way, _ in some for w in way), tuple(p for _, p in some if p))

    def is_in(self, other: "ChangeSet") -> bool:
        """Tell whether another set does all of it too."""
        return self.way <= other.way and set(self.renewed) <= set(other.renewed)

    def joined(self, other: "ChangeSet") -> "ChangeSet":
        """Return both together."""
        return ChangeSet(self.way | other.way, tuple(sorted({*self.renewed, *other.renewed})))


def pieces(way: Way) -> tuple[Way, ...]:
    """Return what is one change: what one holder gives up another takes, and a newcomer comes with the role that it takes."""
    newcomers = {w.path[1]: w for w in way if w.path[0] == "parties"}
    found: dict[object, set[Otherwise]] = {}
    for wish in sorted((w for w in way if w.path[0] != "parties"), key=str):
        piece = found.setdefault("holdings" if wish.path[0] == "investments" else wish, set())
        piece |= {wish, *([newcomers[wish.value]] if wish.value in newcomers else [])}
    return tuple(frozenset(piece) for piece in found.values())


def cheapest(options: list[list[ChangeSet]], most: int, late: Callable[[], bool] = lambda: False) -> Iterator[ChangeSet]:
    """Yield every union of one option for each goal, of at most so many changes, the smallest and cheapest first.

    A union only grows by what is added, so that the first complete one taken from the heap is the best: the search is uniform-cost. A goal of which an
    option is in the union already asks for nothing more. It ends when it is ``late``.
    """
    heap: list[tuple[tuple[int, int, list[str]], int, ChangeSet]] = []
    seen: set[ChangeSet] = set()

    def push(plan: ChangeSet) -> None:
        if plan not in seen and plan.size <= most and _agree(plan.way):
            seen.add(plan)
            heappush(heap, (in_order(plan), len(seen), plan))

    if options:
        push(ChangeSet(frozenset()))
    while heap and not late():
        plan = heappop(heap)[2]
        waiting = next((goal for goal in options if not any(o.is_in(plan) for o in goal)), None)
        if waiting is None:
            yield plan
            continue
        for option in waiting:
            push(plan.joined(option))


def in_order(plan: ChangeSet) -> tuple[int, int, list[str]]:
    """Return what sets are ordered by: the number of changes, the cost, then their words."""
    return plan.size, plan.cost, sorted(map(str, plan.way))


def _agree(way: Way) -> bool:
    return len({w.path for w in way}) == len(way)
