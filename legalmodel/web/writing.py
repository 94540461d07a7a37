"""A text while it is being written: what is wrong with it, what could stand at a place, and what would be concluded from it.

What an editor asks is answered by ``editing``; here it is put into the records that the pages' scripts read.
"""

from collections import Counter
from time import perf_counter
from typing import Any

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.outcomes import Conclusion
from legalmodel.editing.completion import complete
from legalmodel.editing.diagnostics import Diagnosis, diagnose
from legalmodel.editing.fixes import fixes
from legalmodel.editing.hovering import hover
from legalmodel.editing.sheet import DealText
from legalmodel.output.page import CLASS_OF
from legalmodel.report.words import CONCLUSION_WORDS
from legalmodel.results import Result
from legalmodel.web.bench import Bench

_FIXED = 60
"""Of so many remarks repairs are worked out."""


def checked_text(bench: Bench, id: str, text: str, window: str) -> dict[str, Any]:
    """Return the faults and doubts of a text with their repairs; places as characters of the text, and how long it took."""
    begun = perf_counter()
    now = bench.texts.opened(window, bench.shelf.file(id).name, text)
    made = [_told(now, each, n < _FIXED) for n, each in enumerate(diagnose(now, bench.desk.run_day))]
    return {"diagnostics": made, "readable": not now.faults, "milliseconds": round((perf_counter() - begun) * 1000, 1)}


def judged_text(bench: Bench, id: str, text: str, window: str) -> dict[str, Any]:
    """Return what would be concluded from a text, counted; nothing of one with faults of form."""
    begun = perf_counter()
    now = bench.texts.opened(window, bench.shelf.file(id).name, text)
    told: list[list[str]] = []
    if now.source is not None and now.deal is not None and not now.faults:
        try:
            told = counted(bench.desk.of_deal(now.deal, now.source))
        except (BadInput, BadRequest) as error:  # law that cannot be used, a deal too large
            told = [["fail", str(error)]]
    return {"conclusions": told, "milliseconds": round((perf_counter() - begun) * 1000, 1)}


def counted(result: Result) -> list[list[str]]:
    """Return how many lines are concluded on how: the class, and the words with their number."""
    counts = Counter(line.conclusion for line in result.judgment.lines if line.is_asked)
    return [[CLASS_OF[c], f"{counts[c]} {str(CONCLUSION_WORDS[c]).capitalize()}"] for c in Conclusion if counts[c]]


def _told(now: DealText, each: Diagnosis, with_fixes: bool) -> dict[str, Any]:
    repairs = [r for r in fixes(now, each.start, each.end, (each,)) if r.code] if with_fixes else []
    return {
        "start": each.start, "end": each.end, "line": now.text.count("\n", 0, each.start) + 1, "level": each.level, "code": each.code,
        "words": each.words, "fix": each.fix,
        "fixes": [{"title": r.title, "edits": [e._asdict() for e in r.edits]} for r in repairs],
    }  # fmt: skip  # a record: one row a line


def proposals(bench: Bench, id: str, text: str, at: int, window: str) -> list[dict[str, Any]]:
    """Return what could stand at a place."""
    now = bench.texts.opened(window, bench.shelf.file(id).name, text)
    return [each._asdict() for each in complete(now, at)[:200]]


def hovered(bench: Bench, id: str, text: str, at: int, window: str) -> dict[str, Any] | None:
    """Return what there is to say of a place; None if there is nothing."""
    found = hover(bench.texts.opened(window, bench.shelf.file(id).name, text), at)
    return {"start": found.start, "end": found.end, "words": _plain(found.markdown)} if found else None


def _plain(markdown: str) -> str:
    """Return the words of a note without its marks: a page shows it as text."""
    lines = (line.replace("**", "").replace("`", "").strip() for line in markdown.splitlines())
    return "\n".join(line for line in lines if line and line != "---")
