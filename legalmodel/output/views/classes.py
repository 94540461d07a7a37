"""The classes as bars in proportion, the first to be paid on top: amount, part of the issue, what ranks behind, rating and coupon."""

from decimal import Decimal

from legalmodel.base.language import Phrase, say
from legalmodel.base.speech import name_of, names_of, percent
from legalmodel.base.things import Thing
from legalmodel.base.values import Money
from legalmodel.graph.graph import Graph
from legalmodel.judgment.drawn import Judgment
from legalmodel.output.chart import Chart, Node
from legalmodel.output.describe import class_facts, thing_in, value
from legalmodel.output.drawing import Drawing

TITLE = Phrase("Classes", context="chart")
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
        of = name_of(issuer) if issuer else say("an issuer not named")
        drawing.notes.append(
            say("Bars of {issuer} are not in proportion: not every amount is known in one currency.", issuer=of)
        )
    for order, security in enumerate(classes):
        id = ".".join(security.path)
        state, marks = drawing.marks.of(security.path)
        facts = [", ".join(fact for fact in class_facts(security) if fact)]
        weight = 0
        if complete:
            part = amounts[security].amount / whole
            parts = (say("{share} of the issue", share=percent(part)), _behind(security, classes, amounts, whole))
            facts.append(say(", ", context="between").join(p for p in parts if p))
            weight = round(part * 1000)
        lines = tuple(x for x in (*names_of(security), *facts) if x)
        drawing.nodes[id] = Node(id, "security", lines, "", state, marks, column, order=order, weight=weight)


def _behind(security: Thing, classes: list[Thing], amounts: dict[Thing, Money], whole: Decimal) -> str:
    """Say which part of the issue ranks behind a class; nothing where a rank is not known."""
    ranks = {c: value(c, "rank") for c in classes}
    if not all(isinstance(rank, int | Decimal) for rank in ranks.values()):
        return ""
    behind = sum((amounts[c].amount for c in classes if ranks[c] > ranks[security]), Decimal(0))
    return say("{share} ranks behind", share=percent(behind / whole)) if behind else say("nothing ranks behind")
