"""The command line as a user meets it: its output and exit code read.

The same function runs as in a process of its own, which a start of Python makes slow; what hangs on the process is run in one.
"""

import io
import json
import subprocess
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from legalmodel.cli import main

ROOT = Path(__file__).resolve().parents[2]
RUN_DAY = ("--run-day", "2026-11-25")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in this process, on streams of its own."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "118")
        patch.chdir(ROOT)
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        try:
            code = main.run(list(arguments))
        except SystemExit as end:
            code = int(end.code or 0)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def process(*arguments: str, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    command = [sys.executable, "-m", "legalmodel", *arguments]
    full = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "COLUMNS": "118", **env}
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=full, check=False)


def test_first_screen_fits_and_says_what_it_must() -> None:
    done = process("check", "zhongyu-2016-1", *RUN_DAY, "--fail-on", "never")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) <= 40
    assert all(len(line) <= 118 for line in lines)
    assert lines[0].startswith("Zhongyu 2016-1 中誉2016年第一期")
    assert "Not a legal opinion." in done.stdout
    for word in ("TRUE SALE", "REMOTENESS", "PROTECTION", "WHERE IT STANDS", "DO NEXT", "NO LAW READ"):
        assert word in done.stdout
    assert "\x1b" not in done.stdout, "no colour in a pipe"


def test_it_never_says_more_than_it_knows() -> None:
    for deal in ("zhongyu-2016-1", "cn-npl-trust", "cn-npl-trust-faulty"):
        text = run("check", deal, *RUN_DAY).stdout.lower()
        for claim in ("is a true sale", "bankruptcy remote", "compliant", "valid true sale"):
            assert claim not in text


@pytest.mark.parametrize(("fail_on", "code"), [("never", 0), ("fail", 0), ("undecided", 1)])
def test_exit_codes_of_an_undecided_deal(fail_on: str, code: int) -> None:
    command = process if code else run
    assert command("check", "zhongyu-2016-1", *RUN_DAY, "--fail-on", fail_on).returncode == code


def test_the_deliberate_fault_is_found_and_nothing_else_fails() -> None:
    clean = json.loads(run("check", "cn-npl-trust", *RUN_DAY, "--format", "json").stdout)
    faulty = run("check", "cn-npl-trust-faulty", *RUN_DAY, "--format", "json", "--fail-on", "fail")
    assert faulty.returncode == 1
    assert [f["id"] for f in clean["findings"] if f["outcome"] == "fail"] == []
    fails = {f["rule"] for f in json.loads(faulty.stdout)["findings"] if f["outcome"] == "fail"}
    # the bank keeps the money of the deal it originates, so collections do not reach an account kept by an outside custodian
    assert fails == {"cn-no7-27", "cn-o3-remittance"}


def test_the_result_fits_its_schema_and_is_the_same_twice() -> None:
    schema = json.loads(run("schema", "result").stdout)
    Draft202012Validator.check_schema(schema)
    for deal in ("cn-npl-trust", "cn-npl-trust-faulty", "zhongyu-2016-1"):
        first = process("check", deal, *RUN_DAY, "--format", "json", PYTHONHASHSEED="1").stdout
        second = process("check", deal, *RUN_DAY, "--format", "json", PYTHONHASHSEED="2").stdout
        assert first == second
    # every template is tried in tests/output; here, that it is the schema which the command prints
    errors = list(Draft202012Validator(schema).iter_errors(json.loads(first)))
    assert not errors, errors[0].message


def test_explain_goes_down_to_the_line_and_the_article() -> None:
    done = run("explain", "zhongyu-2016-1", "cn-trust-law-15", *RUN_DAY)
    assert done.returncode == 0, done.stderr
    assert "中华人民共和国信托法" in done.stdout
    assert "article 15" in done.stdout
    assert "deal.yaml:" in done.stdout


