"""How much a test of a property tries: a part of it whenever the tests run, all of it in a step of ``.ci/run``."""

import os

MANY = os.environ.get("EXAMPLES") == "many"
"""``.ci/run`` asks for all (``EXAMPLES=many``); what tries less without is marked ``more``, or draws its examples by Hypothesis."""


def some(whole: int, few: int | None = None) -> int:
    """Return how many examples to try: all, or a quarter of them, or as few as said."""
    return whole if MANY else whole // 4 if few is None else few
