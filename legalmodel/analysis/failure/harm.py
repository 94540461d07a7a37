"""One consequence of a failure, and how harm is graded and ranked."""

from collections.abc import Iterable
from decimal import Decimal
from enum import IntEnum
from typing import NamedTuple

from legalmodel.base.language import Said
from legalmodel.base.outcomes import Conclusion
from legalmodel.base.places import Path
from legalmodel.base.things import Thing
from legalmodel.base.values import Money
from legalmodel.judgment.finding import Finding, Line


class Harm(IntEnum):
    """How a consequence bears on the holders, the gravest highest."""

    SAFE = 0
    """It stays as it is, and the reason is given."""
    PROVIDED = 1
    """Something ends or changes, and the deal says what follows."""
    OPEN = 2
    """Not known, or no law was read."""
    WEIGHED = 3
    """A court or authority weighs it."""
    LOST = 4
    """Something is gone, and nothing in the deal takes its place."""
    FALLS = 5
    """Assets or money fall in the estate of who failed, or a rule on them is not met."""


STEPS = ("estate", "acts", "money", "set_off", "support", "work", "consolidation", "triggers", "holdings", "line")
"""The steps of a chain, in their order."""


class Consequence(NamedTuple):
    """One consequence: the step of the chain, how it bears, and what it is.

    It is told by the graph (``says``, with the ``records`` it rests on, and an ``amount`` where the deal gives one), by a rule (``finding``), or
    it is a conclusion of the judgment (``line``).
    """

    step: str
    harm: Harm
    says: Said | None = None
    records: tuple[Thing, ...] = ()
    amount: Money | None = None
    finding: Finding | None = None
    line: Line | None = None

    @property
    def key(self) -> tuple[str, tuple[Path, ...], str]:
        """What it is about, to find the same one in another chain."""
        line = self.line
        about = f"{line.heading} {line.system} {line.subject.path} {line.failing and line.failing.path}" if line else ""
        return self.step, tuple(r.path for r in self.records), self.finding.id if self.finding else about


def worst(chain: Iterable[Consequence]) -> Harm:
    """Return the gravest harm of a chain; safe if there is nothing in it."""
    return max((c.harm for c in chain), default=Harm.SAFE)


OF_MONEY = ("estate", "acts", "money", "set_off")
"""The steps whose amounts are assets or money of the deal; those of support are cover that is no longer there."""


def exposed(chain: Iterable[Consequence], steps: tuple[str, ...] = OF_MONEY) -> tuple[Money, ...]:
    """Return what falls, is lost or may be set off, at some steps, by currency, each record counted once with its highest amount."""
    by_record: dict[tuple[Path, ...], Money] = {}
    for c in chain:
        if c.amount and c.step in steps and (c.harm >= Harm.LOST or (c.step == "set_off" and c.harm is Harm.WEIGHED)):
            key = tuple(r.path for r in c.records)
            had = by_record.get(key)
            by_record[key] = c.amount if had is None or had.amount < c.amount.amount else had
    sums: dict[str, Decimal] = {}
    for money in by_record.values():
        sums[money.currency] = sums.get(money.currency, Decimal(0)) + money.amount
    return tuple(Money(amount, currency) for currency, amount in sorted(sums.items()))


Rank = tuple[int, int, Decimal, Decimal, int, int, int]


def rank_of(chain: tuple[Consequence, ...], currency: str) -> Rank:
    """Return what chains are ranked by, the highest first: the gravest harm; how many conclusions are obstacles; the assets and money
    exposed, then the cover gone, in the currency of the deal; how many things fall or are lost, are weighed, are open.
    """
    assets, cover = (_in(currency, exposed(chain, steps)) for steps in (OF_MONEY, ("support",)))
    obstacles = sum(c.line is not None and c.line.conclusion is Conclusion.OBSTACLE for c in chain)
    weighed, open_ = (sum(c.harm is harm for c in chain) for harm in (Harm.WEIGHED, Harm.OPEN))
    return int(worst(chain)), obstacles, assets, cover, sum(c.harm >= Harm.LOST for c in chain), weighed, open_


def _in(currency: str, sums: tuple[Money, ...]) -> Decimal:
    return next((m.amount for m in sums if m.currency == currency), Decimal(0))
