"""How much a test of a property tries: a part of it whenever the tests run, all of it in a step of ``.ci/run``."""

import os
from collections.abc import Sequence
from typing import TypeVar

Element = TypeVar("Element")

MANY = os.environ.get("EXAMPLES") == "many"
"""``.ci/run`` asks for all (``EXAMPLES=many``); what tries less without is marked ``more``, or draws its examples by Hypothesis."""


def some(whole: int, few: int | None = None) -> int:
    """Return how many examples to try: all, or a quarter of them, or as few as said."""
    return whole if MANY else whole // 4 if few is None else few


def every(step: int, whole: Sequence[Element]) -> Sequence[Element]:
    """Return the deals, or whatever else a test is asked of one by one, to try: all, or one in ``step``, always the same."""
    return whole if MANY else whole[::step]
