"""A thing that rules talk about: one record of a deal, with its fields resolved to values and to other things."""

from datetime import date
from typing import Any

from legalmodel.base.places import Path
from legalmodel.base.values import Missing, U, unknown


class Dated:
    """A fact that changes: from each day on it has that value, until the next."""

    __slots__ = ("steps",)

    def __init__(self, steps: tuple[tuple[date, Any], ...]) -> None:
        self.steps = steps

    def on(self, day: date | None, path: Path) -> Any:
        """Return the value on a day; unknown before the first step, or without a day."""
        value: Any = None
        for start, step in self.steps:
            if day is None or start > day:
                break
            value = step
        return unknown(path, "out of range") if value is None else value


def latest(value: Any) -> Any:
    """Return a value, of a fact that changes the last: in a graph that was cut by a day it is that of the day."""
    return value.steps[-1][1] if type(value) is Dated else value


class Thing:
    """One record. ``fields`` holds only what the file says: a value, ``NONE``, ``U`` with a reason, ``Dated``, ``Items`` or a Thing.

    ``sort`` is its most special sort (``trust``), ``id`` its key in the file, ``path`` where it stands. Two things are the same
    if they have the same path. ``certain`` is False for a class of persons, or one unnamed or undisclosed: whether it is
    the same as another thing is not known. ``plural`` is True for a class of persons; ``excluded`` are
    the paths of things that it surely does not include. ``members`` are the persons who stand together in one place, such as two
    trustees: the thing is then all of them at once, no one of them, and whether it is one of them is not known.
    """

    __slots__ = ("_unsaid", "certain", "excluded", "fields", "id", "members", "path", "plural", "sort")

    def __init__(self, sort: str, id: str, path: Path, certain: bool = True) -> None:
        self.sort, self.id, self.path, self.certain = sort, id, path, certain
        self.fields: dict[str, Any] = {}
        self.excluded: frozenset[Path] = frozenset()
        self.plural = False
        self.members: tuple[Thing, ...] = ()
        self._unsaid: dict[str, U] | None = None

    def unsaid(self, field: str) -> U:
        """Return the unknown that waits for a field of which the file says nothing: one for all who ask for it."""
        if self._unsaid is None:
            self._unsaid = {}
        if field not in self._unsaid:
            self._unsaid[field] = unknown((*self.path, field))
        return self._unsaid[field]

    def get(self, field: str, day: date | None = None) -> Any:
        """Return a field's value on a day, or the unknown that waits for it."""
        value = self.fields.get(field)
        if value is None:
            return self.unsaid(field)
        return value.on(day, (*self.path, field)) if type(value) is Dated else value

    def __repr__(self) -> str:
        return f"<{self.sort} {self.id}>"


def same(a: Thing, b: Thing) -> bool | U:
    """Tell whether two things are one (semantics, section A: two named parties with different ids are two)."""
    if a is b or a.path == b.path:
        return True
    if (a.certain and b.certain) or a.path in b.excluded or b.path in a.excluded:
        return False
    if a.members and b.members and {t.path for t in a.members} == {t.path for t in b.members}:
        return True
    return U(in_doubt(a) | in_doubt(b))


def in_doubt(thing: Thing) -> frozenset[Missing]:
    """Return what is missing to tell who a thing is: nothing for one named person."""
    if thing.certain:
        return frozenset()
    missing = Missing(thing.path, "several") if thing.members else Missing((*thing.path, "name"), "identity")
    return frozenset((missing,))
