"""A tape made ready: its columns found by the map, its cells read, and what became of each told by column and row, never by value."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.language import Phrase, say
from legalmodel.tapes.cells import DIGITS_MAX, UNREADABLE, Cells, Digits
from legalmodel.tapes.columns import LoanColumn
from legalmodel.tapes.engine import connect, text, told_plainly
from legalmodel.tapes.intake import RawTape, bring_in
from legalmodel.tapes.maps import MapColumn, TapeMap
from legalmodel.tapes.sql import SqlValue
from legalmodel.tapes.words import FewWords, few_words

SHOWN = 5
"""How many rows are named for each thing that is told by row."""


class ReadColumn(NamedTuple):
    """A column of a tape that was read: its heading, what it is, and how many cells are empty, unknown, none, or not to be read.

    ``rows`` are the first rows whose cell cannot be read. ``value`` is the column in SQL, for the table ``tape``.
    """

    column: LoanColumn
    heading: str
    number: int
    value: SqlValue
    counts: tuple[int, int, int, int, int]
    rows: tuple[int, ...] = ()
    floating: bool = False


class Tape(NamedTuple):
    """A tape made ready: the table ``tape`` of a connection has a row for each loan, ``row`` its position, ``c_NAME`` its columns.

    ``left_out`` are headings that no column of the map names, ``currency`` that of all amounts, empty if rows differ or none is known.
    """

    connection: Any
    raw: RawTape
    map: TapeMap
    columns: dict[str, ReadColumn]
    left_out: tuple[str, ...]
    currency: str
    currencies: int
    said: tuple[Phrase, ...]

    @property
    def rows(self) -> int:
        """How many loans it has, without rows that could not be read."""
        return self.raw.rows

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows that a query of ours gives."""
        with told_plainly(self.raw.file.name):
            found: list[tuple[Any, ...]] = self.connection.execute(query).fetchall()
        return found

    def numbers(self, positions: Sequence[int]) -> tuple[int, ...]:
        """Return the numbers of rows at positions of the table, sorted."""
        return tuple(self.raw.many_rows(sorted(positions)))


@contextmanager
def opened(path: Path, mapped: TapeMap, currency: str = "") -> Iterator[Tape]:
    """Open a tape within a ``with``; its temporary files are gone after it. ``currency`` is that of the deal, for amounts that name none.

    Raises BadRequest if the file cannot be used, or a heading of the map stands in it twice.
    """
    with TemporaryDirectory(prefix="legalmodel-tape-") as name:
        folder = Path(name)
        connection = connect(folder)
        try:
            raw = bring_in(connection, path, mapped.format, folder)
            yield _ready(connection, raw, mapped, folder, currency)
        finally:
            connection.close()


def _ready(connection: Any, raw: RawTape, mapped: TapeMap, folder: Path, currency: str) -> Tape:
    found = {c.column.name: (c, number) for c, number in _matched(raw, mapped)}
    if not found:
        fix = say("name another map (--map), or draft one: legalmodel tape map {file}", file=raw.file.name)
        raise BadRequest(say("the map {name} knows no heading of {file}", name=mapped.name, file=raw.file.name), fix)
    cells = {name: Cells(c, raw.names[number], raw.types[number], mapped.format) for name, (c, number) in found.items()}
    digits = _digits(connection, raw, cells)
    words = few_words(connection, raw, cells)
    counts = _plain_counts(connection, raw, cells) | {name: w.counts for name, w in words.items()}
    columns = _laid(connection, raw, cells, digits, words, counts, folder)
    uniform, many = _currency(connection, cells, mapped, currency)
    read = _counted(connection, raw, found, cells, columns, counts, uniform, many)
    used = {number for _, number in found.values()}
    left = tuple(h for n, h in enumerate(raw.headings) if n not in used and h not in mapped.ignored)
    return Tape(connection, raw, mapped, read, left, uniform, many, tuple(_said(mapped, cells, uniform, many, currency)))


