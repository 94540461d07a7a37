"""What people say of risks: ratings by experts, comparisons in pairs, figures given for a fact, tests of controls."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple


class Given(NamedTuple):
    """Likelihood and impact that one person gives because of a named fact of the deal."""

    likelihood: int
    impact: int
    because: tuple[str, ...]
    by: str


class Test(NamedTuple):
    """What was found of a control: who owns it, who tested it when, and with which result."""

    owner: str
    on: date
    result: str


class Survey(NamedTuple):
    """A survey that was read. ``likelihood`` and ``impact`` hold a rating by each expert for each risk; ``pairs`` a matrix by each."""

    name: str
    scale: int
    experts: tuple[str, ...]
    likelihood: Mapping[str, tuple[int, ...]]
    impact: Mapping[str, tuple[int, ...]]
    given: Mapping[str, Given]
    between: tuple[str, ...]
    pairs: Mapping[str, tuple[tuple[float, ...], ...]]
    tests: Mapping[str, Test]

    def mean(self, risk: str) -> tuple[float | None, float | None]:
        """Return likelihood and impact of a risk: as given for a fact, else the mean of the experts; None where nobody said."""
        if given := self.given.get(risk):
            return float(given.likelihood), float(given.impact)
        both = (self.likelihood.get(risk), self.impact.get(risk))
        one, other = (sum(r) / len(r) if r else None for r in both)
        return one, other
