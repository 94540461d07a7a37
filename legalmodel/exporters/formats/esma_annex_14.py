"""ESMA Annex 14, the inside information or significant event, as the message auth.098."""

from legalmodel.base.language import Phrase
from legalmodel.exporters.esma_facts import event_of
from legalmodel.exporters.esma_message import message, with_more
from legalmodel.exporters.exported import Exported, Outgoing
from legalmodel.importers.esma.message import EVENT

ABOUT = Phrase(
    "ESMA Annex 14, inside information or significant event: message auth.098; the fields that a deal file does not hold come with --fields (XML)"
)
ENDING = "xml"
FIELDS = True


def write(given: Outgoing) -> Exported:
    """Write the message. Raises BadRequest if a field that it asks for is missing."""
    data = message(with_more(event_of(given), given.more, EVENT), EVENT)
    given.leave_rest()
    return Exported(data, tuple(given.left))
