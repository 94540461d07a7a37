"""What the deal file states of classes, orders of payment, triggers and support, in whole minor units, with the place of each."""

from datetime import date
from typing import NamedTuple

MINOR = 100
"""Minor units (cents, fen) in one unit of money."""


class Tranche(NamedTuple):
    """A class: its id, name, rank (1 is paid first), amount in minor units, and its fixed rate a year (0 for none)."""

    id: str
    name: str
    rank: int
    amount: int
    rate: float
    price: float = 1.0


class Pay(NamedTuple):
    """One step of an order: its place, what it pays (a word of the vocabulary), to which classes, at most how much.

    ``after`` and ``unless`` are triggers; ``fee`` is the yearly rate on what is outstanding, ``fixed`` the amount a payment day, and
    ``once`` the amount in all, that a step for costs pays. A step of the kind ``passed_on`` pays nobody: what is left goes into the
    money of ``into`` (``income`` or ``principal``), which another order shares out.
    """

    id: str
    rank: int
    kind: str
    of: tuple[str, ...] = ()
    cap: int | None = None
    fee: float = 0.0
    fixed: int = 0
    after: str = ""
    unless: str = ""
    once: int = 0
    into: str = ""


class Order(NamedTuple):
    """A priority of payments: which money it shares out (``income``, ``principal``, ``all``), its steps, and what brings it in or ends it."""

    id: str
    money: str
    steps: tuple[Pay, ...]
    after: str = ""
    until: str = ""
    pro_rata: bool = False


class Trip(NamedTuple):
    """A trigger that can be computed: ``cumulative_loss`` above, or ``collections_below_forecast`` or ``missed_senior_interest``; or one of
    any kind that is supposed to have happened on a day (``since``), and holds from the first payment day after it.
    """

    id: str
    kind: str
    above: float = 0.0
    below: float = 0.0
    since: date | None = None


class Structure(NamedTuple):
    """All that the engine needs of a deal.

    ``days`` are the payment days, ``closed`` the day from which interest runs. ``reserve`` is what the reserve holds at closing and
    ``target`` what it is filled up to; ``top_up`` is the most that a supporter adds to senior interest (None: no such support).
    """

    tranches: tuple[Tranche, ...]
    orders: tuple[Order, ...]
    trips: tuple[Trip, ...]
    days: tuple[date, ...]
    closed: date
    reserve: int = 0
    target: int = 0
    top_up: int | None = None
    incentive: float = 0.0
    """Part of what comes in above the forecast that the servicer keeps, where a step pays an incentive."""
    tax: float = 0.0
    """Part of what comes in that goes to taxes, where a step pays them."""
