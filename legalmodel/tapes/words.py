"""Columns of few different cells: each cell is read once, and each row looks its value up.

A grade, a province or yes and no stands in millions of rows and is one of few words. What a word means (blanks left out, small letters, the words of the
map, what says that nothing is known) is worked out once for each word; if all mean themselves, the column is read as it stands.
"""

from typing import Any, NamedTuple

from legalmodel.tapes.cells import EMPTY, VALUE, Cells
from legalmodel.tapes.engine import text, told_plainly
from legalmodel.tapes.intake import RawTape

PROBED = 61_440
"""How many rows tell whether a column may have few different cells."""
WORDS_MOST = 2_000
"""The most different cells of a column that is read as it stands."""
LOOKED_UP_MOST = 40
"""The most different cells of which the value is looked up: the look-up goes through them one by one."""
LONGEST = 200
"""The most signs of a cell in such a column."""


class FewWords(NamedTuple):
    """A column of few different cells: its value and state in SQL, and how many cells are in each state but the first."""

    value: str
    state: str
    counts: tuple[int, ...]


def few_words(connection: Any, raw: RawTape, cells: dict[str, Cells]) -> dict[str, FewWords]:
    """Return the columns of words that have few different cells."""
    asked = {name: c for name, c in cells.items() if c.kind == "VARCHAR" and c.light and c.column.kind != "key"}
    if not asked:
        return {}
    with told_plainly(raw.file.name):
        counts = ", ".join(f"count(DISTINCT {c.raw})" for c in asked.values())
        probed = connection.execute(f"SELECT {counts} FROM {raw.table} WHERE file_row_number < {PROBED}").fetchone()
        found = {
            name: _read(connection, raw, c) for (name, c), many in zip(asked.items(), probed, strict=True) if many <= WORDS_MOST
        }
    return {name: words for name, words in found.items() if words}


def _read(connection: Any, raw: RawTape, cells: Cells) -> FewWords | None:
    """Read each different cell of a column once; None if there are too many, or too long ones."""
    # by the very terms that would be worked out for each row
    value = cells.value(None)
    read = f"{cells.raw}, length({cells.raw}) AS long, many, {value} AS value, {cells.state(value)} AS state"
    different = f"SELECT {cells.raw}, count(*) AS many FROM {raw.table} GROUP BY 1 LIMIT {WORDS_MOST + 1}"
    words = connection.execute(
        f"SELECT left({cells.raw}, {LONGEST}), long, many, left(value, {LONGEST}), state FROM (SELECT {read} FROM ({different}))"
    ).fetchall()
    if len(words) > WORDS_MOST or any((long or 0) > LONGEST or "\0" in (word or "") for word, long, *_ in words):
        return None
    counts = [0, 0, 0, 0, 0]
    for _, _, many, _, state in words:
        counts[state] += many
    here = [(word, value, state) for word, _, _, value, state in words if word is not None]
    if all(word == value and state == VALUE for word, value, state in here):
        return FewWords(cells.raw, f"CAST({cells.raw} IS NULL AS UTINYINT)", tuple(counts[1:]))
    return FewWords(*_looked_up(cells.raw, here), tuple(counts[1:])) if len(here) <= LOOKED_UP_MOST else None


def _looked_up(cell: str, words: list[tuple[str, str | None, int]]) -> tuple[str, str]:
    """Return what looks the value and the state of a cell up. The engine does so once for each word of a dictionary of the file."""
    place = f"list_position([{', '.join(text(word) for word, _, _ in words)}], {cell})"
    values = ", ".join("NULL" if value is None else text(value) for _, value, _ in words)
    states = ", ".join(str(state) for _, _, state in words)
    return (
        f"CAST([{values}] AS VARCHAR[])[{place}]",
        f"coalesce(CAST([{states}] AS UTINYINT[])[{place}], CAST({EMPTY} AS UTINYINT))",
    )
