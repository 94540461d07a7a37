"""Working days of a country, by well-kept libraries; where none knows them, it says so and never guesses in silence.

China: chinesecalendar, which has what the State Council announced, make-up working days included, and nothing for a year that was not
announced yet. Elsewhere: holidays. Both libraries are loaded only when a day is counted.
"""

from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say

LONGEST = 400
"""Most days that are looked through for one count."""


class Reckoned(NamedTuple):
    """A day that was counted; ``doubt`` is empty if every day on the way is known, else ``no_notice`` or ``no_calendar``; ``year`` is which."""

    day: date
    doubt: str = ""
    year: int = 0


def is_working(country: str, day: date) -> bool | None:
    """Tell whether a day is worked; None where nobody announced it yet, or no library knows the country."""
    if country == "CN":
        is_workday = _chinese()
        try:
            return bool(is_workday(day))
        except NotImplementedError:
            return None
    known = _holidays(country, day.year)
    return None if known is None else bool(known.is_working_day(day))


def count(country: str, day: date, number: int, way: str, *, trading: bool = False) -> Reckoned:
    """Return the day that lies so many working days ``before`` or ``after`` another; days of ``trading`` are no weekends, worked or not.

    Where a day on the way is not known it is taken by weekends alone, and the answer says so. Raises ValueError for a number that is
    not above zero or beyond any duty.
    """
    if not 0 < number <= 250:
        raise ValueError(f"{number} working days cannot be counted")
    step = timedelta(days=-1 if way == "before" else 1)
    left, doubt, year = number, "", 0
    for _ in range(LONGEST):
        day = day + step
        worked = is_working(country, day)
        if worked is None:
            doubt = doubt or unknown_days(country)
            year = year or day.year
            worked = day.weekday() < 5
        left -= worked and not (trading and day.weekday() >= 5)
        if not left:
            return Reckoned(day, doubt, year)
    raise ValueError("no such working day")


def unknown_days(country: str) -> str:
    """Return why the days of a country are not known: China has not announced them yet, or no library has the country."""
    return "no_notice" if country == "CN" else "no_calendar"


def _lacking() -> BadRequest:
    return BadRequest(say("working days need chinesecalendar and holidays"), say("run: pip install 'legalmodel[methods]'"))


@cache
def _chinese() -> Any:
    try:
        from chinese_calendar import is_workday
    except ImportError:
        raise _lacking() from None
    return is_workday


@cache
def _holidays(country: str, year: int) -> Any:
    try:
        import holidays
    except ImportError:
        raise _lacking() from None
    try:
        return holidays.country_holidays(country, years=year)
    except NotImplementedError:
        return None


def library(country: str) -> str:
    """Say which library counts the working days of a country, with its version."""
    from importlib.metadata import version

    return f"chinesecalendar {version('chinesecalendar')}" if country == "CN" else f"holidays {version('holidays')}"
