"""A single fact changed moves the finding and the lines that the law names, and no other."""

import pytest

from tests.changes.changes import Change, read_changes, troubles


@pytest.mark.more
@pytest.mark.parametrize("change", read_changes(), ids=str)
def test_change(change: Change) -> None:
    assert troubles(change) == []
