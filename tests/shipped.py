"""Deals that the tests judge in many places: each read and judged once, and kept for whoever asks next in the same process."""

from datetime import date
from functools import cache
from pathlib import Path

from legalmodel.api import Result, check
from legalmodel.base.resources import shipped

RUN = date(2026, 11, 30)
"""The day of the run for all who do not care on which it is."""
FOLDER = shipped("templates")
TEMPLATES = sorted(file.parent.name for file in FOLDER.glob("*/deal.yaml"))


def judged(file: Path, day: date = RUN) -> Result:
    """Check a file that no test changes. What is shared, nobody may change either."""
    return _judged(file.resolve(), day)


@cache
def _judged(file: Path, day: date) -> Result:
    return check(file, day)


def checked(name: str, day: date = RUN) -> Result:
    """Check a template."""
    return judged(FOLDER / name / "deal.yaml", day)
