"""Small deals for the tests of the graph."""

from typing import Any

from legalmodel.graph.build import build
from legalmodel.graph.graph import Graph
from legalmodel.model.deal import Deal


def party(name: str = "", **more: Any) -> dict[str, Any]:
    return {"name": name or "Somebody", "form": "company", **more}


def parties(*ids: str) -> dict[str, Any]:
    return {id: party(id.upper()) for id in ids}


def graph(sections: dict[str, Any], **more: Any) -> Graph:
    return build(Deal.model_validate({k: v for k, v in sections.items() if v}), **more)


def zhongyu() -> dict[str, Any]:
    """A Chinese bank's sale of bad loans through a special purpose trust, written as a file would be."""
    return {
        "deal": {"name": "Zhongyu 2016-1", "currency": "CNY", "issue": 301000000, "closing": "2016-05-27"},
        "documents": {"b1": {"title": "Public page", "standing": "public_summary"}, "b2": {"title": "Second page"}},
        "parties": {
            "boc": {"name": {"en": "Bank of China", "zh": "中国银行"}, "form": "commercial_bank", "seat": "CN"},
            "ciit": {"name": "CIIT", "form": "trust_company", "seat": "CN"},
            "junior_holders": {"form": "class", "defined_as": "holders of Junior at closing"},
            "custodian": {"form": "commercial_bank", "unknown": {"name": "not_disclosed"}},
        },
        "estates": {"spt": {"kind": "special_purpose_trust", "held_by": "ciit", "capacity": "trustee"}},
        "pools": {"pool": {"name": "Loans", "claims": 1253830000}},
        "trusts": {
            "entrustment": {
                "settlor": "boc",
                "trustee": "ciit",
                "estate": "spt",
                "assets": ["pool"],
                "dates": {"cut_off": "2015-09-30", "effective": "2016-05-27", "evidence": {"effective": "b1 §2"}},
                "interim_collections": {"amount": 154570000, "unknown": {"account": "not_asked"}},
                "buy_backs": {"bad": {"trigger": "ineligible_at_cut_off", "duty": "must", "price": "par", "cap": "none"}},
                "evidence": {"settlor": "b1 p.3; b2", "all": "b2"},
                "status": {"settlor": "alleged"},
            }
        },
        "securities": {
            "senior": {"name": "Senior", "issuer": "spt", "rank": 1, "amount": 234780000},
            "junior": {"name": "Junior", "issuer": "spt", "rank": 2, "amount": 66220000, "ratings": "none"},
        },
        "investments": {
            "boc_senior": {
                "holder": "boc",
                "of": "senior",
                "share": "5%",
                "since": "2016-05-27",
                "sourced": {"share": {"b2": "5%", "b1": "0%"}},
            },
            "boc_junior": {"holder": "boc", "of": "junior", "dated": {"share": {"2016-05-27": "5%", "2018-01-26": "0%"}}},
        },
        "guarantees": {"top_up": {"kind": "top_up", "by": "junior_holders", "to": "spt", "covers": ["senior_interest"]}},
        "agencies": {
            "servicing": {"agent": "boc", "principal": "spt", "function": "servicing", "since": "2016-05-27"},
            "custody": {"agent": "custodian", "principal": "spt", "function": "cash_custody"},
        },
        "assumptions": {"a1": {"text": "nothing else"}},
        "complete": ["agencies", "trusts", "transfers", "trusts.entrustment.buy_backs"],
    }
