"""Leverage from deals: the same data as from a file, joined by identifier, nothing guessed; what is missing is told."""

import json
import os
import re
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.speech import columns
from legalmodel.cli.main import run as main
from legalmodel.law.load import Law, load_law
from legalmodel.methods.leverage.as_file import as_file
from legalmodel.methods.leverage.by_day import by_day
from legalmodel.methods.leverage.caps import said, stands
from legalmodel.methods.leverage.deals import Told, told
from legalmodel.methods.leverage.from_deals import Account, account
from legalmodel.methods.leverage.given import given
from legalmodel.methods.leverage.leverage import study_of
from legalmodel.methods.leverage.records import Given
from legalmodel.model.codes import USCC
from legalmodel.text.read import read, read_bytes

TEMPLATES = Path(__file__).parents[2] / "templates"
NAMES = ("alibaba-2013-1", "ant-huabei-2016", "huiyuan-2025-8", "cn-micro-loan-plan", "cn-micro-lender-over-cap")


@cache
def law() -> Law:
    return load_law()


def template(name: str, number: int = 0, **changes: str) -> Told:
    text = (TEMPLATES / name / "deal.yaml").read_text("utf-8")
    for old, new in changes.items():
        text = text.replace(old, new)
    return told(read_bytes(text.encode(), f"{name}.yaml"), number)


def made(*names: str, **options: Any) -> Account:
    return account([template(name, i) for i, name in enumerate(names)], **options)


def facts(data: Given) -> tuple[object, ...]:
    """The facts of an account without ids, places and words of sources."""
    figures = sorted((f.what, f.value, f.since or f.on, f.on, f.trust, f.base, f.at_least) for f in data.figures)
    return data.seat, data.currency, data.machine, tuple(figures), data.days


def test_a_deal_gives_what_a_file_written_by_hand_gives() -> None:
    """Each figure is read off the template by eye, and written down here by hand."""
    by_hand = """kind: leverage
name: Beihe Small Loan
seat: CN
form: micro_loan_company
machine: {capital: CNY 1200000000, bank_money: CNY 500000000, kept: 10%, turns: 1}
figures:
  net: {what: net_assets, amount: CNY 1200000000, on: 2024-12-31, trust: filed, source: accounts of 2024}
  bank: {what: bank_money, amount: CNY 500000000, on: 2025-06-20, trust: filed, source: accounts of 2024}
  abs: {what: securities_outstanding, amount: CNY 900000000, on: 2025-06-20, trust: filed, source: accounts of 2024}
  joint: {what: joint_part, amount: 0%, on: 2025-05-31, trust: filed, source: list of the loans}
  issued: {what: securities_issued, amount: CNY 500000000, since: 2025-06-20, on: 2025-06-20, trust: filed, source: plan document}
  sold: {what: loans_sold, amount: CNY 500000000, since: 2025-06-20, on: 2025-06-20, trust: filed, source: sale contract}
  kept: {what: kept, amount: 10%, on: 2025-06-20, trust: computed, source: register of holders}
  a: {what: shareholder_money, amount: CNY 0, on: 2025-06-20, trust: computed, source: complete list}
  b: {what: bonds_outstanding, amount: CNY 0, on: 2025-06-20, trust: computed, source: complete list}
  c: {what: interbank_money, amount: CNY 0, on: 2025-06-20, trust: computed, source: complete list}
  d: {what: sold_with_buy_back, amount: CNY 0, on: 2025-06-20, trust: computed, source: complete list}
  e: {what: other_money, amount: CNY 0, on: 2025-06-20, trust: computed, source: complete list}
days: [2025-06-20]
"""
    deal = made("cn-micro-loan-plan").given
    file = given(read_bytes(by_hand.encode(), "hand.yaml"))
    assert facts(deal) == facts(file)
    ours, theirs = study_of(deal, law()), study_of(file, law())
    for key in ("turns", "kept", "caps", "by_day"):
        assert [row[:9] for row in ours.table(key).rows] == [row[:9] for row in theirs.table(key).rows]


