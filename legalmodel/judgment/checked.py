"""A deal that has been all the way through the flow, with everything that was made of it."""

from typing import TYPE_CHECKING, NamedTuple

from legalmodel.graph.graph import Graph
from legalmodel.judgment.drawn import Judgment
from legalmodel.law.load import Law
from legalmodel.model.deal import Deal
from legalmodel.text.read import Source

if TYPE_CHECKING:
    from legalmodel.model.known import KnownThen


class Checked(NamedTuple):
    """The text of a deal, its records, its graph, the law, and the judgment on it."""

    source: Source
    deal: Deal
    graph: Graph
    law: Law
    judgment: Judgment

    @property
    def known(self) -> "KnownThen | None":
        """The source with its day, if the deal is judged as it was known on one; None if all that the file gives counts."""
        source = self.source
        if type(source) is Source:
            return None
        from legalmodel.model.known import KnownThen

        source = getattr(source, "base", source) if not isinstance(source, KnownThen) else source
        return source if isinstance(source, KnownThen) else None
