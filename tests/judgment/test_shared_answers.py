"""Answers of the graph are shared between days on which nothing they read changes: no judgment may tell the difference."""

import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from legalmodel.graph.build import build
from legalmodel.graph.graph import Graph
from legalmodel.judgment.judge import judge
from legalmodel.law.load import load_law
from legalmodel.model.parse import parse
from legalmodel.text.read import read_bytes
from tests.examples import MANY

DAY = date(2026, 11, 25)
DEALS = sorted((Path(__file__).parent.parent.parent / "templates").glob("*/deal.yaml"))


class Forgetful(Graph):
    """A graph that shares nothing: every day is a day of its own, and every change of the deal is looked at."""

    def _era(self, question: str, day: date | None) -> int | None:
        return None if day is None else day.toordinal()

    def change_days(self, reads: frozenset[str] | None = None) -> tuple[date, ...]:
        return super().change_days()


def plainly(deal: Any) -> Forgetful:
    made = build(deal)
    sections = {name: made.section(name) for name in made._sections}
    return Forgetful(made.deal, made.things, made.records, sections, lambda _: None, {})


def told(graph: Graph) -> list[tuple[Any, ...]]:
    found = judge(graph, load_law(), DAY)
    return [(f.id, f.outcome, f.missing, f.sentence, f.result.could_be, len(f.proofs)) for f in found.findings]


def moved(data: dict[str, Any], seed: int) -> dict[str, Any]:
    """Let relations begin later and end on days of their own, some known to the month only, some unknown."""
    r = random.Random(seed)
    for section in ("investments", "agencies", "guarantees", "ownership", "accounts") if seed else ():
        records = data.get(section)
        for record in records.values() if isinstance(records, dict) else ():
            ended = record.get("until", "none") not in ("none", "unknown")
            if (since := record.get("since")) and not ended and r.random() < 0.7:
                record["since"] = f"{int(str(since)[:4]) + 1}-{r.randint(1, 9):02}" + (
                    f"-{r.randint(1, 28):02}" if r.random() < 0.8 else ""
                )
            if record.get("until") and r.random() < 0.3:
                del record["until"]
                record["unknown"] = {**record.get("unknown", {}), "until": "not_disclosed"}
            elif section != "investments" and "until" not in record.get("unknown", {}) and r.random() < 0.7:
                record["until"] = (
                    f"{2030 if record.get('since', '') >= '2027' else 2028}-{r.randint(1, 12):02}-{r.randint(1, 28):02}"
                )
    return data


@pytest.mark.parametrize("seed", range(20) if MANY else (1,))
@pytest.mark.parametrize("file", DEALS, ids=lambda f: f.parent.name)
@pytest.mark.interpreted
@pytest.mark.more
def test_sharing_answers_between_days_changes_nothing(file: Path, seed: int) -> None:
    data = moved(read_bytes(file.read_bytes(), "deal.yaml").data, seed)
    deal = parse(read_bytes(json.dumps(data, default=str).encode(), "deal.json"))
    assert told(build(deal)) == told(plainly(deal))


def test_days_that_a_question_may_see_are_fewer_than_all() -> None:
    file = next(f for f in DEALS if f.parent.name == "cn-npl-trust")
    deal = parse(read_bytes(file.read_bytes(), "deal.yaml"))
    graph = build(deal)
    seen = graph.change_days(frozenset(("share_held",)))
    assert set(seen) <= set(graph.change_days())
    assert {d for i in graph.section("investments") for d in (i.fields["since"].first,)} <= set(seen)
