"""The compiled wheel, built once from this tree and installed in an environment of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the interpreter of an environment that holds the compiled wheel, and what the tests need."""
    room = tmp_path_factory.mktemp("compiled")
    switched_on = {**os.environ, "HATCH_BUILD_HOOK_ENABLE_CUSTOM": "true"}
    _run([sys.executable, "-m", "pip", "wheel", "-q", str(ROOT), "--no-deps", "-w", str(room / "wheel")], room, switched_on)
    (wheel,) = (room / "wheel").glob("*.whl")
    assert not wheel.name.endswith("-none-any.whl"), "the wheel holds no compiled module"
    _run([sys.executable, "-m", "venv", str(room / "env")], room)
    python = room / "env" / "bin" / "python"
    _run([str(python), "-m", "pip", "install", "-q", f"{wheel}[test]"], room)
    return python


def _run(words: list[str], folder: Path, env: dict[str, str] | None = None) -> None:
    done = subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, timeout=1500)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
