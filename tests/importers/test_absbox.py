"""Deals of absbox: made-up files of both forms come in with their sums; what is broken is refused by name; nothing is run."""

import copy
import json
from decimal import Decimal
from pathlib import Path

import pytest

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.cli.main import run
from legalmodel.importers.door import formats, import_deal, to_yaml
from legalmodel.model.parse import parse
from legalmodel.text.read import read_bytes


def tag(name, contents=None):
    return {"tag": name} if contents is None else {"tag": name, "contents": contents}


def bond(name, balance, rate, stated, sort="Sequential", first=None):
    return {
        "bndName": name, "bndBalance": balance, "bndRate": rate, "bndType": tag(sort), "tag": "Bond", "bndDueInt": 0,
        "bndOriginInfo": {"originBalance": balance if first is None else first, "originDate": "2024-12-20"},
        "bndInterestInfo": stated if isinstance(stated, dict) else tag("Fix", [stated, "DC_ACT_365F"]),
    }  # fmt: skip  # a table: one row a line


def asset(balance, rate, months, pays="Level"):
    first = {"originRate": tag("Fix", ["DC_ACT_365F", rate]), "prinType": tag(pays), "originBalance": balance, "originTerm": 60}
    return tag("Mortgage", [first, balance, rate, months, None, tag("Current")])


def fee(name, kind):
    return {"feeName": name, "feeType": kind, "feeDue": 0}


MONEY, INCOME, PRINCIPAL = "acc", "收入账户", "本金账户"
ONE = {
    "tag": "MDeal",
    "contents": {
        "name": "Small 2025-1",
        "status": tag("PreClosing", tag("Amortizing")),
        "dates": tag("PreClosingDates", ["2024-12-01", "2024-12-20", None, "2035-01-01", ["2024-12-20", tag("MonthEnd")],
                                         ["2025-01-26", tag("DayOfMonth", 26)]]),
        "pool": tag("MultiPool", {"PoolConsol": {"assets": [asset(1000.5, 0.06, 24), asset(2000, 0.09, 36)], "asOfDate": "2024-12-01"}}),
        "bonds": {"A": bond("A", 2400.25, 0.04, 0.04), "优先B": bond("优先B", 400.25, 0.05, tag("Floater", [0.05, "LPR5Y", 0.01])),
                  "C": bond("C", 200, 0, 0.0, "Equity")},
        "fees": {"trust": fee("trust", tag("FixFee", 7)), "work": fee("work", tag("AnnualRateFee", [tag("CurrentPoolBalance"), tag("Constant", 0.01)])),
                 "vat": fee("vat", tag("TargetBalanceFee", [1, 2]))},
        "accounts": {MONEY: {"accBalance": 0, "accName": MONEY, "accType": None}},
        "waterfall": {
            "EndOfPoolCollection": [tag("CalcFee", ["vat"])],
            "DistributionDay Amortizing": [
                tag("PayFee", [None, MONEY, ["trust"], None]), tag("PayFee", [None, MONEY, ["work"], None]),
                tag("AccrueAndPayInt", [None, MONEY, ["A"], None]), tag("AccrueAndPayInt", [None, MONEY, ["优先B"], None]),
                tag("PayPrin", [None, MONEY, ["A"], None]), tag("PayPrin", [None, MONEY, ["优先B"], None]),
                tag("PayPrin", [None, MONEY, ["C"], None]), tag("PayIntResidual", [None, MONEY, "C"]),
            ],
        },
        "collects": [tag("Collect", [None, source, MONEY]) for source in ("CollectedInterest", "CollectedPrincipal")],
        "triggers": None,
    },
}  # fmt: skip  # a table: one row a line


def with_two_accounts():
    data = copy.deepcopy(ONE)
    deal = data["contents"]
    deal["accounts"] = {name: {"accBalance": 0, "accName": name, "accType": None} for name in (PRINCIPAL, INCOME)}
    deal["collects"] = [
        tag("Collect", [None, "CollectedInterest", INCOME]),
        tag("Collect", [None, "CollectedPrincipal", PRINCIPAL]),
    ]
    deal["waterfall"]["DistributionDay Amortizing"] = [
        tag("AccrueAndPayInt", [None, INCOME, ["A", "优先B"], None]),
        tag("PayIntResidual", [None, INCOME, "C"]),
        tag("Transfer", [None, INCOME, PRINCIPAL, None]),
        tag("PayPrin", [None, PRINCIPAL, ["A", "优先B"], None]),
        tag("PayPrin", [None, PRINCIPAL, ["C"], None]),
    ]
    return data


