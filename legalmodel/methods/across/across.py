"""The network of many deals: notes of deals, who is who in them, and what everybody does for whom, put together."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from legalmodel.base.language import say
from legalmodel.base.names import shown
from legalmodel.methods.across.joining import Joins, join
from legalmodel.methods.across.notes import Bond, Note, Vehicle


class Tied(NamedTuple):
    """What one does for another over all deals: the relation with its word, the deals by number, amounts by currency, and how many have none."""

    source: str
    relation: str
    word: str
    target: str
    deals: frozenset[int]
    amounts: tuple[tuple[str, Fraction], ...]
    untold: int


class Across(NamedTuple):
    """Many deals as one network. ``notes`` are by number; ``makers`` are by the key of a vehicle who gave its assets first."""

    notes: dict[int, Note]
    joins: Joins
    ties: tuple[Tied, ...]
    vehicles: dict[str, tuple[tuple[int, Vehicle], ...]]
    makers: dict[str, tuple[str, ...]]
    people: dict[str, int]
    unsure: frozenset[str]
    """Classes of persons, and who is not named: asked of every relation, so worked out once."""

    def key(self, number: int, path: tuple[str, ...]) -> str:
        """Return who an actor of a deal is."""
        return self.joins.keys[number, path]

    def name(self, key: str) -> str:
        """Return what somebody is called, for whoever reads; a natural person only by number."""
        if key in self.people:
            return say("natural person {n}", n=self.people[key])
        return shown(self.joins.who[key][0][1].name)

    def of(self, relation: str) -> list[Tied]:
        """Return the ties of one relation."""
        return [tie for tie in self.ties if tie.relation == relation]

    def deal(self, number: int) -> str:
        """Return the name of a deal."""
        return shown(self.notes[number].name)

    def is_one(self, key: str) -> bool:
        """Tell whether a key stands for one in particular: no class of persons, and nobody unnamed."""
        return key not in self.unsure

    def is_firm(self, key: str) -> bool:
        """Tell whether a key stands for somebody in particular: no class of persons, nobody unnamed, no natural person."""
        return key not in self.people and self.is_one(key)


def across(notes: Sequence[Note], by_name: bool = False) -> Across:
    """Put the notes of deals together as one network."""
    joins = join(notes, by_name)
    keys = joins.keys
    vehicles: dict[str, list[tuple[int, Vehicle]]] = {}
    makers: dict[str, dict[str, None]] = {}
    for note in notes:
        for vehicle in note.vehicles:
            key = keys[note.number, vehicle.path]
            vehicles.setdefault(key, []).append((note.number, vehicle))
            makers.setdefault(key, {}).update({keys[note.number, g]: None for g in vehicle.givers})
    persons = sorted(key for key, found in joins.who.items() if any(who.person for _, who in found))
    return Across(
        {note.number: note for note in notes},
        joins,
        tuple(_tied(notes, joins)),
        {key: tuple(found) for key, found in vehicles.items()},
        {key: tuple(found) for key, found in makers.items()},
        {key: n for n, key in enumerate(persons, 1)},
        frozenset(key for key, found in joins.who.items() if not all(who.sure for _, who in found)),
    )


def _tied(notes: Iterable[Note], joins: Joins) -> Iterable[Tied]:
    """Put together what one does for another; what several files tell of one vehicle counts once, by the file that tells most."""
    found: dict[tuple[str, str, str, str], dict[int, list[Bond]]] = {}
    for note in notes:
        for bond in note.bonds:
            ends = joins.keys.get((note.number, bond.source)), joins.keys.get((note.number, bond.target))
            if ends[0] is not None and ends[1] is not None:
                found.setdefault((ends[0], bond.relation, bond.word, ends[1]), {}).setdefault(note.number, []).append(bond)
    for (source, relation, word, target), by_deal in sorted(found.items()):
        best = (
            max(by_deal.values(), key=_told) if relation in ("holds", "repacks") else [b for bs in by_deal.values() for b in bs]
        )
        amounts: dict[str, Fraction] = {}
        for bond in best:
            if bond.amount is not None:
                amounts[bond.currency] = amounts.get(bond.currency, Fraction(0)) + bond.amount
        untold = sum(b.amount is None for b in best)
        yield Tied(source, relation, word, target, frozenset(by_deal), tuple(sorted(amounts.items())), untold)


def _told(bonds: Sequence[Bond]) -> tuple[int, int]:
    return sum(b.amount is not None for b in bonds), len(bonds)
