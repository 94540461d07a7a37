"""The values that facts and rules are made of (semantics, section A).

A value is *given* (a share, an amount, a day, a word, a thing), is ``NONE`` (known not to exist) or is ``U`` (unknown).
Truth has three values: ``True``, ``False`` and ``U``. A day known only to the month or year is a ``Span`` of days, and
a number known only within bounds is an ``Interval``.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final, NamedTuple

from legalmodel.base.places import Path


class Missing(NamedTuple):
    """A fact that nobody gave: the path where it would stand and why it is not there.

    ``reason`` is ``absent`` (the deal is silent), one of the reasons a file may give (``not_asked``, ``not_disclosed`` ...),
    ``undefined`` (the question has no answer, such as a division by zero), ``open list`` (the list may hold more),
    ``band`` (only bounds are given), ``differs`` (two figures in the file do not agree), ``several`` (several together, and which of them is asked) or ``out of range`` (no value for
    that day).
    """

    path: Path
    reason: str = "absent"


Facts = AbstractSet[Missing]
"""Missing facts: a ``frozenset`` of them, or one that shares a part with others (``shared``)."""


class U:
    """Unknown, with the facts that would decide it. Never equal to anything, never true or false."""

    __slots__ = ("missing",)

    def __init__(self, missing: Facts = frozenset()) -> None:
        self.missing = missing

    def __bool__(self) -> bool:
        raise TypeError("an unknown value has no truth; compare it with `is True` or `is False`")

    def __repr__(self) -> str:
        return f"U({', '.join(sorted('.'.join(m.path) for m in self.missing))})"


def unknown(path: Path, reason: str = "absent") -> U:
    """Make the unknown that waits for one fact."""
    return U(frozenset((Missing(path, reason),)))


class _None:
    """Known not to exist: unrated, no cap, no successor, searched and not found."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "none"


NONE: Final = _None()


class Money(NamedTuple):
    """An exact amount in one currency (ISO 4217). ``CNY 154570000``."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.currency} {self.amount:,f}"


class Span(NamedTuple):
    """All days from ``first`` to ``last``, both included; a full date has ``first == last``."""

    first: date
    last: date

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.isoformat()
        text = self.first.isoformat()
        if self == Span.of(text[:7]):
            return text[:7]
        return text[:4] if self == Span.of(text[:4]) else f"{self.first}..{self.last}"

    @classmethod
    def of(cls, text: str) -> "Span":
        """Read ``2016``, ``2016-05`` or ``2016-05-27``.

        Raises ValueError for anything else and for days that do not exist.
        """
        if len(text) == 10 and text.isascii() and text[4] == text[7] == "-":  # nearly all days are full ones
            first = date.fromisoformat(text)
            return cls(first, first)
        parts = text.split("-")
        if not all(p.isascii() and p.isdigit() for p in parts) or [len(p) for p in parts] != [4, 2, 2][: len(parts)]:
            raise ValueError(text)
        year, month, day = (*map(int, parts), 0, 0)[:3]
        first = date(year, month or 1, day or 1)
        if day:
            return cls(first, first)
        after = date(year + 1, 1, 1) if not month or month == 12 else date(year, month + 1, 1)
        return cls(first, after - timedelta(days=1))


class Interval(NamedTuple):
    """A number or amount of which only bounds are known; ``high`` is None when nothing limits it.

    ``above`` says that it is more than ``low``, ``below`` that it is less than ``high``: 50 % itself is not "more than 50 %".
    """

    low: Decimal
    high: Decimal | None
    missing: Facts
    currency: str = ""
    above: bool = False
    below: bool = False


class Band(NamedTuple):
    """A share that a register gives as a band: from ``low`` (not itself, if ``above``) to ``high`` (not itself, if ``below``)."""

    low: Decimal
    high: Decimal
    above: bool = False
    below: bool = False

    def __str__(self) -> str:
        low, high = (f"{(end * 100).normalize():f}%" for end in (self.low, self.high))
        least = f"more than {low}" if self.above else f"at least {low}"
        most = f"less than {high}" if self.below else f"up to {high}"
        return most if not self.low and not self.above else least if self.high == 1 and not self.below else f"{least}, {most}"

    def at(self, path: Path) -> Interval:
        """Return the bounds of the fact at a path, which its exact value would close."""
        return Interval(self.low, self.high, frozenset((Missing(path, "band"),)), "", self.above, self.below)


class Items:
    """A list that may be incomplete: the items known, and the facts missing if it is open (empty if closed).

    ``doubtful`` items may or may not belong to it; each comes with the unknown that would tell. ``indexes`` are kept by whoever
    looks through a long list, ``answers`` by who asks the same of it again, ``looked`` counts how often one of its items was looked at.
    """

    __slots__ = ("answers", "doubtful", "indexes", "known", "looked", "open")

    def __init__(
        self,
        known: tuple[Any, ...],
        open: Facts = frozenset(),
        doubtful: tuple[tuple[Any, U], ...] = (),
    ) -> None:
        self.known, self.open, self.doubtful = known, open, doubtful
        self.indexes: dict[str, Any] = {}
        self.answers: dict[Any, Any] = {}
        self.looked = 0

    def __iter__(self) -> Iterator[Any]:
        return iter(self.known)

    def __repr__(self) -> str:
        return f"Items({list(self.known)}{', ...' if self.open else ''})"


Truth = bool | U
"""The three truth values."""
