"""Findings and conclusions as rows of the tables of a book."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from legalmodel.base.language import speaking
from legalmodel.base.names import Name
from legalmodel.base.outcomes import ExcludedBy, Outcome
from legalmodel.base.places import dotted
from legalmodel.base.speech import name_of
from legalmodel.book.schemas import Rows
from legalmodel.judgment.finding import Finding, Line
from legalmodel.logic.scope import Room


def finding_row(f: Finding) -> tuple[object, ...]:
    """Return a finding as the table has it, after the deal and its version."""
    rule, outcome, result, seen = f.rule, f.outcome, f.result, f.seen
    fail, missing = outcome is Outcome.FAIL, result.missing
    chinese = ""
    if fail:
        with speaking("zh"):
            chinese = f.sentence
    return (
        rule.id,
        rule.head.id,
        dotted(seen.thing.path) if seen is not None else "",
        _WORDS[outcome],
        fail and f.fails,
        fail and f.doubtful,
        outcome is Outcome.UNKNOWN and f.harmless,
        f.day,
        f.known_to,
        seen is not None and seen.days.planned,
        _WORDS[result.excluded_by],
        _could_be(result.could_be) if result.could_be else _NOTHING,
        [dotted(m.path) for m in (sorted(missing) if len(missing) > 1 else missing)] if missing else _NOTHING,
        result.due.day.last if result.due and result.due.day else None,
        f.sentence if fail else "",
        chinese,
        len(seen.scopes) if seen is not None else 1,
        sorted({c.outcome.value for c in f.conflicts}) if f.conflicts else _NOTHING,
        [_with_room(*number) for number in f.numbers] if f.numbers else _NOTHING,
        f.unseen_as_told,
    )


def _with_room(name: str, room: Room) -> str:
    """Return a number that was read, with the ends between which it could be another; nothing beside its name where it may not."""
    return name if room is None else " ".join([name, *("-" if end is None else f"{end:f}" for end in room)])


def has_room(number: str, value: Decimal | None) -> bool:
    """Tell whether a number, as it stands in a row, may take a value without another outcome."""
    _, *ends = number.split(" ")
    if value is None or len(ends) != 2:
        return False
    low, high = (None if end == "-" else Decimal(end) for end in ends)
    return (low is None or low < value) and (high is None or value < high)


_NOTHING: list[str] = []
_WORDS: dict[Outcome | ExcludedBy, str] = {word: word.value for word in (*Outcome, *ExcludedBy)}
"""The words as plain text: to ask an enumeration for them takes as long as half a row."""


@cache
def _could_be(outcomes: frozenset[Outcome]) -> list[Outcome]:
    """Return outcomes in order: there are a few dozen such sets, and one in nearly every second row."""
    return sorted(outcomes)


def lines_into(rows: Rows, key: tuple[str, int], lines: Iterable[Line]) -> None:
    """Add the rows of conclusions."""
    for line in lines:
        rows.add(
            (
                *key,
                line.heading,
                line.system,
                dotted(line.subject.path),
                name_of(line.subject),
                line.failing.id if line.failing else "",
                list(line.roles),
                line.conclusion.value,
                line.essential,
                line.answered,
                list(line.no_pack),
            )
        )


def plain_name(value: Name | None) -> str:
    """Return a name as the table has it; empty where there is none."""
    return str(value) if value else ""
