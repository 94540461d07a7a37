"""Hold each row of a tape against the criteria of the deal, and lay the loans out in strata, in one pass over the columns.

Each criterion is a digit of one number, so that rows are put together by all criteria at once: 0 met, 1 not met, 2 not known, 3 not asked.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from legalmodel.base.language import Phrase
from legalmodel.logic.expression import Expression
from legalmodel.logic.tree import TreeNode
from legalmodel.tapes.columns import ROW as ROW_SORT
from legalmodel.tapes.engine import text
from legalmodel.tapes.flat import FlatWriter, NotFlat
from legalmodel.tapes.outcomes import CriterionResult, SomeLoans, StratumBand, StratumResult
from legalmodel.tapes.rows import codes_by_rows
from legalmodel.tapes.sql import SqlValue
from legalmodel.tapes.tape import SHOWN, Tape
from legalmodel.tapes.terms import ROW, Banding, PoolTerms, TapeCriterion

MET, FAILS, OPEN, NOT_ASKED = range(4)
PER_NUMBER = 30
"""Digits of base four that one number holds."""
BALANCES = ("balance", "claims", "principal", "ending", "scheduled", "at_transfer", "original")
"""The columns that may be the balance by which loans are weighed, the first that the tape has."""
BANDS_MAX = 500
"""The most rows of a table of the stratification; a column of more values is none to put loans together by."""


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


class _CriterionSql(NamedTuple):
    """A criterion, and what comes of it for a row, in SQL; empty if it goes row by row."""

    criterion: TapeCriterion
    code: str


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
    flat = [a for a in asked if a.code]
    slow = [a for a in asked if not a.code]
    bands = [(banding, _band_sql(tape, terms, banding)) for banding in terms.strata]
    balance = balance_of(tape)
    sums, grouped = _grouped(tape, flat, [sql for _, sql in bands if isinstance(sql, str)], balance)
    results = {a.criterion.id: result for a, result in zip(flat, _by_criterion(flat, sums), strict=True)}
    by_rows = codes_by_rows(tape, terms, [a.criterion for a in slow], balance) if slow else {}
    for a in slow:
        results[a.criterion.id] = by_rows[a.criterion.id]
    placed = _placed(tape, flat, results)
    found = tuple(placed[c.id]._replace(lacks=lacking(tape, c.test, c.when)) for c in terms.criteria)
    strata = tuple(_strata(bands, grouped))
    whole = _all(sums, lambda _: True)
    answerable = [n for n, a in enumerate(flat) if not lacking(tape, a.criterion.test, a.criterion.when)]
    eligible = (
        _all(sums, lambda codes: all(codes[n] in (MET, NOT_ASKED) for n in answerable)) if not slow else SomeLoans(0, None)
    )
    return HeldTape(found, strata, whole, eligible, balance)


def _asked(tape: Tape, terms: PoolTerms, criterion: TapeCriterion) -> _CriterionSql:
    try:
        return _CriterionSql(criterion, code_sql(tape, terms, criterion))
    except NotFlat:
        return _CriterionSql(criterion, "")


def code_sql(tape: Tape, terms: PoolTerms, criterion: TapeCriterion) -> str:
    """Return what comes of a criterion for a row, in SQL. Raises NotFlat."""
    test = writer(tape, terms, criterion.test, criterion.numbers).truth(criterion.test.tree)
    when = writer(tape, terms, criterion.when, criterion.numbers).truth(criterion.when.tree) if criterion.when else ""
    if not when:
        return f"coalesce(CAST(NOT {test} AS INTEGER), {OPEN})"
    return (
        f"CASE WHEN NOT {when} THEN {NOT_ASKED} WHEN {test} THEN {MET} WHEN {when} AND NOT {test} THEN {FAILS} ELSE {OPEN} END"
    )


_Sums = list[tuple[tuple[int, ...], int, int, Decimal | None]]
"""For each pattern of outcomes: the digits, how many loans, how many of them have a balance, and its sum."""


def _grouped(
    tape: Tape, flat: Sequence[_CriterionSql], bands: Sequence[str], balance: str
) -> tuple[_Sums, list[list[tuple[Any, ...]]]]:
    """Put the loans together by patterns of outcomes and, each by itself, by strata: one pass."""
    chunks = [flat[n : n + PER_NUMBER] for n in range(0, len(flat), PER_NUMBER)] or [[]]
    numbers = [" + ".join(f"{4**n}::BIGINT * ({a.code})" for n, a in enumerate(chunk)) or "0::BIGINT" for chunk in chunks]
    weight = f"c_{balance}" if balance else "CAST(NULL AS DECIMAL(1,0))"
    named = [*(f"{sql} AS m{n}" for n, sql in enumerate(numbers)), *(f"{sql} AS b{n}" for n, sql in enumerate(bands))]
    masks, labels = [f"m{n}" for n in range(len(numbers))], [f"b{n}" for n in range(len(bands))]
    sets = ", ".join(f"({group})" for group in (", ".join(masks), *labels))
    which = ", ".join([f"GROUPING(m0{''.join(', ' + b for b in labels)})", *masks, *labels])
    rows = tape.ask(
        f"SELECT {which}, count(*), count(w), sum(w) FROM (SELECT {', '.join(named)}, {weight} AS w FROM tape) GROUP BY GROUPING SETS ({sets})"
    )
    sums: _Sums = []
    strata: list[list[tuple[Any, ...]]] = [[] for _ in bands]
    for which_set, *cells in rows:
        *keys, many, weighed, total = cells
        # GROUPING has a bit for each key that a row is not put together by, the first key highest
        if not which_set >> len(bands) & 1:
            codes = [int(number) // 4**n % 4 for number, chunk in zip(keys, chunks, strict=False) for n in range(len(chunk))]
            sums.append((tuple(codes), many, weighed, total))
            continue
        place = next(n for n in range(len(bands)) if not which_set >> (len(bands) - 1 - n) & 1)
        strata[place].append((keys[len(chunks) + place], many, weighed, total))
    return sums, strata


def _part(rows: Iterable[tuple[int, int, Decimal | None]]) -> SomeLoans:
    part = SomeLoans()
    for many, weighed, total in rows:
        part = part.with_more(many, (total or Decimal(0)) if weighed == many else None)
    return part


def _all(sums: _Sums, counts: Callable[[tuple[int, ...]], bool]) -> SomeLoans:
    return _part((many, weighed, total) for codes, many, weighed, total in sums if counts(codes))


def _by_criterion(flat: Sequence[_CriterionSql], sums: _Sums) -> Iterator[CriterionResult]:
    for n, a in enumerate(flat):
        met, fails, unknown, not_asked = (
            _part((m, w, t) for codes, m, w, t in sums if codes[n] == code) for code in (MET, FAILS, OPEN, NOT_ASKED)
        )
        yield CriterionResult(a.criterion, met, fails, unknown, not_asked)


def _placed(tape: Tape, flat: Sequence[_CriterionSql], results: dict[str, CriterionResult]) -> dict[str, CriterionResult]:
    """Name the first rows that do not meet a criterion, or of which it is not known."""
    wanted = []
    for a in flat:
        result = results[a.criterion.id]
        wanted += [
            (a, code)
            for code, part in ((FAILS, result.fails), (OPEN, result.unknown))
            if 0 < part.loans < tape.rows or (part.loans and code == FAILS)
        ]
    if not wanted:
        return results
    for a, code in wanted:
        # the engine keeps the order of the file, and stops at the last row wanted
        rows = [row for (row,) in tape.ask(f"SELECT row FROM tape WHERE {a.code} = {code} LIMIT {SHOWN}")]
        numbers, result = tape.numbers(rows), results[a.criterion.id]
        results[a.criterion.id] = result._replace(rows=numbers) if code == FAILS else result._replace(open_rows=numbers)
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
    known = f"{value.sql} IS NOT NULL"
    if not banding.edges:
        cell = f"CAST({value.sql} AS VARCHAR)"
    else:
        steps = [f"WHEN {value.sql} < {_edge(edge)} THEN '{n}'" for n, (_, edge) in enumerate(banding.edges)]
        cell = f"CASE {' '.join(steps)} ELSE '{len(banding.edges)}' END"
    none = f" WHEN {value.none} THEN 'n'" if value.none else ""
    return (
        f"CASE WHEN {known} THEN '=' || {cell}{none} END"
        if not banding.edges or value.none
        else f"CASE WHEN {known} THEN {cell} END"
    )


def _edge(edge: Any) -> str:
    return (
        f"CAST('{edge:f}' AS DECIMAL(38,{max(0, -int(edge.as_tuple().exponent))}))"
        if isinstance(edge, Decimal)
        else f"DATE {text(str(edge))}"
    )


def _strata(bands: Sequence[tuple[Banding, str | Phrase]], grouped: list[list[tuple[Any, ...]]]) -> Iterator[StratumResult]:
    made = iter(grouped)
    for banding, sql in bands:
        if not isinstance(sql, str):
            yield StratumResult(banding, (), sql)
            continue
        rows = next(made)
        if len(rows) > BANDS_MAX:
            yield StratumResult(banding, (), Phrase("it has more than {most} values: give bands", most=BANDS_MAX))
            continue
        found = {_name(key, banding): _part([(m, w, t)]) for key, m, w, t in rows}
        order = [_named(banding, n) for n in range(len(banding.edges) + 1)] if banding.edges else sorted(
            (label for label in found if label), key=lambda label: (-(found[label].balance or 0), label)
        )  # fmt: skip  # one value of two
        kept = [label for label in (*order, "none", None) if label in found]
        yield StratumResult(banding, tuple(StratumBand(label, found[label]) for label in dict.fromkeys(kept)))


def _name(key: str | None, banding: Banding) -> str | None:
    if key is None:
        return None
    if key == "n":
        return "none"
    bare = key.removeprefix("=")
    return _named(banding, int(bare)) if banding.edges else bare


def _named(banding: Banding, number: int) -> str:
    """Name a band by where it begins and where the next does."""
    edges = [text for text, _ in banding.edges]
    if number == 0:
        return f"< {edges[0]}"
    return f"{edges[number - 1]} ≤ … < {edges[number]}" if number < len(edges) else f"≥ {edges[-1]}"
