"""Made-up deals in bulk, for charts: one to three vehicles, sellers in chains, classes, holders, support in chains, services, and parties that do several things."""

from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from legalmodel.graph.graph import Graph

_FIRST = ("River", "North", "Harbour", "Summit", "Cedar", "Lake", "Delta", "Orchid", "Granite", "Meadow", "Amber", "Coast")
_THEN = ("Bank", "Finance", "Leasing", "Capital", "Trust", "Funds", "Insurance", "Securities", "Assets", "Credit", "Holdings")
_LAST = ("", "", "Limited", "Company Limited", "Group Company Limited", "International")
_WORK = (
    "servicing", "backup_servicing", "cash_custody", "lead_underwriting", "rating", "legal_counsel", "audit", "paying", "registration", "calculation",
)  # fmt: skip  # short parts read together: one a line would take a screen


def graph(seed: int, parties: int = 0) -> "Graph":
    """Return the graph of a made-up deal; with ``parties`` one of about that many."""
    from legalmodel.graph.build import build
    from legalmodel.model.deal import Deal

    return build(Deal.model_validate(deal(seed, parties)))


def deal(seed: int, parties: int = 0) -> dict[str, Any]:
    """Return the data of a made-up deal."""
    random = Random(seed)
    made = _Made(random, parties or random.randint(8, 40))
    made.vehicles()
    made.sales()
    made.classes()
    made.support()
    made.services()
    made.owners()
    return made.sections


class _Made:
    """A deal in the making."""

    def __init__(self, random: Random, count: int) -> None:
        self.random, self.count = random, count
        self.sections: dict[str, Any] = {"deal": {"name": {"en": f"Made-up deal of {count}"}}}
        self.parties: list[str] = []
        self.section("parties", {f"p{i}": {"name": self.name(i), "form": "company", "seat": "CN"} for i in range(count)})
        self.parties = list(self.sections["parties"])
        random.shuffle(self.parties)

    def name(self, i: int) -> str:
        words = (self.random.choice(_FIRST), self.random.choice(_THEN), self.random.choice(_LAST), str(i))
        return " ".join(w for w in words if w)

    def section(self, name: str, records: dict[str, Any]) -> None:
        if records:
            self.sections[name] = records

    def some(self, share: float, least: int = 1) -> list[str]:
        """Return a few parties; who does one thing often does another."""
        return self.random.sample(
            self.parties, min(len(self.parties), max(least, round(self.count * share * self.random.uniform(0.5, 1.2))))
        )

    def vehicles(self) -> None:
        count = self.random.choice((1, 1, 1, 1, 2, 2, 3)) if self.count < 50 else self.random.choice((1, 2, 3))
        self.estates = [f"spt{i}" for i in range(count)]
        self.section("estates", {e: {"name": f"Special Purpose Trust {i + 1}", "kind": "special_purpose_trust", "held_by": self.parties[i], "capacity": "trustee"} for i, e in enumerate(self.estates)})  # fmt: skip  # lines that belong together, one below the other
        self.chained = count > 1 and self.random.random() < 0.4

    def sales(self) -> None:
        pools, trusts, transfers = {}, {}, {}
        for n, seller in enumerate(self.some(0.12)):
            vehicle = self.random.choice(self.estates[:1] if self.chained else self.estates)
            pool = f"pool{n}"
            pools[pool] = {
                "name": f"Loans of seller {n}",
                "kind": "corporate_loans",
                "originated_by": [seller],
                "claims": 1000000 * self.random.randint(10, 900),
            }
            dates = {"signed": f"2025-03-{n % 27 + 1:02}", "effective": f"2025-04-{n % 27 + 1:02}"}
            giver = seller
            if self.random.random() < 0.25:
                giver = self.random.choice([p for p in self.parties if p != seller])
                transfers[f"sale{n}"] = {
                    "transferor": seller,
                    "transferee": giver,
                    "assets": [pool],
                    "act": "sale",
                    "dates": dates,
                }
            act = {
                "settlor": giver,
                "trustee": self.sections["estates"][vehicle]["held_by"],
                "estate": vehicle,
                "assets": [pool],
                "act": "entrustment",
                "dates": dates,
            }
            trusts[f"act{n}"] = act | ({"price": 1000000 * self.random.randint(10, 900)} if self.random.random() < 0.7 else {})
        self.section("pools", pools)
        self.section("trusts", trusts)
        self.section("transfers", transfers)

    def classes(self) -> None:
        classes, holdings = {}, {}
        for v, vehicle in enumerate(self.estates):
            for rank in range(self.random.randint(1, 5)):
                id = f"c{v}{rank}"
                classes[id] = {
                    "name": f"Class {chr(65 + rank)}{v or ''}",
                    "issuer": vehicle,
                    "rank": rank + 1,
                    "amount": 1000000 * self.random.randint(5, 500),
                }
                for h, holder in enumerate(self.some(0.06, 0)):
                    holdings[f"h{id}{h}"] = {"holder": holder, "of": id, "share": f"{self.random.randint(1, 60)}%"}
                if self.chained and v + 1 < len(self.estates) and self.random.random() < 0.5:
                    holdings[f"h{id}up"] = {"holder": self.estates[v + 1], "of": id, "share": "40%"}
        self.section("securities", classes)
        self.section("investments", holdings)

    def support(self) -> None:
        guarantees, loans, hedges, charges = {}, {}, {}, {}
        givers = self.some(0.08, 0)
        for n, giver in enumerate(givers):
            to = self.random.choice(self.estates)
            of = [c for c, s in self.sections["securities"].items() if s["issuer"] == to]
            record: dict[str, Any] = {
                "kind": self.random.choice(("guarantee", "reserve", "shortfall_undertaking")),
                "by": giver,
                "to": to,
            }
            if n and self.random.random() < 0.2:
                record["to"] = givers[n - 1]
            elif self.random.random() < 0.5:
                record["of"] = [self.random.choice(of)]
            guarantees[f"g{n}"] = record | ({"cap": 1000000 * self.random.randint(5, 90)} if self.random.random() < 0.6 else {})
        for n, lender in enumerate(self.some(0.03, 0)):
            loans[f"l{n}"] = {"lender": lender, "borrower": self.random.choice(self.estates), "kind": "liquidity loan"}
        for n, taker in enumerate(self.some(0.02, 0)):
            hedges[f"s{n}"] = {"by": taker, "to": self.random.choice(self.estates), "kind": "swap", "risk": "interest_rate"}
        if self.random.random() < 0.3:
            charges["x"] = {"by": self.estates[0], "to": self.random.choice(self.parties), "kind": "indenture_grant"}
        for name, records in (("guarantees", guarantees), ("loans", loans), ("hedges", hedges), ("charges", charges)):
            self.section(name, records)

    def services(self) -> None:
        records = {}
        for n, agent in enumerate(self.some(0.3)):
            principal = (
                self.random.choice(self.estates)
                if self.random.random() < 0.9
                else self.random.choice([p for p in self.parties if p != agent])
            )
            records[f"a{n}"] = {"agent": agent, "principal": principal, "function": self.random.choice(_WORK)}
        self.section("agencies", records)

    def owners(self) -> None:
        pairs = {(a, b) for a, b in zip(self.some(0.2, 0), self.some(0.2, 0), strict=False) if a != b}
        self.section(
            "ownership",
            {
                f"o{n}": {"owner": a, "of": b, "shares": f"{self.random.randint(5, 100)}%"}
                for n, (a, b) in enumerate(sorted(pairs))
            },
        )
