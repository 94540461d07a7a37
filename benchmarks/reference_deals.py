"""Deals for the ten reference rules, with 50 parties and about 150 relations each, and the ten rules written by hand over plain dicts.

The same seed gives the same deal. About one rule in eight is broken in a deal, so that verdicts differ.
"""

import random
from itertools import pairwise
from typing import Any

from deals import Data

_OTHER_WORK = ("paying", "custody", "calculation", "registration", "account_keeping")
_SPAN = {"since": "2024-03-01", "until": "2034-03-01"}
_TOPS = ("originator", "vehicle", "servicer", "trustee", "bank", "cash_bank", "back_up")


def reference_deal(seed: int) -> Data:
    """Return a deal: two groups of holdings, pools sold on to a vehicle, agents, guarantees, and money on its way."""
    r = random.Random(seed)
    holds, plain = [f"holding_{n}" for n in range(12)], [f"party_{n}" for n in range(31)]
    deal: Data = {
        "deal": {
            "name": f"Reference deal {seed}",
            "stage": "closed",
            "closing": "2025-06-30",
            "currency": "CNY",
            "issue": 10**9,
        },
        "parties": {id: _party(r, id) for id in (*_TOPS, *holds, *plain)},
        "estates": {"client_money": {"kind": "trust", "held_by": "cash_bank"}},
        "pools": {f"pool_{k}": {"originated_by": ["originator"]} for k in range(3)},
        "governance": {"articles": _governance(r)},
        "ownership": _numbered("stake", _stakes(r, holds, plain)),
        "transfers": {},
        "agencies": _numbered("agency", _agencies(r, plain)),
        "guarantees": _numbered("guarantee", _guarantees(r, plain)),
        "accounts": _accounts(r, plain),
        "loans": _numbered("loan", [_loan(r, plain) for _ in range(40)]),
    }
    for k in range(3):
        for n, (giver, taker) in enumerate(pairwise(["originator", *r.sample(holds, 2), "vehicle"])):
            perfected = "2025-05-01" if r.random() > 0.02 else "none"
            hop = {"transferor": giver, "transferee": taker, "assets": [f"pool_{k}"], "perfected_on": perfected}
            deal["transfers"][f"sale_{k}_{n}"] = hop
    sections = [name for name in deal if name != "deal"]
    deal["complete"] = [*sections, "trusts", *(f"parties.{id}.figures" for id in deal["parties"])]
    return deal


def _party(r: random.Random, id: str) -> Data:
    step = r.randint(1, 6) if r.random() < 0.97 else r.randint(7, 20)
    rated = {"figures": {"step": {"kind": "market_reference", "number": step}}}
    return {"name": id.replace("_", " "), "form": "company", "seat": r.choice(("CN", "US", "GB", "DE")), **rated}


def _governance(r: random.Random) -> Data:
    bars = ["other_debt", "own_petition"] if r.random() > 0.03 else ["other_debt"]
    return {"of": "vehicle", "bars": bars, "independent_seats": 0 if r.random() < 0.03 else 2}


def _numbered(name: str, records: list[Data]) -> Data:
    return {f"{name}_{n}": record for n, record in enumerate(records)}


def _stakes(r: random.Random, holds: list[str], plain: list[str]) -> list[Data]:
    a, b = holds[:6], holds[6:]
    stakes = [(x, y, r.randint(51, 94)) for top in ([*a[:3], "originator"], [*b[:3], "trustee"]) for x, y in pairwise(top)]
    stakes.append((a[0], b[0], 60 if r.random() < 0.1 else r.randint(5, 50)))
    high = r.random() < 0.06
    stakes += [("originator", a[4], 75), (a[4], a[5], 55 if high else 45), (a[5], "vehicle", 51 if high else 49)]
    left = dict.fromkeys(plain, 100)
    for _ in range(22):
        x, y = r.sample(plain, 2)
        if part := min(left[y], r.randint(1, 100)):
            left[y] -= part
            stakes.append((x, y, part))
    return [{"owner": x, "of": y, "shares": f"{part}%", "since": "2020-01-01"} for x, y, part in stakes]


def _agencies(r: random.Random, plain: list[str]) -> list[Data]:
    work = [("servicer", "servicing"), ("trustee", "security_trusteeship"), ("bank", "account_keeping")]
    if r.random() > 0.05:
        work.append(("back_up", "backup_servicing"))
    work.append(("trustee" if r.random() < 0.05 else "bank", "cash_management"))
    if r.random() < 0.03:
        work.append(("servicer", "security_trusteeship"))
    rows = [{"agent": agent, "principal": "vehicle", "function": function, **_SPAN} for agent, function in work]
    rows[0] |= {"collects_into": "collection", "pays_over_to": "collection"}
    for agent, principal in (r.sample(plain, 2) for _ in range(18)):
        rows.append({"agent": agent, "principal": principal, "function": r.choice(_OTHER_WORK), **_SPAN})
    return rows


def _guarantees(r: random.Random, plain: list[str]) -> list[Data]:
    order = r.sample(plain, len(plain))
    pairs = [sorted(r.sample(range(len(order)), 2)) for _ in range(18)]
    rows = [_guarantee(order[i], order[j], r.random() < 0.4, _cap(r)) for i, j in pairs]
    if r.random() < 0.1:
        ring = r.sample(order, 3)
        rows += [_guarantee(a, b, False, 10**6) for a, b in zip(ring, ring[1:] + ring[:1], strict=True)]
    return rows


def _cap(r: random.Random) -> int:
    return r.randint(10**6, 98 * 10**6) if r.random() > 0.01 else 10**9


