"""A table of the report in rows of a terminal: numbers under stacked headings, what is concluded at the end, its note where it fits."""

from collections.abc import Iterator

from legalmodel.base.speech import columns
from legalmodel.output.laid import said
from legalmodel.output.paint import Paint, cut, pad, pieces, right, wrap
from legalmodel.report.document import Grid, GridRow

_HEADING = 11
"""Columns for the heading of a group, at least."""
_SHORT_HEAD = 4
"""Chinese headings of no more characters stand on one row."""
_LEAST, _LEAST_NARROW, _NARROW = 20, 32, 100
"""The least room for what a row is about, and for a screen of fewer columns than the last; where there is less, only how many are
answered is told of the numbers.
"""
_FURTHER = 2
"""How many more rows what a row is about may take where its column is too narrow for it."""
_SHORT = len("TO BE WEIGHED")
"""The longest conclusion for which room is kept; a longer one stands in the next row if it must, beside what it rests on."""


def grid_rows(grid: Grid, width: int, paint: Paint, further: int = _FURTHER) -> tuple[list[str], list[list[str]]]:
    """Return the rows of the heading, and those of each row of the table; ``further``: how many more rows what it is about may take."""
    return _Grid(grid, width, paint, further).all()


class _Grid:
    def __init__(self, grid: Grid, width: int, paint: Paint, further: int) -> None:
        self.grid, self.width, self.paint, self.further = grid, width, paint, further
        self.heading = max([_HEADING, *(columns(said(row.cells[0])) + 1 for row in grid.rows)])
        self.numbers = [n for n, column in enumerate(grid.columns) if column.number]
        self.systems = [n for n, column in enumerate(grid.columns) if column.id == "system"]
        self.heads = [_stacked(said(grid.columns[n].title)) for n in self.numbers]
        self.wide = [max(map(columns, head)) + 2 for head in self.heads]
        system = max((columns(said(row.cells[n])) for row in grid.rows for n in self.systems), default=-1) + 1
        ends = max((n for row in grid.rows if (n := columns(said(row.cells[-1]))) <= _SHORT), default=4)
        self.system = system
        about = max([columns(said(row.cells[1])) for row in grid.rows] + [columns(said(grid.columns[1].title))])
        self.about = min(about, width - self.heading - system - sum(self.wide) - 2 - ends)
        self.narrow = self.about < min(_LEAST if width >= _NARROW else _LEAST_NARROW, about)
        if self.narrow:
            self.numbers = [n for n, column in enumerate(grid.columns) if column.id == "answered"]
            self.heads = [("", said(grid.columns[n].title)) for n in self.numbers]
            self.wide = [max(map(columns, head)) + 2 for head in self.heads]
            self.about = min(about, width - self.heading - system - sum(self.wide) - 2 - ends)

    def all(self) -> tuple[list[str], list[list[str]]]:
        rows, before = [], ""
        for row in self.grid.rows:
            heading = said(row.cells[0])
            rows.append(list(self._row(row, heading if heading != before else "")))
            before = heading
        return list(self._top()), rows

    def _top(self) -> Iterator[str]:
        subject = wrap(said(self.grid.columns[1].title), self.about)
        levels = [head[0] for head in self.heads], [head[1] for head in self.heads]
        heads = [level for level in levels if any(level)] or [levels[1]]
        most = max(len(subject), len(heads))
        blank = [""] * len(self.heads)
        for left, level in zip([""] * (most - len(subject)) + subject, [blank] * (most - len(heads)) + heads, strict=True):
            cells = "".join(right(head, wide) for head, wide in zip(level, self.wide, strict=True))
            yield self.paint.dim(f"{' ' * self.heading}{pad(left, self.about)}{' ' * self.system}{cells}".rstrip())

    def _row(self, row: GridRow, heading: str) -> Iterator[str]:
        subject, *further = self._subject(said(row.cells[1]))
        systems = "".join(pad(f" {said(row.cells[n])}", self.system) for n in self.systems)
        numbers = [(said(row.cells[n]), wide) for n, wide in zip(self.numbers, self.wide, strict=True)]
        counts = "".join(right(number, wide) for number, wide in numbers)
        words = said(row.cells[-1])
        start = f"{self.paint.bold(pad(heading, self.heading))}{pad(subject, self.about)}{systems}{counts}  "
        room = self.width - self.heading - self.about - self.system - sum(self.wide) - 2
        note = said(row.note)
        beside = note if note and columns(words) + 2 + columns(note) <= room else ""
        below = f"{' ' * (self.heading + 2)}"
        if columns(words) <= room:
            yield f"{start}{self._concluded(row, words)}{f'  {self.paint.dim(beside)}' if beside else ''}".rstrip()
        else:
            yield start.rstrip()
        yield from (f"{' ' * (self.heading + 2)}{part}" for part in further)
        if columns(words) > room:
            rest = self.width - len(below) - columns(words) - 2
            beside = note if columns(note) <= rest else ""
            yield f"{below}{self._concluded(row, words)}  {beside}".rstrip()
        if row.note_counts and not beside:
            yield from (f"{below}{part}" for part in wrap(note, self.width - len(below)))

    def _subject(self, text: str) -> list[str]:
        """Return what a row is about in as many rows as it takes, up to three: thousands of names are shortened after a name."""
        if columns(text) <= self.about or not self.further:
            return [_fitted(text, self.about)]
        first = wrap(text, self.about)[0]
        rest = text[len(first) :].lstrip()
        return [first, *wrap(_fitted(rest, self.further * (self.about - 2)), self.about - 2, most=self.further)]

    def _concluded(self, row: GridRow, words: str) -> str:
        return self.paint.conclusion(row.conclusion, words) if row.conclusion else words


def _stacked(title: str) -> tuple[str, str]:
    """Set a heading of a column on two rows, the words shared as evenly as they get."""
    words = (
        ["".join(piece) for piece in pieces(title)] if not title.isascii() and len(title) > _SHORT_HEAD else title.split(" ")
    )
    between = "" if words and not title.isascii() else " "
    cuts = [(between.join(words[:n]), between.join(words[n:])) for n in range(len(words))]
    return min(cuts, key=lambda c: (max(map(columns, c)), columns(c[0])))


def _fitted(text: str, width: int) -> str:
    """Shorten a text to a width after a word, so that no figure in a name is cut in two."""
    if columns(text) <= width:
        return cut(text, width)
    first, *words = text.split(" ")
    used, kept = columns(first) + columns(" …"), [first]
    for word in words:  # from the front: a row may name thousands, of which a few find room
        used += 1 + columns(word)
        if used > width:
            break
        kept.append(word)
    return cut(f"{' '.join(kept)} …", width)
