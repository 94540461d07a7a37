"""Slices of a file: what an editor changed, in the characters that it shows, put into the bytes of the file; and two changes of one file merged.

An editor shows every line end as one character. All that is not within a slice stays to the byte: line ends of other systems, a byte
order mark, whatever stands at the end.
"""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say

_MARK = b"\xef\xbb\xbf"
_MOST = 20_000


class Slice(NamedTuple):
    """Characters from ``start`` up to ``end`` of the text shown give way to ``text``."""

    start: int
    end: int
    text: str


class CrossedLines(NamedTuple):
    """Lines of the common base, counted from 1, that both sides changed."""

    first: int
    last: int


def shown(raw: bytes) -> str:
    """Return the text that an editor shows of a file. Raises BadRequest if it is not UTF-8."""
    return _plain(_decoded(raw))


def _decoded(raw: bytes) -> str:
    try:
        return raw.removeprefix(_MARK).decode()
    except UnicodeDecodeError:
        raise BadRequest(say("the file is not UTF-8"), say("save it as UTF-8 in the program that wrote it")) from None


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def slices_of(data: Any) -> list[Slice]:
    """Read slices as they are sent. Raises BadRequest for anything else."""
    if not isinstance(data, list) or len(data) > _MOST:
        raise BadRequest(say("'{name}' is missing or no list", name="edits"), say("send a list of slices"))
    found = []
    for each in data:
        start, end, text = (each.get(k) for k in ("start", "end", "text")) if isinstance(each, dict) else (None, None, None)
        if type(start) is not int or type(end) is not int or not isinstance(text, str):
            raise BadRequest(say("a slice has a start, an end and a text"), say("send a list of slices"))
        found.append(Slice(start, end, text))
    return found


def applied(raw: bytes, slices: Iterable[Slice]) -> bytes:
    """Return a file with slices changed. Raises BadRequest if they overlap, lie outside of it, or hold half a character."""
    mark, text = (_MARK if raw.startswith(_MARK) else b""), _decoded(raw)
    ends, size = _two_character_ends(text), len(_plain(text))
    line_end = "\r\n" if ends else "\r" if "\r" in text and "\n" not in text else "\n"
    made, at = [], 0
    before = 0
    for each in sorted(slices, key=lambda s: (s.start, s.end)):
        if not before <= each.start <= each.end <= size:
            raise BadRequest(say("the slices overlap or lie outside of the file"), say("read it again, then make the change"))
        before = each.end
        start, end = (_raw_at(offset, ends) for offset in (each.start, each.end))
        made += [text[at:start], _plain(each.text).replace("\n", line_end)]
        at = end
    try:
        return mark + "".join([*made, text[at:]]).encode()
    except UnicodeEncodeError:
        raise BadRequest(say("the text holds half a character"), say("write it anew")) from None


def _two_character_ends(text: str) -> list[int]:
    """Return where, in the text shown, the line ends of two characters stand."""
    found: list[int] = []
    at = text.find("\r\n")
    while at >= 0:
        found.append(at - len(found))
        at = text.find("\r\n", at + 2)
    return found


def _raw_at(offset: int, ends: Sequence[int]) -> int:
    from bisect import bisect_left

    return offset + bisect_left(ends, offset)


def as_slices(base: str, new: str) -> list[Slice]:
    """Return what differs between two texts as slices, line by line."""
    one, two = base.splitlines(keepends=True), new.splitlines(keepends=True)
    starts = [0]
    for line in one:
        starts.append(starts[-1] + len(line))
    return [Slice(starts[a], starts[b], "".join(two[c:d])) for _, a, b, c, d in _changes(one, two)]


def _changes(one: list[str], two: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    return (code for code in SequenceMatcher(None, one, two, autojunk=False).get_opcodes() if code[0] != "equal")


def merged(base: str, mine: str, theirs: str) -> str | list[CrossedLines]:
    """Return a text with the changes of both sides; where both changed the same or neighbouring lines, which lines those are."""
    one, ours, others = (text.splitlines(keepends=True) for text in (base, mine, theirs))
    a, b = ([(i, j, "".join(side[k:m])) for _, i, j, k, m in _changes(one, side)] for side in (ours, others))
    clashes = [
        CrossedLines(min(i, k) + 1, max(j, m, i + 1, k + 1))
        for i, j, x in a
        for k, m, y in b
        if max(i, k) <= min(j, m) and (i, j, x) != (k, m, y)
    ]
    if clashes:
        return clashes
    both = sorted(dict.fromkeys((*a, *b)))
    made, at = [], 0
    for start, end, text in both:
        made += [*one[at:start], text]
        at = end
    return "".join([*made, *one[at:]])
