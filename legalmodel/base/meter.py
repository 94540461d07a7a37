"""How often the items of lists are looked at: what judging costs is counted, not timed, so that it is the same on every machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf

from legalmodel.base.values import Items

LOOKS_MAX = 300_000
"""How often a judging may look at the items of lists, all lists together: those of the file, those of one day, and those that the graph
answers with. Where what is compared is known, a loop looks at few (``logic/lookup.py``); where it is not, each item must be held against
each, and of a thousand records that say nothing there are a million pairs. That many looks take some 5 seconds.
"""


class TooManyLooks(Exception):
    """The items of lists would have to be looked at more often than is bearable; ``items`` is the list whose turn it was."""

    def __init__(self, items: Items) -> None:
        super().__init__("too many looks at lists")
        self.items = items


class Meter:
    """Counts the looks at the lists of one deal. Without a limit unless somebody sets one: a proof is of what was bearable already."""

    __slots__ = ("_most", "looked")

    def __init__(self) -> None:
        self.looked, self._most = 0, inf

    def look(self, items: Items, times: int = 1) -> None:
        """Count looks at the items of a list. Raises TooManyLooks."""
        self.looked += times
        items.looked += times  # of each list too, to know which to blame
        if self.looked > self._most:
            raise TooManyLooks(items)

    @contextmanager
    def at_most(self, looks: int) -> Iterator[None]:
        """Let lists be looked at so often and no more, counted anew."""
        self.looked, self._most = 0, float(looks)
        try:
            yield
        finally:
            self._most = inf
