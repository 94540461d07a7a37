"""Third phase: the way of each line as the channels it takes, and which lines run together as one trunk.

Between the columns lie upright channels, 0 left of the first; above and below the columns lie two level ones. A line leaves a box by
a side, takes channels in turn, and enters a box by a side: at most four bends.
"""

from typing import NamedTuple

from legalmodel.output.chart import Chart, Edge
from legalmodel.output.lanes.plan import ABOVE, LanePlan

TOP, BOTTOM = -1, -2
"""In place of the number of an upright channel: the level channels above and below the columns."""
_HUBS = {"issue": "source", "holding": "source", "support": "source", "agency": "target", "trusteeship": "target"}
"""Relations that run together as one trunk -> the end that they share."""


class Route(NamedTuple):
    """The side a line leaves by (l, r, t, b), the channels, the side it enters by."""

    leaves: str
    channels: tuple[int, ...]
    enters: str

    def back(self) -> "Route":
        """Return the same way from its end to its start."""
        return Route(self.enters, self.channels[::-1], self.leaves)


class Wire(NamedTuple):
    """Lines that run together: from one hub, by the same channels, to boxes; a line alone is a wire of one. ``way`` leads from the hub."""

    hub: str
    way: Route
    edges: tuple[Edge, ...]
    out: bool
    """Whether the hub is the source."""

    def spoke(self, edge: Edge) -> str:
        """Return the box at the other end of a line."""
        return edge.target if self.out else edge.source


def wires(chart: Chart, plan: LanePlan) -> list[Wire]:
    """Return all lines of a chart, gathered where they run together; those of a pool within a block are drawn with it."""
    inside = {p for ps in plan.pools.values() for p in ps}
    core = {n.id for n in chart.nodes if n.place == "core"}
    holders = {n.id for n in chart.nodes if n.place == "right"}
    found: dict[object, Wire] = {}
    for edge in chart.edges:
        if edge.source == edge.target or inside & {edge.source, edge.target}:
            continue
        hub = _hub(edge, core, holders)
        out = hub != "target"
        ends = (edge.source, edge.target) if out else (edge.target, edge.source)
        way = path(plan, *ends)
        # only where lines share a channel can they run together; between neighbours each is its own
        key: object = (edge.relation, ends[0], way) if hub and way.channels else edge.id
        old = found.get(key)
        found[key] = old._replace(edges=(*old.edges, edge)) if old else Wire(ends[0], way, (edge,), out)
    return list(found.values())


def _hub(edge: Edge, core: set[str], holders: set[str]) -> str:
    """Return the end that a relation shares with others of its trunk, empty for none: money runs together at who holds classes, and
    without words at the vehicle.
    """
    if edge.relation == "cash" and holders & {edge.source, edge.target}:
        return "source" if edge.source in holders else "target"
    if edge.relation == "cash" and not edge.lines:
        return "source" if edge.source in core else "target" if edge.target in core else ""
    return _HUBS.get(edge.relation, "")


def path(plan: LanePlan, a: str, b: str) -> Route:
    """Return the way from one box to another."""
    first, then = plan.where[a], plan.where[b]
    if first >= 0 and then >= 0:
        return _across(plan, a, b) if first <= then else _across(plan, b, a).back()
    if first >= 0:
        return path(plan, b, a).back()
    if then >= 0:
        return _drop(plan, first, b)
    if first == then:
        return _along(plan, first, a, b)
    side = 0 if plan.share(a) + plan.share(b) < 1 else len(plan.columns)
    return Route("b", (TOP, side, BOTTOM), "t") if first == ABOVE else Route("t", (BOTTOM, side, TOP), "b")


def _across(plan: LanePlan, a: str, b: str) -> Route:
    """Lead from one column to another on its right, or within one."""
    first, then = plan.where[a], plan.where[b]
    if first == then:
        step = plan.nth(b) - plan.nth(a)
        # a block with pools has them between its box and the neighbour: no straight line leads through
        if abs(step) == 1 and not ({a, b} & set(plan.pools)):
            return Route("b", (), "t") if step > 0 else Route("t", (), "b")
        left = plan.kinds[first] in ("left", "core")
        return Route("l", (first,), "l") if left else Route("r", (first + 1,), "r")
    if then == first + 1:
        return Route("r", (then,), "l")
    # over the columns between or under them, whichever is nearer to both ends
    bus = TOP if plan.share(a) + plan.share(b) <= 1 else BOTTOM
    return Route("r", (first + 1, bus, then), "l")


def _drop(plan: LanePlan, row: int, b: str) -> Route:
    """Lead from a row to a box of a column: straight in if nothing stands between, else by the channel beside it."""
    bus, leaves, enters = (TOP, "b", "t") if row == ABOVE else (BOTTOM, "t", "b")
    column = plan.where[b]
    line = plan.columns[column]
    round_it = row == ABOVE and plan.aside == "left" and plan.kinds[column] == "class"
    if line[0 if row == ABOVE else -1] == b and not round_it:
        return Route(leaves, (bus,), enters)
    right = plan.kinds[column] in ("core", "right")
    return Route(leaves, (bus, column + 1), "r") if right else Route(leaves, (bus, column), "l")


def _along(plan: LanePlan, row: int, a: str, b: str) -> Route:
    """Lead from one box of a row to another."""
    step = plan.nth(b) - plan.nth(a)
    if abs(step) == 1:
        return Route("r", (), "l") if step > 0 else Route("l", (), "r")
    return Route("b", (TOP,), "b") if row == ABOVE else Route("t", (BOTTOM,), "t")
