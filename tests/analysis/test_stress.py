"""Stress: what follows if a party fails, on the decided disasters and on the deals that ship; each result is judged again from a file on disk."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from legalmodel.analysis.failure.harm import Harm, exposed
from legalmodel.analysis.failure.law import key_of
from legalmodel.analysis.failure.what_follows import Stressed, group_of, may_fail, ranked, stressed, worse_together
from legalmodel.api import check
from legalmodel.base.outcomes import FAVOURABLE, Conclusion
from legalmodel.base.values import Money
from legalmodel.cli.main import run
from legalmodel.judgment.again import Again
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.hypothesis import FailureDay, day_of_failure, supposed
from legalmodel.model.scenario import Scenario
from legalmodel.text.edit import edited
from legalmodel.text.read import read

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
DAY = date(2026, 11, 25)


class Deal:
    """A template, changed, judged on the day of the failure; what follows is found once for each set of parties."""

    def __init__(self, name: str, changes: dict[str, Any] | None = None) -> None:
        scenario = Scenario(tuple(_changes(changes or {})))
        source = read(TEMPLATES / name / "deal.yaml")
        self.first = check(edited(source, list(scenario.changes)).text if changes else source.text, DAY)
        self.again = Again(self.first)
        self.fails = day_of_failure(self.first)
        self.base = self.again(Scenario((), self.fails.as_of))
        self.found: dict[tuple[str, ...], Stressed] = {}

    def of(self, *parties: str) -> Stressed:
        """Return what follows if these fail together."""
        if parties not in self.found:
            self.found[parties] = stressed(self.base, self.again, parties, self.fails)
        return self.found[parties]

    def worst(self, step: str, *parties: str) -> Harm:
        """Return the gravest harm of a step."""
        return max((c.harm for c in self.of(*parties).chain if c.step == step), default=Harm.SAFE)


def _changes(wanted: dict[str, Any]) -> list[Any]:
    from legalmodel.model.scenario import setting

    return [setting(path, value) for path, value in wanted.items()]


@pytest.fixture(scope="module")
def sound() -> Deal:
    return Deal("cn-npl-trust")


@pytest.fixture(scope="module")
def disaster() -> Deal:
    """Money kept by the originator, on an account of its own, never paid over; a claim of a debtor; all support promised by its group."""
    return Deal(
        "cn-npl-trust",
        {
            "accounts.collections.holder": "bank",
            "accounts.collections.holds_money_of": ["bank", "spt"],
            "accounts.collections.balance": 30000000,
            "trusts.entrustment.interim_collections.paid_over": "none",
            "agencies.servicing.sweep_days": 30,
            "claims": {
                "deposit": {
                    "creditor": "auditor",
                    "debtor": "bank",
                    "amount": 7000000,
                    "pool": "pool",
                    "since": "2025-01-01",
                    "set_off_excluded_by": "none",
                }
            },
            "ownership": {
                "held": {"owner": "bank", "of": "supporter", "shares": "80%", "since": "2020-01-01", "until": "none"}
            },
        },
    )


def test_the_hypothesis_is_put_whole(sound: Deal) -> None:
    """Filed, accepted and declared on the day, under the law of the seat; the list of proceedings stays as complete as it was"""
    bank = sound.first.graph.things["parties", "bank"]
    scenario = supposed(sound.first, (bank,), sound.fails)
    case = scenario.changes[0].value
    assert (case["accepted"], case["declared"], case["ended"], case["law"]) == ("2026-11-25", "2026-11-25", "none", "CN")
    assert not sound.again(scenario).graph.section("proceedings").open


@pytest.mark.parametrize(
    ("name", "day", "why"),
    [
        ("cn-npl-trust", date(2026, 11, 25), "known"),
        ("cn-npl-proposed", date(2027, 3, 19), "planned"),
        ("zhongyu-2016-1", date(2016, 5, 27), "closing"),
    ],
)
def test_the_day(name: str, day: date, why: str) -> None:
    """The last day that the file tells of; of a plan its closing; of a deal that has ended its closing too"""
    fails = day_of_failure(check(TEMPLATES / name / "deal.yaml", DAY))
    assert (fails.day, fails.why) == (day, why)


def test_assets_in_trust_stay_outside(sound: Deal) -> None:
    """Neither the originator's nor the trustee's failure takes the pool in, and no amount is exposed"""
    for party in ("bank", "trustco"):
        assert sound.worst("estate", party) is Harm.SAFE
        assert sound.of(party).exposed == ()


def test_a_promise_vanishes_and_money_on_account_stays(sound: Deal) -> None:
    """The top-up is a mere claim; the reserve lies on the trust's account; subordination hangs on nobody"""
    chain = {c.records[0].id: c for c in sound.of("supporter").chain if c.step == "support" and c.records}
    assert (chain["top_up"].harm, chain["top_up"].amount) == (Harm.LOST, Money(chain["top_up"].amount.amount, "CNY"))  # type: ignore[union-attr]  # it has an amount
    assert sound.of("supporter").cover == (Money(20000000, "CNY"),)  # type: ignore[arg-type]  # a whole number does
    assert chain["reserve"].harm is Harm.PROVIDED
    assert chain["subordination"].harm is Harm.SAFE


