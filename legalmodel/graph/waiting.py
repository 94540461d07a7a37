"""For what an answer of the graph waits: facts that are missing, of it or of what was put into the question."""

from typing import Any

from legalmodel.base.shared import united
from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Facts, Interval, Items, U, unknown
from legalmodel.graph.signatures import DERIVED_THINGS


def lacking_of(question: str, args: tuple[Any, ...]) -> U | None:
    """Return the unknown that an unknown or empty argument makes of the answer."""
    unknowns = [a for a in args if type(a) is U or a is NONE]
    if not unknowns:
        return None
    missing = [a.missing for a in unknowns if type(a) is U]
    return U(united(missing)) if missing else unknown((question,), "undefined")


def missing_of(answer: Any) -> Facts:
    """Return the facts that an answer waits for."""
    if isinstance(answer, U | Interval):
        return answer.missing
    if isinstance(answer, Thing) and answer.sort in DERIVED_THINGS:
        return united(missing_of(value) for value in answer.fields.values())
    if isinstance(answer, Items):
        return united((answer.open, *(doubt.missing for _, doubt in answer.doubtful)))
    return frozenset()
