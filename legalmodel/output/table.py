"""The table of findings as CSV (RFC 4180, UTF-8), as Parquet and as a data frame."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.report.findings_table import COLUMNS, FORM, FindingRow

if TYPE_CHECKING:
    import pandas

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def csv_text(rows: Iterable[FindingRow]) -> str:
    """Return rows as CSV: a header, CRLF at the end of each row; lists joined by ``; ``, days as YYYY-MM-DD, null as nothing.

    A text that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    into = io.StringIO()
    writer = csv.writer(into, lineterminator="\r\n")
    writer.writerow([column.name for column in COLUMNS])
    writer.writerows([_cell(row[column.name]) for column in COLUMNS] for row in rows)
    return into.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = value.isoformat() if isinstance(value, date) else "; ".join(value) if isinstance(value, list) else str(value)
    return safe_cell(text)


def safe_cell(text: str) -> str:
    """Return a text with an apostrophe in front if a spreadsheet would run it as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def parquet_bytes(rows: Iterable[FindingRow]) -> bytes:
    """Return rows as a Parquet file: text, date32, bool and lists of text; ``format`` in its metadata says the version of the table.

    Raises BadRequest if pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise BadRequest(say("Parquet needs the package pyarrow"), say("install legalmodel[table]")) from None
    kinds = {"text": pa.string(), "day": pa.date32(), "flag": pa.bool_(), "list": pa.list_(pa.string())}
    fields = [pa.field(column.name, kinds[column.kind], column.kind == "day") for column in COLUMNS]
    schema = pa.schema(fields, metadata={"format": FORM})
    into = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), into)
    return into.getvalue()


def frame(rows: Iterable[FindingRow]) -> "pandas.DataFrame":
    """Return rows as a pandas data frame: days as datetime64, flags as bool, lists as lists of text.

    Raises BadRequest if pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError:
        raise BadRequest(
            say("a data frame needs the package pandas"), say("install legalmodel[table], or use to_rows()")
        ) from None
    made: Any = pd.DataFrame(list(rows), columns=[column.name for column in COLUMNS])
    days = [column.name for column in COLUMNS if column.kind == "day"]
    return made.astype(dict.fromkeys(days, "datetime64[s]") | {c.name: "bool" for c in COLUMNS if c.kind == "flag"})
