"""Deals for the tests of books."""

import shutil
from pathlib import Path

import pytest
from books import NAMES, TEMPLATES


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    folder = tmp_path / "deals"
    for name in NAMES:
        (folder / name).mkdir(parents=True)
        shutil.copy(TEMPLATES / name / "deal.yaml", folder / name / "deal.yaml")
    return folder
