"""Lets the tests of this folder import ``small_law``, and use its deal as a base deal of examples."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "judgment"))


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Put the small deal where templates are looked for, and return its name."""
    from small_law import deal

    from legalmodel.lawtest import examples

    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "deal.yaml").write_text(json.dumps(deal()), "utf-8")
    monkeypatch.setattr(examples, "shipped", lambda _: tmp_path)
    for cached in (examples.base_source, examples._base_graph):
        cached.cache_clear()
    yield "small"
    for cached in (examples.base_source, examples._base_graph):
        cached.cache_clear()
