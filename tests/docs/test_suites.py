"""Suites: each has its own requirements and tests, all are run by CI, and none is among the tests that need only ``.[test]``."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SUITES = sorted(folder for folder in (ROOT / "suites").iterdir() if folder.is_dir() and folder.name != "__pycache__")


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.name)
def test_a_suite_is_whole(suite: Path) -> None:
    assert (suite / "requirements.txt").is_file()
    assert list(suite.glob("test_*.py"))
    assert f"| `{suite.name}` |" in (ROOT / "suites" / "README.md").read_text("utf-8")


def test_ci_runs_them_all() -> None:
    assert SUITES
    assert "\n.ci/suites\n" in (ROOT / ".ci" / "run").read_text("utf-8")
    assert 'testpaths = ["tests"]' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_a_suite_that_is_not_there_is_told() -> None:
    done = subprocess.run([ROOT / ".ci" / "suites", "nosuch"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "suites/nosuch has no requirements.txt" in done.stdout
