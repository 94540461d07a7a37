"""Signatures: given on digests, void when one changes; two persons; names in sheets are claims."""

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from legalmodel.base.errors import BadRequest
from legalmodel.cli.main import run
from legalmodel.review.columns import QUESTIONS, WEIGH
from legalmodel.review.log import Log, log_file, longer, read_log
from legalmodel.review.sign import CHECKER, MAKER, Wish, claims, digests, signature, signatures
from tests.review.ready import AT, checked, deal_in, known_of

DEAL = "cn-npl-trust"
IDS = {sheet: frozenset(ids) for sheet, ids in known_of(DEAL).ids.items()}
ONE, TWO = sorted(IDS[QUESTIONS])[:2]
GIVEN = digests(checked(DEAL))


class Desk:
    """A log at which people sign."""

    def __init__(self) -> None:
        self.log = Log()

    def sign(self, name: str, role: str, **wish: Any) -> dict[str, Any]:
        record = signature(Wish(name, role, wish.pop("identified", f"staff {name}"), **wish), checked(DEAL), self.log, IDS)
        self.log = longer(self.log, [("sign", record)], AT)
        return record

    def row(self, id: str, **cells: str) -> None:
        self.log = longer(
            self.log, [("row", {"sheet": QUESTIONS, "id": id, "about": "", "cells": cells, "changed": list(cells)})], AT
        )

    def holds(self, given: dict[str, str] = GIVEN) -> list[bool]:
        return [signed.holds for signed in signatures(self.log, given)]


def test_a_signature_carries_what_it_was_given_on() -> None:
    record = Desk().sign("Ann", MAKER, seen={"trust_contract": "ab" * 32})
    assert record["digests"] == GIVEN and len(GIVEN["law"]) == 64 and GIVEN["deal"] == checked(DEAL).source.sha256
    assert (record["run_day"], record["scope"], record["identified"]) == ("2026-11-30", ["all"], "staff Ann")
    assert record["known_until"] and record["documents_seen"] == {"trust_contract": "ab" * 32} and record["supersedes"] == ""


@pytest.mark.parametrize("what", sorted(GIVEN))
def test_it_is_void_when_any_of_it_changes_the_law_included(what: str) -> None:
    desk = Desk()
    desk.sign("Ann", MAKER)
    desk.sign("Bo", CHECKER)
    assert desk.holds() == [True, True]
    assert desk.holds({**GIVEN, what: "other"}) == [False, False]
    first = signatures(desk.log, {**GIVEN, what: "other"})[0]
    assert len(first.void) == 1 and "changed since" in first.void[0]


def test_a_file_of_law_that_changes_by_one_letter_has_another_digest(tmp_path: Path) -> None:
    from legalmodel.law.digest import attested_digest, law_digest

    (tmp_path / "x").mkdir()
    file = tmp_path / "x" / "own.yaml"
    file.write_text("a: 1\n")
    before = law_digest((tmp_path,))
    file.write_text("a: 2\n")
    assert len({law_digest(()), before, law_digest((tmp_path,))}) == 3
    assert attested_digest((tmp_path,)) == ""
    (tmp_path / "attested").mkdir()
    (tmp_path / "attested" / "a.yaml").write_text("x: 1\n")
    assert len(attested_digest((tmp_path,))) == 64


def test_a_checker_is_another_person_and_needs_a_maker() -> None:
    desk = Desk()
    with pytest.raises(BadRequest, match="no maker's signature"):
        desk.sign("Bo", CHECKER)
    desk.sign("Ann Example", MAKER)
    for name, identified in (("ann  EXAMPLE", "passport"), ("Bo", "staff ann example")):
        with pytest.raises(BadRequest, match="one person"):
            desk.sign(name, CHECKER, identified=identified)
    made = desk.log.head
    assert desk.sign("Bo", CHECKER)["checks"] == made


def test_a_checker_covers_no_more_than_the_maker() -> None:
    desk = Desk()
    desk.sign("Ann", MAKER, scope=(ONE,))
    with pytest.raises(BadRequest, match="no maker's signature"):
        desk.sign("Bo", CHECKER)
    desk.sign("Bo", CHECKER, scope=(ONE,))
    assert desk.holds() == [True, True]


def test_a_row_that_changes_afterwards_voids_what_was_signed_for_it_and_for_nothing_else() -> None:
    desk = Desk()
    desk.sign("Ann", MAKER, scope=(ONE,))
    desk.sign("Cy", MAKER, scope=(TWO,))
    desk.sign("Bo", CHECKER, scope=(ONE,))
    desk.row(ONE, answer="no", comment="new")
    assert desk.holds() == [False, True, False]
    assert "does not hold" in signatures(desk.log, GIVEN)[2].void[-1]


def test_who_signs_again_supersedes_the_earlier_signature() -> None:
    desk = Desk()
    first = desk.sign("Ann", MAKER)
    head = desk.log.head
    second = desk.sign("Ann", MAKER)
    assert first["supersedes"] == "" and second["supersedes"] == head
    assert desk.holds() == [False, True]


