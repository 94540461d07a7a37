"""A chart for a term sheet: without a word on what is not known, and with what stands below every picture that leaves the house."""

from datetime import date

from legalmodel.output.chart import Chart, Edge, Legend, Node

NO_LEGEND = (Legend("none", ()),)
"""The legend of a chart that is to have none."""
_UNKNOWN = (" not known", " not all known", " is not stated")


def cleaned(chart: Chart) -> Chart:
    """Leave out what says only that something is not known; a box without a name keeps the words of what it is."""

    def node(found: Node) -> Node:
        name, *rest = found.lines or ("",)
        first = next((name.removesuffix(end) for end in _UNKNOWN if name.endswith(end)), name)
        return found._replace(
            lines=tuple(x for x in (first, *map(_known, rest)) if x), role=tuple(x for x in map(_known, found.role) if x)
        )

    def edge(found: Edge) -> Edge:
        return found._replace(lines=tuple(x for x in map(_known, found.lines) if x))

    notes = tuple(n for n in chart.notes if not n.endswith(_UNKNOWN))
    return chart._replace(nodes=tuple(map(node, chart.nodes)), edges=tuple(map(edge, chart.edges)), notes=notes)


def _known(words: str) -> str:
    """Leave out the parts of a line, between commas, that say what is not known."""
    return ", ".join(part for part in words.split(", ") if not part.endswith(_UNKNOWN))


def footed(chart: Chart, day: date, planned: bool, source: str) -> Chart:
    """Say below a chart as of which day and from what it is drawn, that a plan is a draft, and that it is no opinion."""
    draft = "Draft. " if planned else ""
    return chart._replace(notes=(*chart.notes, f"{draft}As of {day}. Drawn from {source}. Not a legal opinion."))
