"""What American law has no rule says why, under an instrument that there is."""

from pathlib import Path

from legalmodel.text.read import read

ROOT = Path(__file__).parents[2]
REASONS = read(ROOT / "docs" / "not-encoded-us.yaml").data


def test_every_instrument_named_is_there() -> None:
    there = {
        read(file).data["instrument"]["id"]
        for file in (ROOT / "legalmodel" / "law" / "us").glob("*.yaml")
        if "instrument" in read(file).data
    }
    assert set(REASONS) - {"us-none"} <= there


def test_a_reason_is_a_sentence() -> None:
    assert all(said.endswith(".") for provisions in REASONS.values() for said in provisions.values())
