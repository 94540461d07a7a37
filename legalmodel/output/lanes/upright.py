"""Fifth phase: how high every box is and where it stands in its column, and where on its sides the lines end; y from any start, downwards."""

from legalmodel.output.boxes import node_box
from legalmodel.output.chart import Chart
from legalmodel.output.lanes.paths import BOTTOM, TOP, Wire
from legalmodel.output.lanes.plan import LanePlan, issuers
from legalmodel.output.lanes.ports import Port, words_of
from legalmodel.output.lanes.spread import Berth, spread

GAP, CLOSE, APART, EDGE, POOL = 18, 8, 30, 1, 18
"""Between boxes of a column; in one with many; more between those of two frames or issuers; from a corner to a port; between a vehicle and its pools."""
MANY = 4
"""Boxes of a column from which on they stand close."""
FRAME = 12
"""From a frame to what it holds."""
ACROSS = 3
"""Pools that stand side by side over their vehicle, one less if they are narrow; of more, half stand under it."""


def even(length: float) -> int:
    """Return a length as an even number of points, so that its middle is a whole one."""
    return -2 * int(-length // 2)


class Uprights:
    """The heights of a chart: ``y`` is the middle of each box of a column, ``at`` where each port lies on a left or right side."""

    def __init__(self, chart: Chart, plan: LanePlan, found: list[Wire], sides: dict[tuple[str, str], list[Port]]) -> None:
        self.chart, self.plan, self.wires, self.sides = chart, plan, found, sides
        self.nodes = {n.id: n for n in chart.nodes}
        self.high = {n.id: self._height(n.id) for n in chart.nodes}
        self.y: dict[str, int] = {}
        self.at: dict[tuple[int, str], int] = {}
        self.issuer = issuers(chart)
        self._columns()
        self._ports()

    def _height(self, id: str) -> int:
        need = [sum(p.before + p.after for p in self.sides.get((id, side), ())) + 2 * EDGE for side in "lr"]
        return even(max(node_box(self.nodes[id]).height, *need))

    def row(self, vehicle: str, below: bool) -> tuple[str, ...]:
        """Return the pools over a vehicle, or under it."""
        pools = self.plan.pools.get(vehicle, ())
        across = ACROSS - any(self.nodes[p].narrow > 0 for p in pools)
        upper = len(pools) if len(pools) <= across else (len(pools) + 1) // 2
        return pools[upper:] if below else pools[:upper]

    def reach(self, id: str) -> tuple[int, int]:
        """Return how far a box reaches up and down from its middle, with the pools in its block."""
        half = self.high[id] // 2
        rows = (self.row(id, below=False), self.row(id, below=True))
        up, down = (max((self.high[p] + POOL for p in row), default=0) for row in rows)
        return half + up, half + down

    # columns

    def _columns(self) -> None:
        kinds = self.plan.kinds
        for i, kind in enumerate(kinds):
            if kind == "class":
                self._set(i, {})
                self._pack(self.plan.columns[i])
        order = [i for k in ("core", "class", "left", "right", "core") for i, kind in enumerate(kinds) if kind == k]
        for i in order:
            self._pack(self.plan.columns[i])
            self._set(i, {id: w for id in self.plan.columns[i] if (w := self._wish(id, kinds[i])) is not None})
            self._pack(self.plan.columns[i])

    def _set(self, column: int, wishes: dict[str, int]) -> None:
        line = self.plan.columns[column]
        reach = [self.reach(id) for id in line]
        room = [self._between(line[i - 1], id) if i else 0 for i, id in enumerate(line)]
        wish = [wishes.get(id) for id in line]
        step = [reach[i - 1][1] + room[i] + reach[i][0] if i else 0 for i in range(len(line))]
        for i in range(
            1, len(line)
        ):  # what has no wish follows what stands before it, or else goes before what stands after it
            if (last := wish[i - 1]) is not None and wish[i] is None:
                wish[i] = last + step[i]
        for i in range(len(line) - 1, 0, -1):
            if (then := wish[i]) is not None and wish[i - 1] is None:
                wish[i - 1] = then - step[i]
        things = [Berth(w or 0, r[0] + a, r[1]) for w, r, a in zip(wish, reach, room, strict=True)]
        self.y |= dict(zip(line, spread(things), strict=True))

    def _between(self, upper: str, lower: str) -> int:
        """Return the room between two neighbours of a column."""
        one, other = self.nodes[upper], self.nodes[lower]
        gap = CLOSE if len(self.plan.columns[self.plan.where[upper]]) >= MANY else GAP
        if one.group != other.group:
            gap = APART + FRAME * (bool(one.group) + bool(other.group))
        elif one.place == "class" and self.issuer.get(upper) != self.issuer.get(lower):
            gap = APART if gap == GAP else GAP
        words = [
            words_of(e)
            for w in self.wires
            if not w.way.channels and {w.hub, w.spoke(w.edges[0])} == {upper, lower}
            for e in w.edges
        ]
        return max(gap, sum(w.high + 4 for w in words if w) + 30) if words else gap

    def _wish(self, id: str, kind: str) -> int | None:
        """Return where the middle of a box would stand: in the middle of its classes, or so that its lines run straight."""
        if kind == "class":
            return self.y.get(self.issuer.get(id, ""))
        if kind == "core" and self.nodes[id].place != "right":
            mine = [self.y[c] for c, v in self.issuer.items() if v == id and c in self.y]
            return (min(mine) + max(mine)) // 2 if mine else None
        pairs = [
            (self.at[p.key], y) for side in "lr" for p in self.sides.get((id, side), ()) if (y := self._other(p)) is not None
        ]
        wishes = [y - at for at, y in pairs]
        return round(sum(wishes) / len(wishes)) + self.y.get(id, 0) if wishes else None

    def _pack(self, line: tuple[str, ...]) -> None:
        """Set the ports of boxes round the middle of their sides."""
        for id in line:
            self.y.setdefault(id, 0)
            for side in "lr":
                self._spread(id, side, dict.fromkeys((p.key for p in self.sides.get((id, side), ())), self.y[id]))

    def _spread(self, id: str, side: str, wishes: dict[tuple[int, str], int]) -> None:
        ends = self.sides.get((id, side), [])
        if not ends:
            return
        things = [Berth(wishes[p.key], p.before, p.after) for p in ends]
        half = self.high[id] // 2 - EDGE
        self.at |= dict(zip((p.key for p in ends), spread(things, 0, self.y[id] - half, self.y[id] + half), strict=True))

    def _other(self, port: Port) -> int | None:
        """Return how high the other end of a line lies, if one upright channel leads there."""
        wire = self.wires[port.wire]
        if len(wire.way.channels) != 1 or port.side not in "lr":
            return None
        ends = [(port.wire, "")] if port.edge else [(port.wire, e.id) for e in wire.edges]
        found = [self.at[e] for e in ends if e in self.at]
        return round(sum(found) / len(found)) if found else None

    # ports

    def _ports(self) -> None:
        """Move ports along their sides, in turn, until lines run as straight as they can."""
        inner = [id for i, k in enumerate(self.plan.kinds) if k in ("core", "class") for id in self.plan.columns[i]]
        outer = [id for i, k in enumerate(self.plan.kinds) if k not in ("core", "class") for id in self.plan.columns[i]]
        for group in (outer, inner, outer, inner, outer):
            for id in group:
                for side in "lr":
                    self._spread(id, side, {p.key: self._level(p) for p in self.sides.get((id, side), ())})

    def _level(self, port: Port) -> int:
        """Return how high a port would lie: as its other end, or near the channel that its line goes to."""
        wire = self.wires[port.wire]
        middle, y = self.y[port.box], self._other(port)
        if len(wire.edges) > 1:  # a trunk: straight where it can be, else at the middle of the side
            return y if port.edge and y is not None and abs(y - middle) < self.high[port.box] // 2 - EDGE else middle
        if y is not None:
            return y
        channels = wire.way.channels if port.edge is None else wire.way.channels[::-1]
        beyond = channels[1] if len(channels) > 1 else 0
        half = self.high[port.box] // 2
        return self.y[port.box] + {TOP: -half, BOTTOM: half}.get(beyond, 0)
