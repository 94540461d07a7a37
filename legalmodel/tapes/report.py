"""All that a tape shows of a deal, gathered: what ``tape check`` tells, as data."""

from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from legalmodel.base.names import shown
from legalmodel.tapes.figures import figures_of
from legalmodel.tapes.holding import HeldTape, hold
from legalmodel.tapes.limits import hold_limit
from legalmodel.tapes.outcomes import FigureResult, Identity, LimitResult, RowCheck, TapeOutcome
from legalmodel.tapes.tape import Tape
from legalmodel.tapes.terms import PoolTerms
from legalmodel.tapes.within import identity_of, rows_within
from legalmodel.text.reading import reading


class TapeReport(NamedTuple):
    """What a tape shows of a pool: how it was read, and what came of every term and figure."""

    tape: Tape
    terms: PoolTerms
    digest: str
    held: HeldTape
    limits: tuple[LimitResult, ...]
    figures: tuple[FigureResult, ...]
    checks: tuple[RowCheck, ...]
    identity: Identity | None
    totals: tuple[tuple[str, Decimal | None], ...]

    @property
    def outcomes(self) -> tuple[TapeOutcome, ...]:
        """The outcomes of all criteria, limits and figures, and of what must hold within a row."""
        within = [TapeOutcome.FAILS for c in self.checks if c.wrong and c.sort == "contradiction"]
        if self.identity and (self.identity.without or self.identity.repeated):
            within.append(TapeOutcome.FAILS)
        if self.tape.raw.rejects or (self.terms.stated.identified_by == "list" and self.identity is None):
            within.append(TapeOutcome.UNKNOWN)
        return (
            *(c.outcome for c in self.held.criteria),
            *(r.outcome for r in self.limits),
            *(f.outcome for f in self.figures),
            *within,
        )

    @property
    def pool_name(self) -> str:
        """The name of the pool, in the language asked for; its id if it has none."""
        name = self.terms.stated.name
        return shown(name) if isinstance(name, str) else self.terms.pool.id


def report_on(tape: Tape, terms: PoolTerms) -> TapeReport:
    """Hold a tape against all terms and figures of a pool."""
    held = hold(tape, terms)
    limits = tuple(hold_limit(tape, terms, limit) for limit in terms.limits)
    return TapeReport(
        tape,
        terms,
        digest_of(tape.raw.file),
        held,
        limits,
        tuple(figures_of(tape, terms)),
        rows_within(tape, terms),
        identity_of(tape),
        totals_of(tape),
    )


def totals_of(tape: Tape) -> tuple[tuple[str, Decimal | None], ...]:
    """Return the sum of each column of amounts, of the cells that have a value; none where the tape is in several currencies."""
    names = [name for name, c in tape.columns.items() if c.column.kind == "amount"] if tape.currencies < 2 else []
    if not names:
        return ()
    (sums,) = tape.ask(f"SELECT {', '.join(f'sum(c_{name})' for name in names)} FROM tape")
    return tuple(zip(names, sums, strict=True))


def digest_of(file: Path) -> str:
    """Return the digest of a file, in hexadecimal, read piece by piece."""
    found = sha256()
    with reading(file), file.open("rb") as stream:
        while piece := stream.read(1 << 20):
            found.update(piece)
    return found.hexdigest()
