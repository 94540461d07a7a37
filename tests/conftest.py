"""Options of the test suite."""

import gc
import os

import pytest
from hypothesis import HealthCheck, settings

# without deadlines: a test that takes longer because others use the machine has found nothing
settings.register_profile("few", deadline=None, suppress_health_check=(HealthCheck.too_slow,))
settings.register_profile("many", settings.get_profile("few"), max_examples=1_000)
settings.load_profile(os.environ.get("EXAMPLES", "few"))  # .ci/run asks for many where one example takes a judging


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that rewrites expected files, to be reviewed in the diff."""
    parser.addoption("--rewrite", action="store_true", help="rewrite expected files with what is produced now")


@pytest.fixture
def plain_type(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make pages without the characters of their typeface: to cut them takes most of the time of a page, and ``tests/words`` has them."""
    monkeypatch.setattr("legalmodel.output.typeface._face_rule", lambda chinese: "")


def pytest_collection_finish() -> None:
    """Look for garbage rarely, and never among the thousands of tests that were collected: that took two fifths of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)
