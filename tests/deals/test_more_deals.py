"""More deals and situations: each says what its table of facts in ``facts/`` says, with the same sources, and nothing unmarked.

A line of a table: where the fact stands, its value, the documents it is taken from (none if it is from memory), and its status if
that is another than its document's. ``unknown: reason`` stands for a fact that nobody published.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from legalmodel.cli.main import run
from legalmodel.law.files import shipped_systems
from legalmodel.model.parse import parse
from legalmodel.model.words import STATUSES
from legalmodel.text.read import read

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FILES = {p.parent.name: p for p in ROOT.glob("templates/*/deal.yaml")} | {p.stem: p for p in HERE.glob("*.yaml")}
TABLES = {p.stem: p for p in HERE.glob("facts/*.txt")}
DATA: dict[str, Any] = {name: read(FILES[name]).data for name in sorted(TABLES)}

# One deal or situation at least of each kind, and one under each legal system.
KINDS = {
    "direct": "hecui-2016-2",
    "entrusted": "cn-entrusted",
    "revolving plan": "alibaba-2013-1",
    "two steps": "ford-2021-a",
    "reserve": "fino-1",
    "government sponsor": "kamco-2000-1",
    "failed vehicle": "doctors-hospital",
    "failed plan": "dacheng-bridge",
}
SYSTEMS = {
    "CN": "dongyuan-2006-1",
    "US": "rtc-1993-n3a",
    "IT": "fino-1",
    "GB": "saphir-dante",
    "KR": "kamco-2000-1",
    "JP": "rcc-trust-2002-1",
    "TH": "thai-amc",
}
NAMING = {"form", "excludes", "defined_as"}
ASKED = {"agent", "principal", "function", "kind", "of"}
ABOUT = {name: read(file).data["deal"].get("about") for name, file in FILES.items()}
MADE_UP = {name for name, about in ABOUT.items() if about == "made_up" and name not in TABLES}
"""Deals that say of themselves that they are made up, whose marks are tried below; every other deal has a table of facts."""
ADD_UP = (
    "hecui-2016-2", "nongying-2017-2", "dongyuan-2006-1", "yongyin-2014-1", "huiyuan-2025-8", "jiangsu-2014-1", "taihe-2019-1",
    "rtc-1993-n3a", "fino-1",
)  # fmt: skip  # short parts read together: one a line would take a screen


def rows() -> Iterator[Any]:
    for name, file in sorted(TABLES.items()):
        for line in file.read_text(encoding="utf-8").splitlines():
            path, value, sources, status = (part.strip() for part in f"{line}||".split("|")[:4])
            yield pytest.param(name, path, value, sources.split(), status, id=f"{name}:{path}")


def at(data: Any, path: str) -> Any:
    for step in path.split(".") if path else ():
        data = data[step]
    return data


def records(data: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every record of the sections, and every record within one."""
    maps = {"evidence", "status", "unknown", "assumed", "dated", "sourced", "stated", "checked", "name", "title"}
    for key, value in data.items():
        if isinstance(value, dict) and key not in maps:
            place = f"{path}.{key}".lstrip(".")
            if any(not isinstance(inner, dict) for inner in value.values()):
                yield place, value
            yield from records(value, place)


@pytest.mark.parametrize(("name", "path", "value", "sources", "status"), list(rows()))
def test_loses_nothing(name: str, path: str, value: str, sources: list[str], status: str) -> None:
    place, _, field = path.rpartition(".")
    record = at(DATA[name], place)
    if value.startswith("unknown: "):
        assert record["unknown"][field] == value.removeprefix("unknown: ")
        assert field not in record
        return
    assert str(record[field]) == value
    evidence = record.get("evidence", {})
    cited = evidence.get(field, "" if status == "from_memory" and not sources else evidence.get("all", ""))
    assert [part.split()[0] for part in cited.split(";") if part] == sources
    assert record.get("status", {}).get(field, "") == status


@pytest.mark.parametrize("name", sorted(FILES))
def test_reads_and_parses_without_fault(name: str) -> None:
    deal = parse(read(FILES[name]))
    assert deal.deal is not None
    assert deal.deal.name


def test_every_deal_that_is_not_made_up_has_a_table() -> None:
    assert set(FILES) - MADE_UP - {"zhongyu-2016-1", "ford-2021-a", "doctors-hospital"} == set(TABLES)