@pytest.mark.parametrize(
    "what", ["isolation", "true-sale", "remoteness", "protection", "trusts.entrustment", "isolation/mode", ""]
)
def test_explain_takes_headings_questions_and_records(what: str) -> None:
    done = run("explain", "cn-npl-trust", *((what,) if what else ()), *RUN_DAY)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout) > 200


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check", "zhongyu-2016"), "did you mean zhongyu-2016-1"),
        (("check", "no-such-thing"), "templates:"),
        (("check", "zhongyu-2016-1", "--as-of", "tomorrow"), "is not a day"),
        (("explain", "zhongyu-2016-1", "cn-trust-law-51x"), "did you mean cn-trust-law-51"),
        (("law", "show", "cn-trust-law-1x"), "no rule or instrument"),
        (("check", "zhongyu-2016-1", "--law", "nowhere"), "there is no folder"),
        (("compare", "zhongyu-2016-1"), "nothing to compare"),
        (("new", "zhongyu"), "there is no template"),
        (("draw", "zhongyu-2016-1", "-o", "/proc/chart.svg"), "cannot be written"),
    ],
)
def test_wrong_requests_exit_2_with_a_fix(arguments: tuple[str, ...], words: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2, done.stdout + done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bad_file_is_told_with_place_and_fix(tmp_path: Path) -> None:
    file = tmp_path / "deal.yaml"
    file.write_text("deal:\n  nme: X\n", encoding="utf-8")
    for command in ("check", "validate", "explain", "draw"):
        done = run(command, str(file))
        assert done.returncode == 2
        assert "deal.yaml:2:3" in done.stderr
        assert "did you mean name" in done.stderr
        assert "^^^" in done.stderr
    found = json.loads(run("validate", str(file), "--format", "json").stdout)
    assert found[0]["place"]["line"] == 2


def test_draw_writes_pictures(tmp_path: Path) -> None:
    for ending, start in ((".svg", b"<"), (".png", b"\x89PNG"), (".dot", b"digraph")):
        file = tmp_path / f"chart{ending}"
        done = run("draw", "zhongyu-2016-1", "-o", str(file), *RUN_DAY)
        assert done.returncode == 0, done.stderr
        assert file.read_bytes().lstrip().startswith(start)
    assert run("draw", "zhongyu-2016-1", "-o", str(tmp_path / "chart.bmp")).returncode == 2


def test_compare_under_another_law_and_with_another_deal() -> None:
    done = run("compare", "cn-npl-trust", "cn-npl-trust-faulty", *RUN_DAY, "--format", "json")
    changed = {x["rule"] for x in json.loads(done.stdout)["findings"]}
    assert changed
    assert done.returncode == 1
    assert "law of 2018-06-01" in run("compare", "cn-npl-trust", "--law-on", "2018-06-01", *RUN_DAY).stdout


def test_a_book_loses_no_file(tmp_path: Path) -> None:
    run("new", "cn-npl-trust", str(tmp_path / "one"))
    (tmp_path / "bad.yaml").write_text("deal: [", encoding="utf-8")
    done = run("book", str(tmp_path), *RUN_DAY)
    assert done.returncode == 1
    assert "bad.yaml" in done.stdout
    assert "NOT READ" in done.stdout
    assert "one/deal.yaml" in done.stdout


def test_new_lists_and_copies_and_never_overwrites(tmp_path: Path) -> None:
    assert "zhongyu-2016-1" in run("new").stdout
    target = tmp_path / "mine"
    assert run("new", "zhongyu-2016-1", str(target)).returncode == 0
    assert run("validate", str(target)).returncode == 0
    assert run("new", "zhongyu-2016-1", str(target)).returncode == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_every_command(shell: str) -> None:
    text = run("completion", shell).stdout
    for command in ("check", "explain", "validate", "draw", "law", "schema", "new", "compare", "book", "serve"):
        assert command in text
    if shell == "bash":
        assert subprocess.run(["bash", "-n"], input=text, text=True, check=False).returncode == 0


def test_the_page_holds_no_script_and_escapes_what_the_deal_says(tmp_path: Path) -> None:
    deal = tmp_path / "deal.yaml"
    hostile = "<script>alert(1)</script>"
    deal.write_text(f"deal:\n  name: '{hostile}'\n  route: CN/interbank-trust\n", encoding="utf-8")
    page = tmp_path / "page.html"
    done = run("serve", str(deal), "--once", str(page), *RUN_DAY)
    assert done.returncode == 0, done.stderr
    html = page.read_text(encoding="utf-8")
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_help_has_examples() -> None:
    done = process("--help")
    assert done.returncode == 0
    assert "examples:" in done.stdout


def test_law_list_show_and_lint() -> None:
    assert "cn-trust-law-15" in run("law", "list").stdout
    shown = run("law", "show", "cn-trust-law-14-reserve").stdout
    assert "信托法" in shown
    assert "require" in shown
    assert (
        run("law", "lint", "cn-announcement-2013-21").returncode == 0
    )  # all law: test_overlap, and a step of its own in .ci/run
    rows = json.loads(run("law", "list", "--format", "json").stdout)
    assert len(rows) >= 30
    assert {r["text"] for r in rows} <= {"seen", "part", "memory"}


def test_the_version_says_whether_modules_are_compiled(tmp_path, monkeypatch) -> None:
    import legalmodel

    assert run("--version").stdout == f"legalmodel {legalmodel.__version__}\n"
    (tmp_path / "judgment").mkdir()
    (tmp_path / "judgment" / f"judge{EXTENSION_SUFFIXES[0]}").touch()
    monkeypatch.setattr(legalmodel, "__path__", [str(tmp_path), *legalmodel.__path__])
    assert run("--version").stdout == f"legalmodel {legalmodel.__version__} (compiled)\n"
