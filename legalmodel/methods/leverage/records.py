"""The records of a data file of leverage, once read: what was measured, claimed, and asked; amounts in units of one currency."""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

STOCKS = (
    "capital",
    "net_capital",
    "net_assets",
    "bank_money",
    "shareholder_money",
    "bonds_outstanding",
    "securities_outstanding",
    "interbank_money",
    "sold_with_buy_back",
    "other_money",
    "borrowings",
    "loans_on_books",
    "loans_outstanding",
    "joint_loans",
    "classes_held",
    "base",
)
"""What stands on a day."""
FLOWS = ("loans_made", "loans_sold", "securities_issued")
"""What is added up over a time: never taken for a stock."""
PARTS = ("kept", "funded_by_others", "own_funding", "own_share", "own_share_least", "joint_part")
NUMBERS = ("turns", "multiple")
WHATS = (*STOCKS, *FLOWS, *PARTS, *NUMBERS)
TRUSTS = ("filed", "press", "estimate", "doubtful", "computed")
"""How far a figure is trusted; only ``filed`` and ``press`` speak for or against a step."""
HOWS = ("about", "over", "at_most", "exactly")
WAYS = ("sum", "product", "quotient")


class Figure(NamedTuple):
    """A public figure: what it measures, its value (money in units, parts from 0 to 1), its day or time, its trust and source.

    ``since`` is the first day of a flow, none for a stock. ``base`` is the money that a multiple is a multiple of, None if not told.
    With ``at_least`` it may be more: a lower bound.
    """

    id: str
    what: str
    value: Fraction
    since: date | None
    on: date
    trust: str
    source: str
    place: str
    base: Fraction | None = None
    at_least: bool = False


class AccountStep(NamedTuple):
    """A step of an account: what it claims of which time, and how it follows from other steps (``way``, ``of``), if it does."""

    id: str
    says: str
    what: str
    value: Fraction
    how: str
    since: date
    on: date
    way: str
    of: tuple[str, ...]
    place: str
    base: Fraction | None = None


class Machine(NamedTuple):
    """What the machine runs on: money in units, parts from 0 to 1, turns in all (0: not told) and the years they take (0: not said)."""

    capital: Fraction
    bank_money: Fraction
    kept: Fraction
    sold: Fraction
    repaid: Fraction
    revolving: bool
    turns: int
    years: Fraction

    @property
    def base(self) -> Fraction:
        """Money that the lender starts with."""
        return self.capital + self.bank_money


class Lack(NamedTuple):
    """A fact that is missing: what it is, where it would stand, why it is not there, and what waits for it."""

    fact: str
    place: str
    why: str
    needed: str


class Given(NamedTuple):
    """One data file, or the deals of one originator, read.

    ``form`` is the legal form of the lender, by which multiples are asked; where a file gives none it is a micro-lender's. Deals also tell
    what is ``lacking``, and in ``notes`` what stands for what; a file has neither.
    """

    name: str
    source: str
    seat: str
    currency: str
    goal: Fraction
    machine: Machine | None
    figures: tuple[Figure, ...]
    steps: tuple[AccountStep, ...]
    days: tuple[date, ...]
    file: str
    form: str = ""
    lacking: tuple[Lack, ...] = ()
    notes: tuple[str, ...] = ()
