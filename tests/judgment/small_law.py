"""Small private law and small deals for the tests of judging: each says only what its test is about."""

import json
from copy import deepcopy
from datetime import date
from typing import Any

from legalmodel.graph.build import build
from legalmodel.graph.graph import Graph
from legalmodel.graph.horizon import Horizon
from legalmodel.graph.vocabulary import vocabulary
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.finding import Finding, Line
from legalmodel.judgment.judge import judge
from legalmodel.law.catalogue import Catalogue, Question
from legalmodel.law.load import Law, assemble, read_instrument
from legalmodel.model.parse import parse
from legalmodel.text.read import Source, read_bytes

RUN = date(2026, 6, 30)

_ROLES = {
    "isolation/one": "hop",
    "isolation/two": "hop",
    "isolation/side": "hop",
    "remoteness/vehicle": "vehicle",
    "remoteness/servicer": "servicer",
    "protection/one": "class",
    "protection/side": "class",
    "label/one": "apart",
}


def catalogue(*essential: str) -> Catalogue:
    """Return a catalogue in which only the questions named are essential; by default the first of isolation."""
    wanted = essential or ("isolation/one",)
    questions = {id: Question(id, f"{id}?", "", id, id in wanted, role) for id, role in _ROLES.items()}
    tellers = {
        "trusts.*.form": {"what": "how it is written", "ask": "counsel", "document": "trust contract"},
        "trusts": {"what": "the trusts", "ask": "trustee", "document": "prospectus"},
    }
    return Catalogue(questions, tellers)


def rule(**parts: Any) -> dict[str, Any]:
    """Return a rule on trusts that passes if the trust is written; ``None`` takes a part away."""
    whole: dict[str, Any] = {
        "article": "1",
        "question": "isolation/one",
        "title": {"en": "A rule"},
        "condition": "it must be so",
        "consequence": "it is void",
        "effect": "void",
        "each": "trust",
        "require": 'trust.form == "written"',
        "says": {"pass": "It is so.", "fail": "It is not so."},
    }
    if "factors" in parts or "readings" in parts:
        del whole["require"]
    return {k: v for k, v in (whole | parts).items() if v is not None}


def instrument(rules: dict[str, Any], **head: Any) -> dict[str, Any]:
    """Return an instrument of Chinese law in force since 2001, with the connecting factors of all sorts used here."""
    whole: dict[str, Any] = {
        "id": "small-law",
        "system": "CN",
        "title": {"en": "Small law"},
        "short": "Small",
        "issuer": "nobody",
        "in_force": {"from": "2001-10-01"},
        "force": "mandatory",
        "text": "seen",
        "source": {"where": "a book", "read": "2026-01-01"},
        "governs": {
            "trust": 'within(trust.law, "CN")',
            "guarantee": 'within(guarantee.law, "CN")',
            "agency": 'within(agency.agent.seat, "CN")',
            "security": "security.issuer != none",
            "deal": "deal.closing != none",
        },
        "at": {"trust": "trust.dates.effective"},
    }
    return {"instrument": whole | head, "rules": rules}


def source(data: dict[str, Any], name: str = "law.json") -> Source:
    return read_bytes(json.dumps(data, indent=1).encode(), name)


def law(*rules: dict[str, Any], essential: tuple[str, ...] = (), **head: Any) -> Law:
    """Compile rules, called ``r1``, ``r2`` and so on, into one instrument."""
    return law_of(instrument({f"r{n}": r for n, r in enumerate(rules, 1)}, **head), essential=essential)


def law_of(*instruments: dict[str, Any], essential: tuple[str, ...] = ()) -> Law:
    files = [source(data, f"law{n}.json") for n, data in enumerate(instruments, 1)]
    return assemble([(f, read_instrument(f)) for f in files], catalogue(*essential), vocabulary)


def deal(changes: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return a closed Chinese deal of one trust and one class, all said of it; each change is put at its dotted path.

    ``absent`` takes a value away.
    """
    whole: dict[str, Any] = {
        "deal": {"name": "Small", "stage": "closed", "closing": "2016-05-27", "currency": "CNY"},
        "documents": {
            "book": {"title": "Book"},
            "page": {"title": "Page"},
            "contract": {"title": "Contract", "standing": "signed"},
        },
        "parties": {
            "bank": {"name": "Bank", "form": "commercial_bank", "seat": "CN"},
            "trustco": {"name": "Trustco", "form": "trust_company", "seat": "CN"},
        },
        "estates": {"spt": {"kind": "special_purpose_trust", "held_by": "trustco", "law": "CN"}},
        "pools": {"pool": {"name": "Loans"}},
        "trusts": {
            "main": {
                "settlor": "bank",
                "trustee": "trustco",
                "estate": "spt",
                "assets": ["pool"],
                "law": "CN",
                "form": "written",
                "set_off_allowed": "no",
                "books_of_trustee": "separate",
                "successor_chosen_by": "holders",
                "dates": {"signed": "2016-05-20", "effective": "2016-05-27"},
            }
        },
        "transfers": "none",
        "agencies": "none",
        "accounts": "none",
        "securities": {"senior": {"name": "Senior", "issuer": "spt", "market": "CN/interbank"}},
        "complete": ["parties", "estates", "pools", "trusts", "securities"],
    }
    for path, value in (changes or {}).items():
        _put(whole, path.split("."), value)
    for section in ("deal", "parties", "estates", "pools", "trusts", "securities", "agencies", "accounts", "guarantees"):
        records = {"": whole["deal"]} if section == "deal" else whole.get(section)
        for record in records.values() if isinstance(records, dict) else ():
            record.setdefault("evidence", {"all": "contract"})
    return whole


def _put(at: dict[str, Any], path: list[str], value: Any) -> None:
    for step in path[:-1]:
        if not isinstance(at.get(step), dict):
            at[step] = {}
        at = at[step]
    if value == "absent":
        del at[path[-1]]
    else:
        at[path[-1]] = deepcopy(value)


def graph(changes: dict[str, Any] | None = None, horizon: Horizon | None = None) -> Graph:
    file = source(deal(changes), "deal.json")
    return build(parse(file), file.place, horizon=horizon)


def judged(body: Law, changes: dict[str, Any] | None = None, **days: date) -> Judgment:
    run = days.pop("run", RUN)
    return judge(graph(changes, Horizon(run, days.get("as_of"))), body, run, **days)


def the(judgment: Judgment, rule_id: str = "r1", subject: str = "") -> Finding:
    """Return the only finding of a rule, or the one on a subject."""
    found = [f for f in judgment.findings if f.rule.id == rule_id and subject in ("", ".".join(f.subject_path))]
    assert len(found) == 1, [f.id for f in judgment.findings]
    return found[0]


def line(judgment: Judgment, heading: str = "isolation", subject: str = "", failing: str = "") -> Line:
    found = [
        x
        for x in judgment.lines
        if x.heading == heading and subject in ("", x.subject.id) and failing == (x.failing.id if x.failing else "")
    ]
    assert len(found) == 1, [(x.heading, x.subject.id, x.failing) for x in judgment.lines]
    return found[0]
