"""What the law of the European Union has no rule for says why, under an instrument that there is."""

from pathlib import Path

from legalmodel.text.read import read

ROOT = Path(__file__).parents[2]
REASONS = read(ROOT / "docs" / "not-encoded-eu.yaml").data


def test_every_instrument_named_is_there() -> None:
    there = {
        read(file).data["instrument"]["id"]
        for file in (ROOT / "legalmodel" / "law" / "eu").glob("*.yaml")
        if "instrument" in read(file).data
    }
    assert set(REASONS) - {"eu-none"} <= there


def test_a_reason_is_a_sentence() -> None:
    assert all(said.endswith(".") for provisions in REASONS.values() for said in provisions.values())
