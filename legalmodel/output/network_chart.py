"""The network of one originator as a layered chart: who serves and funds it, its plans, the vehicles that pack them again, the holders."""

from collections.abc import Iterable
from fractions import Fraction

from legalmodel.base.language import Phrase, say, side_by_side
from legalmodel.methods.leverage.caps import named
from legalmodel.methods.leverage.deals import Plan, Same
from legalmodel.methods.leverage.losses import UNTOLD
from legalmodel.methods.leverage.network import Network, Part
from legalmodel.methods.leverage.tables_network import amount, doing, funding, holdings, name, own_money, share
from legalmodel.output.chart import Chart, Edge, Node

PLANS_MOST, HOLDERS_MOST, SERVICES_MOST = 6, 6, 8
"""More plans, holders or services than this are put together in one box, the smallest of them."""


def network_chart(net: Network) -> Chart:
    """Return the chart. What is put together is said below it; no box says more than the deals tell."""
    drawing = _Drawing(net)
    drawing.originator()
    drawing.plans()
    drawing.holders()
    drawing.services()
    title = (net.account.given.name, side_by_side(Phrase("Network of one originator", context="chart")))
    return Chart(title, tuple(drawing.nodes), tuple(drawing.edges), (), (), tuple(drawing.notes))


class _Drawing:
    def __init__(self, net: Network) -> None:
        self.net = net
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self.notes = [say("On {day}. Not a legal opinion; arithmetic on what the deals tell.", day=net.day.isoformat())]
        sizes = {i: sum((x.amount for x in stack), Fraction(0)) if stack else None for i, stack in enumerate(net.stacks)}
        order = sorted(sizes, key=lambda i: (-(sizes[i] or 0), i))
        few = len(order) <= PLANS_MOST
        self.shown = sorted(order if few else order[: PLANS_MOST - 1])
        self.rest = [] if few else sorted(order[PLANS_MOST - 1 :])
        self.sizes = sizes

    def originator(self) -> None:
        own = own_money(self.net)
        lines = [self.net.account.given.name]
        lines += [say("{what} {amount}", what=named(own.what), amount=amount(own.value, self.net))] if own else []
        lines += [say("{what} {amount}", what=named(f.what), amount=amount(f.value, self.net)) for f in funding(self.net)]
        role = (side_by_side(Phrase("Originator", context="chart")),)
        self.nodes.append(Node("originator", "company", tuple(lines), row=0, role=role))

    def plans(self) -> None:
        for at in self.shown:
            self._plan(f"plan.{at}", self.net.plans[at].name, [at])
        if self.rest:
            self._plan("plan.rest", say("{n} further plans", n=len(self.rest)), self.rest)
            self.notes.append(say("{n} plans, the smallest, are shown in one box.", n=len(self.rest)))

    def _plan(self, id: str, called: str, plans: list[int]) -> None:
        sizes = [self.sizes[i] for i in plans]
        known = [s for s in sizes if s is not None]
        whole = sum(known, Fraction(0)) if len(known) == len(sizes) else None
        lines = [called, say("classes {amount}", amount=amount(whole, self.net))]
        months = [self.net.runs[i].months for i in plans]
        if len(plans) == 1 and months[0] is not None:
            lines.append(say("loans {months} months left", months=f"{float(months[0]):g}"))
        self.nodes.append(Node(id, "trust", tuple(lines), row=1, order=len(self.nodes)))
        again = sum(self.net.runs[i].again or 0 for i in plans)
        words = (say("sells loans"), *([say("{n} purchases since", n=again)] if again else []))
        self.edges.append(Edge(f"{id}.sold", "originator", id, "transfer", words))

    def _box_of(self, plan: int) -> str:
        return f"plan.{plan}" if plan in self.shown else "plan.rest"

    def holders(self) -> None:
        held = holdings(self.net)
        mine = held.pop(self.net.account.who, None)
        packs = {self.net.account.joined.key(v.deal, v.issuer): v for v in self.net.vehicles}
        order = [*held]
        few = len(order) <= HOLDERS_MOST
        shown, rest = (order, []) if few else (order[: HOLDERS_MOST - 1], order[HOLDERS_MOST - 1 :])
        for at, key in enumerate(shown):
            self._holder(f"holder.{at}", name(self.net, key), [key], held[key], 2, again=key in packs)
            if key in packs:
                self._packed(f"holder.{at}", packs[key])
        if rest:
            size = sum((held[key] for key in rest), Fraction(0))
            self._holder("holder.rest", say("{n} further holders", n=len(rest)), rest, size, 2, again=False)
            self.notes.append(say("{n} holders, the smallest, are shown in one box.", n=len(rest)))
        if mine:
            self._holder("holder.own", say("the originator itself"), [self.net.account.who], mine, 2, again=False)

    def _holder(self, id: str, called: str, keys: list[Same], size: Fraction, row: int, *, again: bool) -> None:
        whole = self.net.issued
        lines = [called, amount(size, self.net)]
        lines += [say("{part} of all classes", part=share(size / whole))] if whole else []
        shape = "unknown" if keys == [UNTOLD] else "trust" if again else "class" if len(keys) > 1 else "company"
        role = (side_by_side(Phrase("Packs again", context="chart")),) if again else ()
        self.nodes.append(Node(id, shape, tuple(lines), row=row, role=role))
        for box, words in self._held_by(keys).items():
            self.edges.append(Edge(f"{id}.{box}", id, box, "holding", words))

    def _held_by(self, keys: list[Same]) -> dict[str, tuple[str, ...]]:
        """Return, by box of plans, how much of it some holders hold."""
        sums: dict[str, Fraction] = {}
        for plan, stack in enumerate(self.net.stacks):
            for layer in stack or ():
                for key, part in layer.bearers:
                    if key in keys and part:
                        box = self._box_of(plan)
                        sums[box] = sums.get(box, Fraction(0)) + layer.amount * part
        return {box: (amount(size, self.net),) for box, size in sums.items()}

    def _packed(self, id: str, vehicle: Plan) -> None:
        """Draw who holds the classes of a vehicle that itself holds classes, one row further down."""
        from legalmodel.methods.leverage.losses import layers

        sums: dict[Same, Fraction] = {}
        for layer in layers(vehicle, self.net.account.joined, self.net.day) or ():
            for key, part in layer.bearers:
                sums[key] = sums.get(key, Fraction(0)) + layer.amount * part
        for at, (key, size) in enumerate(sorted(sums.items(), key=lambda item: -item[1])[:HOLDERS_MOST]):
            box = f"{id}.holder.{at}"
            self.nodes.append(Node(box, "unknown" if key == UNTOLD else "company", (name(self.net, key),), row=3))
            self.edges.append(Edge(f"{box}.held", box, id, "holding", (amount(size, self.net),)))

    def services(self) -> None:
        """Draw who serves, holds or supports plans: those of all plans in one box, those of some in another."""
        parts = [p for p in self.net.parts if p.relation in ("serves", "manages", "supports") and p.who != self.net.account.who]
        every = [p for p in parts if len(p.plans) == len(self.net.plans)]
        some = [p for p in parts if len(p.plans) < len(self.net.plans)]
        self._service("services.all", say("Behind all plans") if len(self.net.plans) > 1 else say("Behind the plan"), every)
        self._service("services.some", say("Behind some plans"), some)

    def _service(self, id: str, title: str, parts: list[Part]) -> None:
        if not parts:
            return
        by_name: dict[str, list[str]] = {}
        for part in parts:
            by_name.setdefault(name(self.net, part.who), []).append(doing(part))
        told = [
            say("{name} ({words})", name=who, words=say(", ", context="between").join(words)) for who, words in by_name.items()
        ]
        more = [say("and {count} more", count=len(told) - SERVICES_MOST)] if len(told) > SERVICES_MOST else []
        self.nodes.append(Node(id, "class", (title, *told[:SERVICES_MOST], *more), side=True))
        for box in self._boxes(p for part in parts for p in part.plans):
            self.edges.append(Edge(f"{id}.{box}", id, box, "agency"))

    def _boxes(self, plans: Iterable[int]) -> list[str]:
        return list(dict.fromkeys(self._box_of(p) for p in sorted(set(plans))))
