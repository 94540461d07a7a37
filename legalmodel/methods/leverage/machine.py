"""Replay the recycling machine turn by turn, in exact fractions: what the lender holds always comes to what it started with.

A turn: all cash is lent; a part of the loans on the books is sold to plans; the lender keeps a part of what the plans issue and is
paid for the rest; some loans are repaid. A revolving plan buys new loans with what it is repaid, so its size stays; another repays
its holders. No interest, no loss, no cost: this is the bound that arithmetic sets, not a forecast.
"""

from fractions import Fraction
from typing import NamedTuple

from legalmodel.methods.leverage.records import Machine


class Turn(NamedTuple):
    """The books after a turn: loans made in it and in all; cash, loans and classes of the lender; loans of plans; classes held outside."""

    number: int
    made: Fraction
    made_in_all: Fraction
    cash: Fraction
    on_books: Fraction
    kept: Fraction
    in_plans: Fraction
    outside: Fraction

    @property
    def outstanding(self) -> Fraction:
        """All loans that stand, on the books and in plans."""
        return self.on_books + self.in_plans


def replay(machine: Machine) -> list[Turn]:
    """Return the books after each turn."""
    cash, own, kept, plans, outside, in_all = machine.base, *(Fraction(0),) * 5
    turns = []
    for number in range(1, machine.turns + 1):
        made, own, cash = cash, own + cash, Fraction(0)
        sold = own * machine.sold
        own, plans = own - sold, plans + sold
        kept, outside, cash = kept + sold * machine.kept, outside + sold * (1 - machine.kept), cash + sold * (1 - machine.kept)
        back = plans * machine.repaid
        cash, own = cash + own * machine.repaid, own * (1 - machine.repaid)
        if machine.revolving:
            made += back  # the lender makes the loans that the plan buys with what it was repaid
        else:
            plans, kept, outside = plans - back, kept - back * machine.kept, outside - back * (1 - machine.kept)
            cash += back * machine.kept
        in_all += made
        turns.append(Turn(number, made, in_all, cash, own, kept, plans, outside))
    return turns


def most_outstanding(base: Fraction, kept: Fraction) -> Fraction | None:
    """Return the largest stock of loans that one base carries if all plans are full: base / kept; None: no bound if nothing is kept."""
    return base / kept if kept else None


def kept_for(base: Fraction, stock: Fraction) -> Fraction | None:
    """Return the part kept at which a base just carries a stock; None if it needs no plan."""
    return base / stock if stock > base else None
