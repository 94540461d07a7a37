"""The deal step by step: what happens on which day, numbered; and one frame for each step, as a step plan."""

from collections.abc import Iterator
from typing import NamedTuple

from legalmodel.base import figures
from legalmodel.base.language import Phrase, say
from legalmodel.base.places import Path
from legalmodel.base.speech import name_of, section_name
from legalmodel.base.things import Thing
from legalmodel.base.values import Span
from legalmodel.graph.graph import Graph
from legalmodel.graph.turns import Turns, day_of, folded
from legalmodel.judgment.drawn import Judgment
from legalmodel.output.boxes import ringed
from legalmodel.output.chart import Chart, Edge, Node
from legalmodel.output.describe import thing_in, things_in, value, word
from legalmodel.output.drawing import Drawing
from legalmodel.output.views.relations import view as relations
from legalmodel.report.words import millions

TITLE = Phrase("Steps", context="chart")
ORDER = 12
_WORDS = 5
"""Acts of one step that stand in one box; more go into further boxes beside it."""


class PlanStep(NamedTuple):
    """What happens on a day, and the records that it brings about."""

    day: str
    words: tuple[str, ...]
    records: tuple[Path, ...]


def view(graph: Graph, judgment: Judgment | None = None) -> Chart:
    """Return all steps in their order, on an axis of days: each day once, beside it what happens on it, numbered."""
    drawing = Drawing(graph, judgment, TITLE, "axis")
    days: dict[str, int] = {}
    for number, step in enumerate(steps(graph), 1):
        row = days.setdefault(step.day, len(days))
        day = f"day.{row + 1}"
        if day not in drawing.nodes:
            drawing.nodes[day] = Node(day, "step", (_day(step.day),), row=row, order=0)
            if row:
                drawing.edges.append(Edge(f"{day}.after", f"day.{row}", day, "step"))
        for part, words in enumerate(batched(step.words, _WORDS)):
            id = f"step.{number}" if not part else f"step.{number}.{part + 1}"
            state, marks = drawing.marks.of(step.records[0]) if not part else ("", ())
            lines = (f"{ringed(number)} {words[0]}", *words[1:])
            drawing.nodes[id] = Node(id, "company", lines, "", state, marks, row, order=len(drawing.nodes))
    drawing.nodes = dict(sorted(drawing.nodes.items(), key=lambda item: (item[1].row or 0, item[1].order or 0)))
    return drawing.chart()


def frames(graph: Graph, judgment: Judgment | None = None) -> list[Chart]:
    """Return one chart for each step: what is new stands out, what was there before is faint, what comes later is not yet there."""
    whole = relations(graph, judgment)
    plan = steps(graph)
    dated = {r[:2] for step in plan for r in step.records}
    ids = [*(e.id for e in whole.edges), *(n.id for n in whole.nodes)]
    charts, there = [], {r for id in ids if (r := tuple(id.split("."))[:2]) not in dated}
    for i, step in enumerate(plan):
        new = {r[:2] for r in step.records}
        there = there | new
        title = (whole.title[0], say("Step {n} of {all}: {day}", n=i + 1, all=len(plan), day=_day(step.day)))
        charts.append(_frame(whole, there, new)._replace(title=title, notes=(" · ".join(step.words),)))
    return charts


def batched(words: tuple[str, ...], most: int) -> list[tuple[str, ...]]:
    """Return words in parts of at most so many."""
    return [words[i : i + most] for i in range(0, len(words), most)]


def _frame(whole: Chart, there: set[Path], new: set[Path]) -> Chart:
    """Keep what is there, and make faint what is not new."""
    record = {id: tuple(id.split("."))[:2] for id in (*(e.id for e in whole.edges), *(n.id for n in whole.nodes))}
    edges = [e for e in whole.edges if record[e.id] in there and not _later(e.source, e.target, there)]
    bright = {x for e in edges if record[e.id] in new for x in (e.source, e.target, e.id)}
    bright |= {n.id for n in whole.nodes if record[n.id] in new}
    nodes = [n._replace(faint=n.id not in bright) for n in whole.nodes if not _later(n.id, n.id, there)]
    fenced = tuple(g for g in whole.groups if any(n.id == f"estates.{g.id}" for n in nodes))
    nodes = [n if n.group in {g.id for g in fenced} else n._replace(group="") for n in nodes]
    return whole._replace(nodes=tuple(nodes), edges=tuple(e._replace(faint=e.id not in bright) for e in edges), groups=fenced)


