"""What is taken for granted beside a deal file, and what was read of it."""

from datetime import date
from typing import NamedTuple

from legalmodel.methods.cash.structure import Structure


class Wishes(NamedTuple):
    """What is taken for granted beside the file: rates a year as parts of one.

    ``usual`` is the usual priority of payments, for a file that states none.
    """

    usual: bool = False
    tax: float = 0.0
    fees: float = 0.0
    incentive: float = 0.0
    coupons: tuple[tuple[str, float], ...] = ()
    """Rates a year of classes whose file states no fixed one, by id."""
    step_fees: tuple["StepFee", ...] = ()
    happened: tuple[str, ...] = ()
    """Triggers that are supposed to have happened on the day ``since``."""
    since: date | None = None
    gone: tuple[str, ...] = ()
    """Guarantees that are supposed to pay nothing."""


class StepFee(NamedTuple):
    """What one step for costs pays: its place (``income.step_1``), a rate a year, an amount a payment day, or an amount in all."""

    step: str
    rate: float = 0.0
    each: int = 0
    once: int = 0


class Reading(NamedTuple):
    """What was read: the structure, the currency, and what was guessed or left out, in sentences."""

    structure: Structure
    currency: str
    guessed: tuple[str, ...]
    interim: int
