"""Cure: minimal, distinct, never by silence, never of the past; each judged again from the changed file, and held against brute force."""

import json
import shlex
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from legalmodel.analysis.cure import search
from legalmodel.analysis.cure.choose import ChangeSet, pieces
from legalmodel.analysis.cure.levers import is_sensible, levers, may_change, waits_sensibly
from legalmodel.analysis.cure.realise import Setting
from legalmodel.analysis.cure.search import Budget, Found, find_cures
from legalmodel.api import check
from legalmodel.base.outcomes import Outcome
from legalmodel.cli.main import run
from legalmodel.judgment.again import Again
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.variants.wish import Otherwise
from legalmodel.model.deal import SECTIONS
from legalmodel.model.scenario import Scenario, setting
from legalmodel.model.shape import fields, record_at
from legalmodel.report.cured import patch
from legalmodel.text.changes import GONE
from legalmodel.text.edit import edited
from legalmodel.text.read import read

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
DAY = date(2026, 11, 25)
PLAN = "cn-npl-proposed"


class Case:
    """A template with faults, and what the search finds for them."""

    def __init__(self, name: str, faults: dict[str, Any], redraft: bool = False) -> None:
        source = read(TEMPLATES / name / "deal.yaml")
        self.text = edited(source, [setting(p, v) for p, v in faults.items()]).text
        first = check(self.text, DAY)
        planned = redraft or first.graph.cut.proposed is True
        self.setting = Setting(first.source.data, planned, DAY)
        self.again = Again(first)
        self.base: Checked = self.again(Scenario((), self.setting.as_of))
        self.goals: tuple[Finding, ...] = tuple(f for f in self.base.judgment.findings if f.outcome is Outcome.FAIL)
        self.found: Found = find_cures(self.base, self.again, self.goals, self.setting, Budget())


@pytest.fixture(scope="module")
def mixed() -> Case:
    """The servicer collects on an account of its own, with its own money on it."""
    return Case(PLAN, {"accounts.collections.holder": "bank", "accounts.collections.holds_money_of": ["bank", "spt"]})


@pytest.fixture(scope="module")
def closed() -> Case:
    """In a closed deal the originator keeps the cash, and the trustee keeps no books of its own for the trust."""
    return Case("cn-npl-trust-faulty", {})


@pytest.fixture(scope="module")
def retained() -> Case:
    """The originator keeps 4 % of the lowest class and 5 % of the other."""
    return Case(PLAN, {"investments.bank_junior.share": "4%"})


CASES = ("mixed", "closed", "retained")


def test_money_goes_where_a_lawyer_would_put_it(mixed: Case) -> None:
    """Every fail at once: the account in the name of the trust, and nobody else's money on it"""
    best = mixed.found.cures[0].plan
    assert {(w.path[-1], w.value) for w in best.way} == {("holder", "spt"), ("holds_money_of", ("spt",))}
    assert mixed.found.stuck == ()


def test_a_holder_buys_what_it_lacks(retained: Case) -> None:
    """Exactly to the threshold, from whoever holds most: the class never adds up to more than it is"""
    best = retained.found.cures[0].plan
    assert {(w.path[1], w.value) for w in best.way} == {("bank_junior", "5%"), ("supporter_junior", "94%")}
    assert best.size == 1


def test_a_closed_deal_is_changed_from_a_day_on(closed: Case) -> None:
    """The old appointment ends, another begins; what is judged on the day of closing stays, and is said to be past"""
    cure = closed.found.cures[0]
    made = {c.path: c.value for c in cure.changes}
    assert made["agencies", "cash_custody", "until"] == "2026-11-24"
    new = made["agencies", "cash_custody_anew"]
    assert (new["agent"], new["since"], new["until"]) == ("custodian", "2026-11-25", "none")
    assert "evidence" not in new
    assert [s.goal.rule.id for s in closed.found.stuck] == ["cn-o3-remittance"]
    assert {"past"} <= {why for _, why in closed.found.stuck[0].facts}


