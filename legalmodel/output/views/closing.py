"""What money moves at closing: subscriptions, the price of the assets, fees that are sums, and what fills the reserves."""

from datetime import date
from decimal import Decimal

from legalmodel.base.language import Phrase, say, side_by_side
from legalmodel.base.speech import name_of, percent
from legalmodel.base.things import Thing
from legalmodel.base.values import Money, Span
from legalmodel.graph.graph import Graph
from legalmodel.judgment.drawn import Judgment
from legalmodel.output import describe
from legalmodel.output.chart import Chart, Edge, Node
from legalmodel.output.describe import day_of, number, thing_in, value, word
from legalmodel.output.drawing import HOLDER, Drawing
from legalmodel.output.flows import ROLES, placed, said_as
from legalmodel.output.unsaid import quiet
from legalmodel.report.words import millions

TITLE = Phrase("Cash at closing", context="chart")
ORDER = 5


def view(graph: Graph, judgment: Judgment | None = None) -> Chart:
    """Return the chart: who pays whom how much when the deal closes, as far as the file tells."""
    drawing, places = Drawing(graph, judgment, TITLE), dict[str, str]()
    _prices(drawing, places)
    _reserves(drawing, places)
    _fees(drawing, places)
    _subscriptions(drawing, places)
    return placed(drawing, places)


def _subscriptions(drawing: Drawing, places: dict[str, str]) -> None:
    """Draw who pays in for each class on the day of issue, and the classes' proceeds to the vehicle; classes repaid since were there too."""
    graph = drawing.graph
    classes = sorted(graph.section("securities"), key=lambda s: number(s, "rank"))
    silent: list[str] = []
    for order, security in enumerate(classes):
        issuer = thing_in(security, "issuer")
        if issuer is None:
            continue
        id, vehicle = drawing.box(security, order=order), drawing.box(issuer)
        places.setdefault(vehicle, "core")
        price = value(security, "issue_price")
        if isinstance(price, Decimal) and price != 1:
            drawing.nodes[id] = _with(drawing.nodes[id], say("issued at {share}", share=percent(price)))
        drawing.edges.append(Edge(f"{id}.proceeds", id, vehicle, "cash"))
        found = [h for h in graph.section("investments") if _since_issue(h, security)]
        for holding in found:
            _subscribed(drawing, places, holding, id, _day(security))
        silent += [] if found else [name_of(security)]
    if silent and quiet("said"):
        names = say(", ", context="between").join(silent)
        drawing.notes.append(say("Who subscribed is not known of: {names}.", names=names))


def _day(security: Thing) -> date | None:
    issued = value(security, "issued")
    return issued.last if isinstance(issued, Span) else None


def _since_issue(holding: Thing, security: Thing) -> bool:
    """Tell whether somebody holds of a class since the day of issue: who came later has bought from others."""
    since, issued = value(holding, "since"), value(security, "issued")
    if thing_in(holding, "of") is not security:
        return False
    return isinstance(since, Span) and isinstance(issued, Span) and since.first <= issued.last and issued.first <= since.last


def _subscribed(drawing: Drawing, places: dict[str, str], holding: Thing, security: str, day: date | None) -> None:
    """Draw what somebody paid in, from a box of it as an investor."""
    holder = thing_in(holding, "holder")
    if holder is None:
        source = drawing.unnamed(holding, "holder", *HOLDER)
        places[source] = "right"
    else:
        source = _in_place(drawing, places, holder, "right")
        said_as(drawing, source, ROLES["right"])
    words = (describe.amount_words(value(holding, field, day)) for field in ("share", "amount"))
    drawing.line(holding, source, security, "cash", [next((w for w in words if w), "")], "paid_in")


def _with(node: Node, line: str) -> Node:
    return node._replace(lines=(*node.lines, line))


def _prices(drawing: Drawing, places: dict[str, str]) -> None:
    """Draw what is paid for the assets; where it was paid in another sum than agreed, both are told."""
    for hop in (h for section in ("trusts", "transfers") for h in drawing.graph.standing(section)):
        giver, taker = thing_in(hop, "transferor"), thing_in(hop, "transferee")
        agreed, paid = (value(hop, field) for field in ("price", "price_paid"))
        said = [say("price {amount}", amount=millions(agreed)) if isinstance(agreed, Money) else ""]
        if isinstance(paid, Money) and paid != agreed:
            said.append(say("paid {amount}", amount=millions(paid)))
        if giver and taker and any(said):
            source, target = drawing.box(taker), drawing.box(giver)
            drawing.line(hop, source, target, "cash", [*said, day_of(hop, "paid") or day_of(hop)], "price")
            places[target] = "left"
            places.setdefault(source, "core" if taker.sort == "estate" else "left")
            said_as(drawing, target, ROLES["left"])


def _reserves(drawing: Drawing, places: dict[str, str]) -> None:
    """Draw what fills each reserve at closing, and on which account it lies."""
    for support in drawing.graph.standing("guarantees"):
        account, payer, funded = thing_in(support, "account"), thing_in(support, "funded_by"), value(support, "funded")
        if not account or not (payer or isinstance(funded, Money)):
            continue
        giver = payer or thing_in(support, "to")
        if giver is None:
            continue
        id = drawing.box(account)
        source = _in_place(drawing, places, giver, "above")
        amount = millions(funded) or millions(value(support, "cap"))
        drawing.line(support, source, id, "cash", [word(support, "kind", say("support")), amount], "funded")
        places[id] = "above"


def _fees(drawing: Drawing, places: dict[str, str]) -> None:
    """Draw fees that the file states as sums."""
    for agency in drawing.graph.standing("agencies"):
        agent, principal, fee = thing_in(agency, "agent"), thing_in(agency, "principal"), value(agency, "fee")
        if agent and principal and principal.sort == "estate" and isinstance(fee, Money):
            id = f"{'.'.join(agency.path)}.paid"
            role = (side_by_side(Phrase("Fee", context="chart")),)
            lines = (*tuple(describe.lines_of(agent))[:2], word(agency, "function"), millions(fee))
            drawing.nodes[id] = Node(id, describe.shape_of(agent), tuple(x for x in lines if x), role=role)
            drawing.line(agency, drawing.box(principal), id, "cash", (), "fee")
            places[id] = "below"
            drawing.notes.append(say("Fees stated as sums are shown; the file does not say on which day they are paid."))


def _in_place(drawing: Drawing, places: dict[str, str], thing: Thing, place: str) -> str:
    """Return the box of a thing in a place; one of its own if it stands elsewhere; a vehicle has one everywhere."""
    id = ".".join(thing.path)
    if thing.sort == "estate":
        places.setdefault(drawing.box(thing), "core")
        return id
    if places.get(id, place) != place:
        twin = f"{id}.as.{place}"
        drawing.nodes.setdefault(twin, drawing.nodes[id]._replace(id=twin, role=(), group="", state="", marks=(), missing=()))
        id = twin
    else:
        drawing.box(thing)
    places[id] = place
    return id
