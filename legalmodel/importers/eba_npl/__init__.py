"""EBA NPL: portfolios of non-performing loans by the templates of the European Banking Authority, as openNPL stores them (JSON).

Taken over are the sums of a pool: loans, counterparties, balances, collateral. Sums in several currencies make no amount.
"""

from typing import Any

from legalmodel.base.language import Phrase, say
from legalmodel.importers.eba_npl.portfolio import to_deal
from legalmodel.importers.imported import Imported, Untrusted

ABOUT = Phrase("EBA NPL: portfolios of non-performing loans as openNPL stores the templates (JSON): sums of the pool")
BYTES_MAX = 20_000_000


def read(file: Untrusted, currency: str) -> Imported:
    """Read a portfolio.

    Raises BadInput if the file holds no counterparty and no loan.
    """
    data = file.json()
    records = [one for one in data if _is_record(one)] if isinstance(data, list) else []
    if not any(str(one["model"]).endswith((".loan", ".counterparty")) for one in records):
        raise file.fault("not-eba-npl", say("the file holds no portfolio of the templates"), say("take the records of openNPL"))
    return to_deal(file, records, currency)


def _is_record(one: Any) -> bool:
    return isinstance(one, dict) and isinstance(one.get("model"), str) and isinstance(one.get("fields"), dict)
