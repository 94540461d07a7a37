"""Readers of plain values: what may be written in a field, and what it becomes; what is refused is told with a fix."""

import re
from decimal import Decimal
from typing import Any

from legalmodel.base.language import Phrase, say
from legalmodel.base.names import Name, is_tag
from legalmodel.base.values import NONE, Band, Money, Span
from legalmodel.model.amounts import amount_of
from legalmodel.model.blanks import blank
from legalmodel.model.lists import COUNTRIES, CURRENCIES, GB_PARTS, OLD_CURRENCIES, US_PARTS
from legalmodel.model.refused import BadValue
from legalmodel.model.words import CHOICES, TREES, read_tree

WORDS: dict[str, dict[str, str]] = {name: read_tree(text) for name, text in TREES.items()}
WORDS |= {name: dict.fromkeys(words, "") for name, words in CHOICES.items()}
_COUNTRIES = frozenset(COUNTRIES.split())
_PARTS = {"US": frozenset(US_PARTS.split()), "GB": frozenset(GB_PARTS.split())}
"""Country -> its parts, where they are a closed list."""
_CURRENCIES = frozenset((CURRENCIES + OLD_CURRENCIES).split())
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}\Z")
_NUMBER = re.compile(r"-?\d{1,24}(\.\d{1,12})?\Z", re.ASCII)
_BAND = re.compile(
    r"((?P<above>more than|over|above|at least|from|>=|>) ?)?((?P<low>[\d.]+) ?%)?(?P<more> or more)?"
    r"(,? ?(and |but )?(?P<below>not more than|no more than|up to|at most|to|less than|under|below|<=|<|-) ?(?P<high>[\d.]+) ?%)?\Z",
    re.ASCII,
)
_BREAK = re.compile(r"[\n\r\t]")
_MORE = frozenset(("more than", "over", "above", ">"))
_LESS = frozenset(("less than", "under", "below", "<"))
_BAND_FIX = Phrase("write 'more than 50% up to 75%', 'at least 75%', 'less than 25%' or '25%-50%', the smaller part first")
_PLACE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?\Z")


def refuse(code: str, cause: str, fix: str = "") -> BadValue:
    """Make the error for a value; ``fix`` says what to write instead."""
    return BadValue(code, cause, fix)


def read_number(value: Any) -> Any:
    """Read an exact decimal."""
    if value == "none":
        return NONE
    if isinstance(value, bool) or not isinstance(value, (int, Decimal, str)) or not _NUMBER.match(str(value)):
        raise refuse(
            "not-a-number",
            say("{value} is not a number", value=show(value)),
            _meant("number", value) or say("write digits, such as 72 or 3.5"),
        )
    return Decimal(str(value))


def read_share(value: Any) -> Any:
    """Read ``5%`` as 0.05; bare numbers are refused, because 5 and 0.05 are both taken for 5 %."""
    if value == "none":
        return NONE
    if isinstance(value, str) and value.endswith("%") and _NUMBER.match(value[:-1]):
        share = Decimal(value[:-1]) / 100
        if 0 <= share <= 1:
            return share
        raise refuse(
            "share-out-of-range", say("{value} is not between 0% and 100%", value=value), say("give the part of the whole")
        )
    fix = _meant("share", value) or say("write it with a percent sign, such as 5%")
    raise refuse("not-a-share", say("{value} is not a share", value=show(value)), fix)


def read_band(value: Any) -> Any:
    """Read a share, or a band of it as registers give it: ``more than 50% up to 75%``, ``at least 75%``, ``25%-50%``.

    Two numbers with a hyphen include both ends; "more than" and "less than" exclude theirs.
    """
    found = _BAND.match(" ".join(value.lower().split())) if isinstance(value, str) else None
    if found is None or not (found["above"] or found["more"] or found["below"]):
        return read_share(value)
    low, high = (read_share(f"{found[name]}%") if found[name] else None for name in ("low", "high"))
    above, below = (found["above"] or "") in _MORE, (found["below"] or "") in _LESS
    band = Band(Decimal(0) if low is None else low, Decimal(1) if high is None else high, above, below)
    if (
        (low is None and (high is None or found["above"] or found["more"]))
        or band.low > band.high
        or (band.low == band.high and (above or below))
    ):
        raise refuse("not-a-band", say("{value} is no band of shares", value=show(value)), str(_BAND_FIX))
    return band.low if band.low == band.high else band


def read_rate(value: Any) -> Any:
    """Read an interest rate or price in percent, which may be above 100 % or below 0."""
    if value == "none":
        return NONE
    if isinstance(value, str) and value.endswith("%") and _NUMBER.match(value[:-1]):
        return Decimal(value[:-1]) / 100
    raise refuse(
        "not-a-rate", say("{value} is not a rate", value=show(value)), say("write it with a percent sign, such as 3.42%")
    )


def read_money(value: Any) -> Any:
    """Read ``CNY 154570000``, ``416m``, ``4.16亿元`` or, where the deal names its currency, ``154570000``."""
    if value == "none":
        return NONE
    if isinstance(value, str):
        if written := amount_of(value):
            return Money(written.amount, _code(written.currency, value) if written.currency else "")
    elif not isinstance(value, bool) and isinstance(value, (int, Decimal)):
        return Money(Decimal(str(value)), "")
    fix = say("write digits in the deal's currency, such as 154570000 or 416m, or name the currency: CNY 154570000")
    raise refuse("not-an-amount", say("{value} is not an amount", value=show(value)), _meant("amount", value) or fix)


