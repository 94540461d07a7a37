"""Which conclusions would change if one party after the other failed; what else follows is told by ``legalmodel stress``."""

from collections.abc import Callable

from legalmodel.base.language import Phrase, say
from legalmodel.base.outcomes import FAVOURABLE
from legalmodel.base.places import dotted
from legalmodel.base.table import Table
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.hypothesis import day_of_failure, supposed
from legalmodel.model.scenario import Scenario

NOTE = Phrase(
    "Hypotheses: an insolvency of each party in turn is put to the same facts. They imply nothing about the financial condition of any party."
)
_Key = tuple[str, str, str]
_GOOD = {conclusion.value for conclusion in FAVOURABLE}


def analyse(checked: Checked, again: Callable[[Scenario], Checked]) -> Table:
    """Return the conclusions that the insolvency of a party would change, party by party."""
    judgment, fails = checked.judgment, day_of_failure(checked)
    base = judgment if fails.as_of == judgment.as_of else again(Scenario((), fails.as_of)).judgment
    before, rows = _conclusions(base), list[tuple[str, ...]]()
    for party in _parties(judgment):
        after = again(supposed(checked, (checked.graph.things["parties", party],), fails)).judgment
        rows += _changes(party, before, _conclusions(after))
    return Table(
        say("If one party fails"), ("party", "conclusion", "about", "before", "then"), tuple(rows), str(NOTE), _heads()
    )


def _heads() -> tuple[str, ...]:
    return say("party"), say("conclusion"), say("about"), say("before"), say("then")


def _parties(judgment: Judgment) -> list[str]:
    """Return the parties of whose failure some conclusion speaks, in the order of the conclusions."""
    failing_ones = (line.failing for line in judgment.lines if line.failing)
    return list(dict.fromkeys(thing.id for thing in failing_ones if thing.path[0] == "parties"))


def _conclusions(judgment: Judgment) -> dict[_Key, str]:
    found: dict[_Key, str] = {}
    for line in judgment.lines:
        about = dotted(line.subject.path) + (say(", if {id} fails", id=line.failing.id) if line.failing else "")
        found[line.heading, line.system, about] = line.conclusion.value
    return found


def _changes(party: str, before: dict[_Key, str], after: dict[_Key, str]) -> list[tuple[str, ...]]:
    # a hypothesis has no papers, so that it only changes in which words nothing is found against the deal
    keys = [
        k
        for k in dict.fromkeys((*before, *after))
        if before.get(k) != after.get(k) and not {before.get(k), after.get(k)} <= _GOOD
    ]
    return [
        (party, f"{heading} ({system})", about, before.get(key, "-"), after.get(key, "-"))
        for key in keys
        for heading, system, about in (key,)
    ]
