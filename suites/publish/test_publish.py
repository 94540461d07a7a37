"""What would be published: the wheel is the same from the tree and from the sdist, installs alone, and says what it brings along."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LEFT = shutil.ignore_patterns(".git", ".venv", "__pycache__", "dist", "site")
FREE = (
    "Apache",
    "BSD",
    "MIT",
    "ISC",
    "Python",
    "PSF",
    "MPL",
    "OFL",
    "Open Font",
    "Unlicense",
    "CC0",
    "Zlib",
    "Permission is hereby granted, free of charge",
)
"""What the licence of a dependency may say: the package itself is under Apache 2.0, and what comes along may be used and passed on with it."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sdist and the wheel that ``python -m build`` makes of it."""
    room = tmp_path_factory.mktemp("publish")
    shutil.copytree(ROOT, room / "tree", ignore=LEFT)
    _run([sys.executable, "-m", "build", "-q", "--outdir", str(room / "dist"), str(room / "tree")], room)
    return room


@pytest.fixture(scope="module")
def installed(made: Path) -> Path:
    """Return the interpreter of an environment that holds the wheel and what it needs, and nothing else."""
    (wheel,) = (made / "dist").glob("*.whl")
    _run([sys.executable, "-m", "venv", str(made / "env")], made)
    python = made / "env" / "bin" / "python"
    _run([str(python), "-m", "pip", "install", "-q", str(wheel)], made)
    return python


def _run(words: list[str], folder: Path) -> str:
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def test_the_wheel_of_the_sdist_holds_what_the_wheel_of_the_tree_holds(made: Path) -> None:
    _run([sys.executable, "-m", "build", "-q", "--wheel", "--outdir", str(made / "direct"), str(made / "tree")], made)
    (of_sdist,), (of_tree,) = (made / "dist").glob("*.whl"), (made / "direct").glob("*.whl")
    assert _contents(of_sdist) == _contents(of_tree)
    assert of_sdist.name.endswith("-py3-none-any.whl")


def _contents(wheel: Path) -> dict[str, int]:
    with zipfile.ZipFile(wheel) as archive:
        return {entry.filename: entry.CRC for entry in archive.infolist()}


def test_what_is_installed_fits_together_and_runs(installed: Path, made: Path) -> None:
    _run([str(installed), "-m", "pip", "check"], made)
    told = _run(
        [str(installed.parent / "legalmodel"), "check", "zhongyu-2016-1", "--fail-on", "never", "--chart", "chart.svg"], made
    )
    assert "Zhongyu 2016-1" in told and (made / "chart.svg").stat().st_size > 10_000


def test_it_installs_and_runs_on_the_other_pythons_of_the_machine(made: Path) -> None:
    """One that a machine lacks can be named in LEGALMODEL_PYTHONS; ``newest_python`` brings one from Debian."""
    found = {version: python for version in ("3.11", "3.12", "3.13", "3.14") if (python := _interpreter(version))}
    assert found  # the one that runs this, at least
    for version, python in found.items():
        room, chart = made / f"env-{version}", made / f"chart-{version}.svg"
        _run([python, "-m", "venv", str(room)], made)
        (wheel,) = (made / "dist").glob("*.whl")
        _run([str(room / "bin" / "pip"), "install", "-q", str(wheel)], made)
        _run([str(room / "bin" / "pip"), "check"], made)
        command = [str(room / "bin" / "legalmodel"), "check", "zhongyu-2016-1", "--fail-on", "never", "--chart", str(chart)]
        assert "Zhongyu 2016-1" in _run(command, made) and chart.stat().st_size > 10_000, version


def _interpreter(version: str) -> str | None:
    """Return an interpreter of a version: one that was named, one on the path, or one that pyenv keeps."""
    kept = sorted((Path.home() / ".pyenv" / "versions").glob(f"{version}.*/bin/python"))
    named = os.environ.get("LEGALMODEL_PYTHONS", "").split(os.pathsep)
    for python in [*named, sys.executable, f"python{version}", *map(str, kept)]:
        if python and shutil.which(python):
            done = subprocess.run(
                [python, "-c", "import sys; print(*sys.version_info[:2], sep='.')"], capture_output=True, text=True, check=False
            )
            if done.stdout.strip() == version:
                return python
    return None


def test_every_dependency_is_under_a_free_licence(installed: Path, made: Path) -> None:
    code = """
import importlib.metadata as m, json
def said(d):
    words = [d.metadata.get("License-Expression") or "", (d.metadata.get("License") or "")[:200]]
    words += [c for c in d.metadata.get_all("Classifier") or [] if c.startswith("License")]
    return words if any(words) else [f.read_text()[:400] for f in d.files or [] if "licen" in f.name.lower()]
print(json.dumps({d.metadata["Name"]: said(d) for d in m.distributions()}))
"""
    said = json.loads(_run([str(installed), "-c", code], made))
    assert len(said) > 10
    assert {name: words for name, words in said.items() if not any(word in " ".join(words) for word in FREE)} == {}


def test_the_bill_of_materials_names_what_an_install_brings(installed: Path, made: Path) -> None:
    """CycloneDX, checked against its own schema by the tool that writes it."""
    bill = made / "bill.json"
    words = [
        "environment",
        "--pyproject",
        str(made / "tree" / "pyproject.toml"),
        "--output-reproducible",
        "--validate",
        "-o",
        str(bill),
        str(installed),
    ]
    _run([str(Path(sys.executable).parent / "cyclonedx-py"), *words], made)
    named = {part["name"].lower() for part in json.loads(bill.read_text("utf-8"))["components"]}
    listed = {
        each["name"].lower() for each in json.loads(_run([str(installed), "-m", "pip", "list", "--format", "json"], made))
    }
    assert listed - {"pip", "setuptools", "legalmodel"} <= named
