"""Where everything stands in the text of a file, to the character: what editing in place needs and reading does not."""

from bisect import bisect_left
from collections.abc import Callable
from typing import Any, NamedTuple

from legalmodel.text.characters import PAIR_EXTRA, join_surrogates


class Block:
    """A value as written: from ``start`` up to ``end``, in characters of the text.

    ``style`` is ``{`` or ``[`` for a record or list in brackets, ``:`` or ``-`` for one in lines; for a single value it is its
    quotation mark, ``|`` or ``>``, or empty. A value in lines ends where its last one does.
    """

    __slots__ = ("_numbers", "end", "entries", "start", "style")

    def __init__(self, style: str, start: int, end: int) -> None:
        self.style, self.start, self.end = style, start, end
        self.entries: list[Entry] = []
        self._numbers: dict[str, int] = {}

    @property
    def boxed(self) -> bool:
        """Whether it is a record or a list."""
        return self.style in _BOXES

    @property
    def bracketed(self) -> bool:
        """Whether it is a record or a list in brackets."""
        return self.style in ("{", "[")

    def find(self, key: str) -> int:
        """Return the number of the entry under a key, or -1; the keys of a list are its numbers from 0."""
        if len(self._numbers) != len(self.entries):  # a file has no key twice, so that it is made once, when all are there
            self._numbers = {entry.key: number for number, entry in enumerate(self.entries)}
        return self._numbers.get(key, -1)


class Entry(NamedTuple):
    """A value and its key, with the place of the key; in a list the key is a number and stands where the value does."""

    key: str
    start: int
    end: int
    value: Block


_BOXES = frozenset("{[:-")
_EVENTS = frozenset(("ScalarEvent", "MappingStartEvent", "SequenceStartEvent", "MappingEndEvent", "SequenceEndEvent"))


def layout(text: str, parser: Callable[[str], Any]) -> Block:
    """Lay out a text that was read without a fault."""
    joined_text, joined = join_surrogates(text) if "\\u" in text else (text, [])
    next_event = parser(joined_text).get_event

    def at(index: int) -> int:
        return index + PAIR_EXTRA * bisect_left(joined, index)

    return _build(text, next_event, at)


def _build(text: str, next_event: Callable[[], Any], at: Callable[[int], int]) -> Block:
    stack: list[Block] = []
    key: tuple[str, int, int] | None = None
    while (event := next_event()) is not None:
        kind = type(event).__name__
        if kind not in _EVENTS:
            continue
        start, end = at(event.start_mark.index), at(event.end_mark.index)
        if kind.endswith("EndEvent"):
            node = stack.pop()
            node.end = end if node.bracketed else _last(node)
            if not stack:
                return node
        elif kind == "ScalarEvent" and stack[-1].style in ("{", ":") and key is None:
            key = (event.value, start, end)
            continue
        else:
            node = _node(kind, event, start, end, text)
            if stack:
                _enter(stack[-1], key, node)
            key = None
            if node.boxed:
                stack.append(node)
    raise AssertionError("a file that was read holds a record")


def _enter(box: Block, key: tuple[str, int, int] | None, node: Block) -> None:
    name = key or (str(len(box.entries)), node.start, node.start)
    box.entries.append(Entry(*name, node))


def _node(kind: str, event: Any, start: int, end: int, text: str) -> Block:
    if kind == "ScalarEvent":
        style = event.style or ""
        return Block(style, start, _end_of_lines(text, start, end) if style in ("|", ">") else end)
    style = ("{" if event.flow_style else ":") if kind == "MappingStartEvent" else ("[" if event.flow_style else "-")
    return Block(style, start, end)


def _end_of_lines(text: str, start: int, end: int) -> int:
    """Return where the last line of a text in lines ends; blank lines after it belong to it only if they are kept (``|+``)."""
    if "+" not in text[start:end].splitlines()[0].split("#", 1)[0]:
        return start + len(text[start:end].rstrip(" \t\r\n"))
    for line_end in ("\r\n", "\n", "\r"):
        if text.endswith(line_end, start, end):
            return end - len(line_end)
    return end


def _last(node: Block) -> int:
    return node.entries[-1].value.end if node.entries else node.end
