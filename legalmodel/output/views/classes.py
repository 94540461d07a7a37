"""The classes as bars in proportion, the first to be paid on top: amount, part of the issue, what ranks behind, rating and coupon."""

from decimal import Decimal

from legalmodel.base.speech import name_of, percent
from legalmodel.base.things import Thing
from legalmodel.base.values import Money
from legalmodel.graph.graph import Graph
from legalmodel.judgment.finding import Judgment
from legalmodel.output.chart import Chart, Node
from legalmodel.output.describe import class_facts, local, thing_in, value
from legalmodel.output.drawing import Drawing

TITLE = ("Classes", "证券分层")
ORDER = 2


def view(graph: Graph, judgment: Judgment | None = None) -> Chart:
    """Return the chart; bars are in proportion only among the classes of one issuer whose amounts are all known in one currency."""
    drawing = Drawing(graph, judgment, TITLE, "stack")
    issuers: dict[Thing | None, list[Thing]] = {}
    for security in drawing.ranked():
        issuers.setdefault(thing_in(security, "issuer"), []).append(security)
    for column, (issuer, classes) in enumerate(issuers.items()):
        _stack(drawing, issuer, classes, column)
    return drawing.chart()


def _stack(drawing: Drawing, issuer: Thing | None, classes: list[Thing], column: int) -> None:
    amounts = {c: m for c in classes if isinstance(m := value(c, "amount"), Money)}
    whole = sum((m.amount for m in amounts.values()), Decimal(0))
    complete = len(amounts) == len(classes) and len({m.currency for m in amounts.values()}) == 1 and whole > 0
    if not complete:
        of = f" of {name_of(issuer)}" if issuer else ""
        drawing.notes.append(f"Bars{of} are not in proportion: not every amount is known in one currency.")
    for order, security in enumerate(classes):
        id = ".".join(security.path)
        state, marks = drawing.marks.of(security.path)
        facts = [", ".join(class_facts(security))]
        weight = 0
        if complete:
            part = amounts[security].amount / whole
            facts += [f"{percent(part)} of the issue", _behind(security, classes, amounts, whole)]
            weight = round(part * 1000)
        lines = tuple(x for x in (name_of(security), local(security), *facts) if x)
        drawing.nodes[id] = Node(id, "security", lines, "", state, marks, column, order=order, weight=weight)


def _behind(security: Thing, classes: list[Thing], amounts: dict[Thing, Money], whole: Decimal) -> str:
    """Say which part of the issue ranks behind a class; nothing where a rank is not known."""
    ranks = {c: value(c, "rank") for c in classes}
    if not all(isinstance(rank, int | Decimal) for rank in ranks.values()):
        return ""
    behind = sum((amounts[c].amount for c in classes if ranks[c] > ranks[security]), Decimal(0))
    return f"{percent(behind / whole)} ranks behind" if behind else "nothing ranks behind"
