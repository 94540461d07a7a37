"""Deals made up for measuring growth: the worst that each relation can be. Nobody in them exists."""

import random
from itertools import pairwise

from deals import Data, owned_by


def linked(relation: str, parties: int, *, closed: bool = False, complete: bool = True) -> Data:
    """Return a deal in which parties follow one another in one relation, as a chain or, ``closed``, as a ring: the worst that it can be.

    ``relation`` is one of ``LINKS``; records stand in the file in another order than in the chain. ``complete`` lists name all there is.
    """
    ids = [f"company_{n}" for n in range(parties)]
    deal = owned_by([], parties)
    deal |= {
        "estates": {"spt": {"kind": "special_purpose_trust", "held_by": ids[0], "capacity": "trustee"}},
        "pools": {"pool": {"kind": "corporate_loans"}},
        "trusts": {"entrustment": {"settlor": ids[1], "trustee": ids[0], "estate": "spt", "assets": ["pool"]}},
        "securities": {f"class_{n}": _security() for n in range(parties // 4 if relation == "classes" else 2)},
    }
    for section in ("guarantees", "transfers", "accounts", "agencies", "investments", "options", "claims", "charges"):
        deal[section] = {}
    LINKS[relation](deal, ids, [*pairwise(ids), (ids[-1], ids[0])] if closed else list(pairwise(ids)))
    sections = [name for name in deal if name not in ("deal", "complete") and (deal[name] or complete)]
    made = {name: deal[name] if name == "parties" else _shuffled(deal[name]) or "none" for name in sections}
    return {"deal": deal["deal"]} | made | ({"complete": sections} if complete else {})


def _shuffled(records: Data) -> Data:
    ids = list(records)
    random.Random(len(ids)).shuffle(ids)
    return {id: records[id] for id in ids}


def _guarantees(deal: Data, ids: list[str], pairs: list[tuple[str, str]]) -> None:
    support = {"kind": "guarantee", "covers": ["principal"], "cap": 1000}
    deal["guarantees"] = {f"support_{n}": {"to": to, "by": by, **support} for n, (to, by) in enumerate(pairs)}
    deal["trusts"]["entrustment"]["settlor"] = ids[-1]  # the last of all supporters, so that the whole way is followed
    deal["guarantees"]["support_first"] = {"to": "spt", "of": ["class_0"], "by": ids[0], **support}


def _hops(deal: Data, ids: list[str], pairs: list[tuple[str, str]]) -> None:
    sale = {"assets": ["pool"], "act": "sale"}
    deal["transfers"] = {f"sale_{n}": {"transferor": a, "transferee": b, **sale} for n, (a, b) in enumerate(pairs)}
    deal["trusts"]["entrustment"] |= {"settlor": ids[-1], "trustee": ids[0]}


def _accounts(deal: Data, ids: list[str], pairs: list[tuple[str, str]]) -> None:
    for n, (a, b) in enumerate(pairs):
        deal["accounts"][f"account_{a}"] = {"holder": ids[n], "swept_into": f"account_{b}", "sweep_days": 1}
    deal["accounts"].setdefault(f"account_{ids[-1]}", {"holder": "spt"})
    first = {"agent": ids[2], "principal": "spt", "function": "servicing", "collects_into": f"account_{ids[0]}"}
    deal["agencies"]["servicing"] = first


def _affiliates(deal: Data, ids: list[str], pairs: list[tuple[str, str]]) -> None:
    """Make companies of one group, each of which serves, supports, holds, owes and can be made to take back."""
    deal["ownership"] = {f"stake_{n}": {"owner": a, "of": b, "shares": "60%"} for n, (a, b) in enumerate(pairs)}
    support = {"kind": "guarantee", "to": "spt", "covers": ["principal"], "cap": 1000}
    for n, id in enumerate(ids[2:]):
        work = ("servicing", "custody", "paying")[n % 3]
        deal["agencies"][f"work_{n}"] = {"agent": id, "principal": "spt", "function": work}
        deal["guarantees"][f"support_{n}"] = {"by": id, **support}
        deal["investments"][f"part_{n}"] = {"holder": id, "of": f"class_{n % 2}", "amount": 1}
        deal["claims"][f"debt_{n}"] = {"creditor": id, "debtor": ids[1], "pool": "pool", "set_off_excluded_by": "none"}
        deal["options"][f"put_{n}"] = {"holder": "spt", "against": id, "over": ["pool"], "price": "par"}
        deal["charges"][f"right_{n}"] = {"by": ids[0], "to": id, "over": ["pool"]}


def _classes(deal: Data, _: list[str], pairs: list[tuple[str, str]]) -> None:
    """Make a class for every fourth party, each held, supported, and to be given back."""
    for n, (a, b) in enumerate(pairs[: len(deal["securities"])]):
        of = f"class_{n}"
        deal["investments"][f"part_{n}"] = {"holder": a, "of": of, "share": "50%"}
        deal["investments"][f"rest_{n}"] = {"holder": b, "of": of, "amount": 50_000_000}
        deal["guarantees"][f"support_{n}"] = {
            "kind": "subordination",
            "of": [of],
            "covers": ["principal"],
            "cap": 1000,
            "funded_by": a,
        }
        deal["options"][f"put_{n}"] = {"holder": a, "against": b, "over": [of], "price_rate": "100%"}


def _appointments(deal: Data, ids: list[str], pairs: list[tuple[str, str]]) -> None:
    """Let each servicer appoint the next one under its own appointment, and have a successor."""
    for n, (a, b) in enumerate(pairs):
        under = {"under": f"work_{n - 1}"} if n else {}
        own = {"agent": a, "principal": ids[n - 1] if n else "spt", "function": "servicing", "successor": b}
        deal["agencies"][f"work_{n}"] = {**own, **under, "collects_into": f"account_{n}"}
        deal["accounts"][f"account_{n}"] = {"holder": a}


LINKS = {
    "guarantees": _guarantees,
    "hops": _hops,
    "accounts": _accounts,
    "affiliates": _affiliates,
    "classes": _classes,
    "appointments": _appointments,
}
"""Relations in which parties of ``linked`` can follow one another."""


def _security() -> Data:
    return {"issuer": "spt", "kind": "beneficial_interest", "rank": 1, "amount": 100_000_000, "issued": "2024-06-20"}
