"""Amounts and days as a lawyer writes them in each language: exact unless rounding is asked for."""

from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from typing import Final

from legalmodel.base.language import chinese
from legalmodel.base.values import Money, Span

_YI: Final = Decimal(10**8)
_WAN: Final = Decimal(10**4)
_UNITS: Final = {
    "CNY": "元", "USD": "美元", "EUR": "欧元", "GBP": "英镑", "JPY": "日元", "HKD": "港元", "KRW": "韩元", "THB": "泰铢", "SGD": "新加坡元",
    "TWD": "新台币", "AUD": "澳元", "CAD": "加元", "CHF": "瑞士法郎",
}  # fmt: skip  # a table: one row a line


_EXACT: Final[ContextVar[bool]] = ContextVar("exact", default=False)
"""Whether nothing is rounded: a state of the run, as the language is."""


def be_exact(on: bool) -> None:
    """Write every figure with all its digits from here on, or round again as lawyers do."""
    _EXACT.set(on)


def exact() -> bool:
    """Tell whether nothing is to be rounded."""
    return _EXACT.get()


def amount(money: Money) -> str:
    """Return an amount, exact: ``CNY 301,000,000``; in Chinese ``3.01亿元``, ``4700万元``, or all its digits where these would be too many."""
    return _chinese(money) if chinese() else str(money)


def amount_in_short(money: Money) -> str:
    """Return an amount to the ten thousand: ``CNY 301.00m``, ``3.01亿元``."""
    if exact():
        return amount(money)
    near = (money.amount / 1_000_000).quantize(Decimal("0.01"))
    if chinese():
        return _chinese(Money(near * 1_000_000, money.currency)) if near else _chinese(money)
    return f"{money.currency} {near:,}m"


def _chinese(money: Money) -> str:
    unit = _UNITS.get(money.currency) or f" {money.currency}".rstrip()
    for size, word in ((_YI, "亿"), (_WAN, "万")):
        parts = money.amount / size
        if abs(parts) >= 1 and parts == round(parts, 4):
            return f"{_plain(parts)}{word}{unit}"
    return f"{_plain(money.amount, grouped=True)}{unit}"


def _plain(number: Decimal, grouped: bool = False) -> str:
    text = f"{number:,f}" if grouped else f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def count(number: int) -> str:
    """Return a number of things, its thousands set apart."""
    return f"{number:,}"


def day(value: date | Span) -> str:
    """Return a day, or the month or year where no more is known: ``2025-09-22``, ``2025年9月22日``."""
    if not chinese():
        return str(value)
    span = Span(value, value) if isinstance(value, date) else value
    parts = [int(part) for part in str(span).split("-")] if ".." not in str(span) else []
    if not parts:
        return f"{day(span.first)}至{day(span.last)}"
    return "".join(f"{number}{unit}" for number, unit in zip(parts, "年月日", strict=False))
