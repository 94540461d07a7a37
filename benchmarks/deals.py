"""Deals made up for measuring: the same seed gives the same bytes. Nobody in them exists."""

import random
from itertools import pairwise
from typing import Any

_WORDS = (
    "Each party acknowledges that the obligations under this clause are limited in recourse and that no petition may be presented"
    " until one year and one day after final discharge of all amounts due under the securities; it survives the end of the contract"
)
_FORMS = ("company", "bank", "trust_company", "securities_company", "rating_agency", "law_firm", "accounting_firm")
_FUNCTIONS = ("custody", "paying", "underwriting", "rating", "legal_counsel", "audit", "calculation", "registration")
_SUPPORTS = ("guarantee", "shortfall_undertaking", "liquidity_facility", "reserve", "letter_of_credit")

Data = dict[str, Any]


def big_deal(parties: int = 60, relations: int = 190, seed: int = 1) -> Data:
    """Return a deal on China's interbank route: ownership, entrustment and sale, classes, holders, support, agents, loans."""
    r = random.Random(seed)
    ids = [f"party_{n:04}" for n in range(parties)]
    deal: Data = {
        "deal": {
            "name": f"Synthetic deal {seed}",
            "asset_class": "non_performing_loans",
            "route": "CN/interbank-trust",
            "stage": "closed",
            "closing": "2024-06-20",
            "currency": "CNY",
            "known_until": "2026-06-30",
        },
        "parties": {id: _party(r, n) for n, id in enumerate(ids)},
        "estates": {"spt": {"kind": "special_purpose_trust", "held_by": ids[1], "capacity": "trustee", "law": "CN"}},
        "pools": {"pool": {"kind": "non_performing_corporate_loans", "law_of_claims": "CN", "claims": 1_800_000_000}},
        "trusts": {"entrustment": _trust(ids)},
        "securities": {f"class_{n}": _security(n) for n in range(5)},
    }
    shares = {"ownership": 0.34, "agencies": 0.24, "guarantees": 0.12, "investments": 0.16, "loans": 0.08, "claims": 0.06}
    left = dict.fromkeys(ids, 100) | {f"class_{n}": 100 for n in range(5)}
    for section, part in shares.items():
        made = (_RELATIONS[section](r, ids, left) for _ in range(round((relations - 1) * part)))
        deal[section] = {f"{section}_{n}": {k: v for k, v in record.items() if v is not None} for n, record in enumerate(made)}
    return deal


def chain(length: int) -> Data:
    """Return companies each of which owns 60 % of the next."""
    ids = [f"company_{n}" for n in range(length)]
    return _owned(ids, [(a, b, 60) for a, b in pairwise(ids)])


def ring(length: int) -> Data:
    """Return companies in a ring, each holding 60 % of the next and 30 % of the one after it."""
    ids = [f"company_{n}" for n in range(length)]
    return _owned(ids, [(id, ids[(n + k) % length], part) for n, id in enumerate(ids) for k, part in ((1, 60), (2, 30))])


def random_stakes(seed: int, parties: int = 50, stakes: int = 90, unknown: float = 0.0) -> list[tuple[int, int, int | None]]:
    """Return stakes (owner, company, percent) that leave each company with at most 100 %; a part of them of unknown size."""
    r, left, found = random.Random(seed), [100] * parties, dict[tuple[int, int], int | None]()
    while len(found) < stakes:
        a, b = r.sample(range(parties), 2)
        if (a, b) not in found and left[b] >= 5:
            part = min(left[b], r.choice((10, 20, 26, 30, 40, 51, 60, 75)))
            left[b] -= part
            found[a, b] = None if r.random() < unknown else part
    return [(a, b, part) for (a, b), part in found.items()]


def owned_by(stakes: list[tuple[int, int, int | None]], parties: int) -> Data:
    """Return the deal that such stakes make."""
    return _owned([f"company_{n}" for n in range(parties)], [(f"company_{a}", f"company_{b}", part) for a, b, part in stakes])


def written(deal: Data) -> bytes:
    """Return the bytes of a deal as YAML in block style."""
    lines: list[str] = []
    _write(deal, 0, lines)
    return "\n".join(lines).encode() + b"\n"


def _write(record: Data, depth: int, lines: list[str]) -> None:
    for key, value in record.items():
        if isinstance(value, dict):
            lines.append(f"{' ' * depth}{key}:")
            _write(value, depth + 2, lines)
        else:
            text = f"[{', '.join(value)}]" if isinstance(value, list) else str(value)
            lines.append(f"{' ' * depth}{key}: {text}")


