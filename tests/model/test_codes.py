"""Check digits and lists of codes, compared with well-kept libraries that the product does not use."""

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import isin, lei
from stdnum.cn import uscc

from legalmodel.model.codes import ISIN, LEI, USCC, isin_sound, lei_sound, uscc_sound
from legalmodel.model.lists import COUNTRIES, CURRENCIES, OLD_CURRENCIES, US_PARTS
from legalmodel.model.parties import Party
from legalmodel.model.readers import read_currency, read_place
from legalmodel.model.refused import BadValue
from legalmodel.model.securities import Security
from legalmodel.model.shape import fields

CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "0123456789"
USCC_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
KNOWN_LEI = [LEI, "549300DRQQI75D2JP341", "5493001KJTIIGC8Y1R12"]
KNOWN_ISIN = [ISIN, "US0378331005", "XS0104440986", "DE000BAY0017"]
KNOWN_USCC = [USCC, "911000001000013428"]
NOT_MONEY = {"XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XPD", "XPT", "XTS", "XXX", "XSU", "XUA", "XDR"}
UNITS_OF_ACCOUNT = {"CHE", "CHW", "BOV", "CLF", "COU", "MXV", "USN", "UYI", "UYW"}


def near(known, letters):
    """Draw a code that is right or has up to two letters changed or swapped."""

    @st.composite
    def changed(draw):
        code = list(draw(st.sampled_from(known)))
        for _ in range(draw(st.integers(0, 2))):
            place = draw(st.integers(0, len(code) - 1))
            code[place] = draw(st.sampled_from(letters))
        if draw(st.booleans()):
            place = draw(st.integers(0, len(code) - 2))
            code[place], code[place + 1] = code[place + 1], code[place]
        return "".join(code)

    return changed()


@given(near(KNOWN_LEI, DIGITS + CAPITALS) | st.text(DIGITS + CAPITALS, min_size=17, max_size=21))
def test_legal_entity_identifiers(code):
    assert lei_sound(code) == (len(code) == 20 and code[-2:].isdigit() and lei.is_valid(code))


@given(near([code[2:] for code in KNOWN_ISIN], DIGITS + CAPITALS), st.sampled_from(["US", "CN", "XS", "DE"]))
def test_securities_numbers(body, country):
    assert isin_sound(country + body) == (body[-1].isdigit() and isin.is_valid(country + body))


@given(near([code[8:] for code in KNOWN_USCC], USCC_LETTERS), st.text(DIGITS, min_size=8, max_size=8))
def test_social_credit_codes(body, head):
    assert uscc_sound(head + body) == uscc.is_valid(head + body)


@pytest.mark.parametrize("digit", DIGITS)
def test_every_check_digit_but_one_is_wrong(digit):
    assert lei_sound(LEI[:-1] + digit) == (digit == LEI[-1])
    assert isin_sound(ISIN[:-1] + digit) == (digit == ISIN[-1])
    assert uscc_sound(USCC[:-1] + digit) == (digit == USCC[-1])


@pytest.mark.parametrize(
    ("model", "name", "code"),
    [(Party, "lei", LEI[:-1] + "1"), (Party, "uscc", "91110000100001072X"), (Security, "isin", "US0378331006")],
)
def test_a_wrong_check_digit_is_told_apart_from_a_wrong_form(model, name, code):
    written = fields(model)[name].written
    for value, kind in (
        (code, "check-digit"),
        (code.lower(), "not-a-code"),
        (code[:-1], "not-a-code"),
        (123456789, "not-a-code"),
    ):
        with pytest.raises(BadValue) as caught:
            written.read(value)
        assert caught.value.code == kind


def test_countries_are_those_of_iso_3166():
    assert COUNTRIES.split() == sorted(c.alpha_2 for c in pycountry.countries)


def test_parts_of_the_united_states_are_those_of_iso_3166():
    assert US_PARTS.split() == sorted(s.code[3:] for s in pycountry.subdivisions.get(country_code="US"))
    assert read_place("US-DE") == "US-DE"
    with pytest.raises(BadValue):
        read_place("US-ZZ")


def test_currencies_are_the_money_of_iso_4217():
    official = {c.alpha_3 for c in pycountry.currencies}
    assert set(CURRENCIES.split()) == official - NOT_MONEY - UNITS_OF_ACCOUNT
    assert not set(OLD_CURRENCIES.split()) & official
    assert read_currency("ITL") == "ITL"
    with pytest.raises(BadValue):
        read_currency("XXX")
