"""Affiliation: one controls the other, or a third controls both (sisters under one parent).

The third is looked for among those who hold in both. One not in the file need not be asked about: a stake not listed that would
let it control both would as well let one of the two control the other, so the answer is not no already.

Where every owner is known, only those above a company can control it. So for many parties asked about against one, the group of that
one is worked out once.
"""

from collections.abc import Callable
from datetime import date

from legalmodel.base.facts import Fact
from legalmodel.base.places import Path
from legalmodel.base.things import Thing
from legalmodel.base.values import Truth, U
from legalmodel.graph.truth import both, either, whole

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
        if a.certain and b.certain and self.firm(by, day):
            return self._of_group(whole(a, day), whole(b, day), by, day)
        truth = either(self.controls(a, b, by, day), self.controls(b, a, by, day))
        for third in self.thirds(a, b, by, day):
            if truth is True:
                return True
            truth = either(truth, both(self.controls(third, a, by, day), self.controls(third, b, by, day)))
        return truth

    def _of_group(self, a: Thing, b: Thing, by: str, day: date | None) -> Truth:
        """Tell the same from those alone who control, or may control, one of the two; it is among them."""
        key = (b.path, by, day)
        if key not in self._over:
            over = ((third, self.controls(third, b, by, day)) for third in self.above(b, by, day))
            self._over[key] = {third.path: (third, truth) for third, truth in over if truth is not False}
        truth: Truth = self._over[key][a.path][1] if a.path in self._over[key] else False
        for third, controls in self._over[key].values():
            if truth is True:
                return True
            truth = either(truth, both(controls, self.controls(third, a, by, day)))
        return truth

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
