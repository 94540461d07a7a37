"""``legalmodel explain``: why, down to the line of the file and the article of law."""

from argparse import Namespace
from collections.abc import Callable
from functools import reduce

from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.language import asked, say, speaking
from legalmodel.base.outcomes import Outcome
from legalmodel.cli.common import checked, paint_for, width, write_json
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding, Line
from legalmodel.law.catalogue import Catalogue
from legalmodel.law.load import load_law
from legalmodel.output import named
from legalmodel.output.explain import choose, explain_finding, proof_tree
from legalmodel.output.named import heading_of
from legalmodel.output.paint import Paint, joined
from legalmodel.output.report_json import report_data
from legalmodel.output.whole import explanation_text, whole_text
from legalmodel.report.deal import deal_report
from legalmodel.report.decided import decided_of
from legalmodel.report.document import Report, ReportBlock, Statement
from legalmodel.report.explanation import explanation
from legalmodel.report.single import finding_report
from legalmodel.report.text import as_written, between_words, together
from legalmodel.report.words import HEADINGS


def run(options: Namespace) -> int:
    """Explain a heading, a question, a rule, a finding or a record of one deal."""
    result, paint = checked(options), paint_for(options.colour)
    if not options.what:
        _tell(options, lambda: [deal_report(result)], lambda: whole_text(deal_report(result), width(), paint, options.all))
        return 0
    catalogue = load_law().catalogue
    lines, findings = choose(result.judgment, catalogue, options.what)
    if not lines and not findings:
        _tell(
            options,
            lambda: [_named_report(options.what, _named(result, catalogue, options.what))],
            lambda: joined(_named(result, catalogue, options.what)),
        )
        return 0
    if lines:
        _tell(
            options,
            lambda: [_of_lines(result, catalogue, lines, options.what)],
            lambda: explanation_text(_of_lines(result, catalogue, lines, options.what), width(), paint, options.all),
        )
        return 0
    reached = [f for f in findings if f.outcome is not Outcome.NOT_APPLICABLE] or findings[:1]
    others = [f for f in findings if f not in reached]
    _tell(options, lambda: [finding_report(f) for f in reached], lambda: _of_findings(reached, others, paint, options.proof))
    return 0


def _tell(options: Namespace, make: Callable[[], list[Report]], text: Callable[[], str]) -> None:
    """Print reports in the format asked for; as data in two languages, each text stands under its tags."""
    if options.format != "json":
        print(text(), end="")
        return
    made = []
    for tag in asked():
        with speaking(tag):
            made.append(tuple(make()))
    write_json({"format": "legalmodel/explanation/1", "reports": [report_data(report) for report in reduce(together, made)]})


def _named_report(what: str, rows: list[str]) -> Report:
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
            parts.append("\n".join(row for tree in finding.proofs for row in proof_tree(tree)) + "\n\n")
    if others:
        parts.append(say("Does not apply: {ids}", ids=between_words(", ").join(f.id for f in others)) + "\n")
    return "".join(parts)


def _named(result: Checked, catalogue: Catalogue, what: str) -> list[str]:
    """Return what is said of a heading, a question or a record that no line and no finding bears the name of.

    Raises BadRequest if nothing is called so.
    """
    judgment, graph, heading = result.judgment, result.graph, named.heading_of(what)
    if heading in HEADINGS:
        return list(named.heading_rows(judgment, heading))
    if what in catalogue.questions:
        return list(named.question_rows(catalogue, what))
    if found := named.records(graph, what):
        return [row for thing in found for row in named.record_rows(judgment, graph, thing)]
    words = named.known(judgment, graph, catalogue, what)
    raise BadRequest(
        say("nothing here is called '{what}'", what=what), nearest(what, words) or say("see: legalmodel explain DEAL")
    )
