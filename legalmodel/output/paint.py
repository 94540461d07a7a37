"""Colour on a terminal only, and text measured in columns: a Chinese character takes two."""

import re
from collections.abc import Iterable, Iterator

from legalmodel.base.outcomes import Conclusion
from legalmodel.base.speech import column, columns
from legalmodel.output.isolates import balanced

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "magenta": "35"}
_CONCLUSIONS = {
    Conclusion.OBSTACLE: "red",
    Conclusion.OPEN: "yellow",
    Conclusion.TO_BE_WEIGHED: "yellow",
    Conclusion.DOUBTFUL: "yellow",
    Conclusion.NOT_EXAMINED: "yellow",
    Conclusion.NOTHING_DUE: "blue",
    Conclusion.ON_PAPERS_NOT_SEEN: "magenta",
    Conclusion.IN_THE_PLAN: "blue",
    Conclusion.NO_OBSTACLE: "green",
}


class Paint:
    """Paints words if colour is wanted; colour never carries meaning alone."""

    __slots__ = ("colour",)

    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def _with(self, name: str, text: str) -> str:
        return f"\x1b[{_CODES[name]}m{text}\x1b[0m" if self.colour and text.strip() else text

    def bold(self, text: str) -> str:
        """Return text in bold."""
        return self._with("bold", text)

    def dim(self, text: str) -> str:
        """Return text in grey."""
        return self._with("dim", text)

    def conclusion(self, conclusion: Conclusion, text: str) -> str:
        """Return a conclusion's words in its colour."""
        return self._with(_CONCLUSIONS[conclusion], text)


def one_line(text: str) -> str:
    """Write a text on one line: a break of lines within it becomes a blank, so that no text of a file can pass for a row."""
    return " ".join(text.splitlines()) if len(text.splitlines()) > 1 or text[-1:] in ("\n", "\r") else text


def joined(rows: Iterable[str]) -> str:
    """Return rows as text, each on one line and with its end."""
    return "".join(f"{balanced(one_line(row))}\n" for row in rows)


def pad(text: str, width: int) -> str:
    """Fill a text with blanks up to a width."""
    return text + " " * (width - columns(text))


def cut(text: str, width: int) -> str:
    """Shorten a text to a width, with an ellipsis, on one line."""
    text = one_line(text)
    if columns(text) <= width:
        return text
    kept, used = [], 0
    for c in text:
        used += columns(c)
        if used > width - 1:
            break
        kept.append(c)
    return balanced("".join(kept).rstrip() + "…")


_NOT_FIRST = frozenset("，。、；：！？）】〕》〉”’」』％…·,.;:!?)]}%")
"""Marks that never begin a row."""
_NOT_LAST = frozenset("（【〔《〈“‘「『([{")
"""Marks that never end one."""


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts between which a row may break, each with the blank before it: words, and characters of scripts without blanks.

    Text in Chinese, Japanese or Korean breaks between characters, but not before a closing mark or after an opening one.
    """
    for n, word in enumerate(text.split(" ")):
        blank = " " if n else ""
        if word.isascii() or max(map(column, word)) < 2:
            yield blank, word
            continue
        start = 0
        for at in range(1, len(word)):
            before, char = word[at - 1], word[at]
            wide = columns(before) > 1 or columns(char) > 1
            if wide and char not in _NOT_FIRST and before not in _NOT_LAST and columns(char):
                yield blank, word[start:at]
                blank, start = "", at
        yield blank, word[start:]


def hung(text: str, width: int, margin: int = 0, later: int = 2) -> list[str]:
    """Break a text into rows that begin after a margin, those after the first a little further in."""
    return [f"{' ' * margin}{row}".rstrip() for row in wrap(text, width - margin, later)]


def fitted(text: str, width: int, later: int = 2) -> list[str]:
    """Break a row that has a margin of its own, the blanks before it; what goes on stands a little further in than it."""
    bare = text.lstrip(" ")
    return hung(bare, width, len(text) - len(bare), later)


_BREAKS = re.compile(r"(?<=[./_,;:?&=-])")
"""Where a word too wide for its row is broken."""


def _narrow(text: str, width: int) -> Iterator[tuple[str, str, int]]:
    """Yield the parts of a text, each with the blank before it and its width; those wider than a row are broken."""
    for n, word in enumerate(text.split(" ")):
        blank = " " if n else ""
        if len(word) <= width and word.isascii():  # nearly every word of English: a page has some hundred thousand
            yield blank, word, len(word)
            continue
        for _, part in pieces(word):
            yield from _broken(blank, part, width)
            blank = ""


def _broken(blank: str, word: str, width: int) -> Iterator[tuple[str, str, int]]:
    """Yield a word, broken if it is wider than a row: after a mark if that helps, else anywhere."""
    wide = columns(word)
    if wide <= width:
        yield blank, word, wide
        return
    for part in _BREAKS.split(word):
        for piece in _chopped(part, max(width, 2)):
            yield blank, piece, columns(piece)
            blank = ""


def _chopped(word: str, width: int) -> Iterator[str]:
    start = used = 0
    for at, char in enumerate(word):
        wide = columns(char)
        if used + wide > width:
            yield word[start:at]
            start, used = at, 0
        used += wide
    yield word[start:]


def right(text: str, width: int) -> str:
    """Fill a text with blanks on its left up to a width."""
    return " " * (width - columns(text)) + text


def wrap(text: str, width: int, indent: int = 0, most: int = 100) -> list[str]:
    """Break a text into rows; rows after the first are indented, and what exceeds ``most`` rows is cut with an ellipsis.

    A word wider than a row, such as a path, is broken after a mark within it where there is one.
    """
    text = one_line(text)
    if columns(text) <= width and text[:1] != " ":  # most texts are no wider than a row
        return [balanced(text)]
    rows, row, used = [], "", 0
    for blank, word, wide in _narrow(text, width - indent):
        if row and used + len(blank) + wide > width:
            rows.append(row)
            if len(rows) == most:  # of a text of thousands of names only the rows that are shown are looked for
                row = word
                break
            row, used = " " * indent + word, indent + wide
        elif row:
            row, used = row + blank + word, used + len(blank) + wide
        else:
            row, used = word, wide
    rows.append(row)
    if len(rows) > most:
        rows = [
            *rows[: most - 1],
            cut(f"{rows[most - 1]} …", width) if columns(rows[most - 1]) > width - 2 else rows[most - 1] + " …",
        ]
    return [balanced(r if columns(r) <= width else cut(r, width)) for r in rows]