def test_each_kind_and_each_legal_system_is_there() -> None:
    assert {*KINDS.values(), *SYSTEMS.values()} <= set(FILES)
    for system, name in SYSTEMS.items():
        assert DATA[name]["deal"]["route"].split("/")[0] == system


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_source_has_its_standing_and_its_address_or_says_it_is_unknown(name: str) -> None:
    for document in DATA[name]["documents"].values():
        assert document["standing"] in STATUSES
        assert document.get("address", "").startswith("http") or "address" in document["unknown"]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_fact_has_a_source_or_a_mark(name: str) -> None:
    """Each field of each record is cited, marked, assumed or unknown; how a class of persons is named, and whether the deal is
    real or made up, needs no source."""
    for path, record in records({k: v for k, v in DATA[name].items() if k not in {"documents", "assumptions", "unknown"}}):
        covered = set(record.get("status", {})) | set(record.get("assumed", {})) | set(record.get("evidence", {}))
        if "all" in covered:
            continue
        plain = (
            {k for k, v in record.items() if not isinstance(v, dict)}
            - {"about"}
            - (NAMING if "defined_as" in record else set())
        )
        if not covered and plain <= ASKED:
            continue  # a question: an appointment that must exist, or a figure that was not looked up
        assert plain <= covered, f"{path}: {sorted(plain - covered)}"


def test_classes_add_up_to_the_issue() -> None:
    for name in ADD_UP:
        amounts = [c["amount"] for c in DATA[name]["securities"].values() if c["amount"] != "none"]
        assert sum(amounts) == DATA[name]["deal"]["issue"]


def test_support_stands_to_the_pool_as_the_rating_agency_says() -> None:
    data = DATA["yongyin-2014-1"]
    principal = Decimal(data["pools"]["pool"]["principal"])
    assert round(data["guarantees"]["subordination_to_a"]["cap"] / principal, 4) == Decimal("0.2989")
    assert round(data["guarantees"]["subordination_to_b"]["cap"] / principal, 4) == Decimal("0.1384")
    assert round(Decimal(298_000_000) / principal, 4) == Decimal("0.0651")


def test_prices_are_what_the_classes_fetch() -> None:
    for name in ("hecui-2016-2", "nongying-2017-2", "huiyuan-2025-8"):
        classes = DATA[name]["securities"].values()
        fetched = sum(Decimal(c["issue_price"][:-1]) * c["amount"] / 100 for c in classes)
        assert fetched == DATA[name]["trusts"]["entrustment"]["price"]


def test_what_was_not_placed_is_kept() -> None:
    for name, bank, kept in (
        ("hecui-2016-2", "cmb", ("0.05", "0.05")),
        ("nongying-2017-2", "abc", ("0.05007", "0.05")),
        ("huiyuan-2025-8", "citic", ("0.05012", "0.05037")),
    ):
        data = DATA[name]
        for side, share in zip(("senior", "junior"), kept, strict=True):
            whole = data["securities"][side]["amount"]
            own, market = (data["investments"][f"{who}_{side}"]["amount"] for who in (bank, "market"))
            assert own + market == whole
            assert round(Decimal(own) / whole, 5) == Decimal(share)


def test_dongyuan_keeps_every_size_of_junior() -> None:
    junior = DATA["dongyuan-2006-1"]["securities"]["junior"]
    assert sorted(junior["sourced"]["amount"].values()) == [350_000_000, 1_200_000_000, 1_300_000_000]


def test_what_is_made_up_is_marked() -> None:
    for name in sorted(MADE_UP | {"thai-amc", "ningbo-npl-proposed"}):
        data = read(FILES[name]).data
        standings = {d["standing"] for d in data.get("documents", {}).values()}
        if standings <= {
            "signed",
            "certified",
        }:  # made up as if every paper had been signed: `about` says so, and so does the name
            assert (data["deal"]["about"], "made" in str(data["deal"]["name"]) or "虚构" in str(data["deal"]["name"])) == (
                "made_up",
                True,
            ), name
            continue
        if (
            data["deal"].get("stage") == "proposed" and "status" not in data["deal"]
        ):  # made up and a plan: `about` says the one, drafts the other
            assert (data["deal"]["about"], standings) == ("made_up", {"draft"})
            continue
        assert "illustrative" in standings | set(data["deal"].get("status", {}).values())


@pytest.mark.parametrize("name", sorted(FILES))
def test_check_runs_on_each(name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")  # a terminal so narrow that the first screen has to cut
    code = run(["check", str(FILES[name]), "--run-day", "2026-11-25"])
    said = capsys.readouterr()
    assert code in (0, 1), said.err
    system = DATA.get(name, {}).get("deal", {}).get("route", "CN").split("/")[0]
    if system not in (*shipped_systems(), "none"):
        assert "touches law for which there is no pack" in " ".join(said.out.split())  # wherever the line breaks


def test_direct_and_entrusted_are_one_deal_but_for_the_first_hop() -> None:
    direct, entrusted = (read(FILES[name]).data for name in ("cn-direct", "cn-entrusted"))
    differ = {section for section in direct.keys() | entrusted.keys() if direct.get(section) != entrusted.get(section)}
    assert differ == {"deal", "documents", "transfers", "trusts", "investments", "agencies", "complete"}
    kept = [Decimal(i["share"].rstrip("%")) for i in direct["investments"].values() if i.get("kept_as")]
    assert kept == [Decimal(5)] * 6
    prices = [trust["price"] for trust in direct["trusts"].values()]
    assert sum(prices) == entrusted["trusts"]["entrustment"]["price"]
