"""What reviewers have said so far, row by row: the records of the log, one laid over the other."""

from collections.abc import Iterable, Mapping

from legalmodel.review.columns import SHEETS
from legalmodel.review.log import LogEntry

Cells = Mapping[str, str]
"""Column of reviewers -> what stands there; a column that is empty is left out."""
Rows = Mapping[tuple[str, str], Cells]
"""Sheet and id of a row -> its cells."""


def said_so_far(entries: Iterable[LogEntry]) -> dict[tuple[str, str], dict[str, str]]:
    """Return the rows as the log has them; a row of which nothing stands any more is left out."""
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for entry in entries:
        if entry.kind != "row":
            continue
        sheet, id, cells = entry.data.get("sheet"), entry.data.get("id"), entry.data.get("cells")
        if sheet in SHEETS and isinstance(id, str) and isinstance(cells, dict):
            kept = {c: t for c in SHEETS[str(sheet)].theirs if isinstance(t := cells.get(c), str) and t}
            rows.pop((str(sheet), id), None)
            if kept:
                rows[str(sheet), id] = kept
    return rows
