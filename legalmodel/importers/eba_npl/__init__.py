"""EBA NPL: portfolios of non-performing loans by the templates of the European Banking Authority, as a workbook or as openNPL stores them (JSON).

Taken over are the sums of a pool: loans, counterparties, balances, collateral. Sums in several currencies make no amount.
"""

from typing import Any

from legalmodel.base.language import Phrase, say
from legalmodel.importers.eba_npl.portfolio import to_deal
from legalmodel.importers.eba_npl.sheets import records_of
from legalmodel.importers.imported import Imported, Untrusted
from legalmodel.importers.workbook import cells

ABOUT = Phrase(
    "EBA NPL: portfolios of non-performing loans, a workbook of the templates (.xlsx) or as openNPL stores them (JSON): sums of the pool"
)
BINARY = True
BYTES_MAX = 20_000_000


def read(file: Untrusted, currency: str) -> Imported:
    """Read a portfolio.

    Raises BadInput if the file holds no counterparty and no loan.
    """
    if file.raw[:2] == b"PK":
        sheets = records_of(cells(file))
        if not any(one["model"].endswith((".loan", ".counterparty")) for one in sheets):
            cause = say("no sheet of the workbook is headed by fields of the templates")
            raise file.fault("not-eba-npl", cause, say("head the columns by index, such as 3,01, or by name"))
        return to_deal(file, sheets, currency)
    data = _text(file).json()
    records = [one for one in data if _is_record(one)] if isinstance(data, list) else []
    if not any(str(one["model"]).endswith((".loan", ".counterparty")) for one in records):
        raise file.fault("not-eba-npl", say("the file holds no portfolio of the templates"), say("take the records of openNPL"))
    return to_deal(file, records, currency)


def _text(file: Untrusted) -> Untrusted:
    try:
        return file._replace(text=file.raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise file.fault("not-utf-8", say("the file is not in UTF-8"), say("save it as UTF-8")) from None


def _is_record(one: Any) -> bool:
    return isinstance(one, dict) and isinstance(one.get("model"), str) and isinstance(one.get("fields"), dict)
