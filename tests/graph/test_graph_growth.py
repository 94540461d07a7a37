"""Every question from one subject looks at each fact of the deal a fixed number of times, however many parties follow one another.

Fields looked at are counted, not time, so that the result is the same on every machine.
"""

import sys
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from legalmodel.base.things import Thing
from legalmodel.graph.build import build
from legalmodel.graph.signatures import SIGNATURES
from legalmodel.model.deal import SECTIONS
from legalmodel.model.parse import parse
from legalmodel.text.read import read_bytes

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))

from deals import written
from growth import DAY, differ, fitting
from growth_deals import LINKS, linked

SMALL, LARGE = 100, 400
RELATIONS = sorted(set(LINKS) - {"affiliates"})
"""Groups of companies are left to the tests of control."""


def graph_of(relation: str, size: int, closed: bool) -> Any:
    return build(parse(read_bytes(written(linked(relation, size, closed=closed)), "deal.yaml")))


@pytest.mark.parametrize("closed", [False, True], ids=("chain", "ring"))
@pytest.mark.parametrize("relation", RELATIONS)
def test_no_question_grows_faster_than_the_deal(relation: str, closed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0
    get = Thing.get

    def counted(thing: Thing, field: str, day: Any = None) -> Any:
        nonlocal looked
        looked += 1
        return get(thing, field, day)

    monkeypatch.setattr(Thing, "get", counted)
    counts: dict[str, list[int]] = {}
    for size in (SMALL, LARGE):
        plain = graph_of(relation, size, closed)
        for question, signature in SIGNATURES.items():
            most = 0
            for subjects in filter(differ, product(*(fitting(plain, p.kind) for p in signature.parameters))):
                looked = 0
                graph_of_one = type(plain)(
                    plain.deal, plain.things, plain.records, {s: plain.section(s) for s in SECTIONS}, plain.place, {}
                )
                graph_of_one.ask(question, subjects, DAY)
                most = max(most, looked)
                looked = 0
                graph_of_one.why(question, subjects, DAY)
                most = max(most, looked)
            counts.setdefault(question, []).append(most)
    too_many = {q: c for q, c in counts.items() if c[1] > 1.5 * (LARGE / SMALL) * (c[0] + 20)}
    assert not too_many


def test_who_is_behind_an_estate_looks_at_each_trust_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Among 160 trusts of 160 estates each record is looked at no more than among 40 of 40."""
    looked = 0
    get = Thing.get

    def counted(thing: Thing, field: str, day: Any = None) -> Any:
        nonlocal looked
        looked += 1
        return get(thing, field, day)

    def looks(count: int) -> float:
        nonlocal looked
        parties = {"bank": {"name": "B", "seat": "CN"}, "firm": {"name": "T", "seat": "CN"}}
        made = {
            "deal": {"name": "X", "route": "CN/interbank-trust", "stage": "closed", "closing": "2016-05-01"},
            "parties": parties,
            "estates": {f"e{n}": {"kind": "trust", "held_by": "firm"} for n in range(count)},
            "trusts": {f"t{n}": {"settlor": "bank", "trustee": "firm", "estate": f"e{n}"} for n in range(count)},
        }
        graph = build(parse(read_bytes(written(made), "deal.yaml")))
        looked = 0
        graph.ask("behind", (graph.section("estates").known[0], Decimal("0.25"), "majority"), DAY)
        return looked / count

    monkeypatch.setattr(Thing, "get", counted)
    assert looks(160) <= looks(40) * 1.5
