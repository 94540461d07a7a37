"""One fault per file, with the exact message beside it. Files are found by the folder: add NAME.yaml, run with --rewrite, review."""

from pathlib import Path

import pytest

from legalmodel.base.errors import BadInput
from legalmodel.model.parse import parse
from legalmodel.output.faults import render
from legalmodel.text.read import lines_of, read_bytes

FOLDER = Path(__file__).parent
FILES = sorted([*FOLDER.glob("*.yaml"), *FOLDER.glob("*.json")])


def faults_of(file: Path) -> BadInput:
    data = file.read_bytes()
    with pytest.raises(BadInput) as caught:
        parse(read_bytes(data, file.name))
    return caught.value


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_message(file: Path, request: pytest.FixtureRequest) -> None:
    refused = faults_of(file)
    data = file.read_bytes()
    text = render(refused.faults, lines_of(data, file.name))
    expected = file.with_suffix(".txt")
    if request.config.getoption("--rewrite"):
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")
    assert len(refused.faults) == 1 or file.stem.startswith("several-")


def test_every_expectation_has_its_file() -> None:
    assert {f.stem for f in FOLDER.glob("*.txt")} == {f.stem for f in FILES}
    assert len(FILES) >= 70
    assert len({f.stem for f in FILES}) == len(FILES)
