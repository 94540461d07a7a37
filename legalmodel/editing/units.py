"""Places as editors count them: lines from 0, and columns in the units that editor and server agreed on, those of UTF-16 unless they say another.

A character beyond the first plane takes two units of UTF-16; in UTF-8 a Chinese one takes three.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple


class EditorPlace(NamedTuple):
    """A line, counted from 0, and a column in units, counted from 0."""

    line: int
    column: int


_LINE_END = re.compile(r"\r\n|\n|\r")
_UNITS: dict[str, Callable[[str], int]] = {
    "utf-16": lambda char: 2 if char > "\uffff" else 1,
    "utf-8": lambda char: 1 if char < "\x80" else 2 if char < "\u0800" else 3 if char <= "\uffff" else 4,
    "utf-32": len,
}


class EditorLines:
    """The lines of a text, for going from places to offsets in characters and back. Line ends are those of the protocol: LF, CRLF, CR."""

    __slots__ = ("_starts", "_units", "text")

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self.text, self._units = text, _UNITS[encoding]
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(text))]

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a place; one beyond its line is the end of the line, one within a character the character's start."""
        if line >= len(self._starts):
            return len(self.text)
        at, end = self._starts[max(line, 0)], self._end(max(line, 0))
        if self.text.isascii():
            return min(at + max(column, 0), end)
        units = 0
        while at < end:
            units += self._units(self.text[at])
            if units > column:
                break
            at += 1
        return at

    def place(self, offset: int) -> EditorPlace:
        """Return the place of an offset."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset) - 1
        before = self.text[self._starts[line] : offset]
        return EditorPlace(line, len(before) if before.isascii() else sum(map(self._units, before)))

    def changed(self, start: tuple[int, int], end: tuple[int, int], text: str) -> str:
        """Return the text with what stands between two places, each a line and a column, replaced."""
        return self.text[: self.offset(*start)] + text + self.text[self.offset(*end) :]

    def _end(self, line: int) -> int:
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text)
        while end > self._starts[line] and self.text[end - 1] in "\r\n":
            end -= 1
        return end
