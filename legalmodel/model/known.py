"""A deal as it was known on a day: what rests only on documents received later is unknown, in the plain data, before anything is judged.

Why each thing is done as it is stands in docs/decisions/0037-known-on-a-day.md.
"""

from datetime import date
from typing import Any

from legalmodel.base.places import Path, Place
from legalmodel.base.values import Span
from legalmodel.model.check_ids import documents
from legalmodel.model.deal import Deal
from legalmodel.model.parse import parse
from legalmodel.model.record import MAPS, Record
from legalmodel.model.shape import Field, fields
from legalmodel.text.read import Source

NOT_RECEIVED = "not_received"

_KNOWN, _LATER, _UNDATED = "known", "later", "undated"

_AS_GIVEN = frozenset(("assumptions", "acceptances"))
"""Sections that rest on no document: what is supposed, and what somebody decided."""

_PAPERS = frozenset((*_AS_GIVEN, "documents"))
"""Sections whose facts the head of a report does not count."""

_OF_THE_FILE = frozenset(("Document.received", "Facts.about", "Facts.currency", "Facts.known_until", "Deal.format"))
"""Fields that speak of the file and of how it is written, not of the deal."""


class KnownThen(Source):
    """A file as far as its facts were known on a day; places are those of the file.

    ``given`` is how many facts the file gives, ``later`` how many of them rest only on documents received after that day, and
    ``undated`` how many stay because nobody says since when they are known. Papers, assumptions and acceptances are not counted.
    """

    __slots__ = ("base", "given", "known_on", "later", "undated")

    def __init__(self, base: Source, day: date, deal: Deal) -> None:
        super().__init__(base.name, base.raw, base.text)
        self.base, self.known_on = base, day
        then = _Then(deal, day)
        self.data = then.deal(base.data)
        self.given, self.later, self.undated = sum(then.counts.values()), then.counts[_LATER], then.counts[_UNDATED]

    def place(self, path: Path) -> Place:
        """Return the place of the value at a path in the file, also of one that was not known yet."""
        return self.base.place(path)

    def key_place(self, path: Path) -> Place:
        """Return the place of the key under which a value stands in the file."""
        return self.base.key_place(path)

    def width(self, path: Path) -> int:
        """Return how many characters of the value stand on its first line, at least 1."""
        return self.base.width(path)

    def key_width(self, path: Path) -> int:
        """Return how many characters the key has, with its quotation marks, at least 1."""
        return self.base.key_width(path)


def known_then(source: Source, day: date) -> tuple[Deal, KnownThen]:
    """Return a deal as it was known at the end of a day, and the source that tells what stands where in it.

    Raises BadInput with all faults of the file as it is written.
    """
    then = KnownThen(source, day, parse(source))
    return parse(then), then


