"""A deal as it was known on a day: which facts are taken out, which stay, and that knowledge only grows."""

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from legalmodel.base.errors import BadInput
from legalmodel.graph.build import build
from legalmodel.graph.count import count_facts
from legalmodel.model.known import KnownThen, known_then
from legalmodel.model.parse import parse
from legalmodel.text.read import Source, read, read_bytes

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("templates/*/deal.yaml"), *ROOT.glob("tests/deals/*.yaml")])
START = date(2026, 1, 1)
DEAL = """\
deal: {name: Small, currency: CNY, closing: 2026-02-01, evidence: {all: late}}
documents:
  early: {title: Contract, received: 2026-01-10}
  late: {title: Letter, received: 2026-03-10, clauses: {c1: {number: §1}}}
  month: {title: Statement, received: 2026-02}
  undated: {title: Page}
parties:
  bank: {name: Bank, form: bank, evidence: {all: early; late, form: late §2}}
  spv: {name: Vehicle, seat: CN, status: {seat: computed}, evidence: {name: undated}}
trusts:
  main:
    settlor: bank
    trustee: spv
    price: 5
    form: written
    still_owed: none
    buy_backs: {one: {duty: must, cap: none, evidence: {cap: early}}}
    dates: {signed: 2026-01-05}
    sourced: {form: {late: written, early: oral}}
    dated: {set_off_allowed: {2026-01-01: 'no'}}
    stated: {transfer: true sale}
    evidence: {all: late, price: month, dates: undated, still_owed: early; late}
guarantees: none
assumptions: {a1: {text: supposed}}
evidence: {guarantees: late, parties: late, complete: month}
complete: [trusts, parties, trusts.main.buy_backs]
"""


def source(text: str = DEAL) -> Source:
    return read_bytes(text.encode(), "deal.yaml")


def then(day: str, text: str = DEAL) -> KnownThen:
    return known_then(source(text), date.fromisoformat(day))[1]


def unknown(data: dict[str, Any], *path: str) -> list[str]:
    for step in path:
        data = data[step]
    assert set(data.get("unknown", {}).values()) <= {"not_received"}
    return sorted(data.get("unknown", {}))


def test_what_rests_on_later_papers_alone_is_unknown() -> None:
    data = then("2026-03-09").data
    assert unknown(data, "deal") == ["closing", "name"]
    assert data["deal"]["currency"] == "CNY"  # how the file is written is no news
    assert unknown(data, "parties", "bank") == ["form"]
    assert data["parties"]["bank"]["evidence"] == {"all": "early"}
    assert unknown(data, "parties", "spv") == []
    trust = data["trusts"]["main"]
    assert unknown(data, "trusts", "main") == ["form", "set_off_allowed", "settlor", "trustee"]
    assert trust["price"] == source().data["trusts"]["main"]["price"]
    assert trust["still_owed"] == "none"
    assert trust["evidence"] == {"price": "month", "dates": "undated", "still_owed": "early"}
    assert trust["dates"] == source().data["trusts"]["main"]["dates"]
    assert not {"sourced", "dated", "stated"} & set(trust)


def test_records_within_rest_on_what_backs_the_one_around_them() -> None:
    data = then("2026-03-09").data
    assert unknown(data, "trusts", "main", "buy_backs", "one") == ["duty"]
    assert data["trusts"]["main"]["buy_backs"]["one"]["cap"] == "none"


def test_a_document_is_known_when_it_came_in() -> None:
    data = then("2026-03-09").data
    assert data["documents"]["early"]["title"] == "Contract"
    assert unknown(data, "documents", "late") == ["title"]
    assert unknown(data, "documents", "late", "clauses", "c1") == ["number"]
    assert "received" in data["documents"]["late"]
    assert unknown(data, "documents", "undated") == []


@pytest.mark.parametrize(("day", "known"), [("2026-02-27", False), ("2026-02-28", True)])
def test_of_a_month_it_is_known_from_the_last_day(day: str, known: bool) -> None:
    assert ("price" in then(day).data["trusts"]["main"]) is known


def test_lists_are_complete_as_far_as_what_says_so_came_in() -> None:
    assert "complete" not in then("2026-02-27").data
    assert then("2026-03-09").data["complete"] == ["trusts"]
    assert then("2026-03-09").data["unknown"] == {"guarantees": "not_received"}
    assert then("2026-03-10").data["complete"] == ["trusts", "parties", "trusts.main.buy_backs"]
    unbacked = DEAL.replace("evidence: {guarantees: late, parties: late, complete: month}\n", "")
    assert then("2020-01-01", unbacked).data["complete"] == ["trusts", "parties"]
    assert then("2020-01-01", unbacked).data["guarantees"] == "none"


def test_sources_that_came_later_are_left_out_of_the_comparison() -> None:
    other = DEAL.replace("{late: written, early: oral}", "{late: oral, early: written}")
    trust = then("2026-03-09", other).data["trusts"]["main"]
    assert (trust["form"], trust["sourced"]) == ("written", {"form": {"early": "written"}})


def test_what_nobody_dates_stays_and_is_counted() -> None:
    found = then("2020-01-01")
    assert found.given == count_facts(build(parse(source())))[0]
    assert found.undated == 3  # name and seat of the vehicle, the day of signing
    assert found.later == found.given - found.undated - 1  # the currency is neither


def test_assumed_facts_stay() -> None:
    text = DEAL.replace("    form: written\n", "    form: written\n    assumed: {price: a1}\n")
    assert "price" in then("2020-01-01", text).data["trusts"]["main"]


def test_places_are_those_of_the_file() -> None:
    found = then("2020-01-01")
    assert found.place(("trusts", "main", "settlor")) == source().place(("trusts", "main", "settlor"))
    assert found.sha256 == source().sha256


def test_faults_are_those_of_the_file_as_written() -> None:
    with pytest.raises(BadInput, match="nowhere"):
        then("2020-01-01", DEAL.replace("settlor: bank", "settlor: nowhere"))


def facts(data: Any, path: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """Return the paths of all facts; maps speak of facts and are none."""
    if not isinstance(data, dict):
        return {path}
    left = {"evidence", "status", "unknown", "assumed", "dated", "sourced", "stated", "checked"}
    return {found for name, value in data.items() if name not in left for found in facts(value, (*path, name))}


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.parent.name if f.name == "deal.yaml" else f.stem)
def test_with_a_later_day_never_fewer_facts_are_known(file: Path) -> None:
    base, chance = read(file), Random(file.as_posix()[-30:])
    papers = base.data.get("documents")
    if isinstance(papers, dict):
        days = {id: START + timedelta(chance.randrange(8)) for id in papers if chance.random() < 0.8}
        base.data = {
            **base.data,
            "documents": {i: {**p, "received": str(days[i])} if i in days else p for i, p in papers.items()},
        }
    before: tuple[set[tuple[str, ...]], set[str], int] = (set(), set(), -1)
    for n in range(-1, 9):
        found = known_then(base, START + timedelta(n))[1]  # each is a deal
        known, closed = facts(found.data) - {("complete",)}, set(found.data.get("complete", ()))
        assert before[0] <= known
        assert before[1] <= closed
        assert before[2] in (-1, found.later) or found.later < before[2]
        before = known, closed, found.later
    assert found.later == 0
    assert found.data == base.data