def test_who_follows(sound: Deal) -> None:
    """A successor is named for servicing, none for custody; rating does not stop money; if agent and successor fail, nobody is left"""
    assert sound.worst("work", "bank") is Harm.PROVIDED
    assert sound.worst("work", "custodian") is Harm.LOST
    assert sound.worst("work", "rater_one") is Harm.PROVIDED
    pair = sound.of("bank", "supporter")
    worse = worse_together(pair, (sound.of("bank"), sound.of("supporter")))
    assert {c.records[0].id for c in worse if c.records} == {"servicing"}


def test_a_reserve_lies_with_the_bank_that_keeps_its_account(sound: Deal) -> None:
    """Not with who funded it, if both fail"""
    both = sound.of("custodian", "supporter")
    told = next(str(c.says) for c in both.chain if c.step == "support" and c.records and c.records[0].id == "reserve")
    assert "with Haitong City Bank" in told


def test_cash_left_with_the_originator(disaster: Deal) -> None:
    """Money mixed on its own account, collections never paid over, and the set-off are lost, each with its amount; junior bears first"""
    one = disaster.of("bank")
    assert one.harm is Harm.FALLS
    assert one.exposed == (Money(30000000 + 60000000 + 7000000, "CNY"),)  # type: ignore[arg-type]  # a whole number does
    lost = {c.records[0].id for c in one.chain if c.records and c.harm >= Harm.LOST}
    assert {"collections", "interim_collections"} <= lost
    assert disaster.worst("set_off", "bank") >= Harm.WEIGHED
    assert [(s.security.id, s.bears.amount) for s in one.bears] == [("junior", 97000000)]
    parts = {holder.id: part.amount for holder, part in one.bears[0].holders if part}
    assert parts == {"bank": 4850000, "supporter": 92150000}
    assert any("30" in str(c.says) for c in one.chain if c.step == "money")


def test_support_all_from_one_group(disaster: Deal) -> None:
    """With its group the originator takes its support along: what is counted on fails with the bank"""
    surely, _ = group_of(disaster.base, "bank", disaster.fails)
    assert set(surely) == {"bank", "supporter"}
    group = disaster.of(*surely)
    assert group.cover
    assert any("fails with it" in str(c.says) for c in group.chain if c.step == "support")
    assert group.rank > disaster.of("bank").rank


def test_a_loss_goes_up_the_ranks(disaster: Deal) -> None:
    """More than the lowest class is worth goes on to the next, and no more than all classes are worth is borne"""
    from legalmodel.analysis.failure.work import bearers

    failed = disaster.of("bank").failed
    for loss, shares in ((150000000, [100000000, 50000000]), (900000000, [100000000, 400000000])):
        assert [s.bears.amount for s in bearers(failed, Money(loss, "CNY"))] == shares  # type: ignore[arg-type]  # a whole number does
    assert bearers(failed, Money(1, "USD")) == ()  # type: ignore[arg-type]  # a whole number does


def test_an_amount_counts_once(disaster: Deal) -> None:
    chain = disaster.of("bank").chain
    assert exposed((*chain, *chain)) == exposed(chain)


def test_ranked_by_harm(disaster: Deal) -> None:
    found = ranked(disaster.of(p) for p in ("rater_one", "custodian", "bank"))
    assert [s.parties[0] for s in found] == ["bank", "custodian", "rater_one"]


ROUTES = ("cn-npl-trust", "cn-special-plan", "us-auto", "us-card-trust", "nissan-2020-a", "hecui-2016-2")


@pytest.mark.parametrize("name", ROUTES)
def test_remoteness_lines_and_stress_agree(name: str) -> None:
    """Of each party that the lines ask about: no chain is milder than its line, and a line turns only where the chain tells of it"""
    deal = Deal(name)
    failing = {line.failing.id: line for line in deal.base.judgment.lines if line.failing and line.failing.path[0] == "parties"}
    for id in [i for i in failing if i in may_fail(deal.base)][:4]:
        agree(deal.base, deal.of(id))


