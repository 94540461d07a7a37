"""Affiliation: one controls the other, or a third controls both (sisters under one parent), or who has a seat with one controls the other.

The State as such a third makes nobody affiliated by that alone; a company that it owns does. Whoever has a seat with both, and a seat where
the definition does not count it, leaves affiliation open. Two that hold each other by rings of votes are one group, whoever directs it.

The third is looked for among those who hold in both. One not in the file need not be asked about: a stake not listed that would
let it control both would as well let one of the two control the other, so the answer is not no already.

Those who control the second of two are found once, for many parties are asked about against one. Where every owner is known, only
those above a company can control it, so that those above the first need not be looked for.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Protocol

from legalmodel.base.facts import Fact
from legalmodel.base.kleene import both, either
from legalmodel.base.places import Path
from legalmodel.base.things import Thing
from legalmodel.base.values import Truth, U
from legalmodel.graph.grounds import weigh

Seated = Callable[[Thing, date | None], list[tuple[Thing, Thing, Truth]]]


class AsksControl(Protocol):
    """What affiliation asks of control."""

    def controls(self, a: Thing, b: Thing, by: str, day: date | None) -> Truth:
        """Tell whether one controls another."""
        ...

    def formal(self, a: Thing, b: Thing, by: str, day: date | None) -> bool:
        """Tell whether one has the stakes for it, ring or not."""
        ...

    def above(self, b: Thing, by: str, day: date | None) -> tuple[Thing, ...]:
        """Return those who might control a company."""
        ...

    def firm(self, by: str, day: date | None) -> bool:
        """Tell whether all owners are known."""
        ...

    def seats(self, by: str, day: date | None) -> bool:
        """Tell whether a seat counts under the definition."""
        ...

    def why(self, a: Thing, b: Thing, by: str, day: date | None) -> tuple[Fact, ...]:
        """Return what control rests on."""
        ...


class Affiliation:
    """Answers who belongs to one group; takes what it needs to know of control, and who has a seat with whom."""

    __slots__ = ("_over", "control", "is_state", "seated")

    def __init__(self, control: AsksControl, seated: Seated, is_state: Callable[[Thing], Truth]) -> None:
        self.control, self.seated, self.is_state = control, seated, is_state
        self._over: dict[tuple[Path, str, date | None], dict[Path, tuple[Thing, Truth]]] = {}

    def affiliated(self, a: Thing, b: Thing, by: str, day: date | None) -> Truth:
        """Tell whether two belong to one group. Everybody belongs to its own."""
        if a.members or b.members:
            each = [self.affiliated(one, other, by, day) for one in a.members or (a,) for other in b.members or (b,)]
            return either(*each)
        doubts: set[Truth] = set()
        for ground in self._grounds(a, b, by, day):
            if ground is True:
                return True
            if ground is not False:
                doubts.add(ground)
        # pairs by the thousand share one and the same doubt: put together anew it would be copied for each
        return doubts.pop() if len(doubts) == 1 else either(*doubts)

    def _grounds(self, a: Thing, b: Thing, by: str, day: date | None) -> Iterator[Truth]:
        """Yield for each way to be one group whether it is given; the same doubt stays one and the same."""
        yield self.control.controls(a, b, by, day)
        yield self.control.controls(b, a, by, day)
        # within a ring nobody elects anybody, and yet those who hold each other so are one group
        yield self.control.formal(a, b, by, day) or self.control.formal(b, a, by, day)
        for third, over_b in self._over_both(a, b, by, day):
            state = self.is_state(third)
            # companies of the State are no group for that alone
            if state is True and third is not a and third is not b:
                continue
            over_a = self.control.controls(third, a, by, day)
            if isinstance(state, U):
                over_a = both(over_a, state)
            yield over_a if over_a is over_b else both(over_a, over_b)

        yield from self._by_seats(a, b, by, day)
        yield from self._by_seats(b, a, by, day)

    def _by_seats(self, a: Thing, b: Thing, by: str, day: date | None) -> Iterator[Truth]:
        """Yield for each who has a seat with ``a`` whether that makes it affiliated with ``b``."""
        there = {person.path for person, _, _ in self.seated(b, day)}
        for person, tie, seat in self.seated(a, day):
            over = self.control.controls(person, b, by, day) if person.path != b.path else False
            if over is not False and self.control.seats(by, day):
                yield both(seat, over)
            # one officer in both companies, or a definition for which a seat is no ground: a sign, to be weighed
            elif over is not False or person.path in there:
                yield weigh((*tie.path, "kind"))

    def _over_both(self, a: Thing, b: Thing, by: str, day: date | None) -> Iterable[tuple[Thing, Truth]]:
        """Return those who control, or may control, ``b``, and hold in ``a`` as well; if all owners are known that need not be asked."""
        key = (b.path, by, day)
        over = self._over.get(key)
        if over is None:
            asked = ((third, self.control.controls(third, b, by, day)) for third in self.control.above(b, by, day))
            over = self._over[key] = {third.path: (third, truth) for third, truth in asked if truth is not False}
        if a.certain and b.certain and self.control.firm(by, day):
            return over.values()
        return [over[third.path] for third in self.control.above(a, by, day) if third.path in over]

    def thirds(self, a: Thing, b: Thing, by: str, day: date | None) -> list[Thing]:
        """Return those who hold, directly or through others, in both."""
        shared = {t.path for t in self.control.above(b, by, day)}
        return [t for t in self.control.above(a, by, day) if t.path in shared and t is not a and t is not b]

    def told(self, a: Thing, b: Thing, by: str, day: date | None) -> tuple[Fact, ...]:
        """Return the facts of control of those who have a seat with one over the other."""
        pairs = ((person, other) for one, other in ((a, b), (b, a)) for person, _, _ in self.seated(one, day))
        return tuple(
            f for pair in pairs if self.control.controls(*pair, by, day) is True for f in self.control.why(*pair, by, day)
        )

    def why(self, a: Thing, b: Thing, by: str, day: date | None) -> tuple[Fact, ...]:
        """Return the facts of control that make two one group, or those that leave it open."""
        for one, other in ((a, b), (b, a)):
            if self.control.controls(one, other, by, day) is True:
                return self.control.why(one, other, by, day)
        for third in self.thirds(a, b, by, day):
            if (
                self.is_state(third) is not True
                and self.control.controls(third, a, by, day) is True
                and self.control.controls(third, b, by, day) is True
            ):
                return self.control.why(third, a, by, day) + self.control.why(third, b, by, day)
        if seats := self.told(a, b, by, day):
            return seats
        directions = ((a, b), (b, a))
        unknown = [d for d in directions if isinstance(self.control.controls(*d, by, day), U)]
        return tuple(f for one, other in unknown or directions for f in self.control.why(one, other, by, day))
