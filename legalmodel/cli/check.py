"""``legalmodel check``: the first screen, the whole result as JSON, or the table of findings."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from legalmodel.base.errors import BadRequest
from legalmodel.base.hops import hop
from legalmodel.base.language import say
from legalmodel.base.outcomes import FAVOURABLE, Conclusion
from legalmodel.cli.common import checked, json_text, paint_for, width, write_exactly
from legalmodel.graph.graph import Graph
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.drawn import Judgment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from legalmodel.report.findings_table import FindingRow


def run(options: Namespace) -> int:
    """Check one deal, print the result, draw the charts asked for."""
    result = checked(options)
    if options.baseline:
        from legalmodel.cli.baseline import run as only_new

        return only_new(options, result)
    code, why = _exit(result.judgment, options.fail_on)
    with hop("show"):
        _show(options, result, code, why)
    return code


def _show(options: Namespace, result: Checked, code: int, why: str) -> None:
    made = _made(options, result, say("exit {code}{why}", code=code, why=why))
    if options.output:
        from legalmodel.text.replace import write_whole

        write_whole(Path(options.output), made.encode() if isinstance(made, str) else made)
    elif options.format == "csv":
        write_exactly(made)
    else:
        print(made, end="")
    written = [_chart(result.graph, result.judgment, Path(file)) for file in options.chart]
    if options.format == "text":
        for chart in written:
            print(say("chart: {chart}", chart=chart))


def _made(options: Namespace, result: Checked, ending: str) -> str | bytes:
    """Return the result in the format asked for.

    Raises BadRequest where it can be in no terminal, or a package for it is not installed.
    """
    if options.format == "json":
        from legalmodel.output.result import to_json

        return json_text(to_json(result))
    if options.format in ("csv", "parquet"):
        return _table(options, result)
    from legalmodel.output.screen import first_screen

    return first_screen(result, width(), paint_for("never" if options.output else options.colour), ending)


def _table(options: Namespace, result: Checked) -> bytes:
    from legalmodel.report.findings_table import rows

    return table_bytes(options, rows(result))


def table_bytes(options: Namespace, rows: "Iterable[FindingRow]") -> bytes:
    """Return rows of the table of findings as CSV or Parquet.

    Raises BadRequest if Parquet is to go to the terminal, or a package for it is not installed.
    """
    from legalmodel.output.table import csv_text, parquet_bytes

    if options.format == "csv":
        return csv_text(rows).encode()
    if not options.output:
        raise BadRequest(say("Parquet is no text for a terminal"), say("name a file: --output findings.parquet"))
    return parquet_bytes(rows)


def write_table(options: Namespace, rows: "Iterable[FindingRow]") -> None:
    """Write rows of the table of findings to the file named, or as CSV to standard output."""
    made = table_bytes(options, rows)
    if options.output:
        from legalmodel.text.replace import write_whole

        write_whole(Path(options.output), made)
    else:
        write_exactly(made)


def _chart(graph: Graph, judgment: Judgment, file: Path) -> Path:
    from legalmodel.cli.draw import write_chart

    return write_chart(graph, judgment, file)


def _exit(judgment: Judgment, fail_on: str) -> tuple[int, str]:
    asked = [line for line in judgment.lines if line.is_asked]
    if any(f.fails and not f.accepted for f in judgment.findings):
        code, why = 1, say(" (rules fail)")
    elif any(x.conclusion not in _CALM for x in asked) or not asked:
        why = say(" (undecided)")
        code = 1 if fail_on == "undecided" else 0
    else:
        code, why = 0, ""
    return (0, why) if fail_on == "never" else (code, why)


_CALM = FAVOURABLE | {Conclusion.NOTHING_DUE}
"""Conclusions that leave nothing to decide."""