def _owned(ids: list[str], stakes: list[tuple[str, str, int | None]]) -> Data:
    rows: Data = {}
    for n, (owner, of, part) in enumerate(stakes):
        known = {"shares": f"{part}%"} if part is not None else {"unknown": {"shares": "not_disclosed"}}
        rows[f"stake_{n}"] = {"owner": owner, "of": of, **known}
    return {
        "deal": {"name": "Owners", "currency": "CNY", "known_until": "2026-06-30"},
        "parties": {id: {"name": id.replace("_", " "), "form": "company", "seat": "CN"} for id in ids},
        "ownership": rows,
        "complete": ["ownership"],
    }


def _party(r: random.Random, n: int) -> Data:
    form = ("commercial_bank", "trust_company")[n] if n < 2 else r.choice(_FORMS)
    body = f"{r.getrandbits(72):018X}"
    lei = f"{body}{98 - int(''.join(str(int(c, 36)) for c in body) + '00') % 97:02}"
    return {
        "name": {"en": f"Party {n} of the made-up deal", "zh": f"虚构交易第{n}方"},
        "form": form,
        "seat": "CN" if n < 2 else r.choice(("CN", "US", "GB")),
        "lei": f"'{lei}'",
    }


def _trust(ids: list[str]) -> Data:
    return {
        "settlor": ids[0],
        "trustee": ids[1],
        "estate": "spt",
        "assets": ["pool"],
        "act": "entrustment",
        "law": "CN",
        "form": "written",
        "dates": {"cut_off": "2023-12-31", "signed": "2024-06-12", "effective": "2024-06-20"},
        "price": 480_000_000,
        "purposes": ["issue_securities", "hold_and_manage"],
    }


def _security(n: int) -> Data:
    return {"issuer": "spt", "kind": "beneficial_interest", "rank": n + 1, "amount": 100_000_000, "issued": "2024-06-20"}


def _two(r: random.Random, ids: list[str]) -> tuple[str, str]:
    a, b = sorted(r.sample(range(len(ids)), 2))
    return ids[a], ids[b]


def _days(r: random.Random) -> Data:
    return {
        "since": f"2024-{r.randint(1, 12):02}-{r.randint(1, 28):02}",
        "until": f"2034-{r.randint(1, 12):02}-{r.randint(1, 28):02}",
    }


def _part(r: random.Random, left: dict[str, int], of: str) -> str | None:
    part = min(left[of], r.randint(5, 60))
    left[of] -= part
    return f"{part}%" if part else None


def _clause(r: random.Random) -> str:
    return _WORDS[: r.randint(190, len(_WORDS))].strip()


def _stake(r: random.Random, ids: list[str], left: dict[str, int]) -> Data:
    owner, of = _two(r, ids)
    return {"owner": owner, "of": of, "shares": _part(r, left, of), "agreement": "none", "since": "2020-01-01"}


def _agency(r: random.Random, ids: list[str], _: dict[str, int]) -> Data:
    text = _clause(r)
    return {"agent": r.choice(ids), "principal": "spt", "function": r.choice(_FUNCTIONS), "authority": text, **_days(r)}


def _guarantee(r: random.Random, ids: list[str], _: dict[str, int]) -> Data:
    cap, text = r.randint(10**6, 10**8), _clause(r)
    covers = r.sample(("interest", "principal", "expenses"), 2)
    return {
        "kind": r.choice(_SUPPORTS),
        "by": r.choice(ids),
        "to": "spt",
        "covers": covers,
        "cap": cap,
        "drawn_when": text,
        **_days(r),
    }


def _investment(r: random.Random, ids: list[str], left: dict[str, int]) -> Data:
    of = f"class_{r.randrange(5)}"
    return {"holder": r.choice(ids), "of": of, "share": _part(r, left, of), "since": "2024-06-20"}


def _loan(r: random.Random, ids: list[str], _: dict[str, int]) -> Data:
    lender, borrower = _two(r, ids)
    amount = r.randint(10**6, 10**9)
    return {"lender": lender, "borrower": borrower, "kind": _clause(r), "amount": amount, "law": "CN", **_days(r)}


def _claim(r: random.Random, ids: list[str], _: dict[str, int]) -> Data:
    creditor, debtor = _two(r, ids)
    text = _clause(r)
    return {"creditor": creditor, "debtor": debtor, "amount": r.randint(10**6, 10**9), "arises_from": text, "pool": "pool"}


_RELATIONS = {
    "ownership": _stake,
    "agencies": _agency,
    "guarantees": _guarantee,
    "investments": _investment,
    "loans": _loan,
    "claims": _claim,
}
