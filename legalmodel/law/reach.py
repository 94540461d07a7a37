"""Whose law counts: which bodies of law (union, state, part of a state, contract) hold at a place on a day.

One relation, asked by judging, lines, the first screen, lint and the pages of coverage alike. A *place* is where facts tie a deal to: a
country, or a part of one whose private law is its own. A *body of law* is what a pack holds under its ``system``:

- the place's own law, and that of the country it is part of (``US-NY`` and ``US`` both hold at ``US-NY``);
- the law of each union that the country is a member of on the day (``EU`` at ``FR``; at ``GB`` until the end of 2020);
- ``contract``: what the parties laid down, which goes with them to any place.

``common`` is no law and holds nowhere: it says whether a file, or a deal, is whole. What unions and federations there are stands in
``base/jurisdictions.py``; the law that a contract chooses is a fact like any other, and makes its country a place.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final

from legalmodel.base.jurisdictions import FEDERATIONS, UNIONS, country_of, law_holds
from legalmodel.law.files import COMMON

CONTRACT: Final = "contract"


def is_law(system: str) -> bool:
    """Tell whether a system is a body of law at all."""
    return system != COMMON


def holds_at(system: str, place: str, day: date | None) -> bool | None:
    """Tell whether a body of law holds at a place on a day; without a day, None where it holds on some days only."""
    if system in (COMMON, CONTRACT):
        return system == CONTRACT
    # without a day it is asked of all days at once, which some may answer yes and some no
    return law_holds(system, place, day or date.min, day or date.max)


class Reach:
    """The relation for the packs at hand; ``packs`` are their systems."""

    __slots__ = ("packs",)

    def __init__(self, packs: Iterable[str]) -> None:
        self.packs = frozenset(packs)

    def place(self, code: str) -> str:
        """Return the place that a code of the file stands for, empty if none: a part of a country only if it has law of its own.

        So it is in a federation, or where a pack of that very code is at hand.
        """
        code, country = code.partition("/")[0], country_of(code)
        if len(country) != 2 and country not in UNIONS:
            return ""
        # a province without law of its own would make a line that no law ever speaks to
        return code if country in FEDERATIONS or code in self.packs else country

    def bodies(self, place: str, day: date) -> tuple[str, ...]:
        """Return the bodies of law that hold at a place on a day, whether packs for them are at hand or not, the narrowest first."""
        unions = [union for union in UNIONS if union != place and holds_at(union, place, day)]
        return tuple(dict.fromkeys([place, country_of(place), *unions]))

    def lacking(self, place: str, day: date) -> tuple[str, ...]:
        """Return the bodies of law that hold at a place and have no pack; for a federation named without its part, that part too."""
        lacking = tuple(body for body in self.bodies(place, day) if body not in self.packs)
        # private law is that of a part: a deal that names the federation alone leaves open of which
        return (*lacking, f"a part of {place}") if place in FEDERATIONS else lacking

    def packs_at(self, places: Iterable[str]) -> frozenset[str]:
        """Return the packs whose law holds, on some day, at one of these places; contract and what is no law always count."""
        at = frozenset(places)
        # on some day is enough: which day counts is known only act by act
        held = (p for p in self.packs if any(holds_at(p, place, None) is not False for place in at))
        return frozenset(held) | {COMMON, CONTRACT}


def narrowest(places: Iterable[str]) -> tuple[str, ...]:
    """Return the places without those of which a part is among them: its line hears their law too."""
    found = tuple(dict.fromkeys(places))
    return tuple(p for p in found if not any(q.startswith(f"{p}-") for q in found))
