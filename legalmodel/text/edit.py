"""Change a file in its own text: one fact set, one record added, one taken away; all the rest stays to the character.

Comments, layout, quotation marks and line ends are kept. Whatever was written is read again, and unless it holds exactly
the data that were meant, nothing is changed.
"""

import os
from decimal import Decimal
from typing import Any, Final, NamedTuple

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.places import Path, dotted
from legalmodel.text.layout import layout
from legalmodel.text.read import Source, event_parser, read, read_bytes
from legalmodel.text.render import refuse_unwritable
from legalmodel.text.splice import Sheet, spliced

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


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
    stays, as ``{}``.
    """

    path: Path
    value: Any = GONE


def edit(source: Source, changes: list[Change]) -> str:
    """Return the text of a file with changes made, one after the other. Raises BadRequest if one cannot be made."""
    now = source
    for change in changes:
        refuse_unwritable("" if change.value is GONE else change.value)
        for single in _singles(now.data, change):
            now = _changed(now, single)
    return now.text


def write_edit(path: "str | os.PathLike[str]", expected_sha256: str, changes: list[Change]) -> Source:
    """Make changes in a file and return it as it is now; the file changes as a whole or not at all.

    ``expected_sha256`` is the digest of the file that the changes were meant for. Raises BadRequest if the file has changed
    since, cannot be written or a change cannot be made, and BadInput if it cannot be read.
    """
    from legalmodel.text.replace import replace_file, target

    name = os.fspath(path)
    file = target(name)
    source = read(file)
    _refuse_other(source, expected_sha256, name)
    mark = _BYTE_ORDER_MARK if source.raw.startswith(_BYTE_ORDER_MARK) else b""
    new = mark + edit(source, changes).encode()
    if new != source.raw:
        replace_file(file, new, lambda: _refuse_other(read(file), expected_sha256, name))
    return read_bytes(new, name)


def _refuse_other(source: Source, expected: str, name: str) -> None:
    if source.sha256 != expected.lower():
        raise BadRequest(f"{name} has changed meanwhile", "read it again, then make the change")


def _singles(data: Any, change: Change) -> list[Change]:
    """Resolve a change into single ones: of two records what differs, of an entry taken away what is left empty with it."""
    path, old = change.path, _at(data, change.path)
    if change.value is GONE:
        return [_taken(data, path)]
    if not (isinstance(old, dict) and isinstance(change.value, dict) and old and change.value):
        return [] if same(old, change.value) else [change]
    sets = [one for key, value in change.value.items() for one in _singles(data, Change((*path, key), value))]
    return sets + [Change((*path, key)) for key in old if key not in change.value]


def _taken(data: Any, path: Path) -> Change:
    if not path or _at(data, path) is GONE:
        raise BadRequest(f"there is no '{dotted(path)}' to take away", "name an entry of the file")
    while len(path) > 1 and len(_at(data, path[:-1])) == 1:
        path = path[:-1]
        if len(path) == 2:
            return Change(path, {})
    if len(path) == 1 and len(data) == 1:
        raise BadRequest("nothing would be left in the file", "delete the file instead")
    return Change(path)


def _changed(source: Source, change: Change) -> Source:
    top = layout(source.text, event_parser())
    meant, reason = None, "a text in lines or a comment beside it would change too"
    for simple in (False, True):
        sheet = Sheet(source.text, top, simple)
        splices = sheet.take(change.path) if change.value is GONE else sheet.put(change.path, change.value)
        meant = meant or _meant(source.data, change)
        try:
            new = read_bytes(spliced(source.text, splices).encode(), source.name)
        except BadInput as error:
            reason = error.faults[0].cause
            continue
        if same(new.data, meant):
            return new
    raise BadRequest(f"'{dotted(change.path)}' cannot be changed in place: {reason}", "change it by hand")


def _meant(data: Any, change: Change) -> Any:
    """Return the data that a single change means: the boxes on its way are copied, all else is shared."""
    step, rest = change.path[0], change.path[1:]
    copy: Any = list(data) if isinstance(data, list) else dict(data)
    key: Any = int(step) if isinstance(copy, list) else step
    if not rest and change.value is GONE:
        del copy[key]
        return copy
    inner = _at(data, (step,))
    value = change.value if not rest else _meant({} if inner is GONE else inner, change._replace(path=rest))
    if isinstance(copy, list) and inner is GONE:
        copy.append(value)
    else:
        copy[key] = value
    return copy


def _at(data: Any, path: Path) -> Any:
    for step in path:
        if isinstance(data, list) and step.isdecimal() and step.isascii() and int(step) < len(data):
            data = data[int(step)]
        elif isinstance(data, dict) and step in data:
            data = data[step]
        else:
            return GONE
    return data


def same(one: Any, other: Any) -> bool:
    """Tell whether data are the same, kinds of values included: 1 is neither true nor "1", but 1.0 is 1."""
    if isinstance(one, dict):
        return isinstance(other, dict) and one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return isinstance(other, list) and len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, (int, Decimal)) and not isinstance(one, bool):
        return isinstance(other, (int, Decimal)) and not isinstance(other, bool) and one == other
    return type(one) is type(other) and bool(one == other)
