"""Confirming what a machine drafted: the status goes, the rest of the file stays, and the log says who."""

import json
from pathlib import Path

import pytest

from legalmodel.cli.main import run
from legalmodel.review.log import log_file, read_log

DEAL = """# a draft
deal: {name: X}
documents:
  p: {title: Prospectus, kind: prospectus}
parties:
  bank:
    name: Bank  # as on the cover
    form: bank
    seat: CN
    evidence: {all: p p.3, seat: p p.7}
    status:
      name: machine_draft
      form: machine_draft
      seat: alleged
  trustee: {name: 受托人, status: {name: machine_draft}, evidence: {name: p p.4}}
"""


@pytest.fixture
def deal(tmp_path: Path) -> Path:
    file = tmp_path / "deal.yaml"
    file.write_text(DEAL, encoding="utf-8")
    return file


def test_what_waits_is_listed_with_place_value_and_page(deal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["confirm", str(deal)]) == 1
    out = capsys.readouterr().out
    assert f"{deal}:7:11: parties.bank.name: Bank [p p.3]" in out
    assert "parties.trustee.name: 受托人 [p p.4]" in out
    assert "seat" not in out
    assert "3 facts drafted by a machine wait" in out


def test_a_record_is_confirmed_and_the_rest_stays(deal: Path) -> None:
    assert run(["confirm", str(deal), "parties.bank", "--as", "Ann Example"]) == 0
    text = deal.read_text("utf-8")
    assert text == DEAL.replace("      name: machine_draft\n      form: machine_draft\n", "")
    (entry,) = read_log(log_file(deal)).of("confirm")
    assert entry.data["name"] == "Ann Example"
    assert entry.data["facts"] == {"parties.bank.name": "Bank [p p.3]", "parties.bank.form": "bank [p p.3]"}


def test_all_are_confirmed_and_nothing_waits(deal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["confirm", str(deal), "--all", "--as", "Ann Example"]) == 0
    assert "machine_draft" not in deal.read_text("utf-8")
    assert run(["confirm", str(deal)]) == 0
    capsys.readouterr()
    assert run(["confirm", str(deal), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert run(["review", "log", str(deal)]) == 0
    assert "Ann Example: parties.bank.form: bank [p p.3]; parties.bank.name: Bank [p p.3]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["parties.bank"], "nobody is named"),
        (["--as", "Ann"], "not said what is confirmed"),
        (["parties.bank", "--all", "--as", "Ann"], "not said what is confirmed"),
        (["parties.bank.seat", "--as", "Ann"], "waits under 'parties.bank.seat'"),
        (["parties.ban", "--as", "Ann"], "waits under 'parties.ban'"),
        (["--all", "--as", "  "], "nobody is named"),
    ],
)
def test_wrong_requests_change_nothing(deal: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["confirm", str(deal), *words]) == 2
    assert said in capsys.readouterr().err
    assert deal.read_text("utf-8") == DEAL
    assert not log_file(deal).exists()


def test_a_broken_log_keeps_the_deal_as_it_is(deal: Path) -> None:
    log_file(deal).write_text("{}\n", "utf-8")
    assert run(["confirm", str(deal), "--all", "--as", "Ann"]) == 2
    assert deal.read_text("utf-8") == DEAL
