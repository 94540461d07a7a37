"""Other ways in which users of absbox write a deal in Python: a dict for ``mkDeal``, and the Chinese words of ``SPV(...)``; as ``Generic`` has it.

Words that are not here stay as they are, and are told where they stand like any other that is not read.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

ARGUMENTS = ("name", "dates", "pool", "accounts", "bonds", "fees", "waterfall", "collection")
_DATES = {
    "封包日": "cutoff", "起息日": "closing", "首次兑付日": "firstPay", "法定到期日": "stated", "收款频率": "poolFreq", "付款频率": "payFreq",
    "归集日": "collect", "兑付日": "pay",
}  # fmt: skip  # a table
_TIMES = {
    "每月": "DayOfMonth",
    "月末": "MonthEnd",
    "月初": "MonthFirst",
    "季度末": "QuarterEnd",
    "每年": "YearEnd",
    "年末": "YearEnd",
}
_ASSETS = {"按揭贷款": "Mortgage", "贷款": "Loan", "分期": "Installment", "分期付款": "Installment"}
_ASSET = {
    "放款金额": "originBalance", "放款利率": "originRate", "初始期限": "originTerm", "类型": "type", "当前余额": "currentBalance",
    "当前利率": "currentRate", "剩余期限": "remainTerm",
}  # fmt: skip  # a table
_PAID_OFF = {"等额本息": "Level", "等额本金": "Even"}
_BOND = {
    "当前余额": "balance", "当前利率": "rate", "初始余额": "originBalance", "起息日": "startDate", "利率": "rateType", "债券类型": "bondType",
}  # fmt: skip  # a table
_BONDS = {"过手摊还": "Sequential", "权益": "Equity", "固定摊还": "PAC"}
_FEES = {"固定费用": "fixFee", "年化费率": "annualPctFee", "周期费用": "recurFee"}
_ORDERS = {"未违约": "amortizing", "摊销": "amortizing", "回款后": "endOfCollection", "清仓回购": "cleanUp", "违约": "default"}
_STEPS = {
    "支付费用": "payFee", "支付利息": "payInt", "计提支付利息": "accrueAndPayInt", "支付本金": "payPrin", "支付剩余本金": "payPrinResidual",
    "支付收益": "payIntResidual", "账户转移": "transfer",
}  # fmt: skip  # a table
_COLLECTED = {
    "利息回款": "CollectedInterest", "本金回款": "CollectedPrincipal", "早偿回款": "CollectedPrepayment", "回收回款": "CollectedRecoveries",
}  # fmt: skip  # a table


def from_dict(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of a dict for ``mkDeal``: accounts, bonds and fees stand there by name, the collections under ``collect``."""
    found = {name: values[name] for name in ARGUMENTS if name in values}
    for name in ("accounts", "bonds", "fees"):
        if isinstance(found.get(name), dict):
            found[name] = [[key, value] for key, value in found[name].items()]
    if "collect" in values:
        found["collection"] = values["collect"]
    return found


def from_chinese(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of ``SPV(...)`` in the words of ``Generic``."""
    found = dict(values)
    found["dates"] = _dates(values.get("dates"))
    pool = values.get("pool")
    if isinstance(pool, dict) and isinstance(pool.get("清单"), list):
        found["pool"] = {"assets": [_asset(one) for one in pool["清单"]]}
    found["accounts"] = [_pair(one, {"余额": "balance", "类型": "type"}) for one in _list(values.get("accounts"))]
    found["bonds"] = [_bond(one) for one in _list(values.get("bonds"))]
    found["fees"] = [_fee(one) for one in _list(values.get("fees"))]
    orders = values.get("waterfall")
    if isinstance(orders, dict):
        found["waterfall"] = {
            _ORDERS.get(when, when): [_first(one, _STEPS) for one in _list(steps)] for when, steps in orders.items()
        }
    found["collection"] = [_first(one, _COLLECTED) for one in _list(values.get("collection"))]
    return found


def running(dates: Mapping[str, Any]) -> dict[str, Any]:
    """Return the days of a deal that runs already: ``collect`` and ``pay`` hold the last and the next day each."""
    found = dict(dates)
    pairs = [found.get(name) for name in ("collect", "pay")]
    if "closing" not in found and all(isinstance(pair, list) and len(pair) == 2 for pair in pairs):  # the last and the next
        (found["lastCollect"], _), (found["lastPay"], found["nextPay"]) = found.pop("collect"), found.pop("pay")
    return found


def in_words(value: Any) -> str:
    """Write a value of several parts in one line: ``0.04, LPR5Y, 0.01``."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {in_words(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(map(in_words, value))
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _keys(value: Any, words: Mapping[str, str]) -> Any:
    return {words.get(key, key): inner for key, inner in value.items()} if isinstance(value, dict) else value


def _first(value: Any, words: Mapping[str, str]) -> Any:
    """Return a list whose first item is put into our words; steps without accounts stay as they are."""
    if isinstance(value, list) and value and isinstance(value[0], str):
        return [words.get(value[0], value[0]), *value[1:]]
    return value


def _pair(value: Any, words: Mapping[str, str]) -> Any:
    return [value[0], _keys(value[1], words), *value[2:]] if isinstance(value, list) and len(value) > 1 else value


def _dates(value: Any) -> Any:
    found = _keys(value, _DATES)
    if isinstance(found, dict):
        for name in ("payFreq", "poolFreq"):
            often = found.get(name)
            found[name] = _first(often, _TIMES) if isinstance(often, list) else _TIMES.get(str(often), often)
    return found


def _rate(value: Any) -> Any:
    return _first(value, {"固定": "fix", "浮动": "floater"})


def _asset(value: Any) -> Any:
    if not isinstance(value, list) or len(value) < 3:
        return value
    first, now = _keys(value[1], _ASSET), _keys(value[2], _ASSET)
    if isinstance(first, dict):
        first["originRate"] = _rate(first.get("originRate"))
        first["type"] = _PAID_OFF.get(str(first.get("type")), first.get("type"))
    return [_ASSETS.get(str(value[0]), value[0]), first, now, *value[3:]]


def _bond(value: Any) -> Any:
    found = _pair(value, _BOND)
    if isinstance(found, list) and len(found) > 1 and isinstance(found[1], dict):
        terms = found[1]
        terms["rateType"] = _keys(terms.get("rateType"), {"固定": "Fixed", "浮动": "Floater"})
        terms["bondType"] = _keys(terms.get("bondType"), _BONDS)
        if isinstance(terms["bondType"], str):
            terms["bondType"] = _BONDS.get(terms["bondType"], terms["bondType"])
    return found


def _fee(value: Any) -> Any:
    found = _pair(value, {"类型": "type"})
    if isinstance(found, list) and len(found) > 1 and isinstance(found[1], dict):
        kind = _keys(found[1].get("type"), _FEES)
        if isinstance(kind, dict) and isinstance(kind.get("recurFee"), list):
            kind["recurFee"] = [
                _first(kind["recurFee"][0], _TIMES)
                if isinstance(kind["recurFee"][0], list)
                else _TIMES.get(str(kind["recurFee"][0]), kind["recurFee"][0]),
                *kind["recurFee"][1:],
            ]
        found[1]["type"] = kind
    return found
