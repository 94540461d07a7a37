"""Rings of stakes: companies that own each other, through however many."""

from collections.abc import Hashable, Mapping
from typing import Any, TypeVar

Owner = TypeVar("Owner", bound=Hashable)


def on_rings(held: Mapping[Owner, list[Any]]) -> set[Owner]:
    """Return the owners that lie on a ring, or between two: what is left when those that nobody owns, and that own nobody, are taken off.

    ``held`` is by owner what it holds, each beginning with the company.
    """
    below = {owner: [of for of, _, _ in parts if of is not owner] for owner, parts in held.items()}
    holders: dict[Owner, int] = {}
    for companies in below.values():
        for company in companies:
            holders[company] = holders.get(company, 0) + 1
    top = [owner for owner in below if owner not in holders]
    # from the top: without those whom nobody owns, others are owned by nobody, until only rings and what is below them is left
    left = dict(below)
    for owner in top:
        for company in left.pop(owner, ()):
            holders[company] -= 1
            if not holders[company]:
                top.append(company)
    return _owning(left) if left else set()


def _owning(below: dict[Owner, list[Owner]]) -> set[Owner]:
    """Return of the owners on or below rings those that are not only below them."""
    above: dict[Owner, list[Owner]] = {}
    for owner, companies in below.items():
        for company in companies:
            above.setdefault(company, []).append(owner)
    left = {owner: sum(company in below for company in companies) for owner, companies in below.items()}
    bottom = [owner for owner, count in left.items() if not count]
    for company in bottom:
        del left[company]
        for owner in above.get(company, ()):
            if owner in left:
                left[owner] -= 1
                if not left[owner]:
                    bottom.append(owner)
    return set(left)
