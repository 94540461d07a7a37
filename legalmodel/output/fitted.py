"""Tables of a study as text that fits a terminal: headings and words are broken into lines, large amounts told in millions, else a row becomes a block."""

import re
from decimal import Decimal

from legalmodel.base.language import say
from legalmodel.base.speech import columns as columns_of
from legalmodel.methods.study import Cell, Column, Table
from legalmodel.output.widths import wrap

LONG = 12
"""A unit of more letters stands once in the heading of a table, not over each column."""
_GAP = 2
_LEAST = 10
"""No column of words is made narrower than this."""
_LONGEST = 20
"""A word longer than this may be cut, such as a name in Chinese, which has no spaces."""
_MILLION = 10**6
_AMOUNT = re.compile(r"\b([A-Z]{3}) (?=\d)")
"""A currency and the number after it, which stay on one line."""


def fitted(table: Table, width: int) -> list[str]:
    """Return the lines of a table of at most so many columns; words are never cut off."""
    plain = _Cells(table)
    if plain.width <= width:
        return plain.lines()
    for each in (_Cells(table, folded=True), _Cells(in_millions(table), folded=True)):
        if each.fit(width):
            return each.lines()
    return _blocks(table, width)


def in_millions(table: Table) -> Table:
    """Return a table whose columns of large amounts are told in millions of their currency."""
    units = {c.unit for i, c in enumerate(table.columns) if _is_currency(c.unit) and any(_is_large(r[i]) for r in table.rows)}
    large = [i for i, c in enumerate(table.columns) if c.unit in units]
    columns = tuple(
        c._replace(unit=say("{unit} m", unit=c.unit), decimals=2) if i in large else c for i, c in enumerate(table.columns)
    )
    rows = tuple(tuple(_in_millions(cell) if i in large else cell for i, cell in enumerate(row)) for row in table.rows)
    return table._replace(columns=columns, rows=rows)


def _is_currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isascii() and unit.isupper()


def _is_large(cell: Cell) -> bool:
    number = _number(cell)
    return number is not None and abs(number) >= _MILLION


def _number(cell: Cell) -> Decimal | None:
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal):
        return None
    return cell if isinstance(cell, Decimal) else Decimal(str(cell))


def _in_millions(cell: Cell) -> Cell:
    number = _number(cell)
    return cell if number is None else number / _MILLION


def shown(cell: Cell, column: Column) -> str:
    """Return a cell as people read it."""
    if cell is None:
        return ""
    return (
        f"{cell:,.{column.decimals}f}" if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool) else str(cell)
    )


def is_words(table: Table, index: int) -> bool:
    """Tell whether a column holds words: the first, and any in which some row has a text."""
    return index == 0 or any(isinstance(row[index], str) and row[index] for row in table.rows)


class _Cells:
    """The cells of a table as lines of text, and how wide each column is."""

    def __init__(self, table: Table, folded: bool = False) -> None:
        units = [f"({c.unit})" if 0 < len(c.unit) <= LONG else "" for c in table.columns]
        self.units = units if any(units) else []
        self.heads = [c.heading for c in table.columns]
        self.body = [[shown(cell, column) for cell, column in zip(row, table.columns, strict=True)] for row in table.rows]
        self.left = [is_words(table, i) for i in range(len(table.columns))]
        self.most = [max(map(columns_of, self._below(i)), default=0) for i in range(len(table.columns))]
        self.widths = [max(columns_of(h), m) for h, m in zip(self.heads, self.most, strict=True)]
        if folded:
            self.widths = [
                min(w, max(m, *map(columns_of, _words(h)), 1))
                for w, m, h in zip(self.widths, self.most, self.heads, strict=True)
            ]

    def _below(self, i: int) -> list[str]:
        return [*(row[i] for row in self.body), *([self.units[i]] if self.units else [])]

    @property
    def width(self) -> int:
        """Return how many columns a line takes."""
        return sum(self.widths) + _GAP * (len(self.widths) - 1)

    def fit(self, width: int) -> bool:
        """Make columns of words narrower, the widest first, until the grid fits; return whether it does."""
        while self.width > width:
            room = [(w, i) for i, w in enumerate(self.widths) if self.left[i] and w > self._least(i)]
            if not room:
                return False
            self.widths[max(room)[1]] -= 1
        return True

    def _least(self, i: int) -> int:
        """Return how narrow a column of words may become: its amounts and short words stay whole."""
        pieces = (piece for row in self.body for piece in _kept_whole(row[i]).split(" "))
        return max([_LEAST, *(n for piece in pieces if (n := columns_of(piece)) <= _LONGEST)])

    def lines(self) -> list[str]:
        """Return heading, units and rows."""
        head = [wrap(h, w, 9) or [""] for h, w in zip(self.heads, self.widths, strict=True)]
        tall = max(map(len, head), default=1)
        found = self._told([[""] * (tall - len(cell)) + cell for cell in head])
        found += self._told([[unit] for unit in self.units]) if self.units else []
        for row in self.body:
            found += self._told([self._cell(cell, i) for i, cell in enumerate(row)])
        return found

    def _cell(self, cell: str, i: int) -> list[str]:
        if columns_of(cell) <= self.widths[i]:
            return [cell]
        return [line.replace("\u00a0", " ") for line in wrap(_kept_whole(cell), self.widths[i], 99)] or [""]

    def _told(self, cells: list[list[str]]) -> list[str]:
        tall = max(map(len, cells), default=0)
        return [self._line([cell[n] if n < len(cell) else "" for cell in cells]) for n in range(tall)]

    def _line(self, cells: list[str]) -> str:
        padded = []
        for cell, width, left in zip(cells, self.widths, self.left, strict=True):
            space = " " * (width - columns_of(cell))
            padded.append(cell + space if left else space + cell)
        return (" " * _GAP).join(padded).rstrip()


def _kept_whole(text: str) -> str:
    return _AMOUNT.sub("\\1\u00a0", text)


def _words(text: str) -> list[str]:
    return text.split() or [""]


def _blocks(table: Table, width: int) -> list[str]:
    """Return each row as a block: the first cell, then a line for each other column."""
    lines = []
    for row in table.rows:
        lines += wrap(shown(row[0], table.columns[0]), width, 99) or [""]
        for cell, column in zip(row[1:], table.columns[1:], strict=True):
            if text := shown(cell, column):
                unit = f" {column.unit}" if column.unit and not isinstance(cell, str) else ""
                told = say("{heading}: {value}", heading=column.heading, value=f"{text}{unit}")
                lines += [f"  {line}" for line in wrap(told, width - 2, 99)]
    return lines
