"""The priority of payments: who is paid before whom. Where the file has no order, the classes stand in their rank."""

from decimal import Decimal

from legalmodel.base.language import Phrase, say
from legalmodel.base.speech import name_of, percent
from legalmodel.base.things import Thing
from legalmodel.graph.graph import Graph
from legalmodel.judgment.finding import Judgment
from legalmodel.output.chart import Chart, Edge, Node
from legalmodel.output.describe import number, thing_in, things_in, value, word
from legalmodel.output.drawing import Drawing
from legalmodel.report.words import millions

TITLE = Phrase("Priority of payments", context="chart")
ORDER = 7


def view(graph: Graph, judgment: Judgment | None = None) -> Chart:
    """Return the chart, with the findings marked on what they rest on."""
    drawing = Drawing(graph, judgment, TITLE)
    orders = [t for t in graph.things.values() if t.path[0] == "waterfalls" and len(t.path) == 2]
    for order in orders:
        _order(drawing, order)
    if not orders:
        _by_rank(drawing)
    return drawing.chart()


def _order(drawing: Drawing, order: Thing) -> None:
    top = ".".join(order.path)
    state, marks = drawing.marks.of(order.path)
    drawing.nodes[top] = Node(top, "account", (name_of(order), word(order, "money"), word(order, "when")), "", state, marks, 0)
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
