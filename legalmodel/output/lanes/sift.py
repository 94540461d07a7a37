"""Puts things in the order that costs least: each is taken out in turn and put where it saves most, until nothing saves any more."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def sifted(things: Sequence[T], cost: Callable[[T, T], int]) -> list[T]:
    """Return things in an order; ``cost`` says what it costs that one stands anywhere before another. Who comes first breaks ties."""
    order = list(things)
    costs = {(a, b): cost(a, b) for a in order for b in order if a != b}
    for _ in things:
        order, before = _pass(order, costs), order
        if order == before:
            break
    return order


def _pass(order: list[T], costs: dict[tuple[T, T], int]) -> list[T]:
    for thing in tuple(order):
        rest = [o for o in order if o != thing]
        saved = [0]
        for other in rest:
            saved.append(saved[-1] + costs[other, thing] - costs[thing, other])
        at = order.index(thing)
        best = min(range(len(saved)), key=lambda i: (saved[i], abs(i - at)))
        if saved[best] < saved[at]:
            order = [*rest[:best], thing, *rest[best:]]
    return order
