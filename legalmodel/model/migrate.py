"""From an older version of the deal file to the present one: what was renamed is renamed in the text, all else stays.

A version is made when a field, a section or a word gets another name. Its step below says which, once, and is never changed.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.base.places import Path, dotted
from legalmodel.model import format
from legalmodel.model.record import MAPS
from legalmodel.text.edit import Change, Renamed, edited, edited_at_once
from legalmodel.text.read import Source


class FieldRenamed(NamedTuple):
    """A field (or, at the top, a section) that has another name now. ``where`` is its record: ``trusts.*``, ``trusts.*.dates``."""

    where: str
    old: str
    new: str


class WordRenamed(NamedTuple):
    """A word that has another name now, in a field of the records at ``where``."""

    where: str
    field: str
    old: str
    new: str


Steps = Mapping[int, tuple[FieldRenamed | WordRenamed, ...]]

STEPS: Steps = {}
"""Version -> what was renamed when it was made, in order. Version 1 is the first."""


def migrated(source: Source, start: int | None = None, steps: Steps | None = None, to: int | None = None) -> Source:
    """Return a file in the present version (or ``to``), edited in its own text.

    ``start`` is the version of a file that does not say it; ``steps`` are those of this program unless given. Raises BadRequest if there is none, if the file says another, if it
    is newer than ``to``, or if something cannot be renamed.
    """
    steps, to = STEPS if steps is None else steps, to or format.VERSION
    now, version = source, _start(source, start, to)
    while version < to:
        version += 1
        for renamed in steps.get(version, ()):
            now = edited_at_once(now, list(_changes(now.data, renamed)))
    if "format" in now.data:
        now = edited(now, [Change(("format",), format.written(to))])
    return now


def _start(source: Source, start: int | None, to: int) -> int:
    said = source.data.get("format")
    stated = format.version_of(said)
    if said is not None and stated is None:
        raise BadRequest(
            say("{it}: '{said}' is no format", it=source.place(("format",)), said=said),
            say("write {to}, or leave it out", to=format.written(to)),
        )
    if stated and start and stated != start:
        raise BadRequest(
            say("{it}: the file says that it is {said}", it=source.place(("format",)), said=said), say("leave --from out")
        )
    version = stated or start
    if version is None:
        raise BadRequest(
            say("{name} does not say its format", name=source.name),
            say("say it: --from {max}", max=format.written(max(1, to - 1))),
        )
    if version > to:
        cause = say(
            "{name} is {version}, and this program knows {to} and what came before",
            name=source.name,
            version=format.written(version),
            to=format.written(to),
        )
        raise BadRequest(cause, say("install a newer legalmodel: pip install -U legalmodel"))
    return version


def _changes(data: dict[str, Any], renamed: FieldRenamed | WordRenamed) -> Iterator[Change]:
    pattern = tuple(renamed.where.split(".")) if renamed.where else ()
    found = list(_at(data, pattern))
    if isinstance(renamed, WordRenamed):
        for path, record in found:
            yield from _reworded(path, record, renamed)
        return
    yield from _elsewhere(data, pattern, renamed, {path[1] for path, _ in found if len(path) > 1})
    for path, record in found:
        for box in (path, *((*path, name) for name in sorted(MAPS))):
            inner = record if box == path else record.get(box[-1])
            if isinstance(inner, dict) and renamed.old in inner:
                yield Change((*box, renamed.old), Renamed(renamed.new))


def _at(data: Any, pattern: Path, path: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the records at a pattern; ``*`` stands for any id."""
    if not isinstance(data, dict):
        return
    if not pattern:
        yield path, data
        return
    for key in data if pattern[0] == "*" else (pattern[0],):
        yield from _at(data.get(key), pattern[1:], (*path, key))


def _reworded(path: Path, record: dict[str, Any], word: WordRenamed) -> Iterator[Change]:
    """Rename a word where a field holds it: as given, by day, by source."""
    ways: list[Path] = [(word.field,)]
    for name in ("dated", "sourced"):
        inner = record.get(name)
        steps = inner.get(word.field) if isinstance(inner, dict) else None
        ways += [(name, word.field, step) for step in steps] if isinstance(steps, dict) else []
    for way in ways:
        value: Any = record
        for step in way:
            value = value.get(step)
        if value == word.old:
            yield Change((*path, *way), word.new)
        elif isinstance(value, list):
            yield from (Change((*path, *way, str(i)), word.new) for i, item in enumerate(value) if item == word.old)


def _elsewhere(data: dict[str, Any], pattern: Path, renamed: FieldRenamed, ids: set[str]) -> Iterator[Change]:
    """Rename a field where other records speak of it: in ``complete``, and where an opinion names a field of a record."""
    complete = data.get("complete")
    for number, entry in enumerate(complete if isinstance(complete, list) else ()):
        steps = entry.split(".") if isinstance(entry, str) else []
        if len(steps) > len(pattern) and steps[len(pattern)] == renamed.old and _fits(steps, pattern):
            steps[len(pattern)] = renamed.new
            yield Change(("complete", str(number)), dotted(tuple(steps)))
    yield from _named(data, (), lambda record: record.get("field") == renamed.old and record.get("of") in ids, renamed.new)


def _fits(steps: list[str], pattern: Path) -> bool:
    return all(wanted in ("*", step) for step, wanted in zip(steps, pattern, strict=False))


def _named(data: Any, path: Path, wanted: Callable[[dict[str, Any]], bool], new: str) -> Iterator[Change]:
    if not isinstance(data, dict):
        return
    if isinstance(data.get("of"), str) and wanted(data):
        yield Change((*path, "field"), new)
    for key, inner in data.items():
        yield from _named(inner, (*path, key), wanted, new)
