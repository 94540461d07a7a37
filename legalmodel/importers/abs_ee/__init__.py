"""ABS-EE: the asset data of a public deal in the United States (EX-102, XML; or a table whose columns have the names of its schema).

Taken over are the sums of a pool: how many assets, their balance at the end of the reporting period, remaining months, what is late,
who made and who services them. The fields of single assets stay in the file: they are a tape.
"""

from legalmodel.base.language import Phrase, say
from legalmodel.importers.abs_ee.pool import to_deal
from legalmodel.importers.imported import Imported, Untrusted
from legalmodel.importers.markup import elements
from legalmodel.importers.rows import table
from legalmodel.importers.sums import words

ABOUT = Phrase(
    "ABS-EE: asset data of public deals in the United States (EX-102 XML, or a table with its names): sums of the pool"
)
BYTES_MAX = 120_000_000


def read(file: Untrusted, currency: str) -> Imported:
    """Read asset data.

    Raises BadInput if the file is none, or no currency is given.
    """
    if not currency:
        raise file.fault(
            "no-currency", say("asset data name no currency"), say("give it with --currency, such as --currency USD")
        )
    rows: list[dict[str, str]] = []
    space = ""
    if file.text.lstrip()[:1] == "<":
        for one in elements(file, frozenset(("assets",))):
            if one.name == "assets":
                space = one.space
                rows.append({field.name: field.text for field in one.inner if field.text})
    else:
        rows = table(file)
    if not any("assetNumber" in row or "assetTypeNumber" in row for row in rows):
        raise file.fault("not-abs-ee", say("the file holds no asset data"), say("take an EX-102 of form ABS-EE"))
    for column in ("accessionNumber", "reportingPeriodEndingDate", "reportPeriodEndDate", "reportingPeriodEndDate"):
        if len(several := words(rows, column)) > 1:  # the same assets again: no sum of them is that of a pool
            cause = say(
                "the file holds several filings or periods ({column}: {first})", column=column, first=", ".join(several[:3])
            )
            raise file.fault("several-filings", cause, say("take one filing of one period"))
    return to_deal(file, rows, space, currency)
