"""Legal systems and which of them lie within which, and when: ``US-NY`` within ``US``, ``GB`` within ``EU`` until its exit.

Data that a new union, member or federation is one line of. A country needs no line: its code is enough.
"""

from datetime import date, timedelta
from functools import lru_cache

Membership = tuple[date, date | None]
"""First and last day of membership; no last day while it lasts."""

_MEMBERS = {
    "EU": """
    1958-01-01 BE DE FR IT LU NL
    1973-01-01 DK IE
    1973-01-01..2020-01-31 GB
    1981-01-01 GR
    1986-01-01 ES PT
    1995-01-01 AT FI SE
    2004-05-01 CY CZ EE HU LT LV MT PL SI SK
    2007-01-01 BG RO
    2013-07-01 HR
    """,
}
"""Union (the European one with its predecessors) -> the days of membership, and the countries that they hold for."""

_LAW_LASTS: dict[tuple[str, str], date] = {
    ("EU", "GB"): date(2020, 12, 31),  # the transition period: Withdrawal Agreement, Articles 126 and 127(1)
}
"""Union and country -> the last day on which the law of the union held there, where that is not the last day of membership."""

FEDERATIONS = frozenset(["AU", "CA", "GB", "US"])
"""Countries whose parts have private law of their own, so that each part is a place of its own."""


def _read(table: str) -> dict[str, Membership]:
    found: dict[str, Membership] = {}
    for row in table.split("\n"):
        days, _, codes = row.strip().partition(" ")
        first, _, last = days.partition("..")
        if first:
            period = date.fromisoformat(first), date.fromisoformat(last) if last else None
            found |= dict.fromkeys(codes.split(), period)
    return found


UNIONS: dict[str, dict[str, Membership]] = {union: _read(table) for union, table in _MEMBERS.items()}
"""Union -> country -> first and last day of membership."""


@lru_cache(1024)  # of codes there are few, and each is asked of many records
def country_of(code: str) -> str:
    """Return the country of a code: ``US`` for ``US-NY``, ``CN`` for ``CN/interbank``."""
    return code.partition("/")[0].partition("-")[0]


def lies_within(system: str, wider: str, first: date, last: date) -> bool | None:
    """Tell whether a legal system belongs to a wider one on every day from ``first`` to ``last``; None if only on some."""
    if system == wider or system.startswith(wider + "-"):
        return True
    members = UNIONS.get(wider, {})
    return _over(members[country], first, last) if (country := country_of(system)) in members else False


def law_holds(body: str, place: str, first: date, last: date) -> bool | None:
    """Tell whether a body of law holds at a place on every day from ``first`` to ``last``; None if only on some.

    It holds where the place lies within it. The law of a union may outlast membership by a time of transition.
    """
    country = country_of(place)
    lasts = _LAW_LASTS.get((body, country))
    if lasts is None:
        return lies_within(place, body, first, last)
    return _over((UNIONS[body][country][0], lasts), first, last)


def membership_days() -> frozenset[date]:
    """Return every day on which a country joined a union, or was out of it again."""
    periods = [period for members in UNIONS.values() for period in members.values()]
    return frozenset([start for start, _ in periods] + [end + timedelta(days=1) for _, end in periods if end])


def _over(period: Membership, first: date, last: date) -> bool | None:
    start, end = period
    if first >= start and (end is None or last <= end):
        return True
    return False if last < start or (end is not None and first > end) else None
