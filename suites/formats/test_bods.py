"""BODS 0.4 as the official schema and the additional checks of libcovebods find it: every template, and deals drawn by chance."""

import json
import sys
from datetime import date
from pathlib import Path

import libcovebods.run_tasks as tasks
import pytest
from hypothesis import HealthCheck, given, settings
from libcovebods.config import LibCoveBODSConfig
from libcovebods.data_reader import DataReader
from libcovebods.jsonschemavalidate import JSONSchemaValidator
from libcovebods.schema import SchemaBODS
from libcovebods.tasks.checks import legacy_checks, record_based_checks

from legalmodel.exporters.door import export_deal
from legalmodel.model.parse import parse
from legalmodel.text.read import read, read_bytes

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "exporters"))
from drawn_deals import deals

sys.path.pop(0)


TEMPLATES = sorted((Path(__file__).parents[2] / "templates").glob("*/deal.yaml"))
SCHEMES = ["XI-LEI", "CN-SAIC", "GB-COH"]
FAULTY = {
    "no party": ({"interestedParty": None}, "schema"),
    "above the whole": ({"interests": [{"type": "shareholding", "share": {"exact": 500}}]}, "schema"),
    "nobody of that id": ({"interestedParty": "nobody"}, "interested_party_must_be_record_id"),
}


@pytest.fixture(scope="module", autouse=True)
def offline():
    """The checks fetch a list of identifier schemes first; the schemes that our own export uses stand in for it."""
    before = legacy_checks.get_orgids_prefixes
    legacy_checks.get_orgids_prefixes = record_based_checks.get_orgids_prefixes = lambda: SCHEMES
    yield
    legacy_checks.get_orgids_prefixes = record_based_checks.get_orgids_prefixes = before


def verdict(data, folder):
    file = folder / "statements.json"
    file.write_bytes(data)
    reader = DataReader(str(file))
    schema = SchemaBODS(reader)
    errors = ["schema" for _ in JSONSchemaValidator(schema).validate(reader)]
    return errors + [
        one["type"] for one in tasks.process_additional_checks(reader, LibCoveBODSConfig(), schema)["additional_checks"]
    ]


def exported(source):
    return export_deal(parse(source), source, "bods", date(2024, 5, 1), "Tester").data


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.parent.name)
def test_a_template_goes_out_without_a_complaint(file, tmp_path):
    assert verdict(exported(read(file)), tmp_path) == []


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(data=deals())
def test_a_deal_drawn_by_chance_goes_out_without_a_complaint(data, tmp_path):
    found = exported(read_bytes(json.dumps(data, ensure_ascii=False).encode(), "deal.json"))
    assert found.strip() == b"[]" or verdict(found, tmp_path) == []


@pytest.mark.parametrize("name", FAULTY)
def test_the_checks_do_find_faults(name, tmp_path):
    source = read_bytes(
        b'{"parties": {"a": {"form": "company"}, "b": {"form": "company"}}, "ownership": {"s": {"owner": "a", "of": "b", "shares": "5%"}}}',
        "d.json",
    )
    statements = json.loads(exported(source))
    change, code = FAULTY[name]
    details = statements[-1]["recordDetails"]
    for key, value in change.items():
        if value is None:
            del details[key]
        else:
            details[key] = value
    assert code in verdict(json.dumps(statements).encode(), tmp_path)
