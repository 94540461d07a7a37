"""The chart of the four legal relationships: trust, investment, guarantee and agency, with transfers and security beside them."""

from collections.abc import Iterable
from decimal import Decimal

from legalmodel.base.speech import name_of, percent
from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Money, Span
from legalmodel.graph.graph import Graph
from legalmodel.judgment.finding import Judgment
from legalmodel.model.types import WORDS
from legalmodel.output.chart import Chart, Edge, Group, Node
from legalmodel.output.marks import Marks, marks_of
from legalmodel.output.words import millions, plain

_MINOR = ("legal_counsel", "audit", "appraisal", "rating", "registration", "paying", "calculation", "administration")
_SHAPES = {"natural_person": "individual", "partnership": "partnership"}
_AGENTS_MOST = 5
"""More agents than this, and the minor ones are folded into one box."""


def view(graph: Graph, judgment: Judgment | None = None) -> Chart:
    """Return the chart of legal relationships, with the findings marked on what they rest on."""
    return _Drawing(graph, marks_of(judgment) if judgment else Marks({}, {})).chart()


class _Drawing:
    """Gathers boxes and lines for one deal."""

    def __init__(self, graph: Graph, marks: Marks) -> None:
        self.graph, self.marks = graph, marks
        self.nodes: dict[str, Node] = {}
        self.edges: list[Edge] = []
        self.groups: dict[str, Group] = {}
        self.notes: list[str] = []

    def chart(self) -> Chart:
        self._estates()
        self._securities()
        self._hops()
        self._holdings()
        self._supports()
        self._agencies()
        self._charges()
        self._loans()
        self._stakes()
        deal = self.graph.deal
        zh = getattr(deal.fields.get("name"), "zh", "")
        title = (name_of(deal), zh) if zh else (name_of(deal),)
        return Chart(title, tuple(self.nodes.values()), tuple(self.edges), tuple(self.groups.values()), (), tuple(self.notes))

    # boxes

    def _box(self, thing: Thing, row: int | None = None, side: bool = False) -> str:
        id = ".".join(thing.path)
        if id in self.nodes:
            if row is not None and (node := self.nodes[id]).row is None:
                self.nodes[id] = node._replace(row=row, side=False)
            return id
        state, marks = self.marks.of(thing.path)
        self.nodes[id] = Node(id, _shape(thing), tuple(_lines(thing)), self._group(thing), state, marks, row, side)
        return id

    def _group(self, thing: Thing) -> str:
        return thing.id if thing.sort == "estate" and thing.id in self.groups else ""

    def _line(self, thing: Thing, source: str, target: str, relation: str, lines: Iterable[str]) -> None:
        state, marks = self.marks.of(thing.path)
        self.edges.append(Edge(".".join(thing.path), source, target, relation, tuple(x for x in lines if x), state, marks))

    # what the deal is about

    def _estates(self) -> None:
        for estate in self.graph.section("estates"):
            self.groups[estate.id] = Group(estate.id, ("Ring-fence", "破产隔离边界"))
            self._box(estate, row=1)

    def _securities(self) -> None:
        for security in self.graph.section("securities"):
            target = self._box(security, row=2)
            if isinstance(issuer := security.fields.get("issuer"), Thing):
                self.edges.append(Edge(f"{target}.issuer", self._box(issuer, row=1), target, "issue"))

    def _hops(self) -> None:
        for hop in (*self.graph.section("trusts"), *self.graph.section("transfers")):
            giver, taker = hop.fields.get("transferor"), hop.fields.get("transferee")
            if isinstance(giver, Thing) and isinstance(taker, Thing):
                relation = "trust" if hop.sort == "trust" else "transfer"
                self._line(
                    hop, self._box(giver, row=0 if hop.sort == "trust" else None), self._box(taker), relation, _hop_lines(hop)
                )
                self._pools(hop, taker)

    def _pools(self, hop: Thing, taker: Thing) -> None:
        last = not any(h.fields.get("transferor") is taker for h in self.graph.section("transfers"))
        for pool in hop.fields.get("assets") or ():
            if last and isinstance(pool, Thing) and pool.sort == "pool":
                id = self._box(pool)
                self.nodes[id] = self.nodes[id]._replace(group=self._group(taker), row=1)
                self.edges.append(Edge(f"{id}.estate", self._box(taker), id, "property"))

    # the four relationships

    def _holdings(self) -> None:
        for holding in self.graph.section("investments"):
            holder, security = holding.fields.get("holder"), holding.fields.get("of")
            if isinstance(holder, Thing) and isinstance(security, Thing):
                part = holding.fields.get("share")
                words = (
                    percent(part) if isinstance(part, Decimal) else millions(holding.fields.get("amount")) or "share not known"
                )
                self._line(holding, self._box(holder, row=None), self._box(security), "holding", [f"holds {words}"])

    def _supports(self) -> None:
        by_pair: dict[tuple[Thing, Thing], list[Thing]] = {}
        for support in self.graph.section("guarantees"):
            giver, to = support.fields.get("by"), support.fields.get("to")
            of = [t for t in support.fields.get("of") or () if isinstance(t, Thing)]
            target = of[0] if len(of) == 1 else to
            if isinstance(giver, Thing) and isinstance(target, Thing):
                by_pair.setdefault((giver, target), []).append(support)
            elif isinstance(target, Thing):
                self.notes.append(f"{plain(support.fields.get('kind', 'support')).capitalize()}: who bears it is not stated")

        for (giver, target), supports in by_pair.items():
            lines = [", ".join(_support_lines(s)) for s in supports] if len(supports) > 1 else _support_lines(supports[0])
            self._line(self._worst(supports), self._box(giver), self._box(target), "support", lines)

    def _worst(self, relations: list[Thing]) -> Thing:
        """Return the one of several relations on one line whose findings are gravest."""
        return min(relations, key=lambda r: self.marks.rank(r.path))

    def _agencies(self) -> None:
        by_pair: dict[tuple[Thing, Thing], list[Thing]] = {}
        for agency in self.graph.section("agencies"):
            agent, principal = agency.fields.get("agent"), agency.fields.get("principal")
            if isinstance(agent, Thing) and isinstance(principal, Thing):
                by_pair.setdefault((agent, principal), []).append(agency)
        folded = self._folded(by_pair)
        for (agent, principal), agencies in by_pair.items():
            if (agent, principal) not in folded:
                self._agent(agent, principal, agencies)
        self._fold(folded)

    def _agent(self, agent: Thing, principal: Thing, agencies: list[Thing]) -> None:
        words = [plain(a.fields.get("function", "work not stated")) for a in agencies]
        source, target = self._box(agent, side=True), self._box(principal)
        self._line(self._worst(agencies), source, target, "agency", words)

    def _folded(self, by_pair: dict[tuple[Thing, Thing], list[Thing]]) -> dict[tuple[Thing, Thing], list[Thing]]:
        if len(by_pair) <= _AGENTS_MOST:
            return {}
        return {
            pair: found
            for pair, found in by_pair.items()
            if all(_minor(a) for a in found)
            and ".".join(pair[0].path) not in self.nodes
            and not any(self.marks.of(a.path)[0] for a in found)
        }

    def _fold(self, folded: dict[tuple[Thing, Thing], list[Thing]]) -> None:
        by_principal: dict[Thing, list[str]] = {}
        for (agent, principal), found in folded.items():
            work = ", ".join(plain(a.fields.get("function")) for a in found)
            by_principal.setdefault(principal, []).append(f"{name_of(agent)} ({work})")
        for principal, lines in by_principal.items():
            id = f"{'.'.join(principal.path)}.minor"
            self.nodes[id] = Node(id, "class", ("Other service providers", "其他服务机构", *lines), side=True)
            self.edges.append(Edge(f"{id}.agency", id, self._box(principal), "agency", ("act for the trust",)))

    # beside them

    def _charges(self) -> None:
        for charge in self.graph.section("charges"):
            giver, taker = charge.fields.get("by"), charge.fields.get("to")
            if isinstance(giver, Thing) and isinstance(taker, Thing):
                self._line(charge, self._box(giver), self._box(taker), "charge", [plain(charge.fields.get("kind", "security"))])

    def _loans(self) -> None:
        for loan in self.graph.section("loans"):
            lender, borrower = loan.fields.get("lender"), loan.fields.get("borrower")
            if isinstance(lender, Thing) and isinstance(borrower, Thing):
                kind = loan.fields.get("kind")
                lines = [kind if isinstance(kind, str) else "loan", millions(loan.fields.get("amount"))]
                self._line(loan, self._box(lender), self._box(borrower), "loan", lines)

    def _stakes(self) -> None:
        for stake in self.graph.section("ownership"):
            owner, of = stake.fields.get("owner"), stake.fields.get("of")
            if isinstance(owner, Thing) and isinstance(of, Thing):
                part = stake.fields.get("shares")
                words = percent(part) if isinstance(part, Decimal) else "share not known"
                self._line(stake, self._box(owner), self._box(of), "ownership", [words])


