"""BODS: statements of beneficial ownership (version 0.4, and the flat form of 0.3 and before), as registers publish them.

Taken over are persons and entities with their identifiers, holdings with exact shares or bands, chains stated as one interest, seats on a
board, nominees, and trusts with every settlor, trustee, protector and beneficiary. What is not specified becomes unknown, with the reason
that the register gives. Of a record with several versions the last one counts; ends and closed records are told.
"""

from legalmodel.base.language import Phrase
from legalmodel.importers.bods.records import to_deal
from legalmodel.importers.bods.statements import statements
from legalmodel.importers.imported import Imported, Untrusted

ABOUT = Phrase("BODS 0.4 and 0.3: beneficial ownership as registers publish it: persons, holdings, chains, trusts")
BYTES_MAX = 20_000_000


def read(file: Untrusted, currency: str) -> Imported:  # noqa: ARG001  # what every importer is given; no amount stands in BODS
    """Read statements of beneficial ownership.

    Raises BadInput if the file is no JSON, or holds no such statement.
    """
    return to_deal(file, statements(file))
