"""Deleting the code of each further answer makes its test fail: the code is put out of action, and the test has to notice."""

from collections.abc import Callable
from typing import Any

import pytest
import test_further_outcomes as further
import test_words_that_rest as words

from legalmodel.base.outcomes import Conclusion, Outcome
from legalmodel.judgment import conclude, due, evaluate, finding, lines, reserve
from legalmodel.judgment.result import DueOn, Result

NOBODY: frozenset[Any] = frozenset()
NEVER = DueOn(None, "", "", None)
Deleted = tuple[Any, str, Any, Callable[[], None]]

CASES: dict[str, Deleted] = {
    "not yet due": (evaluate, "not_performed", lambda *_: (False, NEVER, NOBODY), further.test_due_day_surely_after_now),
    "perhaps due": (evaluate, "may_be", lambda below, *_: below, further.test_due_between_the_end_of_knowledge_and_now),
    "latest start": (due, "_start", lambda *_: None, further.test_latest_start_of_what_needs_lead_time),
    "does not arise": (evaluate, "_arises", lambda *_: Result(Outcome.NOT_APPLICABLE), further.test_does_not_arise),
    "reservation": (evaluate, "reserve", lambda *_: Result(Outcome.JUDGEMENT), further.test_reservation),
    "needs from documents": (
        reserve,
        "not_on_paper",
        lambda *_: NOBODY,
        lambda: further.test_no_reservation_without_papers({"trusts.main.status": {"form": "public_summary"}}),
    ),
    "factors not remembered": (
        reserve,
        "unsure",
        lambda *_: NOBODY,
        lambda: further.test_no_reservation_without_papers({"trusts.main.status": {"set_off_allowed": "from_memory"}}),
    ),
    "bound and standing": (
        evaluate,
        "holds",
        lambda _parts, _scope, term: term,
        lambda: further.test_a_term_binds_and_stands("set_off_allowed"),
    ),
    "struck by": (
        evaluate,
        "reserved_on_validity",
        lambda _rule, _parts, _scope, result: result,
        lambda: further.test_struck_by({"article": "7", "text": "memory"}, Outcome.RESERVATION),
    ),
    "order": (conclude, "_state", lambda live: conclude.State(live[0].outcome.value), further.test_order_within_one_question),
    "favourable words": (
        lines,
        "favourable",
        lambda *_: Conclusion.NO_OBSTACLE,
        lambda: words.test_in_which_words_no_obstacle_is_said(*words.PAPERS[2][1:]),
    ),
    "stated": (
        finding,
        "not_stated",
        lambda *_: NOBODY,
        lambda: words.test_a_fail_on_what_nobody_stated_is_doubtful(words.UNSTATED[0][1]),
    ),
    "contested": (conclude, "_contested", lambda *_: False, words.test_a_contested_answer_is_open),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.interpreted
def test_without_its_code(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, code, nothing, test = CASES[name]
    test()
    monkeypatch.setattr(module, code, nothing)
    with pytest.raises(AssertionError):
        test()
