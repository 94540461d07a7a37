"""The documents by their days: what each is, what it is for, who has in fact signed it, and who else is party to it."""

from legalmodel.base import figures
from legalmodel.base.language import Phrase, say
from legalmodel.base.speech import name_of
from legalmodel.base.things import Thing
from legalmodel.base.values import Span
from legalmodel.graph.graph import Graph
from legalmodel.judgment.drawn import Judgment
from legalmodel.output.chart import Chart, Edge, Node
from legalmodel.output.describe import thing_in, things_in, value, word
from legalmodel.output.drawing import Drawing

TITLE = Phrase("Documents", context="chart")
ORDER = 13
_SOURCES = ("public_page", "press_report")
"""Kinds of document that tell of a deal and are no part of it."""


def view(graph: Graph, judgment: Judgment | None = None) -> Chart:
    """Return the chart: days on an axis, those without one last, and beside each its documents; findings stand on what they rest on."""
    drawing = Drawing(graph, judgment, TITLE, "axis")
    documents = list(graph.standing("documents"))
    papers = [d for d in documents if value(d, "kind") not in _SOURCES]
    days = {day: row for row, day in enumerate(sorted({_sortable(d) for d in papers}))}
    for day, row in days.items():
        id = f"day.{row + 1}"
        drawing.nodes[id] = Node(id, "step", (day if day != _LAST else say("no date"),), row=row, order=0)
        if row:
            drawing.edges.append(Edge(f"{id}.after", f"day.{row}", id, "step"))
        for document in (d for d in papers if _sortable(d) == day):
            _document(drawing, document, row)
    if len(papers) < len(documents):
        left = len(documents) - len(papers)
        drawing.notes.append(
            say("Not shown: {n} public pages and press reports, which are sources and no papers of the deal.", n=left)
        )
    return drawing.chart()


_LAST = "~"
"""Stands after every day."""


def _sortable(document: Thing) -> str:
    date = value(document, "date")
    return figures.day(date) if isinstance(date, Span) else _LAST


def _document(drawing: Drawing, document: Thing, row: int) -> None:
    id = drawing.box(document, row=row, order=len(drawing.nodes))
    node, about = drawing.nodes[id], _about(drawing, document)
    signed = list(dict.fromkeys(things_in(document, "signed_by")))
    others = [p for p in dict.fromkeys(things_in(document, "by")) if p not in signed]
    between = say(", ", context="between")
    said = [say("{kind}, {step}", kind=word(document, "kind"), step=word(document, "standing", say("standing not stated")))]
    said += [say("for {names}", names=between.join(about))] if about else []
    said += [say("signed by {names}", names=between.join(map(name_of, signed)))] if signed else []
    said += [say("by {names}, signature not stated", names=between.join(map(name_of, others)))] if others else []
    if whole := thing_in(document, "under"):
        said.append(say("belongs to {name}", name=name_of(whole)))
    if earlier := thing_in(document, "amends"):
        said.append(say("amends {name}", name=name_of(earlier)))
    drawing.nodes[id] = node._replace(lines=(*node.lines, *(s for s in said if s)), row=row)


def _about(drawing: Drawing, document: Thing) -> list[str]:
    """List what a document is the contract of."""
    found = [t for t in drawing.graph.things.values() if thing_in(t, "document") is document and len(t.path) == 2]
    return [t.id.replace("_", " ") for t in found]
