"""What somebody likely meant by a value that cannot be read: the figure or the day, written as it is read. Used for faults only."""

import re
from collections.abc import Callable
from unicodedata import normalize

from legalmodel.base.language import say
from legalmodel.base.values import Span
from legalmodel.model.amounts import amount_of
from legalmodel.model.blanks import blank

_CURRENCY_WORDS = {
    "RMB": "CNY",
    "CN¥": "CNY",
    "US$": "USD",
    "HK$": "HKD",
    "A$": "AUD",
    "€": "EUR",
    "£": "GBP",
    "₩": "KRW",
    "฿": "THB",
}
_UNIT_WORDS = {
    "m": ("million", "millions", "mio", "mln", "mn", "mm"),
    "bn": ("billion", "billions", "bln", "bil", "b"),
}
_UNITS = {word: unit for unit, words in _UNIT_WORDS.items() for word in (unit, *words)}
ND = {
    "ND1": "'unknown: {%s: not_asked}'",
    "ND2": "'unknown: {%s: not_collected}'",
    "ND3": "'unknown: {%s: not_collected}'",
    "ND4": "'unknown: {%s: not_available_yet}'",
    "ND5": "'%s: none'",
}
"""Code of ESMA's templates for data that are missing -> what to write instead."""


def stands_for_nothing(value: object) -> bool:
    """Tell whether a value is a code for missing data or a blank to be filled in, and no fact."""
    if isinstance(value, list):
        return len(value) == 1 and isinstance(value[0], str) and value[0] in ("●", "•", "*", "__")
    return isinstance(value, str) and blank(value)


def instead(value: object, field: str) -> str:
    """Say where a fact that is missing is told, by the code that stands in its place."""
    code = value[:3] if isinstance(value, str) else ""
    if code in ND:
        wanted = ND[code] % field
        return say("write {wanted}, for ND5 says that it does not apply" if code == "ND5" else "write {wanted}", wanted=wanted)
    return say(
        "leave the field out, or write 'unknown: {{field}: not_available_yet}'; if there is none, write none", field=field
    )


def meant_amount(value: object) -> str:
    """Return the amount that was likely meant, as ``did you mean 416m (416,000,000)?``."""
    code, text = _currency(_plain(value))
    found = re.fullmatch(r"(-?[\d.,' ]*\d)\s*([A-Za-z]*)", text)
    if not found:
        return ""
    unit = _UNITS.get(found[2].lower()) if found[2] else ""
    figure = _figure(found[1])
    if unit is None or figure is None:
        return ""
    written = f"{code}{figure}{unit}"
    amount = amount_of(written)
    return say("did you mean {written} ({amount})?", written=written, amount=f"{amount.amount:,f}") if amount else ""


def _currency(text: str) -> tuple[str, str]:
    for word, code in _CURRENCY_WORDS.items():
        for rest in (text.removeprefix(word), text.removesuffix(word)):
            if rest != text:
                return f"{code} ", rest.strip()
    if found := re.fullmatch(r"([A-Z]{3})\s*(.*)|(.*?)\s*([A-Z]{3})", text):
        return f"{found[1] or found[4]} ", (found[2] or found[3] or "").strip()
    return "", text


def _figure(digits: str) -> str | None:
    """Return a figure with a point before its fractions and nothing between its digits; None if it may be read in two ways."""
    digits = re.sub(r"(?<=\d)[' ](?=\d{3})", ",", digits)
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?|-?\d+(\.\d+)?", digits):
        return digits.replace(",", "")
    if re.fullmatch(r"-?\d{1,3}(\.\d{3}){2,}(,\d+)?|-?\d{1,3}(\.\d{3})+,\d+", digits):
        return digits.replace(".", "").replace(",", ".")
    return None


def meant_share(value: object) -> str:
    """Return the share that was likely meant: ``did you mean 5%?``; a figure up to one may be either, so both are named."""
    text = re.sub(r"\s*(%|pct|per ?cent)$", "%", _plain(value))
    if found := re.fullmatch(r"(\d{1,3}(?:\.\d{1,10})?)%", text):
        return say("did you mean {found}%?", found=found[1])
    if re.fullmatch(r"0?\.\d{1,8}", text):
        whole, part = "", text.partition(".")[2].ljust(2, "0")
        whole = f"{int(part[:2])}" + (f".{part[2:]}" if part[2:] else "")
        return say("did you mean {whole}%, or {text}%?", whole=whole, text=text)
    return ""


def meant_number(value: object) -> str:
    """Return the number that was likely meant: ``did you mean 1200?``."""
    found = re.fullmatch(r"(-?[\d., ]*\d)\s*(笔|户|个|天|日|days?|months?|loans?)?", _plain(value))
    figure = _figure(found[1]) if found else None
    return say("did you mean {figure}?", figure=figure) if figure else ""


_DAYS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"(\d{4})年(\d{1,2})月(\d{1,2})日", lambda m: f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}"),
    (r"(\d{4})年(\d{1,2})月", lambda m: f"{m[1]}-{int(m[2]):02}"),
    (r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})", lambda m: f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}"),
    (r"(\d{4})-(\d{1,2})-(\d{1,2})", lambda m: f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}"),
    (r"(\d{4})(\d{2})(\d{2})", lambda m: f"{m[1]}-{m[2]}-{m[3]}"),
    (r"(\d{1,2})\.(\d{1,2})\.(\d{4})", lambda m: f"{m[3]}-{int(m[2]):02}-{int(m[1]):02}"),
)
"""Other ways to write a day, each with what it would be here; those that put the month in two places are left out."""


def meant_day(value: object) -> str:
    """Return the day that was likely meant: ``did you mean 2025-06-20?``."""
    text = _plain(value)
    for form, rewrite in _DAYS:
        if found := re.fullmatch(form, text, re.ASCII):
            day = rewrite(found)
            return say("did you mean {day}?", day=day) if _exists(day) else ""
    return ""


def _exists(day: str) -> bool:
    try:
        Span.of(day)
    except ValueError:
        return False
    return True


def _plain(value: object) -> str:
    return normalize("NFKC", str(value)[:60]).strip()
