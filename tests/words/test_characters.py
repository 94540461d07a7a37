"""Characters of other scripts: joiners where a script needs them, widths on a terminal, rows that break, type within a page."""

import pytest

from legalmodel.api import check
from legalmodel.base.language import speaking
from legalmodel.base.resources import shipped
from legalmodel.base.speech import columns
from legalmodel.output import typeface
from legalmodel.output.faults import escape
from legalmodel.output.page import page
from legalmodel.output.paint import wrap
from legalmodel.text.characters import coded, find_hidden

TAKEN = ("شرکت سرمایه\u200cگذاری", "क्\u200dष", "ශ්\u200dරී")
REFUSED = (
    "Li\u200dberty",
    "a\u200cb",
    "\u200cشرکت",
    "شرکت\u200c",
    "شر\u200dکت",
    "👩\u200d⚖",
    "क\u200dष",
    "A\u202eB",
    "A\u2066B",
    "A\u200bB",
    "A\u200fB",
)


@pytest.mark.parametrize("text", TAKEN)
def test_joiners_that_a_script_needs_are_taken_and_shown(text):
    assert not [*find_hidden(text)]
    assert coded(text) == text == escape(text)


@pytest.mark.parametrize("text", REFUSED)
def test_joiners_elsewhere_and_marks_of_direction_are_refused(text):
    assert [*find_hidden(text)] and "U+20" in coded(text) and escape(text) != text


@pytest.mark.parametrize(
    ("text", "wide"),
    [("한국", 4), ("한국", 4), ("กรุงไทย", 6), ("ที่", 1), ("بنك", 3), ("क्\u200dष", 2), ("銀行AB", 6), ("Zürich", 6)],
)
def test_columns_of_a_terminal(text, wide):
    assert columns(text) == wide


def test_rows_break_between_chinese_characters_and_lose_nothing():
    text = (
        "本信托以不良贷款为基础资产，受托机构（江南信托）应当将信托财产与其固有财产分别管理、分别记账。CNY 5 of Senior 优先档。"
    )
    rows = wrap(text, 20)
    assert "".join(rows).replace(" ", "") == text.replace(" ", "")
    assert max(map(columns, rows)) <= 20 and len(rows) == len([*rows]) > 4
    assert not [row for row in rows if row[0] in "，。、）" or row[-1] in "（《"]


def test_a_page_brings_the_characters_that_it_uses_and_no_others(monkeypatch):
    cut = []
    monkeypatch.setattr(typeface, "cut", lambda text, flavor=None: cut.append(text) or b"face")
    typeface._face_rule.cache_clear()
    with speaking("zh"):
        made = page(check(shipped("templates") / "cn-npl-trust" / "deal.yaml"))
    typeface._face_rule.cache_clear()
    assert "font/woff;base64,ZmFjZQ==" in made and "<html lang=zh>" in made
    assert {"真", "实", "出", "售"} <= {*max(cut, key=len)} <= {*made}


def test_scripts_without_a_face_are_told(caplog):
    assert [*typeface.lacking("Bank 银行 한국 ไทย بنك")] == ["thai", "arabic"]
    typeface.tell_lacking("PDF", ["thai"], "take SVG")
    assert "PDF: no letters for Thai come with the package: take SVG" in caplog.text
