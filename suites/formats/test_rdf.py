"""RDF and SHACL: rdflib reads both spellings as the same statements, every template fits its shapes, and one fault in a deal is found alike.

The shapes are run by pySHACL, which shares no code with the reader of deal files. They are held to agree on what they speak of: sorts of
records, words of lists, kinds of values, fields that do not exist. Check digits, sums and the order of days are no matter of shapes.
"""

import copy
import json
import random
from datetime import date
from pathlib import Path

import pytest
import rdflib
from pyshacl import validate

from legalmodel.base.errors import BadInput
from legalmodel.exporters.door import export_deal
from legalmodel.exporters.formats.shacl import blank
from legalmodel.exporters.rdf_text import turtle
from legalmodel.exporters.triples import triples
from legalmodel.exporters.walk import facts
from legalmodel.model.dump import dump
from legalmodel.model.parse import parse
from legalmodel.text.read import read, read_bytes

TEMPLATES = sorted((Path(__file__).parents[2] / "templates").glob("*/deal.yaml"))
DAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def shapes():
    return rdflib.Graph().parse(data=blank().decode())


def fits(text, shapes):
    return validate(rdflib.Graph().parse(data=text), shacl_graph=shapes)[0]


def read_deal(file):
    source = read(file)
    return parse(source), source


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own reader of JSON-LD
@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.parent.name)
def test_a_template_says_the_same_in_both_spellings_and_fits_the_shapes(file, shapes):
    deal, source = read_deal(file)
    text, data = (export_deal(deal, source, form, DAY).data.decode() for form in ("turtle", "json-ld"))
    graph = rdflib.Graph().parse(data=text)
    assert set(graph) == set(rdflib.Graph().parse(data=data, format="json-ld"))  # there are no nodes without a name
    assert fits(text, shapes)


def test_every_fact_is_a_statement():
    deal, source = read_deal(next(file for file in TEMPLATES if file.parent.name == "cn-npl-trust"))
    graph = rdflib.Graph().parse(data=export_deal(deal, source, "turtle", DAY).data.decode())
    properties = {str(one).rpartition("#")[2] for one in graph.predicates()}
    none = {str(one).rpartition("#")[2] for one in graph.objects(None, rdflib.URIRef("urn:legalmodel:vocabulary#isNone"))}
    assert {fact.path[-1] for fact in facts(deal)} <= properties | none
    trustee = rdflib.URIRef("https://spec.edmcouncil.org/fibo/ontology/BE/Trusts/Trusts/Trustee")
    played = {
        str(graph.value(role, rdflib.URIRef("urn:legalmodel:vocabulary#isPlayedBy"))) for role in graph.subjects(None, trustee)
    }
    assert played == {"urn:legalmodel:deal#trustco"}


def test_equal_amounts_are_one_value_whatever_their_zeros():
    one, two = (turtle(triples({"deal": {"issue": text}})) for text in ("CNY 1.0", "CNY 1.00"))
    assert one == two


FAULTS = {
    "thing": ["nobody", "pool", "senior"],
    "choice": ["nonsense"],
    "code": ["nonsense"],
    "share": ["130%", "some", "-5%"],
    "number": ["many"],
    "day": ["soon", "2024-13-01"],
    "money": ["lots"],
}


def mutants():
    """Return deals with one fault each, and as many with one value changed for another that may stand there."""
    file = next(file for file in TEMPLATES if file.parent.name == "cn-npl-trust")
    deal, _ = read_deal(file)
    data, chance = dump(deal), random.Random(29)
    spots = [fact for fact in facts(deal) if fact.field.written and fact.value != "none"]
    for kind, texts in FAULTS.items():
        own = [fact for fact in spots if (fact.field.written.kind.item or fact.field.written.kind).name == kind]
        for text in texts:
            for fact in chance.sample(own, min(4, len(own))):
                yield (
                    f"{'.'.join(fact.path)}={text}",
                    changed(data, fact.path, [text] if isinstance(fact.value, list) else text),
                )
    for path in (("parties", "bank", "colour"), ("deal", "true_sale"), ("trusts", "entrustment", "valid")):
        yield f"{'.'.join(path)} is new", changed(data, path, "x")
    yield "reason", changed(data, ("parties", "bank", "unknown"), {"address": "whatever"})
    for path, value in ((("parties", "bank", "form"), "policy_bank"), (("deal", "stage"), "signed"), (("pools", "pool", "loans"), 7),
                        (("parties", "bank", "address"), "1 Lane"), (("parties", "bank", "unknown"), {"address": "exempt"})):  # fmt: skip  # a table: one row a line
        yield f"{'.'.join(path)} is sound", changed(data, path, value)


def changed(data, path, value):
    found = copy.deepcopy(data)
    inner = found
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return found


MUTANTS = list(mutants())


@pytest.mark.parametrize("data", [data for _, data in MUTANTS], ids=[name for name, _ in MUTANTS])
def test_shapes_and_the_reader_of_deals_agree(data, shapes):
    try:
        parse(read_bytes(json.dumps(data, ensure_ascii=False, default=str).encode(), "deal.json"))
        sound = True
    except BadInput:
        sound = False
    assert fits(turtle(triples(data)), shapes) == sound


def test_mutants_are_of_both_sorts_and_many():
    assert len(MUTANTS) > 40
    assert sum(name.endswith("is sound") for name, _ in MUTANTS) == 5
