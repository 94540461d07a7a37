"""Forms of days: how a column writes them, such as ``DD/MM/YYYY``, as a pattern and as the form that DuckDB reads."""

from typing import NamedTuple

_PARTS = (
    ("YYYY", r"\d{4}", "%Y"),
    ("MM", r"\d{1,2}", "%m"),
    ("DD", r"\d{1,2}", "%d"),
    ("M", r"\d{1,2}", "%m"),
    ("D", r"\d{1,2}", "%d"),
)
_SIGNS = "-/. 年月日"


class DayForm(NamedTuple):
    """A form of days: the pattern of a cell, how it is read, and whether it names the ``day``, the ``month`` or the ``year`` only."""

    pattern: str
    read: str
    precision: str


def day_form(text: str) -> DayForm | None:
    """Return a form as it is written (``YYYY-MM-DD``, ``MM/YYYY``, ``YYYY年M月D日``); None if it is none."""
    pattern, read, parts, rest = "", "", "", text
    tight = not any(sign in text for sign in _SIGNS)
    while rest:
        part = next((p for p in _PARTS if rest.startswith(p[0])), None)
        if part is not None:
            letters, digits, code = part
            # without signs between them, parts must have all their digits, or nobody could tell them apart
            pattern += r"\d{2}" if tight and letters in ("MM", "DD") else digits
            read, parts, rest = read + code, parts + letters[0], rest[len(letters) :]
        elif rest[0] in _SIGNS:
            pattern, read, rest = pattern + (r"\." if rest[0] == "." else rest[0]), read + rest[0], rest[1:]
        else:
            return None
    kinds = {"DMY": "day", "MY": "month", "Y": "year"}
    precision = kinds.get("".join(sorted(parts)))
    return DayForm(f"^{pattern}$", read, precision) if precision else None
