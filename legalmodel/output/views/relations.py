"""The four legal relationships: trust, investment, guarantee and agency, with transfers and security beside them."""

from legalmodel.base.language import Phrase
from legalmodel.graph.graph import Graph
from legalmodel.judgment.drawn import Judgment
from legalmodel.output.chart import Chart
from legalmodel.output.drawing import Drawing

TITLE = Phrase("Legal relationships", context="chart")
ORDER = 1


def view(graph: Graph, judgment: Judgment | None = None) -> Chart:
    """Return the chart, with the findings marked on what they rest on."""
    drawing = Drawing(graph, judgment, TITLE, "lanes")
    drawing.estates()
    drawing.securities()
    drawing.hops()
    drawing.holdings()
    if len(list(graph.standing("estates"))) == 1:  # of several, each says in its box who holds it
        drawing.trustees()
    drawing.supports()
    drawing.agencies()
    drawing.charges()
    drawing.loans()
    drawing.hedges()
    drawing.stakes()
    return drawing.chart()
