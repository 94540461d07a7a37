"""Legal systems and which of them lie within which, and when: ``US-NY`` within ``US``, ``GB`` within ``EU`` until its exit."""

from datetime import date

EU_MEMBERS: dict[str, tuple[date, date | None]] = {
    code: (day, None)
    for day, codes in (
        (date(1958, 1, 1), "BE DE FR IT LU NL"),
        (date(1973, 1, 1), "DK IE"),
        (date(1981, 1, 1), "GR"),
        (date(1986, 1, 1), "ES PT"),
        (date(1995, 1, 1), "AT FI SE"),
        (date(2004, 5, 1), "CY CZ EE HU LT LV MT PL SI SK"),
        (date(2007, 1, 1), "BG RO"),
        (date(2013, 7, 1), "HR"),
    )
    for code in codes.split()
} | {"GB": (date(1973, 1, 1), date(2020, 1, 31))}
"""Country -> first and last day of membership of the European Union and its predecessors."""


def lies_within(system: str, wider: str, first: date, last: date) -> bool | None:
    """Tell whether a legal system belongs to a wider one on every day from ``first`` to ``last``; None if only on some."""
    if system == wider or system.startswith(wider + "-"):
        return True
    if wider != "EU" or (country := system.split("-")[0]) not in EU_MEMBERS:
        return False
    start, end = EU_MEMBERS[country]
    if first >= start and (end is None or last <= end):
        return True
    return False if last < start or (end is not None and first > end) else None