def _shape(thing: Thing) -> str:
    if thing.sort != "party":
        return {"estate": "trust", "pool": "pool", "security": "security"}.get(thing.sort, "company")
    form = thing.fields.get("form")
    if thing.plural:
        return "class"
    if not thing.certain:
        return "unnamed"
    if form in ("government", "government_agency", "state", "court", "central_depository"):
        return "government" if form != "central_depository" else "company"
    return _SHAPES.get(str(form), "company")


def _lines(thing: Thing) -> Iterable[str]:
    name = thing.fields.get("name")
    if isinstance(name, str):
        yield str(name)
        if zh := getattr(name, "zh", ""):
            yield zh
    elif thing.certain or thing.plural:
        yield name_of(thing)
    else:
        yield f"{plain(thing.id).capitalize()} (not named)"
    yield from _small_print(thing)


def _small_print(thing: Thing) -> Iterable[str]:
    fields = thing.fields
    if thing.sort == "estate":
        holder = fields.get("held_by")
        if isinstance(holder, Thing):
            zh = getattr(holder.fields.get("name"), "zh", "")
            yield f"{plain(fields.get('capacity', 'holder'))}: {name_of(holder)} {zh}".strip()
    elif thing.sort == "pool":
        yield plain(fields.get("kind", "assets"))
        if isinstance(claims := fields.get("claims"), Money):
            yield f"claims {millions(claims)}"
    elif thing.sort == "security":
        yield ", ".join(_class_facts(thing))


