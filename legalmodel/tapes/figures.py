"""The figures of the pool as the deal states them beside those of the tape: count, sums, extremes, averages, parts, grades, arrears.

A stated figure agrees with the tape if it is the tape's, rounded to as many decimals as it was written with.
"""

from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Any, NamedTuple

from legalmodel.base.language import Phrase, Said
from legalmodel.base.speech import word_of
from legalmodel.base.values import NONE, Money, Span
from legalmodel.tapes.holding import balance_of
from legalmodel.tapes.outcomes import FigureResult, TapeOutcome
from legalmodel.tapes.tape import Tape
from legalmodel.tapes.terms import PoolTerms

Found = tuple[Decimal | str | None, Phrase | None]
"""What the tape has, None if that is not known, and then why."""


class _Figure(NamedTuple):
    """A stated figure: its field, what it is, the columns needed, and how the tape gives it."""

    field: str
    what: Phrase
    needs: tuple[str, ...]
    gives: Callable[["_Asker"], Found]


class _Asker:
    """Asks a tape for figures, each with what keeps it from being known."""

    def __init__(self, tape: Tape) -> None:
        self.tape, self.weight = tape, balance_of(tape)

    def one(self, query: str) -> Any:
        """Return the one value that a query over the tape gives."""
        return self.tape.ask(f"SELECT {query} FROM tape")[0][0]

    def gaps(self, *names: str) -> Phrase | None:
        """Say how many cells of columns have no value, if some have none."""
        lost = sum(sum(self.tape.columns[n].counts[1:]) for n in names)
        return Phrase("{many} cells have no value", many=f"{lost:,}") if lost else None

    def sum(self, name: str) -> Found:
        """Add up a column."""
        if self.tape.currencies > 1:
            return None, Phrase("amounts in several currencies make no one sum")
        return (None, gaps) if (gaps := self.gaps(name)) else (self.one(f"sum(c_{name})"), None)

    def extreme(self, name: str, which: str) -> Found:
        """Return the least or greatest value of a column."""
        if gaps := self.gaps(name):
            return None, gaps
        found = self.one(f"{which}(c_{name})")
        return (
            Decimal(found)
            if self.tape.columns[name].column.numeric and found is not None
            else None
            if found is None
            else str(found)
        ), None

    def average(self, name: str) -> Found:
        """Return the average of a column, weighed by the balance, exactly."""
        if not self.weight:
            return None, Phrase("the tape has no balance")
        if gaps := self.gaps(name, self.weight):
            return None, gaps
        value, weight = self.tape.columns[name].value.digits, self.tape.columns[self.weight].value.digits
        if value.width + weight.width > 38:
            return None, Phrase("the figures have too many digits")
        above, below = self.tape.ask(
            f"SELECT sum(CAST(c_{name} AS {value.sql}) * CAST(c_{self.weight} AS {weight.sql})), sum(c_{self.weight}) FROM tape"
        )[0]
        return (above / below if below else None), None

    def part(self, condition: str, *names: str) -> Found:
        """Return the part of the balance of the loans that meet a condition."""
        if not self.weight:
            return None, Phrase("the tape has no balance")
        if gaps := self.gaps(self.weight, *names):
            return None, gaps
        counted, whole = self.tape.ask(
            f"SELECT sum(c_{self.weight}) FILTER (WHERE {condition}), sum(c_{self.weight}) FROM tape"
        )[0]
        return ((counted or Decimal(0)) / whole if whole else None), None

    def distinct(self, name: str) -> Found:
        """Return how many different values a column has."""
        return (None, gaps) if (gaps := self.gaps(name)) else (Decimal(self.one(f"count(DISTINCT hash(c_{name}))")), None)

    def largest(self, share: bool) -> Found:
        """Return what the largest debtor owes, or which part of the whole."""
        if not self.weight:
            return None, Phrase("the tape has no balance")
        if gaps := self.gaps("debtor", self.weight):
            return None, gaps
        ((most, whole),) = self.tape.ask(
            f"SELECT max(s), sum(s) FROM (SELECT sum(c_{self.weight}) AS s FROM tape GROUP BY c_debtor)"
        )
        return (most / whole if share and whole else most), None


