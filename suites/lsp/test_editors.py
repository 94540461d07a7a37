"""Real editors: Emacs with eglot and Neovim, each as docs/lsp.md sets it up, open a deal file, show its faults, tell of an id, go to it and rename it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
DEAL = """parties:
  trustco: {name: Made Up Trust Company, form: trust_company}
  bank: {name: Made Up Bank, nonsense: 1}
trusts:
  entrustment: {settlor: bank, trustee: trustco} # said twice: trustco
"""


def told(folder, program, *words):
    deal = folder / "deal.yaml"
    deal.write_text(DEAL, encoding="utf-8")
    out = folder / "told.json"
    settings = {"DEAL": str(deal), "OUT": str(out), "PYTHON": sys.executable, "HOME": str(folder)}
    done = subprocess.run(
        [program, *words], env={**os.environ, **settings}, capture_output=True, text=True, timeout=180, check=False
    )
    assert out.exists(), done.stdout[-2000:] + done.stderr[-2000:]
    return json.loads(out.read_text(encoding="utf-8"))


def agrees(found):
    assert any("nonsense" in text for text in found["diagnoses"])
    assert "Made Up Trust Company" in found["hover"]
    assert found["definition"] == 2
    assert found["renamed"].count("warden") == 2 and found["renamed"].count("trustco") == 1, "a comment stays"
    assert "isin" in found["completion"]


@pytest.mark.skipif(shutil.which("emacs") is None, reason="Emacs is not installed (packages.txt)")
def test_emacs(tmp_path):
    agrees(told(tmp_path, "emacs", "--batch", "--no-init-file", "--load", str(HERE / "emacs.el")))


@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed (packages.txt)")
def test_neovim(tmp_path):
    agrees(told(tmp_path, "nvim", "--headless", "--clean", "-n", "-S", str(HERE / "neovim.lua")))
