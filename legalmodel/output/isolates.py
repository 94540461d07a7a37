"""Names written from right to left, set apart so that what stands beside them stays where it is: FIRST STRONG ISOLATE before, its end after."""

import re
from functools import cache

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""Letters and marks of Hebrew, Arabic, Syriac, Thaana, N'Ko and their like."""
_BEGIN, _END = "\u2068", "\u2069"


def isolated(text: str) -> str:
    """Return a text for a terminal or a page with each run from right to left set apart; all other texts as they are.

    Without, the rules of direction (UAX 9) pull a figure or a bracket that follows such a name to its other side.
    """
    return text if text.isascii() else _run().sub(lambda run: f"{_BEGIN}{run[0]}{_END}", text)


@cache
def _run() -> re.Pattern[str]:
    """From the first letter of such a script to the last one before a letter of another: figures and marks between belong to the name.

    Made on the first text that is not ASCII, since so large a class takes long to compile.
    """
    return re.compile(rf"[{_RTL}](?:[\W\d_]*[{_RTL}])*")


def balanced(row: str) -> str:
    """Return a row in which no run is left open: where a row was broken or shortened within one, it is closed, and begun anew in the next."""
    if _BEGIN not in row and _END not in row:
        return row
    depth = begun = 0
    for char in row:
        depth += (char == _BEGIN) - (char == _END)
        begun = max(begun, -depth)
    return f"{_BEGIN * begun}{row}{_END * (depth + begun)}"
