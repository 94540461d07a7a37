"""The review log for people and examiners: as text, as CSV, as JSON."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from legalmodel.base.language import say
from legalmodel.output.faults import escape
from legalmodel.output.table import safe_cell
from legalmodel.review.columns import JUDGEMENTS
from legalmodel.review.log import FORM, Log, LogEntry
from legalmodel.review.sign import ALL


def log_lines(log: Log) -> Iterator[str]:
    """Yield a line for each record, then what became of the chain."""
    for entry in log.entries:
        yield escape(f"{entry.n:4} {entry.at} {entry.kind:8} {entry.hash[:12]}  {_said(entry)}")
    yield log.broken or say("the chain holds: {n} records, head {head}", n=len(log.entries), head=log.head or "–")


def _said(entry: LogEntry) -> str:
    data = entry.data
    if entry.kind == "row":
        cells = "; ".join(f"{column}: {text}" for column, text in data["cells"].items())
        return f"{data['sheet']} {data['id']}: {cells}"
    if entry.kind == "conflict":
        return f"{data['sheet']} {data['id']}, {data['column']}: {data['why']}"
    if entry.kind == "sign":
        why = data.get("because", "")
        judged = f"; {JUDGEMENTS.get(data['judgement'], data['judgement'])}: {why}" if data.get("judgement") else ""
        role = say("maker") if data["role"] == "maker" else say("checker")
        scope = say("the whole review") if ALL in data["scope"] else ", ".join(data["scope"])
        return say("{name} ({role}): {scope}", name=data["name"], role=role, scope=scope) + judged
    if entry.kind == "confirm":
        return f"{data['name']}: {'; '.join(f'{path}: {value}' for path, value in data['facts'].items())}"
    return f"{data['file']} {data['sha256'][:12]}" if entry.kind == "import" else f"{data['until']}: {data['why']}"


def log_csv(log: Log) -> str:
    """Return the records as CSV, a row each; what a spreadsheet would run gets an apostrophe in front."""
    into = io.StringIO()
    writer = csv.writer(into, lineterminator="\r\n")
    writer.writerow(("n", "at", "kind", "sheet", "id", "says", "previous", "hash"))
    for e in log.entries:
        says = json.dumps(e.data, ensure_ascii=False, sort_keys=True)
        cells = (e.n, e.at, e.kind, e.data.get("sheet", ""), e.data.get("id", ""), says, e.previous, e.hash)
        writer.writerow([safe_cell(str(cell)) for cell in cells])
    return into.getvalue()


def log_data(log: Log) -> dict[str, Any]:
    """Return the log as data: whether the chain holds, its head, how long it is kept, every record."""
    kept = log.of("keep")
    return {
        "format": FORM,
        "head": log.head,
        "broken": log.broken,
        "kept": kept[-1].data if kept else None,
        "records": [entry._asdict() for entry in log.entries],
    }
