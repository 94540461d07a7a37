"""Options of the test suite."""

import gc

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that rewrites expected files, to be reviewed in the diff."""
    parser.addoption("--rewrite", action="store_true", help="rewrite expected files with what is produced now")


def pytest_collection_finish() -> None:
    """Look for garbage rarely, and never among the thousands of tests that were collected: that took two fifths of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)
