"""What the law of the United Kingdom has no rule for says why: under an instrument that there is, and question by question."""

from pathlib import Path

from legalmodel.law.load import load_law
from legalmodel.text.read import read

ROOT = Path(__file__).parents[2]
REASONS = read(ROOT / "docs" / "not-encoded-gb.yaml").data
PARTS = ("gb", "gb-eaw", "gb-sct", "gb-nir")


def test_every_instrument_named_is_there_and_every_one_there_is_named() -> None:
    there = {
        read(file).data["instrument"]["id"] for part in PARTS for file in (ROOT / "legalmodel" / "law" / part).glob("*.yaml")
    }
    assert set(REASONS) - {"gb-essential"} <= there
    assert there - set(REASONS) == {"gb-eaw-law-of-property-act", "gb-eaw-common-law", "gb-sct-moveable-transactions"}


def test_a_reason_is_a_sentence() -> None:
    assert all(said.endswith(".") for provisions in REASONS.values() for said in provisions.values())


def test_every_essential_question_is_answered_on_a_text_read_or_says_why_not() -> None:
    law = load_law()
    for place in ("GB-EAW", "GB-SCT", "GB-NIR"):
        answered = {rule.question for rule in law.rules_at(place) if rule.system.startswith("GB") and rule.text_read == "seen"}
        essential = {id for id, question in law.catalogue.questions.items() if question.essential}
        assert essential - answered <= set(REASONS["gb-essential"]), place
    assert set(REASONS["gb-essential"]) <= set(law.catalogue.questions)
