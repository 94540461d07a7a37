"""Every question of the graph declares the sections it reads: what is not declared is answered with the facts of another day."""

import json
import random
import sys
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any, ClassVar

import pytest

from legalmodel.base.things import Thing
from legalmodel.graph.build import build
from legalmodel.graph.graph import _STRUCTURE, Graph
from legalmodel.graph.signatures import SIGNATURES
from legalmodel.model.deal import SECTIONS, SORTS, Deal
from legalmodel.model.parse import parse
from legalmodel.text.read import read, read_bytes

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))
from record_deals import SHAPES, records  # noqa: E402 - found by the line above

DEALS = sorted(ROOT.glob("templates/*/deal.yaml"))
DAYS = (None, date(2016, 6, 1), date(2026, 11, 25))
MOST = 4
"""So many records are asked about for each argument."""
WITHOUT_TIME = frozenset(("documents", "assumptions"))


class Watched(Thing):
    """A thing that tells the section from which it is read."""

    __slots__ = ()
    seen: ClassVar[set[str]] = set()

    def get(self, field: str, day: date | None = None) -> Any:
        Watched.seen.add(self.path[0])
        return super().get(field, day)


def watch(graph: Graph) -> None:
    for thing in graph.things.values():
        thing.__class__ = Watched


def arguments(graph: Graph, question: str) -> Iterator[tuple[Any, ...]]:
    """Yield some arguments of a question: records of its sorts, the first words of its lists."""
    choices = []
    for parameter in SIGNATURES[question].parameters:
        kind = parameter.kind
        if kind.name == "thing":
            found = [t for t in graph.things.values() if len(t.path) == 2 and kind.of in ("any", t.sort, SORTS.get(t.sort))]
            choices.append(found[:MOST] + found[-MOST:])
        elif kind.name == "share":
            choices.append([Decimal("0.25")])
        else:
            words = graph.vocabulary().words.get(kind.of)
            choices.append(list(words)[:MOST] if words else ["majority"])
    yield from product(*choices)


def undeclared(made: Callable[[], Graph], question: str, declared: set[str] | None = None) -> set[str]:
    """Return the sections that a question reads, on some arguments and days, and does not declare."""
    declared = set(SIGNATURES[question].reads) if declared is None else declared
    graph = made()
    watch(graph)
    Watched.seen = set()
    for args in arguments(graph, question):
        for day in DAYS:
            graph.ask(question, args, day)
    return Watched.seen - {"deal"} - _STRUCTURE - declared - WITHOUT_TIME


@pytest.mark.parametrize("file", DEALS, ids=[file.parent.name for file in DEALS])
def test_a_question_reads_no_section_that_it_does_not_declare(file: Path) -> None:
    deal = parse(read(file))
    for question in SIGNATURES:
        assert undeclared(lambda: build(deal), question) == set(), question


def mixed(seed: int) -> Deal:
    """Return a deal of records of every section, each of a shape drawn by lot, all of them about one bank."""
    dice, deal = random.Random(seed), dict[str, Any]()
    for section in SECTIONS:
        if shapes := [shape for shape in SHAPES if records(section, shape, 1)]:
            made = records(section, dice.choice(shapes), dice.randint(1, 3)) or {}
            deal |= {"deal": made["deal"], "parties": made["parties"] | deal.get("parties", {})}
            own = {f"{section}_{id}": said for id, said in made[section].items() if id != "bank"}
            deal[section] = deal.get(section, {}) | own
    return parse(read_bytes(json.dumps(deal).encode(), "deal.json"))


@pytest.mark.parametrize("seed", range(2))
def test_nor_on_deals_made_by_lot(seed: int) -> None:
    deal = mixed(seed)
    for question in SIGNATURES:
        assert undeclared(lambda: build(deal), question) == set(), question


@pytest.mark.parametrize("question", ["may_fail", "supports"])
def test_a_question_that_declares_too_little_is_caught(question: str) -> None:
    """Both read guarantees, which are no part of what is seen of every day alike."""
    declared = set(SIGNATURES[question].reads)
    assert "guarantees" in declared
    file = ROOT / "templates" / "cn-npl-trust" / "deal.yaml"
    assert undeclared(lambda: build(parse(read(file))), question, declared - {"guarantees"}) == {"guarantees"}


def test_the_watch_sees_what_is_read() -> None:
    graph = build(parse(read(ROOT / "templates" / "cn-npl-trust" / "deal.yaml")))
    watch(graph)
    Watched.seen = set()
    for question in SIGNATURES:
        for args in arguments(graph, question):
            graph.ask(question, args, None)
    assert {"agencies", "accounts", "guarantees"} <= Watched.seen <= {*SECTIONS, "deal"}
