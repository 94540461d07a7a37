"""Information asymmetry: each duty to disclose and how it stands, what investors were told, and what only the file knows."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from legalmodel.base.outcomes import Outcome
from legalmodel.base.things import Thing, latest
from legalmodel.base.values import Items, Span, U
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding
from legalmodel.methods.process.standing import is_one, records
from legalmodel.methods.risks.data import Matter, disclosure_duties, matters
from legalmodel.methods.risks.standing import Stated, now_of, stated, stated_by

_STATUS = {
    Outcome.PASS: "met", Outcome.FAIL: "missed", Outcome.NOT_YET_DUE: "due", Outcome.UNKNOWN: "open", Outcome.JUDGEMENT: "weighed"
}  # fmt: skip  # a table: one row a line
_OPEN_STANDING = ("public_summary",)
_OPEN_KINDS = (
    "prospectus",
    "rating_report",
    "trustee_report",
    "annual_report",
    "notice",
    "public_page",
    "press_report",
    "liquidation_report",
)
"""Kinds of documents that investors can read, with all that is narrower."""


class Duty(NamedTuple):
    """A duty to disclose: the finding on it, and how it stands."""

    finding: Finding
    status: str


class Told(NamedTuple):
    """A matter: the disclosures that tell it, and the facts of the file that no disclosure and no public document tells."""

    matter: Matter
    status: str
    by: tuple[Thing, ...]
    known: int
    inside: tuple[Stated, ...]


def duties_of(checked: Checked) -> Iterator[Duty]:
    """Yield each duty to disclose that the law has for this deal."""
    for finding in checked.judgment.findings:
        if disclosure_duties() & {finding.rule.id, finding.rule.question} and finding.outcome in _STATUS:
            planned = finding.outcome is Outcome.PASS and finding.planned
            yield Duty(finding, "planned" if planned else _STATUS[finding.outcome])


def told_of(checked: Checked) -> Iterator[Told]:
    """Yield each matter with what tells it, and what only the file knows of it."""
    for matter in matters():
        by = tuple(d for d in checked.graph.section("disclosures") if _tells(d, matter, checked))
        known = [fact for path in matter.knows for fact in _facts(path, checked)]
        hidden = [] if by else [f for f in known if not _is_public(f, checked)]
        public = bool(known) and len(hidden) < len(known)
        status = "told" if by else "part" if public else "not_told"
        yield Told(matter, status, by, len(known), tuple(hidden))


def _tells(disclosure: Thing, matter: Matter, checked: Checked) -> bool:
    """Tell whether a disclosure that was made by now sets a matter out."""
    made = disclosure.fields.get("date")
    if not isinstance(made, Span) or made.last > now_of(checked):
        return False
    sections = disclosure.fields.get("sections")
    words = set(sections) if isinstance(sections, tuple) else set()
    return bool(words & matter.sections) or (
        bool(matter.what) and is_one(disclosure, "disclosures", "what", tuple(sorted(matter.what)))
    )


def _facts(path: str, checked: Checked) -> Iterable[Stated]:
    """Return what the file states of a section, or of one field of it."""
    if "." in path:
        return stated((path,), checked)[0]
    found = []
    for thing in records(path, checked.graph):
        fields = [f for f, v in thing.fields.items() if v is not None and not isinstance(latest(v), U | Items | Thing)]
        found += [fact for f in fields for fact in _one(thing, f, checked)]
    return found


def _one(thing: Thing, field: str, checked: Checked) -> Iterable[Stated]:
    fact = checked.graph.fact(thing, field, now_of(checked))
    if fact.place is not None:
        yield stated_by(fact)


def _is_public(fact: Stated, checked: Checked) -> bool:
    """Tell whether a document that investors can read backs a fact."""
    if not set(_OPEN_STANDING).isdisjoint(fact.standings):
        return True
    for id in fact.documents:
        document = next((d for d in checked.graph.section("documents") if d.id == id), None)
        if document is None:
            continue
        standing = latest(document.fields.get("standing"))
        if standing in _OPEN_STANDING or (standing != "draft" and is_one(document, "documents", "kind", _OPEN_KINDS)):
            return True
    return False
