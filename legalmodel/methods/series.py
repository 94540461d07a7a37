"""Read a series of figures by period from a CSV file, and refuse what no forecast could use.

A file has a heading line, a first column with the period (``2016``, ``2016Q3``, ``2016-09`` or ``2016-09-30``) and a column of
figures. Lines that begin with ``#`` are comments. The text is UTF-8.
"""

import csv
import re
from itertools import pairwise
from math import isfinite
from pathlib import Path
from typing import NamedTuple

from legalmodel.base.errors import BadInput, BadRequest, Fault, limited, nearest
from legalmodel.base.language import say
from legalmodel.base.places import Place
from legalmodel.methods.periods import Period, label_of, period_of
from legalmodel.text.characters import brief
from legalmodel.text.reading import bytes_up_to

BYTES_MAX = 1_000_000
ROWS_MAX = 5_000
MOST = 1e15
"""Largest figure: beyond it squares of sums leave what a float holds, and a fit may never end."""
LEAST = 4
"""Fewest figures for GM(1,1): two parameters are fitted to all but the first of them."""


class Series(NamedTuple):
    """Figures by period, oldest first: ``values`` are positive and in ``unit``; ``places`` say where each stands in the file."""

    name: str
    unit: str
    periods: tuple[Period, ...]
    values: tuple[float, ...]
    places: tuple[Place, ...]

    def later(self, steps: int) -> list[str]:
        """Return the labels of the periods that follow."""
        last = self.periods[-1]
        return [label_of(last.sort, last.number + step) for step in range(1, steps + 1)]


def read_series(file: Path, column: str = "", since: str = "") -> Series:
    """Read a series of positive figures.

    ``column`` names the column of figures where there are several; ``since`` is the first period to use.
    Raises BadInput with every fault of the file; BadRequest where the file, the column or the period does not exist.
    """
    return _Reader(file).read(column, since)


