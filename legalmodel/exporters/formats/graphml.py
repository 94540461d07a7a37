"""GraphML: records as nodes with their facts, references as edges named by their field. For analysts of networks; ``draw`` writes the chart."""

from legalmodel.base.language import Phrase
from legalmodel.base.names import Name
from legalmodel.exporters.exported import Exported, Outgoing
from legalmodel.exporters.walk import Leaf, facts, maps, records
from legalmodel.output.ink import escape

ABOUT = Phrase("GraphML: records as nodes with their facts, references as edges named by their field")
ENDING = "graphml"


def write(given: Outgoing) -> Exported:
    """Write a node for each record and an edge for each reference; ids are those of the deal file. Natural persons stand by id."""
    nodes, edges, keys = [], [], {"section", "label", "field"}
    known = {id for _, id, _ in records(given.deal)}
    for section, id, record in records(given.deal):
        private = record.__dict__.get("form") == "natural_person"
        data = {"section": section, "label": id if private else _label(record.__dict__.get("name"), id)}
        for fact in facts(record):
            field = ".".join(fact.path)
            targets = [one for one in fact.refers() if one in known]
            edges += [
                f'<edge source="{id}" target="{one}"><data key="field">{escape(f"{section}.{field}")}</data></edge>'
                for one in targets
            ]
            if not targets and not (private and fact.path[0] in ("name", "identifiers", "address")):
                data[field] = _words(fact)
        for path, name, found in maps(record):
            if name == "unknown":
                data |= {f"unknown.{'.'.join((*path, key))}": str(reason) for key, reason in found.items()}
        keys |= set(data)
        nodes.append(f'<node id="{id}">{"".join(_data(key, value) for key, value in data.items())}</node>')
    _left(given)
    heads = [
        f'<key id="{escape(key)}" for="{"edge" if key == "field" else "node"}" attr.name="{escape(key)}" attr.type="string"/>'
        for key in sorted(keys)
    ]
    rows = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *heads,
        '<graph edgedefault="directed">',
        *nodes,
        *edges,
        "</graph>",
        "</graphml>",
        "",
    ]
    return Exported("\n".join(rows).encode(), tuple(given.left))


def _left(given: Outgoing) -> None:
    for fact in facts(given.deal):
        if len(fact.path) == 2 and fact.path[0] == "deal":
            given.leave(fact.path, Phrase("a graph has records and references; this is of the deal as a whole"))
    for path, name, found in maps(given.deal):
        if name != "unknown":
            for key in found:
                given.leave((*path, name, key), Phrase("how a fact is known has no place on a node"))
    for section, id, record in records(given.deal):
        if record.__dict__.get("form") == "natural_person":
            given.leave((section, id), Phrase("name, numbers and address of a natural person"), id)


def _label(name: object, id: str) -> str:
    return str(name) if isinstance(name, Name) else id


def _data(key: str, value: str) -> str:
    return f'<data key="{escape(key)}">{escape(value)}</data>'


def _words(fact: Leaf) -> str:
    value = fact.value
    if isinstance(value, dict):
        return "; ".join(f"{tag}: {words}" for tag, words in value.items())
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