def running():
    data = copy.deepcopy(ONE)
    data["contents"]["status"] = tag("Amortizing")
    data["contents"]["dates"] = tag(
        "CurrentDates",
        [["2026-01-31", "2026-02-26"], None, "2035-01-01", ["2026-02-28", tag("MonthEnd")], ["2026-03-26", tag("QuarterEnd")]],
    )
    data["contents"]["bonds"]["A"]["bndOriginInfo"]["originBalance"] = 9000
    return data


def brought(data, tmp_path: Path, currency: str = "CNY", name: str = "deal.json"):
    file = tmp_path / name
    file.write_text(data if isinstance(data, str) else json.dumps(data), "utf-8")
    return import_deal(file, "absbox", currency)


def test_the_door_knows_its_formats_by_folder() -> None:
    assert {"absbox", "bods"} <= set(formats())
    assert formats()["absbox"].startswith("absbox: a deal")


def test_sums_are_those_of_the_file(tmp_path: Path) -> None:
    found = brought(ONE, tmp_path)
    assert dict(found.sums) == {
        "pool": Decimal("3000.5"), "A": Decimal("2400.25"), "优先B": Decimal("400.25"), "C": Decimal(200), "classes": Decimal("3000.5")
    }  # fmt: skip  # a table: one row a line
    deal = parse(read_bytes(to_yaml(found).encode(), "deal.yaml"))
    assert deal.pools["pool"].principal.amount == Decimal("3000.5")
    assert sum(s.amount.amount for s in deal.securities.values()) == Decimal("3000.5")
    assert {s.amount.currency for s in deal.securities.values()} <= {"", "CNY"}


def test_ranks_rates_and_days(tmp_path: Path) -> None:
    data = brought(ONE, tmp_path).data
    classes = data["securities"]
    assert {id: c["rank"] for id, c in classes.items()} == {"A": 1, "class_2": 2, "C": 3}
    assert classes["class_2"]["name"] == "优先B"
    assert (classes["A"]["coupon"], classes["C"]["coupon"]) == ("4%", "none")
    assert "coupon" not in classes["class_2"]
    assert classes["class_2"]["coupon_terms"].startswith("Floater")
    assert classes["A"]["first_payment"] == "2025-01-26"
    assert classes["A"]["payment_interval_months"] == 1
    assert data["deal"] == {"name": "Small 2025-1", "stage": "proposed", "closing": "2024-12-20", "currency": "CNY"}
    assert data["pools"]["pool"]["remaining_months"] == Decimal(32)  # (1000.5*24 + 2000*36) / 3000.5, cut to two places


def test_what_the_vocabulary_has_no_word_for_is_listed(tmp_path: Path) -> None:
    found = brought(ONE, tmp_path)
    where = [one.where for one in found.left]
    assert "fees.vat" in where
    assert "waterfall.EndOfPoolCollection" in where
    assert set(found.options) == {
        "--rate 7.999667%", "--since cut-off", "--coupon class_2=5%",
        "--fee payments.step_1=7-once", "--fee payments.step_2=1%",
    }  # fmt: skip  # a table: one row a line


def test_two_rates_for_one_class_are_left_open(tmp_path: Path) -> None:
    data = copy.deepcopy(ONE)
    data["contents"]["bonds"]["A"]["bndInterestInfo"]["contents"][0] = 0.07
    found = brought(data, tmp_path)
    assert "coupon" not in found.data["securities"]["A"]
    assert any("7% by its rule" in one.what for one in found.left)
    assert "--coupon A=4%" in found.options


def test_two_accounts_make_two_orders(tmp_path: Path) -> None:
    orders = brought(with_two_accounts(), tmp_path).data["waterfalls"]
    assert {id: o["accounts"] for id, o in orders.items()} == {"income": ["account_2"], "principal": ["account_1"]}
    assert [s.get("pays") for s in orders["income"]["steps"].values()] == ["interest", "surplus", None]
    assert orders["income"]["steps"]["step_3"]["into"] == "account_1"
    assert orders["principal"]["steps"]["step_1"]["of"] == ["A", "class_2"]


def test_a_deal_that_runs(tmp_path: Path) -> None:
    data = brought(running(), tmp_path).data
    assert data["securities"]["A"]["amount"] == 9000
    assert data["securities"]["A"]["dated"] == {"balance": {"2026-02-26": Decimal("2400.25")}}
    assert data["securities"]["A"]["payment_interval_months"] == 3
    assert data["deal"]["stage"] == "closed"


