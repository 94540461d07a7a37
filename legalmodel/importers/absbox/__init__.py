"""absbox: a deal as it is sent to its engine (JSON), or as it is written in Python (``Generic(...)``, read and never run).

Taken over are the classes, the pool's sums, the accounts, the priority of payments on a payment day, and the days. What the vocabulary
of deals has no word for (fees by formula, PAC schedules, liquidation prices, scenarios) is listed, not guessed at.
"""

from legalmodel.base.language import Phrase, say
from legalmodel.importers.absbox.deal import to_deal
from legalmodel.importers.absbox.python import from_python
from legalmodel.importers.absbox.wire import from_wire
from legalmodel.importers.imported import Imported, Untrusted

ABOUT = Phrase(
    "absbox: a deal as it is sent to its engine (JSON), or as it is written in Python (Generic(...), read and never run)"
)


def read(file: Untrusted, currency: str) -> Imported:
    """Read a deal of absbox.

    Raises BadInput if the file is none, or says something that cannot be.
    """
    if not currency:
        raise file.fault(
            "no-currency", say("a deal of absbox names no currency"), say("give it with --currency, such as --currency CNY")
        )
    found = from_wire(file) if file.text.lstrip()[:1] in ("{", "[") else from_python(file)
    return to_deal(file, found, currency)
