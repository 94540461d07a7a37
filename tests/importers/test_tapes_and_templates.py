"""Asset data, portfolios of bad loans and ESMA's templates come in as sums and fields; what a sum cannot say is told and unknown."""

import json
from decimal import Decimal

import pytest

from legalmodel.base.errors import BadInput
from legalmodel.cli.main import run
from legalmodel.importers.door import import_deal, to_yaml


def written(folder, text, name="x.txt"):
    file = folder / name
    file.write_text(text if isinstance(text, str) else json.dumps(text), encoding="utf-8")
    return file


def asset(number, balance, months=10, late=0, maker="Made Up Motors", **more):
    fields = {
        "assetTypeNumber": "x", "assetNumber": number, "reportingPeriodEndingDate": "06-30-2026", "originatorName": maker,
        "originalLoanAmount": "1000.50", "reportingPeriodActualEndBalanceAmount": balance, "remainingTermToMaturityNumber": months,
        "currentDelinquencyStatus": late, "primaryLoanServicerName": "Made Up Servicing", "obligorCreditScore": 700, **more,
    }  # fmt: skip  # a table
    return "<assets>" + "".join(f"<{key}>{value}</{key}>" for key, value in fields.items() if value is not None) + "</assets>"


def filing(*assets, kind="autoloan"):
    return f'<?xml version="1.0"?><assetData xmlns="http://www.sec.gov/edgar/document/absee/{kind}/assetdata">{"".join(assets)}</assetData>'


def test_the_sums_of_a_filing(tmp_path):
    file = written(tmp_path, filing(asset(1, "100.25", 10), asset(2, "300.75", 30, late=45), asset(3, "99", 20, late=100)))
    found = import_deal(file, "abs-ee", "USD")
    pool = found.data["pools"]["pool"]
    assert (pool["kind"], pool["loans"], pool["cut_off"], pool["principal"]) == ("auto_loans", 3, "2026-06-30", 500)
    assert pool["remaining_months"] == Decimal("24.01")
    assert [(one["from_days"], one["to_days"], one["amount"]) for one in pool["arrears"].values()] == [
        (31, 60, Decimal("300.75")),
        (91, "none", 99),
    ]
    assert dict(found.sums)["originalLoanAmount"] == Decimal("3001.50")
    (servicing,) = found.data["agencies"].values()
    assert found.data["parties"][servicing["agent"]]["name"] == "Made Up Servicing"
    assert {one.where for one in found.left} == {"obligorCreditScore", "originalLoanAmount"}


def test_a_sum_over_assets_of_which_one_says_nothing_is_no_sum(tmp_path):
    file = written(tmp_path, filing(asset(1, "100"), asset(2, None), asset(3, "ND2")))
    found = import_deal(file, "abs-ee", "USD")
    assert "principal" not in found.data["pools"]["pool"]
    assert ("reportingPeriodActualEndBalanceAmount", "100") in {(one.where, one.what) for one in found.left}


@pytest.mark.parametrize("kind", ["autoloan", "autolease", "rmbs", "cmbs", "debtsecurities", "other"])
def test_the_kind_comes_from_the_namespace_alone(tmp_path, kind):
    pool = import_deal(written(tmp_path, filing(asset(1, "1"), kind=kind)), "abs-ee", "USD").data["pools"]["pool"]
    assert ("kind" in pool) == (kind != "other")


def test_a_table_with_the_names_of_the_schema_and_several_makers(tmp_path):
    text = "trustName,assetTypeNumber,assetNumber,originatorName,reportPeriodEndDate,reportPeriodEndActualBalanceAmount\nT 1,2,1,A Bank,2017-07-11,10\nT 1,2,2,B Bank,2017-07-11,20.5\n"
    found = import_deal(written(tmp_path, text), "abs-ee", "USD")
    assert found.data["deal"]["name"] == "T 1"
    assert found.data["pools"]["pool"]["principal"] == Decimal("30.5")
    assert found.data["pools"]["pool"]["originated_by"] == ["a-bank", "b-bank"]


@pytest.mark.parametrize(
    "text",
    ["", "<a/>", "a,b\n1,2\n", "<assetData><assets/></assetData>", filing(asset(1, "1")).replace("?>", "?><!DOCTYPE a>")],
)
def test_what_is_no_asset_data_is_refused(tmp_path, text):
    with pytest.raises(BadInput):
        import_deal(written(tmp_path, text), "abs-ee", "USD")


def test_several_periods_in_one_table_are_refused_not_added_up(tmp_path):
    text = "assetTypeNumber,assetNumber,reportPeriodEndDate,reportPeriodEndActualBalanceAmount\n2,1,2017-07-11,10\n2,1,2017-08-11,9\n"
    with pytest.raises(BadInput) as refused:
        import_deal(written(tmp_path, text), "abs-ee", "USD")
    assert [one.code for one in refused.value.faults] == ["several-filings"]


def test_asset_data_need_a_currency(tmp_path):
    with pytest.raises(BadInput):
        import_deal(written(tmp_path, filing(asset(1, "1"))), "abs-ee")


def portfolio(*loans):
    records = [{"model": "npl_portfolio.portfoliosnapshot", "pk": 1, "fields": {"cutoff_date": "2019-12-25T00:00:00"}}]
    records += [
        {"model": "npl_portfolio.counterparty", "pk": n, "fields": {"counterparty_identifier": f"C{n}"}} for n in (1, 2)
    ]
    return records + [{"model": "npl_portfolio.loan", "pk": n, "fields": loan} for n, loan in enumerate(loans)]