@pytest.mark.parametrize("name", NAMES)
def test_what_a_deal_tells_is_written_as_a_file_that_gives_the_same(name: str) -> None:
    deal = made(name).given
    back = given(read_bytes(as_file(deal).encode(), "back.yaml"))
    rounded = [f._replace(value=Fraction(round(f.value * 10**11), 10**11)) if f.what == "kept" else f for f in deal.figures]
    assert facts(deal._replace(figures=tuple(rounded))) == facts(back)


@pytest.mark.parametrize(("name", "wanted"), [("cn-micro-loan-plan", False), ("cn-micro-lender-over-cap", True)])
def test_the_multiple_is_answered_as_the_rule_answers_it(name: str, wanted: bool) -> None:
    stood = {s.cap.rule.id: s.above for s in stands(law(), made(name).given)}
    assert stood == {"cn-ml24-20a": False, "cn-ml24-20b": wanted}
    expected = json.loads((TEMPLATES / name / "expected.json").read_text("utf-8"))["findings"]
    assert (expected["cn-ml24-20b@parties.lender"] == "fail") is wanted


def test_multiples_are_asked_of_micro_lenders_only() -> None:
    bank = made("huiyuan-2025-8").given
    assert bank.form == "commercial_bank"
    assert stands(law(), bank) == []
    assert any("None is asked" in note for note in bank.notes)


def test_real_plans_say_what_is_not_known() -> None:
    alibaba, huabei, huiyuan = (made(name) for name in NAMES[:3])
    assert {f.what: f.value for f in alibaba.given.figures} == {
        "capital": 1_600_000_000,
        "securities_issued": 500_000_000,
        "kept": Fraction(1, 10),
    }
    assert [f.value for f in huiyuan.given.figures if f.what == "kept"] == [Fraction(20_800_000 + 6_800_000, 550_000_000)]
    assert all(a.given.machine is None for a in (alibaba, huabei, huiyuan))
    assert not any(f.what == "kept" for f in huabei.given.figures)
    lacks = {lack.fact for lack in huabei.given.lacking}
    assert {"who holds how much of Rest of the issue of Huabei plan", "bank money outstanding on a day"} <= lacks
    assert all(s.above is None for s in stands(law(), huabei.given))
    flow = next(f for f in huabei.given.figures if f.value == 269_200_000_000)
    assert (flow.what, flow.since, flow.trust) == ("securities_issued", date(2017, 1, 1), "doubtful")


def test_a_missing_fact_is_never_nought() -> None:
    """Figures that are not said to be complete name no nought, and a class whose holder nobody told leaves the part kept open."""
    open_list = account([template("cn-micro-loan-plan", **{"parties.lender.figures, ": ""})]).given
    assert not any(f.what == "shareholder_money" for f in open_list.figures)
    assert {s.cap.rule.id: s.above for s in stands(law(), open_list)} == {"cn-ml24-20a": None, "cn-ml24-20b": None}
    untold = account(
        [
            template(
                "cn-micro-loan-plan",
                **{
                    "  insurer_senior: {holder: insurer, of: senior, share: 40%,": "  insurer_senior: {holder: insurer, of: senior,"
                },
            )
        ]
    ).given
    assert not any(f.what == "kept" for f in untold.figures)
    assert untold.machine is None


CODE = f"uscc: {USCC}, "


def coded(name: str, number: int, **changes: str) -> Told:
    return template(name, number, **{"form: micro_loan_company,": f"form: micro_loan_company, {CODE}"}, **changes)


OTHER_PLAN = {
    "amount: 5100000000, on: 2025-06-20": "amount: 900000000, on: 2025-06-20",
}


