"""The network of many deals as a layered chart: lenders, originators, holders, and who works for most deals; the small ones are put together."""

from fractions import Fraction

from legalmodel.base.language import Phrase, say, side_by_side
from legalmodel.methods.across.across import Across, Tied
from legalmodel.methods.across.words import amount, capacity, part
from legalmodel.output.chart import Chart, Edge, Node

BOXES, LINES, WORK = 6, 14, 8
"""At most so many boxes in a row, lines between two rows, and services by name; the rest is put together, counted or left out, and told."""
_ROWS = {"lends": 0, "originates": 1, "holds": 2}
_ROLE = {
    "lends": Phrase("Lender", context="chart"),
    "originates": Phrase("Originator", context="chart"),
    "holds": Phrase("Investor", context="chart"),
}


def across_chart(net: Across) -> Chart:
    """Return the chart, in the currency in which most deals are. No box says more than the deals tell."""
    drawing = _Layers(net)
    for relation in _ROWS:
        drawing.row(relation)
    drawing.lines("lends", "loan", "lends", "originates")
    drawing.lines("holds", "holding", "holds", "originates")
    drawing.leave_out("lends")
    drawing.work()
    title = (say("Network of {n} deals", n=len(net.notes)), *([drawing.currency] if drawing.currency else []))
    return Chart(title, tuple(drawing.nodes), tuple(drawing.edges), (), (), tuple(drawing.notes))


class _Layers:
    def __init__(self, net: Across) -> None:
        self.net = net
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self.notes = [say("Arithmetic on what the deals tell; no finding against anybody. Not a legal opinion.")]
        told: dict[str, set[int]] = {}
        for tie in net.of("holds"):
            for currency, _ in tie.amounts:
                told.setdefault(currency, set()).update(tie.deals)
        self.currency = max(sorted(told), key=lambda c: len(told[c]), default="")
        if len(told) > 1:
            self.notes.append(
                say(
                    "Amounts in {currency} only; {n} other currencies are in the tables.",
                    currency=self.currency,
                    n=len(told) - 1,
                )
            )
        self.boxes: dict[tuple[str, str], str] = {}

    def row(self, relation: str) -> None:
        """Set a row: the largest by amount, then by deals, the others in one box."""
        size, deals = dict[str, Fraction](), dict[str, set[int]]()
        for tie in self.net.of(relation):
            deals.setdefault(tie.source, set()).update(tie.deals)
            size[tie.source] = size.get(tie.source, Fraction(0)) + self._of(tie)
        if relation == "originates":
            size = self._issued(list(deals))
        order = sorted(deals, key=lambda k: (-size.get(k, 0), -len(deals[k]), k))
        shown, rest = (order, []) if len(order) <= BOXES else (order[: BOXES - 1], order[BOXES - 1 :])
        for at, key in enumerate(shown):
            shape = "class" if not self.net.is_one(key) else "trust" if key in self.net.vehicles else "company"
            self._box(relation, f"{relation}.{at}", shape, self.net.name(key), [key], size, deals)
        if rest:
            self._box(relation, f"{relation}.rest", "class", say("{n} others", n=len(rest)), rest, size, deals)

    def _box(
        self,
        relation: str,
        id: str,
        shape: str,
        name: str,
        keys: list[str],
        size: dict[str, Fraction],
        deals: dict[str, set[int]],
    ) -> None:
        whole, count = sum((size.get(k, Fraction(0)) for k in keys), Fraction(0)), len(set().union(*(deals[k] for k in keys)))
        lines = [name, say("1 deal") if count == 1 else say("{n} deals", n=count)]
        lines += [amount(whole, self.currency)] if whole else []
        role = (side_by_side(_ROLE[relation]),)
        self.nodes.append(Node(id, shape, tuple(lines), row=_ROWS[relation], order=len(self.nodes), role=role))
        self.boxes.update({(relation, k): id for k in keys})

    def _of(self, tie: Tied) -> Fraction:
        return sum((size for currency, size in tie.amounts if currency == self.currency), Fraction(0))

    def _issued(self, makers: list[str]) -> dict[str, Fraction]:
        sums: dict[str, Fraction] = dict.fromkeys(makers, Fraction(0))
        for key, found in self.net.vehicles.items():
            issued = sum((s for c, s in found[0][1].issued if c == self.currency), Fraction(0))
            for maker in self.net.makers.get(key, ()):
                sums[maker] = sums.get(maker, Fraction(0)) + issued
        return sums

    def lines(self, relation: str, look: str, upper: str, lower: str) -> None:
        """Draw the largest lines between two rows; a vehicle stands for whoever first gave its assets."""
        sums: dict[tuple[str, str], tuple[Fraction, set[int]]] = {}
        for tie in self.net.of(relation):
            for target in self.net.makers.get(tie.target) or (tie.target,):
                ends = self.boxes.get((upper, tie.source)), self.boxes.get((lower, target))
                if ends[0] and ends[1] and tie.source != target:
                    before = sums.get((ends[0], ends[1]), (Fraction(0), set[int]()))
                    sums[ends[0], ends[1]] = (before[0] + self._of(tie), before[1] | tie.deals)
        order = sorted(sums, key=lambda k: (-sums[k][0], -len(sums[k][1]), k))
        for source, target in order[:LINES]:
            size, numbers = sums[source, target]
            words = (
                amount(size, self.currency) if size else say("{n} deals", n=len(numbers)) if len(numbers) > 1 else say("1 deal")
            )
            self.edges.append(Edge(f"{source}.{target}", source, target, look, (words,)))
        if len(order) > LINES:
            whole = sum((sums[k][0] for k in order), Fraction(0))
            left = sum((sums[k][0] for k in order[LINES:]), Fraction(0))
            told = part(left / whole) if whole else say("not told")
            self.notes.append(
                say(
                    "{n} smaller lines are left out; they come to {part} of what these rows hold.",
                    n=len(order) - LINES,
                    part=told,
                )
            )

    def leave_out(self, relation: str) -> None:
        """Take the boxes of a row out from which no line goes: what they lend goes to vehicles, or to nobody shown."""
        tied = {end for edge in self.edges for end in (edge.source, edge.target)}
        alone = [n for n in self.nodes if n.row == _ROWS[relation] and n.id not in tied]
        self.nodes = [n for n in self.nodes if n not in alone]
        many = sum(box in {n.id for n in alone} for (row, _), box in self.boxes.items() if row == relation)
        if many:
            self.notes.append(say("{n} lenders to others than the originators shown are left out.", n=many))

    def work(self) -> None:
        """Set beside the rows who works for most deals, by function."""
        counts: dict[tuple[str, str], set[int]] = {}
        for tie in (*self.net.of("serves"), *self.net.of("manages"), *self.net.of("supports")):
            what = tie.word if tie.relation == "serves" else tie.relation
            if self.net.is_firm(tie.source):
                counts.setdefault((tie.source, what), set()).update(tie.deals)
        order = sorted(counts, key=lambda k: (-len(counts[k]), k))
        if order:
            told = [
                say("{name}: {what}, {n} deals", name=self.net.name(key), what=capacity(what), n=len(counts[key, what]))
                for key, what in order[:WORK]
            ]
            more = [say("and {count} more", count=len(order) - WORK)] if len(order) > WORK else []
            self.nodes.append(
                Node("work", "class", (side_by_side(Phrase("Behind most deals", context="chart")), *told, *more), side=True)
            )
