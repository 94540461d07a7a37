"""Hold each row of a tape against the criteria of the deal, and lay the loans out in strata, in one pass over the columns."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from legalmodel.base.language import Phrase
from legalmodel.logic.expression import Expression
from legalmodel.logic.tree import TreeNode
from legalmodel.tapes.cells import DIGITS_MAX
from legalmodel.tapes.columns import ROW as ROW_SORT
from legalmodel.tapes.compiling import ROW, Banding, TapeCriterion
from legalmodel.tapes.engine import text
from legalmodel.tapes.flat import FlatWriter, NotFlat, digits_of
from legalmodel.tapes.outcomes import CriterionResult, SomeLoans, StratumBand, StratumResult
from legalmodel.tapes.patterns import FAILS, OPEN, Truths, first_rows, lay_out
from legalmodel.tapes.rows import codes_by_rows
from legalmodel.tapes.sql import SqlValue
from legalmodel.tapes.tape import Tape
from legalmodel.tapes.terms import PoolTerms

BALANCES = ("balance", "claims", "principal", "ending", "scheduled", "at_transfer", "original")
"""The columns that may be the balance by which loans are weighed, the first that the tape has."""
BANDS_MAX = 500
"""The most rows of a table of the stratification; a column of more values is none to put loans together by."""

NONE_BAND = -1
"""The band of loans that have none of what others are put together by."""


def balance_of(tape: Tape) -> str:
    """Return the column that is the balance; empty if the tape has none, or amounts in several currencies."""
    return next((name for name in BALANCES if name in tape.columns), "") if tape.currencies < 2 else ""


def writer(tape: Tape, terms: PoolTerms, expression: Expression, numbers: dict[str, Any] | None = None) -> FlatWriter:
    """Return what writes an expression as SQL over the tape; parts that do not speak of the row are worked out by the evaluator."""
    scope = terms.scope(None, numbers)

    def work_out(node: TreeNode) -> Any:
        return expression.build(node)(scope)

    return FlatWriter({name: c.value for name, c in tape.columns.items()}, ROW, work_out)


def lacking(tape: Tape, *expressions: Expression | None) -> tuple[str, ...]:
    """Return the columns that expressions speak of and the tape does not have."""
    named = {field for e in expressions if e for sort, field in e.analysis.reads if sort == ROW_SORT}
    return tuple(sorted(named - set(tape.columns)))


class _AskedCriterion(NamedTuple):
    """A criterion, and its statements in SQL; None if it goes row by row."""

    criterion: TapeCriterion
    truths: Truths | None


class HeldTape(NamedTuple):
    """What the tape shows of criteria and strata; ``eligible`` are the loans that meet all criteria that it has the columns for."""

    criteria: tuple[CriterionResult, ...]
    strata: tuple[StratumResult, ...]
    whole: SomeLoans
    eligible: SomeLoans
    balance: str


def hold(tape: Tape, terms: PoolTerms) -> HeldTape:
    """Hold the tape against the criteria of the deal and lay it out in strata."""
    asked = [_asked(tape, terms, criterion) for criterion in terms.criteria]
    flat = [(a.criterion, a.truths) for a in asked if a.truths]
    slow = [a.criterion for a in asked if not a.truths]
    bands = [(banding, _band_sql(tape, terms, banding)) for banding in terms.strata]
    balance = balance_of(tape)
    answerable = [n for n, (criterion, _) in enumerate(flat) if not lacking(tape, criterion.test, criterion.when)]
    labels = [sql for _, sql in bands if isinstance(sql, str)]
    laid = lay_out(tape, [truths for _, truths in flat], answerable, labels, balance, BANDS_MAX)
    results = {c.id: CriterionResult(c, *parts) for (c, _), parts in zip(flat, laid.criteria, strict=True)}
    results |= codes_by_rows(tape, terms, slow, balance) if slow else {}
    placed = _placed(tape, flat, results)
    found = tuple(placed[c.id]._replace(lacks=lacking(tape, c.test, c.when)) for c in terms.criteria)
    eligible = laid.eligible if not slow else SomeLoans(0, None)
    return HeldTape(found, tuple(_strata(bands, laid.strata)), laid.whole, eligible, balance)


def _asked(tape: Tape, terms: PoolTerms, criterion: TapeCriterion) -> _AskedCriterion:
    try:
        return _AskedCriterion(criterion, truths_of(tape, terms, criterion))
    except NotFlat:
        return _AskedCriterion(criterion, None)


def truths_of(tape: Tape, terms: PoolTerms, criterion: TapeCriterion) -> Truths:
    """Return a criterion as statements in SQL. Raises NotFlat."""
    test = writer(tape, terms, criterion.test, criterion.numbers).truth(criterion.test.tree)
    when = writer(tape, terms, criterion.when, criterion.numbers).truth(criterion.when.tree) if criterion.when else ""
    return Truths(test, when)


def _placed(
    tape: Tape, flat: Sequence[tuple[TapeCriterion, Truths]], results: dict[str, CriterionResult]
) -> dict[str, CriterionResult]:
    """Name the first rows that do not meet a criterion, or of which it is not known."""
    wanted: list[tuple[TapeCriterion, str, int]] = []
    for criterion, truths in flat:
        result = results[criterion.id]
        parts = ((FAILS, result.fails), (OPEN, result.unknown))
        wanted += [
            (criterion, truths.code, code)
            for code, part in parts
            if 0 < part.loans < tape.rows or (part.loans and code == FAILS)
        ]
    found = first_rows(tape, [f"{sql} = {code}" for _, sql, code in wanted]) if wanted else []
    for (criterion, _, code), numbers in zip(wanted, found, strict=True):
        result = results[criterion.id]
        results[criterion.id] = result._replace(rows=numbers) if code == FAILS else result._replace(open_rows=numbers)
    return results


# --- strata


def _band_sql(tape: Tape, terms: PoolTerms, banding: Banding) -> str | Phrase:
    """Return the band of a row in SQL, as text; or why there is none."""
    if lacks := lacking(tape, banding.by):
        return Phrase("the tape has no column for {columns}", columns=", ".join(lacks))
    if any(tape.columns[f].column.kind == "key" for sort, f in banding.by.analysis.reads if sort == ROW_SORT):
        return Phrase("keys of loans and debtors are not shown")
    try:
        value = writer(tape, terms, banding.by).value(banding.by.tree)
    except NotFlat as error:
        return Phrase("'{part}' is more than a column or a figure of columns", part=error.node.text)
    if value.kind in ("unknown", "none"):
        return Phrase("it is not known of any loan")
    return _label(value, banding)


def _label(value: SqlValue, banding: Banding) -> str:
    """Return the label of a row in SQL: the number of its band, or its value as text behind a sign, for "none" is no value."""
    known = f"{value.sql} IS NOT NULL"
    if banding.edges:
        steps = [f"WHEN {value.sql} < {_edge(edge)} THEN {n}" for n, (_, edge) in enumerate(banding.edges)]
        none = f" WHEN {value.none} THEN {NONE_BAND}" if value.none else ""
        return f"CAST(CASE {' '.join(steps)} WHEN {known} THEN {len(banding.edges)}{none} END AS INTEGER)"
    cell = f"CAST({value.sql} AS VARCHAR)"
    return f"CASE WHEN {known} THEN '=' || {cell} WHEN {value.none} THEN 'n' END" if value.none else f"'=' || {cell}"


def _edge(edge: Any) -> str:
    if not isinstance(edge, Decimal):
        return f"DATE {text(str(edge))}"
    digits = digits_of(edge)
    return (
        f"CAST('{edge:f}' AS {digits.sql})"
        if digits.width <= DIGITS_MAX
        else f"CAST('{edge:f}' AS DECIMAL(38,{digits.places}))"
    )


def _strata(
    bands: Sequence[tuple[Banding, str | Phrase]], laid: list[list[tuple[Any, SomeLoans]] | None]
) -> Iterator[StratumResult]:
    made = iter(laid)
    for banding, sql in bands:
        if not isinstance(sql, str):
            yield StratumResult(banding, (), sql)
            continue
        rows = next(made)
        if rows is None:
            yield StratumResult(banding, (), Phrase("it has more than {most} values: give bands", most=BANDS_MAX))
            continue
        found = {_name(key, banding): part for key, part in rows}
        order = [_named(banding, n) for n in range(len(banding.edges) + 1)] if banding.edges else sorted(
            (label for label in found if label), key=lambda label: (-(found[label].balance or 0), label)
        )  # fmt: skip  # one value of two
        kept = [label for label in (*order, "none", None) if label in found]
        yield StratumResult(banding, tuple(StratumBand(label, found[label]) for label in dict.fromkeys(kept)))


def _name(key: str | int | None, banding: Banding) -> str | None:
    if key is None:
        return None
    if key in ("n", NONE_BAND):
        return "none"
    return _named(banding, key) if isinstance(key, int) else key.removeprefix("=")


def _named(banding: Banding, number: int) -> str:
    """Name a band by where it begins and where the next does."""
    edges = [text for text, _ in banding.edges]
    if number == 0:
        return f"< {edges[0]}"
    return f"{edges[number - 1]} ≤ … < {edges[number]}" if number < len(edges) else f"≥ {edges[-1]}"
