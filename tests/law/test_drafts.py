"""Drafts are listed and never judged; what was read long ago is listed too."""

from datetime import date

import pytest

from legalmodel.cli.main import run
from legalmodel.law.drafts import load_drafts
from legalmodel.law.load import load_law


def test_drafts_bear_on_questions_and_are_no_law() -> None:
    law, drafts = load_law(), load_drafts()
    assert len(drafts) >= 4
    assert {q for draft in drafts.values() for q in draft.bears_on} <= set(law.catalogue.questions)
    assert not set(drafts) & {*law.instruments, *law.rules}
    assert all(date.fromisoformat(draft.read) and draft.title_zh for draft in drafts.values())


def test_drafts_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["law", "list", "--drafts"]) == 0
    said = capsys.readouterr().out
    assert "cn-bankruptcy-law-revision" in said
    assert "cn-trust-law-15" not in said


def test_what_is_due_to_be_read_again(capsys: pytest.CaptureFixture[str]) -> None:
    """The day is that of the rule's own source, else of its instrument; a text read on the day itself is not listed"""
    rule = load_law().rules["cn-fr-41"]
    read_on = (rule.form.source or rule.head.source).read
    for day, listed in ((read_on, False), ("2027-01-01", True)):
        assert run(["law", "list", "cn-fr-41", "--read-before", day]) == 0
        assert (f"{read_on} " in capsys.readouterr().out) is listed
    assert run(["law", "list", "--read-before", "yesterday"]) == 2
