"""Agency alone: who works for whom, each one named."""

from legalmodel.base.language import Phrase
from legalmodel.graph.graph import Graph
from legalmodel.judgment.drawn import Judgment
from legalmodel.output.chart import Chart
from legalmodel.output.drawing import Drawing

TITLE = Phrase("Agency", context="chart")
ORDER = 10


def view(graph: Graph, judgment: Judgment | None = None) -> Chart:
    """Return the chart, with the findings marked on what they rest on."""
    drawing = Drawing(graph, judgment, TITLE, "lanes")
    drawing.agencies(fold=False)
    return drawing.chart()
