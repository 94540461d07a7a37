"""Amounts as people write them, what is guessed where one cannot be read, and codes that stand for missing data."""

from decimal import Decimal

import pytest

from legalmodel.base.errors import BadInput
from legalmodel.base.values import Money
from legalmodel.model.amounts import PATTERN, amount_of
from legalmodel.model.parse import parse
from legalmodel.model.types import PLAIN
from legalmodel.text.read import read_bytes

FORMS = [
    ("416m", "416000000", ""),
    ("4.16亿元", "416000000", ""),
    ("41600万元", "416000000", ""),
    ("CNY 416,000,000", "416000000", "CNY"),
    ("416,000,000", "416000000", ""),
    ("1.2bn", "1200000000", ""),
    ("CNY 1.2bn", "1200000000", "CNY"),
    ("人民币4.16亿元", "416000000", "CNY"),
    ("3000万美元", "30000000", "USD"),
    ("2万亿元", "2000000000000", ""),
    ("-5m", "-5000000", ""),
    ("0.000001m", "1.000000", ""),
    ("12345678901234567890.123456m", None, ""),
    ("CNY 4,16", None, ""),
    ("416M", None, ""),
    ("5 million", None, ""),
    ("人民币5万美元", None, ""),
    ("４１６m", None, ""),
    ("1.234.567", None, ""),
]


@pytest.mark.parametrize(("text", "figure", "currency"), FORMS)
def test_forms_of_amounts(text: str, figure: str | None, currency: str) -> None:
    found = amount_of(text)
    assert found is None if figure is None else found == (Decimal(figure), currency)
    if figure is not None:
        assert PLAIN["amount"].read(text) == Money(Decimal(figure), currency)


def test_editors_know_the_same_forms() -> None:
    import re

    for text, figure, _ in FORMS:
        if text != "12345678901234567890.123456m" and not text.startswith("人民币5万美元"):  # a schema cannot count or compare
            assert bool(re.fullmatch(PATTERN, text, re.ASCII)) == (figure is not None), text


def fault(field: str, value: str, currency: str = "CNY") -> tuple[str, str, str]:
    text = f"deal: {{currency: {currency}}}\npools:\n  pool:\n    {field}: {value}\n"
    with pytest.raises(BadInput) as caught:
        parse(read_bytes(text.encode(), "deal.yaml"))
    (found,) = caught.value.faults
    return found.code, found.cause, found.fix


@pytest.mark.parametrize(
    ("field", "value", "hint"),
    [
        ("claims", "416M", "did you mean 416m (416,000,000)?"),
        ("claims", "5 million", "did you mean 5m (5,000,000)?"),
        ("claims", "1.2 billion", "did you mean 1.2bn (1,200,000,000)?"),
        ("claims", "RMB 416m", "did you mean CNY 416m (416,000,000)?"),
        ("claims", "1.234.567", "did you mean 1234567 (1,234,567)?"),
        ("claims", "US$5m", "did you mean USD 5m (5,000,000)?"),
        ("loans", '"1,200"', "did you mean 1200?"),
        ("loans", "120笔", "did you mean 120?"),
        ("largest_debtor", "0.05", "did you mean 5%, or 0.05%?"),
        ("largest_debtor", "5 %", "did you mean 5%?"),
        ("largest_debtor", "5", "write it with a percent sign, such as 5%"),
        ("cut_off", "2025/06/20", "did you mean 2025-06-20?"),
        ("cut_off", "2025年6月20日", "did you mean 2025-06-20?"),
        ("cut_off", "20.06.2025", "did you mean 2025-06-20?"),
        ("cut_off", "06/07/2025", "write year-month-day, such as 2016-05-27, or 2016-05 if only the month is known"),
        ("cut_off", "2025/02/30", "write year-month-day, such as 2016-05-27, or 2016-05 if only the month is known"),
    ],
)
def test_hints_say_what_was_meant(field: str, value: str, hint: str) -> None:
    assert fault(field, value)[2] == hint


@pytest.mark.parametrize(
    ("field", "value", "fix"),
    [
        ("loans", "ND1", "write 'unknown: {loans: not_asked}'"),
        ("rates", "ND2", "write 'unknown: {rates: not_collected}'"),
        ("claims", "ND3", "write 'unknown: {claims: not_collected}'"),
        ("cut_off", "ND4-2026-03-01", "write 'unknown: {cut_off: not_available_yet}'"),
        ("kind", "ND5", "write 'kind: none', for ND5 says that it does not apply"),
        ("law_of_claims", "TBD", "leave the field out, or write 'unknown: {law_of_claims: not_available_yet}'; if there is none, write none"),
        ("name", '"[●]"', "leave the field out, or write 'unknown: {name: not_available_yet}'; if there is none, write none"),
        ("cut_off", "[●]", "leave the field out, or write 'unknown: {cut_off: not_available_yet}'; if there is none, write none"),
        ("criteria", "[●]", "leave the field out, or write 'unknown: {criteria: not_available_yet}'; if there is none, write none"),
    ],
)  # fmt: skip  # short parts read together: one a line would take a screen
def test_codes_of_missing_data_are_told_where_they_belong(field: str, value: str, fix: str) -> None:
    code, _, said = fault(field, value)
    assert (code, said) == ("missing-data-code", fix)


def test_yuan_of_another_deal_is_asked_for() -> None:
    assert fault("claims", "4.16亿元", "USD")[0] == "whose-yuan"
    deal = parse(read_bytes("deal: {currency: USD}\npools: {pool: {claims: 3000万美元}}".encode(), "deal.yaml"))
    assert deal.pools["pool"].claims == Money(Decimal(30000000), "USD")
