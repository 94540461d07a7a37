"""The page that lays a Huabei plan beside a subprime deal says what the two deal files come to."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from legalmodel.api import check
from legalmodel.text.read import read

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "huabei-beside-subprime.md").read_text(encoding="utf-8")
ROWS = {
    cells[0]: cells[1:]
    for line in PAGE.splitlines()
    if line.startswith("| ") and len(cells := [c.strip() for c in line.strip("|").split("|")]) == 3
}


@pytest.fixture(scope="module")
def deals() -> list[dict[str, Any]]:
    return [read(ROOT / "templates" / name / "deal.yaml").data for name in ("ant-huabei-2016", "cmlti-2006-nc2")]


def parts(deal: dict[str, Any]) -> list[str]:
    """Give the parts of the first rank, of those between, and of the last, in percent of all classes."""
    classes = deal["securities"].values()
    last = max(c["rank"] for c in classes)
    whole = sum(Decimal(c["amount"]) for c in classes)
    cut = (
        [c for c in classes if c["rank"] == 1],
        [c for c in classes if 1 < c["rank"] < last],
        [c for c in classes if c["rank"] == last],
    )
    return [f"{sum(Decimal(c['amount']) for c in some) / whole * 100:.1f} %" for some in cut]


def test_the_parts_are_those_of_the_deals(deals: list[dict[str, Any]]) -> None:
    for column, deal in enumerate(deals):
        assert [ROWS[row][column] for row in ("Senior part", "Middle part", "Last part")] == parts(deal)


def test_the_chain_is_that_of_the_deals(deals: list[dict[str, Any]]) -> None:
    for column, deal in enumerate(deals):
        assert ROWS["Transfers before the classes are issued"][column].startswith(f"{len(deal['transfers'])}:")
        assert ROWS["Classes"][column].split()[0] == str(len(deal["securities"]))
    subprime = deals[1]["transfers"]
    assert subprime["to_sponsor"]["transferee"] == subprime["to_depositor"]["transferor"]
    assert subprime["to_depositor"]["transferee"] == subprime["to_trust"]["transferor"]
    assert subprime["to_trust"]["transferee"] == "trust"


def test_what_was_put_into_classes_again_is_counted(deals: list[dict[str, Any]]) -> None:
    classes = deals[1]["securities"]
    middle = [id for id, c in classes.items() if 1 < c["rank"] < 13]
    bought = {i["of"] for i in deals[1]["investments"].values() if i["holder"] == "cdos"}
    assert bought <= set(middle)
    assert ROWS["Put into classes again"][1].startswith(
        f"collateralised debt obligations bought {len(bought)} of the {len(middle)} "
    )


def test_sums_over_four_states_are_right() -> None:
    states = [(181, 88, 24), (912, 494, 119), (556, 197, 73), (113, 76, 10)]
    loans, lost, running = (sum(column) for column in zip(*states, strict=True))
    assert f"of {loans:,} loans {lost} homes were lost and {running} loans still ran" in PAGE
    for state in states:
        assert (
            f"({state[0]}, {state[1]}, {state[2]})" in PAGE
            or f"({state[0]} loans, {state[1]} homes lost, {state[2]} loans" in PAGE
        )


def test_nothing_fails_for_a_named_company() -> None:
    """Of a real company nothing here says that it broke a rule."""
    found = check(ROOT / "templates" / "cmlti-2006-nc2" / "deal.yaml").judgment.findings
    assert not [f.id for f in found if f.outcome.value == "fail"]
