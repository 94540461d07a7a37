"""Conflicts of roles: two kinds of work for one actor in the hands of one party, or of parties of one group.

One group means one controls the other or a third controls both, under the definition named ``group``. Where nobody does one of the
two there is no conflict; where a list of appointments is open, somebody not listed may do it.
"""

from collections.abc import Callable
from datetime import date
from itertools import product

from legalmodel.base.facts import Fact
from legalmodel.base.kleene import both
from legalmodel.base.things import Thing
from legalmodel.base.values import Items, Truth
from legalmodel.graph.truth import Gather

Affiliated = Callable[[Thing, Thing, date | None], Truth]
Performs = Callable[[str, Thing, date | None], Items]
WhyPerforms = Callable[[str, Thing, date | None], tuple[Fact, ...]]
WhyAffiliated = Callable[[Thing, Thing, date | None], tuple[Fact, ...]]


class Conflicts:
    """Answers who has two roles; takes who does what, who belongs to one group, and the reasons for each."""

    __slots__ = ("affiliated", "performs", "why_affiliated", "why_performs")

    def __init__(
        self, performs: Performs, affiliated: Affiliated, why_performs: WhyPerforms, why_affiliated: WhyAffiliated
    ) -> None:
        self.performs, self.affiliated = performs, affiliated
        self.why_performs, self.why_affiliated = why_performs, why_affiliated

    def conflicts(self, a_function: str, b_function: str, for_: Thing, day: date | None) -> Items:
        """Return the parties that do both kinds of work, or one of them while one of their group does the other."""
        one, other = self.performs(a_function, for_, day), self.performs(b_function, for_, day)
        # work that surely nobody does is in conflict with nothing, however open the other list is
        gather = Gather((one.open | other.open) if _any(one) and _any(other) else frozenset())
        for (a, does), (b, does_other) in product(_members(one), _members(other)):
            if a.path not in gather.known or b.path not in gather.known:  # once both have a conflict nothing is added
                conflict = self._conflict(a, b, both(does, does_other), day)
                gather.add(a, conflict)
                gather.add(b, conflict)
        return gather.items()

    def why(self, a_function: str, b_function: str, for_: Thing, day: date | None) -> tuple[Fact, ...]:
        """Return the appointments to both kinds of work, and for each pair of parties what makes them one group."""
        facts = [*self.why_performs(a_function, for_, day), *self.why_performs(b_function, for_, day)]
        one, other = self.performs(a_function, for_, day), self.performs(b_function, for_, day)
        for (a, does), (b, does_other) in product(_members(one), _members(other)):
            if a.path != b.path and self._conflict(a, b, both(does, does_other), day) is not False:
                facts += self.why_affiliated(a, b, day)
        return tuple({(fact.path, fact.text): fact for fact in facts}.values())

    def _conflict(self, a: Thing, b: Thing, does: Truth, day: date | None) -> Truth:
        return both(does, True if a.path == b.path else self.affiliated(a, b, day))


def _any(items: Items) -> bool:
    return bool(items.known or items.doubtful or items.open)


def _members(items: Items) -> list[tuple[Thing, Truth]]:
    return [*((each, True) for each in items.known), *items.doubtful]
