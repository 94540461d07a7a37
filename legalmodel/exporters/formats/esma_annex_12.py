"""ESMA Annex 12, the investor report, as the message auth.098."""

from legalmodel.base.language import Phrase
from legalmodel.exporters.esma_facts import report_of
from legalmodel.exporters.esma_message import message, with_more
from legalmodel.exporters.exported import Exported, Outgoing
from legalmodel.importers.esma.message import REPORT

ABOUT = Phrase(
    "ESMA Annex 12, investor report: message auth.098; the fields that a deal file does not hold come with --fields (XML)"
)
ENDING = "xml"
FIELDS = True


def write(given: Outgoing) -> Exported:
    """Write the message. Raises BadRequest if a field that it asks for is missing."""
    data = message(with_more(report_of(given), given.more, REPORT), REPORT)
    given.leave_rest()
    return Exported(data, tuple(given.left))
