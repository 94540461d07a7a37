"""The way of the money, from the debtors to the holders: accounts, where they are kept, and where money of several lies together."""

from legalmodel.base.language import Phrase, in_each, say
from legalmodel.base.speech import name_of
from legalmodel.base.things import Thing
from legalmodel.base.values import Items
from legalmodel.graph.graph import Graph
from legalmodel.judgment.finding import Judgment
from legalmodel.output.chart import Chart, Node
from legalmodel.output.describe import code, day_of, thing_in, things_in, value
from legalmodel.output.drawing import Drawing
from legalmodel.output.unsaid import quiet
from legalmodel.report.words import millions

TITLE = Phrase("Cash", context="chart")
ORDER = 6

_SERVICING = ("servicing", "special_servicing", "primary_servicing", "master_servicing")


_COLLECTION = (
    Phrase("Collection account not known", context="chart"),
    Phrase("Collection account (name withheld)", context="chart"),
)
_PAYING_OVER = (
    Phrase("Account for paying over not known", context="chart"),
    Phrase("Account for paying over (name withheld)", context="chart"),
)


def view(graph: Graph, judgment: Judgment | None = None) -> Chart:
    """Return the chart, with the findings marked on what they rest on."""
    drawing = Drawing(graph, judgment, TITLE)
    for agency in graph.standing("agencies"):
        if {"collects_into", "pays_over_to"} & set(agency.fields) or code(agency, "function") in _SERVICING:
            _collection(drawing, agency)
    for account in graph.standing("accounts"):
        _account(drawing, account)
    _commingled(drawing)
    drawing.securities()
    drawing.holdings()
    drawing.edges = [e._replace(relation="cash", source=e.target, target=e.source, lines=e.lines) if e.relation == "holding" else
                     e._replace(relation="cash", lines=(say("pays"),)) if e.relation == "issue" else e for e in drawing.edges]  # fmt: skip
    _prices(drawing)
    drawing.nodes = {id: n._replace(row=None) for id, n in drawing.nodes.items()}
    return drawing.chart()


def _prices(drawing: Drawing) -> None:
    """Draw what was paid for the assets, on the day of the act: the one flow of the closing that a record of its own tells."""
    for hop in (h for section in ("trusts", "transfers") for h in drawing.graph.standing(section)):
        giver, taker = thing_in(hop, "transferor"), thing_in(hop, "transferee")
        price = millions(value(hop, "price"))
        if giver and taker and price:
            said = [say("price {amount}", amount=price), day_of(hop)]
            drawing.line(hop, drawing.box(taker), drawing.box(giver), "cash", said, "price")


def _collection(drawing: Drawing, agency: Thing) -> None:
    """Draw what one servicer collects, into which account, and where it passes it on."""
    debtors = f"{'.'.join(agency.path)}.debtors"
    drawing.nodes[debtors] = Node(debtors, "class", in_each(Phrase("Debtors", context="chart")))
    agent, vehicle = thing_in(agency, "agent"), thing_in(agency, "principal")
    who = say("collected by {name}", name=name_of(agent)) if agent else say("collector not named")
    first, then = thing_in(agency, "collects_into"), thing_in(agency, "pays_over_to")
    source = drawing.box(first) if first else drawing.unnamed(agency, "collects_into", *_COLLECTION)
    drawing.line(agency, debtors, source, "cash", [who])
    target = drawing.box(then) if then else drawing.unnamed(agency, "pays_over_to", *_PAYING_OVER)
    if target != source:
        drawing.line(agency, source, target, "cash", [_sweep(agency)], "pays_over")
    if vehicle:
        drawing.line(agency, target, drawing.box(vehicle), "cash", [say("holds for")], "for")


def _sweep(record: Thing) -> str:
    days = value(record, "sweep_days")
    return say("within {n} days", n=days) if isinstance(days, int) else quiet(say("how soon is not known"))


def _account(drawing: Drawing, account: Thing) -> None:
    """Draw an account, its holder, whose money lies on it, and where it is emptied to."""
    id = drawing.box(account)
    owners = things_in(account, "holds_money_of")
    holder = thing_in(account, "holder")
    said = [say("in the name of {name}", name=name_of(holder)) if holder else quiet(say("holder not known"))]
    if len(owners) > 1:
        said.append(say("MIXED: money of {names}", names=say(", ", context="between").join(name_of(o) for o in owners)))
    elif not owners:
        said.append(quiet(say("whose money lies on it is not known")))
    drawing.nodes[id] = drawing.nodes[id]._replace(lines=(*drawing.nodes[id].lines, *filter(None, said)))
    if goal := thing_in(account, "swept_into"):
        drawing.line(account, id, drawing.box(goal), "cash", [_sweep(account)], "swept")
    elif holder and not any(e.source == id for e in drawing.edges):
        drawing.line(account, id, drawing.box(holder), "cash", [say("holds for")], "for")


def _commingled(drawing: Drawing) -> None:
    """Say on each account that stands in the name of somebody else that the money is mixed there."""
    for estate in drawing.graph.standing("estates"):
        found = drawing.graph.ask("commingled", (estate,), drawing.day)
        for account in found if isinstance(found, Items) else ():
            id = ".".join(account.path)
            if node := drawing.nodes.get(id):
                drawing.nodes[id] = node._replace(
                    lines=(*node.lines, say("MIXED: not in the name of {name}, not on trust", name=name_of(estate)))
                )
