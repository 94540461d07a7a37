"""Investment alone: who issues which classes, and who holds them."""

from legalmodel.base.language import Phrase
from legalmodel.graph.graph import Graph
from legalmodel.judgment.drawn import Judgment
from legalmodel.output.chart import Chart
from legalmodel.output.drawing import Drawing

TITLE = Phrase("Investment", context="chart")
ORDER = 3


def view(graph: Graph, judgment: Judgment | None = None) -> Chart:
    """Return the chart, with the findings marked on what they rest on."""
    drawing = Drawing(graph, judgment, TITLE, "lanes")
    drawing.estates()
    drawing.securities()
    drawing.holdings()
    return drawing.chart()
