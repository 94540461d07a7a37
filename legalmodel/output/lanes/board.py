"""Last phase: everything put together as a layout, in whole points."""

from itertools import pairwise

from legalmodel.output.boxes import label_box
from legalmodel.output.chart import Chart, Edge
from legalmodel.output.geometry import Layout, Point, Spot
from legalmodel.output.lanes.across import BETWEEN, ROOM, TRACK, Across
from legalmodel.output.lanes.order import ordered
from legalmodel.output.lanes.paths import BOTTOM, TOP, Wire, wires
from legalmodel.output.lanes.plan import ABOVE, BELOW, LanePlan, planned
from legalmodel.output.lanes.ports import words_of
from legalmodel.output.lanes.tracks import FAR
from legalmodel.output.lanes.upright import FRAME, even


def lanes_layout(chart: Chart) -> Layout:
    """Lay a chart out whose boxes all have a place. The same chart gives the same layout, in whole points.

    The row above is tried over all columns, left of the classes, and right of the vehicle: where it has to clear less, the drawing is lower.
    """
    plan = ordered(chart, planned(chart))
    best = laid_out(chart, plan)
    cores = sum(kind == "core" for kind in plan.kinds)
    for aside in ("left", "right") if plan.above and cores == 1 and "class" in plan.kinds else ():
        other = laid_out(chart, plan._replace(aside=aside))
        if other.width <= best.width + _WIDER and other.height < best.height - _LOWER:
            best = other
    return best


_WIDER, _LOWER = 8, 8
"""How much wider a drawing may become for a row that stands aside, and how much lower it must become."""


def laid_out(chart: Chart, plan: LanePlan) -> Layout:
    """Return the layout of a chart by one plan."""
    return _Board(chart, plan, wires(chart, plan)).layout()


