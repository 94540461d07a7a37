"""Fields of ESMA's Annexes 12 and 14 as a table: what the deal says is filled in, what the message asks for besides stands blank."""

import csv
import io

from legalmodel.base.language import Phrase
from legalmodel.exporters.esma_facts import event_of, report_of
from legalmodel.exporters.exported import Exported, Outgoing
from legalmodel.importers.esma.message import parts
from legalmodel.output.table import safe_cell

ABOUT = Phrase("ESMA Annexes 12 and 14: every field by its code, filled in as far as the deal says, to be completed (CSV)")
ENDING = "csv"
COLUMNS = ("code", "value", "item", "element", "holds", "or")


def write(given: Outgoing) -> Exported:
    """Write a row a field, of each record that makes an item; sections that may be absent stand with one blank item."""
    items = {**report_of(given), **event_of(given)}
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for section, part in parts().items():
        for id, values in (items.get(section) or {"": {}}).items():
            if not part.element:
                for number in (1, 2):
                    code = f"{section}{number}"
                    element, holds = (("ScrtstnIdr", "LEI, N, year, 01"), ("CutOffDt", "day"))[number - 1]
                    writer.writerow((code, safe_cell(values.get(code, "")), id, element, holds, ""))
            for slot in part.slots:
                cells = (slot.code, values.get(slot.code, ""), id, "/".join(slot.path), slot.kind, " ".join(slot.no_data))
                writer.writerow([safe_cell(cell) for cell in cells])
    given.leave_rest()
    return Exported(out.getvalue().encode(), tuple(given.left))
