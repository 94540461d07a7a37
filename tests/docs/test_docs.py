"""The pages are true: links lead somewhere, files named exist, commands shown parse, and what they are shown to print is printed."""

import re
import shlex
from argparse import ArgumentParser
from functools import cache
from pathlib import Path

import pytest

from legalmodel.base.kinds import MONEY, NUMBER, SHARE, thing
from legalmodel.base.outcomes import Conclusion
from legalmodel.cli.main import make_parser, run
from legalmodel.graph.signatures import SIGNATURES
from legalmodel.graph.vocabulary import vocabulary
from legalmodel.logic.analyse import analyse
from legalmodel.logic.errors import BadExpression
from legalmodel.report.words import CONCLUSION_WORDS, HEADINGS, OUTCOME_WORDS

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "diagrams").glob("*.md")])
RULES = (ROOT / "docs" / "rules.md").read_text("utf-8")
THRESHOLDS = {"least": SHARE, "whole": SHARE, "longest": NUMBER, "floor": MONEY}

page = pytest.mark.parametrize("file", PAGES, ids=lambda f: str(f.relative_to(ROOT)))


def outside_fences(text: str) -> str:
    return re.sub(r"```.*?```", "", text, flags=re.DOTALL)


@page
def test_links_lead_somewhere(file: Path) -> None:
    text = outside_fences(file.read_text("utf-8"))
    targets = [t for t in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in t]
    missing = [t for t in targets if not (file.parent / t.partition("#")[0]).exists()]
    assert not missing


@page
def test_files_named_exist(file: Path) -> None:
    named = re.findall(r"`((?:\.?[\w-]+/)+[\w.-]*|[\w-]+\.(?:py|yaml|md|toml))`", outside_fences(file.read_text("utf-8")))
    places = (ROOT, ROOT / "legalmodel", ROOT / "legalmodel" / "law", ROOT / "legalmodel" / "judgment", file.parent)
    examples = ("my-deal", "our-policy", "house.yaml", "deal.yaml", "CN/", "US/", "EU/", "GB/", "JP/", "KR/", "why.md", "folder-of-deals", "NAME")
    missing = [n for n in named if not n.startswith(examples) and not any((p / n).exists() for p in places)]
    assert not missing


def commands_in(text: str) -> list[str]:
    """Return every command shown, with each choice written ``a|b`` taken in turn."""
    found = []
    text = re.sub(r"```python.*?```", "", text, flags=re.DOTALL)  # "from legalmodel import …" is no command
    for line in text.split("\n"):
        for command in re.findall(r"(?:^|[\s/`$])legalmodel ((?:(?!  | && |`).)+)", line):
            found += variants(command.rstrip(".:,; "))
    return [c for c in found if re.match(r"-|[a-z]+\b", c) and c.split()[0] in make_commands()]


def variants(command: str) -> list[str]:
    if " | " in command:
        first, *others = command.split(" | ")
        start, _, last = first.rpartition(" ")
        return [f"{start} {word} any" for word in (last, *others)]
    for word in command.split():
        if "|" in word:
            return [command.replace(word, choice) for choice in word.split("|")]
    return [command]


@cache
def parser() -> ArgumentParser:
    return make_parser()


def make_commands() -> set[str]:
    actions = [a for a in parser()._actions if hasattr(a, "choices") and a.choices]
    return {name for a in actions for name in a.choices or ()}


@page
def test_commands_parse(file: Path) -> None:
    for command in commands_in(file.read_text("utf-8")):
        try:
            parser().parse_args(shlex.split(command))
        except SystemExit:
            pytest.fail(f"{file.name} shows 'legalmodel {command}', which the command line refuses")


def test_commands_are_found() -> None:
    assert len(commands_in((ROOT / "README.md").read_text("utf-8"))) >= 10
    assert variants("law list | show") == ["law list any", "law show any"]
    assert variants("schema deal|law") == ["schema deal", "schema law"]