def _matched(raw: RawTape, mapped: TapeMap) -> Iterator[tuple[MapColumn, int]]:
    """Yield the columns of a map that the tape has, each with its place. Raises BadRequest where a heading is not plain."""
    plain = [" ".join(h.split()).casefold() for h in raw.headings]
    for column in mapped.columns:
        if column.number:
            if column.number > len(plain):
                cause = say(
                    "{file} has {many} columns, the map names column {number}",
                    file=raw.file.name,
                    many=len(plain),
                    number=column.number,
                )
                raise BadRequest(cause, say("correct the map"))
            yield column, column.number - 1
            continue
        wanted = {" ".join(h.split()).casefold() for h in column.headings}
        places = [n for n, heading in enumerate(plain) if heading in wanted]
        if len(places) > 1:
            cause = say(
                "columns {places} of {file} could all be {column}", places=", ".join(str(n + 1) for n in places), file=raw.file.name,
                column=column.column.name,
            )  # fmt: skip  # one argument a line would hide the sentence
            raise BadRequest(cause, say("say in the map which: from: its number, counted from 1"))
        if places:
            yield column, places[0]


def _digits(connection: Any, raw: RawTape, cells: dict[str, Cells]) -> dict[str, Digits]:
    """Return the digits of each column of figures, as written: read off its type, or counted."""
    found = {name: c.native for name, c in cells.items() if c.column.numeric and c.native is not None}
    counted = {name: c for name, c in cells.items() if c.column.numeric and c.native is None}
    if counted:
        asked = ", ".join(f"max({part})" for c in counted.values() for part in c.digits)
        with told_plainly(raw.file.name):
            most = connection.execute(f"SELECT {asked} FROM {raw.table}").fetchone()
        for n, (name, c) in enumerate(counted.items()):
            whole, places = (int(most[2 * n + i] or 0) for i in (0, 1))
            found[name] = _held(Digits(max(1, whole), places), c)
    return {name: digits for name, digits in found.items() if digits is not None}


def _held(found: Digits, cells: Cells) -> Digits:
    """Narrow digits to what a decimal can hold, with room for the unit: a longer figure cannot be read."""
    places = min(found.places, 12)
    most = DIGITS_MAX - places - max(cells.power, 0) - 3
    return Digits(min(found.whole, most), places)


def _plain_counts(connection: Any, raw: RawTape, cells: dict[str, Cells]) -> dict[str, tuple[int, ...]]:
    """Count the cells by state, but the first, of columns that hold figures and days as they are."""
    typed = {name: c for name, c in cells.items() if c.typed}
    if not typed:
        return {}
    asked = ", ".join(f"count(*) - count({c.raw}), {c.outside}" for c in typed.values())
    with told_plainly(raw.file.name):
        found = connection.execute(f"SELECT {asked} FROM {raw.table}").fetchone()
    return {name: (found[2 * n], 0, 0, found[2 * n + 1]) for n, name in enumerate(typed)}


def _laid(
    connection: Any, raw: RawTape, cells: dict[str, Cells], digits: dict[str, Digits], words: dict[str, FewWords],
    counts: dict[str, tuple[int, ...]], folder: Path,
) -> dict[str, Digits]:  # fmt: skip  # one argument a line would hide the sentence
    """Make the table ``tape``: a view where the file holds its values as they are, else a file of values beside it."""
    parts = ["file_row_number AS row"]
    for name, c in cells.items():
        value = (
            words[name].value if name in words else c.value(digits.get(name), all_read=name in counts and not counts[name][3])
        )
        state = words[name].state if name in words else c.state(value)
        parts += [f"{value} AS c_{name}", f"{state} AS s_{name}"]
        if c.last:
            parts.append(f"{c.last} AS l_{name}")
    query = f"SELECT {', '.join(parts)} FROM {raw.table}"
    with told_plainly(raw.file.name):
        if not all(c.light for c in cells.values()):
            target = text(str(folder / "values.parquet"))
            connection.execute(f"COPY ({query}) TO {target} (FORMAT parquet, ROW_GROUP_SIZE 61440)")
            query = f"SELECT * FROM read_parquet({target})"
        connection.execute(f"CREATE VIEW tape AS {query}")
    return {name: c.held(digits[name]) for name, c in cells.items() if name in digits}


