"""The table of findings as Parquet and as a data frame says what the rows say."""

import io
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from legalmodel import check
from legalmodel.cli.main import run
from legalmodel.output.table import parquet_bytes
from legalmodel.report.findings_table import COLUMNS, FORM

DEAL = Path(__file__).parents[2] / "templates" / "zhongyu-2016-1" / "deal.yaml"
RUN = date(2026, 11, 30)


def test_parquet_reads_back_as_it_was():
    rows = check(DEAL, RUN).to_rows()
    table = pq.read_table(io.BytesIO(parquet_bytes(rows)))
    assert table.to_pylist() == rows
    assert table.schema.metadata[b"format"] == FORM.encode()
    assert table.column_names == [column.name for column in COLUMNS]


def test_check_writes_it(tmp_path):
    file = tmp_path / "findings.parquet"
    run(["check", str(DEAL), "--run-day", "2026-11-30", "--format", "parquet", "--output", str(file), "--fail-on", "never"])
    assert pq.read_table(file).num_rows == len(check(DEAL, RUN).judgment.findings)


def test_frame_has_days_as_days():
    frame = check(DEAL, RUN).to_frame()
    assert list(frame.columns) == [column.name for column in COLUMNS]
    assert frame["day"].max() <= pd.Timestamp(RUN)
    assert frame["as_of"].isna().all()
    assert frame["binds"].dtype == bool
    assert frame.groupby("outcome").size().sum() == len(frame)
    assert all(isinstance(value, list) for value in frame["missing"])
