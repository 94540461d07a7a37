"""Mermaid: text that wikis and code hosts draw. What is not a letter or a digit is written as a number, so that no name is markup."""

from collections.abc import Iterator

from legalmodel.output import looks
from legalmodel.output.chart import Chart, Edge, Node
from legalmodel.output.sheet import Sheet
from legalmodel.output.widths import clean

_SHAPES = {
    "trust": ("[[", "]]"),
    "partnership": ("{{", "}}"),
    "individual": ("([", "])"),
    "government": ("[/", "\\]"),
    "class": ("[\\", "\\]"),
    "pool": ("[(", ")]"),
    "security": (">", "]"),
    "account": ("(", ")"),
    "document": ("[/", "/]"),
    "step": ("(", ")"),
}
_LINES = {"solid": ("---", "-->", "--o"), "dashed": ("-.-", "-.->", "-.-o"), "dotted": ("-.-", "-.->", "-.-o")}
_ROUND = ("dot", "box", "tee", "diamond", "odiamond")
_PLAIN = frozenset(" ,.-/()，。、；：！？（）《》「」【】")


def write(sheet: Sheet) -> bytes:
    """Return the chart as a Mermaid flowchart."""
    chart = sheet.chart
    names = {n.id: f"n{i}" for i, n in enumerate(chart.nodes)}
    groups = {g.id: f"g{i}" for i, g in enumerate(chart.groups)}
    rows = ["flowchart TB", *(f"  %% {_said(t)}" for t in (*chart.title, *chart.notes)), *_inside(chart, "", names, groups)]
    if not chart.nodes and (said := "<br>".join(map(_said, filter(None, (*chart.title, *chart.notes))))):
        rows.append(f'  empty["{said}"]')  # a comment is not seen: a view of nothing says so in a box
    rows += [f"  {_edge(e, names)}" for e in chart.edges]
    rows += [f"  linkStyle {i} {_style(e)}" for i, e in enumerate(chart.edges)]
    rows += [f"  style {names[n.id]} {_border(n)}" for n in chart.nodes]
    rows += [
        f"  style {name} fill:none,stroke:{looks.FRAMES['ring_fence'][0]},stroke-dasharray:6 4" for name in groups.values()
    ]
    return ("\n".join(rows) + "\n").encode()


def _said(text: str) -> str:
    """Write a text so that nothing in it is special to Mermaid or to HTML, and it does not begin like a list."""
    start = clean(text)
    listed = len(start) - len(start.lstrip("0123456789"))
    return "".join(c if c.isalnum() or (c in _PLAIN and i != listed) else f"#{ord(c)};" for i, c in enumerate(start))


def _inside(chart: Chart, parent: str, names: dict[str, str], groups: dict[str, str], depth: int = 1) -> Iterator[str]:
    margin = "  " * depth
    known = {g.id: g.parent if g.parent in groups and depth <= len(groups) else "" for g in chart.groups}
    for node in chart.nodes:
        if (node.group if node.group in groups else "") == parent:
            yield f"{margin}{_node(node, names)}"
    for group in chart.groups if depth <= len(groups) else ():
        if known[group.id] == parent:
            yield f'{margin}subgraph {groups[group.id]}["{_said(" ".join(group.lines))}"]'
            yield from _inside(chart, group.id, names, groups, depth + 1)
            yield f"{margin}end"


def _node(node: Node, names: dict[str, str]) -> str:
    left, right = _SHAPES.get(node.shape, ("[", "]"))
    return f'{names[node.id]}{left}"{"<br>".join(map(_said, looks.words_of(node)))}"{right}'


def _edge(edge: Edge, names: dict[str, str]) -> str:
    look = looks.line(edge.relation)
    plain, arrow, ring = _LINES[look.stroke]
    drawn = plain if look.head == "none" else ring if look.head in _ROUND else arrow
    said = "<br>".join(map(_said, (str(look.words), *looks.words_of(edge))))
    return f'{names[edge.source]} {drawn}|"{said}"| {names[edge.target]}'


def _style(edge: Edge) -> str:
    look = looks.line(edge.relation)
    dash = {"dashed": ",stroke-dasharray:6 4", "dotted": ",stroke-dasharray:2 3"}.get(look.stroke, "")
    return f"stroke:{look.color},stroke-width:{look.width:g}px{dash}"


def _border(node: Node) -> str:
    color, stroke, width = looks.border(node.shape, node.state)
    dash = {"dashed": ",stroke-dasharray:5 3", "dotted": ",stroke-dasharray:2 3"}.get(stroke, "")
    return f"fill:{looks.FILL.get(node.shape, '#FFFFFF')},stroke:{color},color:#000000,stroke-width:{width:g}px{dash}"
