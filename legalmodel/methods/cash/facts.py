"""The facts of a deal that the engine asks for; every one that is missing is told with its place, every guess is kept."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from legalmodel.base.errors import Fault
from legalmodel.base.places import Path, Place
from legalmodel.base.things import Thing, latest
from legalmodel.base.values import Money, Span
from legalmodel.graph.graph import Graph
from legalmodel.methods.cash.structure import MINOR
from legalmodel.methods.cash.wishes import Wishes


class Facts:
    """The facts of one graph: ``faults`` says what is missing, ``guessed`` what was taken instead, ``currency`` is that of the first amount."""

    def __init__(self, graph: Graph, place: Callable[[Path], Place | None], wishes: Wishes) -> None:
        self.graph, self.place, self.wishes = graph, place, wishes
        self.faults: list[Fault] = []
        self.guessed: list[str] = []
        self.currency = ""

    def fault(self, path: Path, code: str, cause: str, fix: str) -> None:
        """Keep a fault, with the place of the path or of the whole file."""
        self.faults.append(Fault(code, cause, self.place(path) or Place("the deal", 1, 1), fix))

    def minor(self, thing: Thing, field: str) -> int | None:
        """Return an amount in minor units, the latest one stated."""
        value = latest(thing.fields.get(field))
        if not isinstance(value, Money):
            return None
        self.currency = self.currency or value.currency
        return round(value.amount * MINOR)

    def number(self, thing: Thing, field: str) -> Decimal | None:
        """Return a number."""
        value = thing.get(field)
        return Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None

    def day(self, thing: Thing, field: str) -> date | None:
        """Return a day, the first of a span."""
        value = thing.get(field)
        return value.first if isinstance(value, Span) else None
