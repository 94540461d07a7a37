"""Days that come again every so many months."""

from calendar import monthrange
from datetime import date


def later(day: date, months: int, on: int | None = None) -> date:
    """Return the day so many months later, on the same day of the month (or ``on``), or the last of a shorter month."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(on or day.day, monthrange(year, month + 1)[1]))


def every(first: date, months: int, last: date, most: int) -> tuple[date, ...]:
    """Return the days from the first on, every so many months, up to a last day and at most so many."""
    days = [first]
    while len(days) < most and (after := later(first, months * len(days), first.day)) <= last:
        days.append(after)
    return tuple(days)
