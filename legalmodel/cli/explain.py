"""``legalmodel explain``: why, down to the line of the file and the article of law."""

from argparse import Namespace
from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any

from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.language import asked, say, speaking
from legalmodel.base.outcomes import Outcome
from legalmodel.cli.common import checked, json_text, paint_for, width
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding, Line
from legalmodel.law.catalogue import Catalogue
from legalmodel.law.load import load_law
from legalmodel.output import named
from legalmodel.output.explain import choose, explain_finding, proof_tree
from legalmodel.output.laid import said
from legalmodel.output.named import heading_of
from legalmodel.output.paint import Paint, joined, wrap
from legalmodel.output.report_json import report_data
from legalmodel.output.whole import explanation_text, whole_text
from legalmodel.report.deal import deal_report
from legalmodel.report.decided import decided_of
from legalmodel.report.document import Report, ReportBlock, Statement
from legalmodel.report.explanation import explanation
from legalmodel.report.head import known_words
from legalmodel.report.record import record_report
from legalmodel.report.single import finding_report
from legalmodel.report.text import as_written, between_words, together
from legalmodel.report.words import HEADINGS


def run(options: Namespace) -> int:
    """Explain a heading, a question, a rule, a finding or a record of one deal."""
    return tell_why(options, checked(options))


def tell_why(options: Namespace, result: Checked) -> int:
    """Explain what the options ask for of a deal that was checked."""
    paint = paint_for("never" if options.output else options.colour)
    if options.why_not:
        from legalmodel.cli.why_not import tell

        return tell(options, result, choose(result.judgment, load_law().catalogue, options.what)[1] if options.what else [])
    if options.format == "html":
        raise BadRequest(say("a page is made of --why-not"), say("for the whole report: legalmodel report DEAL -o report.html"))
    if options.format in ("csv", "parquet"):
        return _table(options, result)
    catalogue = load_law().catalogue
    lines, findings = choose(result.judgment, catalogue, options.what) if options.what else ([], [])
    if not options.what:
        _tell(
            options, result, lambda: [deal_report(result)], lambda: whole_text(deal_report(result), width(), paint, options.all)
        )
    elif lines:
        _tell(
            options,
            result,
            lambda: [_of_lines(result, catalogue, lines, options.what)],
            lambda: explanation_text(_of_lines(result, catalogue, lines, options.what), width(), paint, options.all),
        )
    elif findings:
        reached, others = _reached(findings)
        _tell(
            options,
            result,
            lambda: [finding_report(f) for f in reached],
            lambda: _of_findings(reached, others, paint, options.proof),
        )
    else:
        _tell(
            options,
            result,
            lambda: [_named(result, catalogue, options.what)],
            lambda: whole_text(_named(result, catalogue, options.what), width(), paint, options.all),
        )
    return 0


def _reached(findings: list[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Part findings into those that are explained, and those that do not apply; where none applies, the first is explained."""
    reached = [f for f in findings if f.outcome is not Outcome.NOT_APPLICABLE] or findings[:1]
    return reached, [f for f in findings if f not in reached]


def _table(options: Namespace, result: Checked) -> int:
    """Write the rows of the table of findings that are explained: of the whole deal, of a heading, a question, a rule or a record."""
    from legalmodel.cli.check import write_table
    from legalmodel.report.findings_table import rows

    ids = _explained(options, result)
    write_table(options, (row for row in rows(result) if row["finding"] in ids))
    return 0


def _explained(options: Namespace, result: Checked) -> frozenset[str]:
    """Return the ids of the findings that the report asked for tells of; with ``--all`` also of those that do not apply."""
    catalogue = load_law().catalogue
    lines, findings = choose(result.judgment, catalogue, options.what) if options.what else ([], list(result.judgment.findings))
    if lines:
        findings = [f for line in lines for f in line.findings]
    if not findings:
        report = _named(result, catalogue, options.what)
        return frozenset(id for block in report.blocks for entry in block.entries for id in entry.findings)
    return frozenset(f.id for f in (findings if options.all else _reached(findings)[0]))


def _tell(options: Namespace, result: Checked, make: Callable[[], list[Report]], text: Callable[[], str]) -> None:
    """Print reports in the format asked for, or write them to a file; as data in two languages, each text stands under its tags."""
    known = result.known if options.what else None  # the report on the deal says it at its head
    if options.format != "json":
        _write(options, (f"{joined(wrap(said(known_words(known)), width()))}\n" if known else "") + text())
        return
    made = []
    for tag in asked():
        with speaking(tag):
            made.append(tuple(make()))
    data: dict[str, Any] = {
        "format": "legalmodel/explanation/1",
        "reports": [report_data(report) for report in reduce(together, made)],
    }
    if result.known:
        data["known_on"] = str(result.known.known_on)
    _write(options, json_text(data))


def _write(options: Namespace, text: str) -> None:
    if not options.output:
        print(text, end="")
        return
    from pathlib import Path

    from legalmodel.text.replace import write_whole

    write_whole(Path(options.output), text.encode())


def _named_report(what: str, rows: Iterable[str]) -> Report:
    entries = tuple(Statement(as_written(row.strip())) for row in rows if row.strip())
    return Report((ReportBlock("named", as_written(what), entries),))


def _of_lines(result: Checked, catalogue: Catalogue, lines: list[Line], what: str) -> Report:
    report = explanation(lines, result.graph, catalogue)
    headings = {line.heading for line in lines} if heading_of(what) in HEADINGS else frozenset()
    cases = decided_of(result, headings=headings) if headings else None
    return Report((*report.blocks, cases) if cases and cases.speaks else report.blocks)


def _of_findings(findings: list[Finding], others: list[Finding], paint: Paint, proof: bool) -> str:
    parts = []
    for finding in findings:
        parts.append(explain_finding(finding, width(), paint) + "\n")
        if proof:
            parts.append("\n".join(row for tree in finding.proofs for row in proof_tree(tree, width())) + "\n\n")
    if others:
        unreached = say("Does not apply: {ids}", ids=between_words(", ").join(f.id for f in others))
        parts.append(joined(wrap(unreached, width(), indent=2)))
    return "".join(parts)


def _named(result: Checked, catalogue: Catalogue, what: str) -> Report:
    """Return what is said of a heading, a question or a record that no line and no finding bears the name of.

    Raises BadRequest if nothing is called so.
    """
    judgment, graph, heading = result.judgment, result.graph, named.heading_of(what)
    if heading in HEADINGS:
        return _named_report(what, named.heading_rows(judgment, heading))
    if what in catalogue.questions:
        return _named_report(what, named.question_rows(catalogue, what))
    if found := named.records(graph, what):
        return record_report(judgment, graph, found)
    words = named.known(judgment, graph, catalogue, what)
    raise BadRequest(
        say("nothing here is called '{what}'", what=what), nearest(what, words) or say("see: legalmodel explain DEAL")
    )
