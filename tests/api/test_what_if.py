"""A scenario checked the whole way; and what a run tells about itself."""

import logging
from datetime import date
from pathlib import Path

import pytest

from legalmodel.api import check, check_scenario
from legalmodel.base.errors import BadInput
from legalmodel.base.resources import shipped
from legalmodel.model.scenario import Scenario, failing, setting, taking_out
from legalmodel.text.read import read

RUN = date(2026, 6, 30)
FILE = shipped("templates") / "cn-npl-trust" / "deal.yaml"


def test_a_failing_bank_changes_what_hangs_on_it() -> None:
    """A failed party, added to the raw data: the proceeding is judged, and all that does not hang on it stays"""
    before = check(FILE, RUN).judgment
    after = check_scenario(read(FILE), Scenario((failing("bank", date(2026, 1, 5), law="CN"),)), RUN).judgment
    was, becomes = ({f.id: f.outcome for f in j.findings} for j in (before, after))
    of_proceedings = {"cn-cbl-67", "cn-cbl-71-consent"}
    assert was.keys() - of_proceedings == {id for id in becomes if "@proceedings." not in id}
    assert {f"{rule}@proceedings.if-bank-fails" for rule in of_proceedings} == becomes.keys() - was.keys()
    changed = {id.partition("@")[0] for id in was if becomes.get(id, was[id]) is not was[id]}
    assert "cn-ebl-33-intent" in changed
    assert not {"cn-ebl-134", "cn-cbl-64"} & changed  # which law takes it hangs on its seat and form, not on what has happened
    assert len(changed) < len(was) / 10


def test_no_change_no_difference() -> None:
    before, after = check(FILE, RUN).judgment, check_scenario(read(FILE), Scenario(), RUN).judgment
    assert [(f.id, f.outcome, f.sentence) for f in before.findings] == [(f.id, f.outcome, f.sentence) for f in after.findings]


def test_a_day_moves_law_and_facts() -> None:
    day = date(2018, 1, 1)
    asked = check_scenario(read(FILE), Scenario(day=day), RUN).judgment
    assert asked.as_of == day
    assert [(f.id, f.outcome) for f in asked.findings] == [
        (f.id, f.outcome) for f in check(FILE, RUN, as_of=day).judgment.findings
    ]


def test_the_place_of_a_changed_fact_is_its_change() -> None:
    result = check_scenario(read(FILE), Scenario((taking_out("deal.closing"), setting("deal.stage", "closed"))), RUN)
    assert result.source.place(("deal", "stage")).file == "change 2"
    with pytest.raises(BadInput, match="change 1:1:13"):
        check_scenario(read(FILE), Scenario((setting("deal.stage", "sung"),)), RUN)


def test_a_run_tells_its_hops_and_no_word_of_the_deal(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """standard `logging`, silent by default, no deal text in logs"""
    secret = tmp_path / "Secret Deal.yaml"
    secret.write_text("deal: {name: Hush}\nparties: {whisper: {name: Mumble}}\n", encoding="utf-8")
    with caplog.at_level(logging.INFO, logger="legalmodel"):
        check(secret, RUN)
        secret.write_text("deal: {nme: Hush}\n", encoding="utf-8")
        with pytest.raises(BadInput):
            check(secret, RUN)
    told = [(r.name, r.getMessage()) for r in caplog.records]
    hops = [message.partition(":")[0] for _, message in told]
    assert hops == ["read", "parse", "build", "law", "judge", "conflicts", "read", "parse"]
    assert all(name == f"legalmodel.{hop}" for (name, _), hop in zip(told, hops, strict=True))
    assert "refused" in told[-1][1]
    for word in ("Secret", "Hush", "whisper", "Mumble", "nme", str(tmp_path)):
        assert word not in caplog.text


def test_silent_by_default(capfd: pytest.CaptureFixture[str]) -> None:
    check(FILE, RUN)
    assert capfd.readouterr() == ("", "")
