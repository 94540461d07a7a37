"""The relations of a deal as a networkx graph, made on request for whoever wants to compute with it."""

from typing import TYPE_CHECKING, Any

from legalmodel.base.places import dotted
from legalmodel.base.things import Dated, Thing
from legalmodel.graph.facts import label

if TYPE_CHECKING:
    import networkx

SIDES: dict[str, tuple[str, str]] = {
    "trust": ("transferor", "transferee"),
    "transfer": ("transferor", "transferee"),
    "guarantee": ("by", "to"),
    "agency": ("principal", "agent"),
    "stake": ("owner", "of"),
    "investment": ("holder", "of"),
    "loan": ("lender", "borrower"),
    "claim": ("debtor", "creditor"),
    "charge": ("by", "to"),
    "estate": ("", "held_by"),
    "account": ("", "bank"),
    "security": ("issuer", ""),
    "party": ("", "part_of"),
}
"""Sort of record -> the fields at the two ends of the edge it declares; "" is the record itself."""


def network(things: list[Thing]) -> "networkx.MultiDiGraph":
    """Return nodes named by path (``parties.boc``) and edges keyed by the path that declared them.

    Nodes carry ``sort`` and ``name``, edges ``relation``. Where a side changes by day, there is an edge for each value.
    """
    from networkx import MultiDiGraph

    graph: networkx.MultiDiGraph = MultiDiGraph()
    for thing in things:
        graph.add_node(dotted(thing.path), sort=thing.sort, name=label(thing))
    for thing in things:
        if thing.sort in SIDES:
            _add(graph, thing, *SIDES[thing.sort])
    return graph


def _add(graph: "networkx.MultiDiGraph", record: Thing, start: str, end: str) -> None:
    # an edge from the record itself is declared by the field at its other end
    path = record.path if start and end else (*record.path, start or end)
    for source in _values(record, start):
        for target in _values(record, end):
            graph.add_edge(dotted(source.path), dotted(target.path), key=dotted(path), relation=record.sort)


def _values(record: Thing, field: str) -> list[Thing]:
    value: Any = record.fields.get(field) if field else record
    steps = [step for _, step in value.steps] if isinstance(value, Dated) else [value]
    return [each for step in steps if isinstance(step, Thing) for each in step.members or (step,)]
