"""The judgment of a deal: its findings, and what is drawn from them as a whole: lines, what to find out next, times to act, what to mend."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from legalmodel.base.language import Said
from legalmodel.base.places import Path
from legalmodel.base.things import Thing
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


class Judgment:
    """Everything that was found. ``run_day`` is the day of the run; ``law_on`` and ``as_of`` are set when another was asked for.

    What is drawn from the findings as a whole is drawn on first need, by ``draw``; ``conclude`` draws the conclusions alone.
    """

    __slots__ = (
        "_conclude",
        "_draw",
        "_drawn",
        "acceptance_notes",
        "as_of",
        "assumptions",
        "deal",
        "findings",
        "law_on",
        "run_day",
    )

    def __init__(
        self,
        deal: Thing,
        run_day: date,
        as_of: date | None,
        law_on: date | None,
        findings: tuple[Finding, ...],
        acceptance_notes: tuple[Said, ...],
        assumptions: tuple[str, ...],
        draw: Callable[[], Drawn],
        conclude: Callable[[], tuple[Line, ...]],
    ) -> None:
        self.deal, self.run_day, self.as_of, self.law_on = deal, run_day, as_of, law_on
        self.findings, self.acceptance_notes, self.assumptions = findings, acceptance_notes, assumptions
        self._draw, self._conclude = draw, conclude
        self._drawn: Drawn | None = None

    @property
    def drawn(self) -> Drawn:
        """All that is drawn from the findings."""
        if self._drawn is None:
            self._drawn = self._draw()
        return self._drawn

    @property
    def systems(self) -> tuple[System, ...]:
        """The legal systems that the deal touches."""
        return self.drawn.systems

    @property
    def lines(self) -> tuple[Line, ...]:
        """The conclusions."""
        return self._conclude()

    @property
    def apart(self) -> tuple[QuestionState, ...]:
        """The questions that stand apart from all lines."""
        return self.drawn.apart

    @property
    def next_facts(self) -> tuple[NextFact, ...]:
        """What to find out next, first what would settle most."""
        return self.drawn.next_facts

    @property
    def windows(self) -> tuple[Window, ...]:
        """The times within which an act can be undone."""
        return self.drawn.windows

    @property
    def must_change(self) -> tuple[Finding, ...]:
        """The failing rules that bind, the gravest heading first."""
        return self.drawn.must_change

    @property
    def falls_short(self) -> tuple[Finding, ...]:
        """The failing rules that do not bind: of a shelter, of what is asked in principle, of the deal's own logic."""
        return self.drawn.falls_short
