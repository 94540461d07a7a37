"""Statements of a report laid out in rows of a given width: a label, the text, its article, and what stands beside it."""

from itertools import groupby

from legalmodel.base.language import chinese, say
from legalmodel.base.speech import columns
from legalmodel.output.faults import escape
from legalmodel.output.isolates import isolated
from legalmodel.output.paint import Paint, pad, pieces, wrap
from legalmodel.report.document import Statement
from legalmodel.report.text import NOTHING, Wording, between_words, in_language, joined

_ASIDE = 48
"""The widest column for what stands beside a text."""
_WHOLE = 1000
"""More rows than any statement takes."""
_LABEL = 26
"""The widest label that has a column of its own."""


class StatementRows:
    """How statements of one block stand: the width of the whole, and of the columns for labels and for what stands beside."""

    def __init__(self, statements: tuple[Statement, ...], width: int, paint: Paint) -> None:
        self.width, self.paint = width, paint
        labels, asides = ([columns(said(s.label)) for s in statements], [columns(said(s.aside)) for s in statements])
        self.label = min(_LABEL, max(labels, default=0))
        self.aside = min(_ASIDE, max(asides, default=0)) if width > 60 else 0

    def rows(self, statement: Statement, most: int) -> list[str]:
        """Return a statement in at most ``most`` rows. Its article and its date are printed whole, its items whole or counted."""
        label, aside = said(statement.label), said(statement.aside)
        left = self.label + 1 if label else 0
        room = self.width - left
        if not aside or not self.aside:
            return self._labelled(label, self._told(statement, room, most, aside), left)
        beside = f"  {' ' * (self.aside - columns(aside))}{aside}"
        text = self._told(statement, room - columns(beside), _WHOLE, "")
        if len(text) > 1:
            return self._labelled(label, self._in_two(statement, room, most, beside), left)
        return self._labelled(label, [f"{pad(text[0], room - columns(beside))}{beside}"], left)

    def _in_two(self, statement: Statement, room: int, most: int, beside: str) -> list[str]:
        """Return a statement with what stands beside it in the first row, and its items in rows of their own."""
        lead = said(statement.text)
        if columns(lead) > room - columns(beside):
            return _listed(
                lead + say("({words})", words=beside.strip()) if chinese() else f"{lead} ({beside.strip()})",
                [said(item) for item in statement.items],
                "",
                room,
                most,
            )
        items = _listed("", [said(item) for item in statement.items], "", room, most - 1) if most > 1 else []
        return [f"{pad(lead, room - columns(beside))}{beside}", *items]

    def _labelled(self, label: str, rows: list[str], left: int) -> list[str]:
        if not left:
            return rows
        if columns(label) >= left:
            return [self.paint.bold(label), *(" " * left + row for row in rows)]
        return [f"{self.paint.bold(pad(label, left)) if not n else ' ' * left}{row}" for n, row in enumerate(rows)]

    def _told(self, statement: Statement, room: int, most: int, aside: str) -> list[str]:
        title, text, cites = said(statement.title), said(statement.text), said(statement.cites)
        if statement.items:
            return _listed(text, [said(item) for item in statement.items], aside and say("({words})", words=aside), room, most)
        head, tail = (_spaced(title, cites), "") if title else ("", cites)
        whole = wrap(_spaced(head, text, tail, statement.place), room)
        return whole if len(whole) <= most else shortened(head, text, tail, room, most)


def together(entries: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Put what stands under one label into one list: each with its article, without its further words."""
    found: list[Statement] = []
    for label, group in groupby(entries, key=lambda entry: entry.label):
        alike = list(group)
        if len(alike) > 1 and label and all(entry.title for entry in alike):
            items = tuple(joined([entry.title, entry.cites], " ") for entry in alike)
            alike = [Statement(NOTHING, label, items=items)]
        found += alike
    return tuple(found)


def said(text: Wording) -> str:
    """Return a text in the language of the screen, with nothing in it that could hide or move what stands around it."""
    return isolated(escape(in_language(text)))


def shortened(head: str, text: str, tail: str, room: int, most: int) -> list[str]:
    """Return a text between what must stand around it, in at most ``most`` rows: it is cut between words, head and tail never are."""
    rows = wrap(_spaced(head, text, tail), room)
    if len(rows) <= most:
        return rows
    words = ["".join(piece) for piece in pieces(text)]
    low, high = 0, len(words) - 1
    while low < high:  # the most words that fit
        middle = (low + high + 1) // 2
        fits = len(wrap(_spaced(head, _up_to(words, middle), "…", tail), room)) <= most
        low, high = (middle, high) if fits else (low, middle - 1)
    return wrap(_spaced(head, _up_to(words, low), "…" if text else "", tail), room)


def _up_to(words: list[str], count: int) -> str:
    return "".join(words[:count]).strip()


def _spaced(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _listed(lead: str, items: list[str], tail: str, room: int, most: int) -> list[str]:
    """Return as many items as there is room for, each whole, and how many more there are; the first is there in any case."""
    best: list[str] = []
    for shown in dict.fromkeys((len(items), *range(1, len(items)))):
        more = say("; and {count} more", count=len(items) - shown) if len(items) > shown else ""
        start = f"{lead}{between_words(': ')}" if lead else ""
        rows = wrap(f"{start}{between_words('; ').join(items[:shown])}{more} {tail}".rstrip(), room)
        if len(rows) <= most and shown == len(items):
            return rows
        if len(rows) > most and best:
            break
        best = rows if shown < len(items) or len(items) == 1 else []
    return best
