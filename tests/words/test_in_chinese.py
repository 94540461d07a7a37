"""Every command in Chinese: what it prints, what it refuses and its help have no run of English words in them."""

import re
from pathlib import Path

import pytest

from legalmodel.base.resources import shipped
from legalmodel.cli.main import make_parser, run

ROOT = Path(__file__).parents[2]
TEMPLATES = shipped("templates")
DAY = ("--run-day", "2026-11-25")
RUN_OF_WORDS = re.compile(r"(?<![\w./'-])[A-Za-z]{2,}(?: (?:[a-z]{2,}|a)){2,}")
"""Three words of English in a row. Names, ids, units, articles and commands are shorter, in capitals, or quoted."""
QUOTED = re.compile(r"legalmodel [a-z]+[^\n]*|'[^'\n]*'|[“\"][^”\"\n]*[”\"]|[\w./-]+\.(?:yaml|csv|md|html)\b|git ls-tree[^\n]*")
"""What stays as it is in every language: commands, and what is quoted from a file."""


def english(text: str, *files: Path) -> list[str]:
    """Return the runs of English words of a text that stand in none of the files it is about."""
    own = " ".join(file.read_text("utf-8") for file in files).lower().replace("_", " ")
    left = QUOTED.sub("", text)
    return [hit[0] for hit in RUN_OF_WORDS.finditer(left) if hit[0].lower() not in own] + re.findall(r"\[en\][^\n]*", text)


def deal(name: str) -> Path:
    return TEMPLATES / name / "deal.yaml"


ZHONGYU = deal("zhongyu-2016-1")
COMMANDS = {
    "check": ("check", ZHONGYU, "--fail-on", "never", *DAY),
    "explain": ("explain", ZHONGYU, *DAY),
    "heading": ("explain", ZHONGYU, "isolation", "--all", *DAY),
    "rule": ("explain", ZHONGYU, "cn-trust-law-15", *DAY),
    "validate": ("validate", ZHONGYU, *DAY),
    "analyse": ("analyse", ZHONGYU, "stress", *DAY),
    "compare": ("compare", ZHONGYU, "--as-of", "2020-01-01", "--as-of", "2021-01-01", *DAY),
    "behind": ("behind", ZHONGYU, "boc"),
    "good loans": ("economics", TEMPLATES / "economics" / "good-loans.yaml"),
    "bad loans": ("economics", TEMPLATES / "economics" / "bad-loans.yaml"),
    "recycling": ("leverage", TEMPLATES / "leverage" / "recycling-made-up.yaml"),
    "templates": ("new",),
    "formats": ("import",),
    "law list": ("law", "list"),
    "drafts": ("law", "list", "--drafts"),
    "bad loans in figures": ("leverage", TEMPLATES / "leverage" / "ant-2017.yaml"),
    "cases": ("cases", "list"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_in_chinese_has_no_run_of_english(command, capsys):
    words = COMMANDS[command]
    run([*map(str, words), "--lang", "zh"])
    told = capsys.readouterr()
    assert told.out and not english(told.out + told.err, *(word for word in words if isinstance(word, Path)))


@pytest.mark.parametrize("file", sorted((ROOT / "tests" / "bad").glob("*.yaml"))[::6], ids=lambda file: file.stem)
def test_a_fault_in_chinese_has_no_run_of_english(file, capsys):
    run(["validate", str(file), "--lang", "zh", *DAY])
    told = capsys.readouterr().err
    rows = [row for row in told.splitlines() if "[" in row or (row.startswith("  ") and "|" not in row)]
    assert not english("\n".join(rows), file)


def test_the_help_of_every_command_is_in_chinese():
    from legalmodel.base.language import speaking

    with speaking("zh"):
        parser = make_parser()
    actions = next(a for a in parser._actions if getattr(a, "choices", None))
    helps = [a.help for a in actions._choices_actions]
    helps += [a.help for command in actions.choices.values() for a in command._actions if a.help]
    assert len(helps) > 150 and not english("\n".join(h for h in helps if h != "==SUPPRESS=="))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "--help"), "用法：legalmodel check"),
        (("nothing",), "无效的选择"),
        (("check",), "缺少以下参数"),
        (("check", "x", "--fail-on", "y"), "无效的选择"),
    ],
)
def test_the_command_line_itself_speaks_the_language(words, said, capsys):
    with pytest.raises(SystemExit):
        run([*words, "--lang", "zh"])
    told = capsys.readouterr()
    assert said in told.out + told.err
    assert "usage:" not in told.out + told.err


