"""Deals that came in from absbox are run: by hand for a deal of three months, and through two accounts."""

import importlib.util
import json
from pathlib import Path

import pytest

from legalmodel.base.errors import BadRequest
from legalmodel.importers.door import import_deal, to_yaml
from legalmodel.methods.cash.wishes import StepFee, Wishes
from legalmodel.methods.cashflow import Case, cashflow

SPEC = importlib.util.spec_from_file_location("absbox_deals", Path(__file__).parents[2] / "tests/importers/test_absbox.py")
DEALS = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(DEALS)


def brought(data, tmp_path: Path) -> Path:
    source, target = tmp_path / "deal.json", tmp_path / "deal.yaml"
    source.write_text(json.dumps(data), "utf-8")
    target.write_text(to_yaml(import_deal(source, "absbox", "CNY")), "utf-8")
    return target


def small(pays="Even"):
    """300 at 12 % over three months, cut off a month before closing: by hand 103, 102, 101 come in."""
    data = DEALS.at(("pool", "contents", "PoolConsol"), {"assets": [DEALS.asset(300, 0.12, 3, pays)], "asOfDate": "2024-12-26"})
    deal = data["contents"]
    deal["dates"]["contents"][1:2] = ["2024-12-26"]
    deal["bonds"] = {"A": DEALS.bond("A", 200, 0, 0.0), "C": DEALS.bond("C", 100, 0, 0.0)}
    deal["fees"] = {"trust": DEALS.fee("trust", DEALS.tag("FixFee", 7))}
    deal["waterfall"]["DistributionDay Amortizing"] = [
        DEALS.tag("PayFee", [None, "acc", ["trust"], None]),
        DEALS.tag("PayPrin", [None, "acc", ["A"], None]),
        DEALS.tag("PayPrin", [None, "acc", ["C"], None]),
        DEALS.tag("PayIntResidual", [None, "acc", "C"]),
    ]
    return data


def test_by_hand(tmp_path: Path) -> None:
    case = Case(rate=0.12, pays="even", since="cut-off")
    study = cashflow(brought(small(), tmp_path), case, Wishes(step_fees=(StepFee("payments.step_1", once=700),)))
    rows = study.table("payments").rows
    # day, A interest, principal, left, C interest, principal, left, surplus, costs, reserve
    assert [row[1:9] for row in rows] == [
        (0, 96, 104, 0, 0, 100, 0, 7),
        (0, 102, 2, 0, 0, 100, 0, 0),
        (0, 2, 0, 0, 99, 1, 0, 0),
    ]
    assert [row[1:3] for row in study.table("incoming").rows] == [(3, 100), (2, 100), (1, 100)]


def test_a_fee_once_is_owed_until_it_is_paid(tmp_path: Path) -> None:
    case = Case(rate=0.12, pays="even", since="cut-off")
    rows = (
        cashflow(brought(small(), tmp_path), case, Wishes(step_fees=(StepFee("payments.step_1", once=15000),)))
        .table("payments")
        .rows
    )
    assert [row[8] for row in rows] == [103, 47, 0]
    each = (
        cashflow(brought(small(), tmp_path), case, Wishes(step_fees=(StepFee("payments.step_1", each=1000),)))
        .table("payments")
        .rows
    )
    assert [row[8] for row in each] == [10, 10, 10]


def test_what_is_left_of_income_goes_into_principal(tmp_path: Path) -> None:
    data = DEALS.with_two_accounts()
    del data["contents"]["waterfall"]["DistributionDay Amortizing"][1]  # no surplus before the transfer
    study = cashflow(brought(data, tmp_path), Case(rate=0.08, since="cut-off"), Wishes(coupons=(("class_2", 0.05),)))
    rows, incoming = study.table("payments").rows, study.table("incoming").rows
    interest, principal = rows[0][1] + rows[0][4], rows[0][2] + rows[0][5] + rows[0][8]
    assert interest == pytest.approx((2400.25 * 0.04 + 400.25 * 0.05) * 37 / 365, abs=0.02)
    assert interest + principal == pytest.approx(incoming[0][1] + incoming[0][2], abs=1e-9)
    assert principal > incoming[0][2]


def test_a_deal_that_runs_is_taken_up_where_it_stands(tmp_path: Path) -> None:
    study = cashflow(brought(DEALS.running(), tmp_path), Case(rate=0.08), Wishes(coupons=(("class_2", 0.05),)))
    assert [row[1] for row in study.table("classes").rows] == [2400.25, 400.25, 200]
    assert any("taken up on 2026-02-26" in line for line in study.assumes)
    assert study.table("payments").rows[0][0] == "2026-03-26"


def test_level_and_even_pay_the_same_principal(tmp_path: Path) -> None:
    file = brought(small(), tmp_path)
    totals = [
        sum(row[2] for row in cashflow(file, Case(rate=0.12, pays=pays, since="cut-off")).table("incoming").rows)
        for pays in ("level", "even")
    ]
    assert totals == [300, 300]


@pytest.mark.parametrize(
    ("case", "wishes"),
    [
        (Case(rate=0.1, pays="odd"), Wishes()),
        (Case(rate=0.1, since="birth"), Wishes()),
        (Case(rate=0.1), Wishes(coupons=(("Z", 0.05),))),
        (Case(rate=0.1), Wishes(step_fees=(StepFee("payments.step_99", 0.01),))),
    ],
)
def test_wishes_that_no_deal_can_meet(case: Case, wishes: Wishes, tmp_path: Path) -> None:
    with pytest.raises(BadRequest) as raised:
        cashflow(brought(small(), tmp_path), case, wishes)
    assert raised.value.fix
