"""Which papers are asked for together: those that lie in one file of the deal, or that one search brings."""

from legalmodel.report.text import Wording, as_written, word


def packet(document: str, route: str = "") -> Wording:
    """Return the packet that a document is asked for with, on a route; the document itself where it belongs to none."""
    titles = _titles() | _titles_of(route)
    return next(
        (titles[name] for name, marks in _MARKS.items() if any(mark in document for mark in marks)), as_written(document)
    )


_MARKS = {
    "collateral": (
        "mortgag",
        "collateral",
        "loan contract",
        "loan file",
        "loan-level",
        "loan classification",
        "guarantors",
        "guarantee contracts of the loans",
        "co-lending",
        "lending process",
        "restructuring agreements",
    ),
    "company": (
        "business licence",
        "financial licence",
        "company register",
        "register of companies",
        "articles of association",
        "shareholders",
        "audit",
        "consolidated",
        "annual report",
        "public record of its formation",
        "charter of the party",
        "constitution of the vehicle",
        "officer's certificate",
    ),
    "register": ("register", "court", "search", "the decision", "decision opening it", "regulator", "release document"),
    "account": (
        "account-",
        "account statement",
        "account agreement",
        "current-account",
        "custody contract",
        "cash records",
        "collection records",
    ),
    "plan": (
        "plan document",
        "the plan and its registration",
        "approval of each member",
        "minutes",
        "risk disclosure",
        "records policy",
        "of the plan",
    ),
    "trust": ("trust contract", "letters of consent", "liquidation"),
    "support": ("support contract", "enhancement contract", "resolution", "decision and articles", "guarantee contract"),
    "appointment": ("servicing contract", "of appointment", "delegation contract", "servicer"),
    "transfer": (
        "sale contract",
        "asset list and warranties",
        "option contract",
        "consents to the sale",
        "copies of the notices",
        "payment record",
        "valuation",
        "the price",
        "records and interviews",
        "record of the draw",
    ),
    "publication": (
        "announcement",
        "trustee report",
        "management report",
        "prospectus",
        "notice",
        "rating",
        "risk report",
        "report itself",
    ),
    "closing": (
        "closing file",
        "registration or receipt",
        "notification and published list",
        "list of the exposures kept",
        "closing statement",
        "approvals and registration",
        "transaction documents",
        "legal opinion",
        "document itself",
        "calendar",
    ),
}
"""Packet -> what the names of its documents contain; the first that fits counts."""


def _titles() -> dict[str, Wording]:
    return {
        "collateral": word("loan files, mortgages, guarantees"),
        "register": word("register and court searches, to today"),
        "account": word("account papers and statements"),
        "plan": word("plan papers: terms, minutes, disclosures"),
        "trust": word("signed trust contract with annexes"),
        "support": word("support contracts and resolutions"),
        "appointment": word("servicing contract and appointments"),
        "transfer": word("sale papers: price, notices, valuation"),
        "company": word("company papers: licence, accounts"),
        "publication": word("prospectus, reports, announcements"),
        "closing": word("closing file: approvals, filings"),
    }


def _titles_of(route: str) -> dict[str, Wording]:
    """Return the titles that differ on a route: a plan has no prospectus, and its plan document lies with its other papers."""
    return {"publication": word("reports, ratings, announcements")} if route == "CN/special-plan" else {}
