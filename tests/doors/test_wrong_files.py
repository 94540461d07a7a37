"""A file that is not what a command asks for is told by name, reason and remedy, in either language, and nothing is written."""

import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

from legalmodel.cli import trouble
from legalmodel.cli.main import run

ROOT = Path(__file__).resolve().parents[2]
DAY = ("--run-day", "2026-06-30")
IMPORTED_AS = {"python-docx": "docx", "chinesecalendar": "chinese_calendar"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("words.txt").write_text("hello\n", encoding="utf-8")
    Path("words.xlsx").write_text("hello\n", encoding="utf-8")
    Path("other.yaml").write_text("kind: leverage\n", encoding="utf-8")
    with ZipFile("other.zip", "w") as archive:
        archive.writestr("a.txt", "hello")
    Path("cut.zip").write_bytes(Path("other.zip").read_bytes()[:-10])
    assert run(["new", "cn-npl-trust", "deal"]) == 0
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "english", "chinese"),
    [
        (("verify", "gone.zip"), "gone.zip cannot be read: No such file or directory", "gone.zip无法读取：没有这个文件或文件夹"),
        (("verify", "words.txt"), "it is no zip file, or its end is missing", "它不是 zip 文件"),
        (("verify", "cut.zip"), "it is no zip file, or its end is missing", "它不是 zip 文件"),
        (("verify", "other.zip"), "it holds no manifest.json", "其中没有manifest.json"),
        (("verify", "other.zip", "--digest", "abc"), "--digest abc is no SHA-256", "--digest abc不是 SHA-256 摘要"),
        (("check", "deal", *DAY, "--baseline", "gone.json"), "gone.json cannot be read: No such file", "gone.json无法读取："),
        (("report", "deal", *DAY, "-o", "a.docx", "--template", "gone.docx"), "gone.docx cannot be read", "gone.docx无法读取："),
        (("compare", "deal", "deal", "-o", "a.docx", "--template", "gone.docx"), "gone.docx cannot be read", "gone.docx无法读取："),
        (("report", "deal", *DAY, "-o", "report"), "the name report does not end in a format", "文件名report没有格式后缀"),
        (("review", "import", "gone.xlsx", "deal"), "gone.xlsx cannot be read: No such file", "gone.xlsx无法读取："),
        (("review", "import", "words.xlsx", "deal"), "it is no zip file", "它不是 zip 文件"),
        (("new", "--ask", "words.txt"), "words.txt is no deal file", "words.txt不是交易文件"),
        (("new", "--ask", "other.yaml"), "other.yaml:1:1 error[unknown-key]", "other.yaml:1:1 错误[unknown-key]"),
        (("draw", "deal", "-o", "a.foo"), "known here: dot", "此处可用：dot"),
    ],
)  # fmt: skip  # a table
def test_it_is_told_and_nothing_is_written(
    arguments: tuple[str, ...], english: str, chinese: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    for tag, words, remedy in (("en", english, "fix: "), ("zh", chinese, "改正：")):
        capsys.readouterr()
        assert run([*arguments, "--lang", tag]) == 2
        out, err = capsys.readouterr()
        assert words in err and remedy in err
        assert out == ""
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


def test_of_several_reports_none_is_written_where_one_cannot_be(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    assert run(["report", "deal", *DAY, "-o", "a.md", "-o", "b.docx"]) == 2
    assert not Path("a.md").exists()
    assert run(["report", "deal", *DAY, "-o", "a.md"]) == 0
    assert Path("a.md").exists()


def test_a_baseline_in_another_language_is_of_the_same_deal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = ["--format", "json", "--output", "before.json", "--fail-on", "never"]
    for first, then in (("en", "zh"), ("zh", "en")):
        assert run(["check", "deal", *DAY, "--lang", first, *made]) == 0
        capsys.readouterr()
        assert run(["check", "deal", *DAY, "--lang", then, "--baseline", "before.json"]) == 0
        assert capsys.readouterr().err == ""
    assert run(["check", "zhongyu-2016-1", *DAY, "--baseline", "before.json"]) == 1
    assert "before.json is a result on" in capsys.readouterr().err


def test_the_extra_that_is_named_brings_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    for extra in ("table", "report", "methods"):
        for package in (wanted.partition(">")[0] for wanted in extras[extra]):
            module = IMPORTED_AS.get(package, package)
            assert trouble.told(ModuleNotFoundError(name=f"{module}.part"), as_json=False) == 2
            named = capsys.readouterr().err.partition("legalmodel[")[2].partition("]")[0]
            assert any(wanted.startswith(f"{package}>") for wanted in extras[named]), (package, named)
    assert trouble.told(ModuleNotFoundError(name="unheard_of"), as_json=False) == 2
    assert "pip install unheard_of" in capsys.readouterr().err


def test_one_turn_is_no_turns(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["leverage", "cn-micro-loan-plan"]) == 0
    assert "After one turn of a base" in capsys.readouterr().out


def test_status_says_whose_signature_is_missing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review", "sign", "deal", *DAY, "--as", "Ann", "--role", "maker", "--identified", "staff 1"]) == 0
    capsys.readouterr()
    assert run(["review", "status", "deal", *DAY]) == 1
    told = capsys.readouterr().out
    assert "no signature of a checker holds" in told and "no signature of a maker holds" not in told
    assert run(["review", "log", "deal", "--lang", "zh"]) == 0
    assert "Ann（经办人）：全部审查" in capsys.readouterr().out
