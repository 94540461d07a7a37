"""First phase: a box for each capacity. A party that sells, holds and guarantees stands three times, each time in the place of what it does.

The words of what somebody does move from the line into the box, so that lines of support and service need none.
"""

from typing import NamedTuple

from legalmodel.base.language import Phrase, say, side_by_side
from legalmodel.output.chart import Chart, Edge, Node
from legalmodel.output.lanes.fold import NARROW, fold

PLACES = ("left", "core", "pool", "class", "right", "above", "below")
"""Sellers; vehicles; their pools; classes; holders; who supports; who serves."""
_CAPACITY = {
    "trust": "left", "transfer": "left", "claim": "left", "holding": "right", "support": "above", "hedge": "above", "loan": "above",
    "agency": "below", "trusteeship": "below", "charge": "above",
}  # fmt: skip  # a table: one row a line
"""Relation -> the place of who it comes from."""
_TOWARDS = ("right", "above", "below")
"""Places that somebody has towards one vehicle or party: who does the same for two stands twice."""
_TAKES = {"charge": "below", "cash": "left", "loan": "left"}
"""Relation -> the place of who it goes to, if that has no place by anything else."""
_IN_BOX = ("support", "hedge", "loan", "agency", "trusteeship", "charge")
"""Relations whose words are said in the box of the capacity, not on the line."""
_ELSEWHERE = ("ownership", "control", "affiliation")
_HOME = ("core", "pool", "class", "left", "above", "below", "right")
"""Which capacity of a party keeps its id, and stands for it where a relation names no capacity; the first counts most."""
ROLES = {
    "trust": Phrase("Settlor", context="chart"),
    "transfer": Phrase("Seller", context="chart"),
    "holding": Phrase("Investor", context="chart"),
    "retained": Phrase("Retained interest", context="chart"),
    "issue": Phrase("Issuer", context="chart"),
}
_RANK = {"fail": 0, "unknown": 1, "judgement": 2, "": 3}


def recast(chart: Chart) -> Chart:
    """Return a chart in lanes with a box for each capacity; any other chart, or one recast before, as it is."""
    if chart.form != "lanes" or any(n.place for n in chart.nodes):
        return chart
    kept = tuple(e for e in chart.edges if e.relation not in _ELSEWHERE and e.source != e.target)
    # who owns whom has a view of its own: among the lanes such lines cross all others
    left_out = {e.relation for e in chart.edges if e.relation in _ELSEWHERE}
    work = _Work(chart, kept)
    edges = [work.edge(e) for e in kept]
    bare = {end for e in chart.edges for end in (e.source, e.target)} - {end for e in kept for end in (e.source, e.target)}
    nodes = [n for n in work.nodes() if n.id not in bare or n.place in ("core", "class")]
    notes = (*chart.notes, say("Ownership is shown in the view ownership.")) if left_out else chart.notes
    folded = fold(chart._replace(nodes=tuple(nodes), edges=tuple(edges), notes=notes))
    return as_narrow(folded, int(len(folded.nodes) > NARROW))


def as_narrow(chart: Chart, narrow: int, wide: tuple[str, ...] = ()) -> Chart:
    """Return a chart with boxes that are so narrow, those of some places a step less; a vehicle with several pools has their width in any case."""
    pools = [e.source for e in chart.edges if e.relation == "property"]
    roomy = {id for id in pools if pools.count(id) > 1}
    return chart._replace(
        nodes=tuple(n._replace(narrow=min(narrow, 0) if n.id in roomy else narrow - (n.place in wide)) for n in chart.nodes)
    )


