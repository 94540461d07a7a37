"""Rules go out as LegalRuleML and as references of Akoma Ntoso; a deal as a stub of absbox that comes back once its blanks are filled in."""

from xml.etree import ElementTree

import pytest
from journey import DAY

from legalmodel.cli.main import run
from legalmodel.exporters.door import export_deal
from legalmodel.exporters.formats import akoma_ntoso, legalruleml
from legalmodel.importers.door import import_deal
from legalmodel.model.parse import parse
from legalmodel.text.read import read_bytes

LRML = "{http://docs.oasis-open.org/legalruleml/ns/v1.0/}"
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


def test_a_rule_with_its_article_days_and_words():
    found = legalruleml.write(["cn-trust-law-15"])
    document = ElementTree.fromstring(found.data)  # noqa: S314  # what was just written here
    assert [one.get("refID") for one in document.iter(f"{LRML}LegalReference")] == ["cn-trust-law#15"]
    assert "2001-10-01" in "".join(document.itertext())
    assert {one.get("key") for one in document.iter(f"{LRML}ConstitutiveStatement")} == {"statement-cn-trust-law-15"}
    assert "cn-trust-law-15.readings" in {one.where for one in found.left}


def test_articles_as_references():
    document = ElementTree.fromstring(akoma_ntoso.write(["cn-trust-law-15", "cn-trust-law-16"]).data)  # noqa: S314  # the same
    assert [one.text for one in document.iter(f"{AKN}ref")] == ["Trust Law 15", "Trust Law 16"]
    assert [one.get("showAs") for one in document.iter(f"{AKN}TLCReference")] == ["Trust Law of the People's Republic of China"]


@pytest.mark.parametrize("words", [[], ["cn-trust-lw"]])
def test_rules_are_named_or_refused(words, capsys):
    assert run(["export", *words, "--to", "legalruleml"]) == 2
    assert not words or "cn-trust-law" in capsys.readouterr().err


DEAL = b"""
deal: {name: Small, currency: EUR, closing: 2024-12-20}
pools: {pool: {cut_off: 2024-12-01, principal: 1000.1, remaining_months: 24}}
accounts: {money: {title: money}}
securities:
  A: {rank: 1, amount: 800.05, coupon: 4%, first_payment: 2025-01-26, payment_interval_months: 1, legal_end: 2035-01-01}
  B: {rank: 2, amount: 200.05, coupon: none, legal_end: 2035-01-01}
waterfalls:
  payments:
    money: all
    steps:
      fees: {rank: 1, pays: costs}
      interest: {rank: 2, pays: interest, of: [A]}
      principal_a: {rank: 3, pays: principal, of: [A]}
      principal_b: {rank: 4, pays: principal, of: [B]}
      rest: {rank: 5, pays: surplus, of: [B]}
"""
BLANKS = (('"poolFreq": None', '"poolFreq": "MonthEnd"'), ('["fix", None], "type": None', '["fix", 0.06], "type": "Level"'), ('"currentRate": None', '"currentRate": 0.06'))  # fmt: skip  # a table


def test_a_stub_of_absbox_comes_back_once_its_blanks_are_filled_in(tmp_path):
    source = read_bytes(DEAL, "deal.yaml")
    deal = parse(source)
    found = export_deal(deal, source, "absbox", DAY)
    text = found.data.decode()
    assert all(blank in text for blank, _ in BLANKS)
    assert "waterfalls.payments.steps.fees" in {one.where.split(" ")[0] for one in found.left}
    for blank, filled in BLANKS:
        text = text.replace(blank, filled)
    file = tmp_path / "stub.py"
    file.write_text(text, encoding="utf-8")
    data = import_deal(file, "absbox", "EUR").data
    assert data["deal"] | {"stage": ""} == {"name": "Small", "stage": "", "closing": "2024-12-20", "currency": "EUR"}
    assert {key: data["pools"]["pool"][key] for key in ("cut_off", "principal", "remaining_months")} == {
        "cut_off": "2024-12-01", "principal": deal.pools["pool"].principal.amount, "remaining_months": 24,
    }  # fmt: skip  # a table
    for id, one in deal.securities.items():
        assert data["securities"][id]["amount"] == one.amount.amount
    assert [step["pays"] for step in data["waterfalls"]["payments"]["steps"].values()] == [
        "interest",
        "principal",
        "principal",
        "surplus",
    ]


def test_a_name_cannot_leave_its_quotation_marks():
    source = read_bytes(b'{"deal": {"name": "x\', __import__(\'os\')) #"}, "securities": {"A": {"rank": 1}}}', "deal.json")
    text = export_deal(parse(source), source, "absbox", DAY).data.decode()
    compile(text, "stub.py", "exec")
    assert "__import__" in text.split("\n")[3]
