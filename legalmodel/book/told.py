"""What the findings of a deal come to, in a few words a rule and a fact, so that no question about all deals goes through all findings."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from legalmodel.base.outcomes import Outcome
from legalmodel.book.schemas import FINDINGS

_AT = {column.name: n for n, column in enumerate(FINDINGS[2:])}
_RULE, _OUTCOME, _FAILS, _DOUBTFUL, _HARMLESS, _MISSING = map(
    _AT.__getitem__, ("rule", "outcome", "fails", "doubtful", "harmless", "missing")
)
_ID = re.compile(r"^([a-z_]+)[.][^.]+")
OF_ID = "'^([a-z_]+)[.][^.]+', '\\1.*'"
"""The same for the database: a record of a section stands for all of them."""


class Summed(NamedTuple):
    """Of a deal: each rule with each thing that it says (``cn-no7-27 fail``), and each fact that is missing, with how often."""

    told: list[str]
    open_facts: list[str]
    open_counts: list[int]


NOTHING_TOLD = Summed([], [], [])


def told_of(rows: Iterable[tuple[Any, ...]]) -> Summed:
    """Return what findings come to, from their rows without the key."""
    said: dict[str, None] = {}
    facts: Counter[str] = Counter()
    for row in rows:
        open = row[_OUTCOME] == Outcome.UNKNOWN.value and not row[_HARMLESS]
        said[f"{row[_RULE]} {_word(row, open)}"] = None
        if open:
            facts.update(map(_of_all, row[_MISSING]))
    return Summed(list(said), list(facts), list(facts.values()))


def _word(row: tuple[Any, ...], open: bool) -> str:
    if row[_FAILS]:
        return "fail"
    if row[_DOUBTFUL]:
        return "doubtful"
    if row[_OUTCOME] in (Outcome.JUDGEMENT.value, Outcome.PASS.value):
        return str(row[_OUTCOME])
    return "open" if open else "asked"


@lru_cache(100_000)
def _of_all(fact: str) -> str:
    return _ID.sub(r"\1.*", fact)
