"""Sixth phase: the tracks of upright channels, columns and rows from left to right, the ports on upper and lower sides, and level tracks."""

from legalmodel.output.boxes import node_box
from legalmodel.output.chart import Chart
from legalmodel.output.lanes.paths import BOTTOM, TOP, Wire
from legalmodel.output.lanes.plan import ABOVE, BELOW, LanePlan
from legalmodel.output.lanes.ports import PITCH, Port, ports, words_of
from legalmodel.output.lanes.spread import Berth, spread
from legalmodel.output.lanes.tracks import FAR, Run, tracks
from legalmodel.output.lanes.upright import EDGE, FRAME, POOL, Uprights, even

TRACK, ROOM, ASIDE, BETWEEN, BESIDE = 10, 16, 22, 18, 24
"""From track to track; from a box to the first track, so that an arrow head has room; between columns without lines; between boxes of a row; from the
left edge of a box to a line down to its neighbour."""

_STEP = 40
"""The most that a box of a row is moved so that a line of its runs straight."""


class Across:
    """Everything from left to right; x counts from the left edge of the first channel."""

    def __init__(self, chart: Chart, plan: LanePlan, found: list[Wire]) -> None:
        self.chart, self.plan, self.wires = chart, plan, found
        self.sides = ports(chart, plan, found)
        self.up = Uprights(chart, plan, found, self.sides)
        self.by_key = {p.key: p for ends in self.sides.values() for p in ends}
        self.nodes = self.up.nodes
        self.x: dict[str, int] = {}
        self.wide: dict[str, int] = {}
        self.at = dict(self.up.at)
        """Port -> y on a left or right side, x on an upper or lower one."""
        self.track: dict[tuple[int, int], int] = {}
        """Wire and channel -> x of its run in an upright channel, y in a level one."""
        self._uprights()
        self._rows()
        self._faces()
        self._straighten()
        self.level(TOP)
        self.level(BOTTOM)

    # upright channels and columns

    def _uprights(self) -> None:
        count = len(self.plan.columns)
        turns = {i: tracks(self._runs(i)) for i in range(count + 1)}
        x = 0
        for i in range(count + 1):
            low, high = self._zones(i)
            used = max(turns[i].values(), default=-1) + 1
            outer = i in (0, count)
            if turns[i] or low or high or any(i in w.way.channels for w in self.wires):
                wide = low + high + TRACK * max(0, used - 1) + (ROOM if i else 0) + (ROOM if i < count else 0)
            else:
                # a channel without lines or words leaves only as much as keeps two columns apart
                wide = 0 if outer else ASIDE
            wide += self.framing(i - 1) + self.framing(i)
            left = x + (ROOM + self.framing(i - 1) if i else 0) + low
            self.track |= {(wire, i): left + TRACK * track for wire, track in turns[i].items()}
            x += even(wide)
            if i < count:
                x += self._column(i, x)

    def framing(self, column: int) -> int:
        """Return how far the frames of a column reach beyond its boxes."""
        line = self.plan.columns[column] if 0 <= column < len(self.plan.columns) else ()
        return FRAME if any(self.nodes[id].group for id in line) else 0

    def _runs(self, channel: int) -> dict[int, Run]:
        """Return the run of each wire in an upright channel."""
        return {i: self.run(i, channel) for i, w in enumerate(self.wires) if channel in w.way.channels}

    def run(self, number: int, channel: int) -> Run:
        """Return the run of a wire in an upright channel; where it goes on into a level one, it reaches far."""
        wire = self.wires[number]
        way = wire.way.channels
        low: list[int] = []
        high: list[int] = []
        further = [
            -FAR if other == TOP else FAR for k, other in enumerate(way) if other < 0 and abs(k - way.index(channel)) == 1
        ]
        ends = [self.by_key[number, ""]] if way[0] == channel and wire.way.leaves in "lr" else []
        ends += [self.by_key[number, e.id] for e in wire.edges] if way[-1] == channel and wire.way.enters in "lr" else []
        for port in ends:
            (low if port.side == "r" else high).append(self.at[port.key])
        return Run(tuple(low), tuple(high), tuple(further))

    def _zones(self, channel: int) -> tuple[int, int]:
        """Return the room for words on the left and on the right of an upright channel."""
        count = len(self.plan.columns)
        low = [p for id in (self.plan.columns[channel - 1] if channel else ()) for p in self.sides.get((id, "r"), ())]
        high = [p for id in (self.plan.columns[channel] if channel < count else ()) for p in self.sides.get((id, "l"), ())]
        both = [max((p.words.wide + 8 for p in ends if p.words), default=0) for ends in (low, high)]
        return both[0], both[1]

    def _column(self, column: int, left: int) -> int:
        """Set the boxes of a column, all as wide as the widest; return how wide it is."""
        line = self.plan.columns[column]
        wide = max(self._width(id) for id in line)
        for id in line:
            self.wide[id], self.x[id] = wide, left + wide // 2
            for below in (False, True):
                self._pools(id, below, left)
        return wide

    def _width(self, id: str) -> int:
        """Return how wide a box must be: for its words, its pools, and the lines that end on its upper and lower side."""
        need = [even(node_box(self.nodes[id]).width)]
        for side, below in (("t", False), ("b", True)):
            ends = self.sides.get((id, side), [])
            lines = sum(p.before + p.after for p in ends) + 2 * EDGE if ends else 0
            pools = self.up.row(id, below)
            # lines that end beside pools need room beside them, and not over them
            need.append(lines + sum(even(node_box(self.nodes[p]).width) for p in pools) + 12 * max(0, len(pools) - (not ends)))
        ends = [p for p in self.sides.get((id, "b"), ()) if self.neighbours(p)]
        words = max((words.wide for p in ends for e in self.wires[p.wire].edges if (words := words_of(e))), default=0)
        return even(max(*need, BESIDE + 2 * PITCH * len(ends) + words + 12 if words else 0))

    def neighbours(self, port: Port) -> bool:
        """Tell whether the wire of a port joins two neighbours, without any channel."""
        return not self.wires[port.wire].way.channels

    def _pools(self, vehicle: str, below: bool, left: int) -> None:
        """Set pools side by side over a vehicle, or under it; where lines end on that side too, these have the right of it."""
        row = self.up.row(vehicle, below)
        ends = self.sides.get((vehicle, "b" if below else "t"), [])
        widths = [even(node_box(self.nodes[p]).width) for p in row]
        used = sum(widths) + 12 * max(0, len(row) - 1)
        spare = self.wide[vehicle] - used
        x = left if ends else left + even(spare / 2)
        for pool, wide in zip(row, widths, strict=True):
            self.wide[pool], self.x[pool] = wide, x + wide // 2
            x += wide + 12
            shift = self.up.high[vehicle] // 2 + POOL + self.up.high[pool] // 2
            self.up.y[pool] = self.up.y[vehicle] + (shift if below else -shift)

    # rows

    def _rows(self) -> None:
        for row in (ABOVE, BELOW):
            line = self.plan.line(row)
            self.wide |= {id: self._row_width(id) for id in line}
            self._set_row(row, {id: self._over(id) for id in line})

    def _set_row(self, row: int, wishes: dict[str, int], between: int = BETWEEN) -> None:
        line = self.plan.line(row)
        things = [Berth(wishes[id], self.wide[id] // 2, self.wide[id] // 2) for id in line]
        gap = max([between, *(self._words_between(id) for id in line)])
        self.x |= dict(zip(line, spread(things, gap, *self._bounds(row)), strict=True))

    def _straighten(self) -> None:
        """Move boxes of a row by a little where a line of theirs would else make a small step."""
        for row in (ABOVE, BELOW):
            self._set_row(row, {id: self.x[id] + self._step(id) for id in self.plan.line(row)}, BETWEEN // 2)
        self._faces()

    def _step(self, id: str) -> int:
        """Return the least small step that a line of a box makes; none if one of its lines runs straight."""
        steps = []
        for port in (p for side in "tb" for p in self.sides.get((id, side), ())):
            others = self._others(port)
            if len(others) == 1 and not self.neighbours(port):
                known = others[0] in self.at and self.by_key[others[0]].side in "tb"
                steps.append((self.at[others[0]] if known else self._far(port, others[0])) - self.at[port.key])
        least = min(steps, key=abs, default=0)
        return least if abs(least) <= _STEP else 0

    def _bounds(self, row: int) -> tuple[int | None, int | None]:
        """Return from where to where a row may reach that stands aside."""
        kind = {"left": "class", "right": "core"}.get(self.plan.aside) if row == ABOVE else None
        if kind is None:
            return None, None
        column = self.plan.kinds.index(kind)
        id = self.plan.columns[column][0]
        half = self.wide[id] // 2 + self.framing(column) + ROOM + BETWEEN
        return (self.x[id] + half, None) if kind == "core" else (None, self.x[id] - half)

    def _row_width(self, id: str) -> int:
        ends = [sum(p.before + p.after for p in self.sides.get((id, side), ())) + 2 * EDGE for side in "tb"]
        return even(max(node_box(self.nodes[id]).width, *ends))

    def _words_between(self, id: str) -> int:
        wide = [p.words.wide for side in "lr" for p in self.sides.get((id, side), ()) if p.words and self.neighbours(p)]
        return max(wide) + 2 * ROOM if wide else ROOM + 12 if any(self.sides.get((id, s)) for s in "lr") else 0

    def _over(self, id: str) -> int:
        """Return where a box of a row would stand: over what it leads to."""
        found = []
        for side in "tb":
            for port in self.sides.get((id, side), ()):
                found += [self._far(port, key) for key in self._others(port) if self.by_key[key].box in self.x]
        middle = (min(self.x[i] for i in self.x) + max(self.x[i] for i in self.x)) // 2 if self.x else 0
        # who leads to nothing that has a place stands in the middle, and is pushed aside by those who do
        return round(sum(found) / len(found)) if found else middle

    def _others(self, port: Port) -> list[tuple[int, str]]:
        wire = self.wires[port.wire]
        return [(port.wire, "")] if port.edge else [(port.wire, e.id) for e in wire.edges]

    def _far(self, port: Port, other: tuple[int, str]) -> int:
        """Return the x at which a line from a level side leaves its level channel on the other side."""
        wire, end = self.wires[port.wire], self.by_key[other]
        upright = [c for c in wire.way.channels if c >= 0]
        if upright:
            return self.track.get((port.wire, upright[0]), self.x.get(end.box, 0))
        return self._face(end.box, end.side)

    def _face(self, id: str, side: str) -> int:
        """Return the middle of where lines may end on an upper or lower side."""
        low, high = self._span(id, side)
        return (low + high) // 2

    def _span(self, id: str, side: str) -> tuple[int, int]:
        """Return from where to where lines may end on an upper or lower side; pools there leave only what is right of them."""
        half = self.wide[id] // 2
        pools = self.up.row(id, side == "b") if id in self.plan.pools else ()
        left = max((self.x[p] + self.wide[p] // 2 + 2 for p in pools), default=self.x[id] - half)
        return left + EDGE, self.x[id] + half - EDGE

    def _faces(self) -> None:
        """Set the ports on upper and lower sides: those of the rows over what they lead to, then the others straight under them."""
        rows = [*self.plan.above, *self.plan.below]
        rest = [id for line in self.plan.columns for id in line]
        # rows stand over what they lead to, whose ports stand under the rows: set twice, the rows meet the others where these
        # came to stand
        for ids in (rows, rest, rows):
            for id in ids:
                for side in "tb":
                    self._spread(id, side)
        for id in rows:
            for side in "lr":
                self.at |= dict.fromkeys((p.key for p in self.sides.get((id, side), ())), 0)

    def _spread(self, id: str, side: str) -> None:
        ends = self.sides.get((id, side), [])
        if not ends:
            return
        wish = {p.key: self._wish(p) for p in ends}
        ends.sort(key=lambda p: (wish[p.key], p.order))
        low, high = self._span(id, side)
        things = [Berth(wish[p.key], p.before, p.after) for p in ends]
        self.at |= dict(zip((p.key for p in ends), spread(things, 0, low, high), strict=True))

    def _wish(self, port: Port) -> int:
        others = self._others(port)
        if self.neighbours(port):
            return self.x[port.box] - self.wide[port.box] // 2 + BESIDE
        if port.edge is None and len(others) > 1:
            return self._face(port.box, port.side)
        known = [self.at[o] if o in self.at and self.by_key[o].side in "tb" else self._far(port, o) for o in others]
        return round(sum(known) / len(known))

    # level channels

    def level(self, bus: int) -> None:
        """Give each line in a level channel its track; y counts from the upper edge of the channel."""
        runs = {i: self.across(i, bus) for i, w in enumerate(self.wires) if bus in w.way.channels}
        turns = tracks(runs)
        self.track |= {(wire, bus): track for wire, track in turns.items()}
        self.track |= {(wire, bus): 0 for wire in runs if wire not in turns}

    def across(self, number: int, bus: int) -> Run:
        """Return the run of a wire in a level channel."""
        wire = self.wires[number]
        way = wire.way.channels
        low: list[int] = []
        high: list[int] = []
        at = way.index(bus)
        for other in (*way[max(0, at - 1) : at], *way[at + 1 : at + 2]):
            (high if bus == TOP else low).append(self.track.get((number, other), self.straight(other)))
        ends = [self.by_key[number, ""]] if at == 0 and wire.way.leaves in "tb" else []
        ends += [self.by_key[number, e.id] for e in wire.edges] if at == len(way) - 1 and wire.way.enters in "tb" else []
        for port in ends:
            (low if port.side == "b" else high).append(self.at[port.key])
        return Run(tuple(low), tuple(high))

    def straight(self, channel: int) -> int:
        """Return the x of a channel that a line takes without a track of its own."""
        if not self.plan.columns:
            return min(x - self.wide[id] // 2 for id, x in self.x.items()) - ROOM
        return self.x[self.plan.columns[min(channel, len(self.plan.columns) - 1)][0]]
