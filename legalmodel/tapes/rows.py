"""Conditions that are not flat, run by the one evaluator, row by row: slower by far, and told so."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from legalmodel.base.kleene import disj, negate
from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Money, Span, Truth, U
from legalmodel.tapes.cells import NONE_THERE
from legalmodel.tapes.columns import ROW as ROW_SORT
from legalmodel.tapes.compiling import TapeCriterion
from legalmodel.tapes.outcomes import CriterionResult, SomeLoans
from legalmodel.tapes.tape import SHOWN, ReadColumn, Tape
from legalmodel.tapes.terms import PoolTerms

BATCH = 20_000
MET, FAILS, OPEN, NOT_ASKED = range(4)


def things(tape: Tape, names: Sequence[str], balance: str = "") -> Iterator[tuple[int, Thing, Decimal | None]]:
    """Yield each row: its position, the loan as a record with these columns, and its balance."""
    kept = [tape.columns[name] for name in names if name in tape.columns]
    cells = [_cells(c, tape) for c in kept]
    weight = f"c_{balance}" if balance else "NULL"
    flat = ", ".join(["row", weight, *(part for each in cells for part in each)])
    cursor = tape.connection.cursor()
    cursor.execute(f"SELECT {flat} FROM tape ORDER BY row")
    while batch := cursor.fetchmany(BATCH):
        for position, weighed, *found in batch:
            loan = Thing(ROW_SORT, str(position), ("tape", str(position)))
            for n, column in enumerate(kept):
                state, value, last = found[3 * n : 3 * n + 3]
                filled = _value(column, state, value, last)
                if filled is not None:
                    loan.fields[column.column.name] = filled
            yield position, loan, weighed


def _cells(column: ReadColumn, tape: Tape) -> tuple[str, str, str]:
    name, value = column.column.name, column.value
    currency = "NULL"
    if column.column.kind == "amount":
        currency = "c_currency" if "currency" in tape.columns and not tape.currency else f"'{tape.currency}'"
    return f"s_{name}", f"c_{name}", value.last or (currency if column.column.kind == "amount" else "NULL")


def _value(column: ReadColumn, state: int, value: Any, last: Any) -> Any:
    """Return the value of a cell as a fact: None where nothing is known."""
    if state == NONE_THERE:
        return NONE
    if value is None:
        return None
    kind = column.column.kind
    if kind == "day":
        return Span(value, last or value)
    if kind == "amount":
        return Money(Decimal(value), last) if last else None
    return Decimal(value) if column.column.numeric else value


def codes_by_rows(tape: Tape, terms: PoolTerms, criteria: Sequence[TapeCriterion], balance: str) -> dict[str, CriterionResult]:
    """Ask criteria of each row by the evaluator."""
    named = {f for c in criteria for e in (c.test, c.when) if e for sort, f in e.analysis.reads if sort == ROW_SORT}
    parts = {c.id: [SomeLoans(), SomeLoans(), SomeLoans(), SomeLoans()] for c in criteria}
    rows: dict[tuple[str, int], list[int]] = {}
    for position, loan, weighed in things(tape, sorted(named), balance):
        for c in criteria:
            code = code_of(c, terms, loan)
            parts[c.id][code] = parts[c.id][code].with_more(1, weighed)
            if code in (FAILS, OPEN) and len(shown := rows.setdefault((c.id, code), [])) < SHOWN:
                shown.append(position)
    return {c.id: _result(tape, c, parts[c.id], rows) for c in criteria}


def _result(
    tape: Tape, criterion: TapeCriterion, parts: list[SomeLoans], rows: dict[tuple[str, int], list[int]]
) -> CriterionResult:
    met, fails, unknown, not_asked = parts
    first, open_rows = (tape.numbers(rows.get((criterion.id, code), [])) for code in (FAILS, OPEN))
    return CriterionResult(criterion, met, fails, unknown, not_asked, (), True, first, open_rows)


def codes(tape: Tape, terms: PoolTerms, criterion: TapeCriterion) -> Iterator[tuple[int, int]]:
    """Yield the position of each row with what comes of a criterion for it."""
    named = {f for e in (criterion.test, criterion.when) if e for sort, f in e.analysis.reads if sort == ROW_SORT}
    for position, loan, _ in things(tape, sorted(named)):
        yield position, code_of(criterion, terms, loan)


def code_of(criterion: TapeCriterion, terms: PoolTerms, loan: Thing) -> int:
    """Return what comes of a criterion for one loan."""
    scope = terms.scope(loan, criterion.numbers)
    asked: Truth = True if criterion.when is None else criterion.when.run(scope)
    if asked is False:
        return NOT_ASKED
    met = disj((negate(asked), criterion.test.run(scope)))
    return OPEN if isinstance(met, U) else MET if met else FAILS
