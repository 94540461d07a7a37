"""What a method says: sentences, tables and lines to plot, as data. How it looks is decided by whoever writes it out."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

Cell = str | int | float | Decimal | date | None
"""One value of a table; None where there is none."""


class Column(NamedTuple):
    """A column of a table: its key in JSON and CSV, its heading, its unit (empty for words), and how many decimals are shown.

    One that is not ``narrow`` is left out of a terminal, where there is no room for it.
    """

    key: str
    heading: str
    unit: str = ""
    decimals: int = 2
    narrow: bool = True


class Table(NamedTuple):
    """A table: its key, its heading, columns, and rows with a cell for each; ``note`` stands below it.

    ``loud`` are the numbers of the rows that a terminal shows; empty: all of them. ``rest`` says there how to see the others.
    """

    key: str
    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    loud: tuple[int, ...] = ()
    rest: str = ""


class Curve(NamedTuple):
    """A line of a plot: a name, a value for each position along the axis (None leaves a gap), and how it is drawn.

    ``style`` is ``given``, ``model``, ``rival``, ``zero``, or for bars ``less`` and ``more``, for days a status; ``low`` and ``high``, if
    given, are a band around the line.
    """

    name: str
    values: tuple[float | None, ...]
    style: str = "model"
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()


class Plot(NamedTuple):
    """A plot: its key, a heading, what the axes mean (with units), the labels along the axis, and the lines.

    As ``bars`` each label has a bar from the line of style ``zero`` to each of the other values, lying. As ``days`` values are days
    (counted as ``date.toordinal``): each label has a mark on its day, or a bar from ``low`` to it; the line of style ``zero`` is now.
    As ``grid`` labels go across, each line is a row of the grid from the bottom, and a value is how many stand in a cell
    (``low``: how grave the cell is, 0 to 1). As ``tree``
    each label is a row and a value its depth, its style a status.
    """

    key: str
    heading: str
    across: str
    up: str
    labels: tuple[str, ...]
    curves: tuple[Curve, ...]
    form: str = "lines"


class Study(NamedTuple):
    """What one method says of one input.

    ``says`` are the results in sentences, the most important first; ``assumes`` what was taken for granted, with units;
    ``sources`` where each given figure stands; ``heads`` are the headings of these two, ``foot`` stands below, ``lang`` is the language of the whole; empty: the usual
    ones, in the language asked for.
    """

    method: str
    title: str
    says: tuple[str, ...]
    tables: tuple[Table, ...]
    plots: tuple[Plot, ...]
    assumes: tuple[str, ...]
    sources: tuple[str, ...]
    foot: str = ""
    heads: tuple[str, str] = ("", "")
    lang: str = ""

    def table(self, key: str) -> Table:
        """Return one table.

        Raises KeyError if there is none of that key.
        """
        return next((t for t in self.tables if t.key == key), None) or _no_table(key, self.tables)


def _no_table(key: str, tables: Sequence[Table]) -> Table:
    raise KeyError(f"no table '{key}'; there are {', '.join(t.key for t in tables)}")
