"""What can be asked of whole judgments. Every file with a function ``analyse`` is an analysis, by its name; none knows another.

``analyse(checked, again)`` takes a deal that was checked, and a function that checks it anew as a ``Scenario`` changes it, and
gives a ``Table``. ``compare`` lays two judgments side by side.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from legalmodel.base.language import Phrase
from legalmodel.base.rooms import Room

if TYPE_CHECKING:
    from legalmodel.base.table import Table
    from legalmodel.judgment.checked import Checked
    from legalmodel.model.scenario import Scenario

    Again = Callable[[Scenario], Checked]

_ANALYSES = Room(__file__, __name__, Phrase("analysis"), "analyses", needs="analyse")


def names() -> list[str]:
    """Return the names of all analyses, found by their files, and of those that plugins in use offer."""
    return _ANALYSES.names()


def analyse(name: str, checked: "Checked", again: "Again") -> "Table":
    """Ask one analysis of a deal. Raises BadRequest if there is none of that name."""
    table: Table = _ANALYSES.load(name).analyse(checked, again)
    return table
