"""``legalmodel check``: the first screen, or the whole result as JSON."""

from argparse import Namespace
from pathlib import Path

from legalmodel.base.hops import hop
from legalmodel.base.outcomes import FAVOURABLE, Conclusion
from legalmodel.cli.common import checked, paint_for, width, write_json
from legalmodel.graph.graph import Graph
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Judgment


def run(options: Namespace) -> int:
    """Check one deal, print the result, draw the charts asked for."""
    result = checked(options)
    code, why = _exit(result.judgment, options.fail_on)
    with hop("show"):
        _show(options, result, code, why)
    return code


def _show(options: Namespace, result: Checked, code: int, why: str) -> None:
    if options.format == "json":
        from legalmodel.output.result import to_json

        write_json(to_json(result))
    else:
        from legalmodel.output.screen import first_screen

        print(first_screen(result, width(), paint_for(options.colour), f"exit {code}{why}"), end="")
    written = [_chart(result.graph, result.judgment, Path(file)) for file in options.chart]
    if options.format == "text":
        for chart in written:
            print(f"chart: {chart}")


def _chart(graph: Graph, judgment: Judgment, file: Path) -> Path:
    from legalmodel.cli.draw import write_chart

    return write_chart(graph, judgment, file)


def _exit(judgment: Judgment, fail_on: str) -> tuple[int, str]:
    asked = [line for line in judgment.lines if line.is_asked]
    if any(f.fails and not f.accepted for f in judgment.findings):
        code, why = 1, " (rules fail)"
    elif any(x.conclusion not in _CALM for x in asked) or not asked:
        code, why = (1, " (undecided)") if fail_on == "undecided" else (0, " (undecided)")
    else:
        code, why = 0, ""
    return (0, why) if fail_on == "never" else (code, why)


_CALM = FAVOURABLE | {Conclusion.NOTHING_DUE}
"""Conclusions that leave nothing to decide."""
