"""Lay the facts of two deals side by side: what was added, is gone, was changed or goes by another id.

Records are the same if they stand under one id and do not bear the name or a code of another; else they are matched by what they
say: by a code, by a name, by equal content, and, where few are left, by likeness. An id is no fact: a record that goes by another
is ``renamed``, and every mention of it counts as unchanged.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from legalmodel.base.places import Path, Place
from legalmodel.base.values import Money
from legalmodel.model.deal import SECTIONS
from legalmodel.model.refused import BadValue
from legalmodel.model.shape import Field, field_at
from legalmodel.text.read import Source

_CODES = ("lei", "uscc", "isin", "code", "name")
_LEAST = 0.5
"""The part of its facts that a record must share with another to be matched by likeness."""
_MOST_PAIRS = 10_000
"""Pairs of records left in a section that are held against each other; a book of thousands of new ids is matched by equal content only."""


class FactChange(NamedTuple):
    """A fact, or a whole record, that differs. ``sort`` is ``added``, ``gone``, ``changed`` or ``renamed``.

    Values are as written; None, with no place, on a side that has none.
    """

    sort: str
    path: Path
    other_path: Path
    before: Any
    after: Any
    place: Place | None
    other_place: Place | None


class Changes(NamedTuple):
    """All that differs, in the order of the first file, then what only the second has; ``names`` are ids of the second, told by the first's."""

    facts: tuple[FactChange, ...]
    names: dict[Path, Path]

    @property
    def differ(self) -> bool:
        """Tell whether a fact differs; another id is none."""
        return any(fact.sort != "renamed" for fact in self.facts)


def compare_facts(first: Source, second: Source) -> Changes:
    """Return what differs between the facts of two files that were read and parsed."""
    pairs = _Pairs(first.data, second.data)
    return Changes(tuple(_Diff(first, second, pairs).all()), {new: old for old, new in pairs.path.items()})


class _Pairs:
    """Which record of the first file is which of the second."""

    def __init__(self, first: dict[str, Any], second: dict[str, Any]) -> None:
        self.path: dict[Path, Path] = {}
        self._taken: set[Path] = set()
        self._first, self._second = _records(first), _records(second)
        self._ids: dict[str, str] = {}
        self._by_id()
        for _ in range(4):  # whoever is matched tells more of those that mention it
            before = len(self.path)
            self._by_content()
            self._by_likeness()
            if len(self.path) == before:
                break

    def id(self, old: str) -> str:
        """Return the id by which a record of the first file goes in the second."""
        return self._ids.get(old, old)

    def _match(self, old: Path, new: Path) -> None:
        self.path[old] = new
        self._taken.add(new)
        self._ids[old[1]] = new[1]

    def _by_id(self) -> None:
        """Match by id, then by code and name; an id that now belongs to what had another one is no sign."""
        marks, others = (_by_mark(records) for records in (self._first, self._second))
        claimed = {old: new for mark, old in marks.items() if old and (new := others.get(mark))}
        wanted = set(claimed.values())
        for old in self._first:
            if old in self._second and claimed.get(old, old) == old and (old not in wanted or claimed.get(old) == old):
                self._match(old, old)
        for old, new in claimed.items():
            if old not in self.path and new not in self._taken:
                self._match(old, new)

    def _left(self) -> Iterator[tuple[list[Path], list[Path]]]:
        for section in SECTIONS:
            old = [p for p in self._first if p[0] == section and p not in self.path]
            new = [p for p in self._second if p[0] == section and p not in self._taken]
            if old and new:
                yield old, new

    def _by_content(self) -> None:
        for olds, news in self._left():
            by_content: dict[str, list[Path]] = {}
            for new in news:
                by_content.setdefault(repr(_flat(self._second[new], new, str)), []).append(new)
            for old in olds:
                if same := by_content.get(repr(_flat(self._first[old], old, self.id))):
                    self._match(old, same.pop(0))

    def _by_likeness(self) -> None:
        for olds, news in self._left():
            if len(olds) * len(news) > _MOST_PAIRS:
                continue
            flat = {new: set(_flat(self._second[new], new, str)) for new in news}
            rated = []
            for old in olds:
                mine = set(_flat(self._first[old], old, self.id))
                rated += [(-len(mine & flat[n]) / max(1, len(mine | flat[n])), old, n) for n in news]
            for worth, old, new in sorted(rated):
                if -worth >= _LEAST and old not in self.path and new not in self._taken:
                    self._match(old, new)


def _records(data: dict[str, Any]) -> dict[Path, dict[str, Any]]:
    return {
        (section, id): record
        for section in SECTIONS
        if isinstance(records := data.get(section), dict)
        for id, record in records.items()
        if isinstance(record, dict)
    }


def _by_mark(records: dict[Path, dict[str, Any]]) -> dict[tuple[str, str, str], Path | None]:
    """Return the record of each code or name; None for one that several bear."""
    found: dict[tuple[str, str, str], Path | None] = {}
    for path, record in records.items():
        for field in _CODES:
            if (value := record.get(field)) is not None and value != "none":
                mark = (path[0], field, repr(_plain(field_at((*path, field)), value)))
                found[mark] = None if mark in found else path
    return found