class _Reader:
    """Reads one file and gathers what is wrong with it."""

    def __init__(self, file: Path) -> None:
        self.file, self.faults = file, list[Fault]()

    def fault(self, code: str, cause: str, line: int, fix: str, column: int = 1) -> None:
        self.faults.append(Fault(code, cause, Place(str(self.file), line, column), fix))

    def stop(self) -> None:
        if self.faults:
            raise BadInput(limited(self.faults))

    def read(self, column: str, since: str) -> Series:
        rows = self.rows()
        heading, body = rows[0], rows[1:]
        name = self.column(heading[1], column, body)
        index = heading[1].index(name)
        found = [self.row(line, cells, len(heading[1]), index) for line, cells in body]
        self.stop()
        kept = self.from_day([f for f in found if f], since)
        self.order(kept)
        self.enough(kept)
        self.stop()
        periods, values, lines = zip(*kept, strict=True)
        where = tuple(Place(str(self.file), line, 1) for line in lines)
        return Series(self.file.stem, name, periods, values, where)

    def rows(self) -> list[tuple[int, list[str]]]:
        """Return the lines that are no comment, each with its number."""
        text = self.text()
        lines = list(enumerate(csv.reader(text.splitlines()), 1))
        rows = [(n, [c.strip() for c in cells]) for n, cells in lines if cells and not cells[0].lstrip().startswith("#")]
        rows = [(n, cells) for n, cells in rows if any(cells)]
        if not rows:
            self.fault("empty-file", say("the file holds no line"), 1, say("write a heading line, then one line a period"))
        elif len(rows) == 1:
            self.fault(
                "no-figures",
                say("the file holds a heading and no figures"),
                rows[0][0],
                say("write one line a period below it"),
            )
        elif len(rows) > ROWS_MAX + 1:
            self.fault(
                "too-long",
                say("the file holds more than {rows_max} periods", rows_max=ROWS_MAX),
                rows[ROWS_MAX][0],
                say("give the part to forecast from"),
            )
        elif len(rows[0][1]) < 2:
            self.fault(
                "one-column", say("the file has one column"), rows[0][0], say("write period and figure, with a comma between")
            )
        elif _number(rows[0][1][1]) is not None:
            self.fault(
                "no-heading",
                say("the first line holds figures"),
                rows[0][0],
                say("begin with a heading such as: year,balance_cny_m"),
            )
        self.stop()
        return rows

    def text(self) -> str:
        data = bytes_up_to(self.file, BYTES_MAX, say("name a CSV file"))
        if len(data) > BYTES_MAX:
            self.fault(
                "too-large",
                say("the file is larger than {bytes_max} bytes", bytes_max=BYTES_MAX),
                1,
                say("give one series, not a table of all"),
            )
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            self.fault("not-utf-8", say("the file is not text in UTF-8"), line, say("save it as CSV in UTF-8"))
            text = ""
        if "\0" in text:
            self.fault(
                "not-text",
                say("the file holds a zero byte"),
                text[: text.index("\0")].count("\n") + 1,
                say("save it as CSV in UTF-8"),
            )
        self.stop()
        return text

    def column(self, heading: list[str], wanted: str, body: list[tuple[int, list[str]]]) -> str:
        if len(set(heading)) < len(heading):
            self.fault(
                "same-heading", say("two columns have the same heading"), 1, say("give each column a heading of its own")
            )
            self.stop()
        if wanted:
            if wanted not in heading[1:]:
                raise BadRequest(
                    say("{file} has no column '{wanted}'", file=self.file, wanted=wanted),
                    nearest(wanted, heading[1:]) or say("columns: {heading}", heading=", ".join(heading[1:])),
                )
            return wanted
        figures = [h for i, h in enumerate(heading) if i and all(i < len(c) and _number(c[i]) is not None for _, c in body)]
        if len(figures) > 1:
            raise BadRequest(
                say("{file} has several columns of figures", file=self.file),
                say("choose one with --column: {figures}", figures=", ".join(figures)),
            )
        return figures[0] if figures else heading[1]

    def row(self, line: int, cells: list[str], width: int, index: int) -> tuple[Period, float, int] | None:
        if len(cells) != width:
            fix = (
                say("write a figure with a thousands comma without it")
                if len(cells) > width
                else say("give every column a value")
            )
            self.fault(
                "ragged-line", say("the line has {cells} fields, the heading {width}", cells=len(cells), width=width), line, fix
            )
            return None
        period = period_of(cells[0])
        if period is None:
            self.fault(
                "no-period",
                say("'{cells}' is no period", cells=brief(cells[0])),
                line,
                say("write it as 2016, 2016Q3, 2016-09 or 2016-09-30"),
            )
        value = _number(cells[index])
        column = 1 + sum(len(c) + 1 for c in cells[:index])
        if value is None:
            fix = (
                say("write the number of percent without the sign")
                if cells[index].endswith("%")
                else say("write a number such as 12549.2")
            )
            self.fault("no-number", say("'{cells}' is no number", cells=brief(cells[index])), line, fix, column)
        elif not isfinite(value):
            self.fault(
                "not-finite",
                say("'{cells}' is no figure that can be forecast", cells=brief(cells[index])),
                line,
                say("leave the period out of the file"),
                column,
            )
        elif abs(value) > MOST:
            cause = say("'{cells}' is too large to be fitted", cells=brief(cells[index]))
            self.fault("too-large-figure", cause, line, say("write the figures in a larger unit, such as millions"), column)
        elif value <= 0:
            cause = say("{cells} is not positive; GM(1,1) sums a positive series", cells=cells[index])
            self.fault("not-positive", cause, line, say("forecast another figure, or one with a constant added"), column)
        return (period, value, line) if period and value is not None else None

    def from_day(self, rows: list[tuple[Period, float, int]], since: str) -> list[tuple[Period, float, int]]:
        if not since:
            return rows
        labels = [period.label for period, _, _ in rows]
        if since not in labels:
            raise BadRequest(
                say("{file} has no period '{since}'", file=self.file, since=since),
                nearest(since, labels) or say("it begins at {labels}", labels=labels[0]),
            )
        return rows[labels.index(since) :]

    def order(self, rows: list[tuple[Period, float, int]]) -> None:
        """Tell mixed sorts of periods, wrong order, doubles and gaps."""
        for (before, _, _), (after, _, line) in pairwise(rows):
            if after.sort != before.sort:
                self.fault(
                    "mixed-periods",
                    say(
                        "{label} is a {sort}, {label2} a {sort2}",
                        label=after.label,
                        sort=after.sort,
                        label2=before.label,
                        sort2=before.sort,
                    ),
                    line,
                    say("use one sort of period"),
                )
            elif after.number == before.number:
                self.fault(
                    "same-period", say("{label} stands twice", label=after.label), line, say("keep one of the two figures")
                )
            elif after.number < before.number:
                self.fault(
                    "wrong-order",
                    say("{label} comes after {label2}", label=after.label, label2=before.label),
                    line,
                    say("write the oldest period first"),
                )
            elif after.sort != "day" and after.number > before.number + 1:
                missing = label_of(after.sort, before.number + 1)
                fix = say("find the figure, or begin after the gap with --since")
                self.fault(
                    "gap",
                    say(
                        "between {label} and {label2} the figure for {missing} is missing",
                        label=before.label,
                        label2=after.label,
                        missing=missing,
                    ),
                    line,
                    fix,
                )

    def enough(self, rows: list[tuple[Period, float, int]]) -> None:
        if len(rows) < LEAST:
            cause = say("{rows} figures are too few; GM(1,1) needs at least {least}", rows=len(rows), least=LEAST)
            self.fault("too-short", cause, rows[-1][2] if rows else 1, say("give more periods"))
        elif len({value for _, value, _ in rows}) == 1:
            self.fault(
                "constant",
                say("all figures are the same"),
                rows[-1][2],
                say("no model is needed: the next one is the same, or nobody knows"),
            )


def _number(text: str) -> float | None:
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?|[+-]?(inf|nan)", text, re.IGNORECASE):
        return None
    return float(text)
