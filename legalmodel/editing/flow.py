"""Records and lists in brackets, also those that nobody closed yet; and quoted words over several lines."""

import re

from legalmodel.editing.knots import Knot

_NEXT_LINE = re.compile(r"(?:\r\n|\n|\r)([ \t]*)([^\s#][^\n]*)?")
_IS_KEY = re.compile(r"""(?:- )*(?:"[^"\n]*"|'[^'\n]*'|[\w-]+)[ \t]*:(?:[ \t]|\r|$)""")
_STOPS = frozenset(",]}[{\n\r")


def unquoted(written: str) -> str:
    """Return a key or word without its quotation marks."""
    if len(written) > 1 and written[0] == written[-1] and written[0] in "'\"":
        inner = written[1:-1]
        return inner.replace("''", "'") if written[0] == "'" else inner.replace('\\"', '"')
    return written


def scalar_end(text: str, at: int, column: int) -> int:
    """Return where a quoted text ends that begins at a spot; one that is not closed ends with its line."""
    mark, here = text[at], at + 1
    while here < len(text):
        char = text[here]
        if char == "\\" and mark == '"':
            here += 2
            continue
        if char == mark:
            if mark == "'" and text.startswith("''", here):
                here += 2
                continue
            return here + 1
        if char in "\r\n" and _begins_anew(text, here, column):
            break
        here += 1
    end = at + 1
    while end < len(text) and text[end] not in "\r\n":
        end += 1
    return end


def _begins_anew(text: str, at: int, column: int) -> bool:
    """Tell whether the line after a spot is an entry that stands at or left of a column, so that what is open was never closed."""
    found = _NEXT_LINE.match(text, at)
    if not found or not found[2]:
        return False
    return len(found[1]) <= column and bool(_IS_KEY.match(found[2]))


class Flow:
    """Reads what stands in brackets, without recursion."""

    def __init__(self, text: str, top: Knot) -> None:
        self.text = text
        self.boxes = [top]
        self.entry: Knot | None = None
        self.column = -1

    def read(self, at: int, column: int) -> int:
        """Read from an opening bracket on; return where what it opens ends. ``column`` is that of the key before it."""
        text, self.column = self.text, column
        top = self.boxes[0]
        top.start = at
        at += 1
        while at < len(text):
            char = text[at]
            if char in "\r\n" and column >= 0 and _begins_anew(text, at, column):
                break
            if char in " \t\r\n":
                at += 1
            elif char == "#" and text[at - 1] in " \t\r\n":
                at = self._rest_of_line(at)
            elif char in "}]":
                at += 1
                box = self.boxes.pop()
                box.end = at
                self.entry = None
                if not self.boxes:
                    return at
            elif char == ",":
                self.entry = None
                at += 1
            else:
                at = self._part(at, char)
        for box in self.boxes:
            box.end = at
        return at

    def _part(self, at: int, char: str) -> int:
        """Read a key, a value, or an opening bracket."""
        box = self.boxes[-1]
        if char == ":" and self.entry is not None and self.entry.bare:
            entry = self.entry
            entry.bare = False
            entry.start = entry.end = min(at + 2, len(self.text)) if self.text[at + 1 : at + 2] in (" ", "\t") else at + 1
            return at + 1
        if char in "{[":
            entry = self._value(at)
            entry.style, entry.start = char, at
            self.boxes.append(entry)
            self.entry = None
            return at + 1
        end = scalar_end(self.text, at, self.column) if char in "'\"" else self._word(at)
        written = self.text[at:end].rstrip()
        last = at + len(written)
        if box.style == "[" or (self.entry is not None and not self.entry.bare):
            entry = self._value(at)
            entry.start, entry.end = at, last
            entry.style = char if char in "'\"" else ""
        else:
            entry = Knot(box, unquoted(written), at, last, -1)
            entry.start = entry.end = last
            entry.bare = True
            self.entry = entry
        return end

    def _value(self, at: int) -> Knot:
        """Return the entry whose value begins here: the one that waits for it, or a new item."""
        if self.entry is not None and not self.entry.bare:
            entry, self.entry = self.entry, None
            return entry
        box = self.boxes[-1]
        return Knot(box, str(len(box.inner)), at, at, -1)

    def _word(self, at: int) -> int:
        text = self.text
        here = at
        while here < len(text) and text[here] not in _STOPS:
            if text[here] == ":" and (here + 1 == len(text) or text[here + 1] in " \t\r\n,]}"):
                break
            if text[here] == "#" and here > at and text[here - 1] in " \t":
                break
            here += 1
        return max(here, at + 1)

    def _rest_of_line(self, at: int) -> int:
        while at < len(self.text) and self.text[at] not in "\r\n":
            at += 1
        return at
