"""PlantUML: text for its drawing program. What is not a letter or a digit is written by its code, so that no name is markup."""

from collections.abc import Iterator

from legalmodel.output import looks
from legalmodel.output.chart import Chart, Edge, Node
from legalmodel.output.sheet import Sheet
from legalmodel.output.widths import clean

_SHAPES = {
    "trust": "collections",
    "partnership": "component",
    "individual": "usecase",
    "government": "node",
    "class": "stack",
    "pool": "database",
    "security": "file",
    "account": "storage",
    "document": "artifact",
    "step": "card",
}
_HEADS = {"none": "", "normal": ">", "empty": "|>", "vee": ">>", "open": ">", "diamond": "*", "odiamond": "o", "dot": "@", "box": "#",
          "tee": "+", "inv": "<<", "crow": "{"}  # fmt: skip  # lines that belong together, one below the other
_PLAIN = frozenset(" ,.()，。、；：！？（）《》「」【】")


def write(sheet: Sheet) -> bytes:
    """Return the chart as PlantUML."""
    chart = sheet.chart
    names = {n.id: f"n{i}" for i, n in enumerate(chart.nodes)}
    groups = {g.id: f"g{i}" for i, g in enumerate(chart.groups)}
    rows = [
        "@startuml",
        f"title {_said(' '.join(chart.title))}",
        "skinparam shadowing false",
        "skinparam defaultTextAlignment center",
    ]
    rows += [*_inside(chart, "", names, groups), *(_edge(e, names) for e in chart.edges)]
    if legend := looks.legend(chart):  # an empty one is a fault of syntax
        rows += ["legend", *(f"{_sample(key)} {_said(' '.join(lines))}" for key, lines in legend), "end legend"]
    rows += [f"footer {' '.join(map(_said, chart.notes))}"] if chart.notes else []
    return ("\n".join((*rows, "@enduml")) + "\n").encode()


def _said(text: str) -> str:
    """Write a text so that nothing in it is special to PlantUML: no tag, link, include or escape."""
    return "".join(c if c.isalnum() or c in _PLAIN else f"<U+{ord(c):04X}>" for c in clean(text))


def _inside(chart: Chart, parent: str, names: dict[str, str], groups: dict[str, str], depth: int = 0) -> Iterator[str]:
    for node in chart.nodes:
        if (node.group if node.group in groups else "") == parent:
            yield _node(node, names)
    for group in chart.groups if depth < len(groups) else ():
        if (group.parent if group.parent in groups else "") == parent:
            color, _, _ = looks.frame(group.kind)
            yield f'rectangle "{_said(" ".join(group.lines))}" as {groups[group.id]} #line:{color[1:]};line.dashed {{'
            yield from _inside(chart, group.id, names, groups, depth + 1)
            yield "}"


def _node(node: Node, names: dict[str, str]) -> str:
    color, stroke, _ = looks.border(node.shape, node.state)
    style = f"#{looks.FILL.get(node.shape, '#FFFFFF')[1:]};line:{color[1:]}" + (f";line.{stroke}" if stroke != "solid" else "")
    said = "\\n".join(map(_said, looks.words_of(node)))
    return f'{_SHAPES.get(node.shape, "rectangle")} "{said}" as {names[node.id]} {style}'


def _edge(edge: Edge, names: dict[str, str]) -> str:
    look = looks.line(edge.relation)
    said = "\\n".join(map(_said, (str(look.words), *looks.words_of(edge))))
    style = f"[#{look.color[1:]},{ {'solid': 'plain'}.get(look.stroke, look.stroke) },thickness={max(1, round(look.width))}]"
    return f'{names[edge.source]} -{style}-{_HEADS[look.head]} {names[edge.target]} : "{said}"'


def _sample(key: str) -> str:
    return (
        "line:" if key in looks.RELATIONS else "mark:" if key in looks.STATES else "frame:" if key in looks.GROUPS else "shape:"
    )
