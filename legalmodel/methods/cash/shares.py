"""Whole units: rounding, and sharing money out so that none is made and none is lost."""

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]


def whole(amount: object) -> Whole:
    """Return amounts rounded to whole units."""
    rounded: Whole = np.rint(np.asarray(amount)).astype(np.int64)
    return rounded


def _total(amounts: list[Whole]) -> Whole:
    total = amounts[0].copy()
    for amount in amounts[1:]:
        total += amount
    return total


def nothing(shape: tuple[int, ...]) -> tuple[Whole, Whole, Whole, Whole, Whole]:
    """Return five arrays of zeros of one shape."""
    made = [np.zeros(shape, dtype=np.int64) for _ in range(5)]
    return made[0], made[1], made[2], made[3], made[4]


def shared(money: Whole, dues: list[Whole], *, all_of_it: bool = False) -> list[Whole]:
    """Share money among dues: each in full if it lasts, else in proportion, what the cut leaves over to the first not yet paid in full.

    With ``all_of_it`` the dues are only weights, and all the money goes out.
    """
    if len(dues) == 1:
        return [money.copy() if all_of_it else np.minimum(money, dues[0])]
    total = _total(dues)
    short = (money < total) | all_of_it
    parts = [np.where(short, _part(money, due, total), due) for due in dues]
    left = np.where(short, money - _total(parts), 0)
    for part, due in zip(parts, dues, strict=True):
        more = left.copy() if all_of_it else np.minimum(left, due - part)
        part += more
        left = left - more
    return parts


def _part(money: Whole, due: Whole, total: Whole) -> Whole:
    """Return money times due over total, cut down, exactly: where the product leaves 63 bits, by whole numbers of any size."""
    total = np.maximum(total, 1)
    large = money.astype(np.float64) * due > 2.0**62
    part = np.where(large, 0, money) * due // total
    if large.any():
        triples = zip(money[large].tolist(), due[large].tolist(), total[large].tolist(), strict=True)
        part[large] = [m * d // t for m, d, t in triples]
    return part
