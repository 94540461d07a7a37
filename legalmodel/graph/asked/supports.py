"""Who stands behind whom: by any guarantee of the file, whoever gives it or pays for it."""

from datetime import date

from legalmodel.base.facts import Fact
from legalmodel.base.kinds import TRUTH, Parameter, Signature, thing
from legalmodel.base.things import Thing
from legalmodel.base.values import Truth
from legalmodel.graph.derive import supports
from legalmodel.graph.truth import View

SIGNATURE = Signature(
    (Parameter("a", thing("actor")), Parameter("b", thing("actor"))),
    TRUTH,
    "a gives support to b or to the classes that b issues",
    ("guarantees", "securities"),
)


def answer(graph: View, a: Thing, b: Thing, day: date | None) -> Truth:
    """Tell whether a supports b on a day."""
    return supports.supports(graph, a, b, day)


def why(graph: View, a: Thing, b: Thing, day: date | None) -> tuple[Fact, ...]:
    """Return each support that is, or may be, given."""
    return supports.why(graph, a, b, day)
