"""A deal file as it stands in an editor: its text, what could be read of it, and its faults."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from legalmodel.base.errors import BadInput, Fault
from legalmodel.editing.again import ReadAgain
from legalmodel.editing.found import FoundBefore
from legalmodel.editing.tree import Knot, Tree, unquoted_at
from legalmodel.model.deal import SECTIONS, Deal
from legalmodel.text.characters import line_starts
from legalmodel.text.read import Source


class Extent(NamedTuple):
    """Characters from ``start`` up to ``end``."""

    start: int
    end: int


class TextEdit(NamedTuple):
    """Characters from ``start`` up to ``end`` give way to ``text``."""

    start: int
    end: int
    text: str


def with_edits(text: str, edits: "list[TextEdit]") -> str:
    """Return a text with edits made that do not overlap."""
    for edit in sorted(edits, key=lambda e: e.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


class DealText:
    """One state of a text. ``source`` and ``deal`` are there as far as the text could be read; ``faults`` are all that were found."""

    def __init__(self, text: str, name: str, before: "DealText | None") -> None:
        self.text, self.name = text, name
        self.source: Source | None = None
        self.deal: Deal | None = None
        self.faults: list[Fault] = []
        same = before is not None and before.name == name
        self.reader: ReadAgain = before.reader if before is not None and same else ReadAgain(name)
        self.found: FoundBefore = before.found if before is not None and same else FoundBefore()
        self._read()

    def _read(self) -> None:
        try:
            self.source = self.reader.read(self.text)
            self.deal = self.found.parse(self.source)
        except BadInput as error:
            self.faults = error.faults

    @property
    def is_json(self) -> bool:
        """Whether it is JSON, by its name."""
        return self.name.endswith(".json")

    @cached_property
    def lines(self) -> Sequence[int]:
        """Where each line begins."""
        return line_starts(self.text)

    @cached_property
    def tree(self) -> Tree:
        """The shape of the text, whatever state it is in."""
        return Tree(self.text)

    @cached_property
    def ids(self) -> "dict[str, list[NamedRecord]]":
        """The records of all sections by id, also of a text that cannot be read."""
        found: dict[str, list[NamedRecord]] = {}
        for section in self.tree.top.inner:
            if section.key in SECTIONS and section.style not in ("[", "-"):
                for knot in section.inner:
                    if not knot.bare or knot.parent is section:
                        found.setdefault(knot.key, []).append(NamedRecord(knot.key, SECTIONS[section.key], knot))
        return found

    def of_sort(self, wanted: str) -> "Iterator[NamedRecord]":
        """Yield the records that may stand where a sort is wanted, in the order of the text."""
        from legalmodel.model.outline import fits

        for records in self.ids.values():
            yield from (record for record in records if fits(record.sort, wanted))

    def word(self, knot: Knot) -> str:
        """Return the single value of an entry without its quotation marks."""
        return unquoted_at(self.text, knot.start, knot.end) if not knot.boxed else ""

    def extent(self, line: int, column: int, width: int) -> Extent:
        """Return the characters of a place, which counts from 1, and at least one of them where the line has any."""
        number = min(max(line - 1, 0), len(self.lines) - 1)
        end = self.lines[number + 1] if number + 1 < len(self.lines) else len(self.text)
        while end > self.lines[number] and self.text[end - 1] in "\r\n":
            end -= 1
        start = min(self.lines[number] + max(column - 1, 0), end)
        return Extent(start, min(max(start + max(width, 1), start), max(end, start)))


class NamedRecord(NamedTuple):
    """A record with an id: its sort, and the entry that holds it."""

    id: str
    sort: str
    knot: Knot

    def name(self, text: DealText) -> str:
        """Return what it is called: its name in the first language given, or its title; empty if it has none."""
        for key in ("name", "title", "defined_as"):
            if named := self.knot.find(key):
                return text.word(named.inner[0]) if named.inner else text.word(named)
        return ""


def open_text(text: str, name: str = "deal.yaml", before: DealText | None = None) -> DealText:
    """Take in a text as it stands now. ``before`` is the state before, of which what has not changed is not read again. Never raises."""
    # half of a character, as an editor may send it, is no text: it reads as the sign for what cannot be read
    return DealText(text.encode("utf-8", "replace").decode() if not text.isascii() else text, name, before)
