"""The closing checklist of a proposed deal: what is done, planned, due (by when and whom), and missing."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from legalmodel.base.outcomes import Outcome
from legalmodel.base.speech import name_of
from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Span
from legalmodel.graph.graph import Graph
from legalmodel.judgment.finding import Judgment
from legalmodel.judgment.result import first_due
from legalmodel.output.further import due_words
from legalmodel.output.paint import wrap
from legalmodel.output.words import citation, plain

_ACTS = {
    "filings": ("granted", "date"),
    "disclosures": ("date",),
    "opinions": ("date",),
    "documents": ("date",),
    "events": ("date",),
}
"""Sections whose records are steps to closing -> the fields that hold the day of each, the last step first."""
_SOURCES = ("public_summary", "from_memory", "computed")
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
        tuple(f"{words}, {day}" for day, words, draft in acts if day <= now and not draft),
        tuple(f"{words}, {day}" for day, words, draft in acts if day > now or draft),
        tuple(
            dict.fromkeys(f"{f.rule.form.title.en}, {due_words(f.result.due)} [{citation(f)}]" for f in waiting if f.result.due)
        ),
        tuple(f"{fact.what} ({fact.ask})" for fact in judgment.next_facts),
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
    name = f"legal opinion {act.id.replace('_', ' ')}" if section == "opinions" else plain(what or name_of(act))
    name = f"publication of {name}" if section == "disclosures" else name
    by = act.fields.get("by")
    people = [by] if isinstance(by, Thing) else [p for p in by if isinstance(p, Thing)] if isinstance(by, tuple) else []
    draft = " (draft)" if act.fields.get("standing") == "draft" else ""
    granted = " not yet granted" if section == "filings" and act.fields.get("granted") is NONE else ""
    return f"{name}{draft}{granted}{' by ' + ' and '.join(map(name_of, people)) if people else ''}"


def checklist_rows(judgment: Judgment, graph: Graph, width: int, most: int) -> Iterable[tuple[str, list[str]]]:
    """Yield the parts of the checklist to print, each a label and its rows; nothing for a deal that is not proposed.

    What is planned and what is due get ``most`` rows, the rest two at most. Entries are printed whole, so that no day is
    cut off; the first is there in any case.
    """
    if found := checklist(judgment, graph):
        for name, entries in zip(Checklist._fields, found, strict=True):
            yield name.upper(), _part(entries, width, most if name in ("planned", "due") else min(2, most))


def _part(entries: tuple[str, ...], width: int, most: int) -> list[str]:
    """Return the rows of as many entries as there is room for, and how many more there are."""
    if not entries:
        return ["nothing"]
    for shown in range(len(entries), 0, -1):
        more = f"; and {len(entries) - shown} more" if len(entries) > shown else ""
        rows = wrap(f"{len(entries)}: {'; '.join(entries[:shown])}{more}", width)
        if len(rows) <= most:
            return rows
    more = f"; and {len(entries) - 1} more" if len(entries) > 1 else ""
    return wrap(f"{len(entries)}: {entries[0]}{more}", width, most=4)
