"""The priority of payments: who is paid before whom. Where the file has no order, the classes stand in their rank."""

from decimal import Decimal
from typing import TYPE_CHECKING

from legalmodel.base import figures
from legalmodel.base.language import Phrase, say
from legalmodel.base.speech import name_of, percent
from legalmodel.base.things import Thing
from legalmodel.base.values import Money, Span
from legalmodel.graph.graph import Graph
from legalmodel.judgment.drawn import Judgment
from legalmodel.output.chart import Chart, Edge, Node
from legalmodel.output.describe import number, thing_in, things_in, value, word
from legalmodel.output.drawing import Drawing
from legalmodel.report.words import millions, plain

if TYPE_CHECKING:
    from legalmodel.methods.cashflow import Waterfall

TITLE = Phrase("Priority of payments", context="chart")
ORDER = 7
MINOR = 100
"""Minor units in one unit of money."""


def view(graph: Graph, judgment: Judgment | None = None) -> Chart:
    """Return the chart, with the findings marked on what they rest on."""
    drawing = Drawing(graph, judgment, TITLE)
    orders = [t for t in graph.things.values() if t.path[0] == "waterfalls" and len(t.path) == 2]
    for order in orders:
        _order(drawing, order)
    if not orders:
        _by_rank(drawing)
    return drawing.chart()


def paid_out(graph: Graph, case: "Waterfall") -> Chart:
    """Return the order of payments with what each step pays in a case: the file's own order, or the usual one that the case took."""
    drawing = Drawing(graph, None, TITLE)
    stated = {t.id: t for t in graph.things.values() if t.path[0] == "waterfalls" and len(t.path) == 2}
    for order in dict.fromkeys(step.order for step in case.steps):
        if order in stated:
            _order(drawing, stated[order])
        else:
            _usual(drawing, order, case)
    for step in case.steps:
        id = f"waterfalls.{step.order}.steps.{step.step}"
        said = say("paid {amount}", amount=_units(step.paid, case.currency))
        short = say("{amount} short", amount=_units(step.short, case.currency)) if step.short else ""
        drawing.nodes[id] = drawing.nodes[id]._replace(lines=tuple(x for x in (*drawing.nodes[id].lines, said, short) if x))
    when = (
        say("on {day}", day=figures.day(Span(case.day, case.day)))
        if case.day
        else say("over {n} payment days", n=len(case.days))
    )
    drawing.notes.append(say("Amounts of one case {when}: arithmetic on assumptions, no forecast.", when=when))
    return drawing.chart()


def _usual(drawing: Drawing, order: str, case: "Waterfall") -> None:
    """Draw the usual order, which no record states."""
    names = {s.id: name_of(s) for s in drawing.graph.section("securities")}
    above = f"waterfalls.{order}"
    drawing.nodes[above] = Node(above, "account", (say("The usual order, not one that the file states"),), row=0)
    for i, step in enumerate((s for s in case.steps if s.order == order), 1):
        id = f"waterfalls.{order}.steps.{step.step}"
        to = say(", ", context="between").join(names.get(c, c) for c in step.of)
        drawing.nodes[id] = Node(id, "step", tuple(x for x in (f"{i}. {plain(step.kind)}", to) if x), row=i)
        drawing.edges.append(Edge(f"{id}.after", above, id, "step"))
        above = id


def _units(minor: int, currency: str) -> str:
    """Return minor units as an amount in words."""
    return millions(Money(Decimal(minor) / MINOR, currency))


def _order(drawing: Drawing, order: Thing) -> None:
    top = ".".join(order.path)
    state, marks = drawing.marks.of(order.path)
    said = tuple(x for x in (name_of(order), word(order, "money"), word(order, "when")) if x)
    drawing.nodes[top] = Node(top, "account", said, "", state, marks, 0)
    steps = sorted(things_in(order, "steps"), key=lambda s: number(s, "rank"))
    above = top
    for i, step in enumerate(steps):
        id = ".".join(step.path)
        drawing.nodes[id] = Node(id, "step", tuple(_lines(step, i)), row=i + 1)
        drawing.edges.append(Edge(f"{id}.after", above, id, "step"))
        above = id


def _lines(step: Thing, i: int) -> list[str]:
    to = say(", ", context="between").join(name_of(t) for t in (*things_in(step, "of"), *things_in(step, "to")))
    into = thing_in(step, "into")
    share = value(step, "cap_share")
    cap = millions(value(step, "cap")) or (percent(share) if isinstance(share, Decimal) else "")
    lines = [f"{number(step, 'rank', i + 1):g}. {word(step, 'pays', say('payment not stated'))}", to]
    lines += [
        say("into {name}", name=name_of(into)) if into else "",
        say("at most {amount}", amount=cap) if cap else "",
        word(step, "amount"),
    ]
    if trigger := thing_in(step, "when"):
        lines.append(say("only after {trigger}", trigger=name_of(trigger)))
    if trigger := thing_in(step, "unless"):
        lines.append(say("not after {trigger}", trigger=name_of(trigger)))
    return [line for line in lines if line]


def _by_rank(drawing: Drawing) -> None:
    """Draw the classes below each other by rank; equal ranks stand beside each other."""
    ranked = drawing.ranked()
    ranks = sorted({number(s, "rank") for s in ranked})
    rows = [[s for s in ranked if number(s, "rank") == rank] for rank in ranks]
    for row, classes in enumerate(rows):
        for order, security in enumerate(classes):
            id = drawing.box(security, row=row, order=order)
            if row:
                drawing.edges.append(Edge(f"{id}.after", drawing.box(rows[row - 1][0]), id, "step"))
    if ranked:
        drawing.notes.append(
            say("The file has no priority of payments: the classes stand in their rank, fees and costs are not shown.")
        )
