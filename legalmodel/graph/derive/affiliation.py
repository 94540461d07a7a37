"""Affiliation: one controls the other, or a third controls both (sisters under one parent).

The third is looked for among those who hold in both. One not in the file need not be asked about: a stake not listed that would
let it control both would as well let one of the two control the other, so the answer is not no already.
"""

from collections.abc import Callable
from datetime import date

from legalmodel.base.facts import Fact
from legalmodel.base.things import Thing
from legalmodel.base.values import Truth, U
from legalmodel.graph.truth import both, either

Controls = Callable[[Thing, Thing, str, date | None], Truth]
Above = Callable[[Thing, str, date | None], tuple[Thing, ...]]
WhyControls = Callable[[Thing, Thing, str, date | None], tuple[Fact, ...]]


class Affiliation:
    """Answers who belongs to one group; takes who controls whom, and who might control a company."""

    __slots__ = ("above", "controls", "why_controls")

    def __init__(self, controls: Controls, above: Above, why_controls: WhyControls) -> None:
        self.controls, self.above, self.why_controls = controls, above, why_controls

    def affiliated(self, a: Thing, b: Thing, by: str, day: date | None) -> Truth:
        """Tell whether two belong to one group. Everybody belongs to its own."""
        truth = either(self.controls(a, b, by, day), self.controls(b, a, by, day))
        for third in self.thirds(a, b, by, day):
            if truth is True:
                return True
            truth = either(truth, both(self.controls(third, a, by, day), self.controls(third, b, by, day)))
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
