"""Start-up is part of the design: nothing heavy is imported before it is needed."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
CHECK = ("check", "zhongyu-2016-1", "--run-day", "2026-11-25", "--fail-on", "never")
READING = ("typing", "yaml", "json", "decimal", "importlib.resources", "pathlib")
"""What reading a deal brings in."""
READS_FORMS = ("pydantic", "pydantic_core", "typing_extensions", "inspect", "importlib.metadata", "dataclasses")
"""What only making a schema, and reading law that was not made ready, bring in; it was almost half of a check."""
DRAWING = ("networkx", "jsonschema", "graphviz", "resvg_py", "noto_cjk_sans_otc", "http.server")
_CODE = """
import sys
sys.argv = ["legalmodel", *sys.argv[1:]]
from legalmodel.__main__ import main
code = 0
try:
    code = main()
except SystemExit as end:
    code = end.code
print("MODULES", *sorted(sys.modules), file=sys.stderr)
sys.exit(code)
"""


def modules(*arguments: str) -> set[str]:
    """Run a command in a process of its own and return every module that it imported."""
    done = subprocess.run(
        [sys.executable, "-c", _CODE, *arguments], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr.rsplit("MODULES ", 1)[0]
    return set(done.stderr.rsplit("MODULES ", 1)[1].split())


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("check", "--help")])
def test_help_imports_next_to_nothing(arguments: tuple[str, ...]) -> None:
    assert not modules(*arguments) & {*READING, *READS_FORMS, *DRAWING}
    assert {name for name in modules(*arguments) if name.startswith("legalmodel")} <= {
        "legalmodel", "legalmodel.__main__", "legalmodel.cli", "legalmodel.cli.main", "legalmodel.cli.arguments", "legalmodel.cli.parser"
    }  # fmt: skip  # a table: one row a line


def test_help_of_the_whole_command_is_written_out_beforehand() -> None:
    """not even the parser is made; and what is written out is what the parser would say"""
    from legalmodel.cli.main import make_parser

    assert not modules("--help") & {"argparse", "re", "legalmodel.cli.main"}
    assert "argparse" in modules("check", "--help")
    command = [sys.executable, "-m", "legalmodel", "--help"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    assert told.split() == make_parser().format_help().split()


@pytest.mark.parametrize("arguments", [CHECK, (*CHECK, "--format", "json"), ("validate", "zhongyu-2016-1")])
def test_check_and_validate_draw_nothing(arguments: tuple[str, ...]) -> None:
    found = modules(*arguments)
    assert not found & set(DRAWING)
    assert not found & set(READS_FORMS)
    assert "yaml" in found  # the probe sees what is imported


def test_decided_cases_are_read_only_where_they_are_shown() -> None:
    assert not {name for name in modules(*CHECK) if "precedents" in name}
    assert "legalmodel.law.precedents" in modules(*CHECK, "--format", "json")


def test_a_plain_check_varies_times_and_extends_nothing() -> None:
    """What-if, logging and what other packages offer are paid for by those who use them"""
    assert not modules(*CHECK) & {"legalmodel.model.scenario", "logging", "importlib.metadata"}
    assert "logging" in modules(*CHECK, "--verbose")


def test_a_check_joins_only_what_its_rules_ask_for() -> None:
    assert not modules(*CHECK) & {"legalmodel.graph.later", "legalmodel.graph.derive.cash", "legalmodel.graph.derive.circles"}


def test_validate_reads_no_law() -> None:
    assert "legalmodel.law.load" not in modules("validate", "zhongyu-2016-1")
    assert "legalmodel.law.load" in modules(*CHECK)


def test_a_chart_brings_in_what_draws_it(tmp_path: Path) -> None:
    assert modules(*CHECK, "--chart", str(tmp_path / "chart.svg")) & {"graphviz", "legalmodel.output.draw"}


@pytest.mark.parametrize(("arguments", "code"), [(CHECK[:4], 1), (CHECK, 0), (("check", "no-such-deal"), 2)])
def test_a_check_that_ends_at_once_says_all_and_keeps_its_exit_code(arguments: tuple[str, ...], code: int) -> None:
    """into a pipe, which is written when it is full or closed"""
    command = [sys.executable, "-m", "legalmodel", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    said, end = (done.stderr, "zhongyu-2016-1") if code == 2 else (done.stdout, f"exit {code} (undecided)")
    assert done.returncode == code
    assert " ".join(said.split()).endswith(end)


def test_what_is_to_be_done_at_the_end_is_done_with_a_plugin_or_under_a_profiler() -> None:
    """``atexit`` is skipped only where nobody else's code runs"""
    said = "import atexit, sys; atexit.register(print, 'at the end'); sys.argv[1:] = {words}; from legalmodel.__main__ import command; {before}command()"
    for before, heard in (("", False), ("sys.setprofile(lambda *_: None); ", True)):
        code = said.format(words=list(CHECK), before=before)
        told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
        assert told.stdout.endswith("at the end\n") is heard