def test_deals_are_joined_by_identifier_and_never_by_name_in_silence() -> None:
    with pytest.raises(BadRequest, match="2 originators"):
        made("cn-micro-loan-plan", "cn-micro-lender-over-cap")
    by_name = made("cn-micro-loan-plan", "cn-micro-lender-over-cap", by_name=True)
    assert len(by_name.plans) == 2
    assert any(note.startswith("Joined by name and seat alone") and "Beihe Small Loan" in note for note in by_name.given.notes)
    joined = account([coded("cn-micro-loan-plan", 0), coded("cn-micro-lender-over-cap", 1, **OTHER_PLAN)])
    assert len(joined.plans) == 2
    assert any("not joined" in note and "Nanhai Insurance" in note for note in joined.given.notes)
    assert not any(note.startswith("Joined by name") for note in joined.given.notes)
    machine = joined.given.machine
    assert machine is not None
    assert (machine.capital, machine.kept, machine.turns) == (1_200_000_000, Fraction(1, 10), 2)
    assert sum(f.value for f in joined.given.figures if f.what == "securities_issued") == 1_000_000_000


def test_two_files_that_differ_on_a_day_count_for_nothing() -> None:
    both = account([coded("cn-micro-loan-plan", 0), coded("cn-micro-lender-over-cap", 1)]).given
    assert {f.trust for f in both.figures if f.what == "securities_outstanding" and not f.at_least} == {"doubtful"}
    assert {s.cap.rule.id: s.above for s in stands(law(), both)} == {"cn-ml24-20a": False, "cn-ml24-20b": None}
    assert any("neither counts" in note for note in both.notes)


def test_one_of_two_originators_is_chosen_and_another_is_refused() -> None:
    deals = [template("cn-micro-loan-plan", 0), template("huiyuan-2025-8", 1)]
    assert account(deals, of="citic").given.name == "China CITIC Bank"
    assert account(deals, of="北河小额贷款").given.form == "micro_loan_company"
    with pytest.raises(BadRequest, match="no originator is called"):
        account(deals, of="Nobody")


def test_amounts_in_two_currencies_are_refused_with_the_place() -> None:
    deal = template(
        "cn-micro-loan-plan", **{"kind: net_assets, amount: 1200000000": "kind: net_assets, amount: USD 1200000000"}
    )
    with pytest.raises(BadInput) as refused:
        account([deal])
    assert refused.value.faults[0].code == "two-currencies"


def test_a_junior_sold_on_is_kept_until_it_is_sold() -> None:
    sold = {
        "of: junior, share: 100%, since: 2025-06-20, until: none,": "of: junior, share: 100%, since: 2025-06-20, until: 2026-01-31,"
    }
    data = account([template("cn-micro-loan-plan", **sold)]).given
    kept = {f.on: f.value for f in data.figures if f.what == "kept"}
    assert kept == {date(2025, 6, 20): Fraction(1, 10), date(2026, 2, 1): 0}
    assert data.machine is not None
    assert data.machine.kept == 0
    assert study_of(data, law()).table("kept").rows[0][2] is None


def test_the_account_by_day_against_a_calculation_by_hand() -> None:
    day = next(d for d in by_day(made("cn-micro-lender-over-cap").given) if d.day == date(2025, 6, 20))
    assert (day.times(day.on_books), day.times(day.both)) == (Fraction(500, 1200), Fraction(500 + 5100, 1200))
    assert not day.both.at_least


def test_what_others_hold_is_the_least_that_is_outstanding() -> None:
    """Without a figure of the lender, the 450m of Senior that others hold are a lower bound: it can be above, and never within."""
    no_figure = {
        "abs: {kind: funding_outstanding, funding: asset_backed_securities, amount: 900000000, on: 2025-06-20}": "abs: {kind: staff, number: 3}"
    }
    open_list = {"parties.lender.figures, ": ""}
    data = account([template("cn-micro-loan-plan", **no_figure, **open_list)]).given
    bound = next(f for f in data.figures if f.what == "securities_outstanding")
    assert (bound.value, bound.at_least, bound.on) == (450_000_000, True, date(2025, 6, 20))
    assert {s.cap.rule.id: said(s) for s in stands(law(), data)}["cn-ml24-20b"].startswith("not known")
    poor = account(
        [
            template(
                "cn-micro-loan-plan",
                **no_figure,
                **open_list,
                **{"kind: net_assets, amount: 1200000000": "kind: net_assets, amount: 100000000"},
            )
        ]
    ).given
    assert {s.cap.rule.id: s.above for s in stands(law(), poor)}["cn-ml24-20b"] is True


