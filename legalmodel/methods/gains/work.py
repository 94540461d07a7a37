"""What selling loans brings over keeping them: the arithmetic for good loans and for bad ones."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from legalmodel.base.language import say
from legalmodel.methods.gains.given import ONE, ZERO


class Gain(NamedTuple):
    """What selling brings over keeping: the whole, in units of money, and its parts, each a name and an amount."""

    total: Decimal
    parts: tuple[tuple[str, Decimal], ...]


Work = Callable[[Mapping[str, Decimal]], Gain]
"""One of the two questions: from the values of its inputs to what selling brings."""


def performing(x: Mapping[str, Decimal]) -> Gain:
    """Return what selling good loans brings over keeping them on deposits, over their average life, after tax.

    Deposits stay, whether the loans go or not; the yield of the loans above notes, losses and fees comes back as surplus.
    """
    sold, life = x["principal"] * (ONE - x["kept"]), x["average_life"]
    bound = x["principal"] * x["kept"] * x["kept_risk_weight"] + sold * x["reuse_risk_weight"]
    freed = (x["principal"] * x["risk_weight"] - bound) * x["capital_ratio"]
    after = ONE - x["tax"]
    parts = (
        (say("use of the money raised"), sold * x["reuse_rate"] * life * after),
        (say("cost of the notes"), -sold * x["note_cost"] * life * after),
        (say("fees a year"), -x["principal"] * x["yearly_fees"] * life * after),
        (say("costs of the issue"), -sold * x["issue_costs"] * after),
        (say("use of the capital freed"), freed * x["capital_return"] * life),
    )
    return Gain(sum((amount for _, amount in parts), ZERO), parts)


def non_performing(x: Mapping[str, Decimal]) -> Gain:
    """Return what selling bad loans brings over working them out, in money of today, after tax.

    Recoveries come in evenly over the years. Costs of the work fall on whoever holds the loans. What is left once buyers of the notes have their money and its return goes to the
    holders of the lowest class, of which the bank has its part.
    """
    claims, years, asked = x["claims"], x["years"], x["discount"]
    brought = claims * x["recovery"] * (ONE - x["work_cost"]) * _even(asked, years)
    gathered = claims * (x["recovery"] if x["sold_recovery"] < 0 else x["sold_recovery"])
    price = claims * x["price"]
    sold = price * (ONE - x["kept"])
    left = max(ZERO, gathered * (ONE - x["servicer_fee"] - x["work_cost"]) - price * (ONE + x["note_return"] * years / 2))
    book, after = claims * x["book_value"], ONE - x["tax"]
    capital = book * x["risk_weight"] * x["capital_ratio"] * x["capital_return"] * years / 2
    kept = price * x["kept"] * (ONE + x["note_return"] * years / 2) * _late(asked, years)
    parts = (
        (say("price received now"), sold),
        (say("what is kept of the notes"), kept),
        (say("part of what is left over"), left * x["junior_share"] * _late(asked, years)),
        (say("fee as servicer"), gathered * x["servicer_fee"] * _even(asked, years)),
        (say("costs of the issue"), -sold * x["issue_costs"]),
        (say("recoveries given up"), -brought),
        (say("use of the capital freed"), capital),
        (say("tax now instead of later"), _tax(x, price, book, claims, after)),
    )
    return Gain(sum((amount for _, amount in parts), ZERO), parts)


def _tax(x: Mapping[str, Decimal], price: Decimal, book: Decimal, claims: Decimal, after: Decimal) -> Decimal:
    """Return how tax differs: on the sale the whole result counts now, in a work-out as it comes in."""
    if after == ONE:
        return ZERO
    now = (price - book) * x["tax"]
    later = (claims * x["recovery"] * (ONE - x["work_cost"]) - book) * x["tax"] * _even(x["discount"], x["years"])
    return later - now


def _even(rate: Decimal, years: Decimal) -> Decimal:
    """Return what one unit that comes in evenly over some years is worth today, taken month by month."""
    months = max(1, int(years * 12))
    step = (ONE + rate) ** (ONE / 12)
    return sum((step**-month for month in range(1, months + 1)), ZERO) / months


def _late(rate: Decimal, years: Decimal) -> Decimal:
    """Return what one unit at the end of some years is worth today."""
    return (ONE + rate) ** -years