def _later(source: str, target: str, there: set[Path]) -> bool:
    """Tell whether a box stands for a class or estate that does not exist yet."""
    ends = (tuple(x.split("."))[:2] for x in (source, target))
    return any(end[0] in ("securities", "estates") and end not in there for end in ends)


def steps(graph: Graph) -> list[PlanStep]:
    """Return what the file dates, in the order of the days; acts of one day and kind are one step."""
    found: dict[tuple[str, str], PlanStep] = {}
    for day, kind, words, thing in sorted(_dated(graph), key=lambda row: (row[0], row[1] != "signed")):
        key = (day, kind)
        old = found.get(key, PlanStep(day, (), ()))
        found[key] = PlanStep(day, (*old.words, words), (*old.records, thing.path, *_actors(thing)))
    return list(found.values())


def _actors(record: Thing) -> list[Path]:
    """Return who acts in a record, and whom an event is about."""
    found = (thing_in(record, field) for field in ("transferor", "agent", "by", "of"))
    return [t.path for t in found if t is not None]


def _dated(graph: Graph) -> list[tuple[str, str, str, Thing]]:
    """List day, sort of step, words and record."""
    rows: list[tuple[str, str, str, Thing]] = []
    for hop in folded((*graph.section("trusts"), *graph.section("transfers"))):
        if isinstance(hop, Turns):
            rows += _turns(hop)
            continue
        act = word(hop, "act", say("transfer"))
        assets = say(", ", context="between").join(name_of(a) for a in things_in(hop, "assets")) or say("assets")
        dates = thing_in(hop, "dates")
        for field, words in (
            ("signed", say("Contract on the {act} signed", act=act)),
            ("effective", say("{act} of {assets} takes effect", act=act.capitalize(), assets=assets)),
        ):
            rows += _row(dates, field, field, words, hop)
        rows += _row(dates, "paid", "paid", say("Price paid {amount}", amount=millions(value(hop, "price_paid"))).strip(), hop)
    for estate in graph.section("estates"):
        rows += _row(estate, "established", "effective", say("{name} comes into being", name=name_of(estate)), estate)
    for security in graph.section("securities"):
        rows += _row(
            security,
            "issued",
            "issued",
            say("{name} issued {amount}", name=name_of(security), amount=millions(value(security, "amount"))).strip(),
            security,
        )
    for section, said in (("agencies", "agent"), ("guarantees", "by"), ("charges", "by")):
        for record in graph.section(section):
            who = thing_in(record, said)
            what = word(record, "function") or word(record, "kind", section_name(section))
            rows += _row(
                record,
                "since",
                "since",
                say("{what}: {said}", what=what.capitalize(), said=name_of(who) if who else say("not named")),
                record,
            )
    for event in graph.section("events"):
        of, what = thing_in(event, "of"), word(event, "kind", say("event")).capitalize()
        rows += _row(
            event, "date", f"event {event.id}", say("{what}: {said}", what=what, said=name_of(of)) if of else what, event
        )
    return rows


def _day(day: str) -> str:
    return figures.day(Span.of(day)) if ".." not in day else day


def _turns(turns: Turns) -> Iterator[tuple[str, str, str, Thing]]:
    """List the first and the last of many purchases, with how many there are."""
    dated = [(day, hop) for hop in turns.purchases if (day := day_of(hop)) is not None]
    said = (say("first of {n} purchases", n=len(turns.purchases)), say("last of {n} purchases", n=len(turns.purchases)))
    for (day, hop), words in zip(dict.fromkeys((dated[0], dated[-1])) if dated else (), said, strict=False):
        yield day.isoformat(), "effective", words.capitalize(), hop


def _row(holder: Thing | None, field: str, kind: str, words: str, record: Thing) -> list[tuple[str, str, str, Thing]]:
    day = value(holder, field) if holder else None
    return [(str(day), kind, words, record)] if isinstance(day, Span) else []
