"""What is told of a part of a chart to whoever clicks on it: its facts, the findings on it with their articles, its place, and its days."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from legalmodel.base.outcomes import Outcome
from legalmodel.base.speech import name_of, percent
from legalmodel.base.things import Thing, latest
from legalmodel.base.values import Items, Money, Span
from legalmodel.judgment.checked import Checked
from legalmodel.law.reach import is_law
from legalmodel.output.describe import value
from legalmodel.output.marks import records_of
from legalmodel.output.people import PersonNames
from legalmodel.report.words import BY_WEIGHT, citation, millions, outcome_words, plain

_SILENT = (Outcome.NOT_APPLICABLE, Outcome.NOT_EXAMINED, Outcome.DOES_NOT_ARISE)
"""Outcomes that say nothing of a part of the chart."""
_SINCE = ("since", "established", "issued")
_UNTIL = ("until", "ended")
_LAWS = ("law", "seat", "law_of_claims")


class PartTexts(NamedTuple):
    """The texts on one record. Days are as the file has them, in ISO's form; an empty one bounds nothing."""

    facts: tuple[tuple[str, str], ...] = ()
    findings: tuple[tuple[str, str, str], ...] = ()
    place: str = ""
    since: str = ""
    until: str = ""
    system: str = ""


Teller = Callable[[str], PartTexts]
"""The id of a box or relation -> what is told of it."""


def telling(result: Checked, deal: str, people: bool, findings: bool) -> Teller:
    """Return what tells of the parts of a deal's charts; natural persons by number unless ``people``, no findings if none are wanted."""
    names = PersonNames(result.graph, people)
    by_record: dict[tuple[Any, ...], list[tuple[str, str, str]]] = {}
    for finding in sorted(result.judgment.findings, key=lambda f: BY_WEIGHT.index(f.outcome)) if findings else ():
        if finding.subject is not None and is_law(finding.rule.system) and finding.outcome not in _SILENT:
            said = (outcome_words(finding), citation(finding), names.hidden(finding.sentence or finding.rule.form.title.en))
            for record in sorted(records_of(finding)):
                by_record.setdefault(record, []).append(said)

    def tell(id: str) -> PartTexts:
        path = tuple(id.split("."))[:2]
        thing = result.graph.things.get(path)
        if thing is None:
            return PartTexts()
        facts = tuple((plain(field), names.hidden(text)) for field in thing.fields if (text := _text(value(thing, field))))
        place = result.source.key_place(path)
        return PartTexts(facts, tuple(by_record.get(path, ())), f"{deal}, line {place.line}", *_days(thing), _system(thing))

    return tell


def _text(found: Any) -> str:
    """Return a value as a reader wants it; nothing for what is a record within the record."""
    if isinstance(found, Thing):
        return name_of(found) if len(found.path) == 2 else ""
    if isinstance(found, Money):
        return millions(found) or str(found.amount)
    if isinstance(found, Items | tuple):
        return ", ".join(text for text in map(_text, found) if text)
    if isinstance(found, Decimal):
        return percent(found)
    if isinstance(found, str):
        return str(found).replace("_", " ") if str(found).islower() else str(found)
    return str(found) if isinstance(found, int | Span) else ""


def _days(thing: Thing) -> tuple[str, str]:
    """Return from when to when a record stands, as far as the file says."""
    holders = [thing, *(d for d in (value(thing, "dates"),) if isinstance(d, Thing))]
    since = [d for h in holders for f in (*_SINCE, "effective") if isinstance(d := latest(h.fields.get(f)), Span)]
    until = [d for h in holders for f in _UNTIL if isinstance(d := latest(h.fields.get(f)), Span)]
    return (since[0].first.isoformat() if since else ""), (until[0].first.isoformat() if until else "")


def _system(thing: Thing) -> str:
    return next((str(found)[:2] for field in _LAWS if isinstance(found := value(thing, field), str)), "")
