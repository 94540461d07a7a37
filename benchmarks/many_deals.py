"""Many made-up deals of one market, for measuring the network and the site: parties come back, with identifiers; the same seed gives the same bytes.

``python benchmarks/many_deals.py 10000 FOLDER`` writes them, JSON, a file each, a thousand to a folder.
"""

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_FIRST = ("Jiang", "Hai", "Bei", "Nan", "Dong", "Xi", "Qing", "Yun", "Shan", "He", "Lin", "Zhou", "Tian", "Ping", "An", "Chang")
_HAN = "江海北南东西青云山河林州天平安长"
_SORTS = {
    "bank": ("commercial_bank", "Bank", "银行", 120),
    "trustco": ("trust_company", "Trust", "信托", 40),
    "custodian": ("commercial_bank", "City Bank", "城商行", 25),
    "depository": ("central_depository", "Depository", "登记机构", 2),
    "lead": ("securities_company", "Securities", "证券", 40),
    "rater": ("rating_agency", "Rating", "评级", 5),
    "counsel": ("law_firm", "Law Firm", "律师事务所", 60),
    "supporter": ("asset_management_company", "Asset Management", "资产管理", 30),
    "fund": ("company", "Fund", "基金", 400),
    "insurer": ("insurance_company", "Insurance", "保险", 80),
}


def lei(number: int) -> str:
    """Return a well-formed LEI that nobody has."""
    body = f"9845ZZ{number:012}"
    digits = int("".join(str(int(c, 36)) for c in f"{body}00"))
    return f"{body}{98 - digits % 97:02}"


def firm(sort: str, number: int) -> dict[str, Any]:
    """Return a made-up firm; nine in ten have an identifier."""
    form, english, chinese, _ = _SORTS[sort]
    one, two = number % 16, number // 16 % 16
    name = f"{_FIRST[one]}{_FIRST[two].lower()} {english}" + (f" {number // 256 + 1}" if number > 255 else "")
    local = f"{_HAN[one]}{_HAN[two]}{chinese}" + (f"{number // 256 + 1}" if number > 255 else "")
    code = {"lei": lei([*_SORTS].index(sort) * 1000 + number)} if number % 10 else {}
    return {"name": {"en": name, "zh": local}, "form": form, "seat": "CN", **code, "evidence": {"all": "prospectus"}}


def deals(count: int, seed: int = 1) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield made-up deals by name, about 6 kB each: most of each is published, some of it is not."""
    for n in range(count):
        yield f"{n // 1000:03}/deal{n:06}.json", _deal(n, random.Random(f"{seed}:{n}"))


def _deal(n: int, r: random.Random) -> dict[str, Any]:
    who = {sort: firm(sort, min(int(r.paretovariate(0.9)) - 1, most - 1)) for sort, (_, _, _, most) in _SORTS.items()}
    year, month = 2015 + n % 11, 1 + r.randrange(11)
    closing, later = f"{year}-{month:02}-20", f"{year + 1}-{month:02}-26"
    size, kept = r.randrange(2, 60) * 50_000_000, r.choice((4, 5, 5, 5, 10, 20))
    open_, private = {"all": "prospectus"}, {"all": "side_letter"}
    agent: dict[str, Any] = {"principal": "spt", "since": closing, "until": "none", "evidence": open_}
    return {
        "deal": {"name": {"en": f"Made-up deal {n} of {year}", "zh": f"虚构第{n}号{year}年不良资产支持证券"}, "about": "made_up", "asset_class": "non_performing_loans",
                 "route": "CN/interbank-trust", "stage": "closed", "closing": closing, "currency": "CNY", "issue": size, "known_until": "2026-06-30", "evidence": open_},
        "documents": {
            "prospectus": {"kind": "prospectus", "title": "Prospectus", "standing": "illustrative", "date": closing, "published": closing},
            "side_letter": {"kind": "side_letter", "title": "Side letter", "standing": "illustrative", "date": closing},
            "report": {"kind": "trustee_report", "title": "Trustee report", "standing": "illustrative", "date": later, "published": later},
        },
        "parties": who | {"person": {"name": f"Zhang Number{n}", "form": "natural_person", "evidence": open_}},
        "estates": {"spt": {"name": {"en": f"Trust {n}", "zh": f"信托{n}"}, "kind": "special_purpose_trust", "held_by": "trustco", "capacity": "trustee", "law": "CN", "established": closing, "ends": "none", "evidence": open_}},
        "pools": {"pool": {"kind": "non_performing_corporate_loans", "law_of_claims": "CN", "originated_by": ["bank"], "claims": size * 3, "loans": r.randrange(20, 900), "evidence": open_}},
        "trusts": {"entrustment": {"settlor": "bank", "trustee": "trustco", "estate": "spt", "assets": ["pool"], "act": "entrustment", "law": "CN", "form": "written", "purposes": ["issue_securities"],
                                   "dates": {"signed": closing, "effective": closing, "paid": closing}, "price_paid": size, "evidence": open_}},
        "securities": {
            "senior": {"name": {"en": "Senior", "zh": "优先档"}, "issuer": "spt", "kind": "beneficial_interest", "rank": 1, "amount": size * 4 // 5, "coupon": "3%", "issued": closing, "first_payment": later, "payment_interval_months": 6,
                       "legal_end": f"{year + 4}-{month:02}-26", "market": "CN/interbank", "placement": "public", "evidence": open_},
            "junior": {"name": {"en": "Junior", "zh": "次级档"}, "issuer": "spt", "kind": "beneficial_interest", "rank": 2, "amount": size // 5, "issued": closing, "legal_end": f"{year + 4}-{month:02}-26", "market": "CN/interbank", "placement": "public", "evidence": open_},
        },
        "investments": {
            "kept_senior": {"holder": "bank", "of": "senior", "share": f"{kept}%", "since": closing, "evidence": open_},
            "kept_junior": {"holder": "bank", "of": "junior", "share": f"{kept}%", "since": closing, "evidence": open_},
            "first": {"holder": "fund", "of": "senior", "share": "50%", "since": closing, "evidence": open_},
            "second": {"holder": "insurer", "of": "senior", "share": "20%", "since": closing, "evidence": private},
            "third": {"holder": "supporter", "of": "junior", "share": "60%", "since": closing, "evidence": open_},
        },
        "guarantees": {"top_up": {"kind": "top_up", "by": "supporter", "to": "spt", "of": ["senior"], "cap": size // 20, "since": closing, "evidence": open_ if n % 3 else private}},
        "agencies": {
            "servicing": {"agent": "bank", "function": "servicing", "successor": "supporter", **agent},
            "custody": {"agent": "custodian", "function": "cash_custody", "successor": "none", **agent},
            "registration": {"agent": "depository", "function": "registration", **agent},
            "rating": {"agent": "rater", "function": "rating", **agent},
            "advice": {"agent": "counsel", "function": "legal_counsel", **agent},
            "underwriting": {"agent": "lead", "function": "lead_underwriting", **agent},
        },
        "disclosures": {"first_report": {"what": "trustee_report", "by": "trustco", "to": "all holders", "date": later, "of": "senior", "evidence": {"all": "report"}}},
        "complete": ["securities", "agencies"],
    }  # fmt: skip  # a deal on few lines


def main() -> None:
    """Write so many deals into a folder."""
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    for name, data in deals(count):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(data, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
