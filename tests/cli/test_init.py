"""``init`` makes a folder ready, and never touches what is there."""

from pathlib import Path

import pytest
import yaml

from legalmodel.cli.main import run


def test_it_writes_what_is_not_there_and_the_deal_validates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert told.count("written") == 6 and "kept" not in told
    deal = tmp_path / "deals" / "cn-npl-trust" / "deal.yaml"
    schema = deal.read_text(encoding="utf-8").splitlines()[0].partition("$schema=")[2]
    assert (deal.parent / schema).resolve() == (tmp_path / "schemas" / "deal.schema.json").resolve()
    assert run(["validate", str(deal)]) == 0
    for file in (".pre-commit-config.yaml", ".github/workflows/legalmodel.yml"):
        text = (tmp_path / file).read_text(encoding="utf-8")
        assert yaml.safe_load(text) and "{version}" not in text


def test_what_is_there_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / ".pre-commit-config.yaml"
    mine.write_text("repos: []  # mine\n", encoding="utf-8")
    assert run(["init", str(tmp_path)]) == 0
    assert mine.read_text(encoding="utf-8") == "repos: []  # mine\n"
    assert "kept" in capsys.readouterr().out
    before = {f: f.read_bytes() for f in tmp_path.rglob("*") if f.is_file()}
    assert run(["init", str(tmp_path)]) == 0
    assert {f: f.read_bytes() for f in tmp_path.rglob("*") if f.is_file()} == before


@pytest.mark.parametrize("template", ["no-such", "../cn-npl-trust"])
def test_a_template_that_is_none_is_told_and_nothing_is_written(
    template: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", str(tmp_path), "--template", template]) == 2
    assert "no template" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
