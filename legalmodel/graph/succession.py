"""Steps in order: each after all from which it goes on. The time grows with the number of steps and of their ends, not with that of pairs."""

from collections.abc import Hashable, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

Ends = frozenset[Hashable]
_Heaps = dict[Hashable, list[int]]


class Passage(NamedTuple):
    """One passage: one goes on from another if an end at which it ``begins`` is one at which the other ``leads``."""

    begins: Ends
    leads: Ends


def succession(steps: Sequence[Passage]) -> list[int]:
    """Return the numbers of steps in order: next comes what goes on from nothing left; what goes on from the last one before the rest.

    Among these the first in the list comes first. In a ring all that is left may come next.
    """
    order = _Order(steps)
    while len(order.found) < len(steps):
        order.take(order.next())
    return order.found


class _Order:
    __slots__ = ("before", "found", "free", "free_at", "left", "left_at", "members", "steps", "taken")

    def __init__(self, steps: Sequence[Passage]) -> None:
        self.steps = steps
        self.found: list[int] = []
        self.taken: set[int] = set()
        self.before: dict[Hashable, int] = {}
        """How many steps that are left lead to an end."""
        self.members: _Heaps = {}
        for number, step in enumerate(steps):
            for end in step.leads:
                self.before[end] = self.before.get(end, 0) + 1
            for end in step.begins:
                self.members.setdefault(end, []).append(number)
        self.left = list(range(len(steps)))
        self.left_at: _Heaps = {end: list(numbers) for end, numbers in self.members.items()}
        self.free: list[int] = []
        self.free_at: _Heaps = {}
        for number in self.left:
            self.release(number)

    def release(self, number: int) -> None:
        """Let a step come next if no other that is left leads to where it begins."""
        begins, leads = self.steps[number]
        if number in self.taken or any(self.before.get(end, 0) > (end in leads) for end in begins):
            return
        heappush(self.free, number)
        for end in begins:
            heappush(self.free_at.setdefault(end, []), number)

    def next(self) -> int:
        """Return the step that comes next: of those that are free, else of all that are left."""
        all, at = (self.free, self.free_at) if self.first(self.free) is not None else (self.left, self.left_at)
        self.first(all)
        ends = self.steps[self.found[-1]].leads if self.found else ()
        onward = [number for end in ends if (number := self.first(at.get(end, []))) is not None]
        return min(onward) if onward else all[0]

    def first(self, numbers: list[int]) -> int | None:
        """Drop steps that are taken from the head of some; return the first that is left."""
        while numbers and numbers[0] in self.taken:
            heappop(numbers)
        return numbers[0] if numbers else None

    def take(self, number: int) -> None:
        """Put a step in its place, and release those that went on from it alone."""
        self.found.append(number)
        self.taken.add(number)
        for end in self.steps[number].leads:
            self.before[end] -= 1
            if self.before[end] <= 1:  # one that is left may be the very step that begins there
                for other in self.members.get(end, ()):
                    self.release(other)