def test_a_redraft_mends_both_with_one_change() -> None:
    case = Case("cn-npl-trust-faulty", {}, redraft=True)
    assert [c.plan.size for c in case.found.cures] == [1]
    assert {w.value for w in case.found.cures[0].plan.way} == {"custodian"}
    assert len(case.goals) == 2


@pytest.mark.parametrize("name", CASES)
def test_each_cure_is_minimal_and_breaks_nothing(name: str, request: pytest.FixtureRequest) -> None:
    """Judged anew by an engine that has kept nothing: the goals are met, no part of it does as much, nothing else fails"""
    case: Case = request.getfixturevalue(name)
    stuck = {s.goal.id for s in case.found.stuck}
    wanted = frozenset(g.id for g in case.goals) - stuck
    other = search.CureSearch(case.base, Again(check(case.text, DAY)), case.goals, case.setting, Budget())
    assert case.found.cures
    for cure in case.found.cures:
        assert wanted <= other.meets(cure.plan)
        assert not any(wanted <= other.meets(part) for part in cure.plan.parts() if part.size)
        fails = {f.id.replace("_anew", "") for f in cure.after.judgment.findings if f.outcome is Outcome.FAIL}
        assert fails <= {g.id for g in case.goals}
    keys = [cure.plan.levers for cure in case.found.cures]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", ["mixed", "retained"])
def test_brute_force_finds_nothing_smaller(name: str, request: pytest.FixtureRequest) -> None:
    """Of all sets of up to two of the proposed changes, none that meets all goals has fewer changes than the first cure"""
    case: Case = request.getfixturevalue(name)
    finder = search.CureSearch(case.base, case.again, case.goals, case.setting, Budget())
    single = sorted({p for goal in case.goals for plan in finder.proposals(goal) for p in pieces(plan.way)}, key=str)[:14]
    wanted = frozenset(g.id for g in case.goals)
    works = [
        size
        for size in (1, 2)
        for some in combinations(single, size)
        if len({w.path for p in some for w in p}) == sum(map(len, some))
        and wanted <= finder.meets(ChangeSet(frozenset().union(*some)))
    ]
    assert min(works) == case.found.cures[0].plan.size


@pytest.mark.parametrize("name", CASES)
def test_never_by_silence(name: str, request: pytest.FixtureRequest) -> None:
    """Nothing is taken out but what a changed value replaces, and the papers that back the old one"""
    case: Case = request.getfixturevalue(name)
    for cure in case.found.cures:
        put = {c.path for c in cure.changes if c.value is not GONE}
        for change in (c for c in cure.changes if c.value is GONE):
            by_day = (*change.path[:-1], "dated", change.path[-1])
            assert by_day in put or change.path[-2] == "evidence"


