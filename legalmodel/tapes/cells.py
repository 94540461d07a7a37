"""How the raw cells of a column become values: SQL that reads them strictly, and says of each cell what became of it.

A cell is in one of five states: it has a value, is empty, says that the thing is not known, says that there is none, or cannot be read.
Figures stay decimals of as many digits as the column has; nothing is rounded and nothing passes through floating point.
"""

from typing import NamedTuple

from legalmodel.tapes.days import DayForm, day_form
from legalmodel.tapes.engine import text
from legalmodel.tapes.maps import MapColumn, TapeFormat

VALUE, EMPTY, UNKNOWN, NONE_THERE, UNREADABLE = range(5)
DIGITS_MAX = 38
"""The most digits of a decimal of DuckDB; a figure of more cannot be read."""
_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER")
_WIDTHS = {"TINYINT": 3, "SMALLINT": 5, "INTEGER": 10, "BIGINT": 19, "UTINYINT": 3, "USMALLINT": 5, "UINTEGER": 10}
_SPACES = "' \t\r\n\u00a0\u3000\ufeff'"


class Digits(NamedTuple):
    """How many digits the figures of a column have at most, before the point and after it."""

    whole: int
    places: int

    @property
    def width(self) -> int:
        """All digits, at least one."""
        return max(1, self.whole + self.places)

    @property
    def sql(self) -> str:
        """The type that holds them."""
        return f"DECIMAL({self.width},{self.places})"


