"""The page docs/vocabulary-coverage.md: for each note of law, where its facts stand in a deal file."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from legalmodel.law.load import Law
from legalmodel.model.deal import SECTIONS
from legalmodel.text.read import read

DATA = Path(__file__).parent.parent / "docs" / "vocabulary-coverage.yaml"
SYSTEMS = {
    "cn": "China",
    "us": "United States",
    "eu": "European Union",
    "uk": "United Kingdom",
    "it": "Italy",
    "kr": "Korea",
    "jp": "Japan",
    "th": "Thailand",
}
PLAN_ROUTE = ("cn-49", "cn-sse2", "cn-ml")
"""Notes of China that speak of special plans on the exchanges and of micro-lenders; the others are the trust route."""
HEAD = """\
# What the vocabulary covers

Made by `.ci/make_docs.py` from `docs/vocabulary-coverage.yaml`. The project's notes on law name the facts that each provision turns on.
Here each note stands with the places of a deal file that hold these facts; `*` is any id, and `hops` are `trusts` and `transfers`. That a
fact has a place does not mean that a rule reads it yet: [law-coverage.md](law-coverage.md) tells that. A gap is a fact that has none.
A "tape" is data loan by loan, which a deal file does not hold.
"""


def coverage_of_vocabulary(law: Law) -> str:
    """Return the page: counts, a table for each legal system, all gaps, and the rules that belong to no legal system."""
    notes: dict[str, Any] = read(DATA).data
    tables = [line for system, entries in notes.items() for line in _table(SYSTEMS[system], entries)]
    return "\n".join([HEAD, *_counts(notes), *_gaps(notes), *tables, *_common(law)])


def _counts(notes: dict[str, Any]) -> Iterable[str]:
    yield "| legal system | notes | whole | with a gap | places named |\n|---|---|---|---|---|"
    groups = {SYSTEMS[system]: entries for system, entries in notes.items() if system != "cn"}
    trust = {id: note for id, note in notes["cn"].items() if not id.startswith(PLAN_ROUTE)}
    plans = {id: note for id, note in notes["cn"].items() if id.startswith(PLAN_ROUTE)}
    for name, entries in {"China, trust route": trust, "China, special plans and micro-lenders": plans, **groups}.items():
        gaps = sum("gap" in note for note in entries.values())
        yield f"| {name} | {len(entries)} | {len(entries) - gaps} | {gaps} | {_places(entries)} |"
    every = {id: note for entries in notes.values() for id, note in entries.items()}
    gaps = sum("gap" in note for note in every.values())
    yield f"| all | {len(every)} | {len(every) - gaps} | {gaps} | {_places(every)} |\n"


def _places(entries: dict[str, Any]) -> int:
    return len({path for note in entries.values() for path in note["facts"]})


def _gaps(notes: dict[str, Any]) -> Iterable[str]:
    yield "## Gaps\n\n| note | what has no place, and why |\n|---|---|"
    yield from (f"| `{id}` | {note['gap']} |" for entries in notes.values() for id, note in entries.items() if "gap" in note)
    yield ""


def _table(name: str, entries: dict[str, Any]) -> Iterable[str]:
    yield f"## {name}\n\n| note | facts stand under |\n|---|---|"
    for id, note in entries.items():
        gap = "; **a gap**" if "gap" in note else ""
        yield f"| `{id}` | {', '.join(f'`{path}`' for path in note['facts'])}{gap} |"
    yield ""


def _common(law: Law) -> Iterable[str]:
    yield "## Rules of no legal system\n"
    yield "They can read nothing that has no place: a rule with an unknown field is refused when the law is built.\n"
    yield "| rule | reads |\n|---|---|"
    sections = {sort: section for section, sort in SECTIONS.items()}
    for rule in law.rules.values():
        if rule.system == "common":
            expressions = [e for e in (rule.governs, rule.when, rule.require, *(x.when for x in rule.unless)) if e]
            pairs = {pair for expression in expressions for pair in expression.reads}
            read = sorted(f"{sections.get(sort, sort.replace('_', ' '))}: {field}" for sort, field in pairs)
            yield f"| `{rule.id}` | {', '.join(read)} |"
    yield ""
