"""The lines that tell, once, what is not yet or no longer there on the day that is looked from, and where work was left undone."""

from datetime import date

from legalmodel.base import figures
from legalmodel.base.language import say
from legalmodel.base.speech import name_of, sort_of, word_of
from legalmodel.base.values import Span
from legalmodel.graph.graph import Graph
from legalmodel.graph.lives import Gap, Life, gaps, no_longer, not_yet

_NAMED = 4
"""How many records are named before the rest is counted."""


def lifetimes(graph: Graph) -> list[tuple[str, str]]:
    """Return a label and a sentence for each of: not yet, no longer, nobody."""
    coming, gone, empty = not_yet(graph), no_longer(graph), gaps(graph)
    rows = []
    if coming:
        day, begin = (
            _day(graph.cut.last),
            _listed([say("{name} (from {day})", name=_called(x), day=_day(x.day)) for x in coming]),
        )
        said = say("After {day} begin: {what}", day=day, what=begin)
        if not _anything(graph):
            said = say("on {day} nothing of this deal is there to be judged. {said}", day=day, said=said)
        rows.append((say("NOT YET"), said))
    if gone:
        over = _listed([say("{name} (until {day})", name=_called(x), day=_day(x.day)) for x in gone])
        rows.append((say("NO LONGER"), say("on {day}: {what}", day=_day(graph.cut.stands), what=over)))
    if empty:
        rows.append((say("NOBODY"), say("; ", context="between").join(_gap(gap) for gap in empty)))
    return rows


def _anything(graph: Graph) -> bool:
    return any(graph.standing(name).known for name in ("trusts", "transfers", "securities"))


def _listed(lives: list[str]) -> str:
    first, more = say(", ", context="between").join(lives[:_NAMED]), len(lives) - _NAMED
    return say("{first} and {count} more", first=first, count=more) if more > 0 else first


def _day(day: date | Span | None) -> str:
    return figures.day(day) if day else ""


def _called(life: Life) -> str:
    record = life.record
    named = "name" in record.fields
    return name_of(record) if named else f"{sort_of(record.sort)} {record.id}"


def _gap(gap: Gap) -> str:
    holes = {"work": word_of(gap.work), "whom": name_of(gap.principal), "first": _day(gap.first)}
    if gap.last:
        return say("{work} for {whom} from {first} to {last}: no appointment is listed", **holes, last=_day(gap.last))
    return say("{work} for {whom} since {first}: no appointment is listed", **holes)
