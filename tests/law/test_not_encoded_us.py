"""What American law has no rule for says why: under an instrument that there is, and question by question."""

from pathlib import Path

from legalmodel.law.load import load_law
from legalmodel.text.read import read

ROOT = Path(__file__).parents[2]
REASONS = read(ROOT / "docs" / "not-encoded-us.yaml").data
PLACES = ("US", "US-DC", "US-WA", "US-VA", "US-DE", "US-TX", "US-LA")


def test_every_instrument_named_is_there() -> None:
    there = {
        read(file).data["instrument"]["id"]
        for file in (ROOT / "legalmodel" / "law" / "us").glob("*.yaml")
        if "instrument" in read(file).data
    }
    assert set(REASONS) - {"us-none", "us-essential"} <= there


def test_a_reason_is_a_sentence() -> None:
    assert all(said.endswith(".") for provisions in REASONS.values() for said in provisions.values())


def test_every_essential_question_is_answered_on_a_text_read_or_says_why_not() -> None:
    law, said, open_somewhere = load_law(), set(REASONS["us-essential"]), set[str]()
    essential = {id for id, question in law.catalogue.questions.items() if question.essential}
    for place in PLACES:
        answered = {r.question for r in law.rules_at(place) if r.system.startswith("US") and r.text_read == "seen"}
        assert essential - answered <= said, place
        open_somewhere |= essential - answered
    assert said == open_somewhere, "a reason for a question that is answered everywhere"
