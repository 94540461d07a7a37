"""Deals written from whole papers: what stands on those papers alone, on the day on which the papers spoke."""

from datetime import date

import pytest

from legalmodel.api import check
from legalmodel.judgment.doubts import doubts_of
from tests.deals.test_expected import TEMPLATES


@pytest.mark.parametrize(
    ("name", "day", "failing"),
    [("ally-2026-1", date(2026, 2, 27), "bny"), ("carmax-2026-3", date(2026, 7, 9), "owner_trustee")],
)
def test_a_failing_owner_trustee_is_answered_by_the_prospectus(name: str, day: date, failing: str) -> None:
    report = check(TEMPLATES / name / "deal.yaml", day)
    judgment = report.judgment
    assert not [d for d in doubts_of(report.graph, day) if d.sort == "contradiction"]  # a planned class is not missing
    found = {line.failing.id: line.conclusion.value for line in judgment.lines if line.failing}
    assert found[failing] == "no_obstacle_in_the_plan"
    assert "no_obstacle_on_papers_not_seen" not in {line.conclusion.value for line in judgment.lines}
