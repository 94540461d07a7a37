"""What a checklist that came back changes: laid beside what it held when it went out, and what is known now.

A row is taken over whole or not at all. Where the log or the deal has moved on since, and the reviewer wrote something else, that is a
conflict: it is told and kept, and neither side is overwritten.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from legalmodel.base.language import say
from legalmodel.law.attested import same_name
from legalmodel.review.columns import ACCEPT, CHOICES, DAYS, FACTS, LONGEST, QUESTIONS, SHEETS, WEIGH, YES, code_of
from legalmodel.review.state import Cells, Rows


class ReadRow(NamedTuple):
    """A row as it was read: where it stands, its cells in the columns of reviewers, and cells that cannot be read, each with why."""

    sheet: str
    id: str
    place: str
    cells: Mapping[str, str]
    unread: Mapping[str, str] = {}
    touched: bool = False
    """Whether somebody wrote over what the tool says."""


class Returned(NamedTuple):
    """A checklist that came back: what it was made of, what stood in it when it went out, and its rows."""

    about: Mapping[str, str]
    base: Rows
    on_file: Mapping[str, str]
    rows: tuple[ReadRow, ...]
    notes: tuple[str, ...] = ()
    """What else there is to tell of the file."""


class Known(NamedTuple):
    """What there is now: ids of rows by sheet with the words for them, ids of documents, the values of facts on file."""

    ids: Mapping[str, Mapping[str, str]]
    documents: Collection[str]
    on_file: Mapping[str, str]


class RowChange(NamedTuple):
    """A row that is to be taken over: all of its cells as they are to be, and those that were there before."""

    sheet: str
    id: str
    place: str
    cells: Cells
    before: Cells

    @property
    def changed(self) -> tuple[str, ...]:
        """The columns that change."""
        return tuple(c for c in SHEETS[self.sheet].theirs if self.cells.get(c, "") != self.before.get(c, ""))


class RowConflict(NamedTuple):
    """A row that is not taken over: why, in which column, and all that the reviewer wrote in it."""

    sheet: str
    id: str
    place: str
    column: str
    why: str
    cells: Cells


class Merged(NamedTuple):
    """What is taken over, what is not, and what else there is to tell."""

    changes: tuple[RowChange, ...]
    conflicts: tuple[RowConflict, ...]
    notes: tuple[str, ...]


def merged(back: Returned, now: Rows, known: Known) -> Merged:
    """Return what a checklist changes in what is known now."""
    rows: dict[tuple[str, str], list[ReadRow]] = {}
    for row in back.rows:
        rows.setdefault((row.sheet, row.id), []).append(row)
    changes: list[RowChange] = []
    conflicts: list[RowConflict] = []
    for key, alike in rows.items():
        found = _one(alike, back.base.get(key, {}), now.get(key, {}), back, known)
        if isinstance(found, RowChange):
            changes.append(found)
        else:
            conflicts += found
    notes = [*back.notes] + [
        say("{place}: what the tool says was written over; that is not read", place=r.place) for r in back.rows if r.touched
    ]
    if gone := sum(key not in rows for key in back.base):
        notes.append(say("{n} rows with answers are gone from the file; what they said stays", n=gone))
    return Merged(tuple(changes), tuple(conflicts), tuple(notes))


def _one(alike: list[ReadRow], base: Cells, now: Cells, back: Returned, known: Known) -> RowChange | list[RowConflict]:
    """Return what one row changes, its conflicts, or no conflict where nothing changes. ``alike`` are all rows of its id."""
    row = alike[0]
    cells, faults = _cells(row)
    if any(dict(other.cells) != dict(row.cells) for other in alike):
        faults.append(("id", say("the row is there more than once, with different words")))
    if not faults and cells in (
        dict(now),
        dict(base),
    ):  # as it is already; or as it went out, whatever the log has learnt since
        return []
    whole = _three_ways(base, cells, now)
    faults = faults or [*_both_sides(row, base, cells, now)] or [*_faults(row, whole, now, back, known)]
    if faults:
        return [RowConflict(row.sheet, row.id, row.place, column, why, cells) for column, why in faults]
    return RowChange(row.sheet, row.id, row.place, whole, now)


def _cells(row: ReadRow) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return the cells of a row with choices as codes, and what cannot be read, by column."""
    cells: dict[str, str] = {}
    faults = list(row.unread.items())
    for column in SHEETS[row.sheet].theirs:
        text = row.cells.get(column, "")
        if text and column in CHOICES:
            code = code_of(column, text)
            if code is None:
                faults.append((column, say("'{text}' is none of the answers on the last sheet", text=text[:60])))
            text = code or text
        if len(text) > LONGEST:
            faults.append((column, say("the text has more than {n} characters", n=LONGEST)))
        if text and column in DAYS and not _is_day(text):
            faults.append((column, say("'{text}' is no day; write year-month-day", text=text[:40])))
        if text:
            cells[column] = text
    return cells, faults


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _three_ways(base: Cells, theirs: Cells, now: Cells) -> dict[str, str]:
    """Return a row with what the reviewer changed; what only the log changed stays."""
    columns = dict.fromkeys((*now, *theirs))
    made = {c: now.get(c, "") if theirs.get(c, "") == base.get(c, "") else theirs.get(c, "") for c in columns}
    return {column: text for column, text in made.items() if text}


