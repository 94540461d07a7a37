"""A deal that has been all the way through the flow, with everything that was made of it."""

from typing import NamedTuple

from legalmodel.graph.graph import Graph
from legalmodel.judgment.drawn import Judgment
from legalmodel.law.load import Law
from legalmodel.model.deal import Deal
from legalmodel.text.read import Source


class Checked(NamedTuple):
    """The text of a deal, its records, its graph, the law, and the judgment on it."""

    source: Source
    deal: Deal
    graph: Graph
    law: Law
    judgment: Judgment