def purchases(count: int) -> str:
    lines = "".join(
        f"  buy{i}: {{transferor: lender, transferee: plan, assets: [pool], act: sale, purchase_under: sale, law: CN, dates: {{effective: {date(2025, 7, 1 + i)}}}, price: {1_000_000 * (i + 1)}}}\n"
        for i in range(count)
    )
    text = (TEMPLATES / "cn-micro-loan-plan/deal.yaml").read_text("utf-8")
    return text.replace("\nsecurities:\n", f"\n{lines}\nsecurities:\n", 1)


def test_purchases_are_turns_and_loans_sold() -> None:
    data = account([told(read_bytes(purchases(24).encode(), "bought.yaml"))]).given
    assert data.machine is not None
    assert data.machine.turns == 25
    sold = next(f for f in data.figures if f.what == "loans_sold")
    assert (sold.value, sold.since, sold.on) == (500_000_000 + 1_000_000 * 300, date(2025, 6, 20), date(2025, 7, 24))
    assert next(f.value for f in data.figures if f.what == "securities_issued") == 500_000_000


# The command


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["leverage", *words]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("width", ["80", "100"])
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", [*NAMES, str(TEMPLATES / "leverage/huabei-2019-account.yaml")])
def test_the_report_fits_the_terminal(
    name: str, lang: str, width: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    lines = printed(capsys, name, "--lang", lang).splitlines()
    assert [line for line in lines if columns(line) > int(width)] == []
    assert len(lines) > 20


@pytest.mark.parametrize("name", NAMES[:3])
def test_no_output_says_that_a_real_company_failed(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, name, "--format", "json")
    assert not re.search(r"\bfail|\bbreach|\bviolat|\billegal|\bunlawful|above the multiple", text, re.I)
    chinese = printed(capsys, name, "--format", "json", "--lang", "zh")
    assert not re.search("违规|违约|超标|不合规", chinese)
    assert not any(
        row["stands"].startswith("高于倍数") for row in json.loads(chinese)["tables"].get("caps", {"rows": []})["rows"]
    )
    assert "[en]" not in chinese


def test_a_folder_of_deals_and_a_file_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        text = (TEMPLATES / "cn-micro-loan-plan/deal.yaml").read_text("utf-8")
        text = text.replace("form: micro_loan_company,", f"form: micro_loan_company, {CODE}").replace(
            "plan 2025-1", f"plan {name}"
        )
        (tmp_path / name / "deal.yaml").write_text(text, "utf-8")
    target = tmp_path / "account.yaml"
    out = printed(capsys, str(tmp_path), "--write", str(target), "--on", "2026-06-30")
    assert "plan one" in out
    assert "plan two" in out
    assert given(read(target)).days == (date(2025, 6, 20), date(2026, 6, 30))
    assert main(["leverage", str(target)]) == 0


def test_a_file_of_figures_takes_no_options_for_deals(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["leverage", str(TEMPLATES / "leverage/alibaba-2013.yaml"), "--by-name"]) == 2
    assert "is a file of figures" in capsys.readouterr().err


def test_names_in_a_file_that_is_written_stay_names() -> None:
    """A name with quotes, colons and line ends is one text in the file of figures, whatever stands in it."""
    name = 'A "b": [c]\\n#d'
    deal = made("cn-micro-loan-plan").given._replace(name=name, source=f"x: {name}")
    back = given(read_bytes(as_file(deal).encode(), os.devnull))
    assert (back.name, back.machine) == (name, deal.machine)
