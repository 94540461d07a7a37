"""Law attested by the user: every guard of docs/attest.md, each tried from both sides."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from legalmodel.api import check
from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.outcomes import Mark, Outcome, State
from legalmodel.base.resources import shipped
from legalmodel.cli.main import run as main
from legalmodel.judgment.checked import Checked
from legalmodel.law.attest import SignedBy, attest, confirm
from legalmodel.law.attested import on_attested_law, read_attestations
from legalmodel.law.load import load_law
from legalmodel.report.rests import rests_on

DEAL = shipped("templates") / "cn-clo-trust" / "deal.yaml"
RULE, ROUTE = "cn-no7-meetings", date(2005, 4, 20)
READ = date(2026, 3, 2)
A = SignedBy("Ann Example", "lawyer", "Beijing", READ)
B = SignedBy("Bo Example", "in-house counsel", "Shanghai", date(2026, 3, 3))


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    file = tmp_path / "scan.pdf"
    file.write_bytes(b"the wording, as printed in the gazette")
    return file


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return tmp_path / "pack"


def signed(pack: Path, scan: Path, rules: tuple[str, ...] = (RULE,), reader: SignedBy = A, **other: Any) -> Path:
    said = {"version": ROUTE, "articles": "51 to 57", **other}
    return attest(load_law(), pack, rules, scan, said["version"], said["articles"], reader)


def checked(*packs: Path, day: date = date(2026, 11, 30)) -> Checked:
    return check(DEAL, run_day=day, packs=packs)


def voting(result: Checked) -> tuple[State, dict[str, Outcome]]:
    line = next(line for line in result.judgment.lines if line.heading == "protection")
    state = next(s for s in line.states if s.question == "protection/voting")
    return state.state, {f.rule.id: f.outcome for f in state.findings}


def test_unsigned_it_is_not_asked() -> None:
    state, said = voting(checked())
    assert state is State.RESERVATION
    assert said[RULE] is Outcome.NOT_EXAMINED


def test_one_reader_alone_counts_as_read_in_part(pack: Path, scan: Path) -> None:
    """It is asked, marked, and carries no answer: the reservation of the contract still stands for the question"""
    signed(pack, scan)
    result = checked(pack)
    state, said = voting(result)
    assert state is State.RESERVATION
    assert said[RULE] is Outcome.PASS
    finding = next(f for f in result.judgment.findings if f.rule.id == RULE)
    assert finding.rule.text_read == "part"
    assert Mark.ATTESTED in finding.marks
    assert finding.attested == ("Ann Example on 2026-03-02 alone, not confirmed",)


def test_a_second_person_makes_it_count(pack: Path, scan: Path) -> None:
    confirm(signed(pack, scan), scan, B)
    result = checked(pack)
    assert voting(result)[0] is State.PASS
    assert any("attested by Ann Example on 2026-03-02, confirmed by Bo Example" in row for row in rests_on(result.judgment))


@pytest.mark.parametrize(
    ("day", "holds"), [(date(2026, 3, 1), False), (READ, True), (date(2027, 3, 1), True), (date(2027, 3, 2), False)]
)
def test_it_holds_for_twelve_months(pack: Path, scan: Path, day: date, holds: bool) -> None:
    confirm(signed(pack, scan), scan, B)
    law = on_attested_law(load_law(), [pack], day)
    assert (law.rules[RULE].text_read == "seen") is holds
    assert bool(law.lapsed) is not holds


def test_a_leap_day_ends_on_the_last_of_february(pack: Path, scan: Path) -> None:
    signed(pack, scan, reader=A._replace(day=date(2024, 2, 29)))
    assert not on_attested_law(load_law(), [pack], date(2025, 2, 27)).lapsed
    assert on_attested_law(load_law(), [pack], date(2025, 2, 28)).lapsed


def test_it_ends_when_the_pack_reads_the_text(pack: Path, scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signed(pack, scan)
    monkeypatch.setattr(load_law().rules[RULE], "text_read", "part")
    law = on_attested_law(load_law(), [pack], READ)
    assert law.rules[RULE].text_read == "part"
    assert not law.rules[RULE].attested
    assert "has read the text itself" in law.lapsed[0]


def test_it_ends_when_the_pack_holds_a_later_version(pack: Path, scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signed(pack, scan)
    rule = load_law().rules[RULE]
    monkeypatch.setattr(rule, "dates", rule.dates._replace(first=date(2026, 2, 1)))
    assert "later version" in on_attested_law(load_law(), [pack], READ).lapsed[0]


def test_it_ends_when_the_conditions_are_changed(pack: Path, scan: Path) -> None:
    file = signed(pack, scan)
    text = file.read_text("utf-8")
    (old,) = [line for line in text.splitlines() if line.startswith("  conditions:")]
    file.write_text(text.replace(old, f'  conditions: "{"0" * 64}"'), "utf-8")
    law = on_attested_law(load_law(), [pack], READ)
    assert "conditions of the rule were changed" in law.lapsed[0]
    assert law.rules[RULE].text_read == "memory"


def test_it_never_displaces_a_fail_that_the_pack_read(pack: Path, scan: Path) -> None:
    """Attested: the trust property is outside every liquidation. Read: money in the servicer's own account falls into its estate."""
    confirm(signed(pack, scan, ("cn-no7-06-liquidation",), articles="6(3)"), scan, B)
    from legalmodel.api import check_scenario
    from legalmodel.lawtest.examples import base_source
    from legalmodel.model.scenario import Scenario, setting

    mixed = (setting("accounts.collections.holder", "bank"), setting("accounts.collections.holds_money_of", ["spt", "bank"]))
    result = check_scenario(base_source("cn-clo-trust"), Scenario(mixed), date(2026, 11, 30), packs=(pack,))
    line = next(line for line in result.judgment.lines if line.failing and line.failing.id == "bank")
    state = next(s for s in line.states if s.question == "remoteness/servicer-estate")
    assert {f.rule.id: f.outcome for f in state.findings}["cn-no7-06-liquidation"] is Outcome.PASS
    assert state.state is State.FAIL
    assert line.conclusion.value == "obstacle"


