"""What would change if one party after the other failed: each that the conclusions ask about, alone, on the day of the run."""

from collections.abc import Callable

from legalmodel.base.language import Phrase, say
from legalmodel.base.places import dotted
from legalmodel.base.table import Table
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.drawn import Judgment
from legalmodel.model.scenario import Scenario, failing

NOTE = Phrase(
    "Hypotheses: an insolvency of each party in turn is put to the same facts. They imply nothing about the financial condition of any party."
)
_Key = tuple[str, str, str]


def analyse(checked: Checked, again: Callable[[Scenario], Checked]) -> Table:
    """Return the conclusions that the insolvency of a party would change, party by party."""
    judgment = checked.judgment
    before, fails = _conclusions(judgment), judgment.as_of or judgment.run_day
    rows: list[tuple[str, ...]] = []
    for party in _parties(judgment):
        after = again(Scenario((failing(party, fails),), judgment.as_of)).judgment
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
    keys = [key for key in dict.fromkeys((*before, *after)) if before.get(key) != after.get(key)]
    return [
        (party, f"{heading} ({system})", about, before.get(key, "-"), after.get(key, "-"))
        for key in keys
        for heading, system, about in (key,)
    ]
