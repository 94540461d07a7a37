"""One folder for all that goes out and comes back."""

import pytest


@pytest.fixture(scope="session")
def room(tmp_path_factory):
    return tmp_path_factory.mktemp("formats")
