"""The rows that do not meet a criterion, as a CSV file: by number and by the names of the columns that the condition reads, never by value."""

from collections.abc import Iterator
from pathlib import Path

from legalmodel.tapes.columns import ROW as ROW_SORT
from legalmodel.tapes.flat import NotFlat
from legalmodel.tapes.holding import truths_of
from legalmodel.tapes.outcomes import CriterionResult
from legalmodel.tapes.report import TapeReport
from legalmodel.tapes.rows import codes
from legalmodel.text.replace import write_pieces

_WORDS = {1: "not met", 2: "not known"}


def write_breaches(report: TapeReport, file: Path) -> None:
    """Write the file, whole or not at all; what the condition reads are names of columns, so that no cell can be taken for a formula."""
    write_pieces(file, _lines(report))


def _lines(report: TapeReport) -> Iterator[bytes]:
    yield b"criterion,row,outcome,columns\n"
    for result in report.held.criteria:
        if result.fails.loans or result.unknown.loans:
            named = {
                f
                for e in (result.criterion.test, result.criterion.when)
                if e
                for sort, f in e.analysis.reads
                if sort == ROW_SORT
            }
            for position, code in _codes(report, result):
                yield f"{result.criterion.id},{report.tape.raw.row(position)},{_WORDS[code]},{' '.join(sorted(named))}\n".encode()


def _codes(report: TapeReport, result: CriterionResult) -> Iterator[tuple[int, int]]:
    try:
        code = truths_of(report.tape, report.terms, result.criterion).code
    except NotFlat:
        yield from ((position, code) for position, code in codes(report.tape, report.terms, result.criterion) if code in _WORDS)
        return
    cursor = report.tape.connection.cursor()
    cursor.execute(f"SELECT row, code FROM (SELECT row, {code} AS code FROM tape) WHERE code IN (1, 2) ORDER BY row")
    while batch := cursor.fetchmany(10_000):
        yield from batch
