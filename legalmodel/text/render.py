"""Values as text of a file: unquoted where every reader takes them alike, else in quotation marks; in brackets or in lines."""

import json
from decimal import Decimal
from typing import Any, NamedTuple

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.text.characters import hidden
from legalmodel.text.scalars import typed

WIDTH = 118
"""Columns that a record in braces may take; beyond them it is written in lines."""

_FIRST = frozenset("-?:,[]{}#&*!|>'\"%@`=<.")
_BRACKETS = frozenset(",[]{}")
_OLD_TRUTHS = frozenset(("y", "n", "yes", "no", "on", "off"))


class Style(NamedTuple):
    """How a file is written: as JSON or not, with or without blanks after ':' and ',', its line end, its indentation."""

    json: bool = False
    compact: bool = False
    line_end: str = "\n"
    step: int = 2


def refuse_unwritable(value: Any) -> None:
    """Raise BadRequest if a value is none that a file can hold."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str) or not key:
                raise BadRequest(say("a key is not a word"), say("write a word as the key"))
            refuse_unwritable(key)
            refuse_unwritable(inner)
    elif isinstance(value, list):
        for inner in value:
            refuse_unwritable(inner)
    elif isinstance(value, str):
        if code := hidden(value):
            raise BadRequest(say("the text holds the invisible character {code}", code=code), say("remove it"))
    elif not isinstance(value, (bool, int)) and not (isinstance(value, Decimal) and value.is_finite()):
        what = "nothing" if value is None else f"{value} ({type(value).__name__})"
        raise BadRequest(
            say("{what} is not a value of a file", what=what),
            say("give text, a whole or decimal number, true, false, a list or a record"),
        )


def inline(value: Any, style: Style, quote: str = "", bracketed: bool = True) -> str:
    """Write a value on one line. ``quote`` is the quotation mark that it had; ``bracketed`` whether brackets are around it."""
    comma = "," if style.compact else ", "
    if isinstance(value, dict):
        return "{" + comma.join(pair(key, inner, style) for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + comma.join(inline(inner, style) for inner in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value, style, quote, bracketed)
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def pair(key: str, value: Any, style: Style) -> str:
    """Write a key and its value on one line, for a place in brackets."""
    return written_key(key, style) + (":" if style.compact else ": ") + inline(value, style)


def written_key(key: str, style: Style) -> str:
    """Write a key, in quotation marks where it needs them."""
    plain = not style.json and len(key) < 100 and is_plain(key, bracketed=True)
    return key if plain else json.dumps(key, ensure_ascii=False)


def in_lines(key: str, value: Any, column: int, style: Style, spread: bool = False) -> list[str]:
    """Write a key and its value as lines that begin ``column`` blanks from the margin.

    A record is spread over lines if it is asked to be or too wide for one; a text of several lines keeps its lines.
    """
    head = f"{' ' * column}{written_key(key, style)}:"
    if isinstance(value, dict) and value and (spread or columns(head) + columns(inline(value, style)) >= WIDTH):
        return [head, *body_lines(value, column + style.step, style)]
    if isinstance(value, str) and keeps_lines(value):
        return [f"{head} {chomping('|', value)}", *text_lines(value, column + style.step)]
    return [f"{head} {inline(value, style, bracketed=False)}"]


def body_lines(record: dict[str, Any], column: int, style: Style) -> list[str]:
    """Write the entries of a record as lines."""
    return [line for key, value in record.items() for line in in_lines(key, value, column, style)]


def is_plain(text: str, bracketed: bool) -> bool:
    """Tell whether a text may stand without quotation marks and is then read as itself by YAML 1.1 and 1.2 alike."""
    if not text or text[0] in _FIRST or text.strip() != text or not text.isprintable() or type(typed(text)) is not str:
        return False
    # a colon or a hash would begin something else; old words for truth are truth to YAML 1.1
    if ": " in text or " #" in text or text[-1] == ":" or "\\" in text or text.lower() in _OLD_TRUTHS:
        return False
    return not (bracketed and not _BRACKETS.isdisjoint(text))


def keeps_lines(text: str) -> bool:
    """Tell whether a text of several lines can be written line by line after a ``|``."""
    lines = text.removesuffix("\n").split("\n")
    # a text that ends with blank lines would lose them, since ``|`` keeps one line end at most
    if len(lines) < 2 or not lines[-1] or "\\u" in text:
        return False
    return lines[0][:1].strip() != "" and all(not line or (line.isprintable() and line.rstrip() == line) for line in lines)


def chomping(mark: str, text: str) -> str:
    """Return the head of a text in lines: ``|`` if it ends with a line end, else ``|-``."""
    return mark if text.endswith("\n") else f"{mark}-"


def text_lines(text: str, column: int) -> list[str]:
    """Write the lines of a text, indented; blank ones stay empty."""
    return [" " * column + line if line else "" for line in text.removesuffix("\n").split("\n")]


def folds(text: str) -> bool:
    """Tell whether a text can be written in folded lines after a ``>``."""
    lines = text.removesuffix("\n").split("\n")
    return "\\u" not in text and all(
        line and line.isprintable() and line.strip() == line and "  " not in line for line in lines
    )


def folded_lines(text: str, column: int) -> list[str]:
    """Write a text in lines no wider than the file allows, an empty line for each line end in it."""
    lines: list[str] = []
    for number, paragraph in enumerate(text.removesuffix("\n").split("\n")):
        lines += [""] * (number > 0)
        line = ""
        for word in paragraph.split(" "):
            if line and column + columns(line) + 1 + columns(word) > WIDTH:
                lines.append(" " * column + line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines.append(" " * column + line)
    return lines


def columns(text: str) -> int:
    """Return about how wide a text is: two columns for each wide character."""
    return len(text) + (0 if text.isascii() else sum(character >= "\u2e80" for character in text))


def _quoted(text: str, style: Style, quote: str, bracketed: bool) -> str:
    if not style.json:
        if quote == "'" and text.isprintable() and "\\u" not in text:
            return "'" + text.replace("'", "''") + "'"
        if quote != '"' and is_plain(text, bracketed):
            return text
    return json.dumps(text, ensure_ascii=False)
