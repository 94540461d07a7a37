"""The closing checklist of a proposed deal: what is done, planned, due (by when and whom), and missing."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from legalmodel.base import figures
from legalmodel.base.language import say
from legalmodel.base.outcomes import Outcome
from legalmodel.base.speech import listed, name_of
from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Span
from legalmodel.graph.graph import Graph
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.result import first_due
from legalmodel.law.texts import table_text, title_of
from legalmodel.report.document import ReportBlock, Statement
from legalmodel.report.further import due_words
from legalmodel.report.text import NOTHING, Wording, as_written, word
from legalmodel.report.words import citation, plain

_ACTS = {
    "filings": ("granted", "date"),
    "disclosures": ("date",),
    "opinions": ("date",),
    "documents": ("date",),
    "events": ("date",),
}
"""Sections whose records are steps to closing -> the fields that hold the day of each, the last step first."""
_SOURCES = ("public_summary", "from_memory", "computed", "machine_draft")
"""Standings of documents that are sources of facts, and no papers of the deal."""


class Checklist(NamedTuple):
    """The parts of a checklist, each a row an entry; entries with a day stand in the order of their days."""

    done: tuple[str, ...]
    planned: tuple[str, ...]
    due: tuple[str, ...]
    missing: tuple[str, ...]


def checklist(judgment: Judgment, graph: Graph) -> Checklist | None:
    """Return the checklist of a proposed deal; None for any other.

    A day planned that has passed is no proof that the act was done: until the file says that the deal was signed, a step counts as
    done only if its own record says so by a day that is not after now. Steps without a day are missing, not planned.
    """
    now = judgment.as_of or judgment.run_day
    if graph.deal.get("stage", now) != "proposed":
        return None
    acts = sorted(_acts(graph), key=lambda act: act[:2])
    waiting = sorted((f for f in judgment.findings if f.outcome is Outcome.NOT_YET_DUE), key=lambda f: first_due(f.result.due))
    return Checklist(
        tuple(say("{step}, {day}", step=words, day=figures.day(day)) for day, words, draft in acts if day <= now and not draft),
        tuple(say("{step}, {day}", step=words, day=figures.day(day)) for day, words, draft in acts if day > now or draft),
        tuple(
            dict.fromkeys(
                say(
                    "{title}, {when} [{cites}]",
                    title=title_of(f.rule.form.title),
                    when=due_words(f.result.due),
                    cites=citation(f),
                )
                for f in waiting
                if f.result.due
            )
        ),
        tuple(
            say("{name} ({words})", name=fact.what, words=table_text(fact.ask, "ask", "who_knows"))
            for fact in judgment.next_facts
        ),
    )


def _acts(graph: Graph) -> Iterable[tuple[date, str, bool]]:
    """Yield the day of each step, its words, and whether its paper is still a draft."""
    for section, fields in _ACTS.items():
        for act in graph.section(section):
            day = next((d for field in fields if isinstance(d := act.fields.get(field), Span)), None)
            if day is not None and act.fields.get("standing") not in _SOURCES:
                yield day.last, _words(section, act), act.fields.get("standing") == "draft"


def _words(section: str, act: Thing) -> str:
    """Say what a step is, and who takes it."""
    what = act.fields.get("kind") or act.fields.get("what")
    name = plain(what or name_of(act))
    if section == "opinions":
        name = say("legal opinion {id}", id=act.id.replace("_", " "))
    elif section == "disclosures":
        name = say("publication of {what}", what=name)
    by = act.fields.get("by")
    people = [by] if isinstance(by, Thing) else [p for p in by if isinstance(p, Thing)] if isinstance(by, tuple) else []
    if act.fields.get("standing") == "draft":
        name = say("{step} (draft)", step=name)
    if section == "filings" and act.fields.get("granted") is NONE:
        name = say("{step} not yet granted", step=name)
    return say("{step} by {whom}", step=name, whom=listed(map(name_of, people))) if people else name


def checklist_block(judgment: Judgment, graph: Graph) -> ReportBlock:
    """Return the checklist as a block, a part an entry; it says nothing of a deal that is not proposed."""
    found = checklist(judgment, graph)
    if found is None:
        return ReportBlock("checklist", NOTHING)
    parts = zip((word("DONE"), word("PLANNED"), word("DUE")), found[:3], strict=True)
    missing = word("{n} facts; by paper under DO NEXT", n=len(found.missing)) if found.missing else word("nothing")
    entries = (*(_part(label, steps) for label, steps in parts), Statement(missing, word("MISSING")))
    return ReportBlock("checklist", word("CLOSING CHECKLIST"), entries, least=4, must=4)


def _part(label: Wording, steps: tuple[str, ...]) -> Statement:
    if not steps:
        return Statement(word("nothing"), label)
    return Statement(as_written(len(steps)), label, items=tuple(map(as_written, steps)))
