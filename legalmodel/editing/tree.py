"""The shape of a deal file that may be half typed: every key and value with its place, whatever state the text is in.

Reading (``text/read.py``) is strict and stops at a fault; here nothing is refused. What brackets or indentation leave unclear is taken as
somebody who is still typing means it: an open bracket ends where the next key begins at or left of its own line's key.
"""

import re
from bisect import bisect_right

from legalmodel.base.places import Path
from legalmodel.editing.flow import Flow, scalar_end, unquoted
from legalmodel.editing.knots import Knot as Knot

_KEY = re.compile(
    r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|[^\s#\[\]{},&*!|>'"%@`?-][^\n:#]*?|-[^\s:#][^\n:#]*?)[ \t]*:(?=[ \t\r\n]|$)"""
)
_WORD = re.compile(r"[^\s#][^\n]*?(?=[ \t]+#|[ \t\r]*$|[ \t\r]*\n)")


def unquoted_at(text: str, start: int, end: int) -> str:
    """Return a part of a text without its quotation marks."""
    return unquoted(text[start:end].strip())


class Tree:
    """The tree of a text. ``top`` stands for the whole file; ``order`` are all entries in the order of the text."""

    __slots__ = ("_starts", "lines", "order", "text", "top")

    def __init__(self, text: str) -> None:
        self.text = text
        self.top = Knot(None, "", 0, 0, -1)
        self.lines = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]
        _Grower(self).grow()
        self.order = list(self.top.walk())
        self._starts = [knot.key_start for knot in self.order]

    def at_path(self, path: Path) -> Knot | None:
        """Return the entry at a path."""
        knot: Knot | None = self.top
        for step in path:
            knot = knot.find(step) if knot else None
        return knot

    def before(self, at: int) -> Knot | None:
        """Return the last entry that begins at or before a spot."""
        number = bisect_right(self._starts, at)
        return self.order[number - 1] if number else None

    def around(self, at: int) -> Knot | None:
        """Return the innermost entry whose key or single value a spot touches."""
        knot = self.before(at)
        # the value of an entry may go on behind what is in it, and an item of a list begins where its value does
        while knot is not None and knot.parent is not None:
            if knot.key_start <= at <= knot.key_end or (not knot.boxed and knot.start <= at <= knot.end):
                return knot
            knot = knot.parent
        return None

    def line_of(self, at: int) -> int:
        """Return the number of the line of a spot, counted from 0."""
        return bisect_right(self.lines, at) - 1

    def line_end(self, number: int) -> int:
        """Return where a line ends, before its line end."""
        end = self.lines[number + 1] if number + 1 < len(self.lines) else len(self.text)
        while end > self.lines[number] and self.text[end - 1] in "\r\n":
            end -= 1
        return end


def _open(box: Knot, style: str, at: int) -> None:
    """Let an entry hold others, in lines that begin at a spot."""
    if not box.style:
        box.style, box.start, box.end = style, at, at


class _Grower:
    """Reads a text line by line, and brackets as one piece."""

    def __init__(self, tree: Tree) -> None:
        self.tree, self.text = tree, tree.text
        self.stack: list[Knot] = [tree.top]

    def grow(self) -> None:
        at = 0
        if (head := len(self.text) - len(self.text.lstrip("\ufeff \t\r\n"))) < len(self.text) and self.text[head] == "{":
            self.tree.top.style = "{"
            at = Flow(self.text, self.tree.top).read(head, -1)
        number = self.tree.line_of(at) + (1 if at else 0)
        while number < len(self.tree.lines):
            end = self._line(self.tree.lines[number], self.tree.line_end(number))
            number = max(number, self.tree.line_of(min(end, len(self.text)))) + 1

    def _line(self, start: int, end: int) -> int:
        """Take in a line; return the last spot that was read."""
        at = start
        while at < end and self.text[at] in " \t\ufeff":
            at += 1
        if at == end or self.text[at] == "#" or (self.text.startswith(("---", "..."), at) and at == start):
            return end
        column = at - start
        while self.text.startswith("-", at) and (at + 1 == end or self.text[at + 1] in " \t"):
            box = self._parent(column, listed=True)
            _open(box, "-", at)
            knot = Knot(box, str(len(box.inner)), at, at, column)
            self.stack.append(knot)
            at += 1
            while at < end and self.text[at] in " \t":
                at += 1
            knot.key_start = knot.key_end = knot.start = knot.end = at
            column = at - start
            if at == end or self.text[at] == "#":
                return end
        return self._entry(at, end, column)

    def _entry(self, at: int, end: int, column: int) -> int:
        """Take in a key with its value, or a bare word."""
        top = self.stack[-1]
        item = top.key_start == at and top.style == "" and not top.inner and top.parent is not None
        found = _KEY.match(self.text, at, end)
        if not found:
            if item:
                return self._value(top, at, end, top.column)
            return self._loose_word(at, end, column)
        box = self._parent(column, listed=False)
        _open(box, ":", at)
        knot = Knot(box, unquoted(found[1]), at, at + len(found[1]), column)
        self.stack.append(knot)
        at = found.end()
        knot.start = knot.end = at
        while at < end and self.text[at] in " \t":
            at += 1
        if at == end or (self.text[at] == "#" and at > found.end()):
            knot.start = knot.end = min(found.end() + 1, end)
            return end
        return self._value(knot, at, end, column)

    def _value(self, knot: Knot, at: int, end: int, column: int) -> int:
        """Take in the value that begins on this line."""
        knot.start = at
        first = self.text[at]
        if first in "{[":
            knot.style = first
            knot.end = Flow(self.text, knot).read(at, column)
            return knot.end
        if first in "|>":
            knot.style = first
            knot.end = self._block_end(at, column)
            return knot.end
        if first in "'\"":
            knot.style = first
            knot.end = scalar_end(self.text, at, column)
            return knot.end
        word = _WORD.match(self.text, at, end)
        knot.end = word.end() if word else end
        return end

    def _block_end(self, at: int, column: int) -> int:
        """Return where a text in lines ends: before the next line that is not further in than its key."""
        number = self.tree.line_of(at)
        last = self.tree.line_end(number)
        for n in range(number + 1, len(self.tree.lines)):
            start, end = self.tree.lines[n], self.tree.line_end(n)
            words = self.text[start:end].lstrip(" ")
            if words.strip() and len(self.text[start:end]) - len(words) <= column:
                break
            last = end if words.strip() else last
        return last

    def _loose_word(self, at: int, end: int, column: int) -> int:
        """Take in a line that is neither key nor item: a text that goes on, or a key that lacks its colon still."""
        top = self.stack[-1]
        word = _WORD.match(self.text, at, end)
        last = word.end() if word else end
        if column > top.column and top.parent is not None and not top.boxed and (top.end > top.start or self.text[at] in "{["):
            if self.text[at] in "{[\"'|>" and top.end == top.start:
                return self._value(top, at, end, top.column)
            top.end = last
            return end
        box = self._parent(column, listed=False)
        knot = Knot(box, unquoted(self.text[at:last]), at, last, column)
        knot.start = knot.end = last
        knot.bare = True
        return end

    def _parent(self, column: int, listed: bool) -> Knot:
        """Return the entry in which a line at a column stands; the items of a list may stand right under its key."""
        while len(self.stack) > 1:
            top = self.stack[-1]
            under = listed and top.column == column and top.key_end > top.key_start and top.style in ("", "-")
            if top.column < column or under:
                break
            self.stack.pop()
        return self.stack[-1]
