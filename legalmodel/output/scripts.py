"""Scripts that the type of the package does not have: in a picture that carries its type they are named, never drawn as empty squares."""

from collections.abc import Callable, Container
from functools import partial
from itertools import groupby
from unicodedata import normalize

from legalmodel.base.language import say
from legalmodel.output.chart import Chart, Group, Legend, Node
from legalmodel.output.sheet import Sheet
from legalmodel.output.typeface import lacking, script_name

_MARKS, _SIGNS = "combining", "symbol"
"""Marks over and under letters that the type cannot draw: they are left out, for no name in brackets could stand there. Beside a sign a name can
be read all the same."""


def legible(sheet: Sheet, drawn: Container[str] = ()) -> Sheet:
    """Return a sheet in which every character can be drawn; what cannot is named in brackets, and a note says so.

    Scripts that are ``drawn`` in spite of that stay: those for which the machine has a face.
    """
    words = "".join(texts(sheet.chart))
    missing = frozenset(script for script in lacking(normalize("NFC", words)) if script not in drawn)
    if not missing and normalize("NFC", words) == words:
        return sheet
    nodes = tuple(_identified(n, missing - {_MARKS, _SIGNS}) for n in sheet.chart.nodes)
    chart = _changed(sheet.chart._replace(nodes=nodes), partial(_legible, missing=missing))
    named = [script_name(script) for script in lacking(normalize("NFC", words)) if script in missing and script != _MARKS]
    notes = list(chart.notes)
    if named:
        said = say(
            "Not in the type of this picture, so named in brackets, with the record of the file: {scripts}.",
            scripts=say(", ", context="between").join(named),
        )
        notes.append(said)
    if _MARKS in missing:
        notes.append(say("Left out, for the type of this picture has none: marks over or under some letters."))
    return Sheet(chart._replace(notes=tuple(notes)), sheet.name, sheet.wishes, sheet.positions)


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


def _identified(node: Node, missing: frozenset[str]) -> Node:
    """Return a box whose name cannot be drawn with the record in its place, so that two such boxes are told apart."""
    found = [script for script in lacking(normalize("NFC", node.lines[0])) if script in missing] if node.lines else []
    if not found:
        return node
    scripts = say(", ", context="between").join(map(script_name, found))
    return node._replace(lines=(f"[{scripts}: {node.id.partition('.as.')[0].partition('.')[2] or node.id}]", *node.lines[1:]))


def _legible(text: str, missing: frozenset[str]) -> str:
    """Compose marks with their letters, and name each run of characters that the type does not have."""
    runs = groupby(normalize("NFC", text), lambda char: next(iter(lacking(char).keys() & missing), ""))
    return " ".join("".join(_shown("".join(run), script) for script, run in runs).split())


def _shown(run: str, script: str) -> str:
    if not script:
        return run
    return "" if script == _MARKS else f" [{script_name(script)}] "