def _flat(record: dict[str, Any], path: Path, name: Any) -> tuple[tuple[str, str], ...]:
    """Return the facts of a record, each as its way within it and its value, references told by the ids of the other file."""
    found: list[tuple[str, str]] = []
    stack: list[tuple[Path, Any]] = [((), record)]
    while stack:
        way, value = stack.pop()
        field = field_at((*path, *way))
        if isinstance(value, dict) and not (field and field.written):
            stack += [((*way, key), inner) for key, inner in value.items()]
        else:
            found.append((".".join(map(str, way)), repr(_plain(field, _told(field, value, name)))))
    return tuple(sorted(found))


def _names_records(field: Field | None) -> bool:
    kind = field.written.kind if field and field.written else None
    return kind is not None and "thing" in (kind.name, kind.item.name if kind.item else "")


def _told(field: Field | None, value: Any, name: Any) -> Any:
    if not _names_records(field):
        return value
    if isinstance(value, list):
        return sorted((name(item) if isinstance(item, str) else item for item in value), key=str)
    return name(value) if isinstance(value, str) else value


def _plain(field: Field | None, value: Any) -> Any:
    """Return what a value means, however it is written: ``416m`` is ``CNY 416000000`` where that is the currency of the deal."""
    if field is None or field.written is None:
        return value
    try:
        read = field.written.read(value)
    except BadValue:
        return value
    return (read, getattr(read, "forms", {})) if field.written.kind.name == "text" else read


class _Diff:
    """Walks both files, matched records together."""

    def __init__(self, first: Source, second: Source, pairs: _Pairs) -> None:
        self.first, self.second, self.pairs = first, second, pairs
        self._money = tuple(_currency(source) for source in (first, second))

    def all(self) -> Iterator[FactChange]:
        """Yield what differs: sections as the first file has them, then those of the second alone."""
        for section in dict.fromkeys((*self.first.data, *self.second.data)):
            old, new = self.first.data.get(section), self.second.data.get(section)
            if section in SECTIONS and isinstance(old or {}, dict) and isinstance(new or {}, dict) and (old or new):
                yield from self._records(section, old or {}, new or {})
            else:
                yield from self._value((section,), (section,), old, new)

    def _records(self, section: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[FactChange]:
        for id, record in old.items():
            path = (section, id)
            other = self.pairs.path.get(path) or (path if id in new and not isinstance(record, dict) else None)
            if other is None:
                yield self._change("gone", path, path, record, None)
                continue
            if other != path:
                yield self._change("renamed", path, other, id, other[1])
            yield from self._value(path, other, record, new[other[1]])
        matched = set(self.pairs.path.values())
        for id, record in new.items():
            if (section, id) not in matched and not (id in old and not isinstance(old[id], dict)):
                yield self._change("added", (section, id), (section, id), None, record)

    def _value(self, path: Path, other: Path, old: Any, new: Any) -> Iterator[FactChange]:
        field = field_at(path)
        if isinstance(old, dict) and isinstance(new, dict) and not (field and field.written):
            for key in dict.fromkeys((*old, *new)):
                yield from self._entry((*path, key), (*other, key), old, new, key)
        elif old is None or new is None:
            if old is not new:
                yield self._change("added" if old is None else "gone", path, other, old, new)
        elif not self._same(field, old, new):
            yield self._change("changed", path, other, old, new)

    def _entry(self, path: Path, other: Path, old: dict[str, Any], new: dict[str, Any], key: str) -> Iterator[FactChange]:
        """Compare an entry; one whose key is the id of a record, such as a document, follows that record."""
        if key in old and key not in new and (known := self.pairs.id(key)) != key and known in new:
            yield from self._value(path, (*other[:-1], known), old[key], new[known])
        elif key in old or key not in {self.pairs.id(mine) for mine in old}:
            yield from self._value(path, other, old.get(key), new.get(key))

    def _same(self, field: Field | None, old: Any, new: Any) -> bool:
        if old == new and type(old) is type(new) and not _names_records(field) and not field_is_money(field):
            return True
        told = _told(field, old, self.pairs.id)
        if field is None and isinstance(old, str) and isinstance(new, str):
            return self._mention(old) == new
        one, two = _plain(field, told), _plain(field, _told(field, new, str))
        if isinstance(one, Money) and isinstance(two, Money):
            one, two = (m._replace(currency=m.currency or c) for m, c in zip((one, two), self._money, strict=True))
        return bool(one == two)

    def _mention(self, text: str) -> str:
        """Tell by the other file's ids the document at the head of a locator, and a text that is an id."""
        head, space, rest = text.partition(" ")
        return self.pairs.id(head) + space + rest

    def _change(self, sort: str, path: Path, other: Path, old: Any, new: Any) -> FactChange:
        place = self.first.key_place(path) if sort == "renamed" else self.first.place(path)
        other_place = self.second.key_place(other) if sort == "renamed" else self.second.place(other)
        return FactChange(sort, path, other, old, new, None if old is None else place, None if new is None else other_place)


def field_is_money(field: Field | None) -> bool:
    """Tell whether a field holds an amount, which without a currency is one of the deal's."""
    return field is not None and field.written is not None and field.written.kind.name == "money"


def _currency(source: Source) -> str:
    deal = source.data.get("deal")
    return str(deal.get("currency", "")) if isinstance(deal, dict) else ""