def agree(base: Checked, one: Stressed) -> None:
    """Hold a stress against the lines on the same party, before and after."""
    was = {key_of(line): line.conclusion for line in base.judgment.lines}
    told = {key_of(c.line) for c in one.chain if c.line}
    for line in one.after.judgment.lines:
        if line.failing is not None and one.failed.has(line.failing):
            assert key_of(line) in told
            if line.conclusion is Conclusion.OBSTACLE:
                assert one.harm >= Harm.LOST
            elif line.conclusion not in FAVOURABLE:
                assert one.harm >= Harm.OPEN
            if was.get(key_of(line)) not in FAVOURABLE and line.conclusion in FAVOURABLE:
                pytest.fail(f"{key_of(line)} turned favourable because the party failed")


def test_from_the_file_on_disk(tmp_path: Path, disaster: Deal, capsys: pytest.CaptureFixture[str]) -> None:
    """The deal with the supposed case written into it, checked by the command line, says what the chain says"""
    bank = disaster.first.graph.things["parties", "bank"]
    scenario = supposed(disaster.first, (bank,), FailureDay(disaster.fails.day, disaster.fails.as_of, "asked"))
    file = tmp_path / "deal.yaml"
    file.write_bytes(edited(disaster.first.source, list(scenario.changes)).text.encode())
    code = run(["check", str(file), "--as-of", str(disaster.fails.as_of), "--run-day", str(DAY), "--format", "json"])
    told = {f["id"]: f["outcome"] for f in json.loads(capsys.readouterr().out)["findings"]}
    assert code == 1
    chain = [c.finding for c in disaster.of("bank").chain if c.finding]
    assert len(chain) > 10
    assert {f.id: told[f.id] for f in chain} == {f.id: f.outcome.value for f in chain}


@pytest.mark.parametrize("format", ["text", "json", "csv", "html"])
def test_the_command(format: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In each format: the hypothesis at the head, the ranking, the chain"""
    assert run(["stress", "cn-npl-trust", "--party", "supporter", "--run-day", str(DAY), "--format", format]) == 0
    told = capsys.readouterr().out
    assert "Jiangbei Asset Management" in told
    if format != "csv":
        assert "says nothing on the soundness of any party" in " ".join(told.split())
    if format == "json":
        tables = json.loads(told)["tables"]
        assert tables["ranking"]["rows"][0]["cover"] == "CNY 20.00m"
        assert any(row["id"] == "guarantees.top_up" and row["harm"] == "lost" for row in tables["chain-supporter"]["rows"])
    if format == "html":
        assert told.count("<svg") == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--party", "bnk"], "no party 'bnk'"),
        (["--on", "2030-01-01"], "after the day of the run"),
        (["--kind", "ruin"], "'ruin'"),
    ],
)
def test_what_cannot_be_asked(given: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stress", "cn-npl-trust", "--run-day", str(DAY), *given]) == 2
    assert said in capsys.readouterr().err


def test_in_chinese_no_english_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stress", "cn-npl-trust", "--party", "bank", "--pairs", "--lang", "zh", "--run-day", str(DAY)]) == 0
    told = capsys.readouterr().out
    assert "假设" in told
    assert "[en]" not in told


def test_without_the_packages_of_the_cash_engine_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Tests run with them and without; the file has an order that waits for the event, so that there is something to calculate."""
    monkeypatch.setattr("legalmodel.analysis.failure.received.find_spec", lambda name: None)
    assert run(["stress", "cn-special-plan", "--party", "lessor", "--format", "json", "--lang", "en"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert "received" not in found["tables"]
    assert any("legalmodel[methods]" in line and "Qinghe Leasing" in line for line in found["assumes"])


def test_a_page_shows_all_rows_and_names_each_cell(capsys: pytest.CaptureFixture[str]) -> None:
    """On a narrow screen the headings stand before the cells; how to see the rest is for a terminal, which leaves rows out."""
    command = ["stress", "cn-special-plan", "--lang", "en"]
    assert run([*command, "--format", "text"]) == 0
    assert "--all, or --party" in capsys.readouterr().out
    assert run([*command, "--format", "html"]) == 0
    page = capsys.readouterr().out
    assert "--all, or --party" not in page
    assert 'data-h="what follows"' in page
    assert "@media(max-width:40rem)" in page
