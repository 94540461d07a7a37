"""Files that are damaged, odd or no tapes at all: each is told plainly, none brings the command down, and no cell of theirs is ever shown."""

import csv
import datetime as dt
import io
import os
import subprocess
import sys
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from legalmodel.cli.main import run

MAP = """
map: {name: m, title: m}
format: {currency: CNY}
columns: {id: loan, debtor: debtor, balance: balance, rate: {from: rate, written: percent}, made: made, grade: grade}
"""
DEAL = """
deal: {name: d, currency: CNY}
pools:
  p:
    eligibility:
      large: {test: loan.balance > cap, numbers: {cap: {amount: 1010}}}
      bad: {test: 'loan.grade == "loss"'}
      made: {test: loan.made >= day, numbers: {day: {day: 2024-01-02}}}
"""
HEAD = ["loan", "debtor", "balance", "rate", "made", "grade"]
ROWS = [[f"SECRET{n}", f"D{n // 2}", f"{1000 + n}.50", "5.5", f"2024-01-{n % 28 + 1:02}", "loss"] for n in range(50)]
SOUND = ["large: not met by 10 of 50 loans", "made: not met by 2 of 50 loans"]


@pytest.fixture
def told(tmp_path, capsys):
    (tmp_path / "map.yaml").write_text(MAP, "utf-8")
    (tmp_path / "deal.yaml").write_text(DEAL, "utf-8")

    def ask(file):
        code = run(["tape", "check", str(file), "--deal", str(tmp_path / "deal.yaml"), "--map", str(tmp_path / "map.yaml")])
        said = capsys.readouterr()
        assert "SECRET" not in said.out + said.err
        return code, " ".join((said.out + said.err).split())

    return ask


def written(folder, rows=None, delimiter=",", encoding="utf-8", end="\n"):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows([HEAD, *(rows or ROWS)])
    file = folder / "tape.csv"
    file.write_bytes(out.getvalue().encode(encoding))
    return file


def with_row(*cells):
    return [*ROWS[:20], list(cells), *ROWS[20:]]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"encoding": "utf-8-sig"}, "was read as UTF-8"),
        ({"encoding": "utf-16"}, "was read as UTF-16"),
        ({"delimiter": ";"}, "parted by semicolons"),
        ({"delimiter": "\t", "end": "\r\n"}, "parted by tabs"),
        ({"rows": [[*r[:2], f"1,{r[2][-6:]}" if r[2].startswith("1") else r[2], *r[3:]] for r in ROWS]}, "parted by commas"),
    ],
)
def test_ways_of_writing(told, tmp_path, form, said):
    code, text = told(written(tmp_path, **form))
    assert code == 1
    assert said in text
    assert all(each in text for each in SOUND)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (with_row("L", "D", "1", "5", "2024-01-03", "x" * 3_000_000), "one row could not be read (row 21): a row too long"),
        (with_row("L", "D", "1" * 500, "5", "2024-01-03", "loss"), "their balance is not known of each"),
        (with_row("L", "D"), "one row could not be read (row 21): too few cells"),
        (with_row("L", "D", "1", "5", "2024-01-03", "loss", "SECRET"), "one row could not be read (row 21): too many cells"),
        (with_row("L", "D", "SECRET 12", "5", "2024-01-03", "loss"), "their balance is not known of each"),
        (with_row("L", "D", "NaN", "5", "2024-01-03", "loss"), "their balance is not known of each"),
        (with_row("L", "D", "1e3", "5", "2024-01-03", "loss"), "their balance is not known of each"),
        (with_row(*ROWS[3]), "1 numbers of loans stand more than once, in 2 rows (rows 4, 21)"),
    ],
)
def test_one_bad_row_among_sound_ones(told, tmp_path, rows, said):
    code, text = told(written(tmp_path, rows))
    assert code == 1
    assert said in text


def test_a_sign_of_decimals_is_not_taken_for_the_sign_between_cells(told, tmp_path):
    code, text = told(written(tmp_path, [[c.replace(".", ",") for c in row] for row in ROWS], ";"))
    assert code == 1
    assert "parted by semicolons" in text
    assert "large: not known of 50 loans" in text  # the map does not say that decimals are written with a comma


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "tape.csv is empty"),
        (b"<?xml version='1.0'?><assets>SECRET</assets>", "tape.csv is XML"),
        (b'[{"loan": "SECRET"}]', "tape.csv is JSON"),
        (b"loan,debtor\nSECRET,\x00\n", "it holds null characters"),
        (bytes(range(128, 256)) * 40, "is not written in UTF-8"),
        (b"PAR1" + b"SECRET" * 50, "it is damaged, or not what it begins as"),
        (b"a,b,c\nSECRET,2,3\n", "knows no heading"),
        (b"loan,balance,balance\nL,1,1\n", "columns 2, 3 of tape.csv could all be balance"),
    ],
)
def test_what_is_no_tape_is_refused_plainly(told, tmp_path, raw, said):
    file = tmp_path / "tape.csv"
    file.write_bytes(raw)
    code, text = told(file)
    assert (code, said in text) == (2, True), text


