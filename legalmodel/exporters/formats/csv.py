"""CSV: every fact of the deal on a row of its own: path, value, how it is known, where it stands in the file."""

import csv
import io
from typing import Any

from legalmodel.base.language import Phrase
from legalmodel.exporters.exported import Exported, Outgoing
from legalmodel.exporters.walk import facts, maps
from legalmodel.output.table import safe_cell

ABOUT = Phrase("CSV: every fact on a row of its own, with what backs it and its line in the deal file")
ENDING = "csv"
COLUMNS = ("path", "value", "unknown", "status", "evidence", "line")


def write(given: Outgoing) -> Exported:
    """Write a row for each fact, given or unknown. Cells that a workbook would take for a formula begin with an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    about = dict(_about(given).items())
    rows = [(fact.path, _words(fact.value), "") for fact in facts(given.deal)]
    rows += [
        ((*path, key), "", reason)
        for path, name, found in maps(given.deal)
        if name == "unknown"
        for key, reason in found.items()
    ]
    for path, value, unknown in rows:
        record, field = path[:-1], path[-1]
        known = about.get(record, {})
        evidence = known.get("evidence", {})
        status = known.get("status", {}).get(field, "")
        line = given.source.key_place(path).line
        cells = (".".join(path), value, unknown, status, evidence.get(field) or evidence.get("all", ""))
        writer.writerow([*(safe_cell(str(cell)) for cell in cells), line])
    for path, name, found in maps(given.deal):
        if name not in ("unknown", "status", "evidence"):
            for key in found:
                given.leave((*path, name, key), Phrase("a row holds one value and how it is known"))
    return Exported(out.getvalue().encode(), tuple(given.left))


def _about(given: Outgoing) -> dict[tuple[str, ...], dict[str, Any]]:
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for path, name, values in maps(given.deal):
        found.setdefault(path, {})[name] = values
    return found


def _words(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(str(one) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{tag}: {words}" for tag, words in value.items())
    return str(value)
