"""The studies that need the methods extra, in Chinese: no run of English words in what they print."""

import importlib.util
import re
from pathlib import Path

import pytest

from legalmodel.base.resources import shipped
from legalmodel.base.speech import columns
from legalmodel.cli.main import run

TEMPLATES = shipped("templates")
COMMANDS = {
    "cashflow": ("cashflow", str(TEMPLATES / "zhongyu-2016-1"), "--order", "usual", "--draws", "20", "--cover", "1.5"),
    "forecast": ("forecast", str(TEMPLATES / "series" / "chinese-bad-loans.csv")),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("form", ["text", "html", "csv"])
def test_a_study_in_chinese_has_no_run_of_english(command, form, capsys):
    run([*COMMANDS[command], "--lang", "zh", "--format", form])
    told = capsys.readouterr().out
    words = re.sub(r"<style>.*?</style>|<svg.*?</svg>|<[^>]*>", "", told, flags=re.DOTALL)
    lines = [line for line in words.splitlines() if not line.startswith("table,")]
    assert lines and not re.findall(
        r"\[en\]|(?<![\w./'-])[A-Za-z]{2,}(?: [a-z]{2,}){2,}", "\n".join(lines).replace("bad loans", "")
    )
    assert form != "html" or "<html lang=zh>" in told


def _from_words(name):
    """Return a module of the tests of words: the reader of English runs, or the deal whose names are of many scripts."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parents[2] / "tests" / "words" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("command", ["process", "risks"])
def test_a_register_in_chinese_has_no_run_of_english_but_the_names(command, capsys):
    words = _from_words("test_in_chinese")
    run([command, str(words.ZHONGYU), *words.DAY, "--lang", "zh"])
    told = capsys.readouterr()
    assert told.out and not words.english(told.out + told.err, words.ZHONGYU)


@pytest.mark.parametrize("language", ["en", "zh", "ar", "th", "en,zh"])
def test_the_process_names_everybody_in_every_script(language, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    scripts = _from_words("scripts")
    run(["process", str(scripts.many_scripts(tmp_path)), "--lang", language, "--run-day", "2026-11-25"])
    told = capsys.readouterr().out
    assert scripts.unnamed(told) == []
    assert max(map(columns, told.splitlines())) <= 100 and told.count("\u2068") == told.count("\u2069") > 0
    assert not re.search(r"[\u2066\u2067\u202a-\u202e]|\\u06", told)
