"""Asset data for the SEC: a table of assets goes out as the schema has it, and what the schema would refuse is named by row and column."""

import csv
from decimal import Decimal

import pytest

from legalmodel.base.errors import BadRequest
from legalmodel.exporters.asset_fields import schemas
from legalmodel.exporters.door import export_deal
from legalmodel.importers.door import import_deal
from legalmodel.model.parse import parse
from legalmodel.text.read import read_bytes

DEAL = """
deal: {currency: USD}
parties: {maker: {name: Made Up Motors & Co}}
pools: {pool: {kind: auto_loans, cut_off: 2026-06-30, originated_by: [maker], principal: 300}}
agencies: {servicing: {agent: maker, function: servicing}}
"""
COLUMNS = ("assetTypeNumber", "assetNumber", "originationDate", "subvented", "coObligorIndicator", "remainingTermToMaturityNumber",
           "reportingPeriodActualEndBalanceAmount", "currentDelinquencyStatus", "colour")  # fmt: skip  # a table
ROWS = (
    ("made up", "1", "2025-03", "1; 98", "True", "10.0", "100.25", "0", "red"),
    ("made up", "2", "03/2025", "", "false", "20", "200.50", "45", ""),
)


def out(folder, rows=ROWS, deal=DEAL, columns=COLUMNS):
    file = folder / "assets.csv"
    with file.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows((columns, *rows))
    source = read_bytes(deal.encode(), "deal.yaml")
    return export_deal(parse(source), source, "abs-ee", None, "", file)


def test_a_table_goes_out_and_comes_in_again(tmp_path):
    found = out(tmp_path)
    text = found.data.decode()
    assert (
        "<originationDate>03/2025</originationDate>" in text
        and "<subvented>1</subvented><subvented>98</subvented>" in text.replace("\n", "")
    )
    assert (
        "<coObligorIndicator>true</coObligorIndicator>" in text
        and "<remainingTermToMaturityNumber>10</remainingTermToMaturityNumber>" in text
    )
    (tmp_path / "x.xml").write_bytes(found.data)
    back = import_deal(tmp_path / "x.xml", "abs-ee", "USD").data
    pool = back["pools"]["pool"]
    assert (pool["kind"], pool["loans"], pool["cut_off"], pool["principal"]) == (
        "auto_loans",
        2,
        "2026-06-30",
        Decimal("300.75"),
    )
    (maker,) = back["parties"].values()
    assert maker["name"] == "Made Up Motors & Co" and pool["originated_by"]
    told = {(one.what, one.why) for one in found.left}
    assert ("colour", "the schema has no such field") in told
    assert ("300", "the assets of the table add up to 300.75") in told


@pytest.mark.parametrize(
    ("column", "value"),
    [("assetNumber", ""), ("assetNumber", "x" * 26), ("originationDate", "2025"), ("originationDate", "3/2025"), ("subvented", "7"), ("coObligorIndicator", "yes"),
     ("remainingTermToMaturityNumber", "10.5"), ("remainingTermToMaturityNumber", "123456789"), ("reportingPeriodActualEndBalanceAmount", "USD 5"),
     ("reportingPeriodActualEndBalanceAmount", "1e3"), ("reportingPeriodActualEndBalanceAmount", "0.123456789")],
)  # fmt: skip  # a table
def test_a_cell_that_the_schema_refuses_is_named(tmp_path, column, value):
    place = COLUMNS.index(column)
    rows = (ROWS[0], (*ROWS[1][:place], value, *ROWS[1][place + 1 :]))
    with pytest.raises(BadRequest, match=f"1 cell.*3 {column}"):
        out(tmp_path, rows)


@pytest.mark.parametrize(
    "deal", [DEAL.replace("kind: auto_loans, ", ""), DEAL.replace("auto_loans", "micro_loans"), "deal: {currency: USD}"]
)
def test_a_pool_without_a_schema_is_refused(tmp_path, deal):
    with pytest.raises(BadRequest):
        out(tmp_path, deal=deal)


def test_without_a_table_there_is_nothing_to_write():
    source = read_bytes(DEAL.encode(), "deal.yaml")
    with pytest.raises(BadRequest):
        export_deal(parse(source), source, "abs-ee", None)


def test_a_property_stands_within_its_loan(tmp_path):
    deal = DEAL.replace("auto_loans", "commercial_mortgage_loans")
    columns = ("assetTypeNumber", "assetNumber", "property/propertyName", "property/propertyState")
    text = out(tmp_path, (("made up", "1", "Made Up Mall", "TX"),), deal, columns).data.decode().replace("\n", "")
    assert "<property><propertyName>Made Up Mall</propertyName><propertyState>TX</propertyState></property>" in text


def test_the_fields_of_a_class_have_names_of_their_own():
    for name, fields in schemas().items():
        columns = [field.column for field in fields]
        assert len(set(columns)) == len(columns) >= 60, name
        assert {"assetTypeNumber", "assetNumber"} <= set(columns)