def test_the_language_may_stand_before_the_command(capsys):
    run(["--lang", "zh", "validate", str(ZHONGYU), *DAY])
    before = capsys.readouterr().out
    run(["validate", str(ZHONGYU), *DAY, "--lang", "zh"])
    assert capsys.readouterr().out == before


def test_an_article_that_names_a_second_law_is_translated_whole():
    """No English between 第 and 条"""
    from legalmodel.base.language import speaking
    from legalmodel.law.load import load_law
    from legalmodel.law.texts import article_of, cited

    rules = load_law().rules
    with speaking("zh"):
        assert (
            cited(rules["cn-spc-false-01"])
            == "《虚假陈述规定》第一条、第三十四条；《证券法》第二条第三款、第八十五条、第一百六十三条"
        )
        assert "Trust Law" not in article_of(rules["cn-ebl-38-mixed"])
        assert cited(rules["cn-trust-law-15"]) == "《信托法》第15条"
        assert [r.id for r in rules.values() if r.system == "CN" and "Law" in cited(r)] == []


def test_what_is_in_english_only_on_the_page_of_a_rule_is_marked(capsys):
    """The reasons of its examples are in no catalogue: each says so"""
    from legalmodel.law.load import load_law

    run(["law", "show", "cn-21-term", "--lang", "zh"])
    told = " ".join(capsys.readouterr().out.split())
    reasons = [" ".join(example.why.split()) for example in load_law().rules["cn-21-term"].examples if example.why]
    assert reasons and all(f"[en] {reason}" in told for reason in reasons)
    assert "cn-npl-trust、" in told and "：不适用" in told and "securities.junior 符合" in told


def test_studies_in_two_languages_hold_both(capsys):
    import json

    file = str(TEMPLATES / "leverage" / "ant-2017.yaml")
    run(["leverage", file, "--lang", "en,zh", "--format", "json"])
    data = json.loads(capsys.readouterr().out)
    assert data["title"] == {"en": "Leverage: Ant's micro-lenders, 2017", "zh": "杠杆：蚂蚁两家小额贷款公司（2017年）"}
    assert data["method"] == "leverage" and all({*said} == {"en", "zh"} for said in data["says"])
    run(["leverage", file, "--lang", "zh,en"])
    text = capsys.readouterr().out
    assert text.index("杠杆：") < text.index("Leverage: ")
    run(["leverage", file, "--lang", "zh", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["title"] == data["title"]["zh"]


def test_an_explanation_is_a_table_too(capsys, tmp_path):
    import csv
    import io

    run(["explain", str(ZHONGYU), "cn-trust-law-15", "--format", "csv", *DAY])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["rule"] for row in rows] == ["cn-trust-law-15"]
    run(["explain", str(ZHONGYU), "parties.boc", "--format", "csv", *DAY])
    about = {row["finding"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    run(["explain", str(ZHONGYU), "parties.boc", *DAY])
    told = "".join(capsys.readouterr().out.split())
    assert about and all(finding.partition("@")[0] in told for finding in about)
    assert run(["explain", str(ZHONGYU), "isolation", "--format", "parquet", *DAY]) == 2
    file = tmp_path / "why.txt"
    assert run(["explain", str(ZHONGYU), "cn-trust-law-15", "--output", str(file), *DAY]) == 0
    assert "cn-trust-law-15" in file.read_text("utf-8")
