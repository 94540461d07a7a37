"""The trust alone: who places what in trust with whom, and who holds it."""

from legalmodel.base.language import Phrase, say
from legalmodel.base.speech import name_of
from legalmodel.graph.graph import Graph
from legalmodel.judgment.drawn import Judgment
from legalmodel.output.chart import Chart
from legalmodel.output.describe import thing_in
from legalmodel.output.drawing import Drawing

TITLE = Phrase("Trust", context="chart")
ORDER = 5


def view(graph: Graph, judgment: Judgment | None = None) -> Chart:
    """Return the chart, with the findings marked on what they rest on."""
    drawing = Drawing(graph, judgment, TITLE, "lanes")
    drawing.estates()
    drawing.hops(("trusts",))
    drawing.trustees()
    _beneficiaries(drawing)
    return drawing.chart()


def _beneficiaries(drawing: Drawing) -> None:
    """Draw what trusts owe: the classes they issue, who holds them, and who gets what is left."""
    drawing.securities()
    drawing.holdings()
    for hop in drawing.graph.standing("trusts"):
        estate = thing_in(hop, "transferee")
        for field, words in (
            ("remainder_to", say("what is left at the end")),
            ("surplus_to", say("what the investors are not owed")),
        ):
            if estate and (taker := thing_in(hop, field)) is estate:
                drawing.notes.append(
                    say("{what} stays in {estate}.", what=words[:1].upper() + words[1:], estate=name_of(estate))
                )
            elif estate and taker:
                drawing.line(hop, drawing.box(estate), drawing.box(taker), "cash", [words], field)
