"""Shapes in a network of many deals: rings, chains, and points without which it falls apart. Nodes are texts; networkx does the work."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import networkx

Arrow = tuple[str, str]
"""From one node to another."""


class Looped(NamedTuple):
    """Nodes each of which reaches every other, in order of their names, and a shortest ring through one of them (first node not repeated)."""

    members: tuple[str, ...]
    ring: tuple[str, ...]


class CutPoint(NamedTuple):
    """A node without which its part of the network falls into ``parts``; ``cut_off`` is what the smaller ones weigh together."""

    node: str
    parts: int
    cut_off: int


def loops(arrows: Iterable[Arrow]) -> list[Looped]:
    """Return the loops of a directed network, the largest first. An arrow from a node to itself is none."""
    from networkx import DiGraph, strongly_connected_components

    graph: networkx.DiGraph = DiGraph()
    graph.add_edges_from(every := sorted({(a, b) for a, b in arrows if a != b}))
    found = [sorted(c) for c in strongly_connected_components(graph) if len(c) > 1]
    below: dict[str, list[str]] = {}
    for a, b in every:
        below.setdefault(a, []).append(b)
    made = [Looped(tuple(members), _shortest(members, below)) for members in found]
    return sorted(made, key=lambda loop: (-len(loop.members), loop.members))


def _shortest(members: list[str], below: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return a shortest ring through the first member."""
    start, inside = members[0], set(members)
    came: dict[str, str] = {}
    level = [start]
    while level:
        after: list[str] = []
        for node in level:
            for other in below[node]:
                if other == start:
                    return _back(node, came, start)
                if other in inside and other not in came:
                    came[other] = node
                    after.append(other)
        level = after
    return ()


def _back(node: str, came: Mapping[str, str], start: str) -> tuple[str, ...]:
    path = [node]
    while path[-1] != start:
        path.append(came[path[-1]])
    return tuple(reversed(path))


def longest_chain(arrows: Iterable[Arrow]) -> tuple[str, ...]:
    """Return a longest chain of a directed network; whoever lies on a ring is left out, since round a ring every chain is endless."""
    every = sorted({(a, b) for a, b in arrows if a != b})
    ringed = {node for loop in loops(every) for node in loop.members}
    below: dict[str, list[str]] = {}
    waits: dict[str, int] = {}
    for a, b in every:
        if a not in ringed and b not in ringed:
            below.setdefault(a, []).append(b)
            waits[b] = waits.get(b, 0) + 1
    best: dict[str, tuple[int, str]] = {}
    ready = [node for node in below if node not in waits]
    for node in ready:  # each comes after all that lead to it
        for other in below.get(node, ()):
            if best.get(other, (0, ""))[0] < best.get(node, (0, ""))[0] + 1:
                best[other] = (best.get(node, (0, ""))[0] + 1, node)
            waits[other] -= 1
            if not waits[other]:
                ready.append(other)
    if not best:
        return ()
    end = max(sorted(best), key=lambda node: best[node][0])
    chain = [end]
    while best.get(chain[-1], (0, ""))[1]:
        chain.append(best[chain[-1]][1])
    return tuple(reversed(chain))


def cut_points(lines: Iterable[Arrow], weighs: Mapping[str, int]) -> list[CutPoint]:
    """Return the nodes without which a network, its lines taken both ways, falls apart, those that cut off most first.

    ``weighs`` says how much each node counts in what is cut off; one that is not there counts nothing.
    """
    from networkx import Graph, biconnected_components, connected_components

    graph: networkx.Graph = Graph()
    graph.add_edges_from((a, b) for a, b in lines if a != b)
    part = {node: number for number, nodes in enumerate(connected_components(graph)) for node in nodes}
    blocks: dict[int, list[frozenset[str]]] = {}
    for block in biconnected_components(graph):
        nodes = frozenset(block)
        blocks.setdefault(part[next(iter(nodes))], []).append(nodes)
    found: list[CutPoint] = []
    for together in blocks.values():
        found += _cuts(together, weighs, sum(weighs.get(n, 0) for n in frozenset().union(*together)))
    return sorted(found, key=lambda c: (-c.cut_off, -c.parts, c.node))


def _cuts(blocks: list[frozenset[str]], weighs: Mapping[str, int], whole: int) -> list[CutPoint]:
    """Return the cut points of one part: of the tree of its blocks, what hangs at each."""
    at: dict[str, list[int]] = {}
    for number, block in enumerate(blocks):
        for node in block:
            at.setdefault(node, []).append(number)
    cuts = {node: numbers for node, numbers in at.items() if len(numbers) > 1}
    if not cuts:
        return []
    own = [sum(weighs.get(n, 0) for n in block if n not in cuts) for block in blocks]
    # the tree of blocks (by number) and cut points (by name) is walked down without recursion, then summed from its leaves up
    parent: dict[int | str, int | str] = {}
    order: list[int | str] = [0]
    for place in order:
        around: list[int] | list[str] = cuts[place] if isinstance(place, str) else sorted(n for n in blocks[place] if n in cuts)
        for each in around:
            if each not in parent and each != 0:
                parent[each] = place
                order.append(each)
    size = {place: weighs.get(place, 0) if isinstance(place, str) else own[place] for place in order}
    hangs: dict[str, list[int]] = {node: [] for node in cuts}
    for place in reversed(order[1:]):
        above = parent[place]
        size[above] += size[place]
        if isinstance(above, str):
            hangs[above].append(size[place])
    made = []
    for node, parts in hangs.items():
        every = [*parts, whole - sum(parts) - weighs.get(node, 0)]
        made.append(CutPoint(node, len(every), sum(every) - max(every)))
    return made
