"""Reading a text that differs little from the one before: sections that have not changed are not read again.

A section begins at the left margin. What was read of its lines is kept, with its places as they stand within it; a text of which any part cannot be
read so is read as a whole, by the one reader of deal files, so that every fault is told as it always is.
"""

import re
from typing import Any

from legalmodel.base.errors import BadInput
from legalmodel.base.places import Path
from legalmodel.text.build import NODES_MAX, TextSpot
from legalmodel.text.read import BYTES_MAX, Source, read_bytes

_HEAD = re.compile(r"^[A-Za-z_][\w-]*:(?=[ \n]|$)", re.MULTILINE)
_DOCUMENT = re.compile(r"^(---|\.\.\.|%)", re.MULTILINE)
_PLAIN = re.compile(r"[^\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]*\Z")


class PartedSource(Source):
    """A file that was read in parts; ``parts`` holds what was read of each section, and where in the text it begins."""

    __slots__ = ("parts",)

    def __init__(self, name: str, text: str, parts: dict[str, tuple[int, Source]]) -> None:
        super().__init__(name, text.encode(), text)
        self.parts = parts
        for section, (_, part) in parts.items():
            self.data[section] = part.data[section]

    def _spot(self, path: Path) -> TextSpot | None:
        if not path or path[0] not in self.parts:
            return None
        begin, part = self.parts[path[0]]
        spot = part._spot(path)
        return spot and TextSpot(spot.key + begin, spot.key_end + begin, spot.start + begin, spot.end + begin, spot.inner)


class ReadAgain:
    """Reads the states of one text, one after the other."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._kept: dict[str, tuple[Source, int]] = {}

    def read(self, text: str) -> Source:
        """Return the source of a text. Raises BadInput with the faults of the whole of it."""
        parted = None if self.name.endswith(".json") else self._parted(text)
        return parted or read_bytes(text.encode(), self.name)

    def _parted(self, text: str) -> Source | None:
        """Return a text read in parts; None where that cannot be done, or is not sure to say the same."""
        if len(text) > BYTES_MAX // 4 or "\r" in text or "\\u" in text or _DOCUMENT.search(text) or not _PLAIN.match(text):
            return None
        starts = [match.start() for match in _HEAD.finditer(text)]
        if not starts or not _is_blank(text[: starts[0]]):
            return None
        kept: dict[str, tuple[Source, int]] = {}
        parts: dict[str, tuple[int, Source]] = {}
        for begin, end in zip(starts, [*starts[1:], len(text)], strict=True):
            piece = text[begin:end]
            found = self._kept.get(piece) or self._one(piece)
            if found is None:
                return None
            kept[piece] = found
            part = found[0]
            (section,) = part.data
            if section in parts:  # given twice: told by who reads the whole
                return None
            parts[section] = begin, part
        self._kept = kept
        if sum(size for _, size in kept.values()) > NODES_MAX // 2:
            return None
        return PartedSource(self.name, text, parts)

    def _one(self, piece: str) -> tuple[Source, int] | None:
        try:
            part = read_bytes(piece.encode(), self.name)
        except BadInput:
            return None
        return (part, _size(part.data)) if len(part.data) == 1 else None


def _is_blank(text: str) -> bool:
    return all(not line.strip() or line.lstrip().startswith("#") for line in text.split("\n"))


def _size(data: Any) -> int:
    """Count values roughly, from above: a part holds fewer values than characters it would take to write them."""
    count, left = 0, [data]
    while left:
        inner = left.pop()
        count += 1
        if isinstance(inner, dict):
            left += inner.values()
        elif isinstance(inner, list):
            left += inner
    return count
