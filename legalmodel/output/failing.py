"""What is said of the rules that fail: what must change, what was so in its time, what is in doubt, what only falls short."""

from typing import NamedTuple

from legalmodel.graph.graph import Graph
from legalmodel.judgment.ended import deal_has_ended
from legalmodel.judgment.finding import Finding, Judgment
from legalmodel.judgment.now import about


class Failing(NamedTuple):
    """A heading, and the findings under it."""

    heading: str
    findings: tuple[Finding, ...]


def failing(judgment: Judgment, graph: Graph) -> list[Failing]:
    """Sort the fails, gravest first. That nothing binding fails is said too, but of a deal that has ended nothing is to be changed."""
    must = "NOT MET, ON THE SOURCES" if about(judgment.deal) == "real" else "MUST CHANGE"
    parts = [
        Failing(must, judgment.must_change),
        Failing("NOT MET IN ITS TIME, of what has ended", judgment.drawn.in_its_time),
        Failing("IN DOUBT, on facts that nobody stated", judgment.drawn.in_doubt),
        Failing(_SHORT, judgment.falls_short),
    ]
    said = [part for part in parts if part.findings]
    over = deal_has_ended(graph, judgment.as_of or judgment.run_day)
    return said if judgment.must_change or judgment.drawn.in_its_time or over else [Failing(must, ()), *said]


_SHORT = "FALLS SHORT of what is asked in principle, of a shelter, of a term or of the deal's own logic"
