"""Missing facts that many answers wait for alike: kept once, and put together with an answer's own only for who reads them one by one.

Of a thousand records that do not say whom they are about, each answer waits for the same fact of all the others. Written out these are a
million facts; as one set that a thousand answers share they are a thousand.
"""

from collections.abc import Iterable, Iterator, Set
from typing import Any, Final

from legalmodel.base.values import Facts, Missing

_FEW: Final = 32
"""So many facts are copied sooner than shared."""


class SharedFacts(Set[Missing]):
    """A set of missing facts: an answer's ``own``, and sets that it ``shares`` with other answers."""

    __slots__ = ("own", "shares")

    def __init__(self, own: frozenset[Missing], shares: tuple[frozenset[Missing], ...]) -> None:
        self.own, self.shares = own, shares

    @classmethod
    def _from_iterable(cls, facts: Iterable[Any]) -> frozenset[Any]:
        return frozenset(facts)

    def __contains__(self, fact: object) -> bool:
        return fact in self.own or any(fact in share for share in self.shares)

    def __iter__(self) -> Iterator[Missing]:
        return iter(self.own.union(*self.shares))

    def __len__(self) -> int:
        return len(self.own.union(*self.shares))

    def __bool__(self) -> bool:
        return True

    def __or__(self, other: Facts) -> Facts:  # type: ignore[override]  # of facts only
        return united((self, other))

    def __ror__(self, other: Facts) -> Facts:
        return other.union(self) if type(other) is set else united((other, self))


def parts(facts: Facts) -> tuple[frozenset[Missing], tuple[frozenset[Missing], ...]]:
    """Return what is an answer's own of some facts, and what it shares with others."""
    return (facts.own, facts.shares) if type(facts) is SharedFacts else (frozenset(facts), ())


def united(sets: Iterable[Facts]) -> Facts:
    """Return one set of all the facts; what is shared stays so."""
    own: set[Missing] = set()
    shares: dict[
        int, frozenset[Missing]
    ] = {}  # by which object it is: to compare what two hold would take as long as to copy it
    for facts in sets:
        if type(facts) is SharedFacts:
            own |= facts.own
            shares.update([(id(share), share) for share in facts.shares])
        else:
            own |= facts
    return SharedFacts(frozenset(own), tuple(shares.values())) if shares else frozenset(own)


def sharing(facts: Facts) -> Facts:
    """Return the same facts, to be shared with others if they are many."""
    return SharedFacts(frozenset(), (facts,)) if type(facts) is frozenset and len(facts) > _FEW else facts


def at_most(facts: Facts) -> int:
    """Return how many facts these are at most, without putting them together."""
    own, shares = parts(facts)
    return len(own) + sum(map(len, shares))
