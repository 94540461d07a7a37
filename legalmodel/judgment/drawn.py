"""What is drawn from the findings of a judgment as a whole: what to find out next, times to act, what to mend first."""

from datetime import date
from typing import NamedTuple

from legalmodel.base.language import Said
from legalmodel.base.places import Path
from legalmodel.judgment.finding import Finding, Line, Opening, QuestionState
from legalmodel.judgment.result import System


class NextFact(NamedTuple):
    """A fact worth finding out, in one or several records: what it decides, who would know, which document should say."""

    paths: tuple[Path, ...]
    reason: str
    what: Said
    ask: str
    document: str
    decides: tuple[Finding, ...]


class Window(NamedTuple):
    """A time within which an act can be undone, and whether it is shut on the day of the run."""

    finding: Finding
    ground: str
    closes: date | None
    unless: str
    never: bool


class Drawn(NamedTuple):
    """What is drawn from the findings of a judgment as a whole."""

    systems: tuple[System, ...]
    lines: tuple[Line, ...]
    apart: tuple[QuestionState, ...]
    next_facts: tuple[NextFact, ...]
    windows: tuple[Window, ...]
    must_change: tuple[Finding, ...]
    falls_short: tuple[Finding, ...]
    in_doubt: tuple[Finding, ...]
    in_its_time: tuple[Finding, ...]
    not_asked: int = 0
    """How many watched facts the file leaves out."""
    openings: tuple[Opening, ...] = ()
    """Given facts that bear on questions apart from all lines and are read by no rule."""