def _code(code: str, amount: str) -> str:
    meant = _meant("amount", amount) if code not in _CURRENCIES else ""
    if meant and code not in meant:
        raise refuse("not-a-currency", say("{code} is no currency code", code=show(code)), meant)
    found: str = read_currency(code)
    return found


def _meant(kind: str, value: Any) -> str:
    """Return a guess at what was meant; hints are looked for only once something is refused."""
    from legalmodel.model import hints

    guess = {"amount": hints.meant_amount, "share": hints.meant_share, "number": hints.meant_number, "day": hints.meant_day}
    return guess[kind](value) if isinstance(value, (str, int, Decimal)) and not isinstance(value, bool) else ""


def read_currency(value: Any) -> Any:
    """Read the code of a currency, those before the euro and other withdrawn ones included."""
    if isinstance(value, str) and value in _CURRENCIES:
        return value
    raise refuse(
        "not-a-currency",
        say("{value} is no currency code", value=show(value)),
        say("write three capitals (ISO 4217), such as CNY"),
    )


def read_day(value: Any) -> Any:
    """Read ``2016-05-27``, or ``2016-05`` and ``2016`` where only the month or year is known."""
    if value == "none":
        return NONE
    if not isinstance(value, str) and type(value) is not int:
        raise _no_day(value)
    try:
        return Span.of(str(value))
    except ValueError:
        raise _no_day(value) from None


def _no_day(value: Any) -> BadValue:
    fix = say("write year-month-day, such as 2016-05-27, or 2016-05 if only the month is known")
    return refuse("not-a-day", say("{value} is not a day of the calendar", value=show(value)), _meant("day", value) or fix)


def read_text(value: Any) -> Any:
    """Read words on one or more lines."""
    if value == "none":
        return NONE
    if not isinstance(value, str) or not value.strip() or blank(value):
        raise refuse(
            "not-text", say("{value} is not text", value=show(value)), say("write words; put numbers in quotation marks")
        )
    return value


def read_name(value: Any) -> Any:
    """Read a name, or its forms by language tag as ``{en: ..., zh: ..., ja: ...}``."""
    forms = value if isinstance(value, dict) else {"": value}
    if any(isinstance(form, str) and _BREAK.search(form) for form in forms.values()):
        raise refuse(
            "not-a-name", say("{value} goes over a line", value=show(value)), say("write a name on one line, without tabs")
        )
    if not forms or not all(isinstance(form, str) and form.strip() and not blank(form) for form in forms.values()):
        raise refuse(
            "not-a-name",
            say("{value} is not a name", value=show(value)),
            say("write text, or forms by language: {en: ..., zh: ..., ja: ...}"),
        )
    if isinstance(value, dict) and (bad := next((tag for tag in value if not is_tag(tag)), None)) is not None:
        fix = say("write tags such as en, zh, zh-Hant, ja, ko, th or ar (BCP 47)")
        raise refuse("not-a-language", say("{bad} is no language tag", bad=show(bad)), fix)
    return Name(value)


def read_place(value: Any) -> Any:
    """Read a country or a part of one: ``CN``, ``US-NY``."""
    if value == "none":
        return NONE
    if isinstance(value, str) and _PLACE.match(value) and value[:2] in _COUNTRIES:
        if value[2:] == "" or value[:2] not in _PARTS or value[3:] in _PARTS[value[:2]]:
            return value
        if value[:2] == "GB":
            raise refuse(
                "unknown-country",
                say("{value} is no part of the United Kingdom with law of its own", value=show(value)),
                say("write GB-EAW for England and Wales, GB-SCT for Scotland, GB-NIR for Northern Ireland"),
            )
        raise refuse(
            "unknown-country",
            say("{value} is no part of the United States", value=show(value)),
            say("write such as US-NY or US-DE"),
        )
    known = say("UK is written GB") if value == "UK" else say("use ISO 3166 codes, such as CN, US or US-NY")
    raise refuse("unknown-country", say("{value} is no country code", value=show(value)), known)


def read_reference(value: Any) -> Any:
    """Read the id of another record; whether it exists is checked over the whole file."""
    if value == "none":
        return NONE
    if isinstance(value, str) and _ID.match(value):
        return value
    raise refuse(
        "not-an-id", say("{value} is not the id of a record", value=show(value)), say("write the key under which it stands")
    )


def read_together(value: Any) -> Any:
    """Read one id, or several that stand together in one place: ``[first, second]``."""
    if not isinstance(value, list):
        return read_reference(value)
    found = tuple(read_reference(item) for item in value)
    if not found or NONE in found or len(set(found)) < len(found):
        raise refuse("not-a-list", say("{value} is no list of different records", value=show(value)), say("write [one, two]"))
    return found[0] if len(found) == 1 else found


def word_reader(name: str) -> Any:
    """Return the reader of a list or tree of words."""
    words = WORDS[name]

    def read_word(value: Any) -> Any:
        if isinstance(value, str) and value in words:
            return value
        if value == "none":
            return NONE
        cause = say("{value} is not one of the words for this field", value=show(value))
        raise refuse("unknown-word", cause)  # what is near is sought only for the faults that are told

    return read_word


def list_reader(read_item: Any) -> Any:
    """Return the reader of a list of values; ``none`` is the list known to be empty."""

    def read_list(value: Any) -> Any:
        if value == "none":
            return ()
        if not isinstance(value, list) or not value:
            raise refuse(
                "not-a-list",
                say("{value} is not a list", value=show(value)),
                say("write [one, two], or none if there is nothing"),
            )
        return tuple(read_item(item) for item in value)

    return read_list


def show(value: Any) -> str:
    """Quote a value from a file in a message, at most 40 characters of it."""
    text = {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    return f"'{text[:40]}…'" if len(text) > 40 else f"'{text}'"
