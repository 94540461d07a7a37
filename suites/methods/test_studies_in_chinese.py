"""The studies that need the methods extra, in Chinese: no run of English words in what they print."""

import importlib.util
import re
from pathlib import Path

import pytest

from legalmodel.base.resources import shipped
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


def _reader():
    """Return the test of English runs that knows the names of a deal file, from the tests of words."""
    spec = importlib.util.spec_from_file_location("in_chinese", Path(__file__).parents[2] / "tests/words/test_in_chinese.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("command", ["process", "risks"])
def test_a_register_in_chinese_has_no_run_of_english_but_the_names(command, capsys):
    words = _reader()
    run([command, str(words.ZHONGYU), *words.DAY, "--lang", "zh"])
    told = capsys.readouterr()
    assert told.out and not words.english(told.out + told.err, words.ZHONGYU)
