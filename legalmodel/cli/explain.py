"""``legalmodel explain``: why, down to the line of the file and the article of law."""

from argparse import Namespace

from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.language import say
from legalmodel.base.outcomes import Outcome
from legalmodel.cli.common import checked, paint_for, width
from legalmodel.judgment.checked import Checked
from legalmodel.law.catalogue import Catalogue
from legalmodel.law.load import load_law
from legalmodel.output import named
from legalmodel.output.explain import choose, explain_finding, proof_tree
from legalmodel.output.named import heading_of
from legalmodel.output.paint import joined
from legalmodel.output.whole import explanation_text, whole_text
from legalmodel.report.deal import deal_report
from legalmodel.report.decided import decided_of
from legalmodel.report.document import Report
from legalmodel.report.explanation import explanation
from legalmodel.report.words import HEADINGS


def run(options: Namespace) -> int:
    """Explain a heading, a question, a rule, a finding or a record of one deal."""
    result, paint = checked(options), paint_for(options.colour)
    if not options.what:
        print(whole_text(deal_report(result), width(), paint, options.all), end="")
        return 0
    catalogue = load_law().catalogue
    lines, findings = choose(result.judgment, catalogue, options.what)
    if not lines and not findings:
        print(joined(_named(result, catalogue, options.what)), end="")
        return 0
    if lines:
        report = explanation(lines, result.graph, catalogue)
        headings = {line.heading for line in lines} if heading_of(options.what) in HEADINGS else frozenset()
        cases = decided_of(result, headings=headings) if headings else None
        blocks = (*report.blocks, cases) if cases and cases.speaks else report.blocks
        print(explanation_text(Report(blocks), width(), paint, options.all), end="")
    reached = [f for f in findings if f.outcome is not Outcome.NOT_APPLICABLE]
    for finding in reached or findings[:1]:
        print(explain_finding(finding, width(), paint))
        if options.proof:
            print("\n".join(row for proof in finding.proofs for row in proof_tree(proof)) + "\n")
    if others := [f for f in findings if f not in (reached or findings[:1])]:
        print(say("Does not apply: {ids}", ids=", ".join(f.id for f in others)))
    return 0


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