def _class_facts(security: Thing) -> Iterable[str]:
    fields = security.fields
    if amount := millions(fields.get("amount")):
        yield amount
    ratings = fields.get("ratings")
    grades = [str(r.fields.get("grade", "?")) for r in ratings or ()]
    yield "/".join(grades) if grades else "unrated" if ratings is not None and not ratings.open else "rating not known"
    coupon = fields.get("coupon")
    if isinstance(coupon, Decimal):
        yield f"{(coupon * 100).normalize():f}%"
    elif coupon is NONE:
        yield "no coupon"


def _hop_lines(hop: Thing) -> Iterable[str]:
    act = "entrusts" if hop.sort == "trust" else plain(hop.fields.get("act", "transfer"))
    assets = [name_of(a) for a in hop.fields.get("assets") or () if isinstance(a, Thing)]
    yield f"{act} {', '.join(assets)}" if assets else act
    dates = hop.fields.get("dates")
    day = dates.fields.get("effective") if isinstance(dates, Thing) else None
    if isinstance(day, Span):
        yield f"{day}"
    if price := millions(hop.fields.get("price")):
        yield f"price {price}"


def _support_lines(support: Thing) -> Iterable[str]:
    yield plain(support.fields.get("kind", "support"))
    cap, part = support.fields.get("cap"), support.fields.get("cap_share")
    if isinstance(cap, Money):
        yield f"up to {millions(cap)}"
    elif isinstance(part, Decimal):
        yield percent(part)
    elif cap is NONE:
        yield "no cap"
    else:
        yield "cap not known"


def _minor(agency: Thing) -> bool:
    word = agency.fields.get("function")
    while isinstance(word, str) and word:
        if word in _MINOR:
            return True
        word = WORDS["function"].get(word, "")
    return False
