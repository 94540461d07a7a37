"""Fourth phase: where lines leave and enter a box: spread over its side, in the order of their partners, with room for what is written on them."""

from typing import NamedTuple

from legalmodel.output.boxes import label_box
from legalmodel.output.chart import Chart, Edge
from legalmodel.output.lanes.paths import BOTTOM, TOP, Route, Wire
from legalmodel.output.lanes.plan import LanePlan

PITCH = 6
"""Half of what one line without words takes of a side."""
_UNDER, _AIR = 4, 3
"""Room between a line and words that stand beside it; and round words that stand on it."""
_FIRST = ("trust", "transfer", "cash")
_KEEPS = ("class", "core", "pool", "left", "right", "above", "below")
"""At which end of a line its words stand: at the box whose place comes first here."""


class Words(NamedTuple):
    """The words of a line: how wide and high, and whether they stand over the line (-1), on it (0), or under it (1)."""

    wide: int
    high: int
    stand: int


class Port(NamedTuple):
    """A place on a side of a box where a wire ends: at its hub (``edge`` is None), or where one of its lines does."""

    wire: int
    edge: Edge | None
    box: str
    side: str
    before: int
    after: int
    order: tuple[float, int, int]
    words: Words | None

    @property
    def key(self) -> tuple[int, str]:
        """Return the name of the port: its wire, and the line if it is not the hub."""
        return self.wire, self.edge.id if self.edge else ""


def words_of(edge: Edge) -> Words | None:
    """Measure the words of a line; terms stand over it, what flows back under it, a share on it."""
    box = label_box(edge)
    if box is None:
        return None
    stand = (1 if edge.relation == "cash" else -1) if edge.relation in _FIRST or len(box.texts) > 1 else 0
    return Words(_even(box.width), _even(box.height), stand)


def _even(length: float) -> int:
    return -2 * int(-length // 2)


def ports(chart: Chart, plan: LanePlan, found: list[Wire]) -> dict[tuple[str, str], list[Port]]:
    """Return the ports of each side of each box, in their order down the side or along it."""
    place = {n.id: n.place for n in chart.nodes}
    order = {e.id: i for i, e in enumerate(chart.edges)}
    sides: dict[tuple[str, str], list[Port]] = {}
    for number, wire in enumerate(found):
        for port in _ends(number, wire, plan, place, order):
            sides.setdefault((port.box, port.side), []).append(port)
    return {side: sorted(ends, key=lambda p: p.order) for side, ends in sides.items()}


def _ends(number: int, wire: Wire, plan: LanePlan, place: dict[str, str], order: dict[str, int]) -> list[Port]:
    alone = wire.edges[0] if len(wire.edges) == 1 else None
    at_hub = alone is not None and _keeps(wire.hub, plan, place) < _keeps(wire.spoke(alone), plan, place)
    far = sum(plan.share(wire.spoke(e)) for e in wire.edges) / len(wire.edges)
    first = order[wire.edges[0].id]
    found = [_port(number, None, alone if at_hub else None, wire.hub, wire.way, far, wire.edges[0], first)]
    for edge in wire.edges:
        said = None if at_hub else edge
        found.append(_port(number, edge, said, wire.spoke(edge), wire.way.back(), plan.share(wire.hub), edge, order[edge.id]))
    return found


def _keeps(id: str, plan: LanePlan, place: dict[str, str]) -> tuple[int, int]:
    """Return how little a box draws the words of a line to itself: of two in like places, the one further right draws more."""
    return _KEEPS.index(place[id]), -plan.where[id]


def _port(number: int, edge: Edge | None, said: Edge | None, box: str, way: Route, far: float, of: Edge, order: int) -> Port:
    words = words_of(said) if said else None
    before, after = _reach(words if way.channels else None, way.leaves)
    beyond = way.channels[1] if len(way.channels) > 1 and way.leaves in "lr" else 0
    at = {TOP: -1.0, BOTTOM: 2.0}.get(beyond, far)
    rank = _FIRST.index(of.relation) if of.relation in _FIRST else len(_FIRST)
    return Port(number, edge, box, way.leaves, before, after, (at, rank, order), words)


def _reach(words: Words | None, side: str) -> tuple[int, int]:
    """Return how much of a side a line takes before and after its port."""
    if words is None:
        return PITCH, PITCH
    if side in "tb":
        half = max(PITCH, words.wide // 2 + _AIR)
        return half, half
    if words.stand < 0:
        return words.high + _UNDER, PITCH
    if words.stand > 0:
        return PITCH, words.high + _UNDER
    half = max(PITCH, words.high // 2 + _AIR)
    return half, half
