"""Facts that a machine drafted: which wait for a person, and what a person's word on them changes in the text of the deal.

A confirmed fact is as firm as the document that backs it: its status goes, its evidence stays. Who confirmed what stands in the review log.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.base.places import Path, dotted
from legalmodel.model.words import MACHINE
from legalmodel.text.changes import GONE, Change, at
from legalmodel.text.read import Source


class Drafted(NamedTuple):
    """A fact that waits: where it stands, what it says, and the document and page that it was taken from."""

    path: Path
    value: Any
    evidence: str

    @property
    def written(self) -> str:
        """The value in one line, as a file would write it."""
        return one_line(self.value)


def one_line(value: Any) -> str:
    """Write a value of a file in one line."""
    if value is GONE:
        return ""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {one_line(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(one_line, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())


def drafted(data: dict[str, Any]) -> tuple[Drafted, ...]:
    """Return all facts of a file that a machine drafted and nobody confirmed, in the order of the file."""
    found: list[Drafted] = []
    left: list[tuple[Path, dict[str, Any]]] = [((), data)]
    while left:
        path, record = left.pop()
        status, evidence = record.get("status"), record.get("evidence")
        if isinstance(status, dict):
            cited = evidence if isinstance(evidence, dict) else {}
            found += [
                Drafted((*path, name), record.get(name, GONE), str(cited.get(name) or cited.get("all") or ""))
                for name, said in status.items()
                if said == MACHINE
            ]
        left += [((*path, name), inner) for name, inner in reversed(record.items()) if isinstance(inner, dict)]
    return tuple(found)


def meant(waiting: Iterable[Drafted], names: Iterable[str]) -> tuple[Drafted, ...]:
    """Return the facts that some names mean: a fact, or all within a record or section.

    Raises BadRequest for a name under which nothing waits.
    """
    waiting = tuple(waiting)
    chosen: dict[Path, Drafted] = {}
    for name in names:
        path = tuple(name.split("."))
        inside = {fact.path: fact for fact in waiting if fact.path[: len(path)] == path}
        if not inside:
            raise BadRequest(
                say("no fact drafted by a machine waits under '{name}'", name=name),
                say("without a path, confirm lists all that wait"),
            )
        chosen |= inside
    return tuple(fact for fact in waiting if fact.path in chosen)


def confirming(source: Source, facts: Iterable[Drafted]) -> list[Change]:
    """Return the changes that lift the status of facts; everything else in the file stays to the character."""
    changes: list[Change] = []
    gone: dict[Path, set[str]] = {}
    for fact in facts:
        gone.setdefault(fact.path[:-1], set()).add(fact.path[-1])
    for record, names in gone.items():
        status = at(source.data, (*record, "status"))
        left = {name: said for name, said in status.items() if name not in names}
        changes.append(Change((*record, "status"), left or GONE))
    return changes


def entry_of(name: str, source: Source, facts: Iterable[Drafted]) -> tuple[str, dict[str, Any]]:
    """Return the record of a confirmation for the review log: who, which file, each fact with its value and evidence."""
    said = {dotted(fact.path): f"{fact.written} [{fact.evidence}]" if fact.evidence else fact.written for fact in facts}
    return "confirm", {"name": name, "sha256": source.sha256, "facts": said}