@pytest.mark.parametrize("missing", ["name", "capacity", "admitted"])
def test_a_reader_says_who_as_what_and_where(pack: Path, scan: Path, missing: str) -> None:
    with pytest.raises(BadRequest, match=missing):
        signed(pack, scan, reader=A._replace(**{missing: " "}))


@pytest.mark.parametrize(
    ("rules", "other", "fault"),
    [
        (("nosuch",), {}, "no rule is called"),
        (("cn-trust-law-15",), {}, "was read by the pack"),
        ((RULE, "cn-no7-24"), {}, "one instrument"),
        ((RULE,), {"version": date(2005, 4, 19)}, "version"),
        ((RULE,), {"articles": ""}, "article"),
    ],
)
def test_what_cannot_be_signed_for(pack: Path, scan: Path, rules: tuple[str, ...], other: dict[str, Any], fault: str) -> None:
    with pytest.raises(BadRequest, match=fault):
        signed(pack, scan, rules, **other)


def test_the_copy_has_to_be_there(pack: Path, tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="copy"):
        signed(pack, tmp_path / "nosuch.pdf")


def test_who_confirms_is_another_person_with_the_same_copy(pack: Path, scan: Path, tmp_path: Path) -> None:
    file = signed(pack, scan)
    other = tmp_path / "other.pdf"
    other.write_bytes(b"another wording")
    with pytest.raises(BadRequest, match="second person"):
        confirm(file, scan, A._replace(name="  ann   EXAMPLE "))
    with pytest.raises(BadRequest, match="another copy"):
        confirm(file, other, B)
    with pytest.raises(BadRequest, match="before it was read"):
        confirm(file, scan, B._replace(day=date(2026, 3, 1)))
    confirm(file, scan, B)
    with pytest.raises(BadRequest, match="already"):
        confirm(file, scan, B)


def test_a_file_that_confirms_itself_is_refused(pack: Path, scan: Path) -> None:
    file = signed(pack, scan)
    confirm(file, scan, B)
    file.write_text(file.read_text("utf-8").replace("Bo Example", "Ann Example"), "utf-8")
    with pytest.raises(BadInput):
        read_attestations([pack])


def test_a_file_with_a_word_missing_is_refused(pack: Path, scan: Path) -> None:
    file = signed(pack, scan)
    file.write_text("\n".join(line for line in file.read_text("utf-8").splitlines() if "digest" not in line), "utf-8")
    with pytest.raises(BadInput) as caught:
        read_attestations([pack])
    assert "digest" in str(caught.value)


def test_the_command(pack: Path, scan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--copy", str(scan), "--capacity", "lawyer", "--admitted", "Beijing"]
    first = [
        "law",
        "attest",
        RULE,
        "--into",
        str(pack),
        "--version",
        "2005-04-20",
        "--articles",
        "51 to 57",
        "--day",
        "2026-03-02",
    ]
    assert main([*first, *words, "--reader", "Ann Example"]) == 0
    file = pack / "attested" / "cn-measures-2005-7-unread-2026-03-02.yaml"
    assert file.is_file()
    assert main(["law", "attest", "--confirm", str(file), *words, "--reader", "Bo Example", "--day", "2026-03-03"]) == 0
    capsys.readouterr()
    assert main(["law", "attest", "--list", "--law", str(pack), "--day", "2026-11-30"]) == 0
    assert f"{RULE}: Ann Example on 2026-03-02, confirmed by Bo Example" in capsys.readouterr().out
    assert main(["law", "attest", "--list", "--law", str(pack), "--day", "2027-11-30"]) == 0
    assert "does not hold: it was read more than 12 months ago" in capsys.readouterr().out
    assert main([*first, *words]) == 2
    assert "--reader is missing" in capsys.readouterr().err
