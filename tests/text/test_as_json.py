"""What a YAML file says, kept as JSON, reads back as the very same, or is not kept."""

from decimal import Decimal
from typing import Any

import pytest

from legalmodel.text.json_events import as_json
from legalmodel.text.read import read_bytes, read_sound

YAML = """\
deal: {name: "a \\" b \\\\ 交易 😀", issue: 123456789012345678.10, closing: 2016-05-26}
pools: {p: {complete: true, rows: 12, share: 0.10%, list: [1, 2.50, "007"]}}
"""


def test_it_reads_back_as_the_very_same() -> None:
    source = read_bytes(YAML.encode(), "deal.yaml")
    again = read_sound(YAML.encode(), "deal.yaml", as_json(source.data))
    assert repr(again.data) == repr(source.data)
    assert again.place(("pools", "p", "rows")) == source.place(("pools", "p", "rows"))


@pytest.mark.parametrize("data", [{"a": Decimal(5)}, {"a": Decimal("NaN")}, {"a": None}, {1: 2}, {"a": float("nan")}])
def test_what_json_cannot_say_is_not_kept(data: Any) -> None:
    assert as_json(data) == ""
