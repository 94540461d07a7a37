"""Sums over the rows of a tape: exact, with what could not be added, and words in which all rows agree."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

Row = Mapping[str, str]


class Total(NamedTuple):
    """A sum over rows: the amount, how many rows gave one, and what stood in the others."""

    amount: Decimal
    rows: int
    odd: tuple[str, ...]


def number(text: str | None) -> Decimal | None:
    """Read a plain number; None for anything else."""
    try:
        found = Decimal(text) if text else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() and abs(found) < Decimal(10) ** 24 else None


def total(rows: Iterable[Row], column: str) -> Total:
    """Add a column up."""
    amount, count, odd = Decimal(0), 0, []
    for row in rows:
        value = number(row.get(column))
        if value is not None:
            amount += value
            count += 1
        elif row.get(column):
            odd.append(row[column])
    return Total(amount, count, tuple(odd))


def same(rows: Iterable[Row], column: str) -> str | None:
    """Return the word in which all rows agree that have one; None if they differ or none has one."""
    words = {row[column] for row in rows if row.get(column)}
    return words.pop() if len(words) == 1 else None


def words(rows: Iterable[Row], column: str) -> list[str]:
    """Return the different words of a column, in the order in which they come."""
    return list(dict.fromkeys(row[column] for row in rows if row.get(column)))


def plain(amount: Decimal) -> int | Decimal:
    """Return an amount as a file writes it: whole numbers whole, no zeros at the end."""
    return int(amount) if amount == amount.to_integral_value() else Decimal(f"{amount:f}".rstrip("0"))