def _guarantee(by: str, to: str, limited: bool, cap: int) -> Data:
    return {"kind": "guarantee", "by": by, "to": to, "cap": cap, "wording": "limited" if limited else "full", **_SPAN}


def _loan(r: random.Random, plain: list[str]) -> Data:
    lender, borrower = r.sample(plain, 2)
    return {"lender": lender, "borrower": borrower, "amount": r.randint(10**5, 10**8), **_SPAN}


def _accounts(r: random.Random, plain: list[str]) -> Data:
    """Make the way of the money: collection, then perhaps a detour, a bank between, and the vehicle's own account; and others."""

    def account(holder: str, bank: str, **swept: str) -> Data:
        mixed = holder == "vehicle" or r.random() < 0.04
        return {"holder": holder if mixed else "client_money", "bank": bank, **swept, **_SPAN}

    detour = r.random() < 0.05
    rows = {
        "collection": account("servicer", "cash_bank", swept_into="detour" if detour else "between"),
        "between": account("cash_bank", "bank", swept_into="main"),
        "main": account("vehicle", "bank"),
        "detour": {"holder": plain[7], "bank": plain[8], "swept_into": "between", **_SPAN},
    }
    rows |= {f"own_{n}": account("vehicle", r.choice(("bank", "cash_bank"))) for n in range(3)}
    return rows | {f"other_{n}": {"holder": r.choice(plain), "bank": r.choice(plain), **_SPAN} for n in range(20)}


Verdicts = set[tuple[str, str]]


def by_hand(deal: Data) -> Verdicts:
    """Return the (rule, record) pairs that break a rule, by hand-written Python over dicts as they come from a file."""
    originators = {o for pool in deal["pools"].values() for o in pool["originated_by"]}
    broken = _records_by_hand(deal) | _agents_by_hand(deal["agencies"]) | _groups_by_hand(deal, originators)
    return broken | _ways_by_hand(deal, originators)


def _records_by_hand(deal: Data) -> Verdicts:
    broken: Verdicts = set()
    for id, account in deal["accounts"].items():
        if deal["parties"][account["bank"]]["figures"]["step"]["number"] > 6:
            broken.add(("r1", id))
    for id, articles in deal["governance"].items():
        if "own_petition" not in articles["bars"] or articles["independent_seats"] < 1:
            broken.add(("r2", id))
    for id, guarantee in deal["guarantees"].items():
        if guarantee["wording"] == "limited" and guarantee["cap"] * 10 > deal["deal"]["issue"]:
            broken.add(("r3", id))
    return broken


def _ways_by_hand(deal: Data, originators: set[str]) -> Verdicts:
    broken: Verdicts = set()
    vehicles = {g["of"] for g in deal["governance"].values()}
    accounts, agencies, guarantees = deal["accounts"], deal["agencies"], deal["guarantees"]
    for id in deal["pools"]:
        hops = [t for t in deal["transfers"].values() if id in t["assets"] and t["perfected_on"] != "none"]
        if not reach(pairs(hops, "transferor", "transferee"), originators) & vehicles:
            broken.add(("r7", id))
    for agency in agencies.values():
        at = agency.get("collects_into")
        while at:
            if accounts[at]["holder"] not in (agency["principal"], "client_money"):
                broken.add(("r8", at))
            at = accounts[at].get("swept_into")
    given = pairs(guarantees.values(), "by", "to")
    for id, guarantee in guarantees.items():
        if guarantee["by"] in reach(given, [guarantee["to"]]):
            broken.add(("r9", id))
    return broken


def _agents_by_hand(agencies: Data) -> Verdicts:
    broken: Verdicts = set()
    roles: dict[tuple[str, str], dict[str, list[str]]] = {}
    back_ups: dict[str, list[str]] = {}
    for id, a in agencies.items():
        roles.setdefault((a["agent"], a["principal"]), {}).setdefault(a["function"], []).append(id)
        if a["function"] == "backup_servicing":
            back_ups.setdefault(a["principal"], []).append(a["agent"])
    for id, a in agencies.items():
        if a["function"] == "servicing" and all(agent == a["agent"] for agent in back_ups.get(a["principal"], ())):
            broken.add(("r4", id))
    for work in roles.values():
        for one, other in _CONFLICTS:
            if one in work and other in work:
                broken |= {("r10", id) for id in work[one]}
    return broken


_CONFLICTS = (
    ("security_trusteeship", "servicing"),
    ("servicing", "backup_servicing"),
    ("security_trusteeship", "cash_management"),
)


def _groups_by_hand(deal: Data, originators: set[str]) -> Verdicts:
    """Follow chains of majorities: in these deals nobody controls a company through several small stakes."""
    majorities = [s for s in deal["ownership"].values() if int(s["shares"][:-1]) > 50]
    down, up = pairs(majorities, "owner", "of"), pairs(majorities, "of", "owner")
    below, above = reach(down, originators), reach(up, originators)
    broken = {("r5", id) for id, g in deal["governance"].items() if g["of"] in below}
    for id, a in deal["agencies"].items():
        if a["function"] == "security_trusteeship" and reach(up, [a["agent"]]) & above:
            broken.add(("r6", id))
    return broken


def pairs(records: Any, start: str, end: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for record in records:
        found.setdefault(record[start], []).append(record[end])
    return found


def reach(pairs: dict[str, list[str]], start: Any) -> set[str]:
    seen, waiting = set(start), list(start)
    while waiting:
        for id in pairs.get(waiting.pop(), ()):
            if id not in seen:
                seen.add(id)
                waiting.append(id)
    return seen
