"""The published schema of deal files: what it accepts, what it refuses, and that it is up to date."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from legalmodel.base.errors import BadInput
from legalmodel.model.deal import Deal
from legalmodel.model.parse import parse
from legalmodel.model.record import MAPS
from legalmodel.model.refused import BadRecord
from legalmodel.model.schema import deal_schema
from legalmodel.model.shape import fields
from legalmodel.model.words import REASONS, STATUSES
from legalmodel.text.read import read, read_bytes

ROOT = Path(__file__).parents[2]
DEALS = sorted([*ROOT.glob("templates/*/deal.yaml"), *ROOT.glob("tests/deals/*.yaml")])
CLEAN = (ROOT / "templates/cn-npl-trust/deal.yaml").read_text("utf-8")
SCHEMA = deal_schema()
CHECK = Draft202012Validator(SCHEMA)

# Written where a value belongs; each is right in some fields and wrong in others.
VALUES = [True, "", " ", [], 3, 2016, 20160527, Decimal("2.5"), -4, "none", "zzz zzz", "5%", "-5%", "101%", "100.00%"]
VALUES += [
    "CNY 5",
    "CNY -5.25",
    "cny 5",
    "2016",
    "2016-05",
    "2016-05-27",
    "2016-13",
    "2016-5-7",
    "yes",
    "no",
    "CN",
    "US-NY",
    "UK",
]
VALUES += ["class", "sale", "boc", "9boc", ["boc"], ["9boc"], [3], ["sale", "sale"], {"en": "x"}, {"en": ""}, {"fr": "x"}]


def accepts(data):
    return CHECK.is_valid(data)


def model_accepts(data):
    try:
        Deal.model_validate(data)
    except BadRecord:
        return False
    return True


def nested(model, before):
    """Give every field of every record with the data that leads to it, as a function of its value."""
    for name, field in fields(model).items():
        yield name, lambda value, name=name: before({name: value})
        if field.inner:
            yield from nested(
                field.inner, lambda record, name=name, keyed=field.keyed: before({name: {"x": record} if keyed else record})
            )


PLACES = list(nested(Deal, lambda data: data))


def test_is_a_schema_that_names_nothing_outside_itself():
    Draft202012Validator.check_schema(SCHEMA)
    text = str(SCHEMA)
    assert "anyOf" not in text
    assert "'null'" not in text
    assert "None" not in text
    assert SCHEMA["$id"] == "urn:legalmodel:schema:deal"
    assert not [ref for ref in _refs(SCHEMA) if not ref.startswith("#/$defs/")]


def _refs(part):
    if isinstance(part, dict):
        yield from [part["$ref"]] if isinstance(part.get("$ref"), str) else []
        for value in part.values():
            yield from _refs(value)
    elif isinstance(part, list):
        for value in part:
            yield from _refs(value)


def test_every_record_is_closed_and_every_field_is_described():
    records = {name: part for name, part in SCHEMA["$defs"].items() if "properties" in part}
    assert len(records) > 30
    for record in records.values():
        assert record["additionalProperties"] is False
        assert [name for name, part in record["properties"].items() if not part.get("description") and "$ref" not in part] == []


@pytest.mark.parametrize("path", DEALS, ids=lambda p: p.parent.name + "/" + p.stem)
def test_accepts_all_deals(path):
    assert [f"{list(e.path)}: {e.message}" for e in CHECK.iter_errors(read(path).data)] == []


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_agrees_with_the_records_on_every_field(value):
    differ = []
    for name, put in PLACES:
        data = put(value)
        if accepts(data) != model_accepts(data):
            differ.append((name, accepts(data), data))
    assert differ == []


def test_accepts_null_nowhere():
    assert [name for name, put in PLACES if accepts(put(None))] == []


def test_agrees_with_the_records_on_unknown_keys():
    for _, put in PLACES:
        data = put({"zzz": {"zzz": {"zzz": 1}}})
        assert (accepts(data), model_accepts(data)) == (False, False), data


ONE_FAULT = [
    ("null", "  closing: 2025-06-20\n", "  closing:\n"),
    ("key", "  closing: 2025-06-20\n", "  closed: 2025-06-20\n"),
    ("section", "\npools:", "\npool:"),
    ("conclusion", "    act: entrustment\n", "    act: entrustment\n    true_sale: yes\n"),
    ("word", "form: trust_company", "form: trust_compny"),
    ("day", "closing: 2025-06-20", "closing: 20.06.2025"),
    ("month", "closing: 2025-06-20", "closing: 2025-13-20"),
    ("share", "secured: 85%", "secured: 0.85"),
    ("over", "secured: 85%", "secured: 185%"),
    ("amount", "  issue: 500000000", "  issue: five hundred million"),
    ("list", "assets: [pool]", "assets: pool"),
    ("empty list", "assets: [pool]", "assets: []"),
    ("records as list", "loans: none", "loans: [none]"),
    ("no records", "loans: none", "loans: {}"),
    ("reserved id", "  pool:\n", "  none:\n"),
    ("id", "  pool:\n", "  2pool:\n"),
    ("reason", "    act: entrustment\n", "    unknown: {act: dont_know}\n"),
    ("status", "    act: entrustment\n", "    act: entrustment\n    status: {act: sure}\n"),
    ("map of a field that is none", "    act: entrustment\n", "    act: entrustment\n    status: {acts: signed}\n"),
    ("status of all", "    act: entrustment\n", "    act: entrustment\n    status: {all: signed}\n"),
    ("empty map", "    act: entrustment\n", "    act: entrustment\n    evidence: {}\n"),
    ("dated", "    act: entrustment\n", "    act: entrustment\n    dated: {books: {2025: kept}}\n"),
    ("sourced", "    act: entrustment\n", "    act: entrustment\n    sourced: {books: kept}\n"),
    ("country", "seat: CN, part_of", "seat: UK, part_of")
    if "seat: CN, part_of" in CLEAN
    else ("country", "    law: CN\n", "    law: UK\n"),
    ("currency", "currency: CNY", "currency: yuan"),
]
"""One change of the clean deal each, which both the schema and the product refuse."""

NOT_SEEN = [
    ("leads nowhere", "    trustee: trustco\n", "    trustee: trustcompany\n"),
    ("wrong sort", "    trustee: trustco\n", "    trustee: spt\n"),
    ("given and unknown", "    act: entrustment\n", "    act: entrustment\n    unknown: {act: not_asked}\n"),
    (
        "no such document",
        "    evidence: {all: trust_contract, price_paid",
        "    evidence: {act: nowhere 4, all: trust_contract, price_paid",
    ),
    ("dated value", "    act: entrustment\n", "    act: entrustment\n    dated: {price: {2025-06-20: much}}\n"),
    ("none relied on", "    act: entrustment\n", "    act: entrustment\n    sourced: {books: {prospectus: kept}}\n"),
    ("over the whole", "of: senior, share: 60%", "of: senior, share: 61%"),
    ("classes and issue", "  issue: 500000000", "  issue: 500000001"),
    ("order of days", "    ends: none\n", "    ends: 2024-01-01\n"),
    ("no such list", "complete: [parties", "complete: [partys"),
    ("no such day", "closing: 2025-06-20", "closing: 2025-06-31"),
    ("no such country", "    law: CN\n", "    law: XX\n"),
    ("used twice", "  pool:\n", "  bank:\n"),
]
"""What the product refuses and a schema cannot say; docs/deal-file.md lists it."""


def data_of(old, new):
    assert old in CLEAN
    raw = CLEAN.replace(old, new, 1).encode()
    try:
        return raw, read_bytes(raw, "deal.yaml").data
    except BadInput:
        return raw, None


@pytest.mark.parametrize(("old", "new"), [c[1:] for c in ONE_FAULT], ids=[c[0] for c in ONE_FAULT])
def test_refuses_one_fault(old, new):
    raw, data = data_of(old, new)
    if data is not None:
        assert not accepts(data)
    with pytest.raises(BadInput):
        parse(read_bytes(raw, "deal.yaml"))


@pytest.mark.parametrize(("old", "new"), [c[1:] for c in NOT_SEEN], ids=[c[0] for c in NOT_SEEN])
def test_leaves_the_rest_to_the_product(old, new):
    raw, data = data_of(old, new)
    assert accepts(data)
    with pytest.raises(BadInput):
        parse(read_bytes(raw, "deal.yaml"))


@pytest.mark.parametrize("script", ["make_schemas.py", "make_templates.py", "make_docs.py"])
def test_what_is_generated_is_up_to_date(script):
    done = subprocess.run([sys.executable, ROOT / ".ci" / script, "--check"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


def test_published_schema_is_small():
    assert (
        ROOT / "schemas" / "deal.schema.json"
    ).stat().st_size <= 320_000  # words of EU, UK, Korean and Japanese deals came in, and what loan tapes are held against


def test_the_page_on_the_deal_file_speaks_of_every_section_map_reason_and_status():
    page = (ROOT / "docs" / "deal-file.md").read_text("utf-8")
    missing = [word for word in [*fields(Deal), *MAPS, *REASONS, *STATUSES] if f"`{word}`" not in page]
    assert missing == []


def test_the_example_of_the_page_is_accepted():
    page = (ROOT / "docs" / "deal-file.md").read_text("utf-8")
    example = page.split("```yaml\n")[1].split("```")[0]
    assert accepts(read_bytes(example.encode(), "example.yaml").data)
