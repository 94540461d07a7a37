"""Which of several documents prevails on a fact: one that says it yields to another gives way to it, and to what that one yields to."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from legalmodel.base.values import NONE
from legalmodel.model.deal import Deal

_FIRM = frozenset(("signed", "certified", "found_by_court", "undisputed"))


class Overruled(NamedTuple):
    """A value of the file that gave way: the document it was relied on from, the one that prevails, and what that one says."""

    weaker: str
    stronger: str
    value: Any


class Precedence:
    """The order of the documents of one deal, as they state it themselves."""

    __slots__ = ("_above", "_standing")

    def __init__(self, deal: Deal) -> None:
        documents = deal.documents if isinstance(deal.documents, dict) else {}
        self._above: dict[str, tuple[str, ...]] = {}
        self._standing: dict[str, str | None] = {}
        for id, document in documents.items():
            over: Any = document.yields_to
            self._standing[id] = document.standing if isinstance(document.standing, str) else None
            if over is not None and over is not NONE:
                self._above[id] = tuple(over)

    @property
    def empty(self) -> bool:
        """Tell whether no document yields to any."""
        return not self._above

    def decide(self, relied: Any, values: Mapping[str, Any]) -> Overruled | None:
        """Return what prevails over the value relied on; None if nothing does, or what would do so differs or is less firm.

        Every document that gives the value relied on must yield to the one that prevails: one that does not still backs it.
        """
        backing = [id for id, value in values.items() if value == relied]
        over = [id for id in values if values[id] != relied and backing and all(self._yields(b, id) for b in backing)]
        # two documents that prevail and differ leave no value to put in the place of the one relied on
        if not over or any(values[id] != values[over[0]] for id in over):
            return None
        return Overruled(backing[0], over[0], values[over[0]])

    def _yields(self, weaker: str, stronger: str) -> bool:
        """Tell whether a document yields to another, by way of any in between, and the other is as firm."""
        firm = self._standing.get(stronger) in _FIRM or self._standing.get(stronger) == self._standing.get(weaker)
        # documents that yield to each other in a ring yield to nobody
        return firm and stronger in self._reached(weaker) and weaker not in self._reached(stronger)

    def _reached(self, start: str) -> set[str]:
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            for above in self._above.get(waiting.pop(), ()):
                if above not in seen:
                    seen.add(above)
                    waiting.append(above)
        return seen
