"""What an edit costs in a running process: faults, doubts and law told anew, beside a fresh look at the same text, on a deal of 60 parties.

``python benchmarks/editing.py``; time of the processor.
"""

import re
from collections.abc import Callable
from datetime import date
from itertools import count

from deals import big_deal, written
from measure import Row, interleaved, ratio, show

DAY = date(2026, 11, 25)
_SHARE = re.compile(r"(?<=    share: )\d")
_AMOUNT = re.compile(r"(?<=amount: )\d")


def comment(text: str, number: int) -> str:
    """Put a comment before the first section, or two."""
    return "# a comment\n" * (1 + number % 2) + text


def amount(text: str, number: int) -> str:
    """Write another first amount."""
    return _AMOUNT.sub(str(1 + number % 2), text, count=1)


def share(text: str, number: int) -> str:
    """Write another first share of a class, on which control hangs."""
    return _SHARE.sub(str(1 + number % 2), text, count=1)


def seat(text: str, number: int) -> str:
    """Write another seat of the first party: whose law counts hangs on it."""
    return re.sub(r"(?<=seat: )[A-Z]{2}", ("FR", "JP")[number % 2], text, count=1)


def edited(edit: Callable[[str, int], str]) -> tuple[Callable[[], object], Callable[[], object]]:
    """Return two tasks: to tell all anew after an edit, and to look at the edited text as if it had just been opened."""
    from legalmodel.editing.diagnostics import diagnose, law_notes
    from legalmodel.editing.sheet import DealText, open_text

    text, numbers, others = written(big_deal()).decode(), count(), count()
    state = open_text(text)

    def told(state: DealText) -> None:
        if state.faults:
            raise SystemExit(f"an edit makes a fault: {state.faults[0]}")
        diagnose(state, DAY)
        law_notes(state, DAY)

    def again() -> None:
        nonlocal state
        state = open_text(edit(text, next(numbers)), before=state)
        told(state)

    return again, lambda: told(open_text(edit(text, next(others))))


def beside_fresh(edit: Callable[[str, int], str]) -> float:
    """Return the time after an edit beside that of a fresh look: the least of each."""
    again, fresh = edited(edit)
    times = interleaved({"again": again, "fresh": fresh}, 5)
    return min(times["again"]) / min(times["fresh"])


def rows() -> list[Row]:
    """Measure each edit."""
    found = []
    for edit in (comment, amount, share, seat):
        again, fresh = edited(edit)
        times = interleaved({"again": again, "fresh": fresh}, 9)
        found.append(
            Row(f"after another {edit.__name__}", min(times["again"]), ratio(times["again"], times["fresh"]), "a fresh look")
        )
    return found


if __name__ == "__main__":
    show(rows())
