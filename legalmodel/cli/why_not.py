"""``legalmodel explain DEAL RULE --why-not``: the nearest deal in which a rule comes out the other way, and its margins."""

from argparse import Namespace

from legalmodel.analysis.why_not import why_not
from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.base.outcomes import Outcome
from legalmodel.cli.common import law_folders
from legalmodel.cli.study import write
from legalmodel.judgment.again import Again
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding
from legalmodel.report.nearest import nearest_study


def tell(options: Namespace, result: Checked, findings: list[Finding]) -> int:
    """Print what would turn the findings of one rule. Raises BadRequest where no rule is meant, or for a format that a study has not."""
    if len({f.rule.id for f in findings}) != 1:
        raise BadRequest(
            say("--why-not is asked of one rule, or of one finding"), say("name it: legalmodel explain DEAL RULE --why-not")
        )
    if options.output or options.format == "parquet":
        raise BadRequest(
            say("--why-not prints text, JSON, CSV or a page"), say("leave --output out, and give another --format")
        )
    again = Again(result, law_folders(options))
    spoken = [f for f in findings if f.outcome is not Outcome.NOT_APPLICABLE] or findings[:1]
    found = tuple(why_not(result, again, f) for f in spoken)
    options.plot = []
    return write(lambda: nearest_study(result, found), options)
