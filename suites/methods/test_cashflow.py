"""Cash of whole deals: published figures of real ones come out, what is missing or senseless is refused by name."""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.cli.cashflow import part
from legalmodel.graph.build import build
from legalmodel.methods.cash.wishes import Wishes
from legalmodel.methods.cashflow import Case, cashflow, waterfall
from legalmodel.model.parse import parse
from legalmodel.output.study import to_csv, to_html, to_json, to_text
from legalmodel.output.views.waterfall import paid_out
from legalmodel.text.read import read

TEMPLATES = Path(__file__).parents[2] / "templates"
USUAL = Wishes(usual=True)


def deal(name: str) -> Path:
    return TEMPLATES / name / "deal.yaml"


# Public pages: subordination of Senior in percent; lower forecast of recoveries and Senior, in millions.
PUBLISHED = {
    "zhongyu-2016-1": (22.000, 424.06, 234.78),
    "hecui-2016-2": (23.404, 593.05, 360.00),
    "nongying-2017-2": (28.308, 275.81, 139.80),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_subordination_and_cover(name: str) -> None:
    behind, forecast, senior = PUBLISHED[name]
    row = cashflow(deal(name), Case(), USUAL).table("classes").rows[0]
    assert row[2] == pytest.approx(behind, abs=0.0005)
    assert row[3] == pytest.approx(forecast / senior, abs=1e-4)  # the forecast is published to 0.01 million


def test_zhongyu_is_repaid_before_its_expected_end_if_all_comes_in_by_then() -> None:
    """The file expects Senior to end on 2019-03-26; the deal was wound up on 2020-01-13."""
    rows = cashflow(deal("zhongyu-2016-1"), Case(months=40), USUAL).table("classes").rows
    assert rows[0][6] <= "2019-03-26"
    assert rows[0][7] == 0


def test_the_stated_order_of_a_performing_deal_is_run() -> None:
    study = cashflow(deal("cn-clo-trust"), Case(rate=0.045, prepaid=0.1, defaulting=0.02))
    rows = {row[0]: row for row in study.table("classes").rows}
    assert all(row[7] == 0 for row in rows.values())
    assert rows["Senior A"][6] < rows["Senior B"][6] < rows["Junior"][6]
    assert rows["Senior A"][5] == pytest.approx(2.05, abs=0.05)


def test_a_trigger_turns_the_order() -> None:
    """Losses above 6 % bring all money in one line: Senior B waits for Senior A, Junior gets nothing of income."""
    study = cashflow(deal("cn-clo-trust"), Case(rate=0.045, defaulting=0.15, lost=0.6))
    assert any("Trigger 'losses' comes on" in s for s in study.says)
    assert not any("Trigger" in s for s in cashflow(deal("cn-clo-trust"), Case(rate=0.045, defaulting=0.001)).says)


def test_less_comes_in_less_is_paid() -> None:
    short = [cashflow(deal("zhongyu-2016-1"), Case(factor=f), USUAL).table("classes").rows[0][7] for f in (0.1, 0.2, 0.3, 0.4)]
    assert short == sorted(short, reverse=True)
    assert short[0] > 0
    assert short[-1] == 0


def test_just_enough_is_just_enough() -> None:
    said = next(s for s in cashflow(deal("zhongyu-2016-1"), Case(), USUAL).says if "just paid in full" in s)
    point = float(said.split("at ")[1].split("%")[0]) / 100
    for factor, full in ((point + 0.002, True), (point - 0.002, False)):
        row = cashflow(deal("zhongyu-2016-1"), Case(factor=factor), USUAL).table("classes").rows[0]
        assert (row[7] == 0) is full


def test_draws_are_the_same_again_and_centre_on_the_case() -> None:
    one, two, other = (cashflow(deal("zhongyu-2016-1"), Case(draws=500, seed=s), USUAL).table("draws").rows for s in (1, 1, 2))
    assert one == two
    assert one != other
    wild = cashflow(deal("zhongyu-2016-1"), Case(draws=4000, spread=1.5), USUAL).table("draws").rows
    assert wild[0][1] < 100


def test_the_largest_senior_class() -> None:
    said = next(s for s in cashflow(deal("zhongyu-2016-1"), Case(cover=2.0), USUAL).says if s.startswith("With a cover"))
    size = float(said.split("can be ")[1].split(" ")[0].replace(",", ""))
    assert size == pytest.approx(424_060_000 / 2, rel=0.001)


def test_formats_say_the_same() -> None:
    study = cashflow(deal("zhongyu-2016-1"), Case(), USUAL)
    first = json.loads(json.dumps(to_json(study)))["tables"]["classes"]["rows"][0]
    row = next(r for r in csv.reader(io.StringIO(to_csv(study))) if r and r[0] == "classes")
    assert float(row[2]) == first["amount"] == 234_780_000
    for text in (to_text(study, 140), to_html(study)):
        assert "234,780,000.00" in text
        assert "usual one of such deals" in text


def refused(text: str, tmp_path: Path, case: Case | None = None, wishes: Wishes = USUAL) -> str:
    file = tmp_path / "deal.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(BadInput) as raised:
        cashflow(file, case or Case(), wishes)
    assert all(f.fix for f in raised.value.faults)
    return raised.value.faults[0].code


LEAST = """
deal: {name: Small, currency: CNY, closing: 2025-01-01}
pools: {p: {kind: non_performing_loans, forecasts: {f: {amount: 500000}}}}
securities: {s: {rank: 1, amount: 300000, coupon: 3%, issued: 2025-01-01, legal_end: 2027-01-01}}
"""


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("securities: {s: {rank: 1,", "none_of_it: {s: {rank: 1,", "unknown-key"),
        ("amount: 300000, ", "", "no-amount"),
        ("rank: 1, ", "", "no-rank"),
        (", legal_end: 2027-01-01", "", "no-end"),
        (", issued: 2025-01-01", "", ""),
        ("forecasts: {f: {amount: 500000}}", "debtors: 3", "no-figure"),
    ],
)
def test_what_a_file_lacks_is_told(before: str, after: str, code: str, tmp_path: Path) -> None:
    text = LEAST.replace(before, after)
    if code:
        assert refused(text, tmp_path) == code
    else:
        file = tmp_path / "deal.yaml"
        file.write_text(text, "utf-8")
        cashflow(file, Case(), USUAL)


