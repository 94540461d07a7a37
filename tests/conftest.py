"""Options of the test suite."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that rewrites expected files, to be reviewed in the diff."""
    parser.addoption("--rewrite", action="store_true", help="rewrite expected files with what is produced now")
