"""Changes of plain data: what is meant when one fact is set, one record added, one entry taken away.

The text of a file is edited to hold such data (``text/edit.py``), and a scenario is a deal with such data (``model/scenario.py``).
"""

from decimal import Decimal
from typing import Any, Final, NamedTuple

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.base.places import Path, dotted


class _Gone:
    __slots__ = ()

    def __repr__(self) -> str:
        return "GONE"


GONE: Final = _Gone()
"""In place of a value: take the entry away."""


class Change(NamedTuple):
    """Set the value at a path (records missing on the way are made; in a list, the number after the last adds an item), or
    take the entry away.

    A value is text, a whole number, a ``Decimal``, a truth, a list, or a record as a dict; of a record that exists only what
    differs is changed. A list, map or section that would be left empty is taken away with its last entry; a record with an id
    stays, as ``{}``. ``new``: nothing may stand at the path yet.
    """

    path: Path
    value: Any = GONE
    new: bool = False


def at(data: Any, path: Path) -> Any:
    """Return what data hold at a path, or ``GONE``."""
    for step in path:
        if isinstance(data, list) and step.isdecimal() and step.isascii() and int(step) < len(data):
            data = data[int(step)]
        elif isinstance(data, dict) and step in data:
            data = data[step]
        else:
            return GONE
    return data


_HEAD = "deal"
"""The section that is itself one record; in the others each entry is a record."""


def taken(data: Any, path: Path) -> Change:
    """Return the change that takes an entry away, with what is left empty around it.

    Raises BadRequest if there is no such entry, or nothing would be left.
    """
    if not path or at(data, path) is GONE:
        raise BadRequest(say("there is no '{path}' to take away", path=dotted(path)), say("name an entry of the file"))
    while len(path) > 1 and len(at(data, path[:-1])) == 1:
        path = path[:-1]
        if len(path) == 2 and path[0] != _HEAD:  # a record without fields is still a record; a field without any is none
            return Change(path, {})
    if len(path) == 1 and len(data) == 1:
        raise BadRequest(say("nothing would be left in the file"), say("delete the file instead"))
    return Change(path)


def refuse_present(data: Any, change: Change) -> None:
    """Raise BadRequest if a change adds what is there already."""
    if change.new and at(data, change.path) is not GONE:
        raise BadRequest(say("'{path}' is there already", path=dotted(change.path)), say("set it instead, or take another id"))


def changed(data: Any, change: Change) -> Any:
    """Return the data that a single change means: the boxes on its way are copied, all else is shared.

    Whoever calls it has seen to it that the path leads through boxes, and that what is taken away is there.
    """
    step, rest = change.path[0], change.path[1:]
    copy: Any = list(data) if isinstance(data, list) else dict(data)
    key: Any = int(step) if isinstance(copy, list) else step
    if not rest and change.value is GONE:
        del copy[key]
        return copy
    inner = at(data, (step,))
    value = change.value if not rest else changed({} if inner is GONE else inner, change._replace(path=rest))
    if isinstance(copy, list) and inner is GONE:
        copy.append(value)
    else:
        copy[key] = value
    return copy


def same(one: Any, other: Any) -> bool:
    """Tell whether data are the same, kinds of values included: 1 is neither true nor "1", but 1.0 is 1."""
    if isinstance(one, dict):
        return isinstance(other, dict) and one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return isinstance(other, list) and len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, (int, Decimal)) and not isinstance(one, bool):
        return isinstance(other, (int, Decimal)) and not isinstance(other, bool) and one == other
    # true is 1 to Python, and a file that says one does not say the other
    return type(one) is type(other) and bool(one == other)
