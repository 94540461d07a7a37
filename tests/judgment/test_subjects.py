"""What rules ask alike of a subject is asked once; what hangs on a rule's own dates is not shared."""

from datetime import date
from typing import Any

import pytest
from small_law import RUN, deal, law, rule, source

from legalmodel.base.errors import BadInput
from legalmodel.graph.build import build
from legalmodel.judgment.days import Clock
from legalmodel.judgment.subjects import SubjectTable
from legalmodel.model.parse import parse


def subjects(changes: dict[str, Any]) -> SubjectTable:
    return SubjectTable(build(parse(source(deal(changes), "deal.json"))), Clock(RUN))


def threshold(turns: str) -> dict[str, Any]:
    return {"least": [{"from": "2001-01-01", "is": 1, "article": "1"}, {"from": turns, "is": 2, "article": "1"}]}


def test_rules_of_one_instrument_share_a_subject() -> None:
    both, found = law(rule(), rule(thresholds=threshold("2016-05-10"))).rules.values(), subjects({})
    first, second = (found.of(r)[0] for r in both)
    assert first is second
    assert [s.day for s in first.scopes] == [date(2016, 5, 27)]
    assert first.governs == (True,)


def test_a_subject_on_several_days_is_each_rules_own() -> None:
    both, found = (
        law(rule(), rule(thresholds=threshold("2016-05-10"))).rules.values(),
        subjects({"trusts.main.dates.effective": "2016-05"}),
    )
    plain, turning = ({s.day for s in found.of(r)[0].scopes} for r in both)
    assert date(2016, 5, 10) not in plain
    assert plain | {date(2016, 5, 10)} == turning


@pytest.mark.parametrize(
    "head", [{"governs": {"trust": "len(securities) > least"}}, {"at": {"trust": "days_after(deal.closing, least)"}}]
)
def test_what_selects_the_law_cannot_use_a_number_of_a_rule(head: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match="least"):
        law(rule(thresholds=threshold("2016-05-10")), **head)