class _Then:
    """Leaves out of plain data what was not known yet, record by record, and counts."""

    __slots__ = ("closed", "counts", "day", "received", "whole")

    def __init__(self, deal: Deal, day: date) -> None:
        self.day = day
        # where only a month or a year is given, the paper was surely there at its end
        papers = deal.documents if isinstance(deal.documents, dict) else {}
        self.received = {id: p.received.last if isinstance(p.received, Span) else None for id, p in papers.items()}
        self.counts = dict.fromkeys((_KNOWN, _LATER, _UNDATED), 0)
        self.closed: dict[Path, list[str]] = {}
        for entry in deal.complete or ():
            *record, name = entry.split(".")
            self.closed.setdefault(tuple(record), []).append(name)
        self.whole: set[str] = set()

    def deal(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Return the data of the whole deal. What backs a section backs that it is whole, or none, and not the records in it."""
        made = self.maps(raw, {n: v for n, v in raw.items() if v == "none" and n not in _AS_GIVEN}, Deal, (), counts=False)
        for name, value in raw.items():
            field = fields(Deal).get(name)
            if field and field.inner and isinstance(value, dict) and name not in _AS_GIVEN:
                made[name] = self.inner(field, value, (name,), ())
        for name in self.closed.get((), ()):
            self.close((name,), _own(raw, name))
        made.pop("complete", None)
        general = self.standing(_own(raw, "complete")) != _LATER
        if whole := [entry for entry in raw.get("complete") or () if entry in self.whole and general]:
            made["complete"] = whole
        return made

    def inner(self, field: Field, value: dict[str, Any], path: Path, above: tuple[str, ...]) -> dict[str, Any]:
        """Return the record within a record, or the records under ids; what is said of a document stands in that document."""
        model: Any = field.inner
        if not field.keyed:
            inside: dict[str, Any] = self.record(model, value, path, above)
            return inside
        papers = path == ("documents",)
        return {id: self.record(model, r, (*path, id), (id,) if papers else above) for id, r in value.items()}

    def record(self, model: type[Record], raw: Any, path: Path, above: tuple[str, ...]) -> Any:
        """Return the data of a record, and of those inside it; ``above`` are the documents that back it, unless it names others."""
        if not isinstance(raw, dict):
            return raw
        own = fields(model)
        given = {n: v for n, v in {**(raw.get("dated") or {}), **raw}.items() if n in own}
        nested = {n: f for n, f in own.items() if f.inner and isinstance(given.get(n), dict)}
        facts = {n: v for n, v in given.items() if n not in nested}
        made = self.maps(raw, facts, model, above, path[0] not in _PAPERS)
        for name, field in nested.items():
            made[name] = self.inner(field, given[name], (*path, name), self.backing(raw, name, above))
        for name in self.closed.get(path, ()):
            self.close((*path, name), self.backing(raw, name, above))
        return made

    def maps(
        self, raw: dict[str, Any], facts: dict[str, Any], model: type[Record], above: tuple[str, ...], counts: bool = True
    ) -> dict[str, Any]:
        """Return a record without the facts that were not known yet, each said to be unknown, and its maps without what speaks of them."""
        own, gone = fields(model), []
        made = {n: dict(v) if n in MAPS else v for n, v in raw.items()}
        for name in facts:
            own_matter = f"{model.__name__}.{name}" in _OF_THE_FILE
            standing = _KNOWN if own_matter else self.standing(self.backing(raw, name, above, own[name]))
            self.counts[standing] += counts and name in raw
            if standing == _LATER:
                gone.append(name)
            elif name in made.get("sourced", ()):
                self.left(made, own[name], name)
        for box in (made, *(made[n] for n in MAPS if n in made)):
            for name in gone:
                box.pop(name, None)
        for name in [n for n in made.get("stated", ()) if self.standing(self.backing(raw, n, above)) == _LATER]:
            del made["stated"][name]
        if gone:
            made["unknown"] = {**made.get("unknown", {}), **dict.fromkeys(gone, NOT_RECEIVED)}
        for name, cited in list(made.get("evidence", {}).items()):
            if kept := "; ".join(p for p in map(str.strip, cited.split(";")) if not self.is_later(*documents(p))):
                made["evidence"][name] = kept
            else:
                del made["evidence"][name]
        return {n: v for n, v in made.items() if v or n not in MAPS}

    def left(self, made: dict[str, Any], field: Field, name: str) -> None:
        """Leave of what sources say what was there; where none of them gives the value relied on, there is nothing to compare."""
        said = {id: value for id, value in made["sourced"][name].items() if not self.is_later(id)}
        if _giving(field, said, made.get(name)):
            made["sourced"][name] = said
        else:
            del made["sourced"][name]

    def backing(self, raw: dict[str, Any], name: str, above: tuple[str, ...], field: Field | None = None) -> tuple[str, ...]:
        """Return the documents that back a field, as the proofs have them, with the sources that give the value relied on."""
        if name in (raw.get("assumed") or ()):
            return ()
        evidence = raw.get("evidence") or {}
        sources = _giving(field, (raw.get("sourced") or {}).get(name) or {}, raw.get(name)) if field else ()
        if sources or evidence.get(name):
            return (*documents(evidence.get(name) or ""), *sources)
        if evidence.get("all"):
            return tuple(documents(evidence["all"]))
        return () if (raw.get("status") or {}).get(name) else above

    def close(self, path: Path, backing: tuple[str, ...]) -> None:
        """Keep a list complete, unless only papers received later say so."""
        if self.standing(backing) != _LATER:
            self.whole.add(".".join(path))

    def standing(self, backing: tuple[str, ...]) -> str:
        """Tell how what rests on documents stood: the first that came in makes it known."""
        days = [self.received.get(id) for id in backing if id]
        if any(day and day <= self.day for day in days):
            return _KNOWN
        return _UNDATED if None in days or not days else _LATER

    def is_later(self, id: str) -> bool:
        """Tell whether a document came in later."""
        return self.standing((id,)) == _LATER


def _own(raw: dict[str, Any], name: str) -> tuple[str, ...]:
    return tuple(documents((raw.get("evidence") or {}).get(name) or ""))


def _giving(field: Field, said: dict[str, Any], value: Any) -> tuple[str, ...]:
    """Return the sources that give the value relied on."""
    if not said or value is None or field.written is None:
        return ()
    wanted = field.written.read(value)
    return tuple(id for id, each in said.items() if field.written.read(each) == wanted)
