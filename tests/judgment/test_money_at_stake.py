"""Missing facts stand also by the money that the class, pool, account or support is about of which they are missing."""

from typing import Any

import pytest
from small_law import judged, law, rule

from legalmodel.base.places import dotted
from legalmodel.graph.build import build
from legalmodel.judgment.at_stake import AtStake
from legalmodel.model.deal import Deal

CLASSES: dict[str, Any] = {
    "deal.issue": 1000,
    "deal.currency": "CNY",
    "securities.junior": {"name": "Junior", "issuer": "spt", "market": "CN/interbank"},
}


@pytest.mark.parametrize(("senior", "junior"), [(990, 10), (10, 990)])
def test_what_is_missing_of_the_larger_class_comes_first(senior: int, junior: int) -> None:
    """Each waits for one fact of its own, so that without the money the name of the field would decide."""
    rules = [
        rule(each="security", question="protection/side", when='security.name == "Junior"', require="security.rank > 0"),
        rule(
            each="security",
            question="protection/side",
            when='security.name == "Senior"',
            require="security.transfer_limits != none",
        ),
    ]
    changes = CLASSES | {
        "securities.senior.name": "Senior",
        "securities.senior.amount": senior,
        "securities.junior.amount": junior,
    }
    judgment = judged(law(*rules), changes)
    found = [dotted(path) for fact in judgment.next_facts if fact.reason != "open list" for path in fact.paths]
    assert sorted(found) == ["securities.junior.rank", "securities.senior.transfer_limits"]
    assert found[0].startswith("securities.senior" if senior > junior else "securities.junior")


DEAL = {
    "deal": {"name": "Money", "currency": "CNY", "issue": 1000},
    "parties": {"bank": {"name": "Bank", "form": "company"}},
    "securities": {
        "senior": {"name": "Senior", "amount": 800},
        "small": {"name": "Small", "amount": 50},
        "abroad": {"name": "Abroad", "amount": "USD 50"},
        "silent": {"name": "Silent"},
    },
    "pools": {"loans": {"name": "Loans", "claims": 2500}, "rest": {"name": "Rest", "balance": 100}},
    "accounts": {"box": {"balance": 20}, "reserve": {"target": 40}},
    "guarantees": {"capped": {"cap": 100}, "part": {"cap_share": "20%"}, "unlimited": {"cap": "none"}},
    "investments": {"held": {"of": "senior", "share": "5%"}, "amount": {"of": "senior", "amount": 200}},
    "agencies": {"servicing": {"agent": "bank", "function": "servicing"}},
}


@pytest.mark.parametrize(
    ("record", "part"),
    [
        (("securities", "senior"), 0.8),
        (("securities", "small"), 0.05),
        (("securities", "abroad"), 1),
        (("securities", "silent"), 1),
        (("pools", "loans"), 1),
        (("pools", "rest"), 0.1),
        (("accounts", "box"), 0.02),
        (("accounts", "reserve"), 0.04),
        (("guarantees", "capped"), 0.1),
        (("guarantees", "part"), 0.2),
        (("guarantees", "unlimited"), 1),
        (("investments", "held"), 0.04),
        (("investments", "amount"), 0.2),
        (("agencies", "servicing"), 1),
        (("parties", "bank"), 1),
        (("agencies",), 1),
    ],
)
def test_the_part_of_the_money_that_a_record_is_about(record: tuple[str, ...], part: float) -> None:
    """Work, parties, lists and whatever has no known amount in the deal's currency are about the whole: nothing says it is little."""
    found = AtStake(build(Deal.model_validate(DEAL)))
    assert found.part((*record, "form")) == pytest.approx(part)


def test_a_deal_that_names_no_amount_has_no_order_by_money() -> None:
    bare = build(Deal.model_validate({"deal": {"name": "Bare"}, "securities": {"a": {"name": "A"}}}))
    assert AtStake(bare).part(("securities", "a", "form")) == 1
