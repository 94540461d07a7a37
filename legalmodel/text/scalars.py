"""What an unquoted word of a file is: text, a whole number, an exact decimal, true or false, or a trap.

The typing is that of YAML 1.2, made stricter: what older readers of YAML take for something else (``017``, ``12:30:45``,
``1e3``) is refused, so that the same file cannot mean two things. ``NO``, ``yes`` and dates are text.
"""

import re
from decimal import Decimal
from typing import Any, Final, NamedTuple

from legalmodel.base.language import Phrase, say


class Trap(NamedTuple):
    """An unquoted value that is refused: the code of the fault, its cause and its fix."""

    code: str
    cause: str
    fix: str


_DIGITS_MAX: Final = 36
_EMPTY: Final = frozenset(("", "~", "null", "Null", "NULL"))
_TRUTHS: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_STARTS: Final = frozenset("0123456789+-.~tTfFnN")
_INTEGER: Final = re.compile(r"-?(0|[1-9][0-9]*)\Z")
_DECIMAL: Final = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+\Z")
_QUOTE: Final = Phrase("put it in quotation marks if it is text")
_TRAPS: Final = (  # possessive throughout: a long value takes no longer than its length
    (
        r"[-+]?0[0-9]++(\.[0-9]*+)?",
        Phrase("begins with 0, which some readers take for an octal number"),
        Phrase("leave the 0 out"),
    ),
    (r"[-+]?[0-9]++(:[0-5]?[0-9])++(\.[0-9]*+)?", Phrase("is taken for a number in base 60 by some readers"), ""),
    (r"[-+]?([0-9]++(\.[0-9]*+)?|\.[0-9]++)[eE][-+]?[0-9]++", Phrase("has an exponent"), Phrase("write all digits")),
    (r"[-+]?0[xob][0-9a-fA-F_]++", Phrase("is taken for a hexadecimal, octal or binary number by some readers"), ""),
    (r"[-+]?(?=[0-9]++_)[0-9_]++(\.[0-9_]*+)?", Phrase("has underscores between digits"), Phrase("leave them out")),
    (
        r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        Phrase("is not a number that a fact can have"),
        Phrase("write the value, or none"),
    ),
    (r"\+([0-9]++(\.[0-9]*+)?|\.[0-9]++)", Phrase("begins with a plus sign"), Phrase("leave the sign out")),
    (r"-?[0-9]++\.|-?\.[0-9]++", Phrase("lacks digits on one side of the point"), Phrase("write a number such as 0.5")),
)
_ANY_TRAP: Final = re.compile("(?:" + "|".join(pattern for pattern, _, _ in _TRAPS) + r")\Z")
_NO_VALUE: Final = (
    Phrase("there is no value here"),
    Phrase("write a value, or none if it is known that there is none, or leave the line out"),
)


def typed(text: str) -> Any:
    """Return the value of an unquoted scalar, or the ``Trap`` that it is."""
    if not text:
        return _no_value()
    if text[0] not in _STARTS:
        return text
    if _INTEGER.match(text):
        return int(text) if len(text) <= _DIGITS_MAX else _too_long(text)
    if text in _TRUTHS:
        return _TRUTHS[text]
    if text in _EMPTY:
        return _no_value()
    return _decimal_or_text(text)


def _no_value() -> Trap:
    """Return the trap of a place where no value stands."""
    cause, fix = _NO_VALUE
    return Trap("no-value", str(cause), str(fix))


def _decimal_or_text(text: str) -> Any:
    if _DECIMAL.match(text):
        return Decimal(text) if len(text) <= _DIGITS_MAX else _too_long(text)
    if not _ANY_TRAP.match(text):
        return text
    for pattern, cause, fix in _TRAPS:
        if re.fullmatch(pattern, text):
            return Trap("ambiguous-value", f"'{text[:40]}' {cause}", "; ".join(str(words) for words in (fix, _QUOTE) if words))
    return text


def _too_long(text: str) -> Trap:
    return Trap(
        "number-too-long",
        say("the number has {text} characters", text=len(text)),
        say("write at most {digits_max}; {quote}", digits_max=_DIGITS_MAX, quote=_QUOTE),
    )
