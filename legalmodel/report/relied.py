"""What a report relies on: the documents that the file names, the facts that decide and where they come from, assumptions, and the law with its day."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from legalmodel.base import figures
from legalmodel.base.facts import Fact, leaves
from legalmodel.base.names import shown
from legalmodel.base.outcomes import Outcome
from legalmodel.base.places import Path, dotted
from legalmodel.base.speech import word_of
from legalmodel.base.things import Thing, latest
from legalmodel.base.values import Span
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding
from legalmodel.law.models import Head
from legalmodel.law.texts import title_of
from legalmodel.logic.prove import deciding
from legalmodel.report.document import Column, Grid, GridRow, ReportBlock, Statement
from legalmodel.report.numbered import Numbers, line_of
from legalmodel.report.text import NOTHING, as_written, between_words, joined, word
from legalmodel.report.words import force_words, plain

_DECIDED = (
    Outcome.PASS,
    Outcome.FAIL,
    Outcome.JUDGEMENT,
    Outcome.RESERVATION,
    Outcome.DOES_NOT_ARISE,
    Outcome.NOT_YET_DUE,
)
"""Outcomes that rest on facts that are given."""


class Relied(NamedTuple):
    """A fact that decides, and the numbers of the findings that rest on it."""

    fact: Fact
    findings: dict[str, None]


def relied_on(checked: Checked, numbers: Numbers) -> list[Relied]:
    """Return the facts of the file that decide what was found, each once, in the order of their findings."""
    found: dict[Path, Relied] = {}
    for finding in checked.judgment.findings:
        if finding.outcome in _DECIDED and finding.id in numbers:
            for fact in _facts(finding):
                found.setdefault(fact.path, Relied(fact, {})).findings[numbers[finding.id]] = None
    return list(found.values())


def _facts(finding: Finding) -> Iterator[Fact]:
    for proof in finding.proofs:
        for fact in deciding(proof):
            yield from (leaf for leaf in leaves(fact) if leaf.path)


def documents_block(checked: Checked, relied: list[Relied]) -> ReportBlock:
    """Return the documents that the file names, with how many of the facts relied on each is cited for."""
    cited = Counter(c.document for each in relied for c in each.fact.evidence)
    papers = checked.graph.section("documents").known
    columns = (
        Column("document", word("Document")),
        Column("kind", word("Kind")),
        Column("date", word("Date")),
        Column("standing", word("Standing, as the file says")),
        Column("facts", word("Facts relied on"), number=True),
    )
    rows = tuple(_paper(paper, cited[paper.id]) for paper in papers)
    nothing = NOTHING if rows else word("The file names no document.")
    return ReportBlock("documents", word("Documents"), table=Grid(columns, rows) if rows else None, nothing=nothing)


def _paper(paper: Thing, cited: int) -> GridRow:
    when, title, address = paper.fields.get("date"), latest(paper.fields.get("title")), paper.fields.get("address")
    cells = (
        as_written(f"{shown(title)} ({paper.id})" if isinstance(title, str) else paper.id),
        as_written(_plain(paper, "kind")),
        as_written(figures.day(when) if isinstance(when, Span) else ""),
        as_written(_plain(paper, "standing")),
        as_written(cited or "·"),
    )
    return GridRow(cells, note=as_written(address if isinstance(address, str) else ""))


def _plain(paper: Thing, field: str) -> str:
    found = paper.fields.get(field)
    return plain(found) if isinstance(found, str) else ""


def facts_block(relied: list[Relied]) -> ReportBlock:
    """Return the facts relied on as a table: each with its source, its place in the file and the findings that rest on it."""
    columns = (
        Column("fact", word("Fact")),
        Column("source", word("Source")),
        Column("place", word("Place")),
        Column("findings", word("Findings")),
    )
    rows = tuple(_fact(each) for each in relied)
    nothing = NOTHING if rows else word("No finding is decided on a fact that is given.")
    return ReportBlock("facts", word("Facts relied on"), table=Grid(columns, rows) if rows else None, nothing=nothing)


def _fact(each: Relied) -> GridRow:
    fact = each.fact
    cited = [
        between_words(", ").join(p for p in (f"{c.document} {c.locator}".strip(), word_of(c.status)) if p)
        for c in fact.evidence
    ]
    source = as_written(between_words("; ").join(cited)) or word("no source given")
    if fact.assumed:
        source = word("assumed ({id})", id=fact.assumed)
    place = line_of(str(fact.place)) if fact.place else dotted(fact.path)
    cells = (as_written(str(fact.text)), source, as_written(place), as_written(between_words(", ").join(each.findings)))
    return GridRow(cells, lines=(dotted(fact.path),))


def assumptions_block(checked: Checked) -> ReportBlock:
    """Return what is taken for granted: the assumptions of the file, with who assumes them and why."""
    entries = tuple(_assumption(a) for a in checked.graph.section("assumptions").known)
    return ReportBlock("assumptions", word("Assumptions"), entries, nothing=word("The file makes no assumption."))


def _assumption(assumption: Thing) -> Statement:
    said, by, why = (assumption.fields.get(field) for field in ("text", "by", "why"))
    aside = between_words("; ").join(str(part) for part in (by, why) if isinstance(part, str))
    return Statement(as_written(said if isinstance(said, str) else ""), as_written(assumption.id), aside=as_written(aside))


def law_block(checked: Checked, numbers: Numbers) -> ReportBlock:
    """Return the texts of law that were asked: when each is in force, how far and in which copy it was read, on which day."""
    used: dict[str, tuple[Head, list[Finding]]] = {}
    for finding in checked.judgment.findings:
        if finding.id in numbers:
            used.setdefault(finding.rule.head.id, (finding.rule.head, []))[1].append(finding)
    columns = (
        Column("instrument", word("Instrument")),
        Column("force", word("Force")),
        Column("in_force", word("In force")),
        Column("read", word("How far the articles were read")),
        Column("copy", word("Copy, and day of reading")),
    )
    rows = tuple(
        _instrument(head, found) for head, found in sorted(used.values(), key=lambda u: (u[0].system, u[0].in_force.from_))
    )
    nothing = NOTHING if rows else word("No law was asked.")
    return ReportBlock("law", word("Law and its day"), table=Grid(columns, rows) if rows else None, nothing=nothing)


def _instrument(head: Head, found: list[Finding]) -> GridRow:
    first, last = head.in_force.from_, head.in_force.to
    days = word("{first} to {last}", first=first, last=last) if last else word("from {first}", first=first)
    read = Counter[str]({f.rule.id: f.rule.text_read for f in found}.values())
    words = (
        ("seen", word("{n} read", n=read["seen"])),
        ("part", word("{n} in part", n=read["part"])),
        ("memory", word("{n} not read", n=read["memory"])),
    )
    told = joined(text for how, text in words if read[how])
    day = figures.day(date.fromisoformat(str(head.source.read)))
    title = title_of(head.title)
    name = f"{title} ({head.number})" if head.number and head.number not in title else title
    copy = word("{copy}, {day}", copy=word_of(head.source.copy_), day=day)
    cells = (as_written(f"{head.system}: {name}"), as_written(force_words(head.force)), days, told, copy)
    return GridRow(cells)
