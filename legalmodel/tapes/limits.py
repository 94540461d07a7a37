"""Concentration limits held against a tape: sums by group in whole decimals, bounded where cells are not known, compared without division."""

from decimal import Decimal
from typing import NamedTuple

from legalmodel.base.language import Phrase
from legalmodel.logic.expression import Expression
from legalmodel.tapes.compiling import TapeLimit
from legalmodel.tapes.flat import NotFlat
from legalmodel.tapes.holding import balance_of, lacking, writer
from legalmodel.tapes.outcomes import LimitResult, TapeOutcome
from legalmodel.tapes.tape import Tape
from legalmodel.tapes.terms import PoolTerms


class _LimitSql(NamedTuple):
    """What a limit adds up, as SQL: the amount of a row, the group it belongs to, and whether it counts."""

    amount: str
    group: str
    counts: str


class _Sums(NamedTuple):
    """What was added up: the largest groups, what may belong to them besides (above and below zero), and the whole."""

    counted: Decimal
    more: Decimal
    less: Decimal
    whole: Decimal
    groups: int
    loans: int
    without_amount: int


def hold_limit(tape: Tape, terms: PoolTerms, limit: TapeLimit) -> LimitResult:
    """Hold a tape against one limit."""
    lacks = lacking(tape, limit.by, limit.when, limit.of)
    if lacks:
        return _open(limit, Phrase("the tape has no column for {columns}", columns=", ".join(lacks)))
    if tape.currencies > 1:
        return _open(limit, Phrase("amounts in several currencies make no one sum"))
    if limit.of is None and not balance_of(tape):
        return _open(limit, Phrase("the tape has no balance"))
    try:
        parts = _parts(tape, terms, limit)
    except NotFlat as error:
        return _open(limit, Phrase("'{part}' is more than a flat condition on columns", part=error.node.text))
    sums = _added(tape, limit, parts)
    if sums.without_amount:
        return _open(limit, Phrase("the amount of {many} loans is not known", many=f"{sums.without_amount:,}"), sums)
    if sums.whole <= 0:
        return _open(limit, Phrase("the whole is nothing, so that no part of it can be told"), sums)
    return _judged(limit, sums)


def _open(limit: TapeLimit, why: Phrase, sums: _Sums | None = None) -> LimitResult:
    return LimitResult(limit, TapeOutcome.UNKNOWN, None, None, sums.groups if sums else 0, sums.loans if sums else 0, why)


def _parts(tape: Tape, terms: PoolTerms, limit: TapeLimit) -> _LimitSql:
    def sql(expression: Expression, truth: bool = False) -> str:
        made = writer(tape, terms, expression, limit.numbers)
        return made.truth(expression.tree) if truth else made.value(expression.tree).sql

    amount = sql(limit.of) if limit.of else f"c_{balance_of(tape)}"
    return _LimitSql(amount, sql(limit.by) if limit.by else "1", sql(limit.when, truth=True) if limit.when else "true")


def _added(tape: Tape, limit: TapeLimit, parts: _LimitSql) -> _Sums:
    rows = f"(SELECT {parts.amount} AS a, {parts.group} AS g, {parts.counts} AS w FROM tape)"
    ((whole, without, more, less),) = tape.ask(
        "SELECT sum(a), count(*) - count(a), sum(a) FILTER (WHERE unsure AND a > 0), sum(a) FILTER (WHERE unsure AND a < 0) "
        f"FROM (SELECT a, (w IS NULL OR (w AND g IS NULL)) AS unsure FROM {rows})"
    )
    groups = f"SELECT sum(a) AS s, count(*) AS n FROM {rows} WHERE w AND g IS NOT NULL GROUP BY g"
    ((many,),) = tape.ask(f"SELECT count(*) FROM ({groups})")
    ((counted, loans),) = tape.ask(
        f"SELECT sum(s), sum(n) FROM (SELECT s, n FROM ({groups}) ORDER BY s DESC NULLS LAST LIMIT {limit.largest})"
    )
    nought = Decimal(0)
    return _Sums(counted or nought, more or nought, less or nought, whole or nought, int(many), int(loans or 0), int(without))


def _judged(limit: TapeLimit, sums: _Sums) -> LimitResult:
    low, high = sums.counted + sums.less, sums.counted + sums.more
    if limit.most is not None:
        bound = limit.most * sums.whole
        outcome = TapeOutcome.FAILS if low > bound else TapeOutcome.MET if high <= bound else TapeOutcome.UNKNOWN
    else:
        bound = (limit.least or Decimal(0)) * sums.whole
        outcome = TapeOutcome.FAILS if high < bound else TapeOutcome.MET if low >= bound else TapeOutcome.UNKNOWN
    why = Phrase("what is not known of some loans could turn it") if outcome is TapeOutcome.UNKNOWN else None
    return LimitResult(limit, outcome, low / sums.whole, high / sums.whole, sums.groups, sums.loans, why)
