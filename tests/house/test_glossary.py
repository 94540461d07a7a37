"""One term for one thing: what the product prints keeps to the glossary, and the lint that says so finds what it must."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent.parent
CI = ROOT / ".ci"


def script(name: str) -> ModuleType:
    """Return a script of .ci as a module."""
    if str(CI) not in sys.path:
        sys.path.append(str(CI))
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, CI / f"{name}.py")
        assert spec and spec.loader
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


glossary = script("glossary")
lint = script("lint_words")


def test_what_is_printed_keeps_to_the_glossary() -> None:
    assert [*lint.wrong(glossary.load(), lint.everything())] == []


def test_all_that_is_printed_is_looked_at() -> None:
    """each sort of place is there, in both languages: English of a sentence, its Chinese, a title, a field, a page"""
    found = [*lint.everything()]
    texts = {w.text for w in found}
    assert {"law", "vocabulary", "docs"} <= {w.place for w in found} <= set(glossary.PLACES)
    assert "{trust.trustee} is at no time the sole beneficiary." in texts
    assert "{trust.trustee}在任何时点均非唯一受益人。" in texts
    assert "Separate management and accounting" in texts
    assert "分别管理、分别记账" in texts
    assert any(w.id == "BuyBack.price" for w in found)
    assert {"README.md", "docs/meaning.md"} <= {w.file for w in found}


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("May the seller keep the upside?", "residual interest"),
        ("Collections are passed on within three days.", "delegation"),
        ("The originator takes the loans back.", "repurchase"),
        ("The account is swept daily.", "remittance"),
        ("The settlor entrusts the assets.", "transfer in trust"),
        ("本条适用于偏颇清偿。", "个别清偿"),
        ("债务人可以抵消。", "抵销"),
    ],
)
def test_banned_words_are_found_and_the_term_is_told(text: str, instead: str) -> None:
    words = lint.Words("law.yaml", "law", "some-rule/says/pass", text)
    (told,) = lint.wrong(glossary.load(), [words])
    assert told.startswith("law.yaml: some-rule/says/pass: '")
    assert told.endswith(f"fix: say {instead}")


def test_a_text_that_quotes_a_word_may_say_it() -> None:
    words = lint.Words("law.yaml", "law", "cn-trust-law-02/condition", "A settlor entrusts its property.")
    assert [*lint.wrong(glossary.load(), [words])] == []


def test_no_ban_rests_on_memory_alone() -> None:
    """a usage that nobody looked up is shown in the glossary, and enforced nowhere"""
    whole = glossary.load()
    term = {"in": "parties", "en": "account bank", "zh": "开户银行", "seen": "memory"}
    ban = glossary.Banned("bank of the account", "account_bank", "why")
    unread = glossary.Glossary({"account_bank": term}, (ban,), {})
    assert unread.enforced() == []
    assert {whole.terms[b.say]["seen"] for b in whole.enforced()} <= {"confirmed", "notes", "house"}


def test_one_term_stands_for_one_thing() -> None:
    one = {"in": "parties", "en": "issuer", "zh": "发行人", "seen": "confirmed"}
    twice = glossary.Glossary({"issuer": one, "maker": one}, (), {})
    assert "issuer and maker have one en term, issuer" in glossary.faults(twice)


def test_fixed_words_are_looked_at_and_words_of_the_vocabulary_are_not(tmp_path: Path) -> None:
    """the English of a word of a list is its id, which stays; its translation is read like any other"""
    file = tmp_path / "words" / "zh.po"
    file.parent.mkdir()
    said = 'msgid "the money is swept"\nmsgstr "转付"\n\nmsgctxt "word"\nmsgid "sweep faster"\nmsgstr "加快抵消"\n'
    file.write_text(said, "utf-8")
    found = [*lint.of_catalogue(file)]
    assert {w.place for w in found} == {"words"}
    assert [told.split("'")[1] for told in lint.wrong(glossary.load(), found)] == ["swept", "抵消"]


def test_code_on_a_page_is_no_prose(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("`sweep_days` is a field\n```\nentrusts: x\n```\nthe money is swept\n", "utf-8")
    found = [w for w in lint.of_page(page) if w.text.strip()]
    assert [(w.id, w.text) for w in found] == [("1", " is a field"), ("5", "the money is swept")]
