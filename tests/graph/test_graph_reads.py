"""Every question of the graph declares the sections it reads: what is not declared is answered with the facts of another day."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any, ClassVar

import pytest

from legalmodel.base.things import Thing
from legalmodel.graph.build import build
from legalmodel.graph.graph import _STRUCTURE, Graph
from legalmodel.graph.signatures import SIGNATURES
from legalmodel.model.deal import SECTIONS, SORTS
from legalmodel.model.parse import parse
from legalmodel.text.read import read

ROOT = Path(__file__).parents[2]
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
        else:
            words = graph.vocabulary().words.get(kind.of)
            choices.append(list(words)[:MOST] if words else ["majority"])
    yield from product(*choices)


@pytest.mark.parametrize("file", DEALS, ids=[file.parent.name for file in DEALS])
def test_a_question_reads_no_section_that_it_does_not_declare(file: Path) -> None:
    for question, signature in SIGNATURES.items():
        graph = build(parse(read(file)))
        watch(graph)
        Watched.seen = set()
        for args in arguments(graph, question):
            for day in DAYS:
                graph.ask(question, args, day)
        undeclared = Watched.seen - {"deal"} - _STRUCTURE - set(signature.reads) - WITHOUT_TIME
        assert undeclared == set(), question


def test_the_watch_sees_what_is_read() -> None:
    graph = build(parse(read(ROOT / "templates" / "cn-npl-trust" / "deal.yaml")))
    watch(graph)
    Watched.seen = set()
    for question in SIGNATURES:
        for args in arguments(graph, question):
            graph.ask(question, args, None)
    assert {"agencies", "accounts", "guarantees"} <= Watched.seen <= {*SECTIONS, "deal"}
