"""The public part of a deal, as a deal of its own: what a published document backs, without natural persons, texts and ids of the file.

What is not public is not hidden later: it is not there. Whatever is judged, drawn or written of the public part can say nothing else. Why
each thing is done as it is stands in docs/decisions/0040-the-public-part.md.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from legalmodel.base.errors import BadInput
from legalmodel.base.places import Path, Place
from legalmodel.base.trees import lies_below
from legalmodel.base.values import Span
from legalmodel.model.check_ids import documents
from legalmodel.model.deal import Deal, Facts
from legalmodel.model.parse import parse
from legalmodel.model.public_names import Renaming, people_of
from legalmodel.model.record import Field, Record
from legalmodel.model.shape import fields
from legalmodel.model.types import PLAIN, WORDS
from legalmodel.text.read import Source

READ_BY_INVESTORS = (
    "prospectus",
    "rating_report",
    "trustee_report",
    "annual_report",
    "liquidation_report",
    "public_page",
    "press_report",
)
"""Kinds of documents that are public by what they are, with all that is narrower, unless they are drafts or the placement is private."""
_BY_NATURE = ("public_page", "press_report")
_NOT_FIRM = frozenset(("draft", "from_memory", "computed", "alleged", "machine_draft"))
_OWN_WORDS = frozenset(("computed", "from_memory", "alleged", "machine_draft"))
"""Statuses of a field that make it the file's own word, whatever it cites."""
_OF_THE_FILE = frozenset(("Facts.about", "Facts.currency", "Facts.known_until", "Deal.format"))
_NEVER = frozenset(("Document.author", "Document.received", "Facts.note"))
_LEFT_OUT = frozenset(("assumptions", "acceptances", "complete"))
_WORDS_OF_LISTS = frozenset(
    ("Facts.offered_in", "Facts.labels", "Facts.exempt_under", "Rating.grade", "Identifier.kind", "Identifier.code")
)
"""Texts that are short words of a public list, and stay; of all others only that something is stated."""
_SHORT = re.compile(r"[\w .,/()+-]{1,40}")
STATED = "stated"


class PublicPart(NamedTuple):
    """The public part of a deal. ``kept`` and ``left`` count the facts that are in it and those that are not; ``unnamed`` have no public name."""

    deal: Deal
    source: "PublicSource"
    kept: int
    left: int
    unnamed: frozenset[str]


class PublicSource(Source):
    """The data of a public part; it stands on no line of any file."""

    __slots__ = ()

    def __init__(self, data: dict[str, Any]) -> None:
        super().__init__("public", b"", "")
        self.data = data

    def place(self, path: Path) -> Place:  # noqa: ARG002 (of whatever path)
        """Return no place."""
        return Place("public", 1, 1)

    def key_place(self, path: Path) -> Place:
        """Return no place."""
        return self.place(path)

    def width(self, path: Path) -> int:  # noqa: ARG002 (of whatever path)
        """Return the width of nothing."""
        return 1

    def key_width(self, path: Path) -> int:
        """Return the width of nothing."""
        return self.width(path)


def public_part(source: Source, day: date, whole: bool = False) -> PublicPart | None:
    """Return the public part of a deal as of a day; None where not even its name is public.

    ``whole``: whoever publishes says that every fact of the file is public; natural persons, texts and ids stay out all the same.
    Raises BadInput with the faults of the file as it is written, or of a part that contradicts what is left.
    """
    deal = parse(source)
    cut = _Cut(deal, source.data, day, whole)
    data = cut.made()
    if "name" not in data.get("deal", {}):
        return None
    try:
        return _part(data, cut)
    except BadInput:
        for name in ("issue", "raised"):  # sums of classes of which some are not public
            data["deal"].pop(name, None)
        return _part(data, cut)


def _part(data: dict[str, Any], cut: "_Cut") -> PublicPart:
    source = PublicSource(data)
    return PublicPart(parse(source), source, cut.kept, cut.left, frozenset(cut.unnamed))


def open_papers(deal: Deal, day: date) -> frozenset[str]:
    """Return the documents of a deal that are public on a day: by their day of publication, else by their standing and kind."""
    papers = deal.documents if isinstance(deal.documents, dict) else {}
    classes = deal.securities.values() if isinstance(deal.securities, dict) else ()
    private = any(c.placement == "private" for c in classes)
    kinds = _BY_NATURE if private else READ_BY_INVESTORS
    found = set()
    for id, paper in papers.items():
        if isinstance(paper.published, Span):
            if paper.published.last <= day:
                found.add(id)
        elif paper.published is None and (paper.standing == "public_summary" or _is_of(paper.kind, paper.standing, kinds)):
            found.add(id)
    return frozenset(found)


def _is_of(kind: Any, standing: Any, kinds: Iterable[str]) -> bool:
    return (
        isinstance(kind, str) and standing not in _NOT_FIRM and any(lies_below(kind, k, WORDS["document_kind"]) for k in kinds)
    )