def _yes(field: str, column: str, what: Phrase) -> _Figure:
    return _Figure(field, what, (column,), lambda asker: asker.part(f"c_{column} = 'yes'", column))


_FIGURES = (
    _Figure("loans", Phrase("number of loans"), (), lambda a: (Decimal(a.tape.rows), None)),
    _Figure("debtors", Phrase("number of debtors"), ("debtor",), lambda a: a.distinct("debtor")),
    _Figure("claims", Phrase("claims"), ("claims",), lambda a: a.sum("claims")),
    _Figure("principal", Phrase("principal"), ("principal",), lambda a: a.sum("principal")),
    _Figure("balance", Phrase("balance"), ("balance",), lambda a: a.sum("balance")),
    _Figure("largest_debtor", Phrase("part owed by the largest debtor"), ("debtor",), lambda a: a.largest(share=True)),
    _Figure("largest_debt", Phrase("owed by the largest debtor"), ("debtor",), lambda a: a.largest(share=False)),
    _Figure("remaining_months", Phrase("average remaining term, in months"), ("remaining_months",), lambda a: a.average("remaining_months")),
    _Figure("loan_to_value", Phrase("average loan-to-value ratio"), ("loan_to_value",), lambda a: a.average("loan_to_value")),
    _Figure("highest_rate", Phrase("highest interest rate"), ("rate",), lambda a: a.extreme("rate", "max")),
    _Figure("oldest_loan", Phrase("day of the oldest loan"), ("made",), lambda a: a.extreme("made", "min")),
    _Figure("made_from", Phrase("first day of making"), ("made",), lambda a: a.extreme("made", "min")),
    _Figure("made_until", Phrase("last day of making"), ("made",), lambda a: a.extreme("made", "max")),
    _Figure("youngest_debtor", Phrase("age of the youngest debtor"), ("debtor_age",), lambda a: a.extreme("debtor_age", "min")),
    _Figure("past_arrears", Phrase("times late before, at most"), ("times_late",), lambda a: a.extreme("times_late", "max")),
    _yes("secured", "secured", Phrase("part secured by mortgage or pledge")),
    _Figure("guaranteed", Phrase("part secured by a guarantee only"), ("secured", "guaranteed"),
            lambda a: a.part("c_guaranteed = 'yes' AND c_secured = 'no'", "secured", "guaranteed")),
    _yes("state_owned", "state_owned", Phrase("part owed by State-owned debtors")),
    _yes("owed_by_related", "related", Phrase("part owed by affiliates of the originator")),
    _yes("listed_as_bad", "listed_as_bad", Phrase("part owed by debtors on public lists of defaulters")),
    _yes("charged_off", "written_off", Phrase("part written off")),
    _yes("restructured", "restructured", Phrase("part restructured")),
    _yes("prolonged", "prolonged", Phrase("part prolonged")),
    _yes("co_lent", "co_lent", Phrase("part co-lent")),
    _yes("self_certified", "self_certified", Phrase("part with unverified statements")),
)  # fmt: skip  # a table: one figure an entry


def figures_of(tape: Tape, terms: PoolTerms) -> Iterator[FigureResult]:
    """Yield each figure that the deal states of the pool and a tape could show."""
    asker = _Asker(tape)
    for figure in _FIGURES:
        stated = getattr(terms.stated, figure.field)
        if stated is None or stated is NONE:
            continue
        yield _beside(terms, (figure.field,), figure.what, stated, _found(asker, figure.needs, figure.gives))
    yield from _grades(asker, terms)
    yield from _arrears(asker, terms)
    yield from _cut_off(asker, terms)


def pool_figures(tape: Tape) -> Iterator[tuple[str, Phrase, tuple[str, ...], Found]]:
    """Yield each figure of a pool that the columns of a tape can give: its field, what it is, its columns, and what the tape has."""
    asker = _Asker(tape)
    for figure in _FIGURES:
        if all(name in tape.columns for name in figure.needs):
            yield figure.field, figure.what, figure.needs, _found(asker, figure.needs, figure.gives)
    if "cut_off" in tape.columns:
        yield "cut_off", Phrase("cut-off date"), ("cut_off",), _day_of_cut(tape)


def _day_of_cut(tape: Tape) -> Found:
    ((first, last),) = tape.ask("SELECT min(c_cut_off), max(c_cut_off) FROM tape")
    return (str(first), None) if first == last and first else (None, Phrase("the rows are of several days, or of none"))