class _Board:
    """Everything in its place; y counts from the top of the columns."""

    def __init__(self, chart: Chart, plan: LanePlan, found: list[Wire]) -> None:
        self.chart, self.plan, self.wires = chart, plan, found
        self.flat = Across(chart, plan, found)
        self.x, self.wide, self.at, self.up = self.flat.x, self.flat.wide, self.flat.at, self.flat.up
        self.track, self.sides, self.by_key, self.nodes = self.flat.track, self.flat.sides, self.flat.by_key, self.flat.nodes

    def _depth(self, bus: int) -> int:
        """Return how high a level channel is."""
        used = [self.track[i, bus] for i, w in enumerate(self.wires) if bus in w.way.channels]
        if not used:
            return 0
        words = max(
            (
                p.words.high + 6
                for id in self.plan.line(ABOVE if bus == TOP else BELOW)
                for s in "tb"
                for p in self.sides.get((id, s), ())
                if p.words
            ),
            default=0,
        )
        return TRACK * max(used) + 2 * ROOM + words

    # together

    def layout(self) -> Layout:
        """Return the layout: boxes, frames, lines and words."""
        self._heights()
        boxes = {n.id: Spot(self.x[n.id], self.up.y[n.id], self.wide[n.id], self.up.high[n.id]) for n in self.chart.nodes}
        ways: dict[str, tuple[Point, ...]] = {}
        labels: dict[str, Spot] = {}
        for i, wire in enumerate(self.wires):
            for edge in wire.edges:
                points = self._points(i, edge, boxes)
                ways[edge.id] = tuple(points if wire.out else points[::-1])
                labels |= self._label(i, edge, points)
        for edge in self.chart.edges:
            if edge.id not in ways:
                ways[edge.id] = self._inside(edge, boxes)
                labels |= self._beside(edge, ways[edge.id])
        return _from_corner(Layout(0, 0, boxes, labels, self._frames(boxes), {id: (_curve(p),) for id, p in ways.items()}))

    def _heights(self) -> None:
        """Put the rows over and under the columns, and turn tracks of level channels into heights."""
        top = min((low for low, _ in self._under(ABOVE, TOP)), default=0)
        bottom = max((high for _, high in self._under(BELOW, BOTTOM)), default=0)
        ceiling, floor = top - self._depth(TOP), bottom + self._depth(BOTTOM)
        most = max((track for (_, channel), track in self.track.items() if channel == TOP), default=0)
        # a track counts from the upper edge of its channel: over the columns the last one lies next to them, under them the
        # first
        for (wire, channel), track in list(self.track.items()):
            if channel == TOP:
                self.track[wire, TOP] = top - ROOM - TRACK * (most - track)
            elif channel == BOTTOM:
                self.track[wire, BOTTOM] = bottom + ROOM + TRACK * track
        for id in self.plan.above:
            self.up.y[id] = ceiling - (0 if self._depth(TOP) else BETWEEN) - self.up.high[id] // 2
        for id in self.plan.below:
            self.up.y[id] = floor + (0 if self._depth(BOTTOM) else BETWEEN) + self.up.high[id] // 2

    def _under(self, row: int, bus: int) -> list[tuple[int, int]]:
        """Return from where to where everything reaches that a row and its level channel stand over, or under."""
        ends = [
            x
            for id in self.plan.line(row)
            for x in (self.x[id] - self.wide[id] // 2 - ROOM, self.x[id] + self.wide[id] // 2 + ROOM)
        ]
        runs = [self.flat.across(i, bus) for i, w in enumerate(self.wires) if bus in w.way.channels]
        ends += [x for run in runs for x in (run.start - TRACK, run.end + TRACK)]
        left, right = min(ends, default=0), max(ends, default=0)
        found = []
        for column, line in enumerate(self.plan.columns):
            # all boxes of a column are equally wide, so that the first tells where it begins and ends
            half, frame = self.wide[line[0]] // 2, self.flat.framing(column)
            if self.x[line[0]] + half + frame > left and self.x[line[0]] - half - frame < right:
                found += [
                    (self.up.y[id] - self.up.reach(id)[0] - 2 * frame, self.up.y[id] + self.up.reach(id)[1] + 2 * frame)
                    for id in line
                ]
        for (number, channel), x in self.track.items():
            if channel >= 0 and left <= x <= right:
                run = self.flat.run(number, channel)
                ys = [y for y in (*run.low, *run.high) if abs(y) < FAR]
                found += [(min(ys) - TRACK, max(ys) + TRACK)] if ys else []
        return found

    def _points(self, number: int, edge: Edge, boxes: dict[str, Spot]) -> list[Point]:
        """Return the corners of a line from the hub of its wire."""
        wire = self.wires[number]
        start, end = self._corner((number, ""), boxes), self._corner((number, edge.id), boxes)
        if not wire.way.channels:
            return _facing(start, end, wire.way.leaves)
        points = [start]
        for channel in wire.way.channels:
            x, y = points[-1]
            at = self.track.get((number, channel), None)
            if at is None:
                continue
            points.append((at, y) if channel >= 0 else (x, at))
        x, y = points[-1]
        points += [(x, end[1]), end] if wire.way.enters in "lr" else [(end[0], y), end]
        return _plain(points)

    def _corner(self, key: tuple[int, str], boxes: dict[str, Spot]) -> Point:
        port, spot = self.by_key[key], boxes[self.by_key[key].box]
        at = float(self.at[key])
        # boxes of a row have no ports at heights of their own: their lines leave at the middle
        if port.side in "lr" and self.plan.where[port.box] < 0:
            at = spot.y
        return {
            "l": (spot.left, at), "r": (spot.left + spot.w, at), "t": (at, spot.top), "b": (at, spot.top + spot.h),
        }[port.side]  # fmt: skip  # a table: one row a line

    def _inside(self, edge: Edge, boxes: dict[str, Spot]) -> tuple[Point, ...]:
        """Lead from a vehicle to a pool of its block, or out of a box and back."""
        a, b = boxes[edge.source], boxes[edge.target]
        down = b.y > a.y
        x = max(b.left + 6, min(b.x, b.left + b.w - 6))
        return (x, a.top + a.h if down else a.top), (x, b.top if down else b.top + b.h)

    def _beside(self, edge: Edge, points: tuple[Point, ...]) -> dict[str, Spot]:
        box = label_box(edge)
        if not box:
            return {}
        x, y = (points[0][0] + points[-1][0]) / 2, (points[0][1] + points[-1][1]) / 2
        return {edge.id: Spot(x + even(box.width) // 2 + 4, y, even(box.width), even(box.height))}

    def _label(self, number: int, edge: Edge, points: list[Point]) -> dict[str, Spot]:
        """Put the words of a line at the end that has room for them."""
        wire = self.wires[number]
        # the end of the line itself first; a line that shares its hub has words only there if it is alone
        port = next((p for key in ((number, edge.id), (number, "")) if (p := self.by_key[key]).words), None)
        if port is None or port.words is None:
            return {}
        words = port.words
        end, far = (points[-1], points[-2]) if port.edge else (points[0], points[1])
        if not wire.way.channels and port.side in "tb":
            return {edge.id: self._stacked(number, edge, words.wide, words.high)}
        if port.side in "lr":
            away = 1 if port.side == "r" else -1
            x = end[0] + away * (ROOM - 4 + self._framed(port.box) + words.wide / 2)
            if not wire.way.channels:
                x = (end[0] + far[0]) / 2
            y = end[1] + words.stand * (words.high / 2 + 3)
            return {edge.id: Spot(x, y, words.wide, words.high)}
        away = 1 if port.side == "b" else -1
        return {edge.id: Spot(end[0], end[1] + away * (ROOM - 4 + words.high / 2), words.wide, words.high)}

    def _framed(self, id: str) -> int:
        return FRAME if self.nodes[id].group or (self.plan.where[id] >= 0 and self.flat.framing(self.plan.where[id])) else 0

    def _stacked(self, number: int, edge: Edge, wide: int, high: int) -> Spot:
        """Put the words of lines between two neighbours of a column under each other, right of the lines."""
        port = self.by_key[number, edge.id]
        ends = [p for p in self.sides[port.box, port.side] if self.flat.neighbours(p)]
        right = max(self.at[p.key] for p in ends)
        pair = {self.wires[number].hub, self.wires[number].spoke(edge)}
        mine = [w for w in self.wires if not w.way.channels and {w.hub, w.spoke(w.edges[0])} == pair]
        before = 0
        for wire in mine:
            if wire.edges[0].id == edge.id:
                break
            other = words_of(wire.edges[0])
            before += other.high + 4 if other else 0
        upper = min(sorted(pair), key=self.up.y.__getitem__)
        top = self.up.y[upper] + self.up.reach(upper)[1] + 14 + before
        return Spot(right + 8 + wide / 2, top + high / 2, wide, high)

    def _frames(self, boxes: dict[str, Spot]) -> dict[str, Spot]:
        found = {}
        for group in self.chart.groups:
            held = [boxes[n.id] for n in self.chart.nodes if n.group == group.id]
            if held:
                left, top = min(s.left for s in held) - FRAME, min(s.top for s in held) - FRAME
                right, low = max(s.left + s.w for s in held) + FRAME, max(s.top + s.h for s in held) + FRAME
                found[group.id] = Spot((left + right) / 2, (top + low) / 2, right - left, low - top)
        return found


def _facing(start: Point, end: Point, leaves: str) -> list[Point]:
    """Join two neighbours by a straight line."""
    if leaves in "tb":
        return [start, (start[0], end[1])]
    return [start, (end[0], start[1])]


def _plain(points: list[Point]) -> list[Point]:
    """Leave out corners that are none."""
    found: list[Point] = []
    for point in points:
        if found and point == found[-1]:
            continue
        # three points on one line are two: a corner that is none would be drawn with a kink
        if len(found) > 1 and (found[-2][0] == found[-1][0] == point[0] or found[-2][1] == found[-1][1] == point[1]):
            found[-1] = point
        else:
            found.append(point)
    return found


def _curve(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return straight pieces as a curve."""
    found = [points[0]]
    for a, b in pairwise(points):
        found += [a, b, b]
    return tuple(found)


def _from_corner(layout: Layout) -> Layout:
    """Move everything so that the drawing begins at the upper left corner of the page."""
    spots = [*layout.boxes.values(), *layout.labels.values(), *layout.frames.values()]
    points = [p for way in layout.ways.values() for curve in way for p in curve]
    left = min([*(s.left for s in spots), *(x for x, _ in points)], default=0) - 4
    top = min([*(s.top for s in spots), *(y for _, y in points)], default=0) - 6
    right = max([*(s.left + s.w for s in spots), *(x for x, _ in points)], default=0) + 4
    low = max([*(s.top + s.h for s in spots), *(y for _, y in points)], default=0) + 4

    def moved(found: dict[str, Spot]) -> dict[str, Spot]:
        return {id: s._replace(x=s.x - left, y=s.y - top) for id, s in found.items()}

    ways = {id: tuple(tuple((x - left, y - top) for x, y in curve) for curve in way) for id, way in layout.ways.items()}
    return Layout(right - left, low - top, moved(layout.boxes), moved(layout.labels), moved(layout.frames), ways)
