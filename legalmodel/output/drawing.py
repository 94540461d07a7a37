"""Gathers boxes and lines of one deal for a view. A view says what it shows by the methods that it calls, in order."""

from collections.abc import Callable, Iterable
from datetime import date

from legalmodel.base.language import Phrase, in_each, say, side_by_side
from legalmodel.base.speech import listed, name_of, names_of
from legalmodel.base.things import Thing
from legalmodel.graph.graph import Graph
from legalmodel.graph.turns import Turns, folded, heads
from legalmodel.judgment.drawn import Judgment
from legalmodel.output import describe, looks
from legalmodel.output.capacities import capacity, holder_of
from legalmodel.output.chart import Chart, Edge, Group, Node
from legalmodel.output.describe import thing_in, things_in, together, value, word
from legalmodel.output.fold import fold_agents, fold_holders
from legalmodel.output.marks import Marks, marks_of
from legalmodel.output.stakes import stake_words
from legalmodel.output.turns import draw_turns
from legalmodel.output.unsaid import quiet
from legalmodel.report.words import millions


class Drawing:
    """The chart of one view in the making."""

    def __init__(self, graph: Graph, judgment: Judgment | None, title: Phrase, form: str = "") -> None:
        self.graph, self.title, self.form = graph, title, form
        self.marks = marks_of(judgment) if judgment else Marks({}, {}, {})
        self.day: date | None = graph.cut.stands
        self.nodes: dict[str, Node] = {}
        self.edges: list[Edge] = []
        self.groups: dict[str, Group] = {}
        self.notes: list[str] = []
        self.depth = _depths(heads(h for s in ("trusts", "transfers") for h in graph.standing(s)))
        self.middle = max([1, *(d for actor, d in self.depth.items() if actor.sort == "estate")])
        """Row of the vehicles: all by whose hands the assets came stand above, classes and holders below."""

    def chart(self) -> Chart:
        """Return what was gathered, under the name of the deal and of the view."""
        deal = self.graph.deal
        title = (describe.both(deal), side_by_side(self.title))
        if not self.nodes:
            self.notes.append(say("The file says nothing that this view could show."))
        used = {n.group for n in self.nodes.values()}
        groups = tuple(g for g in self.groups.values() if g.id in used)
        if any(
            "*" in mark for marks in (*(n.marks for n in self.nodes.values()), *(e.marks for e in self.edges)) for mark in marks
        ):
            self.notes.append(say("* The number of the article was not read in the text itself."))
        notes = tuple(dict.fromkeys(self.notes))
        return Chart(title, tuple(self.nodes.values()), tuple(self.edges), groups, (), notes, self.form)

    # boxes and lines

    def box(self, thing: Thing, row: int | None = None, side: bool = False, order: int | None = None) -> str:
        """Put a thing on the chart, once; a row given later is taken over."""
        id = ".".join(thing.path)
        if id in self.nodes:
            if row is not None and self.nodes[id].row is None:
                self.nodes[id] = self.nodes[id]._replace(row=row, side=False)
            return id
        state, marks = self.marks.of(thing.path)
        lines = (*(x for x in describe.lines_of(thing) if x), *self._capacity(thing))
        group = thing.id if thing.sort == "estate" and thing.id in self.groups else ""
        self.nodes[id] = Node(
            id, describe.shape_of(thing), lines, group, state, marks, row, side, order, missing=self.marks.missing(thing.path)
        )
        return id

    def _capacity(self, thing: Thing) -> tuple[str, ...]:
        """Say of a holder of an estate that here it stands for itself."""
        holds = any(thing in together(thing_in(e, "held_by")) for e in self.graph.standing("estates"))
        return (side_by_side(Phrase("for its own account", context="chart")),) if holds else ()

    def line(self, thing: Thing, source: str, target: str, relation: str, lines: Iterable[str], part: str = "") -> None:
        """Draw a relation that a record declares; ``part`` tells several lines of one record apart."""
        state, marks = ("", ()) if part else self.marks.of(thing.path)  # of several lines of one record, one bears its findings
        id = ".".join((*thing.path, part) if part else thing.path)
        missing = () if part else self.marks.missing(thing.path)
        self.edges.append(Edge(id, source, target, relation, tuple(x for x in lines if x), state, marks, missing=missing))

    # what the deal is about

    def estates(self) -> None:
        """Draw each estate within its ring-fence."""
        for estate in self.graph.standing("estates"):
            self.groups[estate.id] = Group(estate.id, in_each(looks.GROUPS["ring_fence"]))
            self.box(estate, row=self.middle)

    def securities(self) -> None:
        """Draw the classes, the first to be paid on the left, and who issues them."""
        for order, security in enumerate(self.ranked()):
            target = self.box(security, row=self.middle + 1, order=order)
            if issuer := thing_in(security, "issuer"):
                self.edges.append(Edge(f"{target}.issuer", self.box(issuer, row=self.middle), target, "issue"))

    def ranked(self) -> list[Thing]:
        """Return the classes in the order of payment; those without a rank come last."""
        return sorted(self.graph.standing("securities"), key=lambda s: describe.number(s, "rank"))

    def hops(self, sections: tuple[str, ...] = ("trusts", "transfers")) -> None:
        """Draw each act by which assets pass, and the pools at who has them last."""
        hops = [h for s in ("trusts", "transfers") for h in self.graph.standing(s)]
        givers = [thing_in(h, "transferor") for h in hops]
        number = 1
        for each in folded(sorted((h for s in sections for h in self.graph.standing(s)), key=self._when)):
            hop = self.worst(list(each.purchases)) if isinstance(each, Turns) else each
            giver, taker = thing_in(hop, "transferor"), thing_in(hop, "transferee")
            if giver and taker:
                ends = self.box(giver, row=self.depth[giver]), self.box(taker, row=self.depth[taker])
                number = draw_turns(self, each, hop, ends, number) if isinstance(each, Turns) else self._hop(hop, *ends, number)
                self._originates(giver)
                if taker not in givers:
                    self._pools(hop, taker)

    def _when(self, hop: Thing) -> tuple[int, str]:
        """Return how many acts lie before one, and its day: nobody passes on what has not come; what has no day comes last."""
        giver = thing_in(hop, "transferor")
        return self.depth.get(giver, 0) if giver else 0, describe.day_of(hop) or describe.day_of(hop, "signed") or "9999"

    def _hop(self, hop: Thing, source: str, target: str, number: int) -> int:
        """Draw an act and its price as two arrows, numbered; return the number of the next."""
        self.line(hop, source, target, "trust" if hop.sort == "trust" else "transfer", describe.hop_lines(hop))
        self.edges[-1] = self.edges[-1]._replace(number=number)
        if price := millions(value(hop, "price")):
            id = ".".join((*hop.path, "price"))
            self.edges.append(Edge(id, target, source, "cash", (say("price {amount}", amount=price),), number=number + 1))
        return number + 1 + bool(price)

    def _originates(self, giver: Thing) -> None:
        """Say of who gives assets that it has made them, where the file does."""
        if any(giver in things_in(pool, "originated_by") for pool in self.graph.standing("pools")):
            id = ".".join(giver.path)
            self.nodes[id] = self.nodes[id]._replace(role=(side_by_side(Phrase("Originator", context="chart")),))

    def _pools(self, hop: Thing, taker: Thing) -> None:
        for pool in things_in(hop, "assets"):
            if pool.sort == "pool" and ".".join(pool.path) not in self.nodes:
                id = self.box(pool)
                group = taker.id if taker.sort == "estate" and taker.id in self.groups else ""
                self.nodes[id] = self.nodes[id]._replace(group=group, row=self.middle if group else None)
                self.edges.append(Edge(f"{id}.estate", self.box(taker), id, "property"))

    # the relationships

    def pairs(self, section: str, source: str, target: str) -> dict[tuple[Thing, Thing], list[Thing]]:
        """Gather the relations of a section by who they are between; one with a side that is not known is left out."""
        found: dict[tuple[Thing, Thing], list[Thing]] = {}
        for record in self.graph.standing(section):
            a, b = thing_in(record, source), thing_in(record, target)
            if a and b and not self._ended(b):
                found.setdefault((a, b), []).append(record)
        return found

    def _ended(self, thing: Thing) -> bool:
        """Tell whether a class stands no more on the day shown, so that nobody holds or supports it; a note says so."""
        if thing.sort != "security" or thing in self.graph.standing("securities"):
            return False
        self.notes.append(say("{name} stands no more on the day shown.", name=name_of(thing)))
        return True

    def unnamed(self, record: Thing, field: str, words: Phrase, withheld: Phrase, row: int | None = None) -> str:
        """Draw a side of a relation that the file does not name: a box of its own, since two unknown sides may be two persons.

        ``words`` say who is not named; ``withheld`` says it where the file tells that the name is withheld.
        """
        id = ".".join((*record.path, field))
        state = "unknown" if self.marks.states else ""
        shape = describe.nameless_shape(record, field)
        self.nodes[id] = Node(id, shape, in_each(withheld if shape == "withheld" else words), "", state, (), row)
        return id

    def holdings(self) -> None:
        """Draw who holds what of each class; small holders are folded where there are many."""
        pairs = self.pairs("investments", "holder", "of")
        for holder, security in fold_holders(self, pairs):
            for holding in pairs[holder, security]:
                source = self.box(holder, None if self.acts(holder) else self.middle + 2)
                self.line(holding, source, self.box(security), "holding", _holding_words(holding))
        for holding in self.graph.standing("investments"):
            if (of := thing_in(holding, "of")) and not thing_in(holding, "holder"):
                source = self.unnamed(holding, "holder", *HOLDER, self.middle + 2)
                self.line(holding, source, self.box(of), "holding", _holding_words(holding))

    def acts(self, thing: Thing) -> bool:
        """Tell whether a thing gives assets, so that it stands at the top."""
        return any(thing_in(h, "transferor") is thing for s in ("trusts", "transfers") for h in self.graph.standing(s))

    def agencies(self, fold: bool = True) -> None:
        """Draw who works for whom; minor work is folded into one box where there is much, if wanted."""
        pairs = self.pairs("agencies", "agent", "principal")
        for agent, principal in fold_agents(self, pairs) if fold else pairs:
            found = pairs[agent, principal]
            lines = [capacity(a) for a in found]
            self.line(self.worst(found), self.box(agent, side=True), self.box(principal), "agency", lines)

    def worst(self, relations: list[Thing]) -> Thing:
        """Return the one of several relations on one line whose findings are gravest."""
        return min(relations, key=lambda r: self.marks.rank(r.path))

    def supports(self, reserves: bool = True) -> None:
        """Draw who supports whom, in one line for each pair; a support whose giver is not known is noted.

        Without ``reserves`` those that lie on an account are left out.
        """
        by_pair: dict[tuple[Thing, Thing], list[Thing]] = {}
        for support in self.graph.standing("guarantees"):
            giver, to, of = thing_in(support, "by"), thing_in(support, "to"), things_in(support, "of")
            target = of[0] if len(of) == 1 else to
            if not reserves and thing_in(support, "account"):
                continue
            if target and self._ended(target):
                continue
            if giver and target:
                by_pair.setdefault((giver, target), []).append(support)
            elif target and quiet("said"):
                self.notes.append(
                    say("{support}: who bears it is not stated", support=word(support, "kind", say("support")).capitalize())
                )
        for (giver, target), found in by_pair.items():
            several = len(found) > 1
            kinds = listed(dict.fromkeys(word(s, "kind", say("support")) for s in found))
            lines = (
                [kinds, *(", ".join(x for x in describe.support_lines(s) if x) for s in found)]
                if several
                else describe.support_lines(found[0])
            )
            row = self.middle + 2 if giver.plural and target.sort == "security" else None
            self.line(self.worst(found), self.box(giver, row), self.box(target), "support", lines)

    def relations(self, section: str, source: str, target: str, relation: str, words: Callable[[Thing], Iterable[str]]) -> None:
        """Draw each relation of a section from one side to the other, in the words given for it."""
        for record in self.graph.standing(section):
            a, b = thing_in(record, source), thing_in(record, target)
            if a and b:
                self.line(record, self.box(a), self.box(b), relation, words(record))

    def charges(self) -> None:
        """Draw who gives security to whom."""
        self.relations("charges", "by", "to", "charge", lambda c: [word(c, "kind", say("security"))])

    def loans(self) -> None:
        """Draw who lends to whom."""
        self.relations(
            "loans", "lender", "borrower", "loan", lambda n: [word(n, "kind", say("loan")), millions(value(n, "amount"))]
        )

    def hedges(self) -> None:
        """Draw who takes on a risk for whom."""
        self.relations("hedges", "by", "to", "hedge", lambda h: [word(h, "kind", say("hedge")), word(h, "risk")])

    def stakes(self) -> None:
        """Draw who owns which part of whom."""
        self.relations("ownership", "owner", "of", "ownership", stake_words)
        for stake in self.graph.standing("ownership"):
            if (of := thing_in(stake, "of")) and not thing_in(stake, "owner"):
                self.line(stake, self.unnamed(stake, "owner", *OWNER), self.box(of), "ownership", stake_words(stake))

    def trustees(self) -> None:
        """Draw each holder of an estate apart, in that capacity: the trustee is not the company that acts as trustee."""
        for estate in self.graph.standing("estates"):
            holder, capacity = thing_in(estate, "held_by"), word(estate, "capacity", say("holder"))
            id = f"{'.'.join(estate.path)}.held_by"
            if holder:
                state, marks = self.marks.of(holder.path)
                self.nodes[id] = Node(id, describe.shape_of(holder), names_of(holder), "", state, marks, self.middle - 1)
            else:
                self.unnamed(estate, "held_by", *holder_of(estate), self.middle - 1)
            self.nodes[id] = self.nodes[id]._replace(role=(describe.capacity_words(estate),))
            at = self.box(estate)
            held = tuple(describe.holder_lines(estate))  # its holder has a box of its own here
            self.nodes[at] = self.nodes[at]._replace(lines=tuple(x for x in self.nodes[at].lines if x not in held))
            self.edges.append(Edge(id, id, at, "trusteeship", (say("holds as {capacity}", capacity=capacity),)))


HOLDER = Phrase("Holder not named", context="chart"), Phrase("Holder (name withheld)", context="chart")
OWNER = Phrase("Owner not named", context="chart"), Phrase("Owner (name withheld)", context="chart")


def _holding_words(holding: Thing) -> list[str]:
    """Return how much is held: a part, else an amount, else that it is not known."""
    return [describe.share_words(holding, "share") or describe.share_words(holding, "amount") or quiet(say("share not known"))]


def _depths(hops: list[Thing]) -> dict[Thing, int]:
    """Return how many hops lie above each giver and taker; hops in a circle are followed no further than there are hops."""
    depth: dict[Thing, int] = {}
    for _ in hops:
        for hop in hops:
            giver, taker = thing_in(hop, "transferor"), thing_in(hop, "transferee")
            if giver and taker:
                depth[taker] = max(depth.get(taker, 0), min(depth.setdefault(giver, 0) + 1, len(hops)))
    return depth
