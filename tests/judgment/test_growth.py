"""Judging takes no more for each record among many than among few: every section of the deal file, in the shapes that are worst.

Calls are counted, not time, so that the result is the same on every machine. The sections are those of the model.
"""

import json
import sys
from cProfile import Profile
from datetime import date
from pathlib import Path

import pytest

from legalmodel.graph.build import build
from legalmodel.judgment.judge import judge
from legalmodel.law.load import load_law
from legalmodel.model.deal import SECTIONS
from legalmodel.model.parse import parse
from legalmodel.text.read import read_bytes
from tests.examples import some

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))

from record_deals import SHAPES, cases, records

DAY = date(2026, 11, 25)
FEW, MANY = (some(10, 6), some(36, 20))
CASES = tuple(cases())


def calls(section: str, shape: str, count: int) -> int:
    """Return how many functions are called to judge so many records, and to say what to find out next."""
    graph = build(parse(read_bytes(json.dumps(records(section, shape, count)).encode(), "deal.json")))
    law, counter = load_law(), Profile(builtins=False)
    counter.enable()
    try:
        judge(graph, law, DAY).next_facts  # noqa: B018 - what is drawn from the findings is part of a check
    finally:
        counter.disable()
    return sum(entry.callcount for entry in counter.getstats())


@pytest.mark.more
@pytest.mark.parametrize("section", SECTIONS)
def test_a_record_costs_no_more_among_many(section: str) -> None:
    shapes = [shape for of, shape in CASES if of == section]
    assert shapes
    for shape in shapes[:: some(1, 2)]:
        calls(section, shape, 1)  # what is made at the first use, and kept, belongs to no record
        none, few, many = (calls(section, shape, count) for count in (1, FEW, MANY))
        assert (many - none) / MANY <= max((few - none) / FEW, 50) * 1.5, shape


def test_every_shape_is_tried() -> None:
    assert {shape for _, shape in CASES} == set(SHAPES)


def test_what_names_no_vehicle_is_put_together_once_for_all_vehicles() -> None:
    """not once a vehicle: the lines of six vehicles hold the very same findings on appointments that name none, as one object"""
    deal = records("agencies", "no vehicle named", 20)
    assert deal
    deal["estates"] = {f"e{n}": {"kind": "special_purpose_trust", "law": "CN"} for n in range(6)}
    deal["trusts"] = {f"t{n}": {"settlor": "bank", "trustee": "bank", "estate": f"e{n}", "law": "CN"} for n in range(6)}
    graph = build(parse(read_bytes(json.dumps(deal).encode(), "deal.json")))
    states = [state for line in judge(graph, load_law(), DAY).lines for state in line.states]
    held = [state.findings for state in states if state.question == "remoteness/ipso-facto" and len(state.findings) >= 20]
    assert len(held) == 6
    assert len({id(findings) for findings in held}) == 1
