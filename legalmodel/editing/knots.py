"""An entry of a text: a key with its value, and what is in it."""

from collections.abc import Iterator

from legalmodel.base.places import Path


class Knot:
    """A key with its value. In a list the key is a number, and stands where the value does.

    ``style`` is ``{`` or ``[`` for a value in brackets, ``:`` or ``-`` for one in lines, a quotation mark, ``|`` or ``>``, or empty for a bare
    word or nothing. ``bare``: there is no colon yet.
    """

    __slots__ = ("bare", "column", "end", "inner", "key", "key_end", "key_start", "parent", "start", "style")

    def __init__(self, parent: "Knot | None", key: str, key_start: int, key_end: int, column: int) -> None:
        self.parent, self.key, self.column = parent, key, column
        self.key_start, self.key_end = key_start, key_end
        self.start = self.end = key_end
        self.style, self.bare = "", False
        self.inner: list[Knot] = []
        if parent is not None:
            parent.inner.append(self)

    @property
    def path(self) -> Path:
        """The keys from the top of the file down to this one."""
        found: list[str] = []
        knot: Knot | None = self
        while knot is not None and knot.parent is not None:
            found.append(knot.key)
            knot = knot.parent
        return tuple(reversed(found))

    @property
    def last(self) -> int:
        """Where the key and all that it holds ends."""
        return max(self.end, self.key_end, self.inner[-1].last if self.inner else 0)

    @property
    def boxed(self) -> bool:
        """Whether it holds entries, and is no single value."""
        return bool(self.inner) or self.style in ("{", "[")

    def find(self, key: str) -> "Knot | None":
        """Return the first entry under a key."""
        return next((knot for knot in self.inner if knot.key == key), None)

    def walk(self) -> "Iterator[Knot]":
        """Yield all entries within, in the order of the text."""
        left = list(reversed(self.inner))
        while left:
            knot = left.pop()
            yield knot
            left += reversed(knot.inner)
