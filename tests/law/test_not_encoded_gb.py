"""What the law of the United Kingdom and of Italy has no rule for says why: under an instrument that there is, and question by question."""

from pathlib import Path
from typing import Any

import pytest

from legalmodel.law.load import load_law
from legalmodel.text.read import read

ROOT = Path(__file__).parents[2]
WHOLE = {"gb-eaw-law-of-property-act", "gb-eaw-common-law", "gb-sct-moveable-transactions"}
"""Instruments of which the head of the file says what was left out."""
PACKS = [("gb", ("gb", "gb-eaw", "gb-sct", "gb-nir")), ("it", ("it",))]


def reasons(pack: str) -> dict[str, Any]:
    found: dict[str, Any] = read(ROOT / "docs" / f"not-encoded-{pack}.yaml").data
    return found


@pytest.mark.parametrize(("pack", "folders"), PACKS)
def test_every_instrument_named_is_there_and_every_one_there_is_named(pack: str, folders: tuple[str, ...]) -> None:
    files = [file for folder in folders for file in (ROOT / "legalmodel" / "law" / folder).glob("*.yaml")]
    there = {read(file).data["instrument"]["id"] for file in files}
    assert set(reasons(pack)) - {f"{pack}-essential"} <= there
    assert there - set(reasons(pack)) <= WHOLE


@pytest.mark.parametrize(("pack", "folders"), PACKS)
def test_a_reason_is_a_sentence(pack: str, folders: tuple[str, ...]) -> None:
    assert all(said.endswith(".") for provisions in reasons(pack).values() for said in provisions.values())


@pytest.mark.parametrize("place", ["GB-EAW", "GB-SCT", "GB-NIR", "IT"])
def test_every_essential_question_is_answered_on_a_text_read_or_says_why_not(place: str) -> None:
    law, country = load_law(), place[:2]
    said = set(reasons(country.lower())[f"{country.lower()}-essential"])
    answered = {rule.question for rule in law.rules_at(place) if rule.system.startswith(country) and rule.text_read == "seen"}
    essential = {id for id, question in law.catalogue.questions.items() if question.essential}
    assert essential - answered <= said
    assert said <= essential
