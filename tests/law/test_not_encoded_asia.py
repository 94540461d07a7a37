"""What Korean, Japanese and Thai law has no rule says why, under an instrument or a question that there is; each essential question is answered
on a text that was read, or has its reason."""

from pathlib import Path
from typing import Any

import pytest

from legalmodel.text.read import read

ROOT = Path(__file__).parents[2]
LAW = ROOT / "legalmodel" / "law"
SYSTEMS = ("kr", "jp", "th")


def _reasons(system: str) -> dict[str, dict[str, str]]:
    found = read(ROOT / "docs" / f"not-encoded-{system}.yaml").data
    return {str(k): dict(v) for k, v in found.items()}


def _packs(system: str) -> list[dict[str, Any]]:
    return [data for file in sorted((LAW / system).glob("*.yaml")) if "instrument" in (data := read(file).data)]


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_instrument_named_is_there_and_every_reason_is_a_sentence(system: str) -> None:
    there = {pack["instrument"]["id"] for pack in _packs(system)}
    assert set(_reasons(system)) - {f"{system}-none"} <= there
    assert all(said.endswith(".") for provisions in _reasons(system).values() for said in provisions.values())


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_essential_question_has_a_rule_or_a_reason(system: str) -> None:
    questions = read(LAW / "questions.yaml").data["questions"]
    essential = {name for name, asked in questions.items() if asked["essential"]}
    answered = {rule["question"] for pack in _packs(system) for rule in pack["rules"].values()}
    reasons = {name for name in _reasons(system)[f"{system}-none"] if name in questions}
    assert answered & essential | reasons == essential
    assert not answered & reasons