PYTHON = '''
from absbox import Generic
import os

deal = Generic(
    "Small",
    {"cutoff": "2024-12-01", "closing": "2024-12-20", "firstPay": "2025-01-26", "payFreq": ["DayOfMonth", 26],
     "poolFreq": "MonthEnd", "stated": "2035-01-01"},
    {"assets": [["Mortgage", {"originRate": ["fix", 0.06], "type": "Even"}, {"currentBalance": 1000.10, "currentRate": 0.06, "remainTerm": 24}]]},
    (("acc", {"balance": 0}),),
    (("A", {"balance": 800.05, "rate": 0.04, "originBalance": 800.05, "startDate": "2024-12-20", "rateType": {"Fixed": 0.04}, "bondType": {"Sequential": None}}),
     ("B", {"balance": 200.05, "rate": 0.0, "originBalance": 200.05, "startDate": "2024-12-20", "rateType": ("fix", 0.0), "bondType": "Equity"})),
    (("trust", {"type": {"fixFee": 5}}), ("work", {"type": {"annualPctFee": ["poolBalance", 0.02]}})),
    {("amortizing", "accelerated"): [["payPrin", "acc", ["A"]]], "amortizing": [["payFee", ["acc"], ["trust"]], ["payFee", "acc", ["work"]], ["accrueAndPayInt", "acc", ["A"]],
                    ["payPrinBySeq", "acc", ["A", "B"]], ["payResidual", "acc", "B"], ["payFee", ["acc", "other"], ["work"]], ["buyAsset", ["Current", 1.0], "acc"]]},
    [["CollectedCash", "acc"]],
    None, None, None, None, ("PreClosing", "Amortizing"),
)
'''  # fmt: skip  # a text in its own lines


def test_python_is_read_and_never_run(tmp_path: Path) -> None:
    proof = tmp_path / "proof"
    found = brought(f"open({str(proof)!r}, 'w').write('run')\n" + PYTHON, tmp_path, name="deal.py")
    assert not proof.exists()
    assert dict(found.sums)["pool"] == Decimal("1000.1")
    assert dict(found.sums)["classes"] == Decimal("1000.1")
    steps = found.data["waterfalls"]["payments"]["steps"].values()
    assert [s["pays"] for s in steps] == ["costs", "costs", "interest", "principal", "principal", "surplus"]
    assert any("buyAsset" in one.what for one in found.left)
    assert any("several accounts" in one.what for one in found.left)
    assert any(one.where == "waterfall.amortizing accelerated" for one in found.left)
    assert "--pays even" in found.options
    assert "--fee payments.step_2=2%" in found.options


def at(path, value):
    """Return the deal with one value changed, at a path within it."""
    data = copy.deepcopy(ONE)
    box = data["contents"]
    for key in path[:-1]:
        box = box[key]
    if value is at:
        del box[path[-1]]
    else:
        box[path[-1]] = value
    return data


