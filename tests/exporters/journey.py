"""A deal on its way out and back, for the tests of every format."""

import json
from datetime import date

from legalmodel.exporters.door import export_deal
from legalmodel.importers.door import import_deal, to_yaml
from legalmodel.model.dump import dump
from legalmodel.model.parse import parse
from legalmodel.text.read import read_bytes

DAY = date(2026, 11, 30)


def bare(data):
    """Take out the maps that a register has no place for."""
    if isinstance(data, dict):
        return {key: bare(value) for key, value in data.items() if key not in ("evidence", "stated", "documents")}
    return data


def exported(data, form):
    source = read_bytes(json.dumps(data, ensure_ascii=False, default=str).encode(), "deal.json")
    return export_deal(parse(source), source, form, DAY, "Tester")


def parsed(data):
    return dump(parse(read_bytes(json.dumps(data, ensure_ascii=False, default=str).encode(), "deal.json")))


def back(found, folder, form, name):
    file = folder / name
    file.write_bytes(found.data)
    imported = import_deal(file, form)
    return imported, dump(parse(read_bytes(to_yaml(imported).encode(), "again.yaml")))
