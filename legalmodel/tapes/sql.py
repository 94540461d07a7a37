"""Values in SQL, with what the language knows of them, and what follows from two of them: digits, currencies, days known to the month."""

from typing import NamedTuple

from legalmodel.tapes.cells import Digits

NEVER = "CAST(NULL AS BOOLEAN)"
FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "=", "!=": "<>"}
SIGN = {"==": "=", "!=": "<>"}
YEARS = ("DATE '0001-01-01'", "DATE '9999-12-31'")


class SqlValue(NamedTuple):
    """A value in SQL, NULL where it is unknown or none; ``none`` says in SQL where it is none, empty if it never is.

    Figures have ``digits``, amounts a ``currency`` in SQL (empty for a bare zero), days a ``last`` day where only a month is known.
    """

    kind: str
    sql: str
    none: str = ""
    digits: Digits = Digits(1, 0)
    currency: str = ""
    last: str = ""


def moved(day: str, step: str) -> str:
    """Move a day; NULL where that leaves the calendar."""
    later = f"CAST({day} + {step} AS DATE)"
    return f"CASE WHEN {later} BETWEEN {YEARS[0]} AND {YEARS[1]} THEN {later} END"


def days_compared(sign: str, a: SqlValue, b: SqlValue) -> str:
    """Compare days: decided where all days that each side may be agree."""
    if not (a.last or b.last):
        return f"({a.sql} {SIGN.get(sign, sign)} {b.sql})"
    if sign in (">", ">="):
        a, b, sign = b, a, FLIPPED[sign]
    a_last, b_last = a.last or a.sql, b.last or b.sql
    if sign in ("==", "!="):
        same, apart = ("true", "false") if sign == "==" else ("false", "true")
        one = f"{a.sql} = {a_last} AND {b.sql} = {b_last} AND {a.sql} = {b.sql}"
        return f"CASE WHEN {a_last} < {b.sql} OR {a.sql} > {b_last} THEN {apart} WHEN {one} THEN {same} END"
    under, over = ("<", ">=") if sign == "<" else ("<=", ">")
    return f"CASE WHEN {a_last} {under} {b.sql} THEN true WHEN {a.sql} {over} {b_last} THEN false END"


def lost(*values: SqlValue) -> SqlValue | None:
    """Return the unknown if something is worked out with it, or with what is not there."""
    return SqlValue("unknown", "NULL") if any(v.kind in ("unknown", "none") for v in values) else None


def _agree(a: SqlValue, b: SqlValue) -> str | None:
    """Whether two amounts are in one currency, in SQL; None where they surely are. A bare zero is in every currency."""
    if a.currency == b.currency or not b.currency or not a.currency:
        # a bare number stands beside an amount only as zero, which the analysis has seen to
        return None
    return f"{a.currency} = {b.currency}"


def in_one_currency(a: SqlValue, b: SqlValue, sql: str) -> str:
    """Return what is said of two amounts, NULL where they are in two currencies."""
    agree = _agree(a, b)
    return sql if agree is None else f"CASE WHEN {agree} THEN {sql} END"


def one_currency(a: SqlValue, b: SqlValue, sql: str, digits: Digits) -> SqlValue:
    """Return a figure worked out from two, unknown where they are in two currencies."""
    return SqlValue("figure", in_one_currency(a, b, sql), digits=digits, currency=a.currency or b.currency)
