"""The page and the plots of the recycling machine, which need Matplotlib."""

from pathlib import Path

import pytest

from legalmodel.base.resources import shipped
from legalmodel.cli.main import run
from legalmodel.methods.leverage.leverage import leverage

CASES = shipped("templates") / "leverage"


def test_the_page_has_every_table(capsys: pytest.CaptureFixture[str]) -> None:
    file = CASES / "huabei-2019-account.yaml"
    assert run(["leverage", str(file), "--format", "html"]) == 0
    assert capsys.readouterr().out.count("<table") == len(leverage(file).tables)


def test_a_plot_is_drawn(tmp_path: Path) -> None:
    target = tmp_path / "turns.svg"
    assert run(["leverage", str(CASES / "recycling-made-up.yaml"), "--plot", str(target)]) == 0
    assert "Loans made and loans outstanding" in target.read_text("utf-8")
