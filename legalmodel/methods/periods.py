"""Periods of a series of figures: years, quarters, months and days, as they are written and as they are counted."""

import re
from typing import NamedTuple


class Period(NamedTuple):
    """One period: how it is written, its sort (year, quarter, month, day), and its number in the row of such periods."""

    label: str
    sort: str
    number: int


_FORMS = (
    ("year", re.compile(r"(\d{4})$")),
    ("quarter", re.compile(r"(\d{4})-?[Qq]([1-4])$")),
    ("month", re.compile(r"(\d{4})-(\d{2})$")),
    ("day", re.compile(r"(\d{4})-(\d{2})-(\d{2})$")),
)


def period_of(text: str) -> Period | None:
    """Return the period that a text names; None if it names none."""
    for sort, form in _FORMS:
        if match := form.match(text):
            parts = [int(part) for part in match.groups()]
            if sort == "year":
                return Period(text, sort, parts[0])
            if sort == "quarter":
                return Period(f"{parts[0]}Q{parts[1]}", sort, parts[0] * 4 + parts[1] - 1)
            return _dated(text, sort, parts)
    return None


def _dated(text: str, sort: str, parts: list[int]) -> Period | None:
    from datetime import date

    try:
        day = date(*parts) if sort == "day" else date(parts[0], parts[1], 1)
    except ValueError:
        return None
    return Period(text, sort, day.toordinal() if sort == "day" else day.year * 12 + day.month - 1)


def label_of(sort: str, number: int) -> str:
    """Return how a period is written: ``2016``, ``2016Q3``, ``2016-09``; days are counted, not named."""
    if sort == "quarter":
        return f"{number // 4}Q{number % 4 + 1}"
    if sort == "month":
        return f"{number // 12}-{number % 12 + 1:02d}"
    return str(number)
