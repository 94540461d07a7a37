"""How concentrated each kind of work and money is: shares of parties, and the Herfindahl-Hirschman index with what nobody tells.

The index is the sum of the squares of all shares in percent: 10,000 if one has all, near 0 if many have little. Of holdings the whole is known
(what was issued), so that what nobody is told to hold gives bounds: at least as if it were spread over very many, at most as if the largest
had it all. A class of persons is not one holder: what it holds counts as told of nobody. Of other relations only what is told counts, and how many have no amount stands beside it. Currencies are never added up. Work is
counted by deals.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from legalmodel.methods.across.across import Across, Tied


class Concentration(NamedTuple):
    """How one relation is spread: by amounts of a ``currency``, or by deals where that is empty; shares of parties, the largest first.

    ``whole`` is what the shares are of, ``untold`` the part of it of which nobody is told; ``lacking`` counts records without an amount.
    """

    relation: str
    word: str
    currency: str
    whole: Fraction
    shares: tuple[tuple[str, Fraction], ...]
    untold: Fraction
    lacking: int

    @property
    def least(self) -> Fraction:
        """The index if what is not told is spread over very many."""
        return sum(((part * 100) ** 2 for _, part in self.shares), Fraction(0))

    @property
    def most(self) -> Fraction:
        """The index if the largest has all that is not told."""
        if not self.shares:
            return (self.untold * 100) ** 2
        first = self.shares[0][1]
        return self.least - (first * 100) ** 2 + ((first + self.untold) * 100) ** 2


def concentrations(net: Across) -> list[Concentration]:
    """Return how each relation is spread, money first: holdings, loans and support by currency, then work by function."""
    found = [*_held(net)]
    for relation in ("lends", "supports"):
        found += _by_amount(relation, net.of(relation), net)
    for relation in ("originates", "manages"):
        found += _by_deals(relation, "", net.of(relation), net)
    words = sorted({tie.word for tie in net.of("serves")})
    work = [c for word in words for c in _by_deals("serves", word, [t for t in net.of("serves") if t.word == word], net)]
    return [*found, *sorted(work, key=lambda c: (-c.whole, c.word))]


def _held(net: Across) -> Iterable[Concentration]:
    """Yield the holdings of classes by currency, of all that was issued in it."""
    issued, counts = dict[str, Fraction](), dict[str, int]()
    for found in net.vehicles.values():
        _, best = max(found, key=lambda each: (-each[1].lacking, sum(a for _, a in each[1].issued)))
        for currency, amount in best.issued:
            issued[currency] = issued.get(currency, Fraction(0)) + amount
            counts[currency] = counts.get(currency, 0) + 1
    sums, lacking = _sums(net.of("holds"), net)
    for currency, whole in sorted(issued.items(), key=lambda item: (-counts[item[0]], item[0])):
        if whole:
            held = sums.get(currency, {})
            # what files tell twice of one class can come to more than was issued: shares are then of what is told
            base = max(whole, sum(held.values(), Fraction(0)))
            yield _spread("holds", "", currency, base, held, lacking)


def _by_amount(relation: str, ties: list[Tied], net: Across) -> Iterable[Concentration]:
    sums, lacking = _sums(ties, net)
    for currency, by_party in sorted(sums.items(), key=lambda item: (-len(item[1]), item[0])):
        whole = sum(by_party.values(), Fraction(0))
        if whole:
            yield _spread(relation, "", currency, whole, by_party, lacking)
    if lacking and not sums:
        yield from _by_deals(relation, "", ties, net)


def _by_deals(relation: str, word: str, ties: list[Tied], net: Across) -> Iterable[Concentration]:
    """Yield how work is spread over those who do it, a deal counting once for each of them."""
    by_party: dict[str, set[int]] = {}
    for tie in (t for t in ties if net.is_one(t.source)):
        by_party.setdefault(tie.source, set()).update(tie.deals)
    counts = {key: Fraction(len(deals)) for key, deals in by_party.items()}
    whole = sum(counts.values(), Fraction(0))
    if whole:
        yield _spread(relation, word, "", whole, counts, 0)


def _sums(ties: Iterable[Tied], net: Across) -> tuple[dict[str, dict[str, Fraction]], int]:
    sums: dict[str, dict[str, Fraction]] = {}
    lacking = 0
    for tie in ties:
        lacking += tie.untold
        for currency, amount in tie.amounts:
            if not net.is_one(tie.source):
                continue
            by_party = sums.setdefault(currency, {})
            by_party[tie.source] = by_party.get(tie.source, Fraction(0)) + amount
    return sums, lacking


def _spread(
    relation: str, word: str, currency: str, whole: Fraction, by_party: Mapping[str, Fraction], lacking: int
) -> Concentration:
    shares = sorted(((key, part / whole) for key, part in by_party.items() if part), key=lambda item: (-item[1], item[0]))
    untold = 1 - sum((part for _, part in shares), Fraction(0))
    return Concentration(relation, word, currency, whole, tuple(shares), untold, lacking)