def test_a_quotation_mark_that_is_not_closed_says_that_the_rest_is_lost(told, tmp_path):
    file = written(tmp_path)
    file.write_bytes(file.read_bytes().replace(b"SECRET7,", b'"SECRET7,'))
    code, text = told(file)
    assert code == 1
    assert "row 8): quotation marks that do not close, so that what follows is not read" in text


# Parquet

PLAIN = {
    "loan": pa.array([r[0] for r in ROWS]),
    "debtor": pa.array([r[1] for r in ROWS]),
    "balance": pa.array([Decimal(r[2]) for r in ROWS]),
    "rate": pa.array([Decimal("5.5")] * 50),
    "made": pa.array([dt.date.fromisoformat(r[4]) for r in ROWS]),
    "grade": pa.array(["loss"] * 50),
}


def parquet(folder, **other):
    pq.write_table(pa.table({**PLAIN, **other}), folder / "tape.parquet")
    return folder / "tape.parquet"


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"grade": pa.array(["loss"] * 50).dictionary_encode(), "loan": PLAIN["loan"].dictionary_encode()},
        {"grade": pa.array(["loss"] * 50, pa.large_string())},
        {"made": PLAIN["made"].cast(pa.date64())},
        {"made": PLAIN["made"].cast(pa.timestamp("ns"))},
        {"made": PLAIN["made"].cast(pa.timestamp("us")).cast(pa.timestamp("us", "UTC"))},
        {"balance": pa.array([float(r[2]) for r in ROWS])},
        {"balance": pa.array([r[2] for r in ROWS]), "made": pa.array([r[4] for r in ROWS])},
    ],
)
def test_types_that_hold_the_same_say_the_same(told, tmp_path, other):
    code, text = told(parquet(tmp_path, **other))
    assert code == 1
    assert all(each in text for each in SOUND)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"made": pa.array([dt.datetime(2024, 1, 3, 15, 30)] * 50)}, "made: not known of 50 loans"),
        ({"made": pa.array([2**30] * 50, pa.int32()).cast(pa.date32())}, "made: not known of 50 loans"),
        ({"made": pa.array([dt.time(1, 2)] * 50)}, "made: not known of 50 loans"),
        ({"balance": pa.array([{"amount": 5, "currency": "SECRET"}] * 50)}, "large: not known of 50 loans"),
        ({"grade": pa.array([["SECRET"]] * 50)}, "bad: not known of 50 loans"),
        ({"balance": pa.nulls(50)}, "large: not known of 50 loans"),
        ({"balance": pa.array([float("nan")] * 50)}, "large: not known of 50 loans"),
    ],
)
def test_types_that_hold_something_else_are_not_known(told, tmp_path, other, said):
    code, text = told(parquet(tmp_path, **other))
    assert code == 1
    assert said in text


def test_parquet_that_cannot_be_used_is_refused_plainly(told, tmp_path):
    huge = pa.array([Decimal("9" * 38)] * 50, pa.decimal128(38, 0))
    for other, said in (
        ({"balance": huge}, "its figures are too large to be worked with"),
        ({"Balance": PLAIN["balance"]}, "columns 3, 7 of tape.parquet could all be balance"),
        ({"file_row_number": pa.array(range(50))}, "has a column called file_row_number"),
    ):
        code, text = told(parquet(tmp_path, **other))
        assert (code, said in text) == (2, True), text
    file = parquet(tmp_path)
    file.write_bytes(file.read_bytes()[:500])
    assert told(file)[0] == 2


def test_a_moment_falls_on_one_day_wherever_the_machine_stands(tmp_path):
    """a moment at midnight of Greenwich is a day in the file; that the machine stands in Shanghai does not change it"""
    (tmp_path / "map.yaml").write_text(MAP, "utf-8")
    (tmp_path / "deal.yaml").write_text(DEAL, "utf-8")
    file = parquet(tmp_path, made=PLAIN["made"].cast(pa.timestamp("us")).cast(pa.timestamp("us", "UTC")))
    asked = [
        sys.executable,
        "-m",
        "legalmodel",
        "tape",
        "check",
        str(file),
        "--deal",
        str(tmp_path / "deal.yaml"),
        "--map",
        str(tmp_path / "map.yaml"),
        "--format",
        "json",
    ]
    said = [
        subprocess.run(asked, env=os.environ | {"TZ": zone}, capture_output=True, check=False).stdout
        for zone in ("UTC", "Asia/Shanghai")
    ]
    assert said[0] == said[1] != b""
