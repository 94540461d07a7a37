"""Term sheets as openpyxl writes them: numbers, percentages, days and formulas of a spreadsheet come in as people typed them, or are told."""

from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook, load_workbook

from legalmodel.exporters.door import export_deal
from legalmodel.importers.door import import_deal
from legalmodel.model.parse import parse
from legalmodel.text.read import read

TEMPLATE = Path(__file__).parents[2] / "templates" / "cn-npl-trust" / "deal.yaml"


def test_what_a_spreadsheet_keeps_as_numbers_and_days(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.title = "securities"
    sheet.append(["id", "amount", "coupon", "issued", "rank", "expected_end", "name", "isin"])
    sheet.append(["notes"])
    sheet.append(["a", 154570000.5, 0.0342, date(2024, 5, 17), 1, datetime(2024, 5, 17, 8), "Senior", "=A1"])
    sheet["C3"].number_format = "0.00%"
    sheet["D3"].number_format = "yyyy-mm-dd"
    file = tmp_path / "own.xlsx"
    book.save(file)
    found = import_deal(file, "term-sheet", "EUR")
    one = found.data["securities"]["a"]
    assert (str(one["amount"]), one["coupon"], one["issued"], one["rank"], one["name"]) == (
        "154570000.5",
        "3.42%",
        "2024-05-17",
        1,
        "Senior",
    )
    assert {left.where for left in found.left} == {"securities!F3", "securities!H3"}


def test_a_sheet_of_ours_is_edited_and_comes_back(tmp_path):
    source = read(TEMPLATE)
    file = tmp_path / "ours.xlsx"
    file.write_bytes(export_deal(parse(source), source, "term-sheet", date(2026, 11, 30)).data)
    book = load_workbook(file)
    sheet = book["parties"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    rows = {sheet.cell(number, 1).value: number for number in range(3, sheet.max_row + 1)}
    sheet.cell(rows["bank"], heads["address"]).value = "1 New Lane"
    sheet.cell(sheet.max_row + 1, 1).value = "newcomer"
    sheet.cell(sheet.max_row, heads["form"]).value = "company"
    book.save(file)
    found = import_deal(file, "term-sheet")
    assert found.data["parties"]["bank"]["address"] == "1 New Lane"
    assert found.data["parties"]["newcomer"]["form"] == "company"
    assert found.left == ()
