"""GLEIF: legal entities (level 1), who consolidates whom and other relations (level 2), and why a parent is not reported.

Read are XML and the golden copy as CSV or JSON, and answers of the public interface for level 1; files that belong together may be
given at once. A party that only a relation names stands with its LEI and an unknown name. Sub-funds are estates of their umbrella.
"""

from legalmodel.base.language import Phrase
from legalmodel.importers.gleif.records import flat_records
from legalmodel.importers.gleif.register import to_deal
from legalmodel.importers.imported import Imported, Untrusted

ABOUT = Phrase(
    "GLEIF: legal entities, parents and other relations, reporting exceptions (XML, CSV, JSON; several files at once)"
)
BYTES_MAX = 60_000_000
MANY = True


def read(files: list[Untrusted], currency: str) -> Imported:  # noqa: ARG001  # what every importer is given; no amount stands here
    """Read records of the LEI system.

    Raises BadInput if a file is none of them.
    """
    return to_deal(files, [flat_records(file) for file in files])