def test_a_portfolio_in_one_currency(tmp_path):
    loans = [
        {"total_balance": 249, "principal_balance": 200, "loan_currency": "EUR"},
        {"total_balance": 100.5, "principal_balance": 99, "loan_currency": "EUR", "legal_balance": 7},
    ]
    found = import_deal(written(tmp_path, portfolio(*loans)), "eba-npl")
    pool = found.data["pools"]["pool"]
    assert (pool["claims"], pool["principal"], pool["loans"], pool["debtors"], pool["cut_off"]) == (
        Decimal("349.5"),
        299,
        2,
        2,
        "2019-12-25",
    )
    assert found.data["deal"]["currency"] == "EUR"
    assert "loan.legal_balance" in {one.where for one in found.left}


def test_several_currencies_make_no_amount_and_more_principal_than_claims_none_of_principal(tmp_path):
    several = [{"total_balance": 1, "loan_currency": code} for code in ("EUR", "KZT")]
    found = import_deal(written(tmp_path, portfolio(*several)), "eba-npl")
    assert "claims" not in found.data["pools"]["pool"]
    assert found.sums == (("loan.total_balance", Decimal(2)),)
    odd = import_deal(
        written(tmp_path, portfolio({"total_balance": 249, "principal_balance": 741, "loan_currency": "EUR"})), "eba-npl"
    )
    assert odd.data["pools"]["pool"]["unknown"] == {"principal": "disputed"}


@pytest.mark.parametrize("text", ["[]", "{}", '[{"model": "x.y", "fields": {}}]', '[{"model": 5, "fields": {}}]', "x"])
def test_what_is_no_portfolio_is_refused(tmp_path, text):
    with pytest.raises(BadInput):
        import_deal(written(tmp_path, text), "eba-npl")


ROWS = """code,name,value,item
IVSS1,Unique Identifier,529900ABCDEFGHIJKLMNN202401,
IVSS2,Data Cut-Off Date,2024-03-31,
IVSS3,Securitisation Name,Made Up Auto 2024-1,
IVSS4,Reporting Entity Name,Made Up Bank AG,
IVSS8,Risk Retention Method,VSLC,
IVSS9,Risk Retention Holder,ND2,
IVSS10,Underlying Exposure Type,ALOL,
IVSS14,Principal Recoveries,EUR 100,
SEST4,ISIN,ND4-2026-03-01,A
SEST5,Tranche Name,A,A
SEST7,Currency,EUR,A
SEST8,Original Principal Balance,500000000,A
SEST9,Current Principal Balance,ND5,A
SEST5,Tranche Name,B,B
SESP3,Counterparty Name,Made Up Bank AG,
SESP5,Counterparty Country of Establishment,DE,
STSS7,Securitisation Name,Another name,
STSS12,Notification Date,2024-02-01,
"""


def test_fields_of_the_templates_by_their_codes(tmp_path):
    found = import_deal(written(tmp_path, ROWS), "esma")
    data = found.data
    assert (data["deal"]["name"], data["deal"]["asset_class"], data["deal"]["labels"]) == (
        "Made Up Auto 2024-1",
        "auto_loans",
        ["STS"],
    )
    assert data["parties"][data["deal"]["reporting_entity"]]["seat"] == "DE"
    (kept,) = data["investments"].values()
    assert kept["kept_as"] == "vertical"
    assert kept["unknown"] == {"holder": "not_found_in_sources", "of": "not_found_in_sources", "kept_role": "not_collected"}
    first = next(one for one in data["securities"].values() if one["name"] == "A")
    assert first["unknown"] == {"isin": "not_available_yet"}
    assert first["amount"] == "EUR 500000000"
    assert {(one.where, one.why) for one in found.left} >= {
        ("row 18 STSS7", "another value than before: Made Up Auto 2024-1"),
        ("row 14 SEST9", "does not apply"),
    }
    assert any(one.what.startswith("IVSS14 ") for one in found.left)


def test_an_amount_of_a_tranche_without_a_currency_is_told(tmp_path):
    found = import_deal(written(tmp_path, "code,value\nSEST5,A\nSEST8,500000000\n"), "esma")
    assert "amount" not in next(iter(found.data["securities"].values()))
    assert [one.what for one in found.left] == ["SEST8 500000000"]


def test_the_same_fields_as_json_and_as_columns(tmp_path):
    wide = "IVSS2,IVSS3,IVSS8\n2024-03-31,Made Up Auto 2024-1,FLTR\n"
    data = {"investor report": {"IVSS2": "2024-03-31", "IVSS3": "Made Up Auto 2024-1", "IVSS8": "FLTR"}}
    one, two = (import_deal(written(tmp_path, text), "esma").data for text in (wide, data))
    assert one == two
    assert next(iter(one["investments"].values()))["kept_as"] == "horizontal"


@pytest.mark.parametrize("junk", ["none", "[●]", "x" * 300, "ND9", "5%", "2024-13-01", "<b>", "=1+1", "all"])
def test_junk_in_any_field_is_told_and_never_refused(tmp_path, junk):
    for number in range(1, 19):
        lines = ROWS.splitlines()
        cells = lines[number].split(",")
        lines[number] = ",".join((*cells[:2], junk, cells[3]))
        assert to_yaml(import_deal(written(tmp_path, "\n".join(lines)), "esma"))


def test_what_came_in_is_checked_by_the_command(tmp_path):
    for text, form, more in ((ROWS, "esma", []), (filing(asset(1, "100", late=5)), "abs-ee", ["--currency", "USD"]),
                             (portfolio(*[{"total_balance": 9, "loan_currency": "EUR"}] * 2), "eba-npl", [])):  # fmt: skip  # a table: one row a line
        deal = tmp_path / f"{form}.yaml"
        assert run(["import", str(written(tmp_path, text)), "--from", form, *more, "-o", str(deal)]) == 0
        assert run(["validate", str(deal)]) == 0
        assert run(["check", str(deal), "--fail-on", "never"]) == 0
