"""A deal written out as plain data and read again is the same deal."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalmodel.base.names import Name
from legalmodel.model.deal import Deal
from legalmodel.model.dump import dump
from legalmodel.text.read import read

ROOT = Path(__file__).parents[2]
DEALS = sorted([*(ROOT / "templates").glob("*/deal.yaml"), *(ROOT / "tests" / "deals").glob("*.yaml")])


def alike(one: Any, other: Any) -> bool:
    """Compare what two deals hold, to the second name beside a name and the kind of each value."""
    if isinstance(one, Name):
        return isinstance(other, Name) and str(one) == str(other) and one.forms == other.forms
    if hasattr(one, "model_fields"):
        return type(one) is type(other) and alike(one.__dict__, other.__dict__)
    if isinstance(one, dict):
        return isinstance(other, dict) and list(one) == list(other) and all(alike(one[k], other[k]) for k in one)
    if isinstance(one, tuple):
        return type(one) is type(other) and len(one) == len(other) and all(map(alike, one, other))
    return type(one) is type(other) and bool(one == other)


@pytest.mark.parametrize("file", DEALS, ids=lambda file: file.parent.name if file.stem == "deal" else file.stem)
def test_every_deal_comes_back(file: Path) -> None:
    deal = Deal.model_validate(read(file).data)
    data = dump(deal)
    assert alike(Deal.model_validate(data), deal)
    assert dump(Deal.model_validate(data)) == data


@pytest.mark.parametrize(
    ("written", "dumped"),
    [
        ({"deal": {"name": {"zh": "中誉"}}}, {"deal": {"name": {"zh": "中誉"}}}),
        ({"deal": {"issue": "CNY 1,000.50"}}, {"deal": {"issue": "CNY 1000.50"}}),
        ({"deal": {"issue": 1000, "currency": "CNY"}}, {"deal": {"currency": "CNY", "issue": 1000}}),
        ({"deal": {"issue": Decimal("0.5")}}, {"deal": {"issue": Decimal("0.5")}}),
        ({"deal": {"closing": 2016, "priced": "2016-05"}}, {"deal": {"priced": "2016-05", "closing": "2016"}}),
        ({"deal": {"labels": "none", "programme": "none"}}, {"deal": {"programme": "none", "labels": "none"}}),
        ({"ownership": {"s": {"shares": "5.10%"}}}, {"ownership": {"s": {"shares": "5.1%"}}}),
        ({"ownership": {"s": {"shares": "100%"}}}, {"ownership": {"s": {"shares": "100%"}}}),
        ({"guarantees": "none"}, {"guarantees": "none"}),
        ({"parties": {"a": {}}}, {"parties": {"a": {}}}),
        ({"parties": {"a": {"unknown": {"form": "not_asked"}}}}, {"parties": {"a": {"unknown": {"form": "not_asked"}}}}),
    ],
)
def test_spelling_is_one(written: dict[str, Any], dumped: dict[str, Any]) -> None:
    assert dump(Deal.model_validate(written)) == dumped


@given(st.decimals(0, 100, places=12))
def test_shares_are_exact(percent: Decimal) -> None:
    deal = Deal.model_validate({"ownership": {"s": {"shares": f"{percent:f}%"}}})
    assert alike(Deal.model_validate(dump(deal)), deal)


@given(st.decimals(Decimal(10) ** -12, Decimal(10) ** 15, places=12))
def test_amounts_are_exact(amount: Decimal) -> None:
    for written in (f"CNY {amount:f}", amount):
        deal = Deal.model_validate({"deal": {"issue": written}})
        assert Deal.model_validate(dump(deal)) == deal