DAYS = ONE["contents"]["dates"]["contents"]
WATERFALL = ("waterfall", "DistributionDay Amortizing", 0, "contents")
BAD = {
    "not-json": '{"tag": "MDeal"',
    "not-json nan": '{"tag": NaN}',
    "not-json twice": '{"tag": "MDeal", "tag": "MDeal"}',
    "too-deep": '{"a":' * 60 + "1" + "}" * 60,
    "not-absbox list": "[]",
    "not-absbox tag": {"tag": "Loan", "contents": {}},
    "not-absbox contents": {"tag": "MDeal"},
    "not-absbox bonds": at(("bonds",), [1]),
    "not-a-text": at(("name",), 5),
    "not-a-text line": at(("name",), "two\nlines"),
    "invisible": at(("name",), "a\u200bb"),
    "no-classes": at(("bonds",), {}),
    "no-pool": at(("pool", "contents", "PoolConsol", "assets"), []),
    "not-read dates": at(("dates", "tag"), "GenericDates"),
    "not-read asset": at(("pool", "contents", "PoolConsol", "assets", 0, "tag"), "Lease"),
    "not-read group": at(("bonds", "A", "tag"), "BondGroup"),
    "not-a-day": at(("dates", "contents"), ["2024-13-01", *DAYS[1:]]),
    "not-a-day number": at(("dates", "contents"), [20241201, *DAYS[1:]]),
    "not-absbox dates": at(("dates", "contents"), DAYS[:3]),
    "not-a-number": at(("bonds", "A", "bndBalance"), "much"),
    "not-a-number truth": at(("bonds", "A", "bndBalance"), True),
    "out-of-bounds negative": at(("bonds", "A", "bndBalance"), -1),
    "out-of-bounds large": at(("bonds", "A", "bndBalance"), 10**16),
    "out-of-bounds rate": at(("bonds", "A", "bndRate"), 4),
    "out-of-bounds months": at(("pool", "contents", "PoolConsol", "assets", 0, "contents", 3), 0),
    "not-absbox none": at(("bonds", "A", "bndOriginInfo"), at),
    "no-such-name account": at((*WATERFALL, 1), "nowhere"),
    "no-such-name fee": at((*WATERFALL, 2), ["tip"]),
    "no-such-name class": at(("waterfall", "DistributionDay Amortizing", 2, "contents", 2), ["Z"]),
    "not-absbox python": "x = 1\n",
    "not-absbox no python": "this is no language\n",
    "several-deals": PYTHON + PYTHON,
    "not-a-value": PYTHON.replace("1000.10", "os.urandom(4)"),
    "not-a-value sum": PYTHON.replace("1000.10", "1000 + 1"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_by_name(case: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as raised:
        brought(BAD[case], tmp_path)
    fault = raised.value.faults[0]
    assert fault.code == case.split(" ")[0]
    assert fault.fix
    assert "\n" not in fault.cause


def test_exponents_do_not_blow_up(tmp_path: Path) -> None:
    text = json.dumps(at(("bonds", "A", "bndBalance"), "@")).replace('"@"', "1e999999999")
    with pytest.raises(BadInput) as raised:
        brought(text, tmp_path)
    assert raised.value.faults[0].code == "out-of-bounds"


def test_a_file_beyond_all_bounds(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as raised:
        brought("[" + " " * 5_000_001 + "]", tmp_path)
    assert raised.value.faults[0].code == "too-large"


@pytest.mark.parametrize(("form", "currency"), [("absbok", "CNY"), ("absbox", "yuan")])
def test_bad_requests(form: str, currency: str, tmp_path: Path) -> None:
    with pytest.raises(BadRequest) as raised:
        import_deal(tmp_path / "none.json", form, currency)
    assert raised.value.fix


def test_no_currency_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no currency"):
        brought(ONE, tmp_path, "")


def test_names_stay_names(tmp_path: Path) -> None:
    """A name that would be markup or a key of YAML is text in the file that is written."""
    found = brought(at(("name",), "x: {y: 1} # <b>"), tmp_path)
    assert parse(read_bytes(to_yaml(found).encode(), "deal.yaml")).deal.name == "x: {y: 1} # <b>"


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "a.json", tmp_path / "deal.yaml"
    source.write_text(json.dumps(ONE), "utf-8")
    assert run(["import", str(source), "--from", "absbox", "--currency", "CNY", "-o", str(target)]) == 0
    told = capsys.readouterr().out
    assert "classes: 3,000.50" in told
    assert "not taken over: fees.vat" in told
    assert f"legalmodel cashflow {target} --rate" in told
    assert run(["validate", str(target)]) == 0
    assert run(["import", str(source), "--from", "absbox", "--currency", "CNY", "-o", str(target)]) == 2  # it is there already
    capsys.readouterr()
    assert run(["import", str(source), "--from", "absbox", "--currency", "CNY", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["sums"][-1] == {"of": "classes", "amount": "3000.50"}
    assert "securities:" in data["deal"]
    assert run(["import"]) == 0
    assert "absbox" in capsys.readouterr().out
    assert run(["import", str(source)]) == 2


CHINESE = """
from absbox.local.china import SPV
清单 = [["按揭贷款", {"放款金额": 120, "放款利率": ["固定", 0.08], "初始期限": 60, "频率": "每月", "类型": "等额本金", "放款日": "2020-06-01"},
        {"当前余额": 120, "当前利率": 0.08, "剩余期限": 36, "状态": "正常"}]]
deal = SPV(
    "测试",
    {"封包日": "2025-01-01", "起息日": "2025-02-01", "首次兑付日": "2025-02-26", "法定到期日": "2035-01-01", "收款频率": "月末", "付款频率": ["每月", 26]},
    {"清单": 清单},
    (("账户01", {"余额": 0}),),
    (("A1", {"当前余额": 100, "当前利率": 0.05, "初始余额": 100, "初始利率": 0.05, "起息日": "2025-02-01", "利率": {"固定": 0.05}, "债券类型": {"过手摊还": None}}),
     ("B", {"当前余额": 20, "当前利率": 0.0, "初始余额": 20, "初始利率": 0.0, "起息日": "2025-02-01", "利率": {"固定": 0.0}, "债券类型": {"权益": None}})),
    (("信托费用", {"类型": {"固定费用": 10}}),),
    {"未违约": [["支付费用", "账户01", ["信托费用"]], ["计提支付利息", "账户01", ["A1"]], ["支付本金", "账户01", ["A1"]], ["支付本金", "账户01", ["B"]],
              ["支付收益", "账户01", "B"]], "清仓回购": [["出售资产", ["正常|违约", 1.0, 0.0], "账户01"]]},
    (["利息回款", "账户01"], ["本金回款", "账户01"], ["早偿回款", "账户01"], ["回收回款", "账户01"]),
)
"""
DICT = """
from absbox import mkDeal
deal_data = {
    "name": "测试",
    "dates": {"cutoff": "2025-01-01", "closing": "2025-02-01", "firstPay": "2025-02-26", "stated": "2035-01-01", "payFreq": ["DayOfMonth", 26], "poolFreq": "MonthEnd"},
    "pool": {"assets": [["Mortgage", {"originBalance": 120, "originRate": ["fix", 0.08], "originTerm": 60, "type": "Even"},
                         {"currentBalance": 120, "currentRate": 0.08, "remainTerm": 36}]]},
    "accounts": {"账户01": {"balance": 0}},
    "bonds": {"A1": {"balance": 100, "rate": 0.05, "originBalance": 100, "startDate": "2025-02-01", "rateType": {"Fixed": 0.05}, "bondType": {"Sequential": None}},
              "B": {"balance": 20, "rate": 0.0, "originBalance": 20, "startDate": "2025-02-01", "rateType": {"Fixed": 0.0}, "bondType": {"Equity": None}}},
    "fees": {"信托费用": {"type": {"fixFee": 10}}},
    "waterfall": {"amortizing": [["payFee", "账户01", ["信托费用"]], ["accrueAndPayInt", "账户01", ["A1"]], ["payPrin", "账户01", ["A1"]],
                                 ["payPrin", "账户01", ["B"]], ["payIntResidual", "账户01", "B"]], "cleanUp": [["sellAsset", "x", "账户01"]]},
    "collect": [["CollectedInterest", "账户01"], ["CollectedPrincipal", "账户01"], ["CollectedPrepayment", "账户01"], ["CollectedRecoveries", "账户01"]],
    "rateSwap": {"swap1": {"balance": 1}},
}
deal = mkDeal(deal_data)
"""


def test_chinese_words_and_a_dict_say_what_generic_says(tmp_path):
    found = []
    for number, text in enumerate((CHINESE, DICT)):
        file = tmp_path / f"{number}.py"
        file.write_text(text, encoding="utf-8")
        found.append(import_deal(file, "absbox", "CNY"))
    one, two = ({name: records for name, records in each.data.items() if name != "documents"} for each in found)
    assert one == two
    assert one["pools"]["pool"]["principal"] == 120 and one["securities"]["A1"]["amount"] == 100
    steps = next(iter(one["waterfalls"].values()))["steps"].values()
    assert [step["pays"] for step in steps] == ["costs", "interest", "principal", "principal", "surplus"]
    assert "--pays even" in found[0].options
    assert any("swap1" in left.what for left in found[1].left), "a swap is told"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [("清单 = [", "清单 = 清单 or [", "worked out"), ('{"清单": 清单}', '{"清单": 没有}', "worked out"), ('"清单": 清单', '"归集表": []', "pool.assets"),
     ('"账户01", {"余额": 0}', '"账户01"', "accounts")],
)  # fmt: skip  # a table
def test_what_cannot_be_read_of_chinese_words_is_refused(tmp_path, old, new, why):
    assert old in CHINESE
    file = tmp_path / "x.py"
    file.write_text(CHINESE.replace(old, new), encoding="utf-8")
    with pytest.raises(BadInput, match=why):
        import_deal(file, "absbox", "CNY")


def test_a_deal_that_runs_names_the_last_and_the_next_day(tmp_path):
    file = tmp_path / "x.py"
    file.write_text(
        DICT.replace(
            '"cutoff": "2025-01-01", "closing": "2025-02-01", "firstPay": "2025-02-26"',
            '"collect": ["2025-05-31", "2025-06-30"], "pay": ["2025-06-26", "2025-07-26"]',
        ),
        encoding="utf-8",
    )
    found = import_deal(file, "absbox", "CNY").data
    assert found["securities"]["A1"]["dated"] == {"balance": {"2025-06-26": 100}}
    assert found["pools"]["pool"]["cut_off"] == "2025-05-31"
