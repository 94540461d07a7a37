"""A layout of our own, without any drawing program: rows of boxes, straight lines, labels where there is room."""

from collections.abc import Iterator

from legalmodel.output.boxes import Box, label_box, node_box, shown
from legalmodel.output.chart import Chart
from legalmodel.output.geometry import Layout, Spot, straight
from legalmodel.output.rows import rows

GAP, WIDEST = 44.0, 1100.0
NOTE = "Drawn with the plain layout, because the drawing program did not give a picture."


def plain_layout(chart: Chart, note: str = NOTE) -> Layout:
    """Lay a chart out in rows. Frames are named inside their boxes instead of being drawn."""
    sizes = {n.id: node_box(n) for n in shown(chart, ())}
    labels = {e.id: box for e in chart.edges if (box := label_box(e))}
    spots, width = _boxes(chart, sizes, labels)
    places, height = place_labels(chart, labels, spots, {}, width)
    ways = {e.id: straight(spots[e.source], spots[e.target], places.get(e.id)) for e in chart.edges}
    return Layout(width, height, spots, places, {}, ways, note)


def _boxes(chart: Chart, sizes: dict[str, Box], labels: dict[str, Box]) -> tuple[dict[str, Spot], float]:
    """Set the boxes in their rows; a row that would be too wide runs on in another."""
    row = rows(chart, {id: box.width for id, box in sizes.items()})
    lines: list[list[str]] = []
    for _, ids in sorted(_gathered(row).items()):
        lines += _broken(ids, sizes)
    extents = [sum(sizes[i].width + 2 * GAP for i in ids) for ids in lines]
    room = max(extents, default=0.0)
    between = 40 + max((box.height for box in labels.values()), default=0)
    spots, y = {}, 0.0
    for ids, extent in zip(lines, extents, strict=True):
        x, high = (room - extent) / 2, max(sizes[i].height for i in ids)
        for id in ids:
            step = sizes[id].width + 2 * GAP
            spots[id] = Spot(x + step / 2, y + high / 2, sizes[id].width, sizes[id].height)
            x += step
        y += high + between
    return spots, room


def _gathered(row: dict[str, int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for id, number in row.items():
        found.setdefault(number, []).append(id)
    return found


def _broken(ids: list[str], sizes: dict[str, Box]) -> list[list[str]]:
    lines: list[list[str]] = [[]]
    room = WIDEST
    for id in ids:
        step = sizes[id].width + 2 * GAP
        if lines[-1] and step > room:
            lines.append([])
            room = WIDEST
        lines[-1].append(id)
        room -= step
    return lines


def place_labels(
    chart: Chart, labels: dict[str, Box], spots: dict[str, Spot], fixed: dict[str, Spot], width: float
) -> tuple[dict[str, Spot], float]:
    """Put each label on its line, or as near as nothing else stands; the free space below always has room.

    Labels that are ``fixed`` stay. Returns the spots and the height that everything takes.
    """
    taken = [*spots.values(), *fixed.values()]
    places: dict[str, Spot] = dict(fixed)
    for edge in chart.edges:
        if (box := labels.get(edge.id)) and edge.id not in fixed:
            places[edge.id] = _room(spots[edge.source], spots[edge.target], box, taken, width)
            taken.append(places[edge.id])
    return places, max((s.y + s.h / 2 for s in taken), default=0) + 10


def _room(a: Spot, b: Spot, box: Box, taken: list[Spot], width: float) -> Spot:
    """Find a free place for a label whose lines cross no box; else one that is free; else below everything."""
    free = [spot for spot in _tries(a, b, box, width) if not any(spot.meets(other) for other in taken)]
    boxes = [t for t in taken if t not in (a, b)]
    for spot in free:
        if not any(_crosses(end, spot, other) for end in (a, b) for other in boxes):
            return spot
    if free:
        return free[0]
    lowest = max(s.y + s.h / 2 for s in taken)
    x = max(box.width / 2, min((a.x + b.x) / 2, width - box.width / 2))
    return Spot(x, lowest + box.height / 2 + 4, box.width + 2, box.height + 2)


def _tries(a: Spot, b: Spot, box: Box, width: float) -> Iterator[Spot]:
    """Give places for a label: along the line between two boxes, then further and further aside."""
    for aside in (0, 14, -14, 28, -28, 44, -44, 64, -64, 90, -90, 140, -140, 200, -200, 280, -280):
        for share in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74):
            x = min(max(a.x + (b.x - a.x) * share + aside, box.width / 2), max(width, box.width) - box.width / 2)
            yield Spot(x, a.y + (b.y - a.y) * share, box.width + 2, box.height + 2)


def _crosses(start: Spot, end: Spot, box: Spot) -> bool:
    """Tell whether the line between two centres runs through a box, looked at every twentieth of the way."""
    steps = ((start.x + (end.x - start.x) * i / 20, start.y + (end.y - start.y) * i / 20) for i in range(21))
    return any(abs(x - box.x) * 2 < box.w and abs(y - box.y) * 2 < box.h for x, y in steps)
