"""The plain types of fields: how each is written in a file, what it becomes, and what its kind is to a rule."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any

from pydantic_core import PydanticCustomError, core_schema

from legalmodel.base import kinds
from legalmodel.base.errors import nearest
from legalmodel.base.kinds import Kind
from legalmodel.base.values import NONE, Money, Span
from legalmodel.model.lists import COUNTRIES, CURRENCIES, OLD_CURRENCIES, US_PARTS
from legalmodel.model.words import CHOICES, TREES, read_tree

WORDS: dict[str, dict[str, str]] = {name: read_tree(text) for name, text in TREES.items()}
WORDS |= {name: dict.fromkeys(words, "") for name, words in CHOICES.items()}
_COUNTRIES = frozenset(COUNTRIES.split())
_US_PARTS = frozenset(US_PARTS.split())
_CURRENCIES = frozenset((CURRENCIES + OLD_CURRENCIES).split())
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}\Z")
_NUMBER = re.compile(r"-?\d{1,24}(\.\d{1,12})?\Z", re.ASCII)
_PLACE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?\Z")


class Name(str):
    """A name in English or as people write it, with the Chinese (or other local) name beside it."""

    __slots__ = ("zh",)
    zh: str

    def __new__(cls, text: str, zh: str = "") -> "Name":
        """Make a name; ``zh`` is empty if there is none."""
        self = super().__new__(cls, text)
        self.zh = zh
        return self


def refuse(code: str, cause: str, fix: str = "") -> PydanticCustomError:
    """Make the error for a value; ``fix`` says what to write instead."""
    return PydanticCustomError(code, "{cause}", {"cause": cause, "fix": fix})


def read_number(value: Any) -> Any:
    """Read an exact decimal."""
    if value == "none":
        return NONE
    if isinstance(value, bool) or not isinstance(value, (int, Decimal, str)) or not _NUMBER.match(str(value)):
        raise refuse("not-a-number", f"{show(value)} is not a number", "write digits, such as 72 or 3.5")
    return Decimal(str(value))


def read_share(value: Any) -> Any:
    """Read ``5%`` as 0.05; bare numbers are refused, because 5 and 0.05 are both taken for 5 %."""
    if value == "none":
        return NONE
    if isinstance(value, str) and value.endswith("%") and _NUMBER.match(value[:-1]):
        share = Decimal(value[:-1]) / 100
        if 0 <= share <= 1:
            return share
        raise refuse("share-out-of-range", f"{value} is not between 0% and 100%", "give the part of the whole")
    raise refuse("not-a-share", f"{show(value)} is not a share", "write it with a percent sign, such as 5%")


def read_rate(value: Any) -> Any:
    """Read an interest rate or price in percent, which may be above 100 % or below 0."""
    if value == "none":
        return NONE
    if isinstance(value, str) and value.endswith("%") and _NUMBER.match(value[:-1]):
        return Decimal(value[:-1]) / 100
    raise refuse("not-a-rate", f"{show(value)} is not a rate", "write it with a percent sign, such as 3.42%")


def read_money(value: Any) -> Any:
    """Read ``CNY 154570000`` or, where the deal names its currency, ``154570000``."""
    if value == "none":
        return NONE
    if isinstance(value, str) and " " in value:
        currency, _, digits = value.partition(" ")
        digits = digits.replace(",", "").strip()
        if len(currency) == 3 and currency.isupper() and currency.isascii() and _NUMBER.match(digits):
            return Money(Decimal(digits), read_currency(currency))
    elif not isinstance(value, bool) and isinstance(value, (int, Decimal)):
        return Money(Decimal(str(value)), "")
    fix = "write digits in the deal's currency, such as 154570000, or name the currency: CNY 154570000"
    raise refuse("not-an-amount", f"{show(value)} is not an amount", fix)


def read_currency(value: Any) -> Any:
    """Read the code of a currency, those before the euro and other withdrawn ones included."""
    if isinstance(value, str) and value in _CURRENCIES:
        return value
    raise refuse("not-a-currency", f"{show(value)} is no currency code", "write three capitals (ISO 4217), such as CNY")


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


def _no_day(value: Any) -> PydanticCustomError:
    fix = "write year-month-day, such as 2016-05-27, or 2016-05 if only the month is known"
    return refuse("not-a-day", f"{show(value)} is not a day of the calendar", fix)


def read_text(value: Any) -> Any:
    """Read words on one or more lines."""
    if value == "none":
        return NONE
    if not isinstance(value, str) or not value.strip():
        raise refuse("not-text", f"{show(value)} is not text", "write words; put numbers in quotation marks")
    return value


def read_name(value: Any) -> Any:
    """Read a name, or its English and Chinese form as ``{en: ..., zh: ...}``."""
    if isinstance(value, dict):
        if set(value) <= {"en", "zh"} and value and all(isinstance(v, str) and v.strip() for v in value.values()):
            return Name(value.get("en") or value["zh"], value.get("zh", ""))
    elif isinstance(value, str) and value.strip():
        return Name(value)
    raise refuse("not-a-name", f"{show(value)} is not a name", "write text, or {en: English name, zh: Chinese name}")


def read_place(value: Any) -> Any:
    """Read a country or a part of one: ``CN``, ``US-NY``."""
    if value == "none":
        return NONE
    if isinstance(value, str) and _PLACE.match(value) and value[:2] in _COUNTRIES:
        if value[:3] != "US-" or value[3:] in _US_PARTS:
            return value
        raise refuse("unknown-country", f"{show(value)} is no part of the United States", "write such as US-NY or US-DE")
    known = "UK is written GB" if value == "UK" else "use ISO 3166 codes, such as CN, US or US-NY"
    raise refuse("unknown-country", f"{show(value)} is no country code", known)


def read_reference(value: Any) -> Any:
    """Read the id of another record; whether it exists is checked over the whole file."""
    if value == "none":
        return NONE
    if isinstance(value, str) and _ID.match(value):
        return value
    raise refuse("not-an-id", f"{show(value)} is not the id of a record", "write the key under which it stands")


def word_reader(name: str) -> Any:
    """Return the reader of a list or tree of words."""
    words = WORDS[name]

    def read_word(value: Any) -> Any:
        if isinstance(value, str) and value in words:
            return value
        if value == "none":
            return NONE
        known = ", ".join(words) if len(words) <= 8 else nearest(str(value), words)
        raise refuse("unknown-word", f"{show(value)} is not one of the words for this field", known)

    return read_word


def list_reader(read_item: Any) -> Any:
    """Return the reader of a list of values; ``none`` is the list known to be empty."""

    def read_list(value: Any) -> Any:
        if value == "none":
            return ()
        if not isinstance(value, list) or not value:
            raise refuse("not-a-list", f"{show(value)} is not a list", "write [one, two], or none if there is nothing")
        return tuple(read_item(item) for item in value)

    return read_list


def show(value: Any) -> str:
    """Quote a value from a file in a message, at most 40 characters of it."""
    text = {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    return f"'{text[:40]}…'" if len(text) > 40 else f"'{text}'"


class Written:
    """How a field is written: its kind to a rule, the reader of its value, and its JSON Schema."""

    __slots__ = ("kind", "read", "schema")

    def __init__(self, kind: Kind, read: Callable[[Any], Any], schema: dict[str, Any]) -> None:
        self.kind, self.read, self.schema = kind, read, schema

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Tell pydantic to call the reader."""
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        """Tell pydantic the JSON Schema."""
        return self.schema


