"""Which legal systems a deal touches, and by which facts; a system without a pack is never passed over in silence."""

from legalmodel.base.places import Path
from legalmodel.base.things import Thing
from legalmodel.graph.graph import Graph
from legalmodel.judgment.finding import System
from legalmodel.judgment.roles import person

_FIELDS = ("law", "law_of_claims", "law_of_priority", "seat")
_ACTORS = ("transferor", "transferee", "settlor", "trustee", "issuer", "held_by")


def systems_touched(graph: Graph, packs: tuple[str, ...]) -> tuple[System, ...]:
    """Return every country whose law a fact of the deal brings in, in alphabetical order."""
    because: dict[str, list[Path]] = {}
    for thing in graph.things.values():
        for field in _FIELDS:
            if isinstance(code := thing.fields.get(field), str):
                because.setdefault(code.split("-")[0], []).append((*thing.path, field))
    return tuple(System(code, tuple(paths), code in packs) for code, paths in sorted(because.items()))


def systems_of(thing: Thing, systems: tuple[System, ...]) -> tuple[System, ...]:
    """Return the systems that one hop, vehicle, class or party touches; all of the deal's if it names none."""
    things = [thing, *(v for f in _ACTORS if isinstance(v := thing.fields.get(f), Thing))]
    things += [person(t) for t in things]
    things += [a for a in thing.fields.get("assets") or () if isinstance(a, Thing)]
    codes = {c.split("-")[0] for t in things for f in _FIELDS if isinstance(c := t.fields.get(f), str)}
    return tuple(s for s in systems if s.code in codes) or systems
