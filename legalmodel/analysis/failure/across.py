"""One party fails in all its deals: each deal is judged again, losses go to who is told to bear them, and who loses more than its own money fails next."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from legalmodel.analysis.failure.failed import Failed
from legalmodel.analysis.failure.harm import Harm
from legalmodel.analysis.failure.what_follows import Again, may_fail, stressed
from legalmodel.analysis.failure.work import bearers
from legalmodel.base.values import Money
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.hypothesis import day_of_failure
from legalmodel.methods.across.across import Across
from legalmodel.methods.across.structure import own_money

ROUNDS_MOST = 6
"""Failures that follow failures are followed so far."""
_PASSED_MOST = 50
"""So often a loss is passed on from a vehicle to the holders of its own classes; in a ring it would go round for ever."""
Sums = dict[str, Fraction]
"""Amounts by currency."""


class Hit(NamedTuple):
    """What the failure of a party does to one deal."""

    deal: int
    key: str
    harm: Harm
    exposed: tuple[Money, ...]
    cover: tuple[Money, ...]


class RoundOfFailures(NamedTuple):
    """Who is supposed to fail together in one round, and what that does to their deals."""

    keys: tuple[str, ...]
    hits: tuple[Hit, ...]


class Cascade(NamedTuple):
    """A failure and what follows it. ``losses`` are by who bears them, ``untold`` what nobody is told to bear; ``cut`` tells that it went on further."""

    start: str
    rounds: tuple[RoundOfFailures, ...]
    losses: dict[str, Sums]
    untold: Sums
    loans: dict[str, Sums]
    cut: bool


def cascade(net: Across, start: str, deal: Callable[[int], tuple[Checked, Again]]) -> Cascade:
    """Suppose that a party fails, in every deal in which it stands; ``deal`` judges one by its number.

    Each failure is put to each deal by itself. What two failures do to one holder in one deal counts once, the larger. Loans to who fails are
    lost whole.
    """
    return _Cascade(net, deal).run(start)


class _Cascade:
    def __init__(self, net: Across, deal: Callable[[int], tuple[Checked, Again]]) -> None:
        self.net, self.deal = net, deal
        self.own = own_money(net)
        self.failed: list[str] = []
        self.borne: dict[tuple[int, str, str], Fraction] = {}
        self.untold: dict[tuple[int, str], Fraction] = {}
        self.loans: dict[str, Sums] = {}

    def run(self, start: str) -> Cascade:
        rounds: list[RoundOfFailures] = []
        new: tuple[str, ...] = (start,)
        while new and len(rounds) < ROUNDS_MOST:
            self.failed += new
            rounds.append(RoundOfFailures(new, tuple(hit for key in new for hit in self._hits(key))))
            new = self._next()
        losses, untold = self._losses()
        return Cascade(start, tuple(rounds), losses, untold, self.loans, bool(new))

    def _hits(self, key: str) -> list[Hit]:
        self._lent(key)
        found = []
        for number in sorted(self.net.joins.deals(key)):
            ids = tuple(w.path[-1] for n, w in self.net.joins.who[key] if n == number and w.path[0] == "parties")
            base, again = self.deal(number)
            ids = tuple(id for id in ids if id in may_fail(base))
            if not ids:
                continue
            fails = day_of_failure(base)
            one = stressed(base, again, ids, fails)
            found.append(Hit(number, key, one.harm, one.exposed, one.cover))
            for share in one.bears:
                told = Fraction(0)
                for holder, part in share.holders:
                    if part is not None and holder.path in {w.path for w in self.net.notes[number].actors}:
                        told += Fraction(part.amount)
                        self._bear(number, self.net.key(number, holder.path), part.currency, Fraction(part.amount))
                rest = Fraction(share.bears.amount) - told
                at = (number, share.bears.currency)
                self.untold[at] = max(self.untold.get(at, Fraction(0)), rest)
        return found

    def _bear(self, number: int, key: str, currency: str, amount: Fraction) -> None:
        at = (number, key, currency)
        self.borne[at] = max(self.borne.get(at, Fraction(0)), amount)

    def _lent(self, key: str) -> None:
        for tie in self.net.of("lends"):
            if tie.target == key:
                sums = self.loans.setdefault(tie.source, {})
                for currency, amount in tie.amounts:
                    sums[currency] = sums.get(currency, Fraction(0)) + amount

    def _losses(self) -> tuple[dict[str, Sums], Sums]:
        """Return who bears what in the end: a vehicle passes its loss on to the holders of its own classes, the last rank first."""
        losses: dict[str, Sums] = {}
        untold: Sums = {}
        for (_, currency), amount in self.untold.items():
            untold[currency] = untold.get(currency, Fraction(0)) + amount
        for (_, key, currency), amount in self.borne.items():
            _add(losses, key, currency, amount)
        for key, sums in self.loans.items():
            for currency, amount in sums.items():
                _add(losses, key, currency, amount)
        for _ in range(_PASSED_MOST):
            vehicle = next((key for key in sorted(losses) if key in self.net.vehicles), "")
            if not vehicle:
                break
            for currency, amount in losses.pop(vehicle).items():
                self._pass_on(vehicle, currency, amount, losses, untold)
        return losses, untold

    def _pass_on(self, vehicle: str, currency: str, amount: Fraction, losses: dict[str, Sums], untold: Sums) -> None:
        number = self.net.vehicles[vehicle][0][0]
        base, _ = self.deal(number)
        loss = Money((Decimal(amount.numerator) / Decimal(amount.denominator)).quantize(Decimal("0.01")), currency)
        told = Fraction(0)
        for share in bearers(Failed(base, (), day_of_failure(base).day), loss):
            for holder, part in share.holders:
                if part is not None and (number, holder.path) in self.net.joins.keys:
                    told += Fraction(part.amount)
                    _add(losses, self.net.key(number, holder.path), part.currency, Fraction(part.amount))
        untold[currency] = untold.get(currency, Fraction(0)) + max(Fraction(0), amount - told)

    def _next(self) -> tuple[str, ...]:
        """Return who loses more than its own money, as its file tells it, and has not failed yet."""
        losses, _ = self._losses()
        found = []
        for key, sums in losses.items():
            for currency, amount in sums.items():
                told = self.own.get((key, currency))
                if key not in self.failed and self.net.is_firm(key) and told and told[1] is not None and amount > told[1]:
                    found.append(key)
        return tuple(sorted(set(found)))


def _add(losses: dict[str, Sums], key: str, currency: str, amount: Fraction) -> None:
    sums = losses.setdefault(key, {})
    sums[currency] = sums.get(currency, Fraction(0)) + amount
