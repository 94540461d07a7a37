"""Check every deal file of a folder."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from legalmodel.base.errors import BadInput, BadRequest, in_one_line
from legalmodel.base.language import say
from legalmodel.base.speech import name_of
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.finding import Finding


class Row(NamedTuple):
    """One deal of a book: counts of conclusions by heading and of findings by outcome, or why it could not be read."""

    file: str
    name: str
    conclusions: dict[str, dict[str, int]]
    outcomes: dict[str, int]
    trouble: str = ""


def deal_files(folder: Path) -> list[Path]:
    """Return the deal files of a folder and the folders in it, in order; links out of the folder are not followed.

    Raises BadRequest if there is none.
    """
    root = folder.resolve()
    found = [p for p in sorted(folder.rglob("*")) if p.suffix in (".yaml", ".yml", ".json") and p.is_file()]
    inside = [p for p in found if p.resolve().is_relative_to(root)]
    if not inside:
        raise BadRequest(
            say("the folder {folder} holds no deal file", folder=folder), say("name a folder with .yaml or .json files")
        )
    return inside


def check_folder(
    folder: Path, check: Callable[[Path], Judgment], progress: Callable[[int, int], None] | None = None
) -> Iterator[Row]:
    """Yield a row for each deal file of a folder, as ``check`` judges it.

    Raises BadRequest if the folder holds no deal file.
    """
    files = deal_files(folder)
    for done, file in enumerate(files):
        if progress:
            progress(done, len(files))
        yield _row(file, str(file.relative_to(folder)), check)


def _row(file: Path, shown: str, check: Callable[[Path], Judgment]) -> Row:
    try:
        return _counts(shown, check(file))
    except BadInput as error:
        return Row(shown, "", {}, {}, in_one_line(error))


def _counts(file: str, judgment: Judgment) -> Row:
    conclusions: dict[str, dict[str, int]] = {}
    for line in judgment.lines:
        counts = conclusions.setdefault(line.heading, {})
        counts[line.conclusion.value] = counts.get(line.conclusion.value, 0) + 1
    return Row(file, name_of(judgment.deal), conclusions, dict(Counter(map(_outcome, judgment.findings))))


def _outcome(finding: Finding) -> str:
    """Return the outcome of a finding; a fail on facts that nobody stated is counted as a doubt."""
    return "doubtful" if finding.doubtful else finding.outcome.value


def failing(rows: Iterable[Row]) -> bool:
    """Tell whether any deal of a book has a failing rule or could not be read."""
    return any(row.trouble or row.outcomes.get("fail") for row in rows)
