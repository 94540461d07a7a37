"""Which legal systems a deal touches, and by which facts; a system without a pack is never passed over in silence."""

from legalmodel.base.places import Path
from legalmodel.base.things import Dated, Thing
from legalmodel.graph.graph import Graph
from legalmodel.judgment.finding import System
from legalmodel.judgment.roles import person

_FIELDS = ("law", "law_of_claims", "law_of_priority", "seat", "market", "route")
_ACTORS = ("transferor", "transferee", "settlor", "trustee", "issuer", "held_by")


def systems_touched(graph: Graph, packs: tuple[str, ...]) -> tuple[System, ...]:
    """Return every country whose law a fact of the deal brings in, in alphabetical order."""
    because: dict[str, list[Path]] = {}
    for thing in graph.things.values():
        fields = thing.fields
        for field in [f for f in _FIELDS if f in fields]:
            for country in _countries(thing, field):
                because.setdefault(country, []).append((*thing.path, field))
    with_pack = {pack.split("-")[0] for pack in packs}
    return tuple(System(code, tuple(paths), code in with_pack) for code, paths in sorted(because.items()))


def _countries(thing: Thing, field: str) -> tuple[str, ...]:
    """Return the country of a law, a seat or a market (``US-NY``, ``CN/interbank``); of each in turn where it changes."""
    value = thing.fields.get(field)
    values = [v for _, v in value.steps] if isinstance(value, Dated) else [value]
    codes = [v.partition("/")[0].partition("-")[0] for v in values if isinstance(v, str)]
    return tuple(dict.fromkeys(c for c in codes if len(c) == 2))


def systems_of(thing: Thing, systems: tuple[System, ...]) -> tuple[System, ...]:
    """Return the systems that one hop, vehicle, class or party touches; all of the deal's if it names none."""
    things = [thing, *(v for f in _ACTORS if isinstance(v := thing.fields.get(f), Thing))]
    things += [person(t) for t in things]
    assets = thing.fields.get("assets")
    things += [a for a in assets if isinstance(a, Thing)] if isinstance(assets, tuple) else []
    codes = {country for t in things for f in _FIELDS if f in t.fields for country in _countries(t, f)}
    return tuple(s for s in systems if s.code in codes) or systems
