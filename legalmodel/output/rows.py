"""On which row each box stands: originators at the top, the estate and trustee in the middle, investors at the bottom."""

from legalmodel.output.chart import Chart, Edge
from legalmodel.output.looks import RELATIONS, line

CROSSING, BESIDE = 150.0, 900.0
"""Points of width that one would give up to keep a box from between two others that are joined, and from beside its own partner there."""


def rows(chart: Chart, width: dict[str, float]) -> dict[str, int]:
    """Return the row of every box, counted from 0 at the top; ``width`` (points) says which rows still have room.

    Raises ValueError for a relation whose ends are not both boxes of the chart.
    """
    known = {n.id for n in chart.nodes}
    for edge in chart.edges:
        if edge.source not in known or edge.target not in known:
            raise ValueError(f"the relation {edge.id} leads to no box of the chart")
    placed = {n.id: n.row for n in chart.nodes if n.row is not None}
    side = [n.id for n in chart.nodes if n.id not in placed and (n.side or _free(n.id, chart.edges))]
    core = [n.id for n in chart.nodes if n.id not in placed and n.id not in side]
    placed |= _by_steps(core, placed, chart.edges)
    _spread(side, placed, width, chart.edges)
    lowest = min(placed.values(), default=0)
    return {n.id: placed[n.id] - lowest for n in chart.nodes}


def _free(node: str, edges: tuple[Edge, ...]) -> bool:
    """Tell whether no relation of a box says where it stands."""
    return all(line(e.relation).step is None for e in edges if node in (e.source, e.target))


def _by_steps(core: list[str], placed: dict[str, int], edges: tuple[Edge, ...]) -> dict[str, int]:
    """Give each box the row below all that must stand above it; a relation that would close a circle has no say."""
    level = {id: id for id in (*core, *placed)}
    above: dict[str, set[str]] = {id: set() for id in level}
    for first, second, step in _steps(level, edges):
        high, low = level[first], level[second]
        if high == low or _reaches(above, high, low) or (not step and _reaches(above, low, high)):
            continue
        if step:
            above[low].add(high)
        else:
            _merge(level, above, high, low)
    row: dict[str, int] = {}
    fixed = {level[id]: number for id, number in placed.items()}
    return {id: _depth(level[id], above, fixed, row) for id in core}


def _steps(known: dict[str, str], edges: tuple[Edge, ...]) -> list[tuple[str, str, int]]:
    """List what stands above what (or beside, step 0), the strongest relations first."""
    order = list(RELATIONS)
    downs = []
    for edge in sorted(edges, key=lambda e: order.index(e.relation) if e.relation in order else len(order)):
        step = line(edge.relation).step
        if step is None or edge.source not in known or edge.target not in known:
            continue
        ends = (edge.source, edge.target) if step >= 0 else (edge.target, edge.source)
        downs.append((*ends, abs(step)))
    return downs


def _reaches(above: dict[str, set[str]], start: str, goal: str) -> bool:
    """Tell whether ``goal`` stands somewhere above ``start``."""
    seen, todo = {start}, [start]
    while todo:
        for up in above[todo.pop()] - seen:
            if up == goal:
                return True
            seen.add(up)
            todo.append(up)
    return False


def _merge(level: dict[str, str], above: dict[str, set[str]], keep: str, drop: str) -> None:
    """Put two levels on one row."""
    for id, at in level.items():
        if at == drop:
            level[id] = keep
    above[keep] |= above.pop(drop)
    for ups in above.values():
        if drop in ups:
            ups.remove(drop)
            ups.add(keep)


def _depth(id: str, above: dict[str, set[str]], fixed: dict[str, int], row: dict[str, int]) -> int:
    if id in fixed:
        return fixed[id]
    if id not in row:
        row[id] = max((_depth(up, above, fixed, row) + 1 for up in sorted(above[id])), default=0)
    return row[id]


def _spread(side: list[str], placed: dict[str, int], width: dict[str, float], edges: tuple[Edge, ...]) -> None:
    """Give each box at the side a row next to its partners', or their own, wherever is most room."""
    filled: dict[int, float] = {}
    for node, row in placed.items():
        filled[row] = filled.get(row, 0) + width[node]
    last = max(placed.values(), default=2)
    for node in side:
        near = {placed[o] for e in edges for o in (e.source, e.target) if node in (e.source, e.target) and o in placed}
        choice = {r + d for r in near for d in (-1, 0, 1) if 0 <= r + d <= last} or set(range(last + 1))
        level = {placed[e.source] for e in edges if placed.get(e.source, -1) == placed.get(e.target, -2)}
        _, placed[node] = min(
            (filled.get(r, 0) + (0 if r not in level else BESIDE if r in near else CROSSING), r) for r in choice
        )
        filled[placed[node]] = filled.get(placed[node], 0) + width[node]
