"""Caps: how much can be claimed on several grounds together."""

from decimal import Decimal
from typing import Any

from legalmodel.base.kleene import join as merge
from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Facts, Interval, Money, Truth, U, unknown


def total(grounds: list[tuple[Thing, Truth]], missing: Facts) -> Any:
    """Add up caps; ``missing`` is why there may be other grounds. Without any sure one: none if there can be no other, else unknown."""
    limited = not missing
    missing |= merge(truth for _, truth in grounds).missing
    # without a sure ground a cap bounds nothing: what is asked first is whether there is one at all
    if not any(truth is True for _, truth in grounds):
        return U(missing) if missing or grounds else NONE
    caps = [ground.fields["cap"] for ground, _ in grounds]
    currencies = {cap.currency for cap in caps if isinstance(cap, Money)}
    if len(currencies) > 1:
        return unknown(grounds[0][0].path, "undefined")
    low = high = Decimal(0)
    for (ground, truth), cap in zip(grounds, caps, strict=True):
        # without a cap a ground reaches at least as far as what it surely covers, and has no most
        least = cap.amount if isinstance(cap, Money) else ground.fields["reach"] if cap is NONE else Decimal(0)
        # a ground that may not be there adds to the most, and not to the least
        low += least if truth is True else 0
        high += least
        limited = limited and isinstance(cap, Money)
        missing |= merge((cap,)).missing
        if cap is NONE:
            missing |= unknown((*ground.path, "cap"), "undefined").missing
    currency = next(iter(currencies), "")
    return Money(low, currency) if limited and low == high else Interval(low, high if limited else None, missing, currency)
