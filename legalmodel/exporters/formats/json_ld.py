"""RDF as JSON-LD: the same statements as ``turtle``."""

import json
from typing import Any

from legalmodel.base.language import Phrase
from legalmodel.exporters.exported import Exported, Outgoing
from legalmodel.exporters.rdf_text import PREFIXES, told
from legalmodel.exporters.triples import TYPE, XSD, Literal, labels, triples

ABOUT = Phrase("RDF as JSON-LD: the same statements as turtle")
ENDING = "jsonld"


def write(given: Outgoing) -> Exported:
    """Write the statements of a deal, node by node."""
    nodes: dict[str, dict[str, Any]] = {}
    for one in (*triples(given.data.value), *labels()):
        node = nodes.setdefault(one.subject, {"@id": one.subject})
        if one.property == TYPE:
            node.setdefault("@type", []).append(one.object)
        else:
            node.setdefault(one.property, []).append(_value(one.object))
    data = {"@context": PREFIXES, "@graph": list(nodes.values())}
    return Exported((json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode(), told(given))


def _value(value: str | Literal) -> dict[str, str]:
    if isinstance(value, str):
        return {"@id": value}
    if value.language:
        return {"@value": value.text, "@language": value.language}
    return {"@value": value.text} if value.datatype == f"{XSD}string" else {"@value": value.text, "@type": value.datatype}
