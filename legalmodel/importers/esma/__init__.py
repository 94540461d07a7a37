"""ESMA: fields of the disclosure templates (Annex 12 investor report, Annex 14 significant events) and of the STS notification, by their codes;
of exposures one by one (Annexes 2 to 9) the sums.

Read are the messages in which they travel (XML, auth.098 and auth.099), rows of code and value (CSV), a row an item under codes as headings (CSV), and
objects of code and value (JSON). The codes are those of the Delegated Regulation (EU) 2020/1224 and the Implementing Regulations (EU) 2020/1225
and 2020/1227. ``ND1`` to ``ND4`` make a fact unknown with its reason; ``ND5`` says that a field does not apply.
"""

from legalmodel.base.language import Phrase, say
from legalmodel.importers.esma.exposures import exposures
from legalmodel.importers.esma.fields import items
from legalmodel.importers.esma.from_xml import items_of_message
from legalmodel.importers.esma.template import to_deal
from legalmodel.importers.imported import Imported, Untrusted

ABOUT = Phrase(
    "ESMA: fields of Annex 12, Annex 14 and the STS notification by their codes (XML, CSV or JSON); exposures as sums (XML)"
)
BYTES_MAX = 120_000_000


def read(file: Untrusted, currency: str) -> Imported:
    """Read fields by their codes.

    Raises BadInput if the file has none.
    """
    markup = file.text.lstrip()[:1] == "<"
    if markup and (pool := exposures(file)) is not None:
        return pool
    found = items_of_message(file) if markup else items(file)
    if not found:
        raise file.fault(
            "not-esma",
            say("the file holds no field code of ESMA's templates"),
            say("write rows of code and value, such as IVSS3"),
        )
    return to_deal(file, found, currency)
