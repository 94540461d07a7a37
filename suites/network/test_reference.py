"""Concentration, rings, cut points and cascades of made-up books, beside a second program that reads the deal files as plain data and asks networkx."""

import itertools
import json
import random
import sys
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from many_deals import lei

from legalmodel.cli.main import run

SEEDS = range(8)
FIRMS = [f"firm{n}" for n in range(9)]
CURRENCIES = ("CNY", "USD")


def book(seed: int) -> list[dict[str, Any]]:
    """Ten deals of nine firms that keep meeting: each deal has an originator, holders, a supporter, loans; one in three is packed into another vehicle."""
    r = random.Random(seed)
    made = []
    for n in range(10):
        maker, currency = r.choice(FIRMS), r.choice(CURRENCIES)
        parts = dict.fromkeys(r.sample(FIRMS, r.randrange(1, 4)))
        left = 100
        for holder in parts:
            parts[holder] = r.randrange(5, max(6, left // 2))
            left -= parts[holder]
        data: dict[str, Any] = {
            "deal": {"name": f"Deal {n}", "currency": currency, "closing": "2026-01-15", "known_until": "2026-06-30"},
            "parties": {},
            "estates": {
                "plan": {
                    "name": f"Plan {n}",
                    "kind": "special_plan",
                    "held_by": maker,
                    "capacity": "manager",
                    "lei": lei(9000 + n),
                }
            },
            "pools": {"pool": {"kind": "micro_loans"}},
            "transfers": {"sale": {"transferor": maker, "transferee": "plan", "assets": ["pool"]}},
            "securities": {
                "note": {
                    "issuer": "plan",
                    "rank": 1,
                    "amount": f"{currency} {r.randrange(1, 50) * 1000}",
                    "issued": "2026-01-15",
                }
            },
            "investments": {f"i{h}": {"holder": h, "of": "note", "share": f"{s}%"} for h, s in parts.items()},
            "guarantees": {},
            "loans": {},
        }
        if r.random() < 0.5:
            data["guarantees"]["g"] = {
                "kind": "guarantee",
                "by": r.choice(FIRMS),
                "to": "plan",
                "cap": f"{currency} {r.randrange(1, 9) * 100}",
            }
        for k in range(r.randrange(2)):
            lender, borrower = r.sample(FIRMS, 2)
            data["loans"][f"l{k}"] = {
                "lender": lender,
                "borrower": borrower,
                "amount": f"{currency} {r.randrange(1, 90) * 100}",
            }
        if n and r.random() < 0.3:
            other = r.randrange(n)
            data["estates"]["other"] = {"name": f"Plan {other}", "kind": "special_plan", "lei": lei(9000 + other)}
            data["investments"]["again"] = {"holder": "other", "of": "note", "share": "1%"}
        named = set(FIRMS) & set(json.dumps(data).replace('"', " ").split())
        data["parties"] = {
            f: {"name": f.title(), "form": "company", "seat": "CN", "lei": lei(int(f[4:]))} for f in sorted(named)
        }
        made.append(data)
    return made


def network(deals: list[dict[str, Any]], folder: Path, *more: str) -> dict[str, Any]:
    """Return what the command says of the deals."""
    for n, data in enumerate(deals):
        whole = {section: records for section, records in data.items() if records}
        (folder / f"d{n}.json").write_text(json.dumps(whole), "utf-8")
    before, sys.stdout = sys.stdout, StringIO()
    try:
        assert run(["network", str(folder), "--format", "json", "--run-day", "2026-11-30", *more]) == 0
        found: dict[str, Any] = json.loads(sys.stdout.getvalue())
        assert "files" not in found["tables"]
        return found
    finally:
        sys.stdout = before


def rows(found: dict[str, Any], table: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = found["tables"].get(table, {"rows": []})["rows"]
    return told


def money(text: str) -> tuple[str, Fraction]:
    currency, number = text.split()
    return currency, Fraction(Decimal(number))


# the second program: dicts and networkx


def holdings(deals: list[dict[str, Any]]) -> Iterator[tuple[int, str, str, str, Fraction]]:
    """Yield deal, who holds (a vehicle by its name), the originator, currency and amount."""
    for n, d in enumerate(deals):
        currency, whole = money(d["securities"]["note"]["amount"])
        for i in d["investments"].values():
            holder = d["estates"]["other"]["name"] if i["holder"] == "other" else i["holder"].title()
            yield n, holder, d["transfers"]["sale"]["transferor"].title(), currency, whole * int(i["share"][:-1]) / 100


@pytest.mark.parametrize("seed", SEEDS)
def test_concentration(seed: int, tmp_path: Path) -> None:
    deals = book(seed)
    issued, held, lent = dict[str, Fraction](), dict[str, dict[str, Fraction]](), dict[str, dict[str, Fraction]]()
    for d in deals:
        currency, whole = money(d["securities"]["note"]["amount"])
        issued[currency] = issued.get(currency, Fraction(0)) + whole
        for loan in d["loans"].values():
            currency, size = money(loan["amount"])
            by = lent.setdefault(currency, {})
            by[loan["lender"]] = by.get(loan["lender"], Fraction(0)) + size
    for _, holder, _, currency, size in holdings(deals):
        by = held.setdefault(currency, {})
        by[holder] = by.get(holder, Fraction(0)) + size
    wanted = {}
    for currency, whole in issued.items():
        parts = sorted((size / whole * 100 for size in held[currency].values()), reverse=True)
        rest = 100 - sum(parts)
        wanted["holdings of classes", currency] = (
            len(parts),
            round(sum(p * p for p in parts)),
            round(sum(p * p for p in parts[1:]) + (parts[0] + rest) ** 2),
        )
    for currency, by in lent.items():
        index = round(sum((size / sum(by.values()) * 100) ** 2 for size in by.values()))
        wanted["loans", currency] = (len(by), index, index)
    found = {
        (r["relation"], r["of"]): (r["parties"], r["least"], r["most"]) for r in rows(network(deals, tmp_path), "concentration")
    }
    assert {key: found[key] for key in found if key[0] in ("holdings of classes", "loans")} == wanted


@pytest.mark.parametrize("seed", SEEDS)
def test_rings(seed: int, tmp_path: Path) -> None:
    """of firms, each exposed to the next: it lends to it, supports its deals, or holds classes of them"""
    deals = book(seed)
    arrows: dict[str, set[tuple[str, str]]] = {
        "loans": set(),
        "support": set(),
        "holdings of classes": set(),
        "packing again": set(),
    }
    for d in deals:
        maker = d["transfers"]["sale"]["transferor"].title()
        arrows["loans"] |= {(x["lender"].title(), x["borrower"].title()) for x in d["loans"].values()}
        arrows["support"] |= {(g["by"].title(), maker) for g in d["guarantees"].values()}
    for n, holder, maker, _, _ in holdings(deals):
        arrows["packing again" if holder.startswith("Plan") else "holdings of classes"].add(
            (f"Plan {n}", holder) if holder.startswith("Plan") else (holder, maker)
        )
        if holder.startswith("Plan"):
            arrows["holdings of classes"].add((holder, maker))

    def loops(lines: set[tuple[str, str]]) -> set[frozenset[str]]:
        return {
            frozenset(c) for c in nx.strongly_connected_components(nx.DiGraph([a for a in lines if a[0] != a[1]])) if len(c) > 1
        }

    wanted = {(what, group) for what, lines in arrows.items() for group in loops(lines)}
    mixed = loops(arrows["loans"] | arrows["support"] | arrows["holdings of classes"])
    wanted |= {("loans, support and holdings together", group) for group in mixed - {group for _, group in wanted}}
    found = rows(network(deals, tmp_path), "rings")
    assert sorted((r["relation"], r["members"]) for r in found) == sorted((what, len(group)) for what, group in wanted)
    every = {
        "loans, support and holdings together": arrows["loans"] | arrows["support"] | arrows["holdings of classes"],
        **arrows,
    }
    for r in found:
        way = r["way"].split(" → ")
        assert way[0] == way[-1]
        assert {*itertools.pairwise(way)} <= every[r["relation"]]


@pytest.mark.parametrize("seed", SEEDS)
def test_cut_points(seed: int, tmp_path: Path) -> None:
    deals = book(seed)
    graph = nx.Graph()
    for n, d in enumerate(deals):
        graph.add_edges_from((f"deal {n}", firm.title()) for firm in d["parties"])
    wanted = {}
    for node in graph:
        if node.startswith("Firm"):
            part = graph.subgraph(nx.node_connected_component(graph, node))
            rest = [sum(x.startswith("deal") for x in c) for c in nx.connected_components(part.subgraph(set(part) - {node}))]
            if len(rest) > 1:
                wanted[node] = (len(rest), sum(rest) - max(rest))
    assert {r["party"]: (r["parts"], r["cut"]) for r in rows(network(deals, tmp_path), "cuts")} == wanted


# a cascade of loans


def lenders(seed: int) -> list[dict[str, Any]]:
    """Eight deals in which nine firms only lend to each other, each with own money; the vehicles are others' business."""
    r = random.Random(1000 + seed)
    own = {f: r.randrange(1, 12) * 100 for f in FIRMS}
    made = book(0)[:8]
    for n, data in enumerate(made):
        data["deal"]["currency"] = "CNY"
        outside = {
            role: {"name": f"{role} {n}", "form": "company", "seat": "CN", "lei": lei(5000 + n * 10 + at)}
            for at, role in enumerate(("maker", "fund"))
        }
        data["estates"] = {
            "plan": {
                "name": f"Plan {n}",
                "kind": "special_plan",
                "held_by": "maker",
                "capacity": "manager",
                "lei": lei(9000 + n),
            }
        }
        data["transfers"]["sale"]["transferor"] = "maker"
        data["securities"]["note"]["amount"] = "CNY 1000000000"
        data["investments"] = {"i": {"holder": "fund", "of": "note", "share": "100%"}}
        data["guarantees"] = {}
        data["loans"] = {}
        for k in range(3):
            lender, borrower = r.sample(FIRMS, 2)
            data["loans"][f"l{k}"] = {"lender": lender, "borrower": borrower, "amount": f"CNY {r.randrange(1, 12) * 50}000000"}
        named = {x[side] for x in data["loans"].values() for side in ("lender", "borrower")}
        data["parties"] = outside | {
            f: {"name": f.title(), "form": "company", "seat": "CN", "lei": lei(int(f[4:])),
                "figures": {"f": {"kind": "net_assets", "amount": f"CNY {own[f]}000000", "on": "2025-12-31"}}} for f in sorted(named)
        }  # fmt: skip  # a record on few lines
    return made


@pytest.mark.parametrize("seed", SEEDS)
def test_cascades(seed: int, tmp_path: Path) -> None:
    """who lends to who fails loses that, and fails next if it is more than its own money"""
    deals = lenders(seed)
    own = {f: money(p["figures"]["f"]["amount"])[1] for d in deals for f, p in d["parties"].items() if f in FIRMS}
    loans = [(x["lender"], x["borrower"], money(x["amount"])[1]) for d in deals for x in d["loans"].values()]
    start = sorted(own)[seed % len(own)]
    rounds, failed = [{start}], {start}
    while rounds[-1]:
        loss = {f: sum((s for a, b, s in loans if a == f and b in failed), Fraction(0)) for f in own}
        rounds.append({f for f in own if f not in failed and loss[f] > own[f]})
        failed |= rounds[-1]
    wanted = {(f.title(), n) for n, names in enumerate(rounds, 1) for f in names}
    found = network(deals, tmp_path, "--fails", start.title())
    assert {(r["party"], r["round"]) for r in rows(found, "deals")} == wanted
    bears = {r["party"]: r["loss"] for r in rows(found, "bearers")}
    assert {f.title(): f"CNY {int(size / 10**6):,}.00m" for f, size in loss.items() if size} == {
        p: size for p, size in bears.items() if p.startswith("Firm")
    }
