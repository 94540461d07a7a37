"""The table of findings: flat, of its schema, safe in a spreadsheet, the same as the judgment says."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from legalmodel.api import to_csv, to_rows
from legalmodel.cli.main import run
from legalmodel.output import table
from legalmodel.report.findings_table import COLUMNS, KINDS
from tests.shipped import checked

ROOT = Path(__file__).parents[2]
RUN = date(2026, 11, 30)
STABLE = [
    "deal", "file", "sha256", "run_day", "as_of", "law_on", "finding", "rule", "instrument", "system", "article", "force", "effect", "binds",
    "text_read", "question", "heading", "essential", "subject", "subject_sort", "subject_name", "outcome", "fails", "doubtful", "harmless",
    "day", "known_to", "could_be", "missing", "excluded_by", "due", "due_upon", "due_from", "ground", "closes", "never_closes", "marks",
    "assuming", "conflicts", "accepted_by", "accepted_until", "place", "title", "sentence",
]  # fmt: skip  # a table: one row a line
"""The columns of legalmodel/findings/1. A new one is put at the end; nothing else ever changes here within the version."""


def test_columns_are_stable() -> None:
    assert [column.name for column in COLUMNS][: len(STABLE)] == STABLE
    assert {column.kind for column in COLUMNS} == set(KINDS)
    assert all(column.says for column in COLUMNS)


@pytest.mark.parametrize("name", ["cn-npl-trust", "zhongyu-2016-1", "cn-npl-proposed"])
def test_rows_are_of_the_schema_and_say_what_the_judgment_says(name: str) -> None:
    schema = json.loads((ROOT / "schemas" / "findings.schema.json").read_text("utf-8"))
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    rows = to_rows(checked(name))
    findings = checked(name).judgment.findings
    plain = ({k: v.isoformat() if isinstance(v, date) else v for k, v in row.items()} for row in rows)  # JSON has no days
    for row, finding in zip(plain, findings, strict=True):
        assert not list(validator.iter_errors(row))
        assert (row["finding"], row["outcome"], row["rule"]) == (finding.id, finding.outcome.value, finding.rule.id)
        assert row["missing"] == [".".join(m.path) for m in finding.missing]
    assert len({row["finding"] for row in rows}) == len(rows)
    assert any(row["place"] for row in rows)


def test_csv_reads_back_and_ends_rows_as_rfc_4180_says() -> None:
    text = to_csv(checked("zhongyu-2016-1"))
    read = list(csv.DictReader(io.StringIO(text, newline="")))
    rows = to_rows(checked("zhongyu-2016-1"))
    assert len(read) == len(rows)
    assert text.count("\r\n") >= len(rows) + 1
    assert [r["sentence"].removeprefix("'") for r in read] == [str(r["sentence"]) for r in rows]
    assert {r["binds"] for r in read} == {"true", "false"}
    assert all(r["run_day"] == "2026-11-30" for r in read)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_can_run_as_a_formula(start: str) -> None:
    row: Any = {
        c.name: {"text": f'{start}HYPERLINK("x")', "day": None, "flag": False, "list": [f"{start}1"]}[c.kind] for c in COLUMNS
    }
    (read,) = csv.reader(io.StringIO(table.csv_text([row]).partition("\r\n")[2], newline=""))
    assert not [cell for cell in read if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert read[0] == f'\'{start}HYPERLINK("x")'


def test_check_prints_the_table(capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    assert run(["check", "cn-npl-trust", "--run-day", "2026-11-30", "--format", "csv", "--fail-on", "never"]) == 0
    out = capfdbinary.readouterr().out
    assert out.startswith(b"deal,file,")
    file = tmp_path / "findings.csv"
    run(["check", "cn-npl-trust", "--run-day", "2026-11-30", "--format", "csv", "--output", str(file)])
    assert file.read_bytes() == out
    assert run(["check", "cn-npl-trust", "--format", "parquet"]) == 2
    assert b"--output" in capfdbinary.readouterr().err


def test_the_page_lists_every_column() -> None:
    page = (ROOT / "docs" / "findings-table.md").read_text("utf-8")
    assert all(f"| `{column.name}` | {column.kind} |" in page for column in COLUMNS)
