"""The documents, what each is for, and who is party to it; who has in fact signed is told apart."""

from legalmodel.base import figures
from legalmodel.base.language import Phrase, say
from legalmodel.base.things import Thing
from legalmodel.base.values import Span
from legalmodel.graph.graph import Graph
from legalmodel.judgment.drawn import Judgment
from legalmodel.output.chart import Chart
from legalmodel.output.describe import thing_in, things_in, value, word
from legalmodel.output.drawing import Drawing

TITLE = Phrase("Documents", context="chart")
ORDER = 13
_SOURCES = ("public_page", "press_report")
"""Kinds of document that tell of a deal and are no part of it."""
_ACROSS = 4
"""Documents to a row."""


def view(graph: Graph, judgment: Judgment | None = None) -> Chart:
    """Return the chart, with the findings marked on what they rest on."""
    drawing = Drawing(graph, judgment, TITLE)
    documents = list(graph.standing("documents"))
    papers = [d for d in documents if value(d, "kind") not in _SOURCES]
    for i, document in enumerate(papers):
        _document(drawing, document, i)
    if len(papers) < len(documents):
        left = len(documents) - len(papers)
        drawing.notes.append(
            say("Not shown: {n} public pages and press reports, which are sources and no papers of the deal.", n=left)
        )
    return drawing.chart()


def _document(drawing: Drawing, document: Thing, i: int) -> None:
    id = drawing.box(document, row=1 + 2 * (i // _ACROSS))
    node = drawing.nodes[id]
    date, about = value(document, "date"), _about(drawing, document)
    said = [
        word(document, "kind"),
        say("{step}, {day}", step=word(document, "standing", say("standing not stated")), day=_day(date)),
    ]
    said += [say("for {names}", names=say(", ", context="between").join(about))] if about else []
    drawing.nodes[id] = node._replace(lines=(*node.lines, *(s for s in said if s)))
    signed = things_in(document, "signed_by")
    for party in dict.fromkeys((*signed, *things_in(document, "by"))):
        relation = "signature" if party in signed else "party"
        drawing.line(
            document, drawing.box(party, side=True), id, relation, [say("signed")] if party in signed else [], party.id
        )
    for field, words in (("under", say("belongs to")), ("amends", say("amends"))):
        if other := thing_in(document, field):
            drawing.line(document, id, drawing.box(other), "other", [words], field)


def _day(date: object) -> str:
    return figures.day(date) if isinstance(date, Span) else say("no date")


def _about(drawing: Drawing, document: Thing) -> list[str]:
    """List what a document is the contract of."""
    found = [t for t in drawing.graph.things.values() if thing_in(t, "document") is document and len(t.path) == 2]
    return [t.id.replace("_", " ") for t in found]
