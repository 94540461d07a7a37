"""The compiled wheel says what the source says: the same judgments word for word, and the tests of the language and of judging pass."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("logic", "judgment", "time")
SAID = """
import json, sys
from datetime import date
from legalmodel.api import check, to_json
from legalmodel.base.resources import shipped
said = {}
for folder in sorted(shipped("templates").iterdir()):
    if (folder / "deal.yaml").is_file():
        result = check(folder, date(2026, 11, 30))
        said[folder.name] = [to_json(result), [str(f.sentence) for f in result.judgment.findings]]
print(json.dumps(said, default=str, sort_keys=True).replace(str(shipped("templates")), "templates"))
"""


def _told(python: Path | str, code: str, folder: Path) -> str:
    done = subprocess.run([str(python), "-c", code], cwd=folder, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_compiled_modules_are_what_is_loaded(compiled: Path, tmp_path: Path) -> None:
    """Every module that the hook names is an extension module in the wheel, and a judgment runs in them."""
    code = (
        "import json, sys, pkgutil, importlib, legalmodel.judgment.judge\n"
        "print(json.dumps({n: m.__file__ for n, m in sys.modules.items() if n.startswith('legalmodel.') and getattr(m, '__file__', None)}))"
    )
    loaded = json.loads(_told(compiled, code, tmp_path))
    for room in ("logic", "graph", "judgment"):
        files = {name: file for name, file in loaded.items() if name.startswith(f"legalmodel.{room}.")}
        slow = {name for name, file in files.items() if file.endswith(".py") and not file.endswith("__init__.py")}
        assert len(files) > 5 and slow <= {"legalmodel.logic.syntax", "legalmodel.graph.derive.cash"}, slow


def test_the_command_says_that_it_is_compiled(compiled: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [str(compiled.parent / "legalmodel"), "--version"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("legalmodel ") and done.stdout.endswith(" (compiled)\n")


def test_every_template_is_judged_and_told_word_for_word_the_same(compiled: Path, tmp_path: Path) -> None:
    assert _told(compiled, SAID, tmp_path) == _told(sys.executable, SAID, tmp_path)


def test_the_tests_of_the_language_and_of_judging_pass(compiled: Path, tmp_path: Path) -> None:
    """All but those marked ``interpreted``, in a copy of the tree that has no source of the package beside the tests."""
    left = shutil.ignore_patterns(".git", ".venv", "legalmodel", "__pycache__", "suites", "findings")
    shutil.copytree(ROOT, tmp_path / "tree", ignore=left)
    words = [
        str(compiled),
        "-m",
        "pytest",
        "-q",
        "-n",
        "2",
        "-m",
        "not interpreted",
        *(f"tests/{folder}" for folder in FOLDERS),
    ]
    done = subprocess.run(words, cwd=tmp_path / "tree", capture_output=True, text=True, timeout=1500)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]


def test_the_examples_of_the_law_come_out_the_same(compiled: Path, tmp_path: Path) -> None:
    legalmodel = compiled.parent / "legalmodel"
    done = subprocess.run([str(legalmodel), "law", "test"], cwd=tmp_path, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout[-3000:]
