"""Codes that carry check digits or stand in a list: LEI, ISIN, Chinese social credit code, countries, states, currencies."""

import re
from typing import Annotated, Any

from legalmodel.base import kinds
from legalmodel.base.language import Phrase, say
from legalmodel.base.values import NONE
from legalmodel.model.readers import read_currency, refuse, show
from legalmodel.model.types import Written

LEI = "54930053HGCFWVHYZX42"
USCC = "91110000100013428Q"
ISIN = "CND10005RLR3"
_LEI = r"[A-Z0-9]{18}\d{2}"
_ISIN = r"[A-Z]{2}[A-Z0-9]{9}\d"
_USCC = r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}"
_USCC_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def _number(text: str) -> str:
    """Write letters as numbers: A is 10, Z is 35."""
    return "".join(str(int(c, 36)) for c in text)


def _has_form(code: str, form: str) -> bool:
    return re.match(f"(?:{form})\\Z", code, re.ASCII) is not None


def lei_sound(code: str) -> bool:
    """Tell whether a legal entity identifier has the right form and check digits (ISO 17442, mod 97-10).

    Check digits are 98 less a remainder of 97, so 02 to 98: 00, 01 and 99 pass the sum, and are never issued (ISO/IEC 7064).
    """
    return _has_form(code, _LEI) and "02" <= code[-2:] <= "98" and int(_number(code)) % 97 == 1


def isin_sound(code: str) -> bool:
    """Tell whether a securities number has the right form and check digit (ISO 6166, Luhn)."""
    if not _has_form(code, _ISIN):
        return False
    digits = [int(c) for c in reversed(_number(code))]
    doubled = [sum(divmod(2 * d, 10)) for d in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def uscc_sound(code: str) -> bool:
    """Tell whether a Chinese unified social credit code has the right form and check digit (GB 32100, mod 31)."""
    if not _has_form(code, _USCC):
        return False
    total = sum(_USCC_DIGITS.index(c) * pow(3, place, 31) for place, c in enumerate(code[:-1]))
    return _USCC_DIGITS[-total % 31] == code[-1]


def _code(said: Phrase, form: str, example: str, sound: Any) -> Written:
    """Make the type of a code; ``sound`` tells whether a text is one."""

    def read_code(value: Any) -> Any:
        if value == "none":
            return NONE
        if type(value) is int:
            raise refuse(
                "not-a-code",
                say("{value} is read as a number, not as a {said}", value=show(value), said=said),
                say("put it in quotation marks"),
            )
        if not isinstance(value, str) or not _has_form(value, form):
            raise refuse(
                "not-a-code",
                say("{value} is no {said}", value=show(value), said=said),
                say("write it in capitals without spaces, such as {example}", example=example),
            )
        if not sound(value):
            raise refuse(
                "check-digit",
                say("the check digit of {value} is wrong for a {said}", value=show(value), said=said),
                say("compare it with its source"),
            )
        return value

    return Written(kinds.TEXT, read_code, {"type": "string", "pattern": f"^(none|{form})$"})


Lei = Annotated[str | None, _code(Phrase("legal entity identifier"), _LEI, LEI, lei_sound)]
Isin = Annotated[str | None, _code(Phrase("securities number (ISIN)"), _ISIN, ISIN, isin_sound)]
Uscc = Annotated[str | None, _code(Phrase("unified social credit code"), _USCC, USCC, uscc_sound)]
Elf = Annotated[str | None, _code(Phrase("code of a legal form"), "[A-Z0-9]{4}", "H0PO", bool)]
Currency = Annotated[str | None, Written(kinds.TEXT, read_currency, {"type": "string", "pattern": "^[A-Z]{3}$"})]
