"""A single record in whose place ``none`` stands: a pool that is surely static, and one of which nobody says so."""

import pytest

from legalmodel.base.values import NONE, U
from legalmodel.graph.build import build
from legalmodel.model.dump import dump
from legalmodel.model.parse import parse
from legalmodel.text.read import read_bytes

DEAL = """
deal: {name: Static}
parties: {a: {name: Seller}, b: {name: Buyer}}
transfers: {sale: {transferor: a, transferee: b%s}}
"""


def parsed(more: str):
    return parse(read_bytes((DEAL % more).encode(), "deal.yaml"))


@pytest.mark.parametrize("field", ["revolving", "receipts"])
def test_none_is_a_fact_and_silence_is_not(field: str) -> None:
    static, silent = parsed(f", {field}: none"), parsed("")
    assert static.transfers["sale"].__dict__[field] is NONE
    assert dump(static)["transfers"]["sale"][field] == "none"
    known = {id(deal): build(deal).section("transfers").known[0].get(field, None) for deal in (static, silent)}
    assert known[id(static)] is NONE
    assert isinstance(known[id(silent)], U)
