"""Scripts that the type of the package does not have: in a picture that carries its type they are named, never drawn as empty squares."""

from collections.abc import Callable
from itertools import groupby
from unicodedata import normalize

from legalmodel.base.language import say
from legalmodel.output.chart import Chart, Group, Legend, Node
from legalmodel.output.sheet import Sheet
from legalmodel.output.typeface import lacking, script_name


def legible(sheet: Sheet) -> Sheet:
    """Return a sheet in which every character can be drawn; what cannot is named in brackets, and a note says so."""
    words = "".join(texts(sheet.chart))
    missing = [script_name(script) for script in lacking(normalize("NFC", words))]
    if not missing and normalize("NFC", words) == words:
        return sheet
    chart = _changed(sheet.chart._replace(nodes=tuple(map(_identified, sheet.chart.nodes))), _legible)
    if missing:
        said = say(
            "Not in the type of this picture, so named in brackets, with the record of the file: {scripts}.",
            scripts=say(", ", context="between").join(missing),
        )
        chart = chart._replace(notes=(*chart.notes, said))
    return Sheet(chart, sheet.name, sheet.wishes, sheet.positions)


def texts(chart: Chart) -> list[str]:
    """Return every text of a chart."""
    parts = [(*n.lines, *n.role, *n.marks) for n in chart.nodes] + [(*e.lines, *e.marks) for e in chart.edges]
    parts += [g.lines for g in chart.groups] + [entry.lines for entry in chart.legend]
    return [text for part in (*parts, chart.title, chart.notes) for text in part]


def _changed(chart: Chart, change: Callable[[str], str]) -> Chart:
    def all_of(lines: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(change, lines))

    return chart._replace(
        title=all_of(chart.title),
        nodes=tuple(n._replace(lines=all_of(n.lines), role=all_of(n.role), marks=all_of(n.marks)) for n in chart.nodes),
        edges=tuple(e._replace(lines=all_of(e.lines), marks=all_of(e.marks)) for e in chart.edges),
        groups=tuple(Group(g.id, all_of(g.lines), g.kind, g.parent) for g in chart.groups),
        legend=tuple(Legend(entry.key, all_of(entry.lines)) for entry in chart.legend),
        notes=all_of(chart.notes),
    )


def _identified(node: Node) -> Node:
    """Return a box whose name cannot be drawn with the record in its place, so that two such boxes are told apart."""
    if not node.lines or not (missing := lacking(normalize("NFC", node.lines[0]))):
        return node
    scripts = say(", ", context="between").join(map(script_name, missing))
    return node._replace(lines=(f"[{scripts}: {node.id.partition('.as.')[0].partition('.')[2] or node.id}]", *node.lines[1:]))


def lacks(char: str) -> bool:
    """Tell whether the type does not have a character."""
    return bool(lacking(char))


def _legible(text: str) -> str:
    """Compose marks with their letters, and name each run of characters that the type does not have."""
    runs = ((bad, "".join(run)) for bad, run in groupby(normalize("NFC", text), lacks))
    return " ".join(" ".join(f"[{script_name(next(iter(lacking(run))))}]" if bad else run for bad, run in runs).split())
