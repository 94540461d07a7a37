"""A pack of a firm's own: a catalogue beside its files, and what happens where none is, or where the firm writes Chinese itself."""

from pathlib import Path

import pytest

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import MARK, catalogue, speaking
from legalmodel.law.load import load_law
from legalmodel.law.texts import cited, head_text, rule_text

FILE = """instrument:
  id: own-checklist
  system: CN
  title: {en: Checklist of a reader (made up), zh: 读者清单（虚构）}
  short: Checklist
  issuer: a reader
  in_force: {from: 2025-01-01}
  force: market
  text: seen
  source: {where: "this test", read: 2026-11-29, copy: original}
  governs:
    trust: within(trust.law, "CN")
  at:
    trust: trust.dates.effective

rules:
  own-checklist-written:
    article: "1"
    question: isolation/identification
    title: {en: The trust is written, zh: 信托采用书面形式}
    condition: The trust is written.
    consequence: 读者会问原因。
    effect: label_lost
    each: trust
    require: trust.form == "written"
    says:
      pass: "The trust is written."
      fail: "The trust is not written."
      unknown: "How the trust was made is not known."
    remedy: Write it down.
    examples: []
"""
WORDS = """msgctxt "own-checklist-written/condition"
msgid "The trust is written."
msgstr "信托以书面形式设立。"

msgctxt "instrument/short"
msgid "Checklist"
msgstr "读者清单"
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (tmp_path / "checklist.yaml").write_text(FILE, "utf-8")
    return tmp_path


def told(pack: Path) -> tuple[str, str, str, str]:
    rule = load_law(pack).rules["own-checklist-written"]
    form = rule.form
    return (
        rule_text(rule, "condition", form.condition),
        rule_text(rule, "remedy", form.remedy),
        rule_text(rule, "consequence", form.consequence),
        cited(rule),
    )


def test_the_catalogue_beside_a_pack_of_ones_own_is_used_and_what_it_lacks_is_marked(pack):
    (pack / "zh").mkdir()
    (pack / "zh" / "checklist.po").write_text(WORDS, "utf-8")
    with speaking("zh"):
        condition, remedy, chinese, cites = told(pack)
    assert condition == "信托以书面形式设立。" and cites == "《读者清单》第1条"
    assert remedy == f"{MARK}Write it down.", "missing ones fall back visibly"
    assert chinese == "读者会问原因。", "what is written in Chinese in the first place needs no translation"
    with speaking("en"):
        assert told(pack)[0] == "The trust is written."


def test_without_a_catalogue_every_english_text_is_marked(pack):
    with speaking("zh"):
        condition, _, chinese, _ = told(pack)
        rule = load_law(pack).rules["own-checklist-written"]
        assert head_text(rule.head, rule.source.name, "issuer", "a reader") == f"{MARK}a reader"
    assert condition == f"{MARK}The trust is written." and MARK not in chinese


def test_a_catalogue_that_is_none_is_told_with_its_line(pack):
    (pack / "zh").mkdir()
    (pack / "zh" / "checklist.po").write_text(WORDS + "nonsense\n", "utf-8")
    catalogue.cache_clear()
    with speaking("zh"), pytest.raises(BadRequest, match=r"checklist\.po:8"):
        told(pack)
