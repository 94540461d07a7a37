"""GraphML: the chart as data for network analysts, with its geometry."""

from legalmodel.output import looks
from legalmodel.output.ink import escape, num
from legalmodel.output.sheet import Sheet

_KEYS = {
    "name": "node", "shape": "node", "group": "node", "x": "node", "y": "node", "relation": "edge", "words": "edge", "state": "all",
}  # fmt: skip  # a table: one row a line


def write(sheet: Sheet) -> bytes:
    """Return the chart as GraphML; ids are those of the deal file."""
    chart, layout = sheet.chart, sheet.layout
    rows = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    rows += [
        f'<key id="{k}" for="{where}" attr.name="{k}" attr.type="{"double" if k in "xy" else "string"}"/>'
        for k, where in _KEYS.items()
    ]
    rows.append('<graph edgedefault="directed">')
    for n in chart.nodes:
        spot = layout.boxes[n.id]
        data = {
            "name": " ".join(n.lines),
            "shape": n.shape,
            "group": n.group,
            "state": n.state,
            "x": num(spot.x),
            "y": num(spot.y),
        }
        rows.append(f'<node id="{escape(n.id)}">{_data(data)}</node>')
    for e in chart.edges:
        data = {"relation": e.relation, "words": looks.said(e), "state": e.state}
        rows.append(f'<edge id="{escape(e.id)}" source="{escape(e.source)}" target="{escape(e.target)}">{_data(data)}</edge>')
    return "\n".join((*rows, "</graph>", "</graphml>", "")).encode()


def _data(data: dict[str, str]) -> str:
    return "".join(f'<data key="{k}">{escape(v)}</data>' for k, v in data.items() if v)