class _Cut:
    """Makes the public part of the data of one deal."""

    def __init__(self, deal: Deal, raw: dict[str, Any], day: date, whole: bool) -> None:
        self.raw, self.whole, self.open = raw, whole, open_papers(deal, day)
        self.real = deal.deal is not None and deal.deal.about == "real"
        self.kept = self.left = 0
        self.hurt: set[str] = set()
        self.unnamed: set[str] = set()
        self.people = people_of(raw)

    def made(self) -> dict[str, Any]:
        """Return the data, under other ids, without what names a natural person."""
        made: dict[str, Any] = {}
        for name, value in self.raw.items():
            field = fields(Deal).get(name)
            if field is None or name in _LEFT_OUT or field.inner is None:
                continue
            if not field.keyed:
                made[name] = self.record(Facts, value, (name,), ())
            elif isinstance(value, dict):
                records = {
                    id: self.record(field.inner, r, (name, id), (id,) if name == "documents" else ()) for id, r in value.items()
                }
                made[name] = {id: r for id, r in records.items() if r}
                if len(made[name]) < len(value):
                    self.hurt.add(name)
            elif value == "none" and self.says_all(name, self.raw):
                made[name] = value
        made["complete"] = [entry for entry in self.raw.get("complete") or () if self.stays_complete(entry)]
        renaming = Renaming(made, self.people)
        data = renaming.renamed()
        self.unnamed = renaming.unnamed
        return data

    def stays_complete(self, entry: str) -> bool:
        """Tell whether the public part of a list is still all of it: nothing was left out, and that it is whole is public."""
        return entry not in self.hurt and self.says_all(entry.partition(".")[0], self.raw)

    def says_all(self, name: str, raw: dict[str, Any]) -> bool:
        """Tell whether it is public that a list holds no more; of a real deal, whose file is put together from public sources, its author says so."""
        cited = (raw.get("evidence") or {}).get(name) or (raw.get("evidence") or {}).get("complete")
        return self.whole or (bool(self.open & {*documents(cited)}) if cited else self.real)

    def record(self, model: type[Record], raw: Any, path: Path, above: tuple[str, ...]) -> dict[str, Any]:
        """Return the public facts of a record, and of those inside it; nothing if there are none."""
        if not isinstance(raw, dict):
            return {}
        made: dict[str, Any] = {}
        dated: dict[str, Any] = {}
        backed: dict[str, str] = {}
        for name, field in fields(model).items():
            given, course = raw.get(name), (raw.get("dated") or {}).get(name)
            if given is None and course is None:
                continue
            papers = self.backing(raw, name, above)
            if field.inner is not None and isinstance(given, dict):
                if inside := self.inner(field, given, (*path, name), papers):
                    made[name] = inside
                continue
            if not self.is_public(model, name, papers, raw):
                self.left += 1
                self.hurt.add(".".join((*path, name)))
                continue
            self.kept += 1
            if given is not None:
                made[name] = _without_texts(model, name, field, given)
            if course is not None:
                dated[name] = {day: _without_texts(model, name, field, value) for day, value in course.items()}
            if cited := [p for p in papers if p in self.open]:
                backed[name] = "; ".join(dict.fromkeys(cited))
        if not {*made, *dated} - {"about", "currency", "known_until"}:
            return {}
        status = {n: s for n, s in (raw.get("status") or {}).items() if n in made and n not in ("all",)}
        return made | {k: v for k, v in (("dated", dated), ("evidence", backed), ("status", status)) if v}

    def inner(self, field: Field, value: dict[str, Any], path: Path, papers: tuple[str, ...]) -> dict[str, Any]:
        model: Any = field.inner
        if not field.keyed:
            return self.record(model, value, path, papers)
        found = {id: self.record(model, r, (*path, id), papers) for id, r in value.items()}
        kept = {id: r for id, r in found.items() if r}
        if len(kept) < len(value):
            self.hurt.add(".".join(path))
        return kept

    def backing(self, raw: dict[str, Any], name: str, above: tuple[str, ...]) -> tuple[str, ...]:
        """Return the documents that back a field: named for it, for its record, or for the record around it."""
        evidence = raw.get("evidence") or {}
        if cited := evidence.get(name) or evidence.get("all"):
            return tuple(documents(cited))
        return () if (raw.get("status") or {}).get(name) else above

    def is_public(self, model: type[Record], name: str, papers: tuple[str, ...], raw: dict[str, Any]) -> bool:
        own = f"{model.__name__}.{name}"
        if own in _NEVER or name in (raw.get("assumed") or ()):
            return False
        if own in _OF_THE_FILE or self.whole:
            return True
        return (raw.get("status") or {}).get(name) not in _OWN_WORDS and bool(self.open & {*papers})


def _without_texts(model: type[Record], name: str, field: Field, value: Any) -> Any:
    """Return a value; of a free text only that something is stated."""
    if field.written not in (PLAIN["text"], PLAIN["texts"]) or value == "none":
        return value
    if f"{model.__name__}.{name}" in _WORDS_OF_LISTS:
        several = value if isinstance(value, list) else [value]
        return value if all(isinstance(v, str) and _SHORT.fullmatch(v) for v in several) else STATED
    return [STATED for _ in value] if isinstance(value, list) else STATED
