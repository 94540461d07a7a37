"""Every form of support: guarantees, reserves on their accounts, security, loans and hedges."""

from legalmodel.base.language import Phrase
from legalmodel.graph.graph import Graph
from legalmodel.judgment.finding import Judgment
from legalmodel.output.chart import Chart
from legalmodel.output.drawing import Drawing

TITLE = Phrase("Support", context="chart")
ORDER = 9


def view(graph: Graph, judgment: Judgment | None = None) -> Chart:
    """Return the chart, with the findings marked on what they rest on."""
    drawing = Drawing(graph, judgment, TITLE)
    drawing.securities()
    drawing.supports(reserves=False)
    drawing.reserves()
    drawing.charges()
    drawing.loans()
    drawing.hedges()
    return drawing.chart()
