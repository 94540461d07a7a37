"""Places as editors count them: lines from 0, and columns in units of UTF-16, of which a character beyond the first plane takes two."""

from bisect import bisect_right
from typing import NamedTuple


class EditorPlace(NamedTuple):
    """A line, counted from 0, and a column in units of UTF-16, counted from 0."""

    line: int
    column: int


class EditorLines:
    """The lines of a text, for going from places to offsets in characters and back. Line ends are those of the protocol: LF, CRLF, CR."""

    __slots__ = ("_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        starts, at = [0], 0
        while at < len(text):
            char = text[at]
            at += 1
            if char == "\r" and text.startswith("\n", at):
                at += 1
            if char in "\r\n":
                starts.append(at)
        self._starts = starts

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a place; one beyond its line is the end of the line, one within a character the character's start."""
        if line >= len(self._starts):
            return len(self.text)
        at, end = self._starts[max(line, 0)], self._end(max(line, 0))
        if self.text.isascii():
            return min(at + max(column, 0), end)
        units = 0
        while at < end:
            units += 2 if self.text[at] > "\uffff" else 1
            if units > column:
                break
            at += 1
        return at

    def place(self, offset: int) -> EditorPlace:
        """Return the place of an offset."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset) - 1
        before = self.text[self._starts[line] : offset]
        return EditorPlace(line, len(before) + sum(char > "\uffff" for char in before))

    def _end(self, line: int) -> int:
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text)
        while end > self._starts[line] and self.text[end - 1] in "\r\n":
            end -= 1
        return end
