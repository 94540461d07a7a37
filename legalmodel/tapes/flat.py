"""Flat conditions on a row as SQL: comparisons, and/or/not, the arithmetic of the language, with its own three values.

Only this is written in SQL, by hand and for one engine: whatever is not flat raises NotFlat, and is run by the evaluator row by row. A part that
does not speak of the row is worked out beforehand by the evaluator, and stands here as a constant. NULL is the unknown: SQL joins
it by "and", "or" and "not" as the language does; what the engine does otherwise (least of NULL, division, widths of decimals) is spelt out.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from legalmodel.base.values import NONE, Interval, Items, Money, Span, U
from legalmodel.logic.tree import TreeNode
from legalmodel.tapes.cells import DIGITS_MAX, Digits
from legalmodel.tapes.engine import text
from legalmodel.tapes.sql import FLIPPED, NEVER, SIGN, SqlValue, days_compared, in_one_currency, lost, moved, one_currency

_SHIFTS = {"days_after": "DAY", "months_after": "MONTH", "years_after": "YEAR"}
LENGTH_MAX = 50_000
"""What would be longer in SQL, for each part may stand in it more than once, is left to the evaluator."""
SHIFT_MAX = 100_000
"""A longer shift of days or months is left to the evaluator, which knows where the calendar ends."""


class NotFlat(Exception):
    """A condition that is not flat; says which part is to blame, and why."""

    def __init__(self, node: TreeNode, why: str) -> None:
        self.node, self.why = node, why
        super().__init__(why)


Columns = Mapping[str, SqlValue]
Work = Callable[[TreeNode], Any]
"""Works out a part that does not speak of the row."""


class FlatWriter:
    """Writes conditions as SQL. ``columns`` are those of the tape by name; ``row`` is the name that stands for the row."""

    def __init__(self, columns: Columns, row: str, work_out: Work) -> None:
        self.columns, self.row, self.work_out = columns, row, work_out

    # --- truth

    def truth(self, node: TreeNode) -> str:
        """Return a statement in SQL: true, false, or NULL for unknown. Raises NotFlat."""
        return _short(node, self._truth(node))

    def _truth(self, node: TreeNode) -> str:
        if not self.speaks_of_row(node):
            value = self.work_out(node)
            return NEVER if isinstance(value, U) else "true" if value else "false"
        writer = {
            "and": self._joined,
            "or": self._joined,
            "not": self._not,
            "compare": self._compare,
            "ratio": self._ratio,
            "in": self._in,
        }
        if node.op not in writer:
            raise NotFlat(node, "not flat")
        return writer[node.op](node)

    def speaks_of_row(self, node: TreeNode) -> bool:
        """Tell whether a part speaks of the row."""
        return any(n.op == "var" and n.name == self.row for n in node.walk())

    def _joined(self, node: TreeNode) -> str:
        return "(" + f" {node.op.upper()} ".join(self.truth(part) for part in node.parts) + ")"

    def _not(self, node: TreeNode) -> str:
        return f"(NOT {self.truth(node.parts[0])})"

    def _compare(self, node: TreeNode) -> str:
        a, b = (self.value(part) for part in node.parts)
        return self.compared(node, node.name, a, b)

    def compared(self, node: TreeNode, sign: str, a: SqlValue, b: SqlValue) -> str:
        """Return a comparison of two values."""
        plain = self._plainly(node, sign, a, b)
        if sign not in ("==", "!=") or not (a.none or b.none):
            return plain
        a_none, b_none = (v.none or "false" for v in (a, b))
        unknown = " OR ".join(f"({v.sql} IS NULL AND NOT {v.none or 'false'})" for v in (a, b))
        both = f"({a_none} AND {b_none})" if sign == "==" else f"NOT ({a_none} AND {b_none})"
        return f"CASE WHEN {unknown} THEN NULL WHEN {a_none} OR {b_none} THEN {both} ELSE {plain} END"

    def _plainly(self, node: TreeNode, sign: str, a: SqlValue, b: SqlValue) -> str:
        if "unknown" in (a.kind, b.kind) or "none" in (a.kind, b.kind):
            return NEVER
        if a.kind == "day":
            return days_compared(sign, a, b)
        if a.kind == "text":
            return f"({a.sql} {SIGN[sign]} {b.sql})"
        _common(node, a.digits, b.digits)  # where that fits, DuckDB compares in a type that holds both
        return in_one_currency(a, b, f"({a.sql} {SIGN.get(sign, sign)} {b.sql})")

    def _in(self, node: TreeNode) -> str:
        item, many = self.value(node.parts[0]), node.parts[1]
        if many.op == "items":
            each = [self.value(part) for part in many.parts]
        elif not self.speaks_of_row(many):
            items = self.work_out(many)
            if isinstance(items, U):
                return NEVER
            items = Items(()) if items is NONE else items
            if not isinstance(items, Items) or items.doubtful or items.open:
                raise NotFlat(many, "open list")
            each = [self.constant(many, v) for v in items.known]
        else:
            raise NotFlat(many, "not flat")
        if not each:
            return "false"
        if item.kind == "text" and not item.none and all(v.kind == "text" and not v.none for v in each):
            return f"({item.sql} IN ({', '.join(v.sql for v in each)}))"
        return "(" + " OR ".join(self.compared(node, "==", item, v) for v in each) + ")"

    def _ratio(self, node: TreeNode) -> str:
        """Write ``a / b op c / d`` multiplied crosswise; a divisor of zero leaves it unknown, one below zero turns the sign round."""
        a, b, c, d = (self.value(part) for part in node.parts)
        if any(v.kind in ("unknown", "none") for v in (a, b, c, d)):
            return NEVER
        left, right = self._product(node, a, d), self._product(node, c, b)
        sign = node.name
        kept = f"({left.sql} {SIGN.get(sign, sign)} {right.sql})"
        turned = f"({left.sql} {FLIPPED[sign]} {right.sql})"
        same = f"(({b.sql} > 0) = ({d.sql} > 0))"
        whole = f"CASE WHEN {b.sql} = 0 OR {d.sql} = 0 THEN NULL WHEN {same} THEN {kept} WHEN NOT {same} THEN {turned} END"
        pairs = [(x, y) for x, y in ((a, b), (c, d)) if x.currency and y.currency]
        _common(node, left.digits, right.digits)
        for x, y in pairs:
            whole = in_one_currency(x, y, whole)
        return in_one_currency(left, right, whole)

    # --- values

    def value(self, node: TreeNode) -> SqlValue:
        """Return a value in SQL. Raises NotFlat."""
        found = self._value(node)
        _short(node, found.sql)
        return found

    def _value(self, node: TreeNode) -> SqlValue:
        if not self.speaks_of_row(node):
            return self.constant(node, self.work_out(node))
        if node.op == "field" and node.parts[0].op == "var" and node.parts[0].name == self.row:
            # a column that the tape does not have is unknown in every row
            return self.columns.get(node.name, SqlValue("unknown", "NULL"))
        writer: dict[str, Callable[[TreeNode], SqlValue]] = {
            "+": self._sum,
            "-": self._sum,
            "*": self._times,
            "negative": self._negative,
            "days_between": self._between,
        }
        writer |= dict.fromkeys(("least", "greatest"), self._least) | dict.fromkeys(_SHIFTS, self._shifted)
        if node.op not in writer:
            raise NotFlat(node, "not flat")
        return writer[node.op](node)

    def constant(self, node: TreeNode, value: Any) -> SqlValue:
        """Return a value that was worked out, in SQL."""
        if isinstance(value, U):
            return SqlValue("unknown", "NULL")
        if value is NONE:
            return SqlValue("none", "NULL", "true")
        if isinstance(value, Span):
            first, last = (f"DATE '{d.isoformat()}'" for d in value)
            return SqlValue("day", first, last="" if value.first == value.last else last)
        if isinstance(value, str):
            return SqlValue("text", text(value))
        currency = text(value.currency) if isinstance(value, Money) and value.currency else ""
        number = value.amount if isinstance(value, Money) else value
        if isinstance(value, Interval) or not isinstance(number, Decimal | int):
            raise NotFlat(node, "only bounds are known")
        number = Decimal(number)
        digits = digits_of(number)
        if digits.width > DIGITS_MAX:
            raise NotFlat(node, "too many digits")
        return SqlValue("figure", f"CAST('{number:f}' AS {digits.sql})", digits=digits, currency=currency)

    def _figures(self, node: TreeNode) -> list[SqlValue]:
        return [self.value(part) for part in node.parts]

    def _sum(self, node: TreeNode) -> SqlValue:
        a, b = self._figures(node)
        if gone := lost(a, b):
            return gone
        wide = _common(node, a.digits, b.digits)
        digits = _fits(node, Digits(wide.whole + 1, wide.places))
        sides = [f"CAST({v.sql} AS {digits.sql})" for v in (a, b)]
        return one_currency(a, b, f"CAST({sides[0]} {node.op} {sides[1]} AS {digits.sql})", digits)

    def _times(self, node: TreeNode) -> SqlValue:
        a, b = self._figures(node)
        return lost(a, b) or self._product(node, a, b)

    def _product(self, node: TreeNode, a: SqlValue, b: SqlValue) -> SqlValue:
        digits = _fits(node, Digits(a.digits.whole + b.digits.whole, a.digits.places + b.digits.places))
        if (one := next((y for x, y in ((a, b), (b, a)) if x.sql == "CAST('1' AS DECIMAL(1,0))"), None)) is not None:
            return one._replace(currency=a.currency or b.currency)
        currency = "" if a.currency and b.currency else a.currency or b.currency
        sides = [f"CAST({v.sql} AS {Digits(v.digits.whole, v.digits.places).sql})" for v in (a, b)]
        return SqlValue("figure", f"CAST({sides[0]} * {sides[1]} AS {digits.sql})", digits=digits, currency=currency)

    def _negative(self, node: TreeNode) -> SqlValue:
        (a,) = self._figures(node)
        return lost(a) or a._replace(sql=f"(-{a.sql})", none="")

    def _least(self, node: TreeNode) -> SqlValue:
        values, name = self._figures(node), node.op.upper()
        if gone := lost(*values):
            return gone
        known = " AND ".join(f"{v.sql} IS NOT NULL" for v in values)
        if values[0].kind == "day":
            first = f"CASE WHEN {known} THEN {name}({', '.join(v.sql for v in values)}) END"
            last = f"CASE WHEN {known} THEN {name}({', '.join(v.last or v.sql for v in values)}) END"
            return SqlValue("day", first, last=last if any(v.last for v in values) else "")
        result = values[0]
        for other in values[1:]:
            digits = _fits(node, _common(node, result.digits, other.digits))
            sides = ", ".join(f"CAST({v.sql} AS {digits.sql})" for v in (result, other))
            result = one_currency(result, other, f"CASE WHEN {known} THEN {name}({sides}) END", digits)
        return result

    def _between(self, node: TreeNode) -> SqlValue:
        a, b = self._figures(node)
        if gone := lost(a, b):
            return gone
        if a.last or b.last:
            raise NotFlat(node, "known to the month only")
        return SqlValue("figure", f"({b.sql} - {a.sql})", digits=Digits(8, 0))

    def _shifted(self, node: TreeNode) -> SqlValue:
        start, many = node.parts
        day = self.value(start)
        if self.speaks_of_row(many):
            raise NotFlat(many, "not flat")
        count = self.work_out(many)
        if isinstance(count, U) or count is NONE or day.kind in ("unknown", "none"):
            return SqlValue("unknown", "NULL")
        shift = Decimal(count) if isinstance(count, Decimal | int) else Decimal("0.5")  # bounds are no count
        if shift != int(shift) or abs(shift) > SHIFT_MAX:
            raise NotFlat(many, "not flat")
        step = f"INTERVAL ({int(shift)}) {_SHIFTS[node.op]}"
        first, last = (moved(side, step) for side in (day.sql, day.last or day.sql))
        outside = " OR ".join(f"{end} IS NULL" for end in (first, last)) if day.last else ""
        if outside:  # where one end leaves the calendar, the language knows neither
            first, last = (f"CASE WHEN NOT ({outside}) THEN {end} END" for end in (first, last))
        return SqlValue("day", first, last=last if day.last else "")


def _short(node: TreeNode, sql: str) -> str:
    if len(sql) > LENGTH_MAX:
        raise NotFlat(node, "too long")
    return sql


def _common(node: TreeNode, a: Digits, b: Digits) -> Digits:
    return _fits(node, Digits(max(a.whole, b.whole), max(a.places, b.places)))


def _fits(node: TreeNode, digits: Digits) -> Digits:
    if digits.width > DIGITS_MAX:
        raise NotFlat(node, "too many digits")
    return digits


def digits_of(number: Decimal) -> Digits:
    """Return the digits of a number before and after its point."""
    plain = f"{abs(number):f}"
    whole, _, places = plain.partition(".")
    return Digits(max(1, len(whole.lstrip("0"))), len(places))