def test_a_name_in_a_sheet_is_a_claim_until_that_person_signs_in_that_role() -> None:
    desk = Desk()
    desk.row(ONE, answer="yes", maker="Ann", checker="Bo", reviewer="Dee")
    desk.row(TWO, answer="yes", maker="Ann")
    assert [c.confirmed for c in claims(desk.log)] == [False] * 4
    assert len(desk.sign("Ann", MAKER, scope=(ONE,))["confirms"]) == 1
    assert {(c.entry.data["id"], c.column) for c in claims(desk.log) if c.confirmed} == {(ONE, "maker")}
    desk.sign("Bo", CHECKER, scope=(ONE,))
    assert {(c.entry.data["id"], c.column) for c in claims(desk.log) if c.confirmed} == {(ONE, "maker"), (ONE, "checker")}
    desk.row(ONE, answer="no", comment="x", maker="Ann")
    assert not any(c.confirmed for c in claims(desk.log)), "another answer is another claim"


def test_a_judgement_is_on_one_point_with_its_reasons() -> None:
    point = sorted(IDS[WEIGH])[0]
    record = Desk().sign("Ann", MAKER, scope=(point,), judgement="adverse", because="no reliance")
    assert (record["judgement"], record["because"]) == ("adverse", "no reliance")
    for wish in (
        {"scope": ("all",)},
        {"scope": (ONE,)},
        {"scope": (point,), "because": " "},
        {"scope": (point,), "judgement": "good"},
    ):
        with pytest.raises(BadRequest, match="judgement"):
            Desk().sign("Ann", MAKER, **{"judgement": "adverse", "because": "x", **wish})


@pytest.mark.parametrize("wish", [{"scope": ("q-none",)}, {"seen": {"no_such_paper": ""}}, {"identified": " "}])
def test_what_names_nothing_is_refused(wish: dict[str, object]) -> None:
    with pytest.raises(BadRequest):
        Desk().sign("Ann", MAKER, **wish)


def on(deal: Path, *words: str) -> int:
    days = ["--run-day", "2026-11-30"] if words[0] in ("sign", "status") else []
    return run(["review", words[0], str(deal), *words[1:], *days])


def test_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deal = deal_in(tmp_path, DEAL)
    paper = tmp_path / "contract.pdf"
    paper.write_bytes(b"%PDF")
    assert on(deal, "status") == 1
    assert "nobody has signed" in capsys.readouterr().out
    assert (
        on(deal, "sign", "--as", "Ann", "--role", "maker", "--identified", "staff 1", "--seen", f"trust_contract={paper}") == 0
    )
    assert on(deal, "sign", "--as", "Ann", "--role", "checker", "--identified", "staff 1") == 2
    assert on(deal, "sign", "--as", "Bo", "--role", "checker", "--identified", "staff 2") == 0
    assert on(deal, "keep", "--until", "2033-12-31", "--why", "records policy 4") == 0
    assert on(deal, "status") == 0
    capsys.readouterr()
    assert on(deal, "status", "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [s["holds"] for s in told["signatures"]] == [True, True] and told["kept"]["until"] == "2033-12-31"
    assert told["head"] == read_log(log_file(deal)).head
    assert run(["report", str(deal), "--run-day", "2026-11-30"]) == 0
    assert f"3 records, head of the chain {told['head']}" in capsys.readouterr().out
    assert run(["bundle", str(deal), "-o", str(tmp_path / "b.zip"), "--run-day", "2026-11-30"]) == 0
    with ZipFile(tmp_path / "b.zip") as archive:
        assert archive.read("review/deal.review.jsonl") == log_file(deal).read_bytes()
        assert json.loads(archive.read("manifest.json"))["review_head"] == told["head"]
    deal.write_bytes(deal.read_bytes() + b"# a remark\n")
    assert on(deal, "status") == 1
    out = capsys.readouterr().out
    assert out.count("the deal file changed since") == 2 and "the maker's signature that it checks does not hold" in out
    assert on(deal, "log") == 0
    assert "to be kept until 2033-12-31: records policy 4" in capsys.readouterr().out
    assert on(deal, "log", "--format", "csv", "-o", str(tmp_path / "log.csv")) == 0
    assert (tmp_path / "log.csv").read_bytes().count(b"\r\n") == 4


def test_a_broken_log_is_told_everywhere_and_nothing_is_added(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deal = deal_in(tmp_path, DEAL)
    on(deal, "sign", "--as", "Ann", "--role", "maker", "--identified", "staff 1")
    file = log_file(deal)
    file.write_bytes(file.read_bytes().replace(b"Ann", b"Eve"))
    before = file.read_bytes()
    capsys.readouterr()
    assert on(deal, "status") == 1 and on(deal, "log") == 1
    assert capsys.readouterr().out.count("breaks at line 1") == 2
    assert on(deal, "sign", "--as", "Bo", "--role", "maker", "--identified", "staff 2") == 2
    assert file.read_bytes() == before
    assert run(["report", str(deal), "--run-day", "2026-11-30"]) == 0
    assert "breaks at line 1" in capsys.readouterr().out


def test_a_judgement_shows_with_its_signature(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deal = deal_in(tmp_path, DEAL)
    point = sorted(IDS[WEIGH])[0]
    who = ("--as", "Ann", "--role", "maker", "--identified", "staff 1", "--scope", point)
    assert on(deal, "sign", *who, "--judgement", "adverse", "--because", "relied on the circular") == 0
    on(deal, "status")
    out = capsys.readouterr().out
    assert point in out and "holds. Speaks against the deal: relied on the circular" in out


def test_a_template_is_never_signed() -> None:
    assert run(["review", "sign", "cn-npl-trust", "--as", "A", "--role", "maker", "--identified", "x"]) == 2