def _both_sides(row: ReadRow, base: Cells, theirs: Cells, now: Cells) -> Iterator[tuple[str, str]]:
    for column in SHEETS[row.sheet].theirs:
        was, there, here = (cells.get(column, "") for cells in (base, theirs, now))
        if there != was and here not in (was, there):
            yield (
                column,
                say("changed on both sides: '{here}' in the log, '{there}' in the file", here=here[:80], there=there[:80]),
            )


def _faults(row: ReadRow, cells: Cells, before: Cells, back: Returned, known: Known) -> Iterator[tuple[str, str]]:
    """Yield what keeps a row from being taken over."""
    if row.id not in known.ids.get(row.sheet, {}):
        yield "id", say("the deal as it is now has no such row")
    document = cells.get("document", "")
    if document and document not in known.documents:
        yield "document", say("the deal has no document '{id}'; add it to its documents first", id=document[:60])
    yield from _OF_SHEET[row.sheet](row, cells, before, back, known)


def _question(_row: ReadRow, cells: Cells, _before: Cells, _back: Returned, _known: Known) -> Iterator[tuple[str, str]]:
    if cells.get("answer", YES) != YES and not cells.get("comment"):
        yield "comment", say("a comment is mandatory where the answer is not a plain yes")
    if (cells.get("clause") or cells.get("page")) and not cells.get("document"):
        yield "document", say("a clause or page without its document")
    maker, checker = cells.get("maker", ""), cells.get("checker", "")
    if maker and same_name(maker, checker):
        yield "checker", say("maker and checker are one person")


def _fact(row: ReadRow, cells: Cells, before: Cells, back: Returned, known: Known) -> Iterator[tuple[str, str]]:
    value = cells.get("value", "")
    if cells.get("locator") and not cells.get("document"):
        yield "document", say("a clause or page without its document")
    for column in ("value", "document"):
        if before.get(column) and not cells.get(column):
            yield column, say("what was taken over into the deal is not taken out by a sheet; change the deal file")
    if not value or value == before.get("value", ""):
        return
    if not cells.get("document"):
        yield "document", say("a value needs the document that shows it")
    was, now = back.on_file.get(row.id, ""), known.on_file.get(row.id, "")
    if was != now and value != now:
        yield (
            "value",
            say("changed on both sides: '{here}' in the deal, '{there}' in the file", here=now[:80], there=value[:80]),
        )


def _weigh(_row: ReadRow, cells: Cells, _before: Cells, _back: Returned, _known: Known) -> Iterator[tuple[str, str]]:
    if cells.get("judgement"):
        for column, what in (("reasons", say("a judgement needs its reasons")), ("by", say("a judgement needs a name"))):
            if not cells.get(column):
                yield column, what


def _accept(_row: ReadRow, cells: Cells, _before: Cells, _back: Returned, _known: Known) -> Iterator[tuple[str, str]]:
    for column in SHEETS[ACCEPT].theirs if cells else ():
        if not cells.get(column):
            yield column, say("an acceptance says who accepts, why, and until which day")


_OF_SHEET = {QUESTIONS: _question, FACTS: _fact, WEIGH: _weigh, ACCEPT: _accept}
