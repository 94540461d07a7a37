"""What of a source was taken over, and what was not: every value is looked at once, and what nobody took is told with its place."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

Spot = tuple[str | int, ...]
"""Where something stands in data: keys, and numbers of list items from 0."""


class Ledger:
    """Data of a source, with a mark on each value that was taken. Lists, dicts and plain values; ``names`` says what items of a list are called."""

    __slots__ = ("data", "taken")

    def __init__(self, data: Any) -> None:
        self.data = data
        self.taken: set[Spot] = set()

    def whole(self) -> "Cursor":
        """Return all of it, nothing taken yet."""
        return Cursor(self, (), self.data)

    def rest(self) -> Iterator[tuple[Spot, Any]]:
        """Return each plain value that nobody took, in the order of the source."""
        left: list[tuple[Spot, Any]] = [((), self.data)]
        while left:
            spot, value = left.pop()
            if spot in self.taken:
                continue
            if isinstance(value, dict) and value:
                left += [((*spot, key), inner) for key, inner in reversed(value.items())]
            elif isinstance(value, list) and value:
                left += [((*spot, number), inner) for number, inner in reversed(list(enumerate(value)))]
            elif spot:
                yield spot, value

    def untouched(self) -> Iterator[tuple[Spot, Any]]:
        """Return what nobody took as the largest parts of which nothing was taken, in the order of the source."""
        above = {spot[:length] for spot in self.taken for length in range(len(spot))}
        left: list[tuple[Spot, Any]] = [((), self.data)]
        while left:
            spot, value = left.pop()
            if spot in self.taken:
                continue
            if spot not in above and spot:
                yield spot, value
            elif isinstance(value, dict):
                left += [((*spot, key), inner) for key, inner in reversed(value.items())]
            elif isinstance(value, list):
                left += [((*spot, number), inner) for number, inner in reversed(list(enumerate(value)))]


class Cursor(NamedTuple):
    """A part of a source: ``spot`` is where it stands, ``value`` what stands there."""

    ledger: Ledger
    spot: Spot
    value: Any

    def take(self, *keys: str | int) -> Any:
        """Return what stands under some keys, one inside the other, and mark it as taken; None if nothing does."""
        found = self.at(*keys)
        if found.value is not None:
            self.ledger.taken.add(found.spot)
        return found.value

    def at(self, *keys: str | int) -> "Cursor":
        """Return the part under some keys, nothing taken; its value is None if there is nothing."""
        value = self.value
        for key in keys:
            inside = isinstance(value, dict) and key in value
            value = value[key] if inside or (isinstance(value, list) and isinstance(key, int) and key < len(value)) else None
        return Cursor(self.ledger, (*self.spot, *keys), value)

    def text(self, *keys: str | int) -> str | None:
        """Take a text: a word or number that stands there, without blanks around it. None for anything else."""
        found = self.at(*keys).value
        if isinstance(found, bool) or not isinstance(found, str | int | Decimal) or not str(found).strip():
            return None
        return str(self.take(*keys)).strip()

    def items(self, *keys: str | int) -> list["Cursor"]:
        """Return the items of a list, or the values of a dict; none for anything else."""
        found = self.at(*keys)
        pairs = (
            found.value.items()
            if isinstance(found.value, dict)
            else enumerate(found.value)
            if isinstance(found.value, list)
            else ()
        )
        return [Cursor(self.ledger, (*found.spot, key), value) for key, value in pairs]


def spelled(spot: Spot) -> str:
    """Write a place as ``[3].recordDetails.name``."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in spot).removeprefix(".")
