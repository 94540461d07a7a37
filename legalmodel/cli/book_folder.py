"""``legalmodel book FOLDER``: check every deal of a folder, one row each, and keep nothing."""

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from legalmodel.api import check_book, today
from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.base.outcomes import Conclusion
from legalmodel.book.folder import Row, failing
from legalmodel.cli.common import day, law_folders, width, write_json
from legalmodel.output.paint import cut, pad
from legalmodel.report.words import CONCLUSION_WORDS, HEADINGS


def run(options: Namespace) -> int:
    """Check the folder; exit 1 if a rule fails in any deal or a file cannot be used."""
    folder = Path(options.folder)
    if not folder.is_dir():
        raise BadRequest(say("there is no folder {folder}", folder=folder), say("name a folder of deal files"))
    rows: list[Row] = []
    book = check_book(folder, day(options.run_day, "--run-day") or today(), law_folders(options), _progress())
    try:
        rows.extend(book)
    except KeyboardInterrupt:
        print(say("stopped: {rows} deals were checked, and are told", rows=len(rows)), file=sys.stderr)
        _tell(rows, options)
        return 130
    _tell(rows, options)
    return 1 if failing(rows) else 0


def _tell(rows: list[Row], options: Namespace) -> None:
    if options.format == "json":
        write_json([row._asdict() for row in rows])
    elif rows:
        print("\n".join(_text(row) for row in rows))


def _progress() -> Callable[[int, int], None] | None:
    if not sys.stderr.isatty():
        return None
    return lambda done, total: print(f"\r{done}/{total}", end="", file=sys.stderr)


def _text(row: Row) -> str:
    if row.trouble:
        return cut(f"{pad(cut(row.file, 36), 36)}  {say('NOT READ')}  {row.trouble}", width())
    parts = [say("{what}: {said}", what=HEADINGS[h], said=_counted(counts)) for h, counts in row.conclusions.items()]
    fails = say("{n} fail", n=row.outcomes.get("fail", 0))
    return cut(f"{pad(cut(row.file, 36), 36)}  {fails}  {'; '.join(parts)}", width())


def _counted(counts: dict[str, int]) -> str:
    said = [say("{n} {what}", n=n, what=str(CONCLUSION_WORDS[Conclusion(c)]).lower()) for c, n in counts.items()]
    return say(", ", context="between").join(said)
