"""The lines that tell, once, what is not yet or no longer there on the day that is looked from, and where work was left undone."""

from legalmodel.base.speech import name_of
from legalmodel.graph.graph import Graph
from legalmodel.graph.lives import Gap, Life, gaps, no_longer, not_yet

_NAMED = 4
"""How many records are named before the rest is counted."""


def lifetimes(graph: Graph) -> list[tuple[str, str]]:
    """Return a label and a sentence for each of: not yet, no longer, nobody."""
    coming, gone, empty = not_yet(graph), no_longer(graph), gaps(graph)
    rows = []
    if coming:
        nothing = "" if _anything(graph) else f"on {graph.cut.last} nothing of this deal is there to be judged. "
        rows.append(("NOT YET", f"{nothing}After {graph.cut.last} begin: {_listed(coming, 'from')}"))
    if gone:
        rows.append(("NO LONGER", f"on {graph.cut.stands}: {_listed(gone, 'until')}"))
    if empty:
        rows.append(("NOBODY", "; ".join(_gap(gap) for gap in empty)))
    return rows


def _anything(graph: Graph) -> bool:
    return any(graph.standing(name).known for name in ("trusts", "transfers", "securities"))


def _listed(lives: list[Life], word: str) -> str:
    named = [f"{_called(life)} ({word} {life.day})" for life in lives[:_NAMED]]
    more = f" and {len(lives) - _NAMED} more" if len(lives) > _NAMED else ""
    return ", ".join(named) + more


def _called(life: Life) -> str:
    record = life.record
    named = "name" in record.fields
    return name_of(record) if named else f"{record.sort.replace('_', ' ')} {record.id}"


def _gap(gap: Gap) -> str:
    days = f"from {gap.first} to {gap.last}" if gap.last else f"since {gap.first}"
    return f"{gap.work.replace('_', ' ')} for {name_of(gap.principal)} {days}: no appointment is listed"
