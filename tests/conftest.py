"""Options of the test suite."""

import gc
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.examples import some

# without deadlines: a test that takes longer because others use the machine has found nothing
settings.register_profile("ours", deadline=None, suppress_health_check=(HealthCheck.too_slow,), max_examples=some(100))
settings.load_profile("ours")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that rewrites expected files, to be reviewed in the diff."""
    parser.addoption("--rewrite", action="store_true", help="rewrite expected files with what is produced now")


@pytest.fixture(autouse=True, scope="module")
def _forgotten(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let go of what a file of tests kept for itself (``functools.cache``), once it is through: nobody else can ask for it."""
    yield
    for kept in vars(request.module).values():
        if hasattr(type(kept), "cache_clear") and kept.__module__ == request.module.__name__:
            kept.cache_clear()


@pytest.fixture
def plain_type(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make pages without the characters of their typeface: to cut them takes most of the time of a page, and ``tests/words`` has them."""
    monkeypatch.setattr("legalmodel.output.typeface._face_rule", lambda chinese: "")


@pytest.fixture
def no_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make pages without drawing their charts, for tests that look at the words beside them: charts have tests of their own."""
    monkeypatch.setattr("legalmodel.output.page.draw", lambda *_: b"")


def pytest_collection_finish() -> None:
    """Look for garbage rarely, and never among the thousands of tests that were collected: that took two fifths of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)
