"""What a checklist changes in the text of the deal: facts with their evidence, and acceptances. Everything else in the file stays."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any, NamedTuple

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.places import Path
from legalmodel.model.parse import parse
from legalmodel.review.columns import ACCEPT, FACTS
from legalmodel.review.merge import RowChange, RowConflict
from legalmodel.text.changes import GONE, Change, at, same
from legalmodel.text.edit import edited
from legalmodel.text.read import Source
from legalmodel.text.written import typed_fact


class Taken(NamedTuple):
    """The deal as it is to be, the rows that were taken over, and those that it refuses."""

    draft: Source
    rows: tuple[RowChange, ...]
    refused: tuple[RowConflict, ...]


def taken_over(source: Source, rows: Iterable[RowChange]) -> Taken:
    """Return the deal with what some rows say of it; a row that would leave no deal is refused, and the others stand.

    All are tried together, then by halves, since nearly always all can be.
    """
    return _taken(source, list(rows))


def _taken(source: Source, rows: list[RowChange]) -> Taken:
    if not rows:
        return Taken(source, (), ())
    draft, why = _tried(source, rows)
    if draft is not None:
        return Taken(draft, tuple(rows), ())
    if len(rows) == 1:
        row = rows[0]
        column = "value" if row.sheet == FACTS else "until"
        return Taken(source, (), (RowConflict(row.sheet, row.id, row.place, column, why, row.cells),))
    half = len(rows) // 2
    first = _taken(source, rows[:half])
    second = _taken(first.draft, rows[half:])
    return Taken(second.draft, first.rows + second.rows, first.refused + second.refused)


def _tried(source: Source, rows: list[RowChange]) -> tuple[Source | None, str]:
    now = source
    try:
        for row in rows:
            now = edited(now, changes_of(now, row))
        if now is not source:
            parse(now)
    except BadRequest as error:
        return None, f"{error.cause}; {error.fix}" if error.fix else error.cause
    except BadInput as error:
        fault = error.faults[0]
        return None, f"{fault.cause}; {fault.fix}" if fault.fix else fault.cause
    return now, ""


def changes_of(source: Source, row: RowChange) -> list[Change]:
    """Return what a row changes in a deal: nothing for a question or a point that was weighed.

    Raises BadRequest for a value that is none.
    """
    if row.sheet == ACCEPT:
        return _acceptance(source, row)
    return _fact(source, row) if row.sheet == FACTS else []


def _fact(source: Source, row: RowChange) -> list[Change]:
    path: Path = tuple(row.id.split("."))
    written = row.cells.get("value", "")
    said = written != row.before.get("value", "") and bool(written)
    value = typed_fact(row.id, written) if said else None
    now = at(source.data, path)
    new_value = said and (now is GONE or not same(now, value))
    changes: list[Change] = []
    if new_value:
        record = path[:-1]
        changes += (
            [Change((*record, "unknown", path[-1]))] if at(source.data, (*record, "unknown", path[-1])) is not GONE else []
        )
        changes.append(Change(path, value))
    cited = " ".join(p for p in (row.cells.get("document", ""), row.cells.get("locator", "").replace(";", ",")) if p)
    moved = new_value or any(column in row.changed for column in ("document", "locator"))
    if cited and moved:
        changes += _evidence(source, row, path, cited, new_value)
    return changes


def _evidence(source: Source, row: RowChange, path: Path, cited: str, new_value: bool) -> list[Change]:
    """Return the change of evidence: a new value rests on what is cited for it alone, else it is added to what is there."""
    place = (*path[:-1], "evidence", path[-1])
    own, whole = (at(source.data, (*path[:-1], "evidence", key)) for key in (path[-1], "all"))
    there = next((text for text in (own, whole) if isinstance(text, str)), "")
    before = " ".join(p for p in (row.before.get("document", ""), row.before.get("locator", "").replace(";", ",")) if p)
    parts = [] if new_value else [p.strip() for p in there.split(";") if p.strip() and p.strip() != before]
    text = "; ".join(dict.fromkeys((*parts, cited)))
    status = (*path[:-1], "status", path[-1])  # how firm the old value was says nothing of the new one
    lifted = [Change(status)] if new_value and at(source.data, status) is not GONE else []
    return [*lifted, Change(place, text)] if own != text else lifted


def _acceptance(source: Source, row: RowChange) -> list[Change]:
    place = ("acceptances", acceptance_id(row.id))
    there = at(source.data, place)
    if not row.cells:
        return [] if there is GONE else [Change(place)]
    rule, _, subject = row.id.partition("@")
    said: dict[str, Any] = {"rule": rule}
    if subject and not subject.startswith("deal"):
        said["subject"] = subject.rpartition(".")[2]
    said |= {"by": row.cells["accepted_by"], "reason": row.cells["reason"], "until": row.cells["until"]}
    return [Change(place, said)] if there != said else []


def acceptance_id(finding: str) -> str:
    """Return the id under which the acceptance of a finding stands: the same each time, so that it is changed and not repeated."""
    return f"accepted_{sha256(finding.encode()).hexdigest()[:8]}"


def raw_value(data: Any, path: Path) -> str | None:
    """Return a value as the file writes it; empty if it is not there, None if no cell can hold it: a section, a record, a list of records."""
    value = at(data, path)
    if value is GONE:
        return ""
    if isinstance(value, dict):
        return None
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]" if not any(isinstance(each, (dict, list)) for each in value) else None
    return str(value).lower() if isinstance(value, bool) else str(value)
