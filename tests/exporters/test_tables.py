"""CSV and GraphML hold every fact and every reference of a deal, and no text of it runs as a formula or as markup."""

import csv
import io
import json
from xml.etree import ElementTree

from journey import exported

from legalmodel.cli.main import run
from legalmodel.exporters.walk import facts
from legalmodel.model.parse import parse
from legalmodel.text.read import read_bytes

DEAL = {
    "deal": {"name": "Made up", "currency": "CNY"},
    "documents": {"d": {"title": "=cmd()", "standing": "signed"}},
    "parties": {
        "bank": {"form": "commercial_bank", "name": {"en": "<b>A & Co</b>", "zh": "甲"}, "evidence": {"all": "d §1"}, "unknown": {"seat": "not_disclosed"}},
        "ann": {"form": "natural_person", "name": "Ann Example", "address": "1 Lane"},
    },
    "pools": {"pool": {"claims": 1000, "originated_by": ["bank"], "status": {"claims": "draft"}}},
    "ownership": {"s": {"owner": "ann", "of": "bank", "shares": "12.5%"}},
}  # fmt: skip  # a table
SPACE = "{http://graphml.graphdrawing.org/xmlns}"


def test_every_fact_has_a_row_with_what_backs_it():
    rows = {row["path"]: row for row in csv.DictReader(io.StringIO(exported(DEAL, "csv").data.decode()))}
    deal = parse(read_bytes(json.dumps(DEAL).encode(), "deal.json"))
    assert {".".join(fact.path) for fact in facts(deal)} < set(rows)
    assert rows["documents.d.title"]["value"] == "'=cmd()"
    assert rows["parties.bank.name"]["evidence"] == "d §1"
    assert rows["parties.bank.seat"] | {"line": ""} == {
        "path": "parties.bank.seat",
        "value": "",
        "unknown": "not_disclosed",
        "status": "",
        "evidence": "d §1",
        "line": "",
    }
    assert rows["pools.pool.claims"]["status"] == "draft"


def test_records_are_nodes_and_references_edges():
    found = exported(DEAL, "graphml")
    graph = ElementTree.fromstring(found.data)  # noqa: S314  # what was just written here
    nodes = {node.get("id"): {data.get("key"): data.text for data in node} for node in graph.iter(f"{SPACE}node")}
    edges = {(edge.get("source"), edge.get("target"), edge[0].text) for edge in graph.iter(f"{SPACE}edge")}
    assert set(nodes) == {"d", "bank", "ann", "pool", "s"}
    assert edges == {("s", "ann", "ownership.owner"), ("s", "bank", "ownership.of"), ("pool", "bank", "pools.originated_by")}
    assert nodes["bank"]["label"] == "<b>A & Co</b>"
    assert nodes["bank"]["unknown.seat"] == "not_disclosed"
    assert nodes["s"]["shares"] == "12.5%"
    assert b"Ann" not in found.data
    assert any(one.where.startswith("parties.ann ") for one in found.left)
    keys = {key.get("id") for key in graph.iter(f"{SPACE}key")}
    assert {data.get("key") for data in graph.iter(f"{SPACE}data")} <= keys


def test_turtle_and_json_ld_say_what_the_deal_says():
    text = exported(DEAL, "turtle").data.decode()
    assert (
        "\nd:s a lm:Stake, <https://spec.edmcouncil.org/fibo/ontology/FND/OwnershipAndControl/Ownership/Ownership> ;\n" in text
    )
    assert 'lm:shares "0.125"^^xsd:decimal' in text
    assert 'lm:name "<b>A & Co</b>"@en, "甲"@zh' in text
    nodes = {node["@id"]: node for node in json.loads(exported(DEAL, "json-ld").data)["@graph"]}
    assert nodes["urn:legalmodel:deal#s"]["urn:legalmodel:vocabulary#owner"] == [{"@id": "urn:legalmodel:deal#ann"}]
    unknown = nodes["urn:legalmodel:deal#bank.unknown.seat"]
    assert unknown["urn:legalmodel:vocabulary#reason"] == [{"@value": "not_disclosed"}]


def test_shapes_need_no_deal_and_hold_every_record(tmp_path):
    file = tmp_path / "shapes.ttl"
    assert run(["export", "--to", "shacl", "-o", str(file)]) == 0
    text = file.read_text("utf-8")
    assert text.count("a sh:NodeShape ;") > 50
    assert "lm:StakeShape a sh:NodeShape ;" in text
