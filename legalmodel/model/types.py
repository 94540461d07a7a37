"""The plain types of fields: how each is written in a file, what it becomes, and what its kind is to a rule."""

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any

from legalmodel.base import kinds
from legalmodel.base.kinds import Kind
from legalmodel.base.names import TAG, Name
from legalmodel.base.values import Band, Money, Span
from legalmodel.model.amounts import PATTERN
from legalmodel.model.readers import WORDS as WORDS
from legalmodel.model.readers import (
    list_reader,
    read_band,
    read_day,
    read_money,
    read_name,
    read_number,
    read_place,
    read_rate,
    read_reference,
    read_share,
    read_text,
    read_together,
    word_reader,
)
from legalmodel.model.words import TREES


class Written:
    """How a field is written: its kind to a rule, the reader of its value, and its JSON Schema. The reader raises BadValue."""

    __slots__ = ("kind", "read", "schema")

    def __init__(self, kind: Kind, read: Callable[[Any], Any], schema: dict[str, Any]) -> None:
        self.kind, self.read, self.schema = kind, read, schema


class Mapped:
    """A map keyed by the record's own fields: to words, with the JSON Schema of each, or, without one, to several values."""

    __slots__ = ("schema",)

    def __init__(self, schema: dict[str, Any] | None = None) -> None:
        self.schema = schema


class Keyed:
    """Records kept under ids inside another record; ``none`` says that there are none.

    ``whole``: by its nature the list names all there is, as a priority of payments does. ``of_law``: rules of law ask for it, so that
    one that is left out is an open list; one that only loan tapes are held against is then not stated, and takes no memory.
    """

    __slots__ = ("of_law", "whole")

    def __init__(self, whole: bool = False, of_law: bool = True) -> None:
        self.whole, self.of_law = whole, of_law


class OrNone:
    """A single record inside another, in whose place ``none`` says that there is none."""


ID = "^[A-Za-z][A-Za-z0-9_-]{0,63}$"
_NUMERIC = r"-?\d{1,24}(\.\d{1,12})?"
_SHARE = r"0*(100(\.0{1,12})?|\d{1,2}(\.\d{1,12})?)%"
_BAND = (
    rf"({_SHARE}|(more than|over|above|at least|from|>=?) ?{_SHARE}|{_SHARE} or more|"
    rf"((more than|over|above|at least|from|>=?) ?)?({_SHARE})?,? ?((and|but) )?"
    rf"(not more than|no more than|up to|at most|to|less than|under|below|<=?|-) ?{_SHARE})"
)
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


def together(sort: str) -> Written:
    """Describe a field that names one record, or several that stand together in its place: ``[first, second]``."""
    item = {"type": "string", "pattern": ID}
    schema = {"type": ["string", "array"], "pattern": ID, "items": item, "minItems": 1, "uniqueItems": True}
    return Written(kinds.thing(sort), read_together, schema)


_TEXT = {"type": "string", "pattern": r"\S"}
_NAME = {
    "type": ["string", "object"],
    "pattern": r"\S",
    "minProperties": 1,
    "propertyNames": {"pattern": TAG},
    "additionalProperties": {**_TEXT, "description": "in the language of its tag: en, zh, ja, ko, th, ar ..."},
}

PLAIN = {
    "number": Written(kinds.NUMBER, read_number, _pattern(_NUMERIC, "number", "string")),
    "share": Written(kinds.SHARE, read_share, _pattern(_SHARE, "string")),
    "band": Written(kinds.SHARE, read_band, _pattern(_BAND, "string")),
    "rate": Written(Kind("share", "rate"), read_rate, _pattern(rf"{_NUMERIC}%", "string")),
    "amount": Written(kinds.MONEY, read_money, _pattern(f"({PATTERN})", "number", "string")),
    "day": Written(kinds.DAY, read_day, _pattern(_DAY, "string", "integer") | _YEARS),
    "text": Written(kinds.TEXT, read_text, _TEXT),
    "texts": Written(kinds.listing(kinds.TEXT), list_reader(read_text), _several(_TEXT)),
    "country": Written(Kind("code", "place"), read_place, _pattern("(?!UK)[A-Z]{2}(-[A-Z0-9]{1,3})?", "string")),
    "name": Written(kinds.TEXT, read_name, _NAME),
    "reference": ref("any"),
    "references": refs("any"),
}
"""Name of a plain type, as the published schema has it -> the type."""

PARTS = PLAIN["band"]

Number = Annotated[Decimal | None, PLAIN["number"]]
Share = Annotated[Decimal | None, PLAIN["share"]]
Part = Annotated[Decimal | Band | None, PARTS]
Rate = Annotated[Decimal | None, PLAIN["rate"]]
Amount = Annotated[Money | None, PLAIN["amount"]]
Day = Annotated[Span | None, PLAIN["day"]]
Text = Annotated[str | None, PLAIN["text"]]
Texts = Annotated[tuple[str, ...] | None, PLAIN["texts"]]
System = Annotated[str | None, PLAIN["country"]]
Named = Annotated[Name | None, PLAIN["name"]]
YesNo = Annotated[str | None, word("provision")]
Actor = Annotated[str | None, ref("actor")]
Actors = Annotated[tuple[str, ...] | None, refs("actor")]
Person = Annotated[str | None, ref("party")]
Together = Annotated[str | tuple[str, ...] | None, together("party")]
"""One person, or several who stand there together."""
Persons = Annotated[tuple[str, ...] | None, refs("party")]
Assets = Annotated[tuple[str, ...] | None, refs("asset")]
Classes = Annotated[tuple[str, ...] | None, refs("security")]
Paper = Annotated[str | None, ref("document")]
AccountId = Annotated[str | None, ref("account")]
TriggerId = Annotated[str | None, ref("trigger")]
Anything = Annotated[str | None, ref("any")]
