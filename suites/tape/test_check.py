"""A tape held against the deal, end to end: the example that ships, encodings, ragged rows, Parquet, and what must never be shown."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from legalmodel.base.errors import BadRequest
from legalmodel.cli.main import run
from legalmodel.tapes.maps import load_map
from legalmodel.tapes.outcomes import TapeOutcome
from legalmodel.tapes.report import report_on
from legalmodel.tapes.tape import opened
from legalmodel.tapes.terms import terms_of
from legalmodel.text.read import read, read_bytes

EXAMPLE = Path(__file__).parents[2] / "templates" / "tapes"
ASKED = ["tape", "check", str(EXAMPLE / "loans.csv"), "--deal", str(EXAMPLE / "pool.yaml"), "--map", str(EXAMPLE / "map.yaml")]


def rows_of_the_example():
    with (EXAMPLE / "loans.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def report(file, mapped=None, deal=EXAMPLE / "pool.yaml"):
    mapped = mapped or load_map(str(EXAMPLE / "map.yaml"))
    terms = terms_of(read(deal) if isinstance(deal, Path) else read_bytes(deal, "deal.yaml"), own=mapped.own)
    with opened(Path(file), mapped, terms.currency) as tape:
        return report_on(tape, terms)


@pytest.fixture(scope="module")
def example():
    return report(EXAMPLE / "loans.csv")


def test_criteria_of_the_example(example):
    found = {r.criterion.id: (r.outcome, r.fails.loans, r.unknown.loans, r.rows or r.open_rows) for r in example.held.criteria}
    assert found == {
        "graded": (TapeOutcome.FAILS, 1, 0, (100,)),
        "late": (TapeOutcome.FAILS, 1, 1, (17,)),
        "made_in_time": (TapeOutcome.MET, 0, 0, ()),
        "undisputed": (TapeOutcome.FAILS, 1, 0, (41,)),
        "not_too_large": (TapeOutcome.MET, 0, 0, ()),
        "rate": (TapeOutcome.UNKNOWN, 0, 1, (111,)),
        "covered": (TapeOutcome.MET, 0, 0, ()),
        "enforceable": (TapeOutcome.FAILS, 2, 1, (89, 96)),
        "transferable": (TapeOutcome.UNKNOWN, 0, 120, ()),
    }


def test_sums_are_those_of_a_second_program(example):
    rows = rows_of_the_example()
    totals = dict(example.totals)
    for name, heading in (("principal", "未偿本金余额"), ("claims", "债权总额"), ("fees", "未偿费用")):
        assert totals[name] == sum(Decimal(r[heading].replace(",", "")) for r in rows)
    by_province = {b.label: b.part for b in example.held.strata[1].bands}
    for province in {r["省份"] for r in rows}:
        there = [r for r in rows if r["省份"] == province]
        assert by_province[province] == (len(there), sum(Decimal(r["债权总额"].replace(",", "")) for r in there))


def test_rows_that_do_not_add_up(example):
    wrong = {c.id: (c.wrong, c.rows, c.difference) for c in example.checks if c.wrong}
    assert wrong == {"claims_add_up": (1, (58,), Decimal("1000.00")), "principal_within_original": (1, (59,), None)}


def test_figures_differ_by_what_was_changed(example):
    apart = {f.path[2:]: f.difference for f in example.figures if f.outcome is TapeOutcome.FAILS}
    assert apart == {("claims",): Decimal("1000.00")}


def test_limits(example):
    found = {r.limit.id: (r.outcome, round(r.low, 4)) for r in example.limits}
    assert found == {
        "one_debtor": (TapeOutcome.MET, Decimal("0.0277")),
        "ten_debtors": (TapeOutcome.MET, Decimal("0.2231")),
        "one_province": (TapeOutcome.FAILS, Decimal("0.2531")),
        "secured": (TapeOutcome.MET, Decimal("0.6655")),
    }


@pytest.mark.parametrize(
    "options", [[], ["--format", "json"], ["--format", "csv"], ["--format", "html"], ["--lang", "zh"], ["--all"]]
)
def test_no_cell_is_shown(options, capsys):
    run([*ASKED, *options])
    said = capsys.readouterr()
    for row in rows_of_the_example():
        for heading in ("借据号", "客户编号", "未偿本金余额", "诉讼时效届满日"):
            assert row[heading] not in said.out
            assert row[heading] not in said.err


def test_exit_codes(capsys):
    assert run(ASKED) == 1
    assert run([*ASKED, "--fail-on", "never"]) == 0
    assert run([*ASKED, "--fail-on", "fail"]) == 1
    capsys.readouterr()


def test_json_and_workbook(tmp_path, capsys):
    book, breaches = tmp_path / "out.xlsx", tmp_path / "rows.csv"
    run([*ASKED, "--format", "json", "--xlsx", str(book), "--breaches", str(breaches)])
    data = json.loads(capsys.readouterr().out)
    assert data["method"] == "tape"
    assert data["tables"]["criteria"]["rows"][0]["outcome"] == "NOT MET"
    sheets = openpyxl.load_workbook(book)
    assert {"criteria", "limits", "figures", "stratum_grade", "totals", "columns"} <= set(sheets.sheetnames)
    listed = list(csv.reader(io.StringIO(breaches.read_text("utf-8"))))
    assert ["late", "17", "not met", "days_past_due"] in listed
    assert len(listed) == 1 + 1 + 2 + 1 + 1 + 3 + 120


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_say_the_same(encoding, tmp_path, example):
    text = (EXAMPLE / "loans.csv").read_text("utf-8-sig")
    file = tmp_path / "t.csv"
    file.write_bytes(text.encode(encoding))
    mapped = load_map(str(EXAMPLE / "map.yaml"))
    if encoding == "gb18030":
        with pytest.raises(BadRequest, match="not written in UTF-8"):
            report(file, mapped)
        mapped = mapped._replace(format=mapped.format._replace(encoding=encoding))
    found = report(file, mapped)
    assert [r[1:] for r in found.held.criteria] == [r[1:] for r in example.held.criteria]
    assert [r.bands for r in found.held.strata] == [r.bands for r in example.held.strata]
    assert found.totals == example.totals


def test_ragged_rows_are_told_and_numbered(tmp_path):
    lines = (EXAMPLE / "loans.csv").read_text("utf-8-sig").split("\n")
    lines[10] = "too,few"
    lines[20] = lines[20] + ",one,more"
    file = tmp_path / "t.csv"
    file.write_text("\n".join(lines), "utf-8")
    found = report(file)
    assert [r.row for r in found.tape.raw.rejects] == [10, 20]
    assert {str(r.why) for r in found.tape.raw.rejects} == {"too few cells", "too many cells"}
    # rows after those that could not be read keep their numbers
    assert next(r for r in found.held.criteria if r.criterion.id == "graded").rows == (100,)
    assert all(f.outcome is TapeOutcome.UNKNOWN for f in found.figures)


def test_a_heading_twice(tmp_path):
    text = (EXAMPLE / "loans.csv").read_text("utf-8-sig").replace("客户经理", "债权总额", 1)
    file = tmp_path / "t.csv"
    file.write_text(text, "utf-8")
    with pytest.raises(BadRequest, match="columns 6, 20"):
        report(file)


DEAL = b"""
deal: {name: d, currency: CNY}
pools:
  p:
    loans: 4
    balance: 60.10
    highest_rate: 12.5%
    eligibility:
      rate: {test: loan.rate <= 0.12}
      slow: {test: any(p.loans == 4 and loan.rate <= 0.12 for p in pools)}
      made: {test: loan.made < pool.cut_off}
    strata: {made: {by: loan.made, bands: ["2024-01-01"]}}
    cut_off: 2024-06-30
