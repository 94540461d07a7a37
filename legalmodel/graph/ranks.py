"""Ranks of classes: whether some class of an issuer ranks below another."""

from decimal import Decimal
from typing import Any

from legalmodel.base.kleene import both, either
from legalmodel.base.kleene import join as merge
from legalmodel.base.values import Truth


class Ranks:
    """The ranks of the classes that one issuer surely has, or may have."""

    __slots__ = ("_found", "last", "ranks")

    def __init__(self, ranks: list[tuple[Any, Truth]]) -> None:
        self.ranks = ranks
        self.last = max((rank for rank, sure in ranks if sure is True and isinstance(rank, Decimal)), default=None)
        self._found: dict[Decimal, Truth] = {}

    def below(self, rank: Any) -> Truth:
        """Tell whether some class ranks below one with this rank, which is among them."""
        if not isinstance(rank, Decimal):
            return either(False, *(both(sure, _less(rank, other)) for other, sure in self.ranks) if len(self.ranks) > 1 else ())
        # some class surely ranks lower: the others need not be looked at, however many there are
        if self.last is not None and rank < self.last:
            return True
        if rank not in self._found:
            self._found[rank] = either(False, *(both(sure, _less(rank, other)) for other, sure in self.ranks))
        return self._found[rank]


def _less(a: Any, b: Any) -> Truth:
    return a < b if isinstance(a, Decimal) and isinstance(b, Decimal) else merge((a, b))
