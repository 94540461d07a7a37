"""How much money a record is about, as a part of the whole deal: a missing fact of a large class comes before the same of a small one."""

from decimal import Decimal
from typing import Any

from legalmodel.base.places import Path
from legalmodel.base.things import Thing
from legalmodel.base.values import Money
from legalmodel.graph.graph import Graph

_AMOUNTS = {
    "security": ("amount", "balance"),
    "pool": ("claims", "principal", "balance"),
    "account": ("balance", "target"),
    "guarantee": ("cap", "target", "funded"),
    "investment": ("amount",),
    "loan": ("amount", "balance"),
    "claim": ("amount",),
    "hedge": ("notional",),
}
"""Sort of record -> the fields that may say its amount, the first that does counts."""
_PARTS = {"investment": ("share", "of"), "guarantee": ("cap_share", "")}
"""Sort -> the field that is a part, and of which record; without one, of the issue."""
WHOLE = 1.0


class AtStake:
    """Answers what part of the deal's money a record is about.

    Who works for the deal, what moves its assets and whoever is party to it is about the whole; so is a record of which the amount is not
    known, not limited or in another currency: nothing says that it is little.
    """

    __slots__ = ("_kept", "graph", "whole")

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._kept: dict[Path, float] = {}
        # without an issue the largest record is the whole: parts then order what is to be asked, and no more
        issue = self._money(graph.deal.fields.get("issue"))
        found = [self._amount(thing) for thing in graph.things.values() if thing.sort in _AMOUNTS]
        self.whole = issue or max((amount for amount in found if amount), default=Decimal(0))

    def part(self, path: Path) -> float:
        """Return the part, from 0 to 1, that the record around a fact is about."""
        thing = self.graph.things.get(path[:2])
        if thing is None or thing.sort not in _AMOUNTS or not self.whole:
            return WHOLE
        if thing.path not in self._kept:
            amount = self._amount(thing)
            self._kept[thing.path] = WHOLE if amount is None else min(WHOLE, float(amount / self.whole))
        return self._kept[thing.path]

    def _amount(self, thing: Thing) -> Decimal | None:
        # the first field that speaks counts, in the order of what the record promised before what is left of it
        for field in _AMOUNTS[thing.sort]:
            if (amount := self._money(thing.fields.get(field))) is not None:
                return amount
        share, of = _PARTS.get(thing.sort, ("", ""))
        part, record = thing.fields.get(share), thing.fields.get(of) if of else self.graph.deal
        if not isinstance(part, Decimal) or not isinstance(record, Thing):
            return None
        base = self._money(record.fields.get("amount" if of else "issue"))
        return None if base is None else part * base

    def _money(self, value: Any) -> Decimal | None:
        """Return an amount in the currency of the deal."""
        if not isinstance(value, Money) or value.currency != self.graph.deal.fields.get("currency"):
            return None
        return value.amount
