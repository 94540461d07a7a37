"""Change a file in its own text: one fact set, one record added, one taken away; all the rest stays to the character.

Comments, layout, quotation marks and line ends are kept. Whatever was written is read again, and unless it holds exactly
the data that were meant, nothing is changed.
"""

import os
from typing import Any

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.language import say
from legalmodel.base.places import Path, dotted
from legalmodel.text.changes import GONE as GONE
from legalmodel.text.changes import Change as Change
from legalmodel.text.changes import at, changed, refuse_present, same, taken
from legalmodel.text.layout import layout
from legalmodel.text.read import Source, event_parser, read, read_bytes
from legalmodel.text.render import refuse_unwritable
from legalmodel.text.replace import replace_file, target
from legalmodel.text.splice import Splice, Splicer, spliced

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Renamed(str):
    """In place of a value: the entry keeps its value and its comments under this key."""

    __slots__ = ()


def edit(source: Source, changes: list[Change]) -> str:
    """Return the text of a file with changes made, one after the other. Raises BadRequest if one cannot be made."""
    return edited(source, changes).text


def edited(source: Source, changes: list[Change]) -> Source:
    """Return a file with changes made, read again. Raises BadRequest if one cannot be made."""
    now = source
    for change in changes:
        refuse_unwritable("" if change.value is GONE else change.value)
        refuse_present(now.data, change)
        for single in _singles(now.data, change):
            now = _changed(now, single)
    return now


def edited_at_once(source: Source, changes: list[Change]) -> Source:
    """Return a file with many entries renamed or set that are there already, none within another: in one pass over the text.

    Raises BadRequest as ``edited`` does, to which what cannot be done at once is left.
    """
    for change in changes:
        if isinstance(change.value, Renamed):
            _may_be_renamed(source.data, change)
    return _in_one_pass(source, changes) or edited(source, changes)


def edited_together(source: Source, changes: list[Change]) -> Source:
    """Return a file with many fields set or added: in one pass over the text where that can be done, and as ``edited`` does where it cannot."""
    left = []
    for change in changes:
        refuse_unwritable("" if change.value is GONE else change.value)
        refuse_present(source.data, change)
        old = at(source.data, change.path)
        if change.value is GONE or isinstance(old, dict) or _through_none(source.data, change) is not change:
            return edited(source, changes)
        if not same(old, change.value):
            left.append(change)
    # what is added at the end of an inner record and of the record around it stands at one spot: the inner comes first
    left.sort(key=lambda change: -len(change.path))
    return (_in_one_pass(source, left) or edited(source, changes)) if left else source


def _in_one_pass(source: Source, changes: list[Change]) -> Source | None:
    """Return a file with changes made of which none is within another, or nothing if it would not hold what is meant."""
    sheet = Splicer(source.text, layout(source.text, event_parser()))
    meant = source.data
    for change in changes:
        meant = _meant(meant, change)
    text = spliced(source.text, [splice for change in changes for splice in _splices(sheet, change)])
    try:
        new = read_bytes(text.encode(), source.name)
    except BadInput:
        return None
    return new if same(new.data, meant) else None


def write_edit(
    path: "str | os.PathLike[str]",
    expected_sha256: str,
    changes: list[Change],
) -> Source:
    """Make changes in a file and return it as it is now; the file changes as a whole or not at all.

    ``expected_sha256`` is the digest of the file that the changes were meant for. Raises BadRequest if the file has changed
    since, cannot be written or a change cannot be made, and BadInput if it cannot be read.
    """
    source = read(target(os.fspath(path)))
    _refuse_other(source, expected_sha256, os.fspath(path))
    return write_text(path, source, edited(source, changes))


def write_text(path: "str | os.PathLike[str]", source: Source, draft: Source) -> Source:
    """Write a draft in the place of the file that was read as ``source``, and return it as it is now.

    Raises BadRequest if the file has changed since, or cannot be written; nothing is changed then.
    """
    name = os.fspath(path)
    file = target(name)
    # what an editor put at the beginning stays: nothing changes but what was asked for
    mark = _BYTE_ORDER_MARK if source.raw.startswith(_BYTE_ORDER_MARK) else b""
    new = mark + draft.text.encode()
    if new != source.raw:
        replace_file(file, new, lambda: _refuse_other(read(file), source.sha256, name))
    return read_bytes(new, name)


def _refuse_other(source: Source, expected: str, name: str) -> None:
    if source.sha256 != expected.lower():
        raise BadRequest(say("{name} has changed meanwhile", name=name), say("read it again, then make the change"))


def _singles(data: Any, change: Change) -> list[Change]:
    """Resolve a change into single ones: of two records what differs, of an entry taken away what is left empty with it."""
    path, old = change.path, at(data, change.path)
    if change.value is GONE:
        return [taken(data, path)]
    if isinstance(change.value, Renamed):
        return [change] if _may_be_renamed(data, change) else []
    # two records are changed field by field, so that comments and order of what stays the same stay too
    if not (isinstance(old, dict) and isinstance(change.value, dict) and old and change.value):
        return [] if same(old, change.value) else [_through_none(data, change)]
    sets = [one for key, value in change.value.items() for one in _singles(data, Change((*path, key), value))]
    return sets + [Change((*path, key)) for key in old if key not in change.value]


def _through_none(data: Any, change: Change) -> Change:
    """Where the file says that there are no records, put the first one in the place of the ``none``."""
    for end in range(1, len(change.path)):
        if at(data, change.path[:end]) == "none":
            value = change.value
            for step in reversed(change.path[end:]):
                value = {step: value}
            return Change(change.path[:end], value)
    return change


def _may_be_renamed(data: Any, change: Change) -> bool:
    box = at(data, change.path[:-1])
    if not isinstance(box, dict) or change.path[-1] not in box:
        raise BadRequest(say("there is no '{path}' to rename", path=dotted(change.path)), say("name an entry of the file"))
    if change.path[-1] == change.value:
        return False
    if change.value in box:
        raise BadRequest(
            say("'{it}' is there already", it=dotted((*change.path[:-1], change.value))), say("keep one of the two")
        )
    return True


def _changed(source: Source, change: Change) -> Source:
    top = layout(source.text, event_parser())
    meant, reason = None, say("a text in lines or a comment beside it would change too")
    for simple in (False, True):
        splices = _splices(Splicer(source.text, top, simple), change)
        meant = meant or _meant(source.data, change)
        try:
            new = read_bytes(spliced(source.text, splices).encode(), source.name)
        except BadInput as error:
            reason = error.faults[0].cause
            continue
        if same(new.data, meant):
            return new
    raise BadRequest(
        say("'{path}' cannot be changed in place: {reason}", path=dotted(change.path), reason=reason), say("change it by hand")
    )


def _splices(sheet: Splicer, change: Change) -> list[Splice]:
    if change.value is GONE:
        return sheet.take(change.path)
    if isinstance(change.value, Renamed):
        return sheet.rename(change.path, str(change.value))
    return sheet.put(change.path, change.value)


def _meant(data: Any, change: Change) -> Any:
    if not isinstance(change.value, Renamed):
        return changed(data, change)
    way: Path = change.path[:-1]
    box = {change.value if key == change.path[-1] else key: value for key, value in at(data, way).items()}
    return changed(data, Change(way, box)) if way else box
