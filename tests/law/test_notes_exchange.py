"""Each note on the exchange plan, asset-backed notes and micro-lending names the rules that encode it, or says why there is none."""

from pathlib import Path

from legalmodel.law.load import load_law
from legalmodel.text.read import read

NOTES = read(Path(__file__).parents[2] / "docs" / "notes-exchange.yaml").data
FILES = ("special-plan", "asset-backed-note", "micro-lending")


def test_every_rule_named_is_there() -> None:
    named = {rule for said in NOTES.values() if isinstance(said, list) for rule in said}
    assert named <= set(load_law().rules)


def test_every_rule_on_these_deals_encodes_a_note() -> None:
    named = {rule for said in NOTES.values() if isinstance(said, list) for rule in said}
    files = {rule.id: Path(rule.source.name).name for rule in load_law().rules.values()}
    here = {id for id, file in files.items() if file.startswith(FILES)}
    statutes = {"cn-ebl-02-plan", "cn-ebl-07-plan", "cn-ebl-02-plan-regime", "cn-cc-546-step", "cn-cc-490-plan"}
    assert here - named == statutes


def test_a_reason_is_a_sentence() -> None:
    assert len(NOTES) >= 160
    assert all(said.endswith(".") for said in NOTES.values() if isinstance(said, str))
