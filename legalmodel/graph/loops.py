"""Loops in a relation: what leads, step by step, back to itself. The time grows with the number of steps; no loop is listed."""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

Vertex = TypeVar("Vertex")


def components(nodes: Iterable[Vertex], after: Callable[[Vertex], Iterable[Vertex]]) -> list[list[Vertex]]:
    """Return the groups within which everything leads to everything else; a group comes after all that it leads to.

    ``after`` gives what follows a node. Tarjan's algorithm, with a stack of its own so that long chains do not exhaust Python's.
    """
    search = _Search(after)
    for node in nodes:
        if node not in search.low:
            search.walk(node)
    return search.groups


class _Search(Generic[Vertex]):
    """``low`` is the earliest node, by number, that a node is known to lead to; a node in no group yet is in ``path``."""

    __slots__ = ("after", "groups", "low", "number", "path", "waiting")

    def __init__(self, after: Callable[[Vertex], Iterable[Vertex]]) -> None:
        self.after = after
        self.groups: list[list[Vertex]] = []
        self.number: dict[Vertex, int] = {}
        self.low: dict[Vertex, int] = {}
        self.path: list[Vertex] = []
        self.waiting: set[Vertex] = set()

    def enter(self, node: Vertex) -> tuple[Vertex, Iterator[Vertex]]:
        self.number[node] = self.low[node] = len(self.number)
        self.path.append(node)
        self.waiting.add(node)
        return node, iter(self.after(node))

    def walk(self, first: Vertex) -> None:
        """Visit all that a node leads to."""
        open = [self.enter(first)]
        while open:
            node, steps = open[-1]
            for step in steps:
                if step not in self.number:
                    open.append(self.enter(step))
                    break
                if step in self.waiting:
                    self.low[node] = min(self.low[node], self.number[step])
            else:
                open.pop()
                self.leave(node)
                if open:
                    above = open[-1][0]
                    self.low[above] = min(self.low[above], self.low[node])

    def leave(self, node: Vertex) -> None:
        """Close the group that begins with a node, if one does."""
        if self.low[node] != self.number[node]:
            return
        start = len(self.path) - 1
        while self.path[start] != node:
            start -= 1
        group = self.path[start:]
        del self.path[start:]
        self.waiting.difference_update(group)
        self.groups.append(group)
