"""A question that only laws for others answer, while the law that reaches was not in force, is not examined: no law has spoken."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from legalmodel.base.outcomes import ExcludedBy, Outcome, State
from legalmodel.judgment.conclude import state_of


def said(outcome: Outcome, why: ExcludedBy) -> Any:
    return SimpleNamespace(
        outcome=outcome,
        harmless=False,
        result=SimpleNamespace(excluded_by=why, could_be=frozenset()),
        rule=SimpleNamespace(text_read="seen", form=SimpleNamespace(each="party")),
    )


OTHERS = said(Outcome.NOT_APPLICABLE, ExcludedBy.GOVERNS)
LATER = said(Outcome.NOT_EXAMINED, ExcludedBy.NOT_IN_FORCE)
NOT_MEANT = said(Outcome.NOT_APPLICABLE, ExcludedBy.WHEN)


def state(*findings: Any) -> State:
    return state_of("q", cast(Any, findings)).state


@pytest.mark.interpreted
def test_law_for_others_beside_law_not_in_force_answers_nothing() -> None:
    assert state(OTHERS, LATER) is State.NOT_EXAMINED


@pytest.mark.interpreted
def test_a_law_that_reaches_and_does_not_apply_is_an_answer() -> None:
    assert state(NOT_MEANT, LATER) is State.NOT_APPLICABLE
    assert state(OTHERS) is State.NOT_APPLICABLE