@pytest.mark.parametrize("name", CASES)
def test_from_the_changed_file_on_disk(
    name: str, request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The patch, as printed, is run by ``set``; the command line then says of the file what the cure promised"""
    case: Case = request.getfixturevalue(name)
    file = tmp_path / "deal.yaml"
    file.write_text(case.text, encoding="utf-8")
    cure = case.found.cures[0]
    words = shlex.split(patch(cure, str(file)))
    assert words[0] == "legalmodel"
    assert run(words[1:]) == 0
    capsys.readouterr()
    day = ["--as-of", str(case.setting.day)] if case.setting.as_of else []
    run(["check", str(file), *day, "--run-day", str(DAY), "--format", "json"])
    told = {f["id"]: f["outcome"] for f in json.loads(capsys.readouterr().out)["findings"]}
    assert told == {f.id: f.outcome.value for f in cure.after.judgment.findings}


def test_levers_are_fields_that_exist() -> None:
    sorts = {sort: section for section, sort in SECTIONS.items()}
    inner = {
        "buyback": ("trusts", "x", "buy_backs", "y"),
        "poolchange": ("trusts", "x", "pool_changes", "y"),
        "revolving": ("trusts", "x", "revolving"),
    }
    for sort, lever in levers().items():
        model = record_at(inner[sort] if sort in inner else (sorts[sort], "x"))
        assert model is not None
        assert set(lever.fields) <= set(fields(model)), sort
    waits: dict[str, list[str]] = read(ROOT / "legalmodel" / "analysis" / "cure" / "levers.yaml").data["waits"]
    for sort, names in waits.items():
        planned = record_at((sorts[sort], "x"))
        assert planned is not None
        assert set(names) <= set(fields(planned)), sort


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (("parties", "bank"), "form"),
        (("pools", "pool"), "title_disputes"),
        (("trusts", "entrustment"), "price_paid"),
        (("guarantees", "top_up"), "resolution_examined"),
    ],
)
def test_what_nobody_can_bring_about_is_no_lever(closed: Case, path: tuple[str, ...], field: str) -> None:
    """Who a person is, what is true of the debts, what was paid or examined"""
    assert not may_change(closed.base.graph.things[path], field)


@pytest.mark.parametrize(
    ("path", "value", "sensible"),
    [
        ("accounts.collections.holder", "spt", True),
        ("accounts.collections.holder", "lead", False),
        ("accounts.collections.only_for", "bank", False),
        ("trusts.entrustment.form", "oral", False),
        ("trusts.entrustment.settlor_powers", "none", True),
        ("agencies.servicing.agent", "none", False),
    ],
)
def test_what_no_lawyer_would_propose(closed: Case, path: str, value: str, sensible: bool) -> None:
    """Money in the name of a stranger, a trust declared orally, a term taken away; powers may be given up"""
    assert is_sensible(frozenset((Otherwise(tuple(path.split(".")), value),)), closed.base.graph) is sensible


def test_nobody_becomes_a_sponsor_by_being_called_so(closed: Case) -> None:
    work = (("agent", "lead"), ("principal", "spt"))
    new = [Otherwise(("agencies", "cure_1"), (*work, ("function", f)), new=True) for f in ("sponsoring", "backup_servicing")]
    assert [is_sensible(frozenset((n,)), closed.base.graph) for n in new] == [False, True]


def test_no_successor_succeeds_itself() -> None:
    """Somebody of the form of who does the work now, and not the same"""
    case = Case(PLAN, {"agencies.servicing.successor": "none"})
    values = {w.value for cure in case.found.cures for w in cure.plan.way if w.path[-1] == "successor"}
    assert values
    assert "bank" not in values
    forms = {
        case.base.graph.things["parties", v].fields.get("form") for v in values if ("parties", v) in case.base.graph.things
    }
    assert forms <= {"commercial_bank"}


def test_an_interrupt_gives_the_best_so_far(mixed: Case) -> None:
    calls = 0

    def step(_: str) -> None:
        nonlocal calls
        calls += 1
        if calls > 3:
            raise KeyboardInterrupt

    again = Again(check(mixed.text, DAY))
    found = find_cures(mixed.base, again, mixed.goals, mixed.setting, Budget(step=step))
    assert found.stopped


def test_time_is_kept(mixed: Case) -> None:
    found = find_cures(mixed.base, Again(check(mixed.text, DAY)), mixed.goals, mixed.setting, Budget(seconds=0.0))
    assert found.stopped
    assert found.cures == ()


@pytest.mark.parametrize("format", ["text", "json", "html"])
def test_the_command(format: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cure", "cn-npl-trust-faulty", "--redraft", "--run-day", str(DAY), "--format", format]) == 0
    told = capsys.readouterr().out
    assert "Haitong City Bank" in told
    if format == "json":
        assert json.loads(told)["tables"]["cures"]["rows"][0]["changes"] == 1


def test_nothing_to_cure(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cure", "cn-npl-trust", "--run-day", str(DAY)]) == 0
    assert "Nothing fails" in capsys.readouterr().out


def test_written_in_place(tmp_path: Path, closed: Case, capsys: pytest.CaptureFixture[str]) -> None:
    """``--write`` keeps every other line of the file as it is"""
    file = tmp_path / "deal.yaml"
    file.write_text(closed.text, encoding="utf-8")
    assert run(["cure", str(file), "--write", "1", "--run-day", str(DAY)]) == 0
    kept = [line for line in closed.text.splitlines() if "cash_custody" not in line]
    assert set(kept) <= set(file.read_text(encoding="utf-8").splitlines())
    assert run(["cure", str(file), "--write", "9", "--run-day", str(DAY)]) == 2
    capsys.readouterr()


def _registered(day: str) -> dict[str, str]:
    return {"filings.information_registration.granted": day}


def test_a_plan_waits_until_the_day_after_the_registration() -> None:
    """The first sale is still to come: it is put off by as little as does, for both classes, and nobody brings a registration forward."""
    late = Case(PLAN, _registered("2027-03-17"))
    assert [g.rule.id for g in late.goals] == ["cn-reg-2020-99"]
    assert [
        {(c.path, c.value) for c in cure.changes if c.path[0] == "securities" and "evidence" not in c.path}
        for cure in late.found.cures
    ] == [{(("securities", "senior", "first_sold"), "2027-03-18"), (("securities", "junior", "first_sold"), "2027-03-18")}]
    assert not any(f.outcome is Outcome.FAIL for f in late.found.cures[0].after.judgment.findings)


@pytest.mark.parametrize("day", ["2027-03-19", "2027-03-25"])
def test_nothing_is_put_off_beyond_closing(day: str) -> None:
    late = Case(PLAN, _registered(day))
    assert not late.found.cures
    assert [s.goal.rule.id for s in late.found.stuck] == ["cn-reg-2020-99"]


def test_what_was_done_is_not_put_off() -> None:
    """The same dates in a deal that has closed, also as a redraft: no sale that was made waits."""
    for redraft in (False, True):
        late = Case("cn-npl-trust", _registered("2025-06-18"), redraft)
        assert [g.rule.id for g in late.goals] == ["cn-reg-2020-99"]
        assert not late.found.cures


@pytest.mark.parametrize(
    ("today", "value", "sensible"),
    [
        (date(2026, 11, 25), "2027-03-18", True),
        (date(2026, 11, 25), "2027-03-19", True),  # the day of closing
        (date(2026, 11, 25), "2027-03-20", False),
        (date(2026, 11, 25), "2027-03-17", False),  # the day it is planned for: no change
        (date(2026, 11, 25), "2027-03-10", False),  # brought forward
        (date(2027, 3, 17), "2027-03-18", False),  # it is today: no longer to come
        (date(2026, 11, 25), "none", False),
    ],
)
def test_only_what_is_still_to_come_is_put_off(today: date, value: str, sensible: bool, mixed: Case) -> None:
    wish = Otherwise(("securities", "senior", "first_sold"), value)
    assert waits_sensibly(frozenset((wish,)), mixed.base.graph, today) is sensible


def test_waiting_from_the_file_on_disk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command writes the cure, and the command line finds nothing against the changed file."""
    source = read(TEMPLATES / PLAN / "deal.yaml")
    file = tmp_path / "deal.yaml"
    file.write_text(edited(source, [setting(p, v) for p, v in _registered("2027-03-17").items()]).text, "utf-8")
    command = ["cure", str(file), "--run-day", str(DAY), "--lang", "en"]
    assert run(command) == 0
    assert "wait until 2027-03-18" in capsys.readouterr().out
    assert run([*command, "--write", "1"]) == 0
    assert "securities.senior.first_sold set" in capsys.readouterr().out
    run(["check", str(file), "--run-day", str(DAY), "--format", "json", "--lang", "en"])
    found = json.loads(capsys.readouterr().out)
    assert not [f for f in found["findings"] if f.get("outcome") == "fail"]
