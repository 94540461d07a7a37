"""Every form of support: guarantees, reserves on their accounts, security, loans and hedges."""

from legalmodel.base.language import Phrase, say
from legalmodel.graph.graph import Graph
from legalmodel.judgment.drawn import Judgment
from legalmodel.output import describe
from legalmodel.output.chart import Chart
from legalmodel.output.describe import thing_in, things_in
from legalmodel.output.drawing import Drawing

TITLE = Phrase("Support", context="chart")
ORDER = 9


def view(graph: Graph, judgment: Judgment | None = None) -> Chart:
    """Return the chart, with the findings marked on what they rest on."""
    drawing = Drawing(graph, judgment, TITLE, "lanes")
    drawing.securities()
    drawing.supports(reserves=False)
    _reserves(drawing)
    drawing.charges()
    drawing.loans()
    drawing.hedges()
    return drawing.chart()


def _reserves(drawing: Drawing) -> None:
    """Draw supports that lie on an account: the account, who fills it, and for whom it is there."""
    for support in drawing.graph.standing("guarantees"):
        if account := thing_in(support, "account"):
            lines = list(describe.support_lines(support))
            of, source = things_in(support, "of"), drawing.box(account)
            if target := of[0] if len(of) == 1 else thing_in(support, "to"):
                drawing.line(support, source, drawing.box(target), "support", lines, "account")
            if payer := thing_in(support, "funded_by"):
                drawing.line(support, drawing.box(payer), source, "cash", [say("fills it")], "funded_by")