class Keyed:
    """Records kept under ids inside another record; ``none`` says that there are none."""

    __slots__ = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Accept ``none`` beside the records."""
        return core_schema.no_info_wrap_validator_function(lambda v, read: NONE if v == "none" else read(v), handler(source))

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        """Describe the records, keyed by ids."""
        inner: dict[str, Any] = handler(schema)
        return {
            **inner,
            "type": ["object", "string"],
            "pattern": "^none$",
            "minProperties": 1,
            "propertyNames": {"pattern": ID},
        }


ID = "^[A-Za-z][A-Za-z0-9_-]{0,63}$"
_NUMERIC = r"-?\d{1,24}(\.\d{1,12})?"
_SHARE = r"0*(100(\.0{1,12})?|\d{1,2}(\.\d{1,12})?)%"
_DAY = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
_YEARS = {"minimum": 1000, "maximum": 9998}


def _pattern(body: str, *types: str) -> dict[str, Any]:
    return {"type": list(types) if len(types) > 1 else types[0], "pattern": f"^(none|{body})$"}


def _several(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": ["array", "string"], "items": item, "minItems": 1, "pattern": "^none$"}


def _enum(name: str) -> dict[str, Any]:
    return {"type": "string", "enum": [*WORDS[name], *({"none"} - set(WORDS[name]))]}


def _word_kind(name: str) -> Kind:
    return Kind("code" if name in TREES else "choice", name)


def word(name: str) -> Written:
    """Describe a field that holds one word of a list or tree."""
    return Written(_word_kind(name), word_reader(name), _enum(name))


def words(name: str) -> Written:
    """Describe a field that holds several words of a list or tree."""
    return Written(kinds.listing(_word_kind(name)), list_reader(word_reader(name)), _several(_enum(name)))


def ref(sort: str) -> Written:
    """Describe a field that names another record."""
    return Written(kinds.thing(sort), read_reference, {"type": "string", "pattern": ID})


def refs(sort: str) -> Written:
    """Describe a field that names several records."""
    schema = _several({"type": "string", "pattern": ID})
    return Written(kinds.listing(kinds.thing(sort)), list_reader(read_reference), schema)


_TEXT = {"type": "string", "pattern": r"\S"}
_NAME = {
    "type": ["string", "object"],
    "pattern": r"\S",
    "minProperties": 1,
    "additionalProperties": False,
    "properties": {"en": _TEXT, "zh": _TEXT},
}

Number = Annotated[Decimal | None, Written(kinds.NUMBER, read_number, _pattern(_NUMERIC, "number", "string"))]
Share = Annotated[Decimal | None, Written(kinds.SHARE, read_share, _pattern(_SHARE, "string"))]
Rate = Annotated[Decimal | None, Written(Kind("share", "rate"), read_rate, _pattern(rf"{_NUMERIC}%", "string"))]
Amount = Annotated[
    Money | None, Written(kinds.MONEY, read_money, _pattern(r"[A-Z]{3} -?[\d,]+(\.\d{1,12})?", "number", "string"))
]
Day = Annotated[Span | None, Written(kinds.DAY, read_day, _pattern(_DAY, "string", "integer") | _YEARS)]
Text = Annotated[str | None, Written(kinds.TEXT, read_text, _TEXT)]
Texts = Annotated[tuple[str, ...] | None, Written(kinds.listing(kinds.TEXT), list_reader(read_text), _several(_TEXT))]
YesNo = Annotated[str | None, word("provision")]
Actor = Annotated[str | None, ref("actor")]
Actors = Annotated[tuple[str, ...] | None, refs("actor")]
Person = Annotated[str | None, ref("party")]
Persons = Annotated[tuple[str, ...] | None, refs("party")]
Assets = Annotated[tuple[str, ...] | None, refs("asset")]
Classes = Annotated[tuple[str, ...] | None, refs("security")]
Paper = Annotated[str | None, ref("document")]
AccountId = Annotated[str | None, ref("account")]
TriggerId = Annotated[str | None, ref("trigger")]
Anything = Annotated[str | None, ref("any")]
System = Annotated[
    str | None, Written(Kind("code", "place"), read_place, _pattern("(?!UK)[A-Z]{2}(-[A-Z0-9]{1,3})?", "string"))
]
Named = Annotated[Name | None, Written(kinds.TEXT, read_name, _NAME)]
