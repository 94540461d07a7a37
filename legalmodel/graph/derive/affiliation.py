"""Affiliation: one controls the other, or a third controls both (sisters under one parent).

The third is looked for among those who hold in both. One not in the file need not be asked about: a stake not listed that would
let it control both would as well let one of the two control the other, so the answer is not no already.

Those who control the second of two are found once, for many parties are asked about against one. Where every owner is known, only
those above a company can control it, so that those above the first need not be looked for.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from legalmodel.base.facts import Fact
from legalmodel.base.places import Path
from legalmodel.base.things import Thing
from legalmodel.base.values import Truth, U
from legalmodel.graph.truth import both, either

Controls = Callable[[Thing, Thing, str, date | None], Truth]
Above = Callable[[Thing, str, date | None], tuple[Thing, ...]]
WhyControls = Callable[[Thing, Thing, str, date | None], tuple[Fact, ...]]


class Affiliation:
    """Answers who belongs to one group; takes who controls whom, who might control a company, and if all owners are known."""

    __slots__ = ("_over", "above", "controls", "firm", "why_controls")

    def __init__(
        self, controls: Controls, above: Above, why_controls: WhyControls, firm: Callable[[str, date | None], bool]
    ) -> None:
        self.controls, self.above, self.why_controls, self.firm = controls, above, why_controls, firm
        self._over: dict[tuple[Path, str, date | None], dict[Path, tuple[Thing, Truth]]] = {}

    def affiliated(self, a: Thing, b: Thing, by: str, day: date | None) -> Truth:
        """Tell whether two belong to one group. Everybody belongs to its own."""
        doubts: set[Truth] = set()
        for ground in self._grounds(a, b, by, day):
            if ground is True:
                return True
            if ground is not False:
                doubts.add(ground)
        return doubts.pop() if len(doubts) == 1 else either(*doubts)

    def _grounds(self, a: Thing, b: Thing, by: str, day: date | None) -> Iterator[Truth]:
        """Yield for each way to be one group whether it is given; the same doubt stays one and the same."""
        yield self.controls(a, b, by, day)
        yield self.controls(b, a, by, day)
        for third, over_b in self._over_both(a, b, by, day):
            over_a = self.controls(third, a, by, day)
            yield over_a if over_a is over_b else both(over_a, over_b)

    def _over_both(self, a: Thing, b: Thing, by: str, day: date | None) -> Iterable[tuple[Thing, Truth]]:
        """Return those who control, or may control, ``b``, and hold in ``a`` as well; if all owners are known that need not be asked."""
        key = (b.path, by, day)
        over = self._over.get(key)
        if over is None:
            asked = ((third, self.controls(third, b, by, day)) for third in self.above(b, by, day))
            over = self._over[key] = {third.path: (third, truth) for third, truth in asked if truth is not False}
        if a.certain and b.certain and self.firm(by, day):
            return over.values()
        return [over[third.path] for third in self.above(a, by, day) if third.path in over]

    def thirds(self, a: Thing, b: Thing, by: str, day: date | None) -> list[Thing]:
        """Return those who hold, directly or through others, in both."""
        shared = {t.path for t in self.above(b, by, day)}
        return [t for t in self.above(a, by, day) if t.path in shared and t is not a and t is not b]

    def why(self, a: Thing, b: Thing, by: str, day: date | None) -> tuple[Fact, ...]:
        """Return the facts of control that make two one group, or those that leave it open."""
        for one, other in ((a, b), (b, a)):
            if self.controls(one, other, by, day) is True:
                return self.why_controls(one, other, by, day)
        for third in self.thirds(a, b, by, day):
            if self.controls(third, a, by, day) is True and self.controls(third, b, by, day) is True:
                return self.why_controls(third, a, by, day) + self.why_controls(third, b, by, day)
        directions = ((a, b), (b, a))
        unknown = [d for d in directions if isinstance(self.controls(*d, by, day), U)]
        return tuple(f for one, other in unknown or directions for f in self.why_controls(one, other, by, day))
