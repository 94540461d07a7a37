"""Messages of ESMA fit ESMA's own schema. Its licence forbids to publish it again, so CI cannot have it and does not look for this file;
whoever has the schema (DRAFT1auth.098.001.04) runs ``LEGALMODEL_ESMA_098=FILE pytest suites/formats/by_esma_schema.py``.
What needs no schema is tested in tests/exporters/test_esma_messages.py."""

import csv
import io
import os
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from legalmodel.base.resources import shipped
from legalmodel.exporters.door import export_deal
from legalmodel.importers.door import import_deal
from legalmodel.importers.esma.message import slots
from legalmodel.model.parse import parse
from legalmodel.text.read import read

SCHEMA = os.environ["LEGALMODEL_ESMA_098"]
USUAL = {"yes": "N", "day": "2026-06-30", "rate": "4.5", "number": "1.5", "money": "EUR -1000.50", "lei": "529900T8BM49AURSDO55", "isin": "XS0000000009",
         "country": "DE", "currency": "EUR", "phone": "+49-30-1234", "esa": "S.123"}  # fmt: skip  # a table


def some(code, kind, reasons, reason):
    if code in ("IVSS1", "SESS1"):
        return "529900T8BM49AURSDO55N202601"
    if reason and reasons:
        return "ND4-2027-01-01" if "ND4" in reasons else "ND5"
    return USUAL.get(kind, "1" if kind.startswith("count") else "made up" if kind.startswith("text") else kind.split("|")[0])


@pytest.mark.parametrize("reason", [False, True])
@pytest.mark.parametrize("name", ["eu-auto", "fr-lu-gb", "fino-1", "kr-abs", "ally-2026-1"])
def test_messages_fit_the_schema(tmp_path, name, reason):
    source = read(shipped("templates") / name / "deal.yaml")
    deal = parse(source)
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    rows = csv.DictReader(io.StringIO(export_deal(deal, source, "esma-fields", date(2026, 6, 30)).data.decode()))
    fields = Path(tmp_path / "fields.csv")
    with fields.open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("code", "value", "item"))
        for row in rows:
            writer.writerow(
                (row["code"], row["value"] or some(row["code"], row["holds"], row["or"].split(), reason), row["item"])
            )
    for form in ("esma-annex-12", "esma-annex-14"):
        data = export_deal(deal, source, form, date(2026, 6, 30), "", fields).data
        schema.assertValid(etree.fromstring(data))
        (tmp_path / "x.xml").write_bytes(data)
        assert import_deal(tmp_path / "x.xml", "esma").data["deal"]


@pytest.mark.parametrize("code", ["IVSS8", "IVSS22", "IVSR7", "SEST6", "SESA4", "SESP4", "SESS8"])
def test_what_is_refused_here_would_be_refused_there(code):
    """The lists of the table are those of the schema: no entry more, none less."""
    root = etree.parse(SCHEMA).getroot()
    kind = slots()[code].kind
    lists = [
        {one.get("value") for one in sort.iter("{*}enumeration")}
        for sort in root.iter("{*}simpleType")
        if sort.find(".//{*}enumeration") is not None
    ]
    assert "|" not in kind or set(kind.split("|")) in lists
