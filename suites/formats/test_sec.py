"""Asset data fit the schemas of the SEC, which stand beside this file."""

import csv
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from legalmodel.exporters.asset_fields import schemas
from legalmodel.exporters.door import export_deal
from legalmodel.importers.door import import_deal
from legalmodel.model.parse import parse
from legalmodel.text.read import read_bytes

SCHEMAS = Path(__file__).parent / "sec"
SORTS = {"autoloan": ("AutoLoan", "auto_loans"), "autolease": ("AutoLease", "lease_receivables")}
USUAL = {"day": "2026-06-30", "month": "2026-06", "decimal": "-12.5", "yes": "True"}


def some(field, first):
    kind = field.kind
    if kind in USUAL:
        return USUAL[kind]
    if kind.startswith("whole"):
        return "9" * int(kind[5:])
    if kind.startswith("text"):
        return "x & y <z>"[: int(kind[4:])]
    entries = kind.split("|")
    return "; ".join(entries) if field.many else entries[0 if first else -1]


@pytest.mark.parametrize("name", SORTS)
def test_every_field_fits(tmp_path, name):
    schema = etree.XMLSchema(etree.parse(str(SCHEMAS / f"eis_ABS_{SORTS[name][0]}AssetData.xsd")))
    fields = schemas()[name]
    file = tmp_path / "assets.csv"
    with file.open("w", newline="", encoding="utf-8") as stream:
        rows = csv.writer(stream)
        rows.writerow([field.column for field in fields])
        rows.writerows([[some(field, first) for field in fields] for first in (True, False)])
    source = read_bytes(f"deal: {{currency: USD}}\npools: {{pool: {{kind: {SORTS[name][1]}}}}}\n".encode(), "deal.yaml")
    data = export_deal(parse(source), source, "abs-ee", date(2026, 6, 30), "", file).data
    root = etree.fromstring(data)
    schema.assertValid(root)
    assert len(root[0]) >= len(fields)
    (tmp_path / "x.xml").write_bytes(data)
    assert import_deal(tmp_path / "x.xml", "abs-ee", "USD").data["pools"]["pool"]["loans"] == 2
    broken = etree.fromstring(data.replace(b"<assetNumber>", b"<assetNumberX>").replace(b"</assetNumber>", b"</assetNumberX>"))
    assert not schema.validate(broken)


@pytest.mark.parametrize("name", SORTS)
def test_the_table_is_the_schema(name):
    root = etree.parse(str(SCHEMAS / f"eis_ABS_{SORTS[name][0]}AssetData.xsd")).getroot()
    (assets,) = (one for one in root.iter("{*}complexType") if one.get("name") == "ASSET_TYPE")
    assert [field.name for field in schemas()[name]] == [one.get("name") for one in assets.iter("{*}element")]
