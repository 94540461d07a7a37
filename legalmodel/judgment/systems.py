"""Which places a deal is tied to, by which facts, and so which law is asked; a place without a pack is never passed over in silence.

Only given facts bring in or leave out a system. A fact that would say whose law counts and is not known leaves its line open.
"""

from collections.abc import Iterable
from datetime import date

from legalmodel.base.jurisdictions import UNIONS, country_of
from legalmodel.base.places import Path
from legalmodel.base.things import Dated, Thing
from legalmodel.base.values import Facts, U
from legalmodel.graph.graph import Graph
from legalmodel.graph.truth import whole
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.result import System
from legalmodel.judgment.roles import person
from legalmodel.law.compile import CompiledRule
from legalmodel.law.reach import Reach, holds_at, narrowest

_FIELDS = ("law", "law_of_claims", "law_of_priority", "seat", "market", "route")
_ACTORS = ("transferor", "transferee", "settlor", "trustee", "issuer", "held_by")
_CONNECTING = {"trust": "law", "transfer": "law", "estate": "law", "party": "seat", "security": "market"}
"""Sort of record -> the field that says whose law counts for it; where it is not known, another law may."""


class Touched:
    """The places that facts of a deal tie it to, and which law holds there.

    ``law_on`` is the day whose law is asked for, if another than that of each act.
    """

    __slots__ = ("_at", "_branches", "_held", "_judged", "law_on", "places", "reach")

    def __init__(self, graph: Graph, reach: Reach, law_on: date | None) -> None:
        self.reach, self.law_on = reach, law_on
        self.places = places_of(graph, reach)
        self._branches: dict[Thing, list[Thing]] = {}
        for party in [p for p in graph.section("parties") if "part_of" in p.fields]:
            self._branches.setdefault(whole(party), []).append(party)
        self._judged = reach.packs_at(self.places)
        self._held: dict[tuple[str, date | None], bool] = {}
        self._at: dict[Thing, tuple[str, ...]] = {}

    def is_judged(self, rule: CompiledRule) -> bool:
        """Tell whether a rule is asked at all: not where given facts tie the deal to places, and its law holds at none of them."""
        # a deal that names no place may be anywhere, so every law is asked
        return not self.places or rule.system in self._judged

    def is_held(self, rule: CompiledRule, days: Iterable[date | None]) -> bool:
        """Tell whether the law of a rule holds, on one of these days, at a place of the deal; a country may have left its union."""
        if rule.system not in UNIONS or not self.places:
            return True
        return any(self._held_on(rule.system, self.law_on or day) for day in days)

    def _held_on(self, union: str, day: date | None) -> bool:
        key = (union, day)
        if key not in self._held:
            self._held[key] = any(holds_at(union, place, day) is not False for place in self.places)
        return self._held[key]

    def counts_at(self, finding: Finding, place: str) -> bool:
        """Tell whether a finding counts at a place: the law that it speaks for holds there on its day."""
        days = finding.days_tried or (None,)
        # one day is enough: of an act whose day is not known, the law may hold on any
        return any(holds_at(finding.rule.system, place, self.law_on or day) is not False for day in days)

    def systems(self, day: date) -> tuple[System, ...]:
        """Return every place that a fact of the deal brings in, in alphabetical order, with the law that holds there on a day."""
        return tuple(
            System(code, tuple(paths), code in self.reach.packs, self.reach.bodies(code, day))
            for code, paths in sorted(self.places.items())
        )

    def at(self, thing: Thing) -> tuple[str, ...]:
        """Return the places that one hop, vehicle, class or party is tied to; all of the deal's if it names none."""
        if thing not in self._at:
            self._at[thing] = self._tied_to(thing)
        return self._at[thing]

    def _tied_to(self, thing: Thing) -> tuple[str, ...]:
        things = _about(thing)
        things += self._branches.get(thing, ())  # where a branch sits, its bank may be wound up apart
        named = {p for t in things for f in _FIELDS if f in t.fields for p in _named(self.reach, t, f)}
        # what names no place lies where the deal does: its line is asked under each of its laws
        return narrowest(sorted(named or self.places))


def places_of(graph: Graph, reach: Reach) -> dict[str, list[Path]]:
    """Return every place that facts of a deal tie it to, each with the facts."""
    places: dict[str, list[Path]] = {}
    for thing in graph.things.values():
        for field in [f for f in _FIELDS if f in thing.fields]:
            for place in _named(reach, thing, field):
                places.setdefault(place, []).append((*thing.path, field))
    return places


def _named(reach: Reach, thing: Thing, field: str) -> tuple[str, ...]:
    """Return the place of a law, a seat or a market (``US-NY``, ``CN/interbank``); of each in turn where it changes."""
    value = thing.fields.get(field)
    values = [v for _, v in value.steps] if isinstance(value, Dated) else [value]
    places = (reach.place(v) for v in values if isinstance(v, str))
    return tuple(dict.fromkeys(place for place in places if place))


def systems_touched(touched: Touched, day: date) -> tuple[System, ...]:
    """Return the systems that a deal touches."""
    return touched.systems(day)


def ties(thing: Thing, place: str) -> tuple[Path, ...]:
    """Return the facts of a hop, vehicle, class or party that tie it to a place; none where the place comes from the rest of the deal."""
    found = [(*t.path, f) for t in _about(thing) for f in _FIELDS if f in t.fields and place in _codes(t, f)]
    return tuple(dict.fromkeys(found))


def _codes(thing: Thing, field: str) -> tuple[str, ...]:
    value = thing.fields.get(field)
    values = [v for _, v in value.steps] if isinstance(value, Dated) else [value]
    codes = [v.partition("/")[0] for v in values if isinstance(v, str)]
    # a part of a country stands for the country where it has no law of its own
    return tuple(each for code in codes for each in (code, country_of(code)))


def connecting(thing: Thing) -> Facts:
    """Return the facts that would say whose law counts for a hop, vehicle, class or party, and are not known."""
    return frozenset(m for t in _about(thing) if t.sort in _CONNECTING for m in _unknown(t, _CONNECTING[t.sort]))


def _unknown(thing: Thing, field: str) -> Facts:
    value = None if isinstance(thing.fields.get(field), Dated) else thing.get(field)
    return value.missing if isinstance(value, U) else frozenset()


def _about(thing: Thing) -> list[Thing]:
    """Return a thing and those that it names, whose law or seat ties it to a place."""
    things = [thing, *(v for f in _ACTORS if isinstance(v := thing.fields.get(f), Thing))]
    # an estate has no seat: the person who holds it has
    things += [person(t) for t in things]
    assets = thing.fields.get("assets")
    return things + ([a for a in assets if isinstance(a, Thing)] if isinstance(assets, tuple) else [])