class Cells:
    """The cells of one raw column: ``raw`` is the column in SQL, ``kind`` its type; what its map says of it is ``mapped``."""

    def __init__(self, mapped: MapColumn, raw: str, kind: str, form: TapeFormat) -> None:
        self.mapped, self.raw, self.kind, self.form = mapped, raw, kind, form
        self.column = mapped.column

    @property
    def trimmed(self) -> str:
        """The cell without blanks around it, NULL if nothing is left."""
        cell = self.raw if self.kind == "VARCHAR" else f"CAST({self.raw} AS VARCHAR)"
        return f"nullif(trim({cell}, {_SPACES}), '')"

    @property
    def typed(self) -> bool:
        """Tell whether the file itself holds decimals, whole numbers or days, not text."""
        return (self.column.numeric and self.native is not None) or (self.column.kind == "day" and self.kind == "DATE")

    @property
    def light(self) -> bool:
        """Tell whether its values cost so little that they need not be kept."""
        return self.typed or not (self.column.numeric or self.column.kind == "day")

    @property
    def native(self) -> Digits | None:
        """The digits of a column of decimals or whole numbers; None for any other."""
        if self.kind in _WHOLE:
            return Digits(_WIDTHS[self.kind], 0)
        if self.kind.startswith("DECIMAL("):
            width, places = map(int, self.kind[8:-1].split(","))
            return Digits(width - places, places)
        return None

    @property
    def power(self) -> int:
        """The power of ten by which a figure is multiplied: its unit, less two where it is written in percent."""
        return self.mapped.power - (2 if self.mapped.written == "percent" else 0)

    # --- words that stand for something

    @property
    def said_none(self) -> str:
        """Whether the cell says that there is none."""
        return self._among(self.mapped.none)

    @property
    def said_unknown(self) -> str:
        """Whether the cell says that nothing is known."""
        return self._among(self.mapped.unknown)

    def _among(self, words: tuple[str, ...]) -> str:
        whole = [text(w) for w in words if w and not w.endswith("*")]
        begins = [f"starts_with({self.trimmed}, {text(w[:-1])})" for w in words if len(w) > 1 and w.endswith("*")]
        tests = [*([f"{self.trimmed} IN ({', '.join(whole)})"] if whole else []), *begins]
        return f"({' OR '.join(tests)})" if tests and not self.typed else ""

    # --- figures

    @property
    def figure(self) -> str:
        """The cell as a plain number in text, ``-1234.5``; NULL where it is not written as the map says."""
        cell, dot, part = self.trimmed, self.form.decimal, self.form.thousands
        if self.kind != "VARCHAR":
            dot, part = ".", ""  # figures in floating point, by the shortest text that gives them
        point, mark = _escaped(dot), _escaped(part)
        whole = rf"\d+|\d{{1,3}}(?:{mark}\d{{3}})+" if part else r"\d+"
        sign = "%?" if self.mapped.written == "percent" else ""
        pattern = rf"[+-]?(?:{whole})(?:{point}\d*)?{sign}"
        bracketed = rf"\((?:{whole})(?:{point}\d*)?\)"
        bare = f"replace({cell}, {text(part)}, '')" if part else cell
        bare = f"replace({bare}, {text(dot)}, '.')" if dot != "." else bare
        bare = f"rtrim({bare}, '%')" if sign else bare
        return (
            f"CASE WHEN regexp_full_match({cell}, {text(pattern)}) THEN ltrim({bare}, '+') "
            f"WHEN regexp_full_match({cell}, {text(bracketed)}) THEN '-' || trim({bare}, '()') END"
        )

    @property
    def digits(self) -> tuple[str, str]:
        """The digits of a figure before and after its point, zeros at the ends left out, as SQL."""
        figure = f"ltrim({self.figure}, '-')"
        return f"length(ltrim(split_part({figure}, '.', 1), '0'))", f"length(rtrim(split_part({figure}, '.', 2), '0'))"

    def held(self, found: Digits) -> Digits:
        """Return the digits of a column once its unit is applied, from those of what is written."""
        places = max(0, found.places - self.power)
        return Digits(max(1, found.whole + max(self.power, 0)), places)

    @property
    def outside(self) -> str:
        """How many days that the file holds lie outside the calendar, as SQL; 0 of any other column."""
        return f"count(*) FILTER (WHERE NOT ({self._calendar}))" if self.kind == "DATE" else "0"

    @property
    def _calendar(self) -> str:
        return f"{self.raw} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31'"

    def value(self, found: Digits | None, all_read: bool = False) -> str:
        """Return the value of the cell, NULL where it has none.

        ``found`` are the digits of what is written, of a column of figures; ``all_read`` says that each cell of a typed column was found to be readable.
        """
        if all_read and self.kind == "DATE":
            return self.raw
        plain = self._plain(found)
        skip = [said for said in (self.said_none, self.said_unknown) if said]
        return f"CASE WHEN NOT coalesce({' OR '.join(skip)}, false) THEN {plain} END" if skip else plain

    def _plain(self, found: Digits | None) -> str:
        kind = self.column.kind
        if found is not None:
            return self._figure(found)
        if kind == "day":
            if self.kind == "DATE":
                return f"CASE WHEN {self._calendar} THEN {self.raw} END"
            return self._day(_form(self.mapped))
        if kind in ("key", "text") and not self.mapped.words:
            return self.trimmed
        return self._word()

    def _figure(self, found: Digits) -> str:
        held = self.held(found)
        cell = self.raw if self.native is not None else f"TRY_CAST({self.figure} AS {found.sql})"
        if self.power == 0:
            return cell
        factor = f"CAST('{10**self.power}' AS DECIMAL({self.power + 1},0))" if self.power > 0 else (
            f"CAST('{'0.' + '0' * (-self.power - 1) + '1'}' AS DECIMAL({-self.power + 1},{-self.power}))"
        )  # fmt: skip  # one value of two
        return f"CAST({cell} * {factor} AS {held.sql})"

    def _day(self, form: DayForm) -> str:
        cell = self.trimmed
        if self.kind.startswith("TIMESTAMP"):
            return f"CASE WHEN CAST({self.raw} AS DATE) = {self.raw} THEN CAST({self.raw} AS DATE) END"
        read = f"CAST(try_strptime({cell}, {text(form.read)}) AS DATE)"
        return f"CASE WHEN regexp_full_match({cell}, {text(form.pattern.strip('^$'))}) AND {read} >= DATE '1000-01-01' THEN {read} END"

    @property
    def last(self) -> str:
        """The last day that a day may be, where the column tells no more than the month or the year; empty for full days."""
        if self.column.kind != "day" or self.kind != "VARCHAR":
            return ""
        step = {"day": "", "month": "1 MONTH", "year": "1 YEAR"}[_form(self.mapped).precision]
        return f"CAST({self.value(None)} + INTERVAL {step} - INTERVAL 1 DAY AS DATE)" if step else ""

    def _word(self) -> str:
        if self.kind == "BOOLEAN" and self.column.kind == "yes_no":
            return f"CASE {self.raw} WHEN true THEN 'yes' WHEN false THEN 'no' END"
        pairs = " ".join(f"WHEN {text(cell)} THEN {text(word)}" for cell, word in self.mapped.words.items())
        otherwise = f" ELSE {self.trimmed}" if self.column.kind in ("key", "text") else ""
        return f"CASE lower({self.trimmed}) {pairs}{otherwise} END"

    def state(self, value: str) -> str:
        """Return what became of a cell, given the SQL of its value."""
        cell = self.raw if self.typed else self.trimmed
        steps = [f"WHEN {cell} IS NULL THEN {EMPTY}"]
        if self.said_unknown:
            steps.append(f"WHEN {self.said_unknown} THEN {UNKNOWN}")
        if self.said_none:
            steps.append(f"WHEN {self.said_none} THEN {NONE_THERE}")
        if not self.typed or self.kind == "DATE":
            steps.append(f"WHEN {value} IS NULL THEN {UNREADABLE}")
        return f"CAST(CASE {' '.join(steps)} ELSE {VALUE} END AS UTINYINT)"


def _form(mapped: MapColumn) -> DayForm:
    form = day_form(mapped.day)
    assert form is not None  # noqa: S101 - a map with any other is refused
    return form


def _escaped(sign: str) -> str:
    return rf"\{sign}" if sign in ".|()[]*+?^$" else sign