def _currency(connection: Any, cells: dict[str, Cells], mapped: TapeMap, deal: str) -> tuple[str, int]:
    """Return the currency of all amounts, empty if there are several or none, and how many there are."""
    if "currency" in cells:
        many, one = connection.execute("SELECT count(DISTINCT c_currency), min(c_currency) FROM tape").fetchone()
        empty = connection.execute("SELECT count(*) FROM tape WHERE c_currency IS NULL").fetchone()[0]
        return (str(one), 1) if many == 1 and not empty else ("", many)
    one = mapped.format.currency or deal
    return one, int(bool(one))


def _counted(
    connection: Any,
    raw: RawTape,
    found: dict[str, tuple[MapColumn, int]],
    cells: dict[str, Cells],
    columns: dict[str, Digits],
    known: dict[str, tuple[int, ...]],
    uniform: str,
    many: int,
) -> dict[str, ReadColumn]:
    """Count what became of the cells of each column, and find the first rows that could not be read."""
    left = [name for name in cells if name not in known]
    asked = ", ".join(f"count(*) FILTER (s_{name} = {state})" for name in left for state in range(1, 5))
    with told_plainly(raw.file.name):
        counts = connection.execute(f"SELECT {asked} FROM tape").fetchone() if left else ()
    states_of = known | {name: tuple(counts[4 * n : 4 * n + 4]) for n, name in enumerate(left)}
    read = {}
    for name, c in cells.items():
        states = states_of[name]
        rows: tuple[int, ...] = ()
        if states[UNREADABLE - 1]:
            query = f"SELECT row FROM tape WHERE s_{name} = {UNREADABLE} ORDER BY row LIMIT {SHOWN}"
            rows = tuple(raw.many_rows([row for (row,) in connection.execute(query).fetchall()]))
        value = _sql_value(name, c, columns.get(name), states[2] > 0, uniform, many)
        heading, place = raw.headings[found[name][1]], found[name][1] + 1
        read[name] = ReadColumn(c.column, heading, place, value, _five(raw.rows, states), rows, c.kind in ("DOUBLE", "FLOAT"))
    return read


def _five(rows: int, states: tuple[int, ...]) -> tuple[int, int, int, int, int]:
    empty, unknown, none, unreadable = states
    return rows - sum(states), empty, unknown, none, unreadable


def _sql_value(name: str, cells: Cells, digits: Digits | None, none: bool, uniform: str, many: int) -> SqlValue:
    there = f"(s_{name} = 3)" if none else ""
    if digits is None:
        kind = "day" if cells.column.kind == "day" else "text"
        return SqlValue(kind, f"c_{name}", there, last=f"l_{name}" if cells.last else "")
    if cells.column.kind != "amount":
        return SqlValue("figure", f"c_{name}", there, digits)
    if uniform:
        return SqlValue("figure", f"c_{name}", there, digits, text(uniform))
    if not many:
        return SqlValue("unknown", "NULL", there, digits)  # an amount of no currency is none that could be compared
    # an amount whose currency is not known is no amount that could be compared
    return SqlValue("figure", f"CASE WHEN c_currency IS NOT NULL THEN c_{name} END", there, digits, "c_currency")


def _said(mapped: TapeMap, cells: dict[str, Cells], uniform: str, many: int, deal: str) -> Iterator[Phrase]:
    amounts = any(c.column.kind == "amount" for c in cells.values())
    if amounts and "currency" not in cells and not mapped.format.currency and deal:
        yield Phrase("amounts are taken to be in {currency}, the currency of the deal: the tape names none", currency=deal)
    if amounts and not uniform and not many:
        yield Phrase("no currency is known: conditions that compare amounts are not known")
    if many > 1:
        yield Phrase("the tape is in {many} currencies: amounts in different ones are never added", many=many)
    if any(c.kind in ("DOUBLE", "FLOAT") for c in cells.values()):
        yield Phrase("figures kept in floating point were read as the shortest decimal that gives them")


def wanted(tape: Tape, name: str) -> ReadColumn:
    """Return a column that a tape must have for what is asked. Raises BadRequest."""
    if name not in tape.columns:
        raise BadRequest(
            say("{file} has no column that the map reads as {name}", file=tape.raw.file.name, name=name),
            nearest(name, tape.columns) or say("it has {columns}", columns=", ".join(tape.columns)),
        )
    return tape.columns[name]
