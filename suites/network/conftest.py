"""A book of made-up deals with many originators, as a folder and as a store."""

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "suites" / "spark")]

from many_deals import deals as made_up  # noqa: E402 - the folder is on the path only now


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hundred and fifty made-up deals, every template that is a deal, one file that is none, and one that says nothing of parties."""
    room = tmp_path_factory.mktemp("source") / "deals"
    room.mkdir()
    for name, data in made_up(150):
        (room / Path(name).name).write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    for file in sorted((ROOT / "templates").glob("*/deal.yaml")):
        (room / f"template-{file.parent.name}.yaml").write_bytes(file.read_bytes())
    (room / "broken.yaml").write_text("deal: [\n", "utf-8")
    (room / "bare.yaml").write_text("deal: {name: Bare}\n", "utf-8")
    return room


@pytest.fixture(scope="session")
def store(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same deals in a store; one of them in two versions, of which only the last counts."""
    from legalmodel.book.adding import add
    from legalmodel.book.store import Store

    made = Store.make(tmp_path_factory.mktemp("books") / "book")
    changed = folder / "deal000007.json"
    kept = changed.read_bytes()
    data = json.loads(kept)
    data["parties"]["bank"]["name"] = {"en": "Another Bank", "zh": "另一银行"}
    changed.write_text(json.dumps(data), "utf-8")
    with made.writing():
        add(made, [folder])
        changed.write_bytes(kept)
        assert add(made, [folder]).changed == 1
    return made.folder
