"""The EBA's templates as a workbook: a sheet for each template, fields across by index (``1,02``) or name, a record a row, as records of openNPL.

Indexes and names of template 1, of the relationships (2.1 to 2.4) and the first of template 3 are those of Implementing Regulation (EU) 2023/2083. Other
fields are found by name, as openNPL spells them or as the templates do; a heading that is known by neither is told like any other field.
"""

import re
from collections.abc import Iterable
from typing import Any

from legalmodel.importers.workbook import Cell

_INDEX = re.compile(r"([1-5])\s*[,.]\s*(\d\d)\Z")
_OF_INDEX = {
    "1,00": "counterparty_group_identifier", "1,02": "counterparty_identifier", "1,03": "name_of_counterparty", "2,00": "counterparty_identifier",
    "2,01": "instrument_identifier", "2,02": "mortgage_identifier", "2,03": "protection_identifier", "3,00": "cutoff_date",
    "3,01": "instrument_identifier",
}  # fmt: skip  # a table
_OF_NAME = {
    "cut_off_date": "cutoff_date", "cut_off_date_of_the_information": "cutoff_date", "loan_identifier": "instrument_identifier",
    "total_balance_at_cut_off_date": "total_balance", "principal_balance_at_cut_off_date": "principal_balance", "currency_of_loan": "loan_currency",
    "currency_of_the_loan": "loan_currency", "currency_of_collateral_protection": "currency_of_collateral", "collateral_identifier": "protection_identifier",
    "currency_of_protection": "currency_of_collateral", "latest_valuation_of_protection": "latest_valuation_amount",
}  # fmt: skip  # a table: names of the templates beside those of openNPL
_MODELS = {"1": "counterparty", "3": "loan", "4": "nonpropertycollateral", "5": "collection"}
_BY_FIELD = (
    ("total_balance", "loan"), ("principal_balance", "loan"), ("currency_of_property", "propertycollateral"), ("currency_of_collateral", "nonpropertycollateral"),
    ("latest_valuation_amount", "nonpropertycollateral"), ("name_of_counterparty", "counterparty"), ("instrument_identifier", "loan"),
    ("counterparty_identifier", "counterparty"),
)  # fmt: skip  # a table
_LEAST = 2
"""Headings that a row needs to be a heading."""


def records_of(cells: Iterable[Cell]) -> list[dict[str, Any]]:
    """Return the records of the sheets as ``{"model", "fields"}``; relationships are left out, for they only repeat identifiers."""
    sheets: dict[str, dict[int, dict[int, str]]] = {}
    for cell in cells:
        if not cell.wrong:
            sheets.setdefault(cell.sheet, {}).setdefault(cell.row, {})[cell.column] = cell.text
    return [record for rows in sheets.values() for record in _sheet(rows)]


def _sheet(rows: dict[int, dict[int, str]]) -> list[dict[str, Any]]:
    head, fields, digits = _heading(rows)
    model = _model(fields, digits)
    if not model:
        return []
    found: list[dict[str, Any]] = []
    for number in sorted(rows):
        if number <= head:
            continue
        values = {fields[column]: text for column, text in rows[number].items() if column in fields and text}
        if len(set(map(_named, values.values())) & set(fields.values())) >= _LEAST:
            continue  # the names under the indexes
        if values:
            found.append({"model": f"sheet.{model}", "fields": values})
    days = {str(one["fields"].pop("cutoff_date")) for one in found if "cutoff_date" in one["fields"]}
    return found + [{"model": "sheet.portfoliosnapshot", "fields": {"cutoff_date": day}} for day in sorted(days)]


def _heading(rows: dict[int, dict[int, str]]) -> tuple[int, dict[int, str], set[str]]:
    """Return the last row of the heading, the field of each column, and the templates that its indexes name."""
    fields: dict[int, str] = {}
    digits: set[str] = set()
    head = 0
    for number in sorted(rows):
        row = rows[number]
        indexes = {column: match for column, text in row.items() if (match := _INDEX.match(text.strip()))}
        if len(indexes) >= _LEAST and not digits:
            digits = {match[1] for match in indexes.values()}
            fields |= {
                column: _OF_INDEX.get(f"{match[1]},{match[2]}", f"field_{match[1]}_{match[2]}")
                for column, match in indexes.items()
            }
            head = number
            continue
        names = {column: _named(text) for column, text in row.items()}
        known = [name for name in names.values() if name in _KNOWN]
        if head and number == head + 1 and (known or (not any(_INDEX.match(text) for text in row.values()) and _words(row))):
            fields |= {column: name for column, name in names.items() if fields.get(column, "field_").startswith("field_")}
            return number, fields, digits
        if not head and len(known) >= _LEAST:
            return number, names, digits
        if head:
            break
    return head, fields, digits


def _words(row: dict[int, str]) -> bool:
    """Tell whether a row holds names alone: letters in each cell, no figures that stand alone."""
    return all(re.search(r"[A-Za-z]{3}", text) for text in row.values()) and len(row) >= _LEAST


def _named(text: str) -> str:
    name = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")
    return _OF_NAME.get(name, name)


def _model(fields: dict[int, str], digits: set[str]) -> str:
    """Return the table that a sheet is: by its indexes, else by the field that only this table has."""
    if digits and "2" not in digits:
        return _MODELS.get(min(digits), "")
    if digits or all(field.endswith("_identifier") for field in fields.values()):
        return ""  # a relationship
    return next((model for field, model in _BY_FIELD if field in fields.values()), "")


_KNOWN = {*_OF_INDEX.values(), *_OF_NAME.values(), *(field for field, _ in _BY_FIELD)}