def test_python_in_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["new", "cn-npl-trust", "my-deal"]) == 0
    capsys.readouterr()
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), flags=re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})  # noqa: S102 - the README's own code, which is what is tested
        assert "isolation" in capsys.readouterr().out


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the tables under a heading of docs/rules.md, without their heads."""
    section = RULES.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    cells = [[c.strip() for c in line.strip("|").split(" | ")] for line in section.split("\n") if line.startswith("| ")]
    assert cells
    return [row for row in cells if row[0].startswith("`")]


def test_expressions_shown_are_expressions_and_the_faults_shown_are_the_faults() -> None:
    right = wrong = 0
    for shown, *says in rows("The language, by examples"):
        text = shown.strip("`")
        try:
            analyse(text, vocabulary(), {"trust": thing("trust")}, THRESHOLDS)
            right += 1
            assert len(says) == 1, text
        except BadExpression as error:
            wrong += 1
            assert [error.cause, error.fix] == [s.strip("| ") for s in says], text
    assert right >= 20
    assert wrong >= 4


def test_every_question_of_the_graph_is_told() -> None:
    told = {row[0].strip("`").partition("(")[0] for row in rows("Questions of the graph")}
    assert set(SIGNATURES) <= told


def shown_runs(page: str = RULES) -> list[tuple[str, str]]:
    """Return each command of a page that stands after a ``$``, with what it is shown to print."""
    blocks = re.findall(r"(?:^ {4}.*\n|^\n(?= {4}))+", page, flags=re.MULTILINE)
    parts = [part for block in blocks for part in re.split(r"^ {4}\$ legalmodel ", block, flags=re.MULTILINE)[1:]]
    return [(command.strip(), output) for command, _, output in (part.partition("\n") for part in parts)]


def test_worked_example_prints_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "118")
    (policy,) = [b for b in re.findall(r"```yaml\n(.*?)```", RULES, flags=re.DOTALL) if b.startswith("instrument:")]
    (tmp_path / "our-policy").mkdir()
    (tmp_path / "our-policy" / "house.yaml").write_text(policy, "utf-8")
    runs = shown_runs()
    assert len(runs) >= 5
    for command, output in runs:
        run([*shlex.split(command), *(["--run-day", "2026-11-25"] if command.startswith(("check", "explain")) else [])])
        printed = " ".join(capsys.readouterr().out.split())
        for line in filter(None, map(str.strip, output.split("\n"))):
            assert " ".join(line.split()) in printed, command
        if command.startswith("new"):
            change(tmp_path / "my-deal" / "deal.yaml", ("collections: {holder: spt", "collections: {holder: bank"))
            change(tmp_path / "my-deal" / "deal.yaml", ("sweep_days: 1\n", "sweep_days: 10\n"))


def test_worked_answers_print_what_they_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """docs/answers.md: one rule of each kind beside met and fails, its examples right, its output as shown"""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "118")
    text = (ROOT / "docs" / "answers.md").read_text("utf-8")
    (answers,) = re.findall(r"```yaml\n(.*?)```", text, flags=re.DOTALL)
    (tmp_path / "our-answers").mkdir()
    (tmp_path / "our-answers" / "house.yaml").write_text(answers, "utf-8")
    runs = shown_runs(text)
    assert len(runs) == 2
    for command, output in runs:
        run(shlex.split(command))
        printed = " ".join(capsys.readouterr().out.split())
        for line in filter(None, map(str.strip, output.split("\n"))):
            assert " ".join(line.split()) in printed, (command, line)
    run(["law", "lint", *re.findall(r"^  (house-[a-z-]+):$", answers, flags=re.MULTILINE), "--law", "our-answers"])
    assert "4 rules, 0 faults, 0 notes" in capsys.readouterr().out


def change(file: Path, words: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    assert text.count(words[0]) == 1
    file.write_text(text.replace(*words), "utf-8")


def test_every_outcome_conclusion_and_heading_is_explained() -> None:
    text = (ROOT / "docs" / "meaning.md").read_text("utf-8")
    words = [*(CONCLUSION_WORDS.get(c) or c.value.upper() for c in Conclusion), *OUTCOME_WORDS.values(), *HEADINGS.values()]
    screen = (ROOT / "legalmodel" / "output" / "screen.py").read_text("utf-8")
    words += [w for w in re.findall(r'"([A-Z]{5,}(?: [A-Z]+)*)"', screen) if w not in words]
    assert not [w for w in map(str, words) if w not in text]


def test_decisions_are_numbered_without_gaps() -> None:
    files = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [int(f.name.partition("-")[0]) for f in files]
    assert numbers == list(range(1, len(files) + 1))
    for number, file in zip(numbers, files, strict=True):
        text = file.read_text("utf-8")
        assert text.startswith(f"# {number}. ")
        assert all(f"**{part}.**" in text for part in ("Decision", "Why", "Price")), file.name
        assert len(text.split()) < 500
