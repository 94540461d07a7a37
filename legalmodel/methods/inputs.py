"""Read a data file of named inputs: percentages, amounts, numbers and words, each within bounds; every fault at once."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from legalmodel.base.errors import BadInput, Fault, limited, nearest
from legalmodel.base.language import Phrase, say
from legalmodel.base.names import in_language
from legalmodel.base.values import Money
from legalmodel.model.readers import read_money
from legalmodel.text.characters import brief, coded
from legalmodel.text.read import Source


class Input(NamedTuple):
    """One input: what it means, its sort (``rate``, ``amount``, ``number``, ``word``), its bounds, and its value if left out.

    A rate is written with a percent sign, and is 0.05 for 5 %. Without ``default`` the input must be given. For a word ``words``
    are the choices, none for free text.
    """

    meaning: Phrase
    sort: str = "rate"
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(1)
    default: Decimal | str | None = None
    words: tuple[str, ...] = ()


class Inputs:
    """The inputs of one file, with the place of each."""

    def __init__(self, source: Source, values: dict[str, Any], given: frozenset[str], currency: str) -> None:
        self.source, self.values, self.given, self.currency = source, values, given, currency

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def place(self, name: str) -> str:
        """Say where an input stands, or that nobody gave it."""
        return str(self.source.place((name,))) if name in self.given else say("not given")


def inputs_of(source: Source, specs: Mapping[str, Input]) -> Inputs:
    """Check the inputs of a file that was read.

    Raises BadInput with every fault: what is unknown, missing, of the wrong sort or out of bounds.
    """
    faults: list[Fault] = []
    values: dict[str, Any] = {}
    currencies: dict[str, str] = {}
    for name, raw in source.data.items():
        if name not in specs:
            fix = nearest(name, specs) or say("inputs: {specs}", specs=", ".join(specs))
            faults.append(_fault(source, name, "unknown-input", say("'{name}' is no input", name=brief(name)), fix))
            continue
        value = _value(specs[name], raw, currencies, name)
        if isinstance(value, _No):
            faults.append(_fault(source, name, value.code, value.cause, value.fix))
        else:
            values[name] = value
    faults += [_lacking(source, name, spec) for name, spec in specs.items() if spec.default is None and name not in source.data]
    faults += _mixed(source, currencies)
    if faults:
        raise BadInput(limited(faults))
    given = frozenset(values)
    filled = {name: values.get(name, spec.default) for name, spec in specs.items()}
    return Inputs(source, filled, given, next(iter(currencies.values()), ""))


class _No(NamedTuple):
    code: str
    cause: str
    fix: str


def _value(spec: Input, raw: Any, currencies: dict[str, str], name: str) -> Any:
    if spec.sort == "word":
        return _word(spec, raw)
    number = _rate(raw) if spec.sort == "rate" else _amount(raw, currencies, name) if spec.sort == "amount" else _plain(raw)
    if isinstance(number, _No) or spec.low <= number <= spec.high:
        return number
    low, high = (_shown(bound, spec.sort) for bound in (spec.low, spec.high))
    return _No(
        "out-of-bounds",
        say("{meaning} cannot be {number}", meaning=spec.meaning, number=_shown(number, spec.sort)),
        say("give a value from {low} to {high}", low=low, high=high),
    )


def _shown(number: Decimal, sort: str) -> str:
    return f"{(number * 100).normalize():f}%" if sort == "rate" else f"{number.normalize():,f}"


def _rate(raw: Any) -> Decimal | _No:
    if isinstance(raw, str) and (match := re.fullmatch(r"(-?\d{1,6}(?:\.\d{1,12})?)\s?%", raw)):
        return Decimal(match[1]) / 100
    return _No("no-rate", say("'{raw}' is no percentage", raw=brief(raw)), say("write it with a percent sign, such as 3.2%"))


def _amount(raw: Any, currencies: dict[str, str], name: str) -> Decimal | _No:
    try:
        money = read_money(raw)
    except ValueError as error:
        return _No("no-amount", str(error), say("write an amount such as CNY 500000000"))
    if not isinstance(money, Money):
        return _No("no-amount", say("'{raw}' is no amount", raw=brief(raw)), say("write an amount such as CNY 500000000"))
    if money.currency:
        currencies[name] = money.currency
    return money.amount


def _plain(raw: Any) -> Decimal | _No:
    if isinstance(raw, int | Decimal) and not isinstance(raw, bool):
        return Decimal(raw)
    return _No("no-number", say("'{raw}' is no number", raw=brief(raw)), say("write a number such as 2.5"))


def _word(spec: Input, raw: Any) -> str | _No:
    text = raw if spec.words else in_language(raw)
    if not isinstance(text, str) or not text:
        return _No(
            "no-word",
            say("'{raw}' is no word", raw=brief(raw)),
            say("choose among {words}", words=", ".join(spec.words)) if spec.words else say("write text"),
        )
    if spec.words and text not in spec.words:
        return _No(
            "no-word",
            say("'{raw}' is no choice", raw=brief(raw)),
            nearest(text, spec.words) or say("choose among {words}", words=", ".join(spec.words)),
        )
    return coded(text)


def _fault(source: Source, name: str, code: str, cause: str, fix: str) -> Fault:
    return Fault(code, cause, source.key_place((name,)), fix, max(1, len(str(name))))


def _lacking(source: Source, name: str, spec: Input) -> Fault:
    return Fault(
        "missing-input",
        say("{meaning} ('{name}') is not given", meaning=spec.meaning, name=name),
        source.place(()),
        say("add a line: {name}: …", name=name),
    )


def _mixed(source: Source, currencies: dict[str, str]) -> list[Fault]:
    if len(set(currencies.values())) < 2:
        return []
    name = list(currencies)[-1]
    return [
        _fault(
            source,
            name,
            "two-currencies",
            say("amounts are in {values}", values=say(" and ").join(sorted(set(currencies.values())))),
            say("give all in one currency"),
        )
    ]
