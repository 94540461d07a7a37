"""The numbers of the law: values that hold for days, each by its article."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from legalmodel.base.kinds import DAY, MONEY, NUMBER, SHARE, Kind
from legalmodel.base.values import Money, Span, unknown
from legalmodel.law.models import Threshold


class Validity(NamedTuple):
    """First and last day in force; no last day while in force."""

    first: date
    last: date | None

    def covers(self, day: date) -> bool:
        """Tell whether a day lies within."""
        return self.first <= day and (self.last is None or day <= self.last)


class DatedValue(NamedTuple):
    """One value of a threshold, the days it holds, and its article."""

    dates: Validity
    value: Any
    article: str


def dates_of(form: Any) -> Validity:
    """Return the first and last day that a form says."""
    return Validity(date.fromisoformat(form.from_), date.fromisoformat(form.to) if form.to else None)


def step_of(form: Threshold) -> DatedValue:
    """Return one value of a threshold, as it is written."""
    return DatedValue(dates_of(form), read_threshold(form.is_), form.article)


def read_threshold(written: str | int) -> Any:
    """Read ``5%`` as a share, ``CNY 500`` as money, ``2024-01-01`` as a day, and digits as a number."""
    text = str(written)
    if text.endswith("%"):
        return Decimal(text[:-1]) / 100
    if " " in text:
        currency, _, digits = text.partition(" ")
        return Money(Decimal(digits), currency)
    return Span.of(text) if text.count("-") == 2 else Decimal(text)


def kind_of(written: str) -> Kind:
    """Tell the kind of a value as it is written, as ``read_threshold`` reads it."""
    if written.endswith("%"):
        return SHARE
    if " " in written:
        return MONEY
    return DAY if written.count("-") == 2 else NUMBER


def value_on(name: str, steps: tuple[DatedValue, ...], day: date | None) -> Any:
    """Return the value that holds on a day: unknown outside all days, or without a day if there are several."""
    if day is None:
        values = {s.value for s in steps}
        return values.pop() if len(values) == 1 else unknown((name,), "out of range")
    for step in steps[::-1]:
        if step.dates.covers(day):
            return step.value
    return unknown((name,), "out of range")