def test_no_classes_and_no_pool(tmp_path: Path) -> None:
    assert refused("deal: {name: X}\npools: {p: {kind: loans}}\n", tmp_path) == "no-classes"
    assert refused(LEAST.replace("pools:", "transfers: none\n#"), tmp_path) == "no-pool"


def test_no_order_is_told(tmp_path: Path) -> None:
    assert refused(LEAST, tmp_path, wishes=Wishes()) == "no-order"


def test_steps_that_say_too_little(tmp_path: Path) -> None:
    assert refused(LEAST + "waterfalls: {w: {money: all}}\n", tmp_path, wishes=Wishes()) == "no-steps"
    assert refused(LEAST + "waterfalls: {w: {money: all, steps: {a: {pays: taxes}}}}\n", tmp_path, wishes=Wishes()) == "no-step"
    text = LEAST + "waterfalls: {w: {money: all, steps: {a: {rank: 1, pays: senior_interest}}}}\n"
    assert refused(text, tmp_path, wishes=Wishes()) == "no-class"


@pytest.mark.parametrize(
    "case",
    [
        Case(curve="wavy"),
        Case(months=0),
        Case(months=500),
        Case(costs=1.2),
        Case(middle=0.0),
        Case(factor=-1.0),
        Case(factor=11.0),
        Case(draws=-1),
        Case(draws=10**6),
        Case(spread=3.0),
        Case(discount=-0.9),
        Case(cover=0.5),
        Case(prepaid=1.5),
        Case(defaulting=-0.1),
        Case(lost=2.0),
        Case(delay=500),
        Case(rate=3.0),
    ],
)
def test_senseless_assumptions_are_refused(case: Case) -> None:
    with pytest.raises(BadRequest) as raised:
        cashflow(deal("zhongyu-2016-1"), case, USUAL)
    assert raised.value.fix


def test_good_loans_need_their_interest() -> None:
    with pytest.raises(BadRequest, match="interest on the loans"):
        cashflow(deal("cn-clo-trust"))


@pytest.mark.parametrize("text", ["5", "five%", "5 %", "--5%", "1e3%", ""])
def test_percentages_on_the_command_line(text: str) -> None:
    with pytest.raises(BadRequest):
        part(text, "--tax")


def test_a_total_given_by_hand_is_named_as_such() -> None:
    study = cashflow(deal("zhongyu-2016-1"), Case(total=Decimal(300_000_000)), USUAL)
    assert "total recoveries: given with the command" in study.sources


@pytest.mark.parametrize(
    ("name", "case", "option"),
    [
        ("zhongyu-2016-1", Case(rate=0.04), "--rate"),
        ("cn-clo-trust", Case(rate=0.04, total=Decimal(5_000_000)), "--total"),
        ("cn-clo-trust", Case(rate=0.04, months=3, curve="observed", observed=(1, 2, 3)), "--observed"),
    ],
)
def test_what_is_for_loans_of_the_other_sort_is_refused(name: str, case: Case, option: str) -> None:
    with pytest.raises(BadRequest, match=f"{option} is for (non-)?performing loans") as raised:
        cashflow(deal(name), case, USUAL)
    assert option in raised.value.fix


def test_only_bad_loans_have_the_note_on_recoveries() -> None:
    assert "non-performing loans" in cashflow(deal("zhongyu-2016-1"), Case(), USUAL).table("incoming").note
    assert not cashflow(deal("cn-clo-trust"), Case(rate=0.04)).table("incoming").note


def test_what_the_steps_pay_is_what_the_classes_get_and_stands_on_the_chart() -> None:
    source = read(deal("cn-clo-trust"))
    graph = build(parse(source), source.place)
    case = Case(rate=0.045)
    table = cashflow(deal("cn-clo-trust"), case).table("payments")
    row = table.rows[1]
    sums = waterfall(graph, source, case, Wishes(), date.fromisoformat(str(row[0])))
    cells = dict(zip([c.key for c in table.columns], row, strict=True))
    by_step = {(s.order, s.step): s for s in sums.steps}
    interest = sum(s.paid for s in sums.steps if s.kind == "senior_interest") / 100
    assert interest == pytest.approx(cells["senior_a_interest"])
    assert not any(s.short for s in sums.steps if s.kind.endswith("principal"))
    made = {n.id: n.lines for n in paid_out(graph, sums).nodes}
    for (order, step), found in by_step.items():
        assert f"paid CNY {found.paid / 100e6:,.2f}m" in made[f"waterfalls.{order}.steps.{step}"]
    whole = waterfall(graph, source, case, Wishes())
    assert sum(s.paid for s in whole.steps if s.kind == "senior_principal") == 160_000_000_000
    with pytest.raises(BadRequest, match="is no payment day"):
        waterfall(graph, source, case, Wishes(), date(2026, 1, 1))


def test_the_usual_order_is_drawn_as_such() -> None:
    source = read(deal("cn-npl-trust"))
    graph = build(parse(source), source.place)
    chart = paid_out(graph, waterfall(graph, source, Case(), USUAL))
    assert chart.nodes[0].lines == ("The usual order, not one that the file states",)
    assert all(any("paid" in line for line in n.lines) for n in chart.nodes[1:])
