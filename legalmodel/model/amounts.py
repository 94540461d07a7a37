"""Amounts as people write them: ``416m``, ``1.2bn``, ``4.16亿元``, ``41600万元``, ``CNY 416,000,000``; each is read exactly."""

import re
from decimal import Decimal
from typing import NamedTuple

DIGITS_MAX = 24
"""The most digits before the point."""

_NUMBER = r"-?(?:\d{1,24}|\d{1,3}(?:,\d{3}){1,7})(?:\.\d{1,12})?"
CHINESE_CURRENCIES = {
    "元": "",
    "元人民币": "CNY",
    "美元": "USD",
    "港元": "HKD",
    "港币": "HKD",
    "欧元": "EUR",
    "日元": "JPY",
    "英镑": "GBP",
    "新台币": "TWD",
    "韩元": "KRW",
    "澳元": "AUD",
    "加元": "CAD",
}
"""Currency as written after a Chinese figure -> its code; a bare 元 is the deal's own."""

_POWERS = {"": 0, "m": 6, "bn": 9, "万": 4, "亿": 8, "万亿": 12}
"""Unit -> the power of ten that it stands for."""

_LATIN = rf"(?:(?P<code>[A-Z]{{3}}) )?(?P<number>{_NUMBER})(?P<unit>m|bn)?"
_CHINESE = rf"(?P<before>人民币)?(?P<number>{_NUMBER})(?P<unit>万亿|[万亿])?(?P<after>{'|'.join(CHINESE_CURRENCIES)})?"
_FORMS = (re.compile(_LATIN, re.ASCII), re.compile(_CHINESE, re.ASCII))
PATTERN = rf"([A-Z]{{3}} )?{_NUMBER}(m|bn)?|(人民币)?{_NUMBER}(万亿|[万亿])?({'|'.join(CHINESE_CURRENCIES)})?"
"""What may be written, for editors."""


class WrittenAmount(NamedTuple):
    """An amount as written: the exact figure, the code of its currency ("" for the deal's own)."""

    amount: Decimal
    currency: str


def amount_of(text: str) -> WrittenAmount | None:
    """Read an amount; None if it is not written in one of the forms."""
    for form in _FORMS:
        if found := form.fullmatch(text):
            parts = found.groupdict()
            figure = _scaled(parts["number"], _POWERS[parts["unit"] or ""])
            currency = parts.get("code") or CHINESE_CURRENCIES.get(parts.get("after") or "", "")
            before = "CNY" if parts.get("before") else ""
            if figure is None or (before and currency not in ("", before)):
                return None
            return WrittenAmount(figure, currency or before)
    return None


def bare_yuan(text: object) -> bool:
    """Tell whether an amount is written in 元 without saying whose."""
    return isinstance(text, str) and text.endswith("元") and (found := amount_of(text)) is not None and not found.currency


def _scaled(digits: str, power: int) -> Decimal | None:
    """Move the point without rounding; None if there are too many digits before it."""
    number = Decimal(digits.replace(",", ""))
    sign, figures, exponent = number.as_tuple()
    moved = Decimal((sign, figures, int(exponent) + power))
    if moved.adjusted() >= DIGITS_MAX:
        return None
    return Decimal(f"{moved:f}") if int(exponent) + power > 0 else moved
