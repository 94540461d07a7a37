"""The EBA's templates for non-performing loans as a workbook: several sheets, headed by index and name as Regulation (EU) 2023/2083 gives them."""

from datetime import date

import pytest
from openpyxl import Workbook

from legalmodel.base.errors import BadInput
from legalmodel.importers.door import import_deal, to_yaml

ONE = [("1,00", "Counterparty Group Identifier"), ("1,01", "Name of Counterparty Group"), ("1,02", "Counterparty Identifier"), ("1,03", "Name of Counterparty"),
       ("1,17", "Country of Counterparty")]  # fmt: skip  # a table
RELATED = [("2,00", "Counterparty Identifier"), ("2,01", "Loan Identifier")]
LOAN = [("3,00", "Cut-off Date"), ("3,01", "Loan Identifier"), ("3,02", "Inception date"), ("3,03", "Governing Law of Loan Agreement"), ("", "Currency of Loan"),
        ("", "Principal Balance"), ("", "Total Balance")]  # fmt: skip  # a table
PROTECTION = [("4,00", "Protection Identifier"), ("4,01", "Currency of Collateral"), ("4,02", "Latest valuation amount")]
LOANS = [
    (date(2025, 12, 31), "L1", date(2019, 1, 1), "DE", "EUR", 100.25, 120),
    (date(2025, 12, 31), "L2", date(2018, 5, 2), "DE", "EUR", 50, 60.5),
]


def book(folder, indexes=True, titles=True, loans=LOANS):
    made = Workbook()
    made.remove(made.active)
    for title, heads, rows in (
        ("Template 1", ONE, [("G1", "Group", "C1", "A", "DE"), ("G1", "Group", "C2", "B", "DE")]),
        ("Template 2.1", RELATED, [("C1", "L1"), ("C2", "L2")]),
        ("Template 3", LOAN, loans),
        ("Template 4.1", PROTECTION, [("P1", "EUR", 70), ("P2", "EUR", 30.5)]),
    ):
        sheet = made.create_sheet(title)
        if titles:
            sheet.append([f"{title}: fields of loans that are sold"])
        if indexes:
            sheet.append([index for index, _ in heads])
        sheet.append([name for _, name in heads])
        for row in rows:
            sheet.append(row)
    file = folder / "npl.xlsx"
    made.save(file)
    return file


@pytest.mark.parametrize("titles", [True, False])
@pytest.mark.parametrize("indexes", [True, False])
def test_the_sheets_make_a_pool(tmp_path, indexes, titles):
    found = import_deal(book(tmp_path, indexes, titles), "eba-npl")
    pool = found.data["pools"]["pool"]
    assert (pool["loans"], pool["debtors"], str(pool["claims"]), str(pool["principal"]), pool["cut_off"]) == (
        2,
        2,
        "180.5",
        "150.25",
        "2025-12-31",
    )
    assert found.data["deal"]["currency"] == "EUR"
    (collateral,) = pool["collateral"].values()
    assert collateral["value"] == "EUR 100.5"
    told = {one.where for one in found.left}
    assert "counterparty.country_of_counterparty" in told and "loan.inception_date" in told
    assert to_yaml(found)


def test_a_loan_without_a_balance_makes_no_sum(tmp_path):
    found = import_deal(book(tmp_path, loans=[*LOANS, (date(2025, 12, 31), "L3", None, "DE", "EUR", None, None)]), "eba-npl")
    assert found.data["pools"]["pool"]["loans"] == 3
    assert not {"claims", "principal"} & set(found.data["pools"]["pool"])


def test_a_workbook_of_something_else_is_refused(tmp_path):
    made = Workbook()
    made.active.append(["a", "b"])
    made.active.append([1, 2])
    made.save(tmp_path / "x.xlsx")
    with pytest.raises(BadInput, match="headed by fields"):
        import_deal(tmp_path / "x.xlsx", "eba-npl")
