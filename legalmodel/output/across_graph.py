"""The whole network as GraphML, for tools of network analysis: every party and vehicle, every relation with its deals and amounts."""

from collections.abc import Iterator

from legalmodel.methods.across.across import Across
from legalmodel.methods.leverage.told import number
from legalmodel.output.ink import escape

_NODE = ("name", "sort", "seat", "form", "identifiers", "deals", "joined")
_EDGE = ("relation", "word", "deals", "files", "amounts", "untold")
_NUMBERS = frozenset(("deals", "untold"))


def to_graphml(net: Across) -> bytes:
    """Return the network as GraphML. Ids are those of the network: an identifier, or deal and path; natural persons have no name and no number."""
    return "\n".join((*_lines(net), "")).encode()


def _lines(net: Across) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for where, keys in (("node", _NODE), ("edge", _EDGE)):
        for key in keys:
            kind = "int" if key in _NUMBERS else "string"
            yield f'<key id="{where}_{key}" for="{where}" attr.name="{key}" attr.type="{kind}"/>'
    yield '<graph edgedefault="directed">'
    ids = {key: f"person {net.people[key]}" if key in net.people else key for key in net.joins.who}
    for key, found in sorted(net.joins.who.items()):
        first, person = found[0][1], key in net.people
        sort = "vehicle" if key in net.vehicles else "party" if first.path[0] == "parties" else "estate"
        codes = "" if person else "; ".join(net.joins.codes(key))
        joined = "by name" if key in net.joins.by_name else ""
        values = (net.name(key), sort, "" if person else first.seat, first.form, codes, str(len(net.joins.deals(key))), joined)
        yield f'<node id="{escape(ids[key])}">{_data("node", _NODE, values)}</node>'
    for at, tie in enumerate(net.ties):
        files = "; ".join(net.notes[n].file for n in sorted(tie.deals))
        amounts = "; ".join(f"{currency} {number(size)}" for currency, size in tie.amounts)
        told = (tie.relation, tie.word, str(len(tie.deals)), files, amounts, str(tie.untold))
        ends = f'source="{escape(ids[tie.source])}" target="{escape(ids[tie.target])}"'
        yield f'<edge id="e{at}" {ends}>{_data("edge", _EDGE, told)}</edge>'
    yield "</graph>"
    yield "</graphml>"


def _data(where: str, keys: tuple[str, ...], values: tuple[str, ...]) -> str:
    return "".join(f'<data key="{where}_{k}">{escape(v)}</data>' for k, v in zip(keys, values, strict=True) if v)
