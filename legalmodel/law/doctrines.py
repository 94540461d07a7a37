"""Doctrines and courts as data (``precedents/``): which factors courts name, for which side each speaks, how each is found in a deal; whom a court binds."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from legalmodel.base.jurisdictions import country_of
from legalmodel.base.resources import package_folder
from legalmodel.text.read import read

Titles = Mapping[str, str]
"""The same words by language."""

_NO_WORDS = frozenset(("for", "when", "values", "says", "level", "body", "binds", "on", "told", "held"))
"""Fields of an entry that are no language."""


class SideFactor(NamedTuple):
    """Something courts name, with the side for which it speaks; ``when`` tells it in a deal, empty where no fact of a deal file does."""

    id: str
    side: str
    says: Titles
    when: str


class Level(NamedTuple):
    """One value of a dimension; ``told`` says it as a sentence of its own."""

    id: str
    says: Titles
    when: str
    told: Titles


class Dimension(NamedTuple):
    """Something of degree: its levels run from what speaks most for the first side to what speaks most for the second."""

    id: str
    says: Titles
    levels: tuple[Level, ...]

    def place_of(self, level: str) -> int:
        """Return where a level stands, 0 being best for the first side."""
        return next(i for i, each in enumerate(self.levels) if each.id == level)


class Doctrine(NamedTuple):
    """One question that judges weigh: its two sides, and what speaks for each.

    ``conclusions`` only restate the result: no deal can give one. ``law`` names the field of the subject that holds the governing law, ``forum``
    the party whose court decides; ``selects`` says which of the two selects the body of law whose cases are asked. ``heading`` is that of the
    lines which the question touches. ``purpose`` is
    the usual one, ``also`` are others that are asked where there are cases for them,
    ``asks_for`` the question in their words where it is another. ``holds`` says of each side what a court held. ``settles`` is False where no decision settles the
    question, ``why`` says why.
    """

    id: str
    title: Titles
    asks: Titles
    each: str
    law: str
    forum: str
    selects: str
    heading: str
    sides: Mapping[str, Titles]
    holds: Mapping[str, Titles]
    purposes: Mapping[str, Titles]
    purpose: str
    also: tuple[str, ...]
    asks_for: Mapping[str, Titles]
    settles: bool
    why: Titles
    dimensions: Mapping[str, Dimension]
    factors: Mapping[str, SideFactor]
    conclusions: Mapping[str, SideFactor]

    def says(self, id: str) -> Titles:
        """Return the words for a factor, a dimension or a conclusion."""
        part: Any = self.factors.get(id) or self.dimensions.get(id) or self.conclusions[id]
        return dict(part.says)

    def told(self, id: str, place: int | None) -> Titles:
        """Return a factor, or a dimension at one of its places, as a sentence."""
        return self.says(id) if place is None else self.dimensions[id].levels[place].told


class Court(NamedTuple):
    """A court: the bodies of law whose courts must follow it, on whose law (``federal``, ``state`` or ``all``), the family of law it is of, and
    how high it is, 1 being the highest.
    """

    id: str
    says: Titles
    body: str
    family: str
    binds: tuple[str, ...]
    on: str
    level: int = 4


class Regime(NamedTuple):
    """A way of being wound up that is not that of the general insolvency law of a body of law; ``when`` tells it of a party."""

    id: str
    says: Titles
    body: str
    when: str


def family(law: str, apart: frozenset[str]) -> str:
    """Return the family of a law: its country, or the part of a country whose private law stands apart.

    Cases of the parts of a country are asked together; those of another family never.
    """
    return law if law in apart else country_of(law)


def read_doctrines() -> dict[str, Doctrine]:
    """Read the doctrines, in the order in which they are told. Raises BadInput if a file cannot be read."""
    found = [read(path).data for path in sorted((_folder() / "doctrines").glob("*.yaml"))]
    return {raw["id"]: _doctrine(raw) for raw in sorted(found, key=lambda raw: raw["order"])}


def read_courts() -> tuple[dict[str, Court], frozenset[str], tuple[Regime, ...]]:
    """Read the courts by their ids, the parts of countries that stand apart, and who is not wound up as others are."""
    raw = read(_folder() / "courts.yaml").data
    apart = frozenset(raw["apart"])
    courts = {
        id: Court(id, _words(c), c["body"], family(c["body"], apart), tuple(c["binds"]), c["on"], c["level"])
        for id, c in raw["courts"].items()
    }
    regimes = tuple(Regime(id, _words(said), said["body"], said["when"]) for id, said in raw["regimes"].items())
    return courts, apart, regimes


def _folder() -> Path:
    return package_folder("precedents")


def _words(raw: Mapping[str, Any]) -> dict[str, str]:
    return {tag: raw[tag] for tag in raw if tag not in _NO_WORDS}


def _doctrine(raw: Mapping[str, Any]) -> Doctrine:
    dimensions = {
        id: Dimension(
            id,
            said["says"],
            tuple(Level(v, _words(level), level.get("when", ""), level["told"]) for v, level in said["values"].items()),
        )
        for id, said in raw["dimensions"].items()
    }
    factors, conclusions = (
        {id: SideFactor(id, said["for"], _words(said), said.get("when", "")) for id, said in raw[part].items()}
        for part in ("factors", "conclusions")
    )
    why = raw.get("why", {})
    settles = raw["settled"] != "never"
    sides = {side: _words(said) for side, said in raw["sides"].items()}
    holds = {side: said["held"] for side, said in raw["sides"].items()}
    return Doctrine(
        raw["id"], raw["title"], raw["asks"], raw["each"], raw["law"], raw["forum"], raw["selects"], raw["heading"], sides, holds,
        raw["purposes"], raw["purpose"], tuple(raw["also"]), raw.get("asks_for", {}), settles, why, dimensions, factors, conclusions,
    )  # fmt: skip  # short parts read together: one a line would take a screen
