"""What a tape shows: outcomes of criteria, limits, figures and checks, as data; told in words elsewhere."""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from legalmodel.base.language import Phrase
from legalmodel.tapes.compiling import Banding, TapeCriterion, TapeLimit


class TapeOutcome(StrEnum):
    """How a term or figure comes out; a term that the tape cannot answer is not known, and never met."""

    MET = "met"
    FAILS = "not met"
    UNKNOWN = "not known"
    NOT_ASKED = "not asked"


class SomeLoans(NamedTuple):
    """Some loans: how many, and their balance, None where that is not known of each."""

    loans: int = 0
    balance: Decimal | None = Decimal(0)

    def with_more(self, loans: int, balance: Decimal | None) -> "SomeLoans":
        """Return these loans and others."""
        whole = None if balance is None or self.balance is None else self.balance + balance
        return SomeLoans(self.loans + loans, whole)


class CriterionResult(NamedTuple):
    """What came of one criterion: the loans that meet it, do not, of which it is not known, and of which it is not asked.

    ``lacks`` are columns that it speaks of and the tape does not have; ``why`` says why no row was asked, or that the evaluator asked
    row by row. ``rows`` are the first rows that do not meet it, ``open_rows`` those of which it is not known.
    """

    criterion: TapeCriterion
    met: SomeLoans
    fails: SomeLoans
    unknown: SomeLoans
    not_asked: SomeLoans
    lacks: tuple[str, ...] = ()
    by_rows: bool = False
    rows: tuple[int, ...] = ()
    open_rows: tuple[int, ...] = ()

    @property
    def outcome(self) -> TapeOutcome:
        """The outcome over all loans."""
        if self.fails.loans:
            return TapeOutcome.FAILS
        if self.unknown.loans:
            return TapeOutcome.UNKNOWN
        return TapeOutcome.MET if self.met.loans else TapeOutcome.NOT_ASKED


class LimitResult(NamedTuple):
    """What came of a limit: the share that counts at least and at most, of the whole; ``why`` where it is not known."""

    limit: TapeLimit
    outcome: TapeOutcome
    low: Decimal | None = None
    high: Decimal | None = None
    groups: int = 0
    loans: int = 0
    why: Phrase | None = None


class StratumBand(NamedTuple):
    """One row of a table of the stratification: its label (None: not known), and its loans."""

    label: str | None
    part: SomeLoans


class StratumResult(NamedTuple):
    """A table of the stratification; ``why`` where it could not be made."""

    banding: Banding
    bands: tuple[StratumBand, ...]
    why: Phrase | None = None


class FigureResult(NamedTuple):
    """A figure of the pool as stated beside that of the tape; ``path`` is where it is stated, ``unit`` of amounts their currency."""

    path: tuple[str, ...]
    what: Phrase
    stated: Decimal | str
    found: Decimal | str | None
    outcome: TapeOutcome
    unit: str = ""
    why: Phrase | None = None

    @property
    def difference(self) -> Decimal | None:
        """How much more the tape has than is stated."""
        if isinstance(self.stated, Decimal) and isinstance(self.found, Decimal):
            return self.found - self.stated
        return None


class RowCheck(NamedTuple):
    """What must hold within a row: how many rows it does not hold in, the first of them, the greatest difference; of sums, how many differ by
    more than 0.01.
    """

    id: str
    sort: str
    wording: dict[str, str]
    wrong: int
    unknown: int
    rows: tuple[int, ...]
    difference: Decimal | None = None
    beyond: int | None = None


class Identity(NamedTuple):
    """How loans are told apart: rows without a number, numbers that stand twice, and in how many rows; None: no such column."""

    without: int
    repeated: int
    rows_repeated: int
    rows: tuple[int, ...]