complete: [pools]
"""
MAP = b"columns: {balance: Balance, rate: {from: Rate, written: percent}, made: Made}\n"


def test_parquet_of_decimals_days_and_floats(tmp_path):
    from datetime import date

    from legalmodel.tapes.maps import read_map

    file = tmp_path / "t.parquet"
    table = pa.table(
        {
            "Balance": pa.array([Decimal("10.00"), Decimal("20.05"), Decimal("30.05"), None], pa.decimal128(18, 2)),
            "Rate": pa.array([12.0, 12.5, 0.1, float("nan")]),
            "Made": pa.array([date(2023, 5, 1), date(2024, 5, 1), None, date(2024, 7, 1)]),
        }
    )
    pq.write_table(table, file)
    found = report(file, read_map(read_bytes(MAP, "map.yaml")), DEAL)
    by_id = {r.criterion.id: r for r in found.held.criteria}
    assert (by_id["rate"].met.loans, by_id["rate"].fails.loans, by_id["rate"].unknown.loans) == (2, 1, 1)
    assert by_id["slow"].by_rows
    assert by_id["slow"][1:5] == by_id["rate"][1:5]
    assert by_id["made"].rows == (4,)
    assert found.tape.columns["rate"].floating
    assert found.tape.columns["rate"].counts[4] == 1, "NaN is no figure"
    assert dict(found.totals)["balance"] == Decimal("60.10")
    assert [(b.label, b.part.loans) for b in found.held.strata[0].bands] == [
        ("< 2024-01-01", 1),
        ("≥ 2024-01-01", 2),
        (None, 1),
    ]


def test_money_is_never_rounded(tmp_path):
    from legalmodel.tapes.maps import read_map

    file = tmp_path / "t.csv"
    file.write_text("Balance\n" + "0.1\n" * 30 + "99999999999999999.99\n", "utf-8")
    deal = b"deal: {name: d, currency: CNY}\npools: {p: {balance: 100000000000000002.99}}\n"
    found = report(file, read_map(read_bytes(b"columns: {balance: Balance}", "map.yaml")), deal)
    assert dict(found.totals)["balance"] == Decimal("100000000000000002.99")
    assert found.figures[0].outcome is TapeOutcome.MET


def test_formulas_and_markup_of_a_tape_stay_words(tmp_path, capsys):
    file, book, deal, mapped = (tmp_path / n for n in ("t.csv", "o.xlsx", "d.yaml", "m.yaml"))
    file.write_text(
        'Balance,Region,=1+1<b>\n5,=HYPERLINK("http://x"),1\n6,<script>alert(1)</script>,\x1b[31m\n'.replace(
            '"http://x"', "A1"
        ),
        "utf-8",
    )
    deal.write_text("deal: {name: d, currency: CNY}\npools: {p: {strata: {r: {by: loan.region}}}}\n", "utf-8")
    mapped.write_text("columns: {balance: Balance, region: Region}\n", "utf-8")
    asked = ["tape", "check", str(file), "--deal", str(deal), "--map", str(mapped)]
    run([*asked, "--format", "html", "--xlsx", str(book)])
    page = capsys.readouterr().out
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    run([*asked, "--format", "csv"])
    assert "'=HYPERLINK" in capsys.readouterr().out
    cells = [c for sheet in openpyxl.load_workbook(book) for row in sheet for c in row]
    assert any(c.value == "=HYPERLINK(A1)" for c in cells)
    assert all(c.data_type != "f" for c in cells)
    run([*asked, "--all"])
    assert "\x1b" not in capsys.readouterr().out
