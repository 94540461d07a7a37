"""term-sheet: a workbook (.xlsx) with a sheet for each section, a row for each record, a column for each field.

``legalmodel export --to term-sheet -o blank.xlsx`` writes a blank one, ``export DEAL --to term-sheet`` one that is filled in. A cell says what the
deal file would say; several values stand apart by semicolons; formulas are not computed. Whatever cannot be read is told with its cell.
"""

from legalmodel.base.language import Phrase
from legalmodel.importers.imported import Imported, Untrusted
from legalmodel.importers.term_sheet.sheets import to_deal
from legalmodel.importers.workbook import cells

ABOUT = Phrase(
    "term-sheet: a workbook with a sheet a section, a row a record, a column a field; export writes a blank one (.xlsx)"
)
BINARY = True
BYTES_MAX = 10_000_000


def read(file: Untrusted, currency: str) -> Imported:
    """Read a workbook; ``currency`` is that of the deal if the workbook names none.

    Raises BadInput if the file is none, or has no sheet of ours.
    """
    return to_deal(file, list(cells(file)), currency)
