"""Words in the language asked for: each with its facts, what is not translated is told, and names are whole in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalmodel.base import figures, language
from legalmodel.base.language import MARK, Phrase, asked, in_each, pick, say, speaking, spoken
from legalmodel.base.names import Name, is_tag, shown, shown_in_each
from legalmodel.base.values import Money, Span


@pytest.fixture
def words(monkeypatch):
    found = {"words": {"": {"{a} holds {b}.": "{b}由{a}持有。", "bank": "银行"}, "river": {"bank": "岸"}}}
    monkeypatch.setattr(language, "catalogue", lambda tag, name: found.get(name, {}) if tag == "zh" else {})


def test_a_text_is_said_in_the_language_of_whoever_reads_it(words):
    text = Phrase("{a} holds {b}.", a="X", b=Phrase("bank"))
    assert str(text) == "X holds bank."
    with speaking("zh"):
        assert str(text) == "银行由X持有。"
    with speaking("zh-Hant-TW", "en"):
        assert in_each(text) == ("银行由X持有。", "X holds bank.")
    assert asked() == ("en",)


def test_what_english_says_alike_is_told_apart_by_its_context(words):
    with speaking("zh"):
        assert (say("bank"), say("bank", context="river")) == ("银行", "岸")


def test_what_is_not_translated_is_in_english_as_a_whole_and_marked(words):
    with speaking("zh"):
        assert say("{what} is new.", what=Phrase("bank")) == f"{MARK}bank is new."
        assert say("5 %") == "5 %"  # nothing to translate
        assert spoken() == "zh"
    with speaking("ja"):  # no words at all in that language: English throughout, without marks
        assert say("bank") == "bank"


def test_a_table_entry_in_several_languages():
    with speaking("zh"):
        assert pick({"en": "sale", "zh": "转让"}) == "转让"
        assert pick({"en": "sale", "zh": ""}) == f"{MARK}sale"
    assert pick({"en": "sale", "zh": "转让"}) == "sale"


FORMS = {"en": "Nomura 野村 Holdings", "ja": "野村ホールディングス", "th": "โนมูระ"}


@pytest.mark.parametrize(
    ("forms", "tag", "form"),
    [
        (FORMS, "en", "Nomura 野村 Holdings"),
        (FORMS, "en-GB", "Nomura 野村 Holdings"),
        (FORMS, "ja", "野村ホールディングス"),
        (FORMS, "zh", "野村ホールディングス"),  # written in Chinese characters: nearer to that reader than Latin letters
        (FORMS, "th", "โนมูระ"),
        (FORMS, "ko", "野村ホールディングス"),
        (FORMS, "fr", "Nomura 野村 Holdings"),
        ({"ja": "日本マスター信託"}, "en", "日本マスター信託"),
        ({"ar": "بنك", "de": "Bank"}, "zh", "Bank"),
        ({"ar": "بنك", "th": "ธนาคาร"}, "zh", "بنك"),
        ({"zh-Hant": "銀行", "en": "Bank"}, "zh", "銀行"),
        ({"zh-Hant": "銀行", "zh": "银行"}, "zh-Hant-HK", "銀行"),
        ({"ko": "한국은행", "en": "Bank of Korea"}, "zh", "Bank of Korea"),
    ],
)
def test_which_form_of_a_name_is_shown(forms, tag, form):
    assert Name(forms).shown(tag) == form


def test_two_languages_show_two_forms_and_one_form_once():
    with speaking("en", "ja"):
        assert shown_in_each(Name(FORMS)) == ("Nomura 野村 Holdings", "野村ホールディングス")
        assert shown_in_each(Name({"ja": "信託"})) == ("信託",)
        assert shown_in_each(Name("Any name")) == ("Any name",)


@given(
    st.dictionaries(st.sampled_from(["en", "zh", "ja", "ko", "th", "ar", "ja-Latn", "it"]), st.text(min_size=1), min_size=1),
    st.sampled_from(["en", "zh", "ja", "ko", "th", "ar", "it", "de", "zh-Hant"]),
)
def test_a_name_is_never_empty_and_never_cut(forms, tag):
    with speaking(tag):
        assert shown(Name(forms)) in forms.values()
        if tag in forms:
            assert shown(Name(forms)) == forms[tag]


def test_language_tags():
    assert all(map(is_tag, ["en", "zh-Hant", "zh-Hans-CN", "ja-Latn", "es-419", "de-1996", "sr-Latn-RS", "yue"]))
    assert not any(map(is_tag, ["", "EN", "english", "zh_CN", "zh-", "e", 7, None, "en\n", "jp!"]))


@pytest.mark.parametrize(
    ("amount", "currency", "exact", "short"),
    [
        ("301000000", "CNY", "3.01亿元", "3.01亿元"),
        ("234780000", "CNY", "2.3478亿元", "2.3478亿元"),
        ("47000000", "CNY", "4700万元", "4700万元"),
        ("301234567.89", "CNY", "301,234,567.89元", "3.0123亿元"),
        ("12345", "CNY", "1.2345万元", "1万元"),
        ("4999", "CNY", "4,999元", "4,999元"),
        ("-20000000", "USD", "-2000万美元", "-2000万美元"),
        ("150000000", "PLN", "1.5亿 PLN", "1.5亿 PLN"),
    ],
)
def test_amounts_in_chinese(amount, currency, exact, short):
    from decimal import Decimal

    money = Money(Decimal(amount), currency)
    with speaking("zh"):
        assert (figures.amount(money), figures.amount_in_short(money)) == (exact, short)


def test_days_in_chinese():
    with speaking("zh"):
        said = [figures.day(Span.of(text)) for text in ("2025-09-22", "2025-09", "2025")]
    assert said == ["2025年9月22日", "2025年9月", "2025年"]
    assert figures.day(Span.of("2025-09-22")) == "2025-09-22"
