"""The trust alone: who places what in trust with whom, and who holds it."""

from legalmodel.base.language import Phrase
from legalmodel.graph.graph import Graph
from legalmodel.judgment.finding import Judgment
from legalmodel.output.chart import Chart
from legalmodel.output.drawing import Drawing

TITLE = Phrase("Trust", context="chart")
ORDER = 5


def view(graph: Graph, judgment: Judgment | None = None) -> Chart:
    """Return the chart, with the findings marked on what they rest on."""
    drawing = Drawing(graph, judgment, TITLE, "lanes")
    drawing.estates()
    drawing.hops(("trusts",))
    drawing.trustees()
    drawing.beneficiaries()
    return drawing.chart()
