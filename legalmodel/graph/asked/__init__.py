"""Questions of the graph that are whole in one file, named after the question and found by its name.

Such a file has ``SIGNATURE`` (what the question takes and gives, and the sections it reads), ``answer(graph, …, day)`` and
``why(graph, …, day)``. What it needs of other questions it asks of the graph: ``graph.ask("affiliated", (a, b, GROUP), day)``.
None of them is imported before somebody asks.
"""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any


@cache
def names() -> frozenset[str]:
    """Return the questions that have a file of their own."""
    return frozenset(file.stem for file in Path(__file__).parent.glob("[a-z]*.py"))


def question(name: str) -> Any:
    """Return the file of a question of ``names``."""
    return import_module(f"{__name__}.{name}")
