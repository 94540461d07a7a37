"""What-if as annexes of the reasoned report: only where asked, in formats that set text, with the hypothesis at the head."""

import pytest

from legalmodel.cli.main import run

DAY = ("--run-day", "2026-11-25")


def test_annexes_follow_where_asked(capsys: pytest.CaptureFixture[str]) -> None:
    """Lettered on after the annexes that are there; without the option there is none"""
    assert run(["report", "cn-npl-trust-faulty", *DAY, "--with", "stress", "--with", "cure", "--with", "ask"]) == 0
    told = capsys.readouterr().out
    assert [told.index(f"## Annex {letter} ") for letter in "DEF"] == sorted(
        told.index(f"## Annex {letter} ") for letter in "DEF"
    )
    assert "says nothing on the soundness of any party" in told
    assert "more that stay, are provided for or are open" in told  # rows are left out, as in a terminal, and that is said
    assert "Haitong City Bank" in told.partition("## Annex E")[2]


def test_only_where_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "doctors-hospital", *DAY]) == 0
    assert "Annex D" not in capsys.readouterr().out


def test_no_annex_where_no_text_is_set(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "doctors-hospital", *DAY, "--with", "ask", "--format", "sarif"]) == 2
    assert "annex" in capsys.readouterr().err
