"""Show faults of a file: the place, the cause, the line with the spot underlined, related places, and what to write instead."""

from collections.abc import Iterable
from typing import Any, Protocol

from legalmodel.base.errors import Fault
from legalmodel.base.language import say
from legalmodel.base.places import Place
from legalmodel.base.speech import columns
from legalmodel.text.characters import joins

WIDTH = 100
"""Columns of a terminal that a line of the file may take; wide characters take two."""


class Lines(Protocol):
    """What gives the lines of a file, counted from 1."""

    def line(self, number: int) -> str:
        """Return one line without its end."""


def render(faults: Iterable[Fault], source: Lines | None = None, word: str = "error") -> str:
    """Return the faults as text, an empty line between two, ``word`` before each; without a source no lines of the file are shown."""
    return "\n".join(_one(fault, source, word) for fault in faults)


def to_json(fault: Fault) -> dict[str, Any]:
    """Return a fault as plain data; texts are given as they are, for JSON escapes them itself."""
    return {
        "code": fault.code,
        "cause": fault.cause,
        "place": _place(fault.place),
        "width": fault.width,
        "fix": fault.fix,
        "related": [{"place": _place(place), "text": text} for place, text in fault.related],
    }


def escape(text: str) -> str:
    r"""Write what could hide or move text on a screen as its code: ``\x1b``, ``\u202e``."""
    return text if text.isprintable() else "".join(c if joins(text, at) else _escaped(c) for at, c in enumerate(text))


def _place(place: Place) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "column": place.column}


def _one(fault: Fault, source: Lines | None, word: str) -> str:
    sort = say("error") if word == "error" else word
    lines = [f"{_written(fault.place)} {sort}[{fault.code}]: {escape(fault.cause)}"]
    if source is not None and (line := source.line(fault.place.line)):
        lines += _excerpt(line, fault)
    lines += [say("  see {place}: {text}", place=_written(place), text=escape(text)) for place, text in fault.related]
    if fault.fix:
        lines.append(say("  fix: {text}", text=escape(fault.fix)))
    return "\n".join(lines) + "\n"


def _written(place: Place) -> str:
    return f"{escape(place.file)}:{place.line}:{place.column}"


def _excerpt(line: str, fault: Fault) -> list[str]:
    start = min(fault.place.column - 1, len(line))
    end = min(start + fault.width, len(line))
    near = 2 * WIDTH
    before, marked, after = (
        escape(part) for part in (line[max(0, start - near) : start], line[start:end][:near], line[end:][:near])
    )
    if columns(marked) > WIDTH * 3 // 4:
        marked, after = _head(marked, WIDTH * 3 // 4), ""
    left = WIDTH - columns(marked)
    if columns(before) + columns(after) > left:
        after = _head(after, max(left // 3, left - columns(before)))
        before = _tail(before, left - columns(after))
    number = f"{fault.place.line:>5}"
    carets = " " * columns(before) + "^" * max(1, columns(marked))
    return [f"{number} | {before}{marked}{after}".rstrip(), f"{' ' * len(number)} | {carets}"]


def _head(text: str, room: int) -> str:
    if columns(text) <= room:
        return text
    while columns(text) > room - 1:
        text = text[: max(0, min(len(text) - 1, room))]
    return text + "…"


def _tail(text: str, room: int) -> str:
    return _head(text[::-1], room)[::-1]


def _escaped(character: str) -> str:
    if character.isprintable() or character == "\u3000":
        return character
    if character == "\t":
        return " "
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
