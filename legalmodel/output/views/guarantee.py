"""Guarantees alone: who stands in for whom, and up to how much."""

from legalmodel.base.language import Phrase
from legalmodel.graph.graph import Graph
from legalmodel.judgment.drawn import Judgment
from legalmodel.output.chart import Chart
from legalmodel.output.drawing import Drawing

TITLE = Phrase("Guarantees", context="chart")
ORDER = 8


def view(graph: Graph, judgment: Judgment | None = None) -> Chart:
    """Return the chart, with the findings marked on what they rest on."""
    drawing = Drawing(graph, judgment, TITLE, "lanes")
    drawing.supports()
    return drawing.chart()
