"""Tables that somebody else wrote: rows of a CSV file as dicts, within bounds."""

import csv
import io

from legalmodel.base.language import say
from legalmodel.importers.imported import Untrusted
from legalmodel.text.characters import hidden

ROWS_MAX = 2_000_000
COLUMNS_MAX = 2_000
CELL_MAX = 100_000


def table(file: Untrusted, delimiter: str = "") -> list[dict[str, str]]:
    """Return the rows of a CSV file by the names in its first row; empty cells are left out.

    ``delimiter`` is guessed from the first row unless given. Raises BadInput for a file without a heading, one too large, or one that
    names a column twice.
    """
    first = file.text.partition("\n")[0]
    mark = delimiter or max(",;|\t", key=first.count)
    csv.field_size_limit(CELL_MAX)
    rows = csv.reader(io.StringIO(file.text, newline=""), delimiter=mark)
    try:
        heading = [name.strip() for name in next(rows, [])]
        _heading(file, heading)
        found = []
        for number, row in enumerate(rows, 2):
            if number > ROWS_MAX:
                raise file.fault(
                    "too-deep", say("the file is {what}", what=say("larger than any deal")), say("take a part of it")
                )
            found.append(_row(file, heading, row, rows.line_num))
        return found
    except csv.Error as error:
        raise file.fault(
            "not-csv", say("the file is no CSV: {error}", error=error), say("mend it here"), rows.line_num
        ) from None


def _heading(file: Untrusted, heading: list[str]) -> None:
    if len(heading) > COLUMNS_MAX or not any(heading):
        raise file.fault("not-csv", say("the first row names no columns"), say("take a file of this format"))
    twice = next((name for name in heading if name and heading.count(name) > 1), None)
    if twice:
        raise file.fault(
            "not-csv", say("the column '{twice}' stands twice", twice=twice[:40]), say("take a file of this format")
        )


def _row(file: Untrusted, heading: list[str], row: list[str], line: int) -> dict[str, str]:
    found = {name: cell.strip() for name, cell in zip(heading, row, strict=False) if name and cell.strip()}
    for cell in found.values():
        if code := hidden(cell):
            raise file.fault("invisible", say("a text holds the invisible character {code}", code=code), say("remove it"), line)
    if extra := [cell for cell in row[len(heading) :] if cell.strip()]:
        found["…"] = "; ".join(extra)
    return found