class _Box(NamedTuple):
    """A box in one capacity: what it does, in the words of each relation, and how grave the findings on these are."""

    roles: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    state: str = ""
    marks: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class _Work:
    """The boxes of a chart being told apart by capacity."""

    def __init__(self, chart: Chart, edges: tuple[Edge, ...]) -> None:
        self.chart = chart
        self.known = {n.id: n for n in chart.nodes}
        self.fixed = _fixed(chart, edges)
        self.issuer = {e.target: e.source for e in edges if e.relation == "issue"}
        self.places: dict[str, list[str]] = {n.id: [] for n in chart.nodes}
        """Thing -> the places it stands in: with the vehicle or party that it holds of, supports or serves, for each of those is a capacity."""
        self.boxes: dict[tuple[str, str], _Box] = {}
        for edge in edges:
            # who does something has a capacity by it; to whom it is done comes after, and only where nothing else tells its
            # place
            self._claim(edge.source, self._capacity(edge))
        for edge in edges:
            if not self.places[edge.target] and edge.target not in self.fixed:
                self._claim(edge.target, _TAKES.get(edge.relation, ""))
        for node in chart.nodes:
            if not self.places[node.id]:
                self.places[node.id] = [self.fixed.get(node.id) or _default(node, edges)]
        for edge in edges:
            self._gather(edge)

    def _claim(self, id: str, place: str) -> None:
        if place and id not in self.fixed and place not in self.places[id]:
            self.places[id].append(place)

    def _capacity(self, edge: Edge) -> str:
        """Return the place of who a relation comes from, and towards whom."""
        place = _CAPACITY.get(edge.relation, "")
        return f"{place}/{self.issuer.get(edge.target, edge.target)}" if place in _TOWARDS else place

    def home(self, id: str) -> str:
        """Return the place that a thing has by itself."""
        # what stands in several places keeps its id in one, so that findings and positions saved before find it again
        return min(self.places[id], key=lambda place: _HOME.index(base(place)))

    def _place(self, id: str, wanted: str) -> str:
        return wanted if wanted in self.places[id] else self.home(id)

    def _ends(self, edge: Edge) -> tuple[str, str]:
        return self._place(edge.source, self._capacity(edge)), self._taker(edge)

    def _taker(self, edge: Edge) -> str:
        """Return where a relation ends: in who is supported as such, in who supports, never in its part as a holder if it has another."""
        return self._place(edge.target, _TAKES.get(edge.relation, ""))

    def _teller(self, edge: Edge) -> tuple[str, str] | None:
        """Return the box that says the words of a relation in its place: of who serves or supports; None if the line keeps them."""
        if edge.relation not in _IN_BOX:
            return None
        place, taker = self._ends(edge)
        ends = ((edge.source, place), (edge.target, taker))
        return next((end for end in ends if base(end[1]) in ("above", "below", "left")), None)

    def _gather(self, edge: Edge) -> None:
        """Note in the box of a capacity what it does there."""
        place, _ = self._ends(edge)
        # a trustee's role is told by the vehicle's own box, which would say it twice
        if (teller := self._teller(edge)) and not (edge.relation == "trusteeship" and self.known[teller[0]].role):
            box = self.boxes.get(teller, _Box())
            said, rest = _said(edge)
            self.boxes[teller] = _Box(
                (*box.roles, said),
                (*box.terms, *rest),
                min(box.state, edge.state, key=_RANK.__getitem__),
                (*box.marks, *edge.marks),
                (*box.missing, *edge.missing),
            )
        elif base(place) in ("left", "right", "core") and edge.relation in ROLES:
            self._does(edge, place)

    def _does(self, edge: Edge, place: str) -> None:
        """Note the role that a relation by itself gives to who it comes from."""
        box = self.boxes.get((edge.source, place), _Box())
        # a seller that holds of the classes is no investor: it keeps a part of what it sold
        retained = edge.relation == "holding" and "left" in self.places[edge.source]
        words = side_by_side(ROLES["retained" if retained else edge.relation])
        if place != "core" or edge.relation == "issue":
            self.boxes[edge.source, place] = box._replace(roles=(*box.roles, words))

    def nodes(self) -> list[Node]:
        """Return all boxes, a party's own first."""
        places = {id: sorted(found, key=lambda place: _HOME.index(base(place))) for id, found in self.places.items()}
        return [self._node(node, place) for node in self.chart.nodes for place in places[node.id]]

    def _node(self, node: Node, place: str) -> Node:
        box, first = self.boxes.get((node.id, place), _Box()), place == self.home(node.id)
        own = node.role if first else ()
        role = tuple(dict.fromkeys(r for r in (*own, *box.roles) if r))
        lines = (*node.lines, *(t for t in dict.fromkeys(box.terms) if t))
        state = min(node.state if first else "", box.state, key=_RANK.__getitem__)
        marks = tuple(dict.fromkeys((*(node.marks if first else ()), *box.marks)))
        # what is missing is told only where it is what decides the colour of the box
        missing = tuple(dict.fromkeys((*(node.missing if first else ()), *box.missing))) if state == "unknown" else ()
        return node._replace(
            id=self.id(node.id, place), role=role, lines=lines, state=state, marks=marks, place=base(place), missing=missing,
            group=node.group if place in ("core", "pool") else "",
        )  # fmt: skip  # short parts read together: one a line would take a screen

    def id(self, id: str, place: str) -> str:
        """Return the id of a box: that of the party, with the place unless it is where the party stands by itself."""
        return id if place == self.home(id) else f"{id}.as.{place}".replace("/", ".")

    def edge(self, edge: Edge) -> Edge:
        """Lead a relation between the boxes of the capacities; what the box says, it need not."""
        place, taker = self._ends(edge)
        bare = edge._replace(lines=(), state="", marks=(), missing=()) if self._teller(edge) else edge
        return bare._replace(source=self.id(edge.source, place), target=self.id(edge.target, taker))


def base(place: str) -> str:
    """Return a place without the one towards whom."""
    return place.partition("/")[0]


def _said(edge: Edge) -> tuple[str, tuple[str, ...]]:
    """Return the words of a relation as a role, and as terms."""
    if edge.relation == "agency":
        return _capital(say(", ", context="between").join(edge.lines)), ()
    first, *rest = edge.lines or ("",)
    return _capital(first.removeprefix(say("holds as {capacity}", capacity=""))), tuple(rest)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _fixed(chart: Chart, edges: tuple[Edge, ...]) -> dict[str, str]:
    """Return the place of all that has one by what it is: vehicles, pools, classes."""
    givers = {e.source for e in edges if e.relation in ("trust", "transfer")}
    found = {}
    for edge in edges:
        if edge.relation == "issue":
            found[edge.source] = "core"
        if edge.relation in ("trust", "transfer") and edge.target not in givers:
            found[edge.target] = "core"
    for node in chart.nodes:
        if node.shape in ("trust", "pool", "security"):
            found[node.id] = {"trust": "core", "pool": "pool", "security": "class"}[node.shape]
    return found


def _default(node: Node, edges: tuple[Edge, ...]) -> str:
    """Return a place for what has none by its relations: the first is that of who is named by relations alone."""
    if node.shape == "account":
        return "core"
    if all(e.relation == "agency" for e in edges if node.id in (e.source, e.target)):
        return "below"  # beside who works for it
    return "left" if any(node.id == e.target and e.relation in ("trust", "transfer", "cash") for e in edges) else "above"
