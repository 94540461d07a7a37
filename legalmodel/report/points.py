"""How each essential question of a line stands, sorted as a reader asks: proved, only stated, by law alone, by contract, or what it waits for."""

from collections import Counter
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import cache, partial

from legalmodel.base.outcomes import Outcome, State
from legalmodel.base.places import Path
from legalmodel.base.shared import united
from legalmodel.base.values import Facts
from legalmodel.judgment.conclude import ANSWERED, answers_of
from legalmodel.judgment.finding import Finding, Line, QuestionState
from legalmodel.judgment.papers import declared
from legalmodel.law.catalogue import Catalogue


class Point(StrEnum):
    """How an essential question stands, as a reader counts them."""

    FAILS = "fails"
    PROVED = "proved"
    """Answered, and every fact that decides is from a document."""
    BY_CONTRACT = "by_contract"
    """Answered by a term of a contract that was seen."""
    LAW_ALONE = "law_alone"
    """The law answers whatever the papers say: no fact of the file decides, or the question does not arise."""
    STATED = "stated"
    """Answered on what a source states, with no document seen."""
    CONTRACT_DECIDES = "contract_decides"
    """Open, and a contract would tell."""
    TO_WEIGH = "to_weigh"
    UNKNOWN = "unknown"
    NOT_DUE = "not_due"
    NO_LAW = "no_law"
    """No rule of the law in use answers it."""


_SURE = {
    State.FAIL: Point.FAILS,
    State.JUDGEMENT: Point.TO_WEIGH,
    State.NOT_YET_DUE: Point.NOT_DUE,
    State.DOES_NOT_ARISE: Point.LAW_ALONE,
    State.NONE: Point.LAW_ALONE,
    State.NOT_EXAMINED: Point.NO_LAW,
    State.NOT_APPLICABLE: Point.NO_LAW,
    State.PART: Point.NO_LAW,
}


def points_of(line: Line, catalogue: Catalogue) -> Counter[Point]:
    """Count the essential questions of a line by how they stand; the counts add up to all of them."""
    return points_of_lines((line,), catalogue)[0]


def points_of_lines(lines: Iterable[Line], catalogue: Catalogue) -> list[Counter[Point]]:
    """Count the essential questions of each line, in the order of the lines."""
    by_contract = cache(partial(_by_contract, catalogue=catalogue))
    # hundreds of lines hold the very same state of a question: looked at once, by which object it is
    known: dict[int, Point] = {}
    counts = []
    for line in lines:
        counted = [state for state in line.states if state.question in line.counted]
        known.update([(id(s), point_of(s, by_contract)) for s in counted if id(s) not in known])
        counts.append(Counter([known[id(state)] for state in counted]))
    return counts


def _by_contract(path: Path, catalogue: Catalogue) -> bool:
    """Tell whether a contract would tell a fact."""
    return "contract" in catalogue.who_knows(path).document


def point_of(state: QuestionState, by_contract: Callable[[Path], bool]) -> Point:
    """Return how one question stands; ``by_contract`` tells whether a contract would tell a fact."""
    if state.state in ANSWERED and any(f.unseen for f in answers_of(state)):
        return Point.STATED
    if state.state in _SURE:
        return _SURE[state.state]
    if state.state is State.UNKNOWN:
        return Point.CONTRACT_DECIDES if _contract_decides(state, by_contract) else Point.UNKNOWN
    answers = answers_of(state)
    if answers and all(f.rule.force == "contract" for f in answers):
        return Point.BY_CONTRACT
    return Point.PROVED if any(True for f in answers for _ in declared(f.proofs)) else Point.LAW_ALONE


def open_findings(state: QuestionState) -> tuple[Finding, ...]:
    """Return the findings that leave a question open."""
    return tuple(f for f in state.findings if f.outcome is Outcome.UNKNOWN and not f.harmless)


def _contract_decides(state: QuestionState, by_contract: Callable[[Path], bool]) -> bool:
    """Tell whether every fact that a question waits for is one that a contract would tell."""
    waits = waits_for(state)
    return bool(waits) and all(by_contract(missing.path) for missing in waits)


def waits_for(state: QuestionState) -> Facts:
    """Return the facts that an open question waits for."""
    return united(finding.result.missing for finding in open_findings(state))
