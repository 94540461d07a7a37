"""What the suites of the process share: a template, changed, and what is read off its process."""

from datetime import date
from pathlib import Path

from legalmodel.api import check_deal
from legalmodel.model.parse import parse
from legalmodel.text.edit import Change, edited
from legalmodel.text.read import read

TEMPLATES = Path(__file__).parents[2] / "templates"
DAY = date(2026, 11, 30)


def checked(name: str, day: date = DAY, **changes: object):
    source = read(TEMPLATES / name / "deal.yaml")
    if changes:
        source = edited(source, [Change(tuple(path.split("__")), value) for path, value in changes.items()])
    return check_deal(parse(source), source, day)


def gates(found, lang="en"):
    return {row[1]: row for row in found.study.table("gates").rows}


def days(found, key):
    return [e.day.isoformat() for e in found.entries if e.key == key]
