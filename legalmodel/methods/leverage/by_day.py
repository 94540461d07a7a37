"""The account by day: what stood on each day of which anything is told, and how far it levers the lender's own money."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from legalmodel.methods.leverage.caps import FIRM, latest_within_a_year
from legalmodel.methods.leverage.records import FLOWS, STOCKS, Figure, Given

OWN = ("net_assets", "net_capital", "capital")
ON_BOOKS = ("bank_money", "shareholder_money", "interbank_money", "sold_with_buy_back", "other_money", "bonds_outstanding")
"""Money that stands on the lender's own books."""
OFF_BOOKS = ("securities_outstanding",)


class Sum(NamedTuple):
    """Several stocks of a day together: what is known of them, whether any is not known, so that it is at least that, and how many are."""

    known: Fraction
    at_least: bool
    used: int


class Day(NamedTuple):
    """What stood on a day. ``own`` is the lender's own money, the latest within a year; None where it is not known."""

    day: date
    own: Figure | None
    on_books: Sum
    off_books: Sum
    loans_on_books: Fraction | None
    loans_outstanding: Fraction | None
    kept: tuple[Fraction, ...]

    @property
    def both(self) -> Sum:
        """Return the funding on the books and the securities of plans together."""
        on, off = self.on_books, self.off_books
        return Sum(on.known + off.known, on.at_least or off.at_least, on.used + off.used)

    def times(self, part: Sum) -> Fraction | None:
        """Return how many times the own money a sum is; None if either is not known."""
        return part.known / self.own.value if self.own is not None and self.own.value and part.used else None


def by_day(given: Given) -> list[Day]:
    """Return the account for each day asked for, and for each of which a stock or a part kept is told."""
    days = {*given.days, *(f.on for f in given.figures if f.what in STOCKS or f.what == "kept")}
    return [_day(given.figures, day) for day in sorted(days)]


def _day(figures: Sequence[Figure], day: date) -> Day:
    own = next((f for what in OWN if (f := latest_within_a_year(figures, what, day)) is not None), None)
    kept = tuple(f.value for f in figures if f.what == "kept" and f.on == day and f.trust in FIRM)
    books, out = (_on(figures, what, day) for what in ("loans_on_books", "loans_outstanding"))
    return Day(day, own, _sum(figures, ON_BOOKS, day), _sum(figures, OFF_BOOKS, day), books, out, kept)


def _on(figures: Sequence[Figure], what: str, day: date) -> Fraction | None:
    return next((f.value for f in figures if f.what == what and f.on == day and f.trust in FIRM and not f.at_least), None)


def _sum(figures: Sequence[Figure], whats: Sequence[str], day: date) -> Sum:
    found = [f for what in whats for f in figures if f.what == what and f.on == day and f.trust in FIRM]
    known = sum((f.value for f in found), Fraction(0))
    return Sum(known, len({f.what for f in found}) < len(whats) or any(f.at_least for f in found), len(found))


def flows(given: Given) -> list[Figure]:
    """Return what was added up over a time, in the order of its last day: never a stock."""
    return sorted((f for f in given.figures if f.what in FLOWS), key=lambda f: (f.on, f.id))
