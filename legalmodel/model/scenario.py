"""A deal with changes: the raw data of its file with facts set, records added, entries taken out, parsed again.

What-if, stress, cure and the examples of the law all vary a deal in this one way, so that a changed deal passes every check that
a file passes. Sources that differ are another thing: there each value is in the file, and only takes another's place.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from legalmodel.base.errors import BadInput, BadRequest, Fault
from legalmodel.base.language import say
from legalmodel.base.places import Path, Place, dotted
from legalmodel.model.deal import Deal
from legalmodel.model.parse import parse
from legalmodel.text.changes import GONE as GONE
from legalmodel.text.changes import Change as Change
from legalmodel.text.changes import at, changed, refuse_present, taken
from legalmodel.text.read import Source, read_bytes
from legalmodel.text.render import Style, pair, refuse_unwritable


class Scenario(NamedTuple):
    """What is asked of a deal: changes, one after the other, and the day on which it is looked at (None: as at each act)."""

    changes: tuple[Change, ...] = ()
    day: date | None = None


def setting(path: str, value: Any) -> Change:
    """Set a fact or a record, such as ``setting("trusts.main.form", "oral")``; it is then no longer said to be unknown."""
    return Change(tuple(path.split(".")), value)


def adding(path: str, value: Any) -> Change:
    """Add a record, or a fact, that is not there yet."""
    return Change(tuple(path.split(".")), value, new=True)


def taking_out(path: str) -> Change:
    """Take out a record or a fact: the deal is then silent about it, which is never the same as saying ``none``."""
    return Change(tuple(path.split(".")))


def failing(party: str, day: date, kind: str = "bankruptcy_liquidation", **more: Any) -> Change:
    """Let a party fail: a proceeding over it is opened on a day. ``more`` are further fields, such as ``law="CN"``.

    A hypothesis: it implies nothing about the financial condition of any party.
    """
    opened = {"kind": kind, "of": party, "accepted": day.isoformat(), **more}
    return Change(("proceedings", f"if-{party[:52]}-fails"), opened, new=True)


def vary(base: Source, scenario: Scenario) -> tuple[Deal, "Varied"]:
    """Return a deal as a scenario changes it, and the source that tells what stands where in it.

    Raises BadRequest, with the number of the change, if a change cannot be made, and BadInput if the changed deal is none: each
    fault stands in the base or in "change 2", and names the change that brought it.
    """
    source = Varied(base, scenario.changes)
    try:
        return parse(source), source
    except BadInput as error:
        raise BadInput(_numbered(error.faults, base, scenario.changes)) from None


class Varied(Source):
    """A file with changes. A place is that of the base, or stands in a change: ``change 2``, which reads ``path: value``."""

    __slots__ = ("_changes", "base")

    def __init__(self, base: Source, changes: Iterable[Change]) -> None:
        super().__init__(base.name, base.raw, base.text)
        self.base = base
        self._changes: list[_Made] = []
        data: Any = base.data
        for number, change in enumerate(changes, 1):
            try:
                data, path = _apply(data, change)
            except BadRequest as error:
                raise BadRequest(say("change {number}: {cause}", number=number, cause=error.cause), error.fix) from None
            self._changes.append(_Made(number, change, path))
        self.data = data

    @property
    def sha256(self) -> str:
        """The digest of the base and the changes: of the base itself if there are none."""
        from hashlib import sha256

        if not self._changes:
            return self.base.sha256
        said = "\n".join((self.base.sha256, *(made.text for made in self._changes)))
        return sha256(said.encode()).hexdigest()

    def place(self, path: Path) -> Place:
        """Return the place of the value at a path, in the base or in the change that set it last."""
        source, inner = self._found(path)
        return source.place(inner)

    def key_place(self, path: Path) -> Place:
        """Return the place of the key under which a value stands."""
        source, inner = self._found(path)
        return source.key_place(inner)

    def width(self, path: Path) -> int:
        """Return how many characters of the value stand on its first line, at least 1."""
        source, inner = self._found(path)
        return source.width(inner)

    def key_width(self, path: Path) -> int:
        """Return how many characters the key has, with its quotation marks, at least 1."""
        source, inner = self._found(path)
        return source.key_width(inner)

    def written(self, number: int) -> tuple[Place, str]:
        """Return where a change stands, counted from 1, and what it says."""
        made = self._changes[number - 1]
        return Place(made.name, 1, 1), made.text

    def _found(self, path: Path) -> tuple[Source, Path]:
        for made in reversed(self._changes):
            if made.covers(path) or (made.leads_through(path) and at(self.base.data, path) is GONE):
                return made.source, (dotted(made.change.path), *path[len(made.change.path) :])
        return self.base, path


class _Made:
    """A change that was made; ``path`` is what it changed, with what it left empty around it."""

    __slots__ = ("_source", "change", "number", "path")

    def __init__(self, number: int, change: Change, path: Path) -> None:
        self.number, self.change, self.path = number, change, path
        self._source: Source | None = None

    @property
    def text(self) -> str:
        """The change as a line: ``path: value``, or ``path: taken out``."""
        value = say("taken out") if self.change.value is GONE else self.change.value
        return pair(dotted(self.change.path), value, Style())

    @property
    def name(self) -> str:
        return say("change {number}", number=self.number)

    @property
    def source(self) -> Source:
        if self._source is None:  # read only when somebody asks where a fact stands
            self._source = read_bytes(self.text.encode(), self.name)
        return self._source

    def covers(self, path: Path) -> bool:
        return path[: len(self.path)] == self.path

    def leads_through(self, path: Path) -> bool:
        """Tell whether the change stands within a record; if the base has no such record, the change made it."""
        return self.path[: len(path)] == path


def _apply(data: Any, change: Change) -> tuple[Any, Path]:
    """Return changed data, and the path of what changed; items that follow one taken out of a list change with it."""
    if not change.path or not all(change.path):
        raise BadRequest(say("no field is named"), say("give the path of a field"))
    refuse_unwritable("" if change.value is GONE else change.value)
    refuse_present(data, change)
    if change.value is GONE:
        single = taken(data, change.path)
        inside = isinstance(at(data, single.path[:-1]), list)
        return changed(data, single), single.path[:-1] if inside else single.path
    data = _opened(_lifted(data, change.path), change.path)
    return changed(data, change), change.path


def _lifted(data: Any, path: Path) -> Any:
    """Take out what says that the fact to be set is unknown: to suppose it is to suppose that it is known."""
    for end, field in enumerate(path):
        reason = (*path[:end], "unknown", field)
        if isinstance(at(data, path[:end]), dict) and at(data, reason) is not GONE:
            data = changed(data, taken(data, reason))
    return data


def _opened(data: Any, path: Path) -> Any:
    """Refuse a way that leads through a single value; where the deal says that there are none, records may be added."""
    for end in range(1, len(path)):
        box = at(data, path[:end])
        if box is GONE:
            return data
        if box == "none":
            return changed(data, Change(path[:end], {}))
        if isinstance(box, list):
            _refuse_far(box, path, end)
        elif not isinstance(box, dict):
            raise BadRequest(
                say("'{path}' is a single value, not a record", path=dotted(path[:end])), say("change that value instead")
            )
    return data


def _refuse_far(box: list[Any], path: Path, end: int) -> None:
    step = path[end]
    if not (step.isdecimal() and step.isascii() and int(step) <= len(box)):
        raise BadRequest(
            say("the list '{path}' has no item {step}", path=dotted(path[:end]), step=step),
            say("give a number from 0 to {box}", box=len(box)),
        )


def _numbered(faults: list[Fault], base: Source, changes: tuple[Change, ...]) -> list[Fault]:
    """Name with each fault the change that brought it: without that change it is not there, with it it is."""

    @cache
    def after(count: int) -> frozenset[tuple[str, str]]:
        try:
            parse(Varied(base, changes[:count]))
        except BadInput as error:
            return frozenset((fault.code, fault.cause) for fault in error.faults)
        return frozenset()

    whole = Varied(base, changes)
    return [_named(fault, whole, after, len(changes)) for fault in faults]


def _named(fault: Fault, whole: Varied, after: Callable[[int], frozenset[tuple[str, str]]], last: int) -> Fault:
    first, said = 0, (fault.code, fault.cause)
    if not last or said in after(0):
        return fault  # the base has it too
    while last - first > 1:
        middle = (first + last) // 2
        first, last = (first, middle) if said in after(middle) else (middle, last)
    return fault._replace(related=(*fault.related, whole.written(last)))
