"""Take a checklist over: into the deal's text, and into the log beside it. What is not taken over is recorded too, so that nothing is lost."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.review.columns import SHEETS
from legalmodel.review.in_the_deal import taken_over
from legalmodel.review.log import Log, log_file, longer, read_log, write_log
from legalmodel.review.merge import Known, Returned, RowChange, RowConflict, merged
from legalmodel.review.state import said_so_far
from legalmodel.text.edit import write_text
from legalmodel.text.read import Source


class Taking(NamedTuple):
    """What a checklist comes to: the deal as it is to be, the log as it is to be, what is taken over and what is not."""

    source: Source
    draft: Source
    old_log: Log
    log: Log
    rows: tuple[RowChange, ...]
    conflicts: tuple[RowConflict, ...]
    notes: tuple[str, ...]


def taking(source: Source, log: Log, back: Returned, known: Known, file: bytes, name: str, at: datetime) -> Taking:
    """Return what a checklist comes to, with nothing written yet.

    ``file`` are the bytes of the checklist, ``name`` what it is called. Raises BadRequest if it is of another deal, or the chain of the
    log is broken or does not hold the head that the checklist bears.
    """
    _refuse_other(source, log, back)
    found = merged(back, said_so_far(log.entries), known)
    taken = taken_over(source, found.changes)
    conflicts = (*found.conflicts, *taken.refused)
    told = [("row", _row(row, known)) for row in taken.rows]
    told += [("conflict", _conflict(c)) for c in conflicts if not _recorded(log, c)]
    if not told:
        return Taking(source, taken.draft, log, longer(log, (), at), taken.rows, conflicts, found.notes)
    head: dict[str, Any] = {
        "file": name,
        "sha256": sha256(file).hexdigest(),
        "made_of": dict(back.about),
        "deal_before": source.sha256,
        "deal_after": taken.draft.sha256,
        "rows": len(taken.rows),
        "conflicts": len(conflicts),
    }
    return Taking(source, taken.draft, log, longer(log, (("import", head), *told), at), taken.rows, conflicts, found.notes)


def deal_name(data: Any) -> str:
    """Return the name of a deal as its file has it, by which a checklist knows its deal when the file has changed."""
    deal = data.get("deal") if isinstance(data, dict) else None
    name = deal.get("name", "") if isinstance(deal, dict) else ""
    return " · ".join(map(str, name.values())) if isinstance(name, dict) else str(name)


def _refuse_other(source: Source, log: Log, back: Returned) -> None:
    was, now = back.about.get("name", ""), deal_name(source.data)
    if was != now and back.about.get("deal") != source.sha256:
        raise BadRequest(
            say("the checklist is of another deal: '{was}', not '{now}'", was=was[:80], now=now[:80]),
            say("name the deal that it is of; if it was renamed, give it its old name, import, and rename it again"),
        )
    head = back.about.get("head", "")
    if head and head not in {entry.hash for entry in log.entries}:
        raise BadRequest(
            say(
                "the review log does not hold the head {head} that the checklist bears: it was cut or replaced", head=head[:16]
            ),
            say("restore the log from the copy that you keep, then run again"),
        )


def _row(row: RowChange, known: Known) -> dict[str, Any]:
    words = known.ids[row.sheet][row.id]
    return {"sheet": row.sheet, "id": row.id, "about": words, "cells": dict(row.cells), "changed": list(row.changed)}


def _conflict(conflict: RowConflict) -> dict[str, Any]:
    return {
        "sheet": conflict.sheet, "id": conflict.id, "place": conflict.place, "column": conflict.column, "why": conflict.why,
        "cells": {c: conflict.cells[c] for c in SHEETS[conflict.sheet].theirs if conflict.cells.get(c)},
    }  # fmt: skip  # short parts


def _recorded(log: Log, conflict: RowConflict) -> bool:
    """Tell whether the very same was recorded already: reading a file twice adds nothing."""
    return _conflict(conflict) in [entry.data for entry in log.of("conflict")]


def write_taking(taking: Taking, deal: Path) -> None:
    """Write the deal, then the log. Should the log fail, reading the same file again brings it up to date.

    Raises BadRequest if either has changed since it was read, or cannot be written.
    """
    if taking.draft is not taking.source:
        write_text(deal, taking.source, taking.draft)
    write_log(log_file(deal), taking.old_log, taking.log)


def log_of(deal: Path) -> Log:
    """Return the log beside a deal."""
    return read_log(log_file(deal))
