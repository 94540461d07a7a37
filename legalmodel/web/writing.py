"""A text while it is being written: what is wrong with it, what could stand at a place, and what would be concluded from it."""

from collections import Counter
from time import perf_counter
from typing import TYPE_CHECKING, Any

from legalmodel.base.errors import BadInput, BadRequest, Fault
from legalmodel.base.outcomes import Conclusion
from legalmodel.judgment.doubts import doubts_of
from legalmodel.output.doubts import as_fault
from legalmodel.output.page import CLASS_OF
from legalmodel.report.words import CONCLUSION_WORDS
from legalmodel.results import Result

if TYPE_CHECKING:
    from legalmodel.web.bench import Bench


def checked_text(bench: "Bench", id: str, text: str) -> dict[str, Any]:
    """Return faults, or else what would be concluded; each with its place as characters of the text, and how long it took."""
    begun = perf_counter()
    name = bench.shelf.file(id).name
    starts = _starts(text)
    told: list[dict[str, Any]] = []
    conclusions: list[list[str]] = []
    try:
        result = bench.desk.of_text(text.encode(), name)
    except BadInput as error:
        told = [_told(fault, starts, "error") for fault in error.faults]
    except BadRequest as error:
        told = [{"start": 0, "end": 0, "line": 1, "level": "error", "words": error.cause, "fix": error.fix, "fixes": []}]
    else:
        told = [
            _told(as_fault(doubt, result.source), starts, "warning")
            for doubt in doubts_of(result.graph, result.judgment.run_day)
        ]
        conclusions = counted(result)
    return {"diagnostics": told, "conclusions": conclusions, "milliseconds": round((perf_counter() - begun) * 1000, 1)}


def counted(result: Result) -> list[list[str]]:
    """Return how many lines are concluded on how: the class, and the words with their number."""
    counts = Counter(line.conclusion for line in result.judgment.lines if line.is_asked)
    return [[CLASS_OF[c], f"{counts[c]} {str(CONCLUSION_WORDS[c]).capitalize()}"] for c in Conclusion if counts[c]]


def _told(fault: Fault, starts: list[int], level: str) -> dict[str, Any]:
    start = starts[min(fault.place.line, len(starts)) - 1] + fault.place.column - 1
    return {"start": start, "end": start + fault.width, "line": fault.place.line, "level": level, "words": fault.cause, "fix": fault.fix, "fixes": []}  # fmt: skip  # one record


def _starts(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts[:-1]


def proposals(bench: "Bench", id: str, text: str, at: int) -> list[dict[str, Any]]:
    """Return what could stand at a place."""
    bench.shelf.file(id)
    return []


def hovered(bench: "Bench", id: str, text: str, at: int) -> dict[str, Any] | None:
    """Return what there is to say of a place; None if there is nothing."""
    bench.shelf.file(id)
    return None