def _found(asker: _Asker, needs: tuple[str, ...], gives: Callable[[_Asker], Found]) -> Found:
    if lacks := [n for n in needs if n not in asker.tape.columns]:
        return None, Phrase("the tape has no column for {columns}", columns=", ".join(lacks))
    if asker.tape.raw.rejects:
        return None, Phrase("{many} rows could not be read", many=f"{len(asker.tape.raw.rejects):,}")
    return gives(asker)


def _beside(terms: PoolTerms, path: tuple[str, ...], what: Phrase, stated: Any, found: Found) -> FigureResult:
    """Lay a stated figure beside the tape's."""
    has, why = found
    where = (*terms.pool.path, *path)
    if isinstance(stated, Span):
        agrees = has is not None and Span.of(str(has)) == stated
        outcome = TapeOutcome.UNKNOWN if has is None else TapeOutcome.MET if agrees else TapeOutcome.FAILS
        return FigureResult(where, what, str(stated), has, outcome, "", why)
    unit = stated.currency or terms.currency if isinstance(stated, Money) else ""
    figure = Decimal(stated.amount if isinstance(stated, Money) else stated)
    if has is None or isinstance(has, str):
        return FigureResult(where, what, figure, None, TapeOutcome.UNKNOWN, unit, why)
    return FigureResult(where, what, figure, has, TapeOutcome.MET if rounds_to(has, figure) else TapeOutcome.FAILS, unit, why)


def rounds_to(exact: Decimal, written: Decimal) -> bool:
    """Tell whether a figure is another rounded to as many decimals as it was written with."""
    places = Decimal(1).scaleb(min(0, int(written.as_tuple().exponent)))
    return exact.quantize(places, ROUND_HALF_UP) == written


def _records(records: Any) -> Any:
    return records.items() if isinstance(records, dict) else ()


def _grades(asker: _Asker, terms: PoolTerms) -> Iterator[FigureResult]:
    for id, record in _records(terms.stated.grades):
        if not isinstance(record.grade, str):
            continue
        condition = f"c_grade = '{record.grade}'"
        what = Phrase("graded {grade}", grade=Said(partial(word_of, record.grade)))
        yield from _part_of(asker, terms, ("grades", id), record, what, condition, "grade")


def _arrears(asker: _Asker, terms: PoolTerms) -> Iterator[FigureResult]:
    for id, record in _records(terms.stated.arrears):
        low, high = record.from_days, record.to_days
        ends = [f"c_days_past_due >= {low:f}"] if isinstance(low, Decimal) else []
        ends += [f"c_days_past_due <= {high:f}"] if isinstance(high, Decimal) else []
        if ends:
            what = Phrase(
                "late by {low} to {high} days",
                low=low if isinstance(low, Decimal) else "…",
                high=high if isinstance(high, Decimal) else "…",
            )
            yield from _part_of(asker, terms, ("arrears", id), record, what, " AND ".join(ends), "days_past_due")


def _part_of(
    asker: _Asker, terms: PoolTerms, path: tuple[str, ...], record: Any, what: Phrase, condition: str, column: str
) -> Iterator[FigureResult]:
    if isinstance(record.share, Decimal):
        yield _beside(
            terms, (*path, "share"), what, record.share, _found(asker, (column,), lambda a: a.part(condition, column))
        )
    if isinstance(record.amount, Money):
        yield _beside(
            terms, (*path, "amount"), what, record.amount, _found(asker, (column,), lambda a: _amount_of(a, condition, column))
        )


def _amount_of(asker: _Asker, condition: str, column: str) -> Found:
    if not asker.weight:
        return None, Phrase("the tape has no balance")
    if gaps := asker.gaps(asker.weight, column):
        return None, gaps
    return asker.one(f"coalesce(sum(c_{asker.weight}) FILTER (WHERE {condition}), 0)"), None


def _cut_off(asker: _Asker, terms: PoolTerms) -> Iterator[FigureResult]:
    stated = terms.stated.cut_off
    if isinstance(stated, Span) and "cut_off" in asker.tape.columns:
        yield _beside(terms, ("cut_off",), Phrase("cut-off date"), stated, _day_of_cut(asker.tape))
