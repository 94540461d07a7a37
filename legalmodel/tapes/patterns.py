"""Loans put together by all that comes of them: one pass over the columns for all criteria and all tables of the stratification.

A pattern is what each test comes to, true, false or unknown. The engine puts rows together by the truths themselves, which costs it less
than any number made of them, and adds the patterns up by criterion, so that a tape of many patterns takes no more memory here than one of few.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, NamedTuple

from legalmodel.tapes.outcomes import SomeLoans
from legalmodel.tapes.tape import SHOWN, Tape

MET, FAILS, OPEN, NOT_ASKED = CODES = range(4)
FIRST_ROWS = 61_440
"""How many rows are looked through at first for those to be named; where that many have too few, all are, once."""


class Truths(NamedTuple):
    """A criterion as statements in SQL about a row: what must hold, and of which rows it is asked (empty: of all)."""

    test: str
    when: str = ""

    @property
    def code(self) -> str:
        """What comes of it for a row, in SQL: met, fails, open or not asked."""
        if not self.when:
            return f"coalesce(CAST(NOT {self.test} AS INTEGER), {OPEN})"
        return (
            f"CASE WHEN NOT {self.when} THEN {NOT_ASKED} WHEN {self.test} THEN {MET} "
            f"WHEN {self.when} AND NOT {self.test} THEN {FAILS} ELSE {OPEN} END"
        )


ByCode = tuple[SomeLoans, SomeLoans, SomeLoans, SomeLoans]
"""Loans that meet a criterion, that do not, of which it is not known, and of which it is not asked."""


class Laid(NamedTuple):
    """Loans laid out: by code of each criterion, all of them, those that meet all that was asked of them, and by label of each table.

    A table of more labels than were asked for is None.
    """

    criteria: list[ByCode]
    whole: SomeLoans
    eligible: SomeLoans
    strata: list[list[tuple[Any, SomeLoans]] | None]


def lay_out(
    tape: Tape, criteria: Sequence[Truths], answerable: Sequence[int], bands: Sequence[str], balance: str, labels_max: int
) -> Laid:
    """Put the loans together by patterns and, each by itself, by the bands of each table.

    ``answerable`` are the places of the criteria that a loan has to meet to be eligible. ``bands`` are labels in SQL.
    """
    with _grouped(tape, criteria, bands, balance):
        parts = _added(tape, criteria, answerable, 2 ** len(bands))
        strata = [_labels(tape, n, len(bands), labels_max) for n in range(len(bands))]
    whole, eligible, *rest = parts
    each = [(rest[4 * n], rest[4 * n + 1], rest[4 * n + 2], rest[4 * n + 3]) for n in range(len(criteria))]
    return Laid(each, whole, eligible, strata)


@contextmanager
def _grouped(tape: Tape, criteria: Sequence[Truths], bands: Sequence[str], balance: str) -> Iterator[None]:
    """Make the table ``patterns`` for as long as it is needed: a row for each pattern and each label, with count and sum."""
    truths = [(f"{side}{n}", sql) for n, c in enumerate(criteria) for side, sql in (("t", c.test), ("w", c.when)) if sql]
    truths = truths or [("t0", "true")]
    labels = [(f"b{n}", sql) for n, sql in enumerate(bands)]
    weight = f"c_{balance}" if balance else "CAST(NULL AS DECIMAL(1,0))"
    named = ", ".join(f"{sql} AS {name}" for name, sql in (*truths, *labels))
    keys = ", ".join(name for name, _ in truths)
    sets = ", ".join(f"({group})" for group in (keys, *(name for name, _ in labels)))
    which = ", ".join([truths[0][0], *(name for name, _ in labels)])
    tape.ask(
        f"CREATE TEMP TABLE patterns AS SELECT GROUPING({which}) AS which, {', '.join([keys, *(name for name, _ in labels)])}, "
        f"count(*) AS many, count(w) AS weighed, sum(w) AS total FROM (SELECT {named}, {weight} AS w FROM tape) GROUP BY GROUPING SETS ({sets})"
    )
    try:
        yield
    finally:
        tape.ask("DROP TABLE patterns")


def _added(tape: Tape, criteria: Sequence[Truths], answerable: Sequence[int], half: int) -> list[SomeLoans]:
    """Add the patterns up: all, the eligible, and of each criterion by code.

    GROUPING has a bit for each key that a row is not put together by, the first key highest: the patterns are below ``half``.
    """
    codes = [Truths(f"t{n}", f"w{n}" if c.when else "").code for n, c in enumerate(criteria)]
    named = "".join(f", {code} AS k{n}" for n, code in enumerate(codes))
    eligible = " AND ".join(f"k{n} IN ({MET}, {NOT_ASKED})" for n in answerable) or "true"
    each = [f"k{n} = {code}" for n in range(len(criteria)) for code in CODES]
    asked = ", ".join(
        f"sum({what}) FILTER (WHERE {some})" for some in ("true", eligible, *each) for what in ("many", "weighed", "total")
    )
    (found,) = tape.ask(f"SELECT {asked} FROM (SELECT many, weighed, total{named} FROM patterns WHERE which < {half})")
    return [_some(*found[3 * n : 3 * n + 3]) for n in range(2 + len(each))]


def _labels(tape: Tape, place: int, tables: int, most: int) -> list[tuple[Any, SomeLoans]] | None:
    """Return the labels of one table of the stratification with their loans; None if there are more than ``most``."""
    which = (2 ** (tables + 1) - 1) ^ 2 ** (tables - 1 - place)
    rows = tape.ask(f"SELECT b{place}, many, weighed, total FROM patterns WHERE which = {which} LIMIT {most + 1}")
    return [(label, _some(*cells)) for label, *cells in rows] if len(rows) <= most else None


def _some(many: int | None, weighed: int | None, total: Decimal | None) -> SomeLoans:
    return SomeLoans(int(many or 0), (total or Decimal(0)) if (weighed or 0) == (many or 0) else None)


def first_rows(tape: Tape, conditions: Sequence[str]) -> list[tuple[int, ...]]:
    """Return the numbers of the first rows for which each condition holds, sorted: in two looks at the most, however many conditions there are."""
    found: list[list[int]] = [[] for _ in conditions]
    for part in (f"(SELECT * FROM tape WHERE row < {FIRST_ROWS})", "tape"):
        places = [n for n, rows in enumerate(found) if len(rows) < SHOWN]
        if places:
            asked = ", ".join(f"min(row, {SHOWN}) FILTER (WHERE {conditions[n]})" for n in places)
            for n, rows in zip(places, tape.ask(f"SELECT {asked} FROM {part}")[0], strict=True):
                found[n] = list(rows or ())
        if tape.rows <= FIRST_ROWS:
            break
    return [tape.numbers(rows) for rows in found]
