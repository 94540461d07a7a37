"""What runs for how long, under a scale of years: classes to their expected and legal ends, purchases, support, services; and what happened when."""

from datetime import date
from typing import NamedTuple

from legalmodel.base import figures
from legalmodel.base.language import Phrase, say
from legalmodel.base.speech import name_of
from legalmodel.base.things import Thing
from legalmodel.base.values import Span
from legalmodel.graph.graph import Graph
from legalmodel.graph.turns import Turns, folded
from legalmodel.judgment.drawn import Judgment
from legalmodel.output.chart import Chart, Node
from legalmodel.output.describe import thing_in, value, word
from legalmodel.output.drawing import Drawing
from legalmodel.report.turns import prices_words

TITLE = Phrase("Timeline", context="chart")
ORDER = 13
_MOST = 40
"""Lines of one chart; what begins later is left out, and a note says so."""


class _Run(NamedTuple):
    """One bar: its id, shape and words, its days, and the record it is about."""

    id: str
    shape: str
    words: tuple[str, ...]
    first: date
    last: date | None
    record: Thing


def view(graph: Graph, judgment: Judgment | None = None) -> Chart:
    """Return the chart; what has no day does not stand on it, nor a service or support without a stated end, which a note counts."""
    drawing = Drawing(graph, judgment, TITLE, "timeline")
    found = _runs(graph)
    runs = sorted(filter(_ends, found), key=lambda run: (run.first, run.last or run.first))
    if endless := len(found) - len(runs):
        drawing.notes.append(say("Without a stated end, and so not shown: {n} services and supports.", n=endless))
    if len(runs) > _MOST:
        drawing.notes.append(say("{n} further entries begin later and are left out.", n=len(runs) - _MOST))
        runs = runs[:_MOST]
    if runs:
        start = min(run.first for run in runs)
        end = max([run.last or run.first for run in runs])
        whole = max((end - start).days, 1)
        for node in _scale(start, end, whole):
            drawing.nodes[node.id] = node
        for row, run in enumerate(runs, 1):
            _bar(drawing, run, row, start, whole)
    return drawing.chart()


def _bar(drawing: Drawing, run: _Run, row: int, start: date, whole: int) -> None:
    state, marks = drawing.marks.of(run.record.path)
    at, last = (run.first - start).days, run.last or run.first
    length = (last - run.first).days
    days = figures.day(Span(run.first, run.first))
    if length:
        days = say("{first} to {last}", first=days, last=figures.day(Span(last, last)))
    lines = (*run.words, days)
    drawing.nodes[run.id] = Node(
        run.id, run.shape, lines, "", state, marks, row, order=round(1000 * at / whole), weight=round(1000 * length / whole)
    )


def _scale(start: date, end: date, whole: int) -> list[Node]:
    """Return the years of the scale; of a long time, as many as have room."""
    years = range(start.year + 1, end.year + 1)
    step = max(1, -(-len(years) // 8))
    found = [
        Node(f"year.{y}", "step", (str(y),), row=0, order=round(1000 * (date(y, 1, 1) - start).days / whole))
        for y in years[::step]
    ]
    return found or [Node("year.0", "step", (str(start.year),), row=0, order=0)]


def _runs(graph: Graph) -> list[_Run]:
    found: list[_Run | None] = []
    for security in graph.section("securities"):
        found.append(
            _run(security, "", "security", (say("{name}: expected end", name=name_of(security)),), "issued", "expected_end")
        )
        if value(security, "legal_end") != value(security, "expected_end"):
            found.append(
                _run(security, "legal", "security", (say("{name}: legal end", name=name_of(security)),), "issued", "legal_end")
            )
    for hop in folded(h for section in ("trusts", "transfers") for h in graph.section(section)):
        if isinstance(hop, Turns):
            found.append(_turns(hop))
            continue
        dates = thing_in(hop, "dates")
        words = (word(hop, "act", say("transfer")).capitalize(), *_who(hop, "transferor"))
        found.append(_run(hop, "", "pool", words, "effective", "effective", dates))
    for section, actor, shape in (
        ("guarantees", "by", "company"),
        ("agencies", "agent", "company"),
        ("charges", "by", "company"),
    ):
        for record in graph.section(section):
            what = word(record, "function") or word(record, "kind")
            words = tuple(x for x in (*_who(record, actor), what) if x)
            found.append(_run(record, "", shape, words, "since", "until"))
    for event in graph.section("events"):
        words = (word(event, "kind", say("event")).capitalize(), *_who(event, "of"))
        found.append(_run(event, "", "document", words, "date", "date"))
    return [run for run in found if run]


def _turns(turns: Turns) -> _Run | None:
    """Return one bar for many purchases, from the first to the last."""
    if not (days := turns.days):
        return None
    words = (say("{n} purchases", n=len(turns.purchases)), prices_words(turns), *_who(turns.purchases[0], "transferor"))
    first = turns.purchases[0]
    return _Run(".".join(first.path), "pool", tuple(x for x in words if x), days[0], days[-1], first)


def _ends(run: _Run) -> bool:
    return run.last is not None


def _who(record: Thing, field: str) -> tuple[str, ...]:
    who = thing_in(record, field)
    return (name_of(who),) if who else ()


def _run(
    record: Thing, part: str, shape: str, words: tuple[str, ...], since: str, until: str, holder: Thing | None = None
) -> _Run | None:
    """Return a bar from one field to another; None where it has no first day, or its end is not told for a class."""
    first, last = (value(holder or record, field) for field in (since, until))
    if not isinstance(first, Span) or (record.sort == "security" and not isinstance(last, Span)):
        return None
    id = ".".join((*record.path, part) if part else record.path)
    return _Run(id, shape, words, first.first, max(last.last, first.first) if isinstance(last, Span) else None, record)
