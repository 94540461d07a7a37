"""A reader of Chinese only, a reader of English only, and a deal with names in eight scripts."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from legalmodel.api import check
from legalmodel.base.language import MARK, speaking
from legalmodel.base.resources import package_folder, shipped
from legalmodel.cli.main import run
from legalmodel.model.parse import parse
from legalmodel.output import looks
from legalmodel.output.views import draw_view, names
from legalmodel.text.read import read

ROOT = Path(__file__).parents[2]
NAMES = ROOT / "tests" / "words" / "names.yaml"
HAN = re.compile("[\u4e00-\u9fff]")
DAY = ("--run-day", "2026-11-25")


def told(capsys, *arguments: str) -> str:
    run([*arguments])
    return capsys.readouterr().out


def shown(file: Path, view: str) -> list[str]:
    result = check(file, None)
    chart = draw_view(view, result.graph, result.judgment)
    parts = [*chart.nodes, *chart.edges]
    words = [*chart.title, *chart.notes, *(line for part in parts for line in looks.words_of(part))]
    return [*words, *(line for g in chart.groups for line in g.lines), *(line for e in looks.legend(chart) for line in e.lines)]


def test_no_fixed_word_is_missing_in_chinese():
    sys.path.insert(0, str(ROOT / ".ci"))
    try:
        import make_words
        import po
    finally:
        sys.path.pop(0)
    entries = po.read(package_folder("words") / "zh.po")
    wanted = {*make_words.sources()["words"]}
    assert not [key for key in wanted if key not in entries or not make_words.counts(entries[key])]


@pytest.mark.parametrize("view", names())
def test_a_chart_in_chinese_has_no_word_of_english(view):
    with speaking("zh"):
        words = shown(shipped("templates") / "cn-npl-trust" / "deal.yaml", view)
    assert words and not [w for w in words if w.startswith(MARK)]
    latin = [w for w in words if re.search("[A-Za-z]{4}", w) and not HAN.search(w)]
    assert not [w for w in latin if w.lower() not in DEAL_WORDS], latin


DEAL_WORDS = (shipped("templates") / "cn-npl-trust" / "deal.yaml").read_text("utf-8").lower().replace("_", " ")
"""What stands in the file itself, such as the id of a record without a name, is no word of the product."""


@pytest.mark.parametrize("view", names())
def test_a_chart_in_english_has_no_chinese(view):
    with speaking("en"):
        words = shown(shipped("templates") / "cn-npl-trust" / "deal.yaml", view)
    assert words and not [w for w in words if HAN.search(w)]


def test_the_first_screen_in_chinese(capsys):
    screen = told(capsys, "check", "cn-npl-trust", "--lang", "zh", "--fail-on", "never", *DAY)
    assert screen.splitlines()[0].startswith("临江2025年第一期")
    for words in ("目前状况", "关键问题", "真实出售", "破产隔离", "5亿元", "2025年6月20日", "本结果不构成法律意见"):
        assert words in screen.replace("\n", "")
    assert len(screen.splitlines()) <= 40 and "WHERE IT STANDS" not in screen


def test_two_languages_are_told_one_after_the_other(capsys):
    both = told(capsys, "check", "cn-npl-trust", "--lang", "zh,en", "--fail-on", "never", *DAY)
    assert both.index("目前状况") < both.index("WHERE IT")


def test_the_same_facts_in_either_language_and_english_is_the_default(capsys):
    english = told(capsys, "explain", "cn-npl-trust", "cn-21-total", *DAY, "--lang", "en")
    chinese = told(capsys, "explain", "cn-npl-trust", "cn-21-total", *DAY, "--lang", "zh")
    assert "holds 5% of the whole issue" in english and "持有全部发行规模的5%" in chinese
    assert not HAN.search(english)


def test_json_in_two_languages_has_each_text_of_the_report_under_its_tag(capsys):
    import json

    data = json.loads(told(capsys, "check", "cn-npl-trust", "--format", "json", "--lang", "en,zh", "--fail-on", "never", *DAY))
    titles = [block["title"] for block in data["report"]["blocks"]]
    assert {"en": "CONCLUSIONS", "zh": "结论"} in titles
    assert (
        data["lines"]
        == json.loads(told(capsys, "check", "cn-npl-trust", "--format", "json", "--lang", "en", "--fail-on", "never", *DAY))[
            "lines"
        ]
    )


@pytest.mark.parametrize("language", ["en", "zh", "ko", "th", "ar", "ja"])
def test_every_name_of_every_script_stands_whole(language):
    with speaking(language):
        words = shown(NAMES, "relations")
        deal = parse(read(NAMES))
        for party in deal.parties.values():
            assert party.name.shown(language) in words
    if language == "en":
        assert "Nomura 野村 Holdings" in words and "日本マスター信託銀行" in words


def test_old_option_of_draw_is_a_notice(capsys, tmp_path):
    assert run(["draw", "cn-npl-trust", "--language", "zh", "-o", str(tmp_path / "a.svg")]) == 0
    assert "--language is now --lang" in capsys.readouterr().err
    assert run(["draw", "cn-npl-trust", "--lang", "zh", "-o", str(tmp_path / "b.svg")]) == 0
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


@pytest.mark.parametrize("tags", ["", "zh_CN", "en,zh,ja", "english"])
def test_what_is_no_language_is_told(capsys, tags):
    code = run(["check", "cn-npl-trust", f"--lang={tags or '-'}", *DAY])
    assert code == 2 and "fix:" in capsys.readouterr().err


@pytest.mark.parametrize("page", ["cp936", "cp1252", "ascii"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_code_page_loses_nothing_in_silence(page, language):
    command = [sys.executable, "-m", "legalmodel", "validate", str(NAMES), "--lang", language, *DAY]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, env={"PYTHONIOENCODING": page, "PATH": ""})
    assert done.returncode in (0, 1), done.stderr
    text = done.stdout.decode(page)
    assert "?" not in text and "\\u0634\\u0631\\u06a9\\u062a" in text  # the Persian name, as codes


def test_a_fault_is_told_in_chinese_with_its_place_cause_and_fix(capsys, tmp_path):
    file = tmp_path / "deal.yaml"
    file.write_text("deal: {name: {french: Essai}}\n", "utf-8")
    assert run(["validate", str(file), "--lang", "zh"]) == 2
    told = capsys.readouterr().err
    assert "错误[not-a-language]: 'french'不是语言标签" in told and "改正：请写语言标签，如 en、zh" in told and MARK not in told


def test_figures_are_rounded_as_lawyers_write_and_exact_on_demand(capsys):
    words = ("check", "zhongyu-2016-1", "--fail-on", "never", *DAY)
    assert "CNY 301.00m" in told(capsys, *words) and "CNY 301,000,000" in told(capsys, *words, "--exact")
    assert "CNY 301.00m" in told(capsys, *words), "the next run rounds again"


def test_shares_are_exact_on_demand():
    from decimal import Decimal

    from legalmodel.base.figures import be_exact
    from legalmodel.base.speech import rounded

    part = Decimal(1) / 3
    try:
        assert rounded(part) == "33.33%"
        be_exact(True)
        assert rounded(part) == "33.33333333333333333333333333%"
    finally:
        be_exact(False)
