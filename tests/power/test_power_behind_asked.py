"""Who is behind a party, as a question that rules can ask: held against the shares worked out by hand, and against what is not known."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import yaml

from legalmodel.base.values import Items
from legalmodel.graph.build import build
from legalmodel.graph.graph import Graph
from legalmodel.model.parse import parse
from legalmodel.text.read import read_bytes
from tests.power.test_power_cases import deal_of

DAY = date(2025, 6, 30)
CHAINS: dict[str, Any] = {
    "s": {"owner": "p", "of": "a", "shares": "25%"},
    "t": {"owner": "a", "of": "x", "shares": "60%"},
    "u": {"owner": "p", "of": "c", "shares": "100%"},
    "v": {"owner": "c", "of": "b", "shares": "20%"},
    "w": {"owner": "b", "of": "x", "shares": "40%"},
}
"""Of x, p has 25% of 60% and 20% of 40%: 23%."""


def graph_of(case: dict[str, Any]) -> Graph:
    text = yaml.dump(deal_of(case), allow_unicode=True, sort_keys=False, Dumper=yaml.SafeDumper)
    return build(parse(read_bytes(text.encode(), "case.yaml")))


def behind(case: dict[str, Any], of: str, least: str) -> Items:
    graph = graph_of(case)
    found = graph.ask("behind", (graph.things["parties", of], Decimal(least), "majority"), DAY)
    assert isinstance(found, Items)
    return found


def names(found: Items) -> set[str]:
    return {thing.id for thing in found.known}


@pytest.mark.parametrize(("least", "who"), [("0.23", {"p"}), ("0.24", set())])
def test_shares_are_multiplied_along_chains_and_added(least: str, who: set[str]) -> None:
    assert names(behind({"ownership": CHAINS}, "x", least)) == who


def test_who_controls_is_behind_at_any_threshold() -> None:
    found = behind({"ownership": {"s": {"owner": "a", "of": "x", "shares": "51%"}}}, "x", "1")
    assert names(found) == {"a"} and not found.open and not found.doubtful


def test_an_open_list_of_ownership_leaves_it_open() -> None:
    found = behind({"ownership": CHAINS, "open": "yes"}, "x", "0.5")
    assert not found.known and found.open


def test_a_part_not_known_may_reach_the_threshold() -> None:
    case = {"ownership": CHAINS | {"s": {"owner": "p", "of": "a", "unknown": {"shares": "not_disclosed"}}}}
    assert [thing.id for thing, _ in behind(case, "x", "0.24").doubtful] == ["p"]
    assert all(doubt.missing for _, doubt in behind(case, "x", "0.24").doubtful)


def test_a_nominee_is_looked_through() -> None:
    found = behind({"ownership": {"s": {"owner": "b", "of": "x", "shares": "60%", "nominee_for": ["a"]}}}, "x", "0.25")
    assert "a" in names(found) and "b" not in names(found)


def test_what_it_rests_on_is_told() -> None:
    graph = graph_of({"ownership": {"s": {"owner": "a", "of": "x", "shares": "51%"}}})
    assert any(
        "controls" in str(f.text) for f in graph.why("behind", (graph.things["parties", "x"], Decimal("0.25"), "majority"), DAY)
    )
