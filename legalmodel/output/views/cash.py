"""The way of the money on payment days, from the debtors to the holders: accounts, where they are kept, fees, reserves, and where money
of several lies together.
"""

from decimal import Decimal

from legalmodel.base import figures
from legalmodel.base.language import Phrase, in_each, say, side_by_side
from legalmodel.base.speech import name_of, percent
from legalmodel.base.things import Thing
from legalmodel.base.values import Items, Span
from legalmodel.graph.graph import Graph
from legalmodel.judgment.drawn import Judgment
from legalmodel.output import describe
from legalmodel.output.chart import Chart, Edge, Node
from legalmodel.output.describe import code, number, thing_in, things_in, value, word
from legalmodel.output.drawing import Drawing
from legalmodel.output.flows import placed
from legalmodel.output.unsaid import quiet
from legalmodel.report.words import millions

TITLE = Phrase("Cash", context="chart")
ORDER = 6

_NO_MONEY = ("subordination", "overcollateralisation", "overcollateralization", "excess_spread")
"""Support by which no money comes in from anywhere: a lower class only bears losses first."""
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
    return _Money(Drawing(graph, judgment, TITLE)).chart()


class _Money:
    """The chart in the making: ``places`` says for each box in which lane it stands."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing, self.graph = drawing, drawing.graph
        self.places: dict[str, str] = {}

    def chart(self) -> Chart:
        """Return the chart of what the file says."""
        for agency in self.graph.standing("agencies"):
            if {"collects_into", "pays_over_to"} & set(agency.fields) or code(agency, "function") in _SERVICING:
                self._collection(agency)
        for account in self.graph.standing("accounts"):
            self._account(account)
        self._commingled()
        self._to_holders()
        self._fees()
        self._support()
        return placed(self.drawing, self.places)

    def _collection(self, agency: Thing) -> None:
        """Draw what one servicer collects, into which account, and where it passes it on."""
        drawing = self.drawing
        debtors = f"{'.'.join(agency.path)}.debtors"
        pools = [name_of(p) for p in things_in(agency, "over")] if things_in(agency, "over") else []
        drawing.nodes[debtors] = Node(debtors, "class", (*in_each(Phrase("Debtors", context="chart")), *pools))
        agent, vehicle = thing_in(agency, "agent"), thing_in(agency, "principal")
        who = say("collected by {name}", name=name_of(agent)) if agent else say("collector not named")
        first, then = thing_in(agency, "collects_into"), thing_in(agency, "pays_over_to")
        if vehicle and not (first or then or quiet("said")):
            drawing.line(agency, debtors, drawing.box(vehicle), "cash", [who])
            self.places |= {debtors: "left", drawing.box(vehicle): "core"}
            return
        source = drawing.box(first) if first else drawing.unnamed(agency, "collects_into", *_COLLECTION)
        drawing.line(agency, debtors, source, "cash", [who])
        target = self._over(agency, then, source)
        if target != source:
            drawing.line(agency, source, target, "cash", [_sweep(agency)], "pays_over")
        if vehicle:
            self._into(agency, target, vehicle)
        self.places |= dict.fromkeys((debtors, source, target), "left")

    def _over(self, agency: Thing, then: Thing | None, source: str) -> str:
        """Return the account to which a servicer passes money on; where it is not known and that is left unsaid, the one that it has."""
        if then or quiet("said"):
            return self.drawing.box(then) if then else self.drawing.unnamed(agency, "pays_over_to", *_PAYING_OVER)
        return source

    def _into(self, record: Thing, account: str, vehicle: Thing) -> None:
        """Lead money from an account to the vehicle whose it is, once."""
        box = self.drawing.box(vehicle)
        self.places.setdefault(box, "core")
        if not any((e.source, e.target) == (account, box) for e in self.drawing.edges):
            self.drawing.line(record, account, box, "cash", (), "for")

    def _account(self, account: Thing) -> None:
        """Draw an account, its holder, whose money lies on it, and where it is emptied to."""
        drawing = self.drawing
        id = drawing.box(account)
        owners, holder = things_in(account, "holds_money_of"), thing_in(account, "holder")
        said = [say("in the name of {name}", name=name_of(holder)) if holder else quiet(say("holder not known"))]
        if len(owners) > 1:
            said.append(say("MIXED: money of {names}", names=say(", ", context="between").join(name_of(o) for o in owners)))
        elif not owners:
            said.append(quiet(say("whose money lies on it is not known")))
        drawing.nodes[id] = drawing.nodes[id]._replace(lines=(*drawing.nodes[id].lines, *filter(None, said)))
        if goal := thing_in(account, "swept_into"):
            drawing.line(account, id, drawing.box(goal), "cash", [_sweep(account)], "swept")
            self.places |= dict.fromkeys((id, drawing.box(goal)), "left")
        elif holder and holder.sort == "estate" and not any(id in (e.source, e.target) for e in drawing.edges):
            self.places.setdefault(drawing.box(holder), "core")
            drawing.line(account, id, drawing.box(holder), "property", (), "for")  # the file does not say which money it takes
        self.places.setdefault(id, "above")

    def _commingled(self) -> None:
        """Say on each account that stands in the name of somebody else that the money is mixed there.

        Of the estates that issue: one that holds for the issuer is emptied into the issuer's own account, where nothing is mixed.
        """
        drawing = self.drawing
        issuers = {issuer.path for security in self.graph.standing("securities") if (issuer := thing_in(security, "issuer"))}
        for estate in self.graph.standing("estates"):
            if estate.path not in issuers:
                continue
            found = self.graph.ask("commingled", (estate,), drawing.day)
            for account in found if isinstance(found, Items) else ():
                id = ".".join(account.path)
                if node := drawing.nodes.get(id):
                    drawing.nodes[id] = node._replace(
                        lines=(*node.lines, say("MIXED: not in the name of {name}, not on trust", name=name_of(estate)))
                    )

    def _to_holders(self) -> None:
        """Draw what is paid on the classes, and to whom."""
        drawing = self.drawing
        drawing.securities()
        drawing.holdings()
        for edge in [e for e in drawing.edges if e.relation == "issue"]:
            self.places.setdefault(edge.source, "core")
            drawing.edges.remove(edge)
            drawing.edges.append(edge._replace(relation="cash", lines=()))
        for edge in [e for e in drawing.edges if e.relation == "holding"]:
            drawing.edges.remove(edge)
            drawing.edges.append(
                self._paid(edge.source, edge._replace(relation="cash", source=edge.target, target=edge.source))
            )
        for security in drawing.ranked():
            id = ".".join(security.path)
            drawing.nodes[id] = drawing.nodes[id]._replace(lines=(*drawing.nodes[id].lines, *_payment_days(security)))

    def _paid(self, holder: str, edge: Edge) -> Edge:
        """Lead what a holder is paid to a box of it as such, if it stands elsewhere in the flow."""
        if self.places.get(holder, "right") != "right":
            twin = f"{holder}.as.holder"
            self.drawing.nodes.setdefault(
                twin, self.drawing.nodes[holder]._replace(id=twin, group="", state="", marks=(), missing=())
            )
            edge, holder = edge._replace(target=twin), twin
        self.places[holder] = "right"
        return edge

    def _fees(self) -> None:
        """Draw what those who serve are paid, where the file tells it."""
        for agency in self.graph.standing("agencies"):
            agent, principal, fee = thing_in(agency, "agent"), thing_in(agency, "principal"), _fee(agency)
            if not (agent and principal and fee and self.places.get(".".join(principal.path)) == "core"):
                continue
            id = f"{'.'.join(agency.path)}.paid"
            work = side_by_side(Phrase("Fee", context="chart"))
            lines = tuple(x for x in describe.lines_of(agent) if x)[:2]
            self.drawing.nodes[id] = Node(
                id, describe.shape_of(agent), tuple(x for x in (*lines, word(agency, "function"), fee) if x), role=(work,)
            )
            self.drawing.line(agency, ".".join(principal.path), id, "cash", (), "fee")
            self.places[id] = "below"

    def _support(self) -> None:
        """Draw what comes in when money is short: reserves on their accounts, and what others pay."""
        drawing = self.drawing
        for support in self.graph.standing("guarantees"):
            account, giver, to = thing_in(support, "account"), thing_in(support, "by"), thing_in(support, "to")
            of = things_in(support, "of")
            source, target = account or giver, to if to and to.sort == "estate" else of[0] if len(of) == 1 else to
            if code(support, "kind") in _NO_MONEY or not source or not target or ".".join(target.path) not in drawing.nodes:
                continue
            id = drawing.box(source) if account else f"{'.'.join(source.path)}.as.support"
            if not account:
                drawing.nodes.setdefault(
                    id, Node(id, describe.shape_of(source), tuple(x for x in describe.lines_of(source) if x)[:2])
                )
            said = [x for x in describe.support_lines(support) if x]
            node = drawing.nodes[id]
            drawing.nodes[id] = node._replace(lines=(*node.lines, *said))
            if self.places.get(id, "above") == "above":
                self.places[id] = "above"
                drawing.edges = [e for e in drawing.edges if e.source != id]
                drawing.line(support, id, ".".join(target.path), "support", (), "draws")


def _payment_days(security: Thing) -> list[str]:
    """Say when a class is paid, as far as the file tells."""
    first, months = value(security, "first_payment"), number(security, "payment_interval_months", 0)
    said = []
    if isinstance(first, Span):
        said.append(say("paid from {day}", day=figures.day(first)))
    if months:
        said.append(say("every month") if months == 1 else say("every {n} months", n=int(months)))
    return [say(", ", context="between").join(said)] if said else []


def _fee(agency: Thing) -> str:
    """Return what somebody is paid for its work, in words; nothing where the file is silent."""
    amount, rate = millions(value(agency, "fee")), value(agency, "fee_rate")
    if amount:
        return amount
    if isinstance(rate, Decimal):
        return say("{share} a year", share=percent(rate))
    terms = value(agency, "fee_terms")
    return terms if isinstance(terms, str) else ""


def _sweep(record: Thing) -> str:
    days = value(record, "sweep_days")
    if not isinstance(days, int | Decimal):
        return quiet(say("how soon is not known"))
    return say("within a day") if days == 1 else say("within {n} days", n=format(days, "f"))
